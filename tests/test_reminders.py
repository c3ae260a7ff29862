"""Each colleague gets one mail with what this person can act on, and none when nothing waits."""

import io
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from guide.models import Feedback, LinkCheck, Remark, Section
from guide.publishing.actions import publish
from guide.publishing.remarks import object_to
from guide.publishing.write import write_entry

from .builders import approve_all, make_entry, make_user, publish_small_guide
from .desk import make_colleague

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    publish_small_guide()
    return {
        role: make_colleague(role, email=f"{role.lower()}@example.org")
        for role in ("Editors", "Reviewers", "Publishers")
    }


def send(**how):
    """{address: body} of the mails of one run."""
    mail.outbox.clear()
    call_command("send_review_reminders", stdout=io.StringIO(), **how)
    for message in mail.outbox:
        assert len(message.to) == 1
    bodies = {message.to[0]: message.body for message in mail.outbox}
    assert len(bodies) == len(mail.outbox), "two mails to one person"
    return bodies


def edit(by=None, nature="ready", text=""):
    section = write_entry(
        "section", "for-everyone", {"title": {"en": "New title", "fr": "Nouveau titre"}}, by=by
    )
    if nature == "needs-changes":
        object_to(section, by, text, section.digest())
        return
    Remark.objects.create(
        kind="section", code=section.code, digest=section.digest(), nature=nature, text=text, by=by
    )


def test_when_nothing_waits_nobody_gets_a_mail(team):
    assert send() == {}


def test_an_entry_that_waits_for_approval_goes_to_reviewers_alone(team):
    edit(by=team["Editors"])
    bodies = send(site="https://guide.example.org/")
    assert list(bodies) == ["reviewers@example.org"]
    body = bodies["reviewers@example.org"]
    assert body.startswith("Hello Reviewer Roy,")
    assert "Waiting for your approval (1)\n- section: New title (asked by Editor Roy)\n" in body
    assert "https://guide.example.org/admin/entry/section/for-everyone/review/\n" in body
    assert mail.outbox[0].subject == "The guide: 1 thing waits for you"


def test_a_reviewer_is_not_reminded_of_an_own_edit_that_someone_else_has_to_approve(team, settings):
    edit(by=team["Reviewers"])
    assert send() == {}
    settings.FOUR_EYES = False
    assert list(send()) == ["reviewers@example.org"]


def test_what_was_sent_back_goes_to_editors_with_the_reason(team):
    edit(by=team["Editors"], nature="needs-changes", text="Say what a stem cell is.")
    assert "Say what a stem cell is." in send()["editors@example.org"]
    assert list(send()) == ["editors@example.org"]


@pytest.mark.parametrize(("days", "words"), [(-3, "overdue since"), (10, "due "), (90, None)])
def test_a_review_that_is_due_goes_to_reviewers(team, days, words):
    Section.objects.update(review_due=timezone.localdate() + timedelta(days=days))
    bodies = send()
    assert list(bodies) == (["reviewers@example.org"] if words else [])
    assert words is None or words in bodies["reviewers@example.org"]


def test_what_is_approved_and_not_yet_published_goes_to_publishers(team):
    make_entry("term", "word")
    approve_all()
    assert list(send()) == ["publishers@example.org"]


def test_dead_links_and_sentences_of_families_go_to_editors(team):
    now = timezone.now()
    make_entry("source", "book", address="https://example.org/book")
    approve_all()
    publish(None)
    LinkCheck.objects.create(
        address="https://example.org/book",
        outcome="failing",
        problem="Gone.",
        checked_at=now,
        since=now,
    )
    Feedback.objects.create(page="home", edition=1, helped=False, sentence="Too hard.")
    Feedback.objects.create(page="home", edition=1, helped=True)
    bodies = send()
    assert list(bodies) == ["editors@example.org"]
    body = bodies["editors@example.org"]
    assert "Links that do not work (1)\n- source: book (Gone. https://example.org/book)" in body
    assert "What families wrote (1)\n- 1 sentence waits to be read\n" in body
    assert "Too hard." not in body, "the words of families stay on the desk"


def test_a_person_with_two_roles_gets_one_mail(team):
    team["Reviewers"].groups.add(*team["Editors"].groups.all())
    edit(by=team["Editors"])
    Feedback.objects.create(page="home", edition=1, helped=False, sentence="Too hard.")
    body = send()["reviewers@example.org"]
    assert "Waiting for your approval (1)" in body
    assert "What families wrote (1)" in body


def test_who_has_left_who_has_no_address_and_who_has_no_role_gets_none(team):
    edit(by=team["Editors"])
    make_user("norole", email="norole@example.org")
    make_user("visitor", staff=False, email="visitor@example.org")
    reviewer = team["Reviewers"]
    for change in (
        {"is_active": False},
        {"is_active": True, "email": ""},
        {"email": "r@example.org", "is_staff": False},
    ):
        for name, value in change.items():
            setattr(reviewer, name, value)
        reviewer.save()
        assert send() == {}


def test_a_long_list_is_cut_and_says_so(team):
    for number in range(20):
        make_entry("term", f"word-{number}")
    approve_all()
    body = send()["publishers@example.org"]
    assert "Approved since the last edition (20)" in body
    assert "and 8 more" in body


def test_words_of_people_cannot_make_another_mail(team):
    edit(by=team["Editors"], nature="needs-changes", text="a\nBcc: evil@example.org\n\nb & <c>")
    body = send()["editors@example.org"]
    assert "b & <c>" in body
    assert mail.outbox[0].recipients() == ["editors@example.org"]


def test_an_address_that_no_header_can_hold_keeps_nobody_else_from_their_mail(team):
    edit(by=team["Editors"])
    team["Reviewers"].email = "reviewers@exam\nple.org"
    team["Reviewers"].save()
    make_user("zoe", superuser=True, email="zoe@example.org")
    mail.outbox.clear()
    with pytest.raises(CommandError, match="Not sent to reviewer"):
        call_command("send_review_reminders", stdout=io.StringIO())
    assert {message.to[0] for message in mail.outbox} == {"zoe@example.org"}


def test_one_address_that_fails_does_not_keep_the_others_from_their_mail(team, settings):
    settings.EMAIL_BACKEND = "tests.refusing_mail.RefusesReviewers"
    edit(by=team["Editors"])
    make_user("zoe", superuser=True, email="zoe@example.org")
    mail.outbox.clear()
    with pytest.raises(CommandError, match="Not sent to reviewer"):
        call_command("send_review_reminders", stdout=io.StringIO())
    told, failed = mail.outbox
    assert told.to == failed.to == ["zoe@example.org"]
    assert "waits" in told.subject or "wait for you" in told.subject
    assert failed.subject.startswith("send_review_reminders failed")
