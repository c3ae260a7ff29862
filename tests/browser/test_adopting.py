"""Whoever adopts the starter reads a page of the board and signs all of it; the program that plays
the whole day is tools/adopting.py.
"""

import pytest

from tools.adopting import BOARD, Day, play_page

pytestmark = pytest.mark.browser


def test_a_page_of_the_board_is_read_and_signed_whole(sign_in):
    page = sign_in("demo-reviewer")
    page.goto(BOARD)
    link = page.get_by_role("link", name="Result: ").last
    title = link.inner_text()
    with page.expect_navigation():
        link.click()
    left = page.locator("input[name=sign]").count()
    day = Day()
    play_page(page, day)
    assert day.entries == left
    assert day.acts >= left / 25
    assert day.clicks == day.acts + day.ticks
    assert day.words > 100
    assert "There is nothing on this page that you can sign now." in page.inner_text("main, body")
    page.goto(BOARD)
    done = page.get_by_role("heading", name="All signed").locator("xpath=following-sibling::ul")
    waits = page.locator("table.board tbody tr", has_text=title)
    assert done.get_by_role("link", name=title).count() or "of" in waits.inner_text()
