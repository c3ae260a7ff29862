"""The print page in a real browser: the preview follows the choices, and nothing is kept but the ward."""

import pytest

pytestmark = pytest.mark.browser


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
