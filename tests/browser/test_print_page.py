"""The print page in a real browser: the preview follows the choices, and nothing is kept but the
ward.
"""

import pytest
from playwright.sync_api import expect

from docs.screenshots import serving
from tests import kept_site

from .axe import violations_in_every_look

pytestmark = pytest.mark.browser
WARD = """
from tests.builders import approve_all, make_entry
from guide.publishing.actions import publish
make_entry("ward", "east", fever_line="555-0199")
approve_all()
publish(None)
"""
SHEET = "/en/print/?risk=high&place=one-place"


@pytest.fixture
def ward_site(tmp_path):
    """The address of a site of its own, whose edition has a ward."""
    kept_site.starter_in(tmp_path)
    with serving(tmp_path, ["shell", "-c", WARD]) as address:
        yield address


def test_a_ward_that_was_chosen_is_remembered_by_the_address_alone(new_page, ward_site):
    page = new_page(base_url=ward_site)
    page.goto(SHEET)
    page.get_by_label("Ward").select_option("east")
    expect(page.locator(".sheet a.button")).to_have_attribute(
        "href", "/en/guide/high/one-place/summary.pdf?ward=east"
    )
    assert kept(page) == {}
    bookmark = page.url
    page.goto("/en/print/")
    expect(page.get_by_label("Ward")).to_have_value("")
    page.goto(bookmark)
    expect(page.get_by_label("Ward")).to_have_value("east")


def kept(page):
    """What the device holds of the site: no cookie, nothing of the session, and in its memory only
    this.
    """
    assert page.context.cookies() == []
    assert page.evaluate("sessionStorage.length") == 0
    return page.evaluate("Object.fromEntries(Object.entries(localStorage))")


def test_the_preview_and_the_pdf_follow_the_choices_without_a_reload(new_page):
    page = new_page()
    page.goto("/en/print/?risk=high&place=one-place")
    before = page.locator(".sheet img").get_attribute("src")
    with page.expect_response(
        lambda response: "first-page.png" in response.url and "paper=a4" in response.url
    ) as found:
        page.get_by_label("Paper").select_option("a4")
    assert found.value.status == 200
    assert page.locator(".sheet img").get_attribute("src") != before
    href = page.locator(".sheet a.button").get_attribute("href")
    assert page.request.get(href).body().startswith(b"%PDF-")
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length") == 0


def test_the_print_page_works_without_javascript(new_page):
    page = new_page(java_script_enabled=False)
    page.goto("/fr/imprimer/")
    page.locator("select[name=risk]").select_option("low")
    page.get_by_role("button", name="Montrer la feuille").click()
    assert page.locator("#id_place_error").is_visible()
    page.locator("select[name=place]").select_option("spread")
    page.get_by_role("button", name="Montrer la feuille").click()
    href = page.locator(".sheet a.button").get_attribute("href")
    assert href.startswith("/fr/guide/low/spread/resume.pdf")
    picture = page.request.get(page.locator(".sheet img").get_attribute("src"))
    assert picture.headers["content-type"] == "image/png"


def test_choices_that_do_not_fit_bring_the_form_back_with_the_reason(new_page):
    page = new_page()
    page.goto("/en/print/?risk=high&place=one-place&region=ON")
    page.get_by_label("People who can help", exact=True).uncheck()
    page.locator("#id_region_error").wait_for()
    assert "People who can help" in page.locator("#id_region_error").inner_text()


def test_the_line_for_the_chart_is_copied_by_one_tap_also_after_a_choice(new_page):
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(SHEET)
    before = page.locator(".chart").inner_text()
    with page.expect_response(lambda response: "paper=a4" in response.url):
        page.get_by_label("Paper").select_option("a4")
    expect(page.locator(".chart")).not_to_contain_text(before.partition(" code ")[2].split(",")[0])
    page.get_by_role("button", name="Copy this line").click()
    expect(page.get_by_text("The line is copied.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied in page.locator(".chart").inner_text()
    assert copied.startswith("Summary of treatment options: High risk, one place.")


def test_where_a_browser_cannot_copy_the_line_stands_there_to_be_marked(new_page):
    page = new_page()
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.goto(SHEET)
    assert "Edition 1, code X2" in page.locator(".chart").inner_text()
    expect(page.get_by_role("button", name="Copy this line")).to_be_hidden()
    assert page.locator(".chart").evaluate("one => getComputedStyle(one).userSelect") != "none"


def test_the_page_of_a_ward_shows_its_groups_beside_each_other_and_no_wider_than_a_phone(
    new_page, ward_site
):
    for width, columns in ((1280, 4), (360, 1)):
        page = new_page(base_url=ward_site, viewport={"width": width, "height": 900})
        page.goto("/fr/imprimer/east/")
        lefts = page.locator(".press").evaluate_all(
            "all => all.map(one => one.getBoundingClientRect().left)"
        )
        assert len(lefts) == 20
        assert len(set(lefts)) == columns
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert violations_in_every_look(page) == []
