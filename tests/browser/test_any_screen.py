"""Every kind of page on a small phone, at 400 % zoom, with wide text, in the system's own colours and in the dark."""

import pytest

from .test_accessible import PAGES

pytestmark = pytest.mark.browser

# WCAG 1.4.12: what a reader may set without losing anything.
WIDE_TEXT = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-block-end: 2em !important }"""
# Text that its own box hides, and anything that makes the page scroll sideways.
LOST = """() => {
    const lost = [...document.querySelectorAll("body *")].filter((element) => {
        const style = getComputedStyle(element);
        const cut = style.overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1;
        const seen = element.checkVisibility({ visibilityProperty: true }) && element.clientWidth > 1;
        return seen && cut && !element.matches("input, textarea, .away");
    });
    return {
        sideways: document.scrollingElement.scrollWidth - innerWidth,
        hidden: lost.map((element) => `${element.tagName}.${element.className}`),
    };
}"""

# What has the focus: whether a ring is around it, whether it is on the screen, whether something lies over it.
STOP = """() => {
    const element = document.activeElement;
    if (element === document.body) return null;
    const looks = [getComputedStyle(element), getComputedStyle(element, "::after")];
    if (element.closest(".choice")) looks.push(getComputedStyle(element.closest(".choice")));
    const ringed = looks.some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
    const box = element.getBoundingClientRect();
    const inside = box.bottom > 0 && box.top < innerHeight && box.width > 0;
    const middle = Math.min(Math.max(box.top + box.height / 2, 1), innerHeight - 2);
    const over = document.elementFromPoint(box.left + box.width / 2, middle);
    const covered = over && !element.contains(over) && !over.contains(element) && !over.closest("label");
    return { name: element.outerHTML.slice(0, 120), ringed, inside, covered: Boolean(covered) };
}"""


@pytest.fixture(scope="module")
def reader(browser, site):
    """A page with the smallest screen: 320 by 256 CSS pixels is also 1280 by 1024 at 400 %."""
    context = browser.new_context(base_url=site, viewport={"width": 320, "height": 256}, bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(("language", "address"), PAGES)
def test_nothing_is_lost_at_320_pixels_at_400_percent_or_with_wide_text(reader, language, address):
    reader.goto(f"/{language}/{address}")
    assert reader.evaluate(LOST) == {"sideways": 0, "hidden": []}
    reader.add_style_tag(content=WIDE_TEXT)
    assert reader.evaluate(LOST) == {"sideways": 0, "hidden": []}


def test_in_the_systems_own_colours_a_chosen_card_looks_chosen(new_page):
    page = new_page(forced_colors="active")
    page.goto("/en/guide/")
    card = page.locator(".choice").nth(1)
    before = card.screenshot()
    card.locator("label").click()
    page.locator("h1").click()
    assert card.screenshot() != before


@pytest.mark.parametrize("forced", ["none", "active"])
@pytest.mark.parametrize("address", ["/en/guide/high/", "/fr/guide/high/one-place/", "/en/support/"])
def test_each_stop_of_the_tab_key_is_seen_and_has_a_ring(new_page, address, forced):
    page = new_page(forced_colors=forced, reduced_motion="reduce", viewport={"width": 768, "height": 1024})
    page.goto(address)
    stops = page.evaluate("document.querySelectorAll('a[href], button, input, select, summary').length")
    seen = set()
    for _ in range(stops):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None:
            break
        seen.add(stop["name"])
        assert stop["ringed"], stop
        assert stop["inside"], stop
        assert not stop["covered"], stop
    assert len(seen) > 10


def test_the_menu_opens_and_closes_with_the_keyboard(new_page):
    page = new_page(viewport={"width": 360, "height": 740})
    page.goto("/en/")
    page.get_by_role("button", name="Menu").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Words").wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Words").wait_for(state="hidden")
    page.keyboard.press("Enter")
    page.get_by_label("Search this guide").fill("migb")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/search/?q=migb")
    assert page.get_by_role("main").get_by_role("link", name="MIBG").count() > 0


def test_in_the_dark_the_paper_is_dark_and_nothing_flashes_white(new_page):
    page = new_page(color_scheme="dark")
    page.goto("/fr/guide/high/one-place/")
    light = page.evaluate(
        """() => [...document.querySelectorAll("body, body *")].filter((element) => {
            const [red, green, blue, alpha = 1] = getComputedStyle(element).backgroundColor.match(/[\\d.]+/g);
            const bright = alpha > 0 && Number(red) + Number(green) + Number(blue) > 600;
            return bright && element.checkVisibility() && element.clientHeight > 80;
        }).map((element) => element.outerHTML.slice(0, 80))"""
    )
    assert light == []


def test_a_page_asks_only_its_own_site_and_breaks_none_of_its_own_rules(new_page, site):
    page = new_page()
    asked, complaints = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    for language, address in PAGES:
        if address not in ("guide/?sent=1", "support/?region=XX", "nowhere/", "guide/low/high/"):  # 4xx are logged
            page.goto(f"/{language}/{address}")
    assert {url for url in asked if not url.startswith((site, "data:"))} == set()
    assert complaints == []
    assert {cookie["name"] for cookie in page.context.cookies()} == {"csrftoken"}
