"""The desk on PostgreSQL in a real browser, in French: what the database folds, orders and locks."""

import pytest

from .colleague import Colleague

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("desk_site", ["postgresql"], indirect=True),
]


@pytest.fixture
def at_the_desk(browser, desk):
    """at_the_desk("editor") → that person at the desk."""
    address, people = desk
    entered = []

    def enter(role):
        colleague = Colleague(browser, address, "fr")
        colleague.sign_in(f"demo-{role}", people[f"demo-{role}"])
        entered.append(colleague)
        return colleague

    yield enter
    for colleague in entered:
        colleague.context.close()


def test_what_is_found_without_accents_is_replaced_and_published_once(at_the_desk):
    editor, publisher = at_the_desk("editor"), at_the_desk("publisher")
    editor.begin()
    editor.find("metastatique")
    assert editor.page.locator(".found mark", has_text="étastatique").count()
    editor.find("1 888 939 3333")
    places = editor.page.locator(".found mark").count()
    assert places
    editor.replace_found("1-888-555-0133")
    editor.find("1-888-555-0133")
    assert editor.page.locator(".found mark").count() == places
    publisher.page.goto("/admin/publish/")
    assert publisher.page.locator("#content").is_visible()


def test_whoever_saves_second_is_told_and_loses_nothing(at_the_desk):
    first, second = at_the_desk("editor"), at_the_desk("editor")
    for colleague in (first, second):
        colleague.page.goto("/admin/entry/term/biopsy/")
        colleague.page.locator("[name=name_fr]").fill("Biopsie ordinaire")
    first.press("Save")
    first.page.locator(".messagelist .success").wait_for()
    second.page.locator("[name=name_fr]").fill("Biopsie rare")
    second.press("Save")
    second.sees("What differs from the text that is saved now")
    assert second.page.locator("[name=name_fr]").input_value() == "Biopsie rare"
    assert "ordinaire" in second.page.inner_text(".conflict")


def test_services_are_listed_and_confirmed(at_the_desk):
    editor = at_the_desk("editor")
    page = editor.begin()
    editor.follow("Services to check by phone")
    boxes = page.locator("input[name=check]")
    names = [boxes.nth(number).get_attribute("value") for number in range(3)]
    for number in range(3):
        boxes.nth(number).click()
    editor.press("Those that are ticked: checked today by me")
    page.locator(".messagelist .success").wait_for()
    last = [boxes.nth(-1 - number).get_attribute("value") for number in range(3)]
    assert sorted(last) == sorted(names)
