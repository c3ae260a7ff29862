"""What a clinician says through a review link reaches people: a list, a mail at once, an answer
before an approval.
"""

import pytest
from django.core import mail
from django.utils import timezone

from guide.models import Remark, Section
from guide.publishing.invitation import invite
from guide.publishing.write import write_entry

from .builders import publish_small_guide
from .desk import make_colleague
from .pages import read

pytestmark = pytest.mark.django_db
ENTRY = "/admin/entry/section/for-everyone"
SAID = "Say “often” here: 38,5 °C is not enough."


@pytest.fixture
def team(client):
    publish_small_guide()
    roles = {"anne": "Editors", "ben": "Reviewers", "carol": "Reviewers", "paul": "Publishers"}
    people = {
        name: make_colleague(
            role, username=name, first_name=name.capitalize(), email=f"{name}@example.org"
        )
        for name, role in roles.items()
    }
    text = {"en": "<p>New words.</p>", "fr": "<p>Mots.</p>"}
    write_entry(
        "section",
        "for-everyone",
        {"body": text, "title": {"en": "A title", "fr": "Titre"}},
        by=people["anne"],
    )

    def sign_in(name):
        client.force_login(people[name])
        return people[name]

    return sign_in


@pytest.fixture
def link(team):
    return f"/review/{invite(section(), team('ben'), 'Dr. Tremblay')}/"


def section():
    return Section.objects.with_links().get(code="for-everyone")


def next_year():
    return (timezone.localdate() + timezone.timedelta(days=365)).isoformat()


def comment(client, link, text=SAID, name="Dr. Tremblay", **how):
    return client.post(f"{link}comment/", {"name": name, "text": text}, **how)


def approve(client):
    return client.post(
        f"{ENTRY}/approve/", {"digest": section().digest(), "review_due": next_year()}
    )


def approve_by_link(client, link, **more):
    return client.post(f"{link}approve/", {"review_due": next_year(), "read": "on"} | more)


def answer(client, text="Done: it says “often” now."):
    said = Remark.objects.get(nature="comment")
    return client.post(
        f"{ENTRY}/remarks/{said.pk}/answer/", {"digest": section().digest(), "text": text}
    )


def said_by_link(client):
    found = [
        todo for todo in client.get("/admin/").context["todos"] if todo.title == "Said by link"
    ]
    return [(line.text, line.detail, line.address) for todo in found for line in todo.lines]


def test_it_is_on_the_desk_until_somebody_answers(client, team, link):
    comment(client, link)
    for name in ("anne", "ben", "carol", "paul"):
        team(name)
        assert said_by_link(client) == [
            ("section: A title", f"Dr. Tremblay: {SAID}", f"{ENTRY}/review/")
        ]
    team("anne")
    assert SAID in read(client.get(f"{ENTRY}/", follow=True)).text
    assert answer(client).status_code == 302
    assert said_by_link(client) == []
    page = read(client.get(f"{ENTRY}/review/")).text
    assert "Answered by Anne Roy" in page
    assert "Done: it says “often” now." in page


def test_whoever_invited_gets_a_mail_at_once(
    client, team, link, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        comment(client, link, headers={"accept-language": "fr"})
    [message] = mail.outbox
    assert message.to == ["ben@example.org"]
    assert message.subject == "The guide: Dr. Tremblay wrote about “A title”"
    assert message.body.startswith("Hello Ben Roy,\n")
    assert SAID in message.body
    assert f"{ENTRY}/review/" in message.body


def test_whoever_invited_gets_a_mail_about_the_approval(
    client, team, link, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        approve_by_link(client, link)
    [message] = mail.outbox
    assert message.to == ["ben@example.org"]
    assert message.subject == "The guide: Dr. Tremblay approved “A title”"


def test_a_mail_that_cannot_be_sent_loses_nothing(
    client, team, settings, django_capture_on_commit_callbacks
):
    settings.EMAIL_BACKEND = "tests.refusing_mail.RefusesReviewers"
    ben = team("ben")
    ben.email = "reviewers@example.org"
    ben.save()
    link = f"/review/{invite(section(), ben, 'Dr. Tremblay')}/"
    with django_capture_on_commit_callbacks(execute=True):
        assert comment(client, link).status_code == 302
    assert Remark.objects.get().text == SAID
    assert mail.outbox == []


def test_before_it_is_answered_nobody_approves(client, team, link):
    comment(client, link)
    team("carol")
    response = approve(client)
    assert response.status_code == 409
    assert "waits for an answer" in read(response).text
    client.logout()
    assert approve_by_link(client, link).status_code == 409
    page = read(client.get(link))
    assert "waits for an answer" in page.text
    assert page.first("form", action=f"{link}approve/") is None
    assert not section().is_approved()
    team("carol")
    answer(client, "The source says so.")
    client.logout()
    assert "Answer: The source says so." in read(client.get(link)).text
    assert approve_by_link(client, link).status_code == 302
    assert section().is_approved()


def test_an_edit_does_not_answer_it(client, team, link):
    comment(client, link)
    text = {"en": "<p>Newer words.</p>", "fr": "<p>Mots.</p>"}
    write_entry("section", "for-everyone", {"body": text}, by=team("anne"))
    team("carol")
    assert approve(client).status_code == 409
    assert len(said_by_link(client)) == 1


def test_an_answer_has_words_and_somebody_who_may_edit_or_approve(client, team, link):
    comment(client, link)
    team("paul")
    assert answer(client).status_code == 403
    team("anne")
    assert answer(client, " ").status_code == 422
    assert Remark.objects.by_link().exists()


def test_the_name_that_was_asked_for_is_the_name_that_is_signed(client, team, link):
    response = approve_by_link(client, link, name="Somebody Else")
    assert response.status_code == 422
    assert "This link was made for Dr. Tremblay." in read(response).text
    assert not section().is_approved()
    page = read(client.get(link))
    form = page.first("form", action=f"{link}approve/")
    assert [field.get("type") for field in form.all("input", name="name")] == ["hidden"]
    assert "I am Dr. Tremblay." in form.text
    assert approve_by_link(client, link).status_code == 302
    assert section().reviewer_name == "Dr. Tremblay"


def test_anyone_else_who_has_the_link_may_comment(client, team, link):
    assert comment(client, link, name="Nurse Gagnon").status_code == 302
    assert Remark.objects.get().guest == "Nurse Gagnon"


def test_through_a_link_without_a_name_nobody_approves(client, team):
    link = f"/review/{invite(section(), team('ben'))}/"
    response = approve_by_link(client, link, name="Dr. Roy-Tremblay")
    assert response.status_code in (409, 422)
    assert "nobody by name" in read(client.get(link)).text
    assert not section().is_approved()
