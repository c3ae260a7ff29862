"""Each declaration of our styles is one that engines know: what an engine does not know, it drops
whole, and nobody is told.
"""

import pytest

from tools.engines.declarations import declarations

# What Chromium drops, and why that harms nobody.
HARMLESS = {
    "-webkit-text-size-adjust: 100%",  # Safari on a phone that is turned
    "-moz-text-size-adjust: 100%",
}


@pytest.mark.browser
def test_a_browser_of_today_drops_nothing_that_we_send(new_page):
    page = new_page()
    page.goto("/en/")
    dropped = page.evaluate(
        "all => all.filter(([name, value]) => !CSS.supports(name, value)).map(one => one.join(': '))",
        [list(one) for one in declarations()],
    )
    assert set(dropped) - HARMLESS == set()


def test_lines_under_words_are_sent_in_longhands_because_webkit_drops_the_shorthand_whole():
    lines = {value for name, value in declarations() if name == "text-decoration"}
    assert lines <= {"none", "underline"}
