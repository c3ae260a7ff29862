"""A day at the desk in a real browser: an editor, a reviewer and a publisher change what families
read, and go back.
"""

import re

import pytest

from .axe import violations
from .test_desk_accessible import AA

pytestmark = pytest.mark.browser

SECTION = "entry/section/high-one-place"
NEW = {
    "en": "Your team can say more about this.",
    "fr": "Votre équipe peut en dire plus à ce sujet.",
}
RISKS, PLACES = (
    ("low", "intermediate", "high", "unsure-risk"),
    ("one-place", "spread", "brain-spine", "brain-and-elsewhere", "unsure-place"),
)
PATHS = [f"{risk}/{place}" for risk in RISKS for place in PLACES]


def test_a_day_at_the_desk(sign_in, desk, browser):
    editor, reviewer, publisher = (
        sign_in(f"demo-{role}") for role in ("editor", "reviewer", "publisher")
    )
    family = browser.new_page(base_url=desk[0])

    write(editor, "en", NEW["en"])
    write(editor, "fr", NEW["fr"])
    preview = save_and_preview(editor)
    assert NEW["en"] in preview.content()
    assert "has not been published" in preview.inner_text("body")
    assert paths_that_read(family, NEW["en"]) == set()
    ask_for_review(editor)

    send_back(reviewer, "Say who to ask.")
    editor.goto("/admin/")
    assert "Say who to ask." in editor.inner_text(".todo.warns")
    write(editor, "en", " Ask at your next visit.")
    write(editor, "fr", " Demandez-le à votre prochaine visite.")
    ask_for_review(editor)
    approve(reviewer)

    predicted = read_the_impact(publisher)
    assert {path for path in predicted if path.startswith("high/")}
    publish(publisher)
    assert paths_that_read(family, NEW["en"]) == predicted
    assert paths_that_read(family, NEW["fr"], "fr") == predicted

    go_back(publisher)
    assert paths_that_read(family, NEW["en"]) == set()
    assert paths_that_read(family, NEW["fr"], "fr") == set()
    family.close()


def test_the_pages_of_a_review_link_are_accessible(sign_in, desk, browser):
    reviewer = sign_in("demo-reviewer")
    reviewer.goto("/admin/entry/treatment/targeted-medicine/review/")
    reviewer.get_by_label("Name of the person you invite").fill("A guest")
    reviewer.get_by_role("button", name="Make a review link").click()
    guest = browser.new_page()
    guest.goto(reviewer.get_by_label("Review link").input_value())
    found = violations(guest, AA)
    guest.get_by_role("button", name="Approve this text").click()
    guest.get_by_text("Tick this if you have read the text.").wait_for()
    found += violations(guest, AA)
    guest.goto(f"{desk[0]}/review/nonsense/")
    found += violations(guest, AA)
    guest.close()
    assert not found, "\n".join(found)


def write(page, language, words):
    """At the end of the section’s text in this language."""
    if not page.url.endswith("/change/"):
        page.goto(f"/admin/{SECTION}/")
    editor = page.locator(f".fieldBox.field-body_{language} .prose-editor [contenteditable]")
    editor.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def save_and_preview(page):
    page.get_by_role("button", name="Save and preview").click()
    frame = page.locator("iframe").element_handle().content_frame()
    frame.wait_for_load_state()
    assert page.locator("iframe").bounding_box()["width"] < 400
    return frame


def ask_for_review(page):
    if not page.url.endswith("/change/"):
        page.goto(f"/admin/{SECTION}/")
    page.get_by_role("button", name="Save and ask for review").click()
    page.get_by_text("is saved, and on the reviewers’ list").wait_for()


def open_from_the_desk(page):
    page.goto("/admin/")
    waiting = page.get_by_role("region", name="Waiting for your approval")
    waiting.get_by_role("link", name=re.compile("section: When high-risk")).click()
    assert NEW["en"] in page.inner_text("#content")
    assert NEW["fr"] in page.inner_text("#content")


def send_back(page, reason):
    open_from_the_desk(page)
    page.get_by_label("What has to change, and why").fill(reason)
    page.get_by_role("button", name="Send back with this reason").click()
    page.get_by_text("is back on the editors’ list").wait_for()


def approve(page):
    """What was asked for is done, so the reviewer takes it back first: it stands over later edits."""
    page.goto("/admin/")
    page.get_by_role("link", name=re.compile("section: When high-risk")).first.click()
    page.get_by_role("button", name="Take this back").click()
    open_from_the_desk(page)
    page.get_by_role("button", name="Approve", exact=True).click()
    page.get_by_text("It goes out with the next edition").wait_for()


def read_the_impact(page):
    """The paths that the publish page says will change."""
    page.goto("/admin/")
    page.get_by_role("link", name="Look at the next edition").click()
    page.get_by_text("looked at for 6 of").wait_for()  # the page asks by itself, once it is there
    page.get_by_text("Each page, before and after").click()
    addresses = [
        link.get_attribute("href")
        for link in page.locator("a[href*='/compare/'][href*='/guide/']").all()
    ]
    return {
        re.search("/en/guide/(.+)/$", address).group(1)
        for address in addresses
        if "/en/" in address
    }


def publish(page):
    page.get_by_label("What changed, for readers (English)").fill("More about MIBG therapy.")
    page.get_by_label("What changed, for readers (French)").fill("Plus de précisions sur la MIBG.")
    page.get_by_role("button", name=re.compile("^Publish edition")).click()
    page.get_by_text("Families read it now").wait_for()


def go_back(page):
    page.goto("/admin/")
    page.get_by_role("link", name="Editions", exact=True).click()
    page.get_by_role("link", name="1", exact=True).click()
    page.get_by_role("link", name="Go back to it").click()
    page.get_by_role("button", name="Go back to edition 1").click()
    page.get_by_text("Edition 3 is published, with the content of edition 1").wait_for()


def paths_that_read(page, words, language="en"):
    """In what the server sends, since no script writes the words of a section."""
    found = set()
    for path in PATHS:
        answer = page.request.get(f"/{language}/guide/{path}/")
        assert answer.ok
        if words in answer.text():
            found.add(path)
    return found
