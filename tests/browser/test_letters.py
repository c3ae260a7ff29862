"""The tests say the same on every machine, because they bring the letters that their browser writes
with.
"""

import pytest

from .letters import in_both_letters

pytestmark = [pytest.mark.browser, in_both_letters]
OURS = {
    "usual": {"Atkinson Hyperlegible Next"},
    "wide": {"DejaVu Sans", "DejaVu Serif"},
}


@pytest.mark.parametrize(
    "address", ["/en/", "/fr/guide/high/one-place/", "/fr/traitements/en-un-coup-d-oeil/"]
)
def test_pages_are_written_with_the_letters_of_the_tests_alone(new_page, letters, address):
    page = new_page()
    page.goto(address)
    assert fonts_on(page) == OURS[letters]


def fonts_on(page):
    """The families that the words of this page are drawn with."""
    tools = page.context.new_cdp_session(page)
    tools.send("DOM.enable")
    tools.send("CSS.enable")
    root = tools.send("DOM.getDocument")["root"]["nodeId"]
    elements = tools.send("DOM.querySelectorAll", {"nodeId": root, "selector": "body *"})["nodeIds"]
    found = [
        tools.send("CSS.getPlatformFontsForNode", {"nodeId": element})["fonts"]
        for element in elements
    ]
    return {font["familyName"] for fonts in found for font in fonts}
