"""What scripts add: focus on what is missing, copy, share, print, read aloud.

Each only where the device can do it.
"""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

RESULT = "/en/guide/high/one-place/"
# A headless browser has no voices. This stand-in has one of its own for French, and for English only
# one that sends what it reads to a company.
DEVICE = """
    window.said = [];
    const voices = [
        { lang: "fr_CA", name: "Amélie", localService: true },
        { lang: "en-CA", name: "Elsewhere", localService: false },
    ];
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
        "title": "A guide for families",
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


def test_one_button_reads_the_whole_page_sentence_by_sentence_and_marks_where_it_is(new_page):
    page = new_page()
    page.add_init_script(DEVICE)
    page.goto("/fr/guide/high/one-place/")
    title = page.locator("h1").inner_text()
    page.get_by_role("button", name="Lire à voix haute", exact=True).click()
    assert told(page) == [["fr-CA", title]]
    assert page.locator(".being-read").inner_text() == title
    while page.evaluate("window.last && (window.last.dispatchEvent(new Event('end')), true)"):
        if len(told(page)) > 400 or page.locator(".being-read").count() == 0:
            break
    words = [sentence for _language, sentence in told(page)]
    assert len(words) > 40
    assert max(len(sentence) for sentence in words) < 400
    assert not any("Lire à voix haute" in sentence for sentence in words)
    assert not any("pronostic est meilleur" in sentence for sentence in words)
    page.get_by_role("button", name="Lire à voix haute", exact=True).wait_for()


def test_reading_stops_by_its_button_by_an_error_and_when_the_page_goes(new_page):
    page = new_page()
    page.add_init_script(DEVICE)
    page.goto("/fr/guide/high/one-place/")
    read = page.get_by_role("button", name="Lire à voix haute", exact=True)
    stop = page.get_by_role("button", name="Arrêter la lecture")
    read.click()
    stop.click()
    assert page.evaluate("window.said.at(-1)") == "cancel"
    for event in (
        "window.last.dispatchEvent(new Event('error'))",
        "dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))",
    ):
        read.click()
        stop.wait_for()
        page.evaluate(event)
        expect(page.locator(".being-read")).to_have_count(0)
        read.wait_for()
        assert page.evaluate("window.said.at(-1)") == "cancel"


def told(page):
    return page.evaluate("window.said.filter((one) => one !== 'cancel')")


def test_without_a_voice_of_the_device_itself_for_the_language_nothing_is_offered(new_page):
    page = new_page()
    page.add_init_script(DEVICE)
    page.goto(RESULT)
    page.locator(".doors a[href='#send']").click()
    page.get_by_role("button", name="Print this page").first.wait_for()
    assert page.locator(".read-aloud").count() == 0


def test_the_menu_and_a_meaning_can_be_closed_from_inside(new_page):
    page = new_page(viewport={"width": 360, "height": 740})
    page.goto("/en/treatments/immunotherapy/")
    page.get_by_role("button", name="Menu").click()
    page.locator("#menu").get_by_role("button", name="Close").click()
    expect(page.locator("#menu")).to_be_hidden()
    page.locator("main button.word").first.click()
    meaning = page.locator(".meaning:popover-open")
    meaning.get_by_role("button", name="Close").click()
    expect(meaning).to_have_count(0)


def test_what_is_folded_opens_for_paper_and_closes_again(new_page):
    page = new_page()
    page.goto("/en/treatments/immunotherapy/")
    closed = page.locator("main details:not([open])")
    before = closed.count()
    assert before > 0
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert closed.count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert closed.count() == before


def test_a_result_is_printed_as_it_stands_but_for_its_questions(new_page):
    page = new_page()
    page.goto(RESULT)
    closed = page.locator("main details:not([open])")
    before = closed.count()
    assert before > 3
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("main .outlook[open]").count() == 0
    assert page.locator("#ask li").count() == page.locator("#ask li:visible").count() > 5
    assert closed.count() == before - 1
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert closed.count() == before
