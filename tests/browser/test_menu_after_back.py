"""The menu after the Back button, and after a click that gives it no focus, as in Safari's engine.

Chromium stands in for it: a page that goes away is told so, and a click made by a script gives the
button no focus either.
"""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 360, "height": 740}}
FOCUSED = "document.activeElement.textContent.trim()"


def test_a_page_that_goes_away_closes_its_menu_so_that_it_does_not_come_back_open(new_page):
    page = new_page(**PHONE)
    page.goto("/en/words/", wait_until="networkidle")
    page.get_by_role("button", name="Menu").click()
    page.locator("#menu").wait_for()
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    expect(page.locator("#menu")).to_be_hidden()


def test_going_back_shows_the_page_without_the_menu_over_it(new_page):
    page = new_page(**PHONE)
    page.goto("/en/words/", wait_until="networkidle")
    page.get_by_role("button", name="Menu").click()
    page.locator("#menu").get_by_role("link", name="Support").click()
    page.wait_for_url("**/en/support/")
    page.go_back()
    page.wait_for_url("**/en/words/")
    assert page.locator("#menu").is_hidden()


def test_after_a_click_that_gives_no_focus_the_tab_key_goes_to_the_first_line_of_the_menu(new_page):
    page = new_page(**PHONE)
    page.goto("/en/words/", wait_until="networkidle")
    page.evaluate("document.querySelector('[popovertarget=menu]').click()")
    page.locator("#menu").wait_for()
    page.keyboard.press("Tab")
    first = page.locator("#menu a, #menu button, #menu input").first
    assert first.evaluate("element => element === document.activeElement"), page.evaluate(FOCUSED)
