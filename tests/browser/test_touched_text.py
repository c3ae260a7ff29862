"""A text that is touched in the real editor and left as it was is, to the letter, the text that was
signed.
"""

import pytest

pytestmark = pytest.mark.browser

ENTRIES = {
    "section/call-right-away": ("key_points", "body"),
    "treatment/chemotherapy": ("what", "expect", "side_effects", "call"),
}


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_text_that_is_touched_and_saved_keeps_its_approval(sign_in, entry):
    page = sign_in("demo-editor")
    page.goto(f"/admin/entry/{entry}/")
    names = [f"{name}_{language}" for name in ENTRIES[entry] for language in ("en", "fr")]
    before = stored(page, names)
    state = page.locator("#panel-title").inner_text()
    assert "approved" in state.lower() or "starter" in state.lower()
    assert any("<ul>" in html for html in before.values())
    for name in names:
        language = name[-2:]
        page.locator(f".field-{name} .prose-editor [contenteditable][lang={language}]").click()
        page.keyboard.press("Control+End")
        page.keyboard.type("x")
        page.keyboard.press("Backspace")
    assert stored(page, names) != before  # the editor writes lists in its own way
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("was changed successfully").wait_for()
    page.goto(f"/admin/entry/{entry}/")
    assert stored(page, names) == before
    assert page.locator("#panel-title").inner_text() == state


def stored(page, names):
    return {name: page.locator(f"[name={name}]").input_value() for name in names}
