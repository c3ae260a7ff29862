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


@pytest.fixture(scope="module")
def site_with_team(tmp_path_factory):
    """The address of a site whose edition has a ward, "east"."""
    folder = tmp_path_factory.mktemp("team")
    kept_site.starter_in(folder)
    with serving(folder, ["shell", "-c", WARD]) as address:
        yield address


def keep_team(page):
    page.goto("/en/team/east/")
    page.get_by_role("button", name="Keep our team").click()
    expect(page.locator(".help .our-team")).to_contain_text("416-555-0199")


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
    new_page, site_with_team
):
    page = new_page(base_url=site_with_team, **PHONE)
    keep_team(page)
    asked = []
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


def test_without_a_network_a_kept_team_stands_in_who_to_call_with_the_day_of_its_numbers(
    new_page, site_with_team
):
    page = new_page(base_url=site_with_team, **PHONE)
    page.goto("/en/keep/")
    page.locator("[data-part=keep]").click()
    page.locator("[data-part=remove]").wait_for()
    keep_team(page)
    page.context.set_offline(True)
    page.goto("/en/guide/high/spread/")
    page.locator("header").get_by_role("link", name="Who to call").click()
    team = page.locator(".help .our-team")
    expect(team.get_by_role("link", name="416-555-0199")).to_have_attribute(
        "href", "tel:+14165550199"
    )
    edition = page.locator("footer .edition").inner_text()
    assert edition.startswith("Edition 2, ")
    expect(team).to_contain_text(edition)


def test_without_a_network_or_a_copy_a_kept_team_says_why_it_is_not_shown(new_page, site_with_team):
    page = new_page(base_url=site_with_team, **PHONE)
    keep_team(page)
    page.route("**/en/team/", lambda route: route.abort())
    page.goto("/en/words/")
    expect(page.locator(".help .our-team")).to_contain_text(
        "shown only where this guide is kept on the phone"
    )
