"""An unsaved form of the desk in a real browser: kept on this computer, offered again, gone once it
is saved or its person signs out.
"""

import pytest

pytestmark = pytest.mark.browser

ENTRY = "/admin/entry/treatment/surgery/"
KEPT = "Object.keys(localStorage).filter((name) => name.startsWith('desk-unsaved:'))"
TYPED = "Typed and not saved"


def type_and_leave(page, words):
    page.goto(ENTRY)
    page.locator(".field-what_en [contenteditable][lang=en]").wait_for()
    page.locator("[name=name_en]").fill(words)
    wait_until_kept(page)
    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto("/admin/")
    assert asked == ["beforeunload"]


def wait_until_kept(page):
    """Half a second after the last key; the desk's policy forbids Playwright its own waiting."""
    for _ in range(200):
        if page.evaluate(KEPT):
            return
        page.wait_for_timeout(100)
    raise AssertionError("nothing was kept")


def test_what_was_typed_is_offered_again_and_goes_once_it_is_saved(sign_in):
    page = sign_in("demo-editor")
    type_and_leave(page, TYPED)
    page.goto(ENTRY)
    assert page.locator("[name=name_en]").input_value() != TYPED
    page.get_by_role("button", name="Bring back what I typed").click()
    assert page.locator("[name=name_en]").input_value() == TYPED
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("was changed successfully").wait_for()
    assert page.evaluate(KEPT) == []


def test_what_was_typed_goes_when_its_person_signs_out(sign_in):
    page = sign_in("demo-editor")
    type_and_leave(page, "Typed before signing out")
    page.get_by_role("button", name="Log out").click()
    page.get_by_text("Log in again").or_(page.get_by_label("Username")).first.wait_for()
    assert page.evaluate(KEPT) == []


# A store that is full, and a browser that is told to keep nothing.
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"
REFUSED = """for (const name of ['localStorage', 'sessionStorage']) {
  Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError') } });
}"""


@pytest.mark.parametrize(("is_so", "store"), [("full", FULL), ("refused", REFUSED)])
def test_where_nothing_can_be_kept_it_is_said_and_leaving_still_warns_and_saving_works(
    sign_in, is_so, store
):
    page = sign_in("demo-editor")
    page.add_init_script(store)
    page.goto(ENTRY)
    page.locator(".field-what_en [contenteditable][lang=en]").wait_for()
    page.locator("[name=note]").fill(f"Typed where the store is {is_so}")
    page.get_by_text("Save often").wait_for()
    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.locator("#site-name a, .breadcrumbs a").first.click()
    assert asked == ["beforeunload"]
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("was changed successfully").wait_for()
