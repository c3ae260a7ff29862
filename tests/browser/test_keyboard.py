"""With the keyboard alone: every stop is seen, on the screen and not covered; the menu opens and
closes.
"""

import pytest

pytestmark = pytest.mark.browser

# What has the focus: whether a ring is around it, whether it is on the screen, whether something
# lies over it.
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


@pytest.mark.parametrize("forced", ["none", "active"])
@pytest.mark.parametrize(
    "address", ["/en/guide/high/", "/fr/guide/high/one-place/", "/en/support/"]
)
def test_each_stop_of_the_tab_key_is_seen_and_has_a_ring(new_page, address, forced):
    page = new_page(
        forced_colors=forced, reduced_motion="reduce", viewport={"width": 768, "height": 1024}
    )
    page.goto(address)
    stops = page.evaluate(
        "document.querySelectorAll('a[href], button, input, select, summary').length"
    )
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
