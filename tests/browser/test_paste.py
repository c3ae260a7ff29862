"""Pasting into the real editor: what stays, what is said below the box, and buttons that no font
has to know.
"""

import pytest

from tests.test_paste import clipboard

pytestmark = pytest.mark.browser

PASTE = """(html) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/html", html);
    const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    document.activeElement.dispatchEvent(event);
}"""


def test_a_paste_from_word_keeps_its_meaning_and_says_what_was_taken_out(sign_in):
    page = sign_in("demo-editor")
    page.goto("/admin/entry/section/high-one-place/")
    field = page.locator(".fieldBox.field-body_en")
    field.locator("[contenteditable]").click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.evaluate(PASTE, clipboard("word.html"))
    field.get_by_text("Taken out: 1 picture").wait_for()
    text = field.locator("[contenteditable]").inner_text()
    assert "0.5 x 10⁹/L" in text
    assert "Age 10 | 10 mg" in text
    assert "40 mg/m²" in text
    assert "50" not in text
    assert field.locator("li", has_text="also without chills").count()


def test_no_button_of_the_editor_needs_a_font_of_icons(sign_in):
    page = sign_in("demo-editor")
    page.goto("/admin/entry/section/high-one-place/")
    field = page.locator(".fieldBox.field-body_en")
    field.get_by_role("button", name="Signs").click()
    field.get_by_role("button", name="≥").click()
    assert "≥" in field.locator("[contenteditable]").inner_text()
    assert page.locator(".material-icons").count() == 0
