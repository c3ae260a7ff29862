"""What scripts add: focus on what is missing, copy, share, print, read aloud.

Each only where the device can do it.
"""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

RESULT = "/en/guide/high/one-place/"
# A headless browser has no voices: this device has one for French and none for English.
DEVICE = """
    window.said = [];
    const voices = [{ lang: "fr_CA", name: "Amélie" }];
    Object.defineProperty(window, "speechSynthesis", { value: {
        getVoices: () => voices, addEventListener() {}, cancel() { window.said.push("cancel") },
        speak(words) { window.said.push([words.lang, words.text]); window.last = words },
    } });
    window.SpeechSynthesisUtterance = class extends EventTarget {
        constructor(text) { super(); this.text = text }
    };
"""


@pytest.mark.parametrize(
    "address", ["/en/guide/?sent=1", "/fr/soutien/?region=XX", "/en/guide/?sent=1#main"]
)
def test_the_focus_is_on_the_summary_of_what_is_missing(new_page, address):
    page = new_page()
    page.goto(address)
    expect(page.locator(".error-summary")).to_be_focused()


def test_the_address_is_copied_and_the_page_says_so(new_page, site):
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(RESULT)
    page.locator(".doors a[href='#send']").click()
    page.get_by_role("button", name="Copy the address").first.click()
    page.get_by_text("The address is copied.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == f"{site}{RESULT}"


def test_sharing_is_offered_where_the_device_has_it(new_page, site):
    page = new_page()
    page.add_init_script("navigator.share = async (what) => { window.shared = what }")
    page.goto(RESULT)
    page.locator(".doors a[href='#send']").click()
    page.get_by_role("button", name="Share", exact=True).first.click()
    assert page.evaluate("window.shared") == {
        "title": page.locator("h1").inner_text(),
        "url": f"{site}{RESULT}",
    }


def test_sharing_is_not_offered_where_the_device_has_none(new_page):
    page = new_page()
    page.add_init_script("delete Navigator.prototype.share")
    page.goto(RESULT)
    page.locator(".doors a[href='#send']").click()
    page.get_by_role("button", name="Print this page").first.wait_for()
    assert page.get_by_role("button", name="Share", exact=True).count() == 0


def test_the_page_is_printed_by_its_button(new_page):
    page = new_page()
    page.add_init_script("window.print = () => { window.printed = true }")
    page.goto(RESULT)
    page.locator(".doors a[href='#send']").click()
    page.get_by_role("button", name="Print this page").first.click()
    assert page.evaluate("window.printed")


def test_without_javascript_no_button_is_shown_that_does_nothing(new_page):
    page = new_page(java_script_enabled=False)
    page.goto(RESULT)
    assert page.locator("main button:visible:not([popovertarget], form *)").count() == 0


def test_a_section_is_read_aloud_in_its_language_and_can_be_stopped(new_page):
    page = new_page()
    page.add_init_script(DEVICE)
    page.goto("/fr/guide/high/one-place/")
    section = page.locator("details", has=page.locator("section#high-one-place"))
    section.locator("summary").click()
    button = section.get_by_role("button", name="Lire à voix haute")
    heading = section.locator("h2").inner_text()
    assert heading in button.get_attribute("aria-label")
    button.click()
    said = page.evaluate("window.said.filter((one) => one !== 'cancel')")
    assert said[0] == ["fr-CA", heading]
    assert len(said) > 3
    assert not any("Lire à voix haute" in words for _, words in said)
    stop = section.get_by_role("button", name="Arrêter la lecture")
    stop.click()
    assert page.evaluate("window.said.at(-1)") == "cancel"
    button.click()
    page.evaluate("window.last.dispatchEvent(new Event('end'))")
    button.wait_for()


def test_without_a_voice_for_the_language_nothing_is_offered(new_page):
    page = new_page()
    page.add_init_script(DEVICE)
    page.goto(RESULT)
    page.locator(".doors a[href='#send']").click()
    page.get_by_role("button", name="Print this page").first.wait_for()
    assert page.locator(".read-aloud").count() == 0
