"""Every kind of page, as it looks: on a small screen, spaced out, in forced colours, in the dark,
on paper.
"""

import re

import pytest
from django.conf import settings

from .letters import in_both_letters

pytestmark = [pytest.mark.browser, in_both_letters]

ENGLISH = [
    "/en/",
    "/en/guide/",
    "/en/guide/high/",
    "/en/guide/?sent=1",
    "/en/guide/unsure-risk/unsure-place/",
    "/en/treatments/",
    "/en/treatments/immunotherapy/",
    "/en/treatments/at-a-glance/",
    "/en/support/?region=ON",
    "/en/words/",
    "/en/questions/",
    "/en/search/?q=mibg",
    "/en/feedback/",
    "/en/about/",
    "/en/privacy/",
    "/en/accessibility/",
    "/en/nowhere/",
    "/en/print/?risk=high&place=one-place",
    "/en/check/nothing/",
    "/en/keep/",
]
FRENCH = [
    "/fr/",
    "/fr/guide/high/",
    "/fr/guide/high/spread/",
    "/fr/traitements/mibg-therapy/",
    "/fr/soutien/",
    "/fr/traitements/en-un-coup-d-oeil/",
]
PAGES = ENGLISH + FRENCH
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-block-end: 2em !important }"""
CUT_OFF = """() => [...document.querySelectorAll("main *, header *, footer *")].filter(e => {
  const s = getComputedStyle(e);
  return s.overflow !== "visible" && s.clipPath === "none" && e.clientHeight
    && (e.scrollHeight > e.clientHeight + 2 || e.scrollWidth > e.clientWidth + 2)
    && !e.matches("select, input, textarea, svg, svg *")
}).map(e => e.outerHTML.slice(0, 80))"""
TORN = """() => {
  const torn = [], range = document.createRange();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { data, parentElement } = texts.currentNode;
    if (!parentElement.checkVisibility() || parentElement.closest("svg, a[href^=http]")) continue;
    for (const word of data.matchAll(/[\\p{L}’]{3,}/gu)) {
      range.setStart(texts.currentNode, word.index);
      range.setEnd(texts.currentNode, word.index + word[0].length);
      if (new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > 1) torn.push(word[0]);
    }
  }
  return torn;
}"""
SMALL = """() => [...document.querySelectorAll(
    "button:not(.word), select, textarea, input:not([type=radio], [type=checkbox], [type=hidden]), summary, "
    + ".choice, .ticks label, .button, .back, .mark, nav a, .tools a, .card")]
  .map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
  .filter(([_, box]) => box.width && (box.height < 43.5 || box.width < 43.5))
  .map(([name, box]) => [name, box.width, box.height])"""


def test_pages_fit_a_screen_of_320_pixels_as_with_400_percent_zoom(new_page):
    page = new_page(viewport={"width": 320, "height": 256})
    wide = []
    for address in PAGES:
        page.goto(address)
        wide += [address] if page.evaluate(TOO_WIDE) else []
    assert wide == []


def found_on_pages(page, script):
    """{address: what this script finds there}, where it finds anything."""
    found = {}
    for address in PAGES:
        page.goto(address)
        found[address] = page.evaluate(script)
    return {address: what for address, what in found.items() if what}


@pytest.mark.parametrize("width", [320, 360])
def test_no_word_is_torn_apart_on_a_small_screen(new_page, width):
    page = new_page(viewport={"width": width, "height": 740})
    assert found_on_pages(page, TORN) == {}


@pytest.mark.parametrize("width", [1280, 360])
def test_nothing_is_cut_off_when_letters_are_twice_as_large(large_letters, site, width):
    page = large_letters.new_page(base_url=site, viewport={"width": width, "height": 800})
    bad = {}
    for address in PAGES:
        page.goto(address)
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
        if found := page.evaluate(CUT_OFF) or (["sideways"] if page.evaluate(TOO_WIDE) else []):
            bad[address] = found
    page.close()
    assert bad == {}


def test_nothing_is_cut_off_when_text_is_spaced_out(new_page):
    page = new_page(viewport={"width": 360, "height": 740}, bypass_csp=True)
    bad = {}
    for address in PAGES:
        page.goto(address)
        page.add_style_tag(content=SPACED)
        if found := page.evaluate(CUT_OFF) or (["sideways"] if page.evaluate(TOO_WIDE) else []):
            bad[address] = found
    assert bad == {}


def test_no_line_ends_inside_a_number_or_between_a_word_and_what_belongs_to_it(new_page):
    page = new_page(viewport={"width": 360, "height": 740})
    broken = """(all) => all.filter((one) => one.getBoundingClientRect().height
        > 1.5 * parseFloat(getComputedStyle(one).lineHeight)).map((one) => one.textContent)"""
    for address in ("/fr/soutien/", "/fr/guide/high/spread/"):
        page.goto(address)
        page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
        kept = page.locator(".kept:visible, .number:visible")
        assert kept.count() > 5
        assert kept.evaluate_all(broken) == []


@pytest.mark.parametrize("width", [360, 1280])
def test_what_is_pressed_is_at_least_44_pixels_wide_and_high(new_page, width):
    page = new_page(viewport={"width": width, "height": 900})
    assert found_on_pages(page, SMALL) == {}


def test_a_chosen_answer_stands_out_in_forced_colours(new_page):
    page = new_page(forced_colors="active")
    page.goto("/en/guide/high/")
    border = "e => getComputedStyle(e).borderTopWidth + getComputedStyle(e).borderTopColor"
    cards = page.locator(".choice")
    page.get_by_label("I am not sure").check()
    assert cards.first.evaluate(border) != cards.last.evaluate(border)


def test_a_chosen_answer_stands_out_by_more_than_its_colour(new_page):
    page = new_page()
    page.goto("/en/guide/high/")
    weight = "e => getComputedStyle(e).fontWeight"
    labels = page.locator(".choice label")
    page.get_by_label("I am not sure").check()
    assert int(labels.last.evaluate(weight)) > int(labels.first.evaluate(weight))


def test_the_whole_card_is_the_label(new_page):
    page = new_page()
    page.goto("/en/guide/")
    card = page.locator(".choice").nth(1)
    box = card.bounding_box()
    card.click(position={"x": box["width"] - 8, "y": box["height"] - 8})
    assert card.locator("input").is_checked()


def test_the_dark_scheme_is_dark(new_page):
    page = new_page(color_scheme="dark")
    page.goto("/en/guide/high/one-place/")
    brightness = (
        "p => getComputedStyle(document.body)[p].match(/\\d+/g).slice(0, 3).reduce((a, "
        "b) => a "
        "+ +b, 0)"
    )
    assert (
        page.evaluate(brightness, "backgroundColor")
        < 120
        < 600
        < page.evaluate(brightness, "color")
    )


def test_on_paper_there_is_the_text_without_the_furniture_and_the_outlook_only_if_it_was_opened(
    new_page,
):
    page = new_page()
    page.goto("/en/guide/high/one-place/")
    page.emulate_media(media="print")
    assert not page.locator("section#high-one-place").is_visible()
    assert page.get_by_text("What is closed is not printed").is_visible()
    page.evaluate("document.querySelector('#high-one-place').closest('details').open = true")
    assert page.locator("section#high-one-place").is_visible()
    assert page.locator("section#call-right-away").is_visible()
    assert page.locator("section#ask").is_visible()
    assert not page.locator("header nav").is_visible()
    assert not page.locator("section#outlook").is_visible()
    page.emulate_media(media="screen")
    page.locator(".outlook summary").click()
    page.emulate_media(media="print")
    assert page.locator("section#outlook").is_visible()


LIES_OVER = """() => {
  const thread = document.querySelector(".thread").getBoundingClientRect();
  const range = document.createRange(), over = new Set();
  const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    if (texts.currentNode.parentElement.closest(".side")) continue;
    range.selectNodeContents(texts.currentNode);
    for (const line of range.getClientRects())
      if (line.width > 1 && line.left < thread.right - 1 && line.right > thread.left + 1
          && line.top < thread.bottom - 1 && line.bottom > thread.top + 1) over.add(texts.currentNode.data.trim());
  }
  return [...over];
}"""


def test_on_paper_the_thread_lies_over_no_words(new_page):
    for inches in (8.5 - 1.26, 8.27 - 1.26):  # Letter and A4, less their margins
        page = new_page(viewport={"width": round(96 * inches), "height": 1000})
        page.emulate_media(media="print")
        for address in (
            "/en/guide/high/one-place/",
            "/en/guide/intermediate/brain-spine/",
            "/fr/guide/high/brain-and-elsewhere/",
            "/fr/guide/unsure-risk/unsure-place/",
        ):
            page.goto(address)
            assert page.locator(".thread").is_visible()
            assert page.evaluate(LIES_OVER) == [], address


def test_a_rule_by_width_says_that_it_is_meant_for_a_screen(letters):
    """A sheet of paper is as wide as a tablet: what a wide screen has room for would be printed."""
    for file in (settings.BASE_DIR / "static" / "css").glob("*.css"):
        for query in re.findall("@media ([^{]*width[^{]*)", file.read_text()):
            assert all("screen and" in one for one in query.split(",") if "width" in one), (
                f"{file.name}: {query}"
            )


def test_a_first_visit_asks_at_most_four_times(new_page):
    for address in ("/en/guide/", "/en/guide/high/one-place/"):
        page = new_page()
        asked = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.goto(address, wait_until="networkidle")
        assert len(asked) <= 4, asked


def test_nothing_moves_while_a_page_is_shown(new_page):
    page = new_page(viewport={"width": 360, "height": 740})
    page.add_init_script("""window.shift = 0; new PerformanceObserver(list => list.getEntries()
      .forEach(entry => window.shift += entry.value)).observe({type: "layout-shift", buffered: true})""")
    for address in ("/en/", "/en/guide/", "/fr/guide/high/one-place/", "/fr/garder/"):
        page.goto(address, wait_until="networkidle")
        assert page.evaluate("window.shift") == 0, address
