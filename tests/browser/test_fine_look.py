"""What a careful eye sees: things that stand in one line, lines that hang, frames that stay in
forced colours.
"""

import pytest

from .letters import in_both_letters

pytestmark = [pytest.mark.browser, in_both_letters]


@pytest.mark.parametrize("width", [320, 360, 768])
def test_the_marks_of_a_card_at_a_glance_stand_in_one_line(new_page, width):
    page = new_page(viewport={"width": width, "height": 740})
    page.goto("/fr/traitements/en-un-coup-d-oeil/")
    edges = page.locator("td .icon:visible").evaluate_all(
        "(all) => all.map((one) => one.getBoundingClientRect().left)"
    )
    assert len(edges) > 30
    assert max(edges) - min(edges) < 1


def test_the_second_line_of_what_unfolds_hangs_under_its_words_and_not_under_its_mark(new_page):
    page = new_page(viewport={"width": 320, "height": 740})
    page.goto("/fr/guide/high/")
    lines = page.locator("summary").first.evaluate(
        """(summary) => {
            const range = document.createRange();
            range.selectNodeContents(summary);
            return [...range.getClientRects()].map((line) => line.left);
        }"""
    )
    assert len(lines) > 1
    assert max(lines) - min(lines) < 6


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_forced_colours_whom_to_call_stands_in_a_frame_and_its_bell_is_seen(new_page, scheme):
    page = new_page(forced_colors="active", color_scheme=scheme)
    page.goto("/en/guide/high/one-place/")
    ink = page.locator("main p").first.evaluate("e => getComputedStyle(e).color")
    for box in (
        *page.locator("section.urgent").all(),
        page.locator(".help .urgent"),
        page.locator(".talk"),
    ):
        style = box.evaluate(
            "e => getComputedStyle(e).borderTopWidth + ' ' + getComputedStyle(e).borderTopColor"
        )
        assert style == f"1px {ink}"
    for bell in page.locator(".urgent .icon").all():
        assert bell.evaluate("e => getComputedStyle(e).color") == ink


@pytest.mark.parametrize(
    "address",
    ["/en/guide/high/one-place/", "/fr/guide/high/spread/", "/fr/guide/unsure-risk/unsure-place/"],
)
def test_on_paper_the_path_lies_over_no_words(new_page, address):
    page = new_page(viewport={"width": 695, "height": 900})  # Letter between its margins
    page.goto(address)
    page.emulate_media(media="print")
    side, points = (
        page.locator(".side").bounding_box(),
        page.locator(".key-points").first.bounding_box(),
    )
    assert side["height"] > 50
    assert side["y"] + side["height"] <= points["y"]


@pytest.mark.parametrize("address", ["/en/", "/fr/guide/no-answer-of-ours/"])
def test_on_paper_no_words_are_white(new_page, address):
    page = new_page()
    page.goto(address)
    page.emulate_media(media="print")
    buttons = page.locator("main .button:visible")
    assert buttons.count()
    assert {button.evaluate("e => getComputedStyle(e).color") for button in buttons.all()} == {
        "rgb(0, 0, 0)"
    }
