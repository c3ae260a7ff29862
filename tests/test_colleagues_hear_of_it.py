"""Reviewer and editor see each other: the reason beside the field, the note, a comment without
verdict, a mail at once or a line of the weekly one.
"""

import io

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from guide.models import Notice, Remark, Section
from guide.publishing.actions import approve_as_starter
from guide.publishing.write import write_entry

from .builders import publish_small_guide
from .desk import change_address, make_colleague
from .pages import read

pytestmark = pytest.mark.django_db
REVIEW = "/admin/entry/section/for-everyone/review/"
NEEDS_CHANGES = "/admin/entry/section/for-everyone/needs-changes/"
COMMENT = "/admin/entry/section/for-everyone/comment/"


@pytest.fixture
def team(client):
    """An editor who wrote a text, a reviewer who is signed in, and a publisher."""
    publish_small_guide()
    people = {
        role: make_colleague(role, email=f"{role.lower()}@example.org")
        for role in ("Editors", "Reviewers", "Publishers")
    }
    words = {"body": {"en": "<p>New.</p>", "fr": "<p>Neuf.</p>"}}
    write_entry("section", "for-everyone", words, by=people["Editors"], note="Doses are from 2024.")
    client.force_login(people["Reviewers"])
    return people


@pytest.fixture
def act(client, django_capture_on_commit_callbacks):
    """act(address, **data): press a button; the addresses that were mailed, in order."""

    def post(address, **data):
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            response = client.post(address, {"digest": section().digest()} | data)
        assert response.status_code == 302
        return sorted(to for message in mail.outbox for to in message.to)

    return post


def section():
    return Section.objects.with_links().get(code="for-everyone")


def beside(client, field):
    """What stands beside a field of the editor's form."""
    page = read(client.get(change_address("section", "for-everyone")))
    hint = page.first("div", id=f"id_{field}_helptext")
    return hint.text if hint else ""


def test_the_reason_of_needs_changes_stands_beside_its_field_in_the_editor_s_form(
    client, team, act
):
    act(NEEDS_CHANGES, about="body_fr", text="Wrong <b>dose</b>.")
    client.force_login(team["Editors"])
    assert "Reviewer Roy · needs changes: Wrong <b>dose</b>." in beside(client, "body_fr")
    assert "Wrong" not in beside(client, "body_en")
    assert "needs changes (Text (French))" in read(client.get(REVIEW)).text


def test_a_field_that_the_entry_has_not_is_refused_and_the_words_stay(client, team):
    data = {"digest": section().digest(), "about": "password", "text": "Wrong dose."}
    response = client.post(NEEDS_CHANGES, data)
    assert response.status_code == 422
    assert "Wrong dose." in response.content.decode()
    assert not Remark.objects.exists()


def test_the_note_for_colleagues_stands_on_the_review_page(client, team):
    assert "Note for colleagues: Doses are from 2024." in read(client.get(REVIEW)).text


def test_a_comment_is_no_verdict(client, team, act):
    approve_as_starter(section())
    act(COMMENT, about="", text="Nicely said.")
    assert section().is_approved()
    assert not section().objected
    page = read(client.get(REVIEW)).text
    assert "Reviewer Roy · comment: Nicely said." in page
    assert "What stands open" not in page
    assert client.post(COMMENT, {"digest": section().digest(), "text": ""}).status_code == 422


def test_a_comment_on_a_field_stands_beside_it_until_the_text_is_another(client, team, act):
    act(COMMENT, about="body_en", text="Shorter?")
    client.force_login(team["Editors"])
    assert "Shorter?" in beside(client, "body_en")
    write_entry("section", "for-everyone", {"body": {"en": "<p>N.</p>", "fr": "<p>N.</p>"}})
    assert "Shorter?" not in beside(client, "body_en")


def test_whoever_wrote_the_words_hears_at_once(team, act):
    assert act(NEEDS_CHANGES, text="Wrong dose.") == ["editors@example.org"]
    [message] = mail.outbox
    assert "asks for changes of “for-everyone title”" in message.subject
    assert "Wrong dose." in message.body
    assert REVIEW in message.body
    assert act(COMMENT, text="By the way.") == ["editors@example.org"]


def test_the_reviewer_who_asked_hears_the_answer_and_the_next_request(client, team, act):
    act(NEEDS_CHANGES, text="Wrong dose.")
    client.force_login(team["Editors"])
    assert act("/admin/entry/section/for-everyone/ask/") == ["reviewers@example.org"]
    other = make_colleague("Reviewers", username="other", email="other@example.org")
    client.force_login(other)
    said = Remark.objects.objections().get()
    address = f"/admin/entry/section/for-everyone/remarks/{said.pk}/answer/"
    assert act(address, answered="on", text="It is right now.") == ["reviewers@example.org"]
    assert "It is right now." in mail.outbox[0].body


def test_a_request_for_review_goes_to_all_who_may_approve_where_nobody_spoke_of_it(
    client, team, act
):
    make_colleague("Reviewers", username="other", email="other@example.org")
    client.force_login(team["Editors"])
    assert act("/admin/entry/section/for-everyone/ask/") == [
        "other@example.org",
        "reviewers@example.org",
    ]


def weekly(client, user, when="weekly"):
    client.force_login(user)
    return client.post("/admin/account/mail/", {"when": when})


def digest_of(user):
    mail.outbox.clear()
    call_command("send_review_reminders", stdout=io.StringIO())
    return "".join(message.body for message in mail.outbox if message.to == [user.email])


def test_who_prefers_it_hears_of_all_of_it_once_a_week(client, team, act):
    weekly(client, team["Editors"])
    page = read(client.get("/admin/account/"))
    assert "checked" in page.first("input", name="when", value="weekly").attrs
    client.force_login(team["Reviewers"])
    assert act(COMMENT, text="By the way.") == []
    assert act(COMMENT, text="And more.") == []
    told = digest_of(team["Editors"])
    assert told.count("Reviewer Roy wrote about “for-everyone title”") == 2
    assert REVIEW in told
    assert not Notice.objects.exists()
    assert "Reviewer Roy wrote" not in digest_of(team["Editors"])
    weekly(client, team["Editors"], "at-once")
    client.force_login(team["Reviewers"])
    assert act(COMMENT, text="At once.") == ["editors@example.org"]


def test_a_digest_that_could_not_be_sent_is_sent_the_next_time(client, team, act, settings):
    weekly(client, team["Reviewers"])
    act(NEEDS_CHANGES, text="Wrong dose.")
    client.force_login(team["Editors"])
    assert act(COMMENT, text="By the way.") == []
    backend = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "tests.refusing_mail.RefusesReviewers"
    with pytest.raises(CommandError, match="Not sent"):
        call_command("send_review_reminders", stdout=io.StringIO())
    settings.EMAIL_BACKEND = backend
    assert "Editor Roy wrote" in digest_of(team["Reviewers"])


def test_a_choice_that_is_none_is_refused_in_words(client, team):
    response = weekly(client, team["Editors"], "never")
    assert "Choose one of the two." in read(client.get(response["Location"])).text


def test_whoever_only_publishes_may_comment_too(client, team, act):
    client.force_login(team["Publishers"])
    assert act(COMMENT, text="When?") == ["editors@example.org"]
