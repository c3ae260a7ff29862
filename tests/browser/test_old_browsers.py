"""Browsers that do not know what our styles use: the page is plainer, and every word is there to be
read.

A new Chromium stands in for them: what the old browser does not know is renamed in all that it is
sent, so it does not know it either. `python -m tools.engines` opens the same pages in real engines,
old ones among them.
"""

import io

import pytest
from PIL import Image, ImageStat

from .test_look import PAGES, TOO_WIDE

pytestmark = pytest.mark.browser

UNKNOWN_TO = {
    "Safari 16 and Firefox 115": ("popover", ":has("),
    "Safari 15.3 and Chromium 98": ("popover", ":has(", "@layer"),
}
# What nobody is meant to see there: what is folded, what is for screen readers or for paper alone,
# a label that stands in a table's head instead, the button that would open the menu, the ones that
# close what is not open, and on a phone the list of the headings that follow it.
HIDDEN_OR_COVERED = """() => {
  const MEANT = "script, style, noscript, svg, [hidden], .away, .on-paper, .skip, option, .none, .what, thead, "
    + ".tools button, .close-menu, .close-help, "
    + ":is(.page-result, .page-about, .page-questions) .side, details:not([open]) > :not(summary)";
  const bad = [], range = document.createRange();
  const box = () => [...range.getClientRects()].find((one) => one.width > 1 && one.height > 1);
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { data, parentElement } = texts.currentNode;
    if (!data.trim() || parentElement.closest(MEANT)) continue;
    range.selectNodeContents(texts.currentNode);
    if (!box()) { bad.push("hidden: " + data.trim().slice(0, 60)); continue }
    if (box().top < 0 || box().bottom > innerHeight) scrollBy(0, box().top - 300);
    const over = document.elementFromPoint(box().left + box().width / 2, box().top + box().height / 2);
    // A card's link and a choice's label lie over their card, unseen, so that all of it can be pressed.
    const ofItself = !over || over.contains(parentElement) || parentElement.contains(over);
    const fine = ofItself || over.matches(".card a, .choice label");
    if (!fine) bad.push("covered: " + data.trim().slice(0, 60) + " by " + over.outerHTML.slice(0, 60));
  }
  return bad;
}"""


@pytest.fixture(params=UNKNOWN_TO)
def old_page(request, new_page):
    """old_page(**context options) → a page of a browser of that age."""

    pages = []

    def rename(route):
        if route.request.resource_type not in ("document", "stylesheet", "script"):
            return route.continue_()
        answer = route.fetch()
        text = answer.text()
        for unknown in UNKNOWN_TO[request.param]:
            text = text.replace(unknown, unknown.replace(unknown.strip("@:("), "unheard-of"))
        return route.fulfill(response=answer, body=text)

    def make(**options):
        # The policy knows the styles by their hash, which renaming changes.
        page = new_page(bypass_csp=True, **options)
        page.add_init_script(
            "delete HTMLElement.prototype.popover; delete HTMLElement.prototype.showPopover"
        )
        page.route("**/*", rename)
        pages.append(page)
        return page

    yield make
    for page in pages:
        page.unroute_all(behavior="ignoreErrors")


@pytest.mark.parametrize("width", [360, 1280])
def test_every_word_is_shown_and_none_is_covered(old_page, width):
    page = old_page(viewport={"width": width, "height": 2000})
    bad = {}
    for address in PAGES:
        page.goto(address)
        found = page.evaluate(HIDDEN_OR_COVERED)
        # A table without styles is as wide as its words.
        if page.evaluate(TOO_WIDE) and not page.locator("table").count():
            found.append("sideways")
        if found:
            bad[address] = found
    assert bad == {}


def test_the_page_stays_as_light_as_its_paper(old_page):
    page = old_page(viewport={"width": 360, "height": 740})
    for address in (
        "/en/guide/high/",
        "/fr/guide/high/one-place/",
        "/en/treatments/immunotherapy/",
    ):
        page.goto(address)
        picture = Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("L")
        assert ImageStat.Stat(picture).median[0] > 230, address


def test_a_meaning_follows_its_word_in_brackets(old_page):
    page = old_page(viewport={"width": 360, "height": 740})
    page.goto("/en/guide/high/one-place/")
    # The script makes each button a part of its sentence: it has no look of its own any more.
    page.locator("button.word").first.wait_for(state="detached")
    page.locator("details", has=page.locator("#high-one-place")).locator("summary").click()
    text = page.locator("#high-one-place").inner_text()
    assert "transplant. (stem cell transplant – Stem cells are young cells" in text


def test_the_menu_is_a_list_and_nothing_offers_to_open_it(old_page):
    page = old_page(viewport={"width": 360, "height": 740})
    page.goto("/en/")
    assert page.locator("header nav a").first.is_visible()
    assert not page.locator(".tools button").is_visible()
