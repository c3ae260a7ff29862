"""“Who to call” opens over the page without moving it; a team is kept on the device alone."""

import pytest
from playwright.sync_api import expect

from docs.screenshots import serving
from tests import kept_site

pytestmark = pytest.mark.browser
WARD = """
from tests.builders import approve_all, make_entry
from guide.publishing.actions import publish
make_entry("ward", "east", fever_line="416-555-0199")
approve_all()
publish(None)
"""
PHONE = {"viewport": {"width": 360, "height": 740}}


def test_who_to_call_opens_and_closes_in_place_without_script(new_page):
    page = new_page(java_script_enabled=False, **PHONE)
    page.goto("/en/guide/high/one-place/")
    page.mouse.wheel(0, 900)
    page.wait_for_function("scrollY > 500")
    page.locator("header").get_by_role("link", name="Who to call").evaluate("link => link.click()")
    before = page.evaluate("scrollY")
    box = page.locator("#help").bounding_box()
    assert 0 <= box["y"] < 740
    page.get_by_role("link", name="Close").click()
    expect(page.get_by_role("link", name="Close")).to_be_hidden()
    assert page.evaluate("scrollY") == before > 500


def test_a_team_is_kept_on_this_device_shown_everywhere_and_forgotten_with_one_tap(
    new_page, tmp_path
):
    kept_site.starter_in(tmp_path)
    with serving(tmp_path, ["shell", "-c", WARD]) as address:
        page = new_page(base_url=address, **PHONE)
        asked = []
        page.goto("/en/team/east/")
        page.get_by_role("button", name="Keep our team").click()
        expect(page.locator(".help .our-team")).to_contain_text("416-555-0199")
        page.on("request", lambda request: asked.append(request.url))
        page.goto("/en/words/")
        expect(page.locator(".help .our-team")).to_contain_text("416-555-0199")
        assert not [url for url in asked if "east" in url]
        assert page.evaluate("Object.entries(localStorage)") == [["team", "east"]]
        page.evaluate("localStorage.setItem('team', 'gone')")
        page.reload()
        expect(page.locator(".help .our-team")).to_contain_text("no longer in this guide")
        page.locator(".help .our-team button").evaluate("button => button.click()")
        expect(page.locator(".help .our-team")).to_be_hidden()
        assert page.evaluate("localStorage.length") == 0
