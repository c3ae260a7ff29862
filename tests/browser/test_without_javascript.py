"""The whole way with JavaScript switched off, in a real browser."""

import pytest

pytestmark = pytest.mark.browser


def test_a_family_walks_from_home_to_the_paper_without_javascript(new_page):
    page = new_page(java_script_enabled=False, locale="en-CA")
    page.goto("/")
    assert page.url.endswith("/en/")
    page.locator('main a[href="/en/guide/"]').first.click()
    page.locator("label", has_text="High risk").first.click()
    page.get_by_role("button", name="Continue").click()
    page.locator("label", has_text="one place").first.click()
    page.get_by_role("button", name="Continue").click()
    assert page.url.endswith("/en/guide/high/one-place/")
    page.locator("details", has=page.locator("#high-one-place")).locator("summary").click()
    assert page.locator("section#high-one-place").is_visible()
    assert page.context.cookies() == []
    href = page.locator('a[href*="summary.pdf"]').first.get_attribute("href")
    assert page.request.get(href).body().startswith(b"%PDF-")


def test_a_word_opens_its_meaning_where_it_stands_without_javascript(new_page):
    page = new_page(java_script_enabled=False)
    page.goto("/en/guide/high/one-place/#high-one-place")
    word = page.locator("button.word:visible").first
    meaning = page.locator(f"#{word.get_attribute('popovertarget')}")
    assert not meaning.is_visible()
    word.click()
    assert meaning.is_visible()


def test_pressing_continue_without_an_answer_says_what_to_do(new_page):
    page = new_page(java_script_enabled=False)
    page.goto("/fr/guide/")
    page.get_by_role("button", name="Continuer").click()
    assert page.title().startswith("Erreur")
    page.locator(".error-summary a").click()
    assert page.url.endswith(f"#{page.locator('input[type=radio]').first.get_attribute('id')}")


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize(
    ("address", "where", "button"),
    [
        ("/en/support/?region=XX", "/en/support/?region=ON", "Show support"),
        ("/en/guide/?sent=1", "/en/guide/high/", "Continue"),
        ("/en/check/?code=abc", "/en/check/?code=234", "Check the sheet"),
    ],
)
def test_after_an_error_the_next_page_opens_at_its_top(new_page, address, where, button, script):
    page = new_page(java_script_enabled=script)
    page.goto(address)
    page.locator(".error-summary a").first.click()
    assert "#" in page.url
    if "guide" in address:
        page.locator("label", has_text="High risk").first.click()
    elif "support" in address:
        page.locator("select[name=region]").select_option("ON")
    else:
        page.locator("input[name=code]").fill("234")
    page.get_by_role("button", name=button).click()
    page.wait_for_url(f"**{where}*")
    assert "#" not in page.url


def test_the_whole_way_can_be_walked_with_the_keyboard_alone(new_page):
    page = new_page()
    page.goto("/en/guide/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')").startswith("#")
    while page.evaluate("document.activeElement.type") != "radio":
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/guide/low/")
    while page.evaluate("document.activeElement.type") != "radio":
        page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/guide/low/spread/")
    assert page.get_by_role("heading", name="Low risk, several places").is_visible()
