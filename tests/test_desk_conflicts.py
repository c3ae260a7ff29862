"""Nobody overwrites a colleague: two people on one entry, on every way to save."""

import pytest

from guide.models import Choice, Section

from .builders import make_entry, publish_small_guide
from .desk import change_address, errors_of, fields_of, make_colleague
from .pages import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice(client):
    publish_small_guide()
    user = make_colleague("Editors", username="alice", first_name="Alice")
    client.force_login(user)
    return user


@pytest.fixture
def bob(alice):
    from django.test import Client

    client = Client()
    client.force_login(make_colleague("Editors", username="bob", first_name="Bob"))
    return client


ADDRESS = ("section", "for-everyone")


def test_whoever_saves_second_is_shown_both_texts_and_loses_nothing(client, bob):
    address = change_address(*ADDRESS)
    mine, theirs = fields_of(client.get(address)), fields_of(bob.get(address))
    bob.post(address, theirs | {"body_en": "<p>Bob’s words.</p>"})
    response = client.post(
        address, mine | {"body_en": "<p>Alice’s words.</p>", "note": "A long note."}
    )
    assert response.status_code == 200
    assert "Bob Roy saved" in errors_of(response)["__all__"]
    assert Section.objects.get(code="for-everyone").body_en == "<p>Bob’s words.</p>"
    page = read(response)
    shown = page.first(class_="conflict")
    assert "Bob’s" in [gone.text for gone in shown.all("del")]
    assert {"Alice’s", "A long note."} <= {new.text for new in shown.all("ins")}
    kept = fields_of(response)
    assert (kept["body_en"], kept["note"]) == ("<p>Alice’s words.</p>", "A long note.")


def test_a_treatment_that_a_colleague_named_meanwhile_is_shown_too(client, bob):
    treatment = make_entry("treatment", "surgery")
    address = change_address(*ADDRESS)
    mine = fields_of(client.get(address))
    row = {
        "uses-TOTAL_FORMS": "1",
        "uses-0-treatment": str(treatment.pk),
        "uses-0-part": "may",
        "uses-0-order": "0",
    }
    bob.post(address, fields_of(bob.get(address)) | row)
    response = client.post(address, mine | {"body_en": "<p>Alice’s words.</p>"})
    assert "surgery name (may be added)" in read(response).first(class_="conflict").text
    assert Section.objects.get(code="for-everyone").uses.count() == 1


def test_after_reading_both_a_second_save_is_meant(client, bob):
    address = change_address(*ADDRESS)
    mine = fields_of(client.get(address))
    bob.post(address, fields_of(bob.get(address)) | {"body_en": "<p>Bob’s words.</p>"})
    response = client.post(address, mine | {"body_en": "<p>Both words.</p>"})
    assert client.post(address, fields_of(response)).status_code == 302
    section = Section.objects.get(code="for-everyone")
    assert (section.body_en, section.version) == ("<p>Both words.</p>", 3)


@pytest.mark.parametrize("seen", ["", "0", "99", "nonsense"])
def test_a_form_that_does_not_say_what_it_saw_saves_nothing(client, alice, seen):
    address = change_address(*ADDRESS)
    response = client.post(
        address, fields_of(client.get(address)) | {"seen_version": seen, "body_en": "<p>New.</p>"}
    )
    assert response.status_code == 200
    assert Section.objects.get(code="for-everyone").body_en == "<p>For everyone.</p>"


def test_an_answer_edited_on_its_own_page_is_not_overwritten_by_its_question(client, bob):
    question, choice = change_address("question", "risk"), change_address("choice", "low")
    mine = fields_of(client.get(question))
    bob.post(choice, fields_of(bob.get(choice)) | {"label_en": "Bob’s label"})
    prefix = next(name.removesuffix("-code") for name, value in mine.items() if value == "low")
    response = client.post(question, mine | {f"{prefix}-label_en": "Alice’s label"})
    assert response.status_code == 200
    assert "Bob Roy saved" in errors_of(response)[f"{prefix}-__all__"]
    assert Choice.objects.get(code="low").label_en == "Bob’s label"
    assert "Alice’s" in [new.text for new in read(response).first(class_="conflict").all("ins")]


def test_lists_cannot_be_edited_and_have_no_actions_on_many_at_once(client, alice):
    page = read(client.get("/admin/guide/section/"))
    assert not page.first("select", name="action")
    assert not page.first("input", name="_save")
    response = client.post(
        "/admin/guide/section/", {"action": "delete_selected", "_selected_action": ["1"]}
    )
    assert Section.objects.filter(code="for-everyone").exists()
    assert response.status_code in (200, 302)


def who_is_here(response):
    """What the form says of who else has the entry open; "" where it says nothing."""
    line = read(response).first("p", data_here=True)
    return "" if line is None or "hidden" in line.attrs else line.text


def test_two_people_on_one_entry_see_each_others_names(client, bob):
    address = change_address(*ADDRESS)
    assert who_is_here(client.get(address)) == ""
    assert who_is_here(bob.get(address)).startswith("Alice Roy has this entry open too.")
    assert who_is_here(client.get(address)).startswith("Bob Roy has this entry open too.")


def test_a_visit_of_long_ago_is_not_mentioned(client, bob):
    from django.utils import timezone

    from guide.models import Visit

    address = change_address(*ADDRESS)
    bob.get(address)
    Visit.objects.update(at=timezone.now() - timezone.timedelta(minutes=11))
    assert who_is_here(client.get(address)) == ""


def test_a_visitor_without_the_right_to_edit_is_not_announced(client, bob):
    bob.force_login(make_colleague("Reviewers"))
    bob.get(change_address(*ADDRESS))
    assert who_is_here(client.get(change_address(*ADDRESS))) == ""
