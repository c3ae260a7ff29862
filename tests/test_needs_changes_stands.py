"""“Needs changes” takes an approval back, and stands over later edits until it is taken back or
found answered.
"""

import pytest
from django.contrib.admin.models import LogEntry
from django.db import IntegrityError, transaction
from django.utils import timezone

from guide.models import Edition, Remark, Section
from guide.publishing.actions import approve_as_starter, publish
from guide.publishing.audit import in_words
from guide.publishing.invitation import invite
from guide.publishing.refused import Refused
from guide.publishing.write import write_entry

from .builders import make_entry, publish_small_guide
from .desk import make_colleague
from .pages import read

pytestmark = pytest.mark.django_db
ENTRY = "/admin/entry/section/for-everyone"
REASON = "Wrong dose, must not go out."


@pytest.fixture
def team(client):
    """sign_in("anne"): an editor; ben and carol, reviewers; paul, a publisher.

    anne has edited a published section.
    """
    publish_small_guide()
    roles = {"anne": "Editors", "ben": "Reviewers", "carol": "Reviewers", "paul": "Publishers"}
    people = {
        name: make_colleague(role, username=name, first_name=name.capitalize())
        for name, role in roles.items()
    }

    def sign_in(name):
        client.force_login(people[name])
        return people[name]

    edit("<p>New words.</p>", people["anne"])
    return sign_in


def edit(text, by):
    return write_entry("section", "for-everyone", {"body": {"en": text, "fr": text}}, by=by)


def section():
    return Section.objects.with_links().get(code="for-everyone")


def next_year():
    return (timezone.localdate() + timezone.timedelta(days=365)).isoformat()


def approve(client, digest=None):
    return client.post(
        f"{ENTRY}/approve/", {"digest": digest or section().digest(), "review_due": next_year()}
    )


def send_back(client, digest=None):
    return client.post(
        f"{ENTRY}/needs-changes/", {"digest": digest or section().digest(), "text": REASON}
    )


def objection():
    return Remark.objects.get(nature="needs-changes")


def answered(client, **data):
    address = f"{ENTRY}/remarks/{objection().pk}/answer/"
    return client.post(address, {"digest": section().digest(), "answered": "on"} | data)


def words_for_families():
    edition = Edition.objects.first()
    return edition.content["entries"]["section"]["for-everyone"]["body"]["en"]


def publish_something(by=None):
    approve_as_starter(make_entry("term"))
    return publish(by)


def lists(client):
    return {
        todo.title: [line.detail for line in todo.lines]
        for todo in client.get("/admin/").context["todos"]
    }


def test_of_two_reviewers_with_the_page_open_the_one_who_objects_is_heard(client, team):
    """One approves; the other, who opened the page before that, sends the text back: it is not
    published.
    """
    team("carol")
    seen = client.get(f"{ENTRY}/review/").context["digest"]
    team("ben")
    approve(client)
    assert section().is_approved()
    team("carol")
    response = client.post(f"{ENTRY}/needs-changes/", {"digest": seen, "text": REASON}, follow=True)
    assert "The approval of “for-everyone title” is taken back." in read(response).text
    assert not section().is_approved()
    publish_something()
    assert words_for_families() == "<p>For everyone.</p>"
    assert LogEntry.objects.filter(change_message__contains="took-approval-back").exists()


def test_while_it_stands_nobody_approves_at_the_desk(client, team):
    team("carol")
    send_back(client)
    team("ben")
    response = approve(client)
    assert response.status_code == 409
    assert "Somebody asked for changes" in read(response).text
    assert not section().is_approved()


def test_while_it_stands_nobody_approves_by_an_older_link(client, team):
    link = f"/review/{invite(section(), team('ben'), 'Dr. Roy')}/"
    team("carol")
    send_back(client)
    client.logout()
    response = client.post(f"{link}approve/", {"review_due": next_year(), "read": "on"})
    assert response.status_code == 409
    assert "Somebody asked for changes" in read(response).text
    assert not section().is_approved()


def test_it_stands_over_later_edits_and_over_undoing_them(client, team):
    team("carol")
    send_back(client)
    for words in ("<p>Newer words.</p>", "<p>New words.</p>", "<p>For everyone.</p>"):
        edit(words, team("anne"))
        team("ben")
        assert approve(client).status_code == 409
        assert not section().is_approved()
    page = read(client.get(f"{ENTRY}/review/"))
    assert REASON in page.first("section", aria_labelledby="open-remarks").text
    assert "State: needs changes" in read(client.get(f"{ENTRY}/", follow=True)).text


def test_it_stands_over_deleting_the_entry_and_writing_it_again(client, team):
    term = make_entry("term", "word")
    team("carol")
    client.post("/admin/entry/term/word/needs-changes/", {"digest": term.digest(), "text": REASON})
    type(term).objects.filter(pk=term.pk).delete()
    again = make_entry("term", "word")
    assert again.objected
    team("ben")
    page = client.post(
        "/admin/entry/term/word/approve/", {"digest": again.digest(), "review_due": next_year()}
    )
    assert page.status_code == 409


def test_whoever_wrote_it_takes_it_back_and_nobody_else(client, team):
    team("carol")
    send_back(client)
    team("ben")
    assert client.post(f"{ENTRY}/remarks/{objection().pk}/take-back/").status_code == 409
    assert section().objected
    team("carol")
    assert client.post(f"{ENTRY}/remarks/{objection().pk}/take-back/").status_code == 302
    assert (objection().settled, objection().settled_by.username) == ("taken-back", "carol")
    assert not section().is_approved()
    assert "Taken back by Carol Roy" in read(client.get(f"{ENTRY}/review/")).text
    assert approve(client).status_code == 302
    assert section().is_approved()


def test_another_reviewer_who_saw_it_finds_it_answered_and_that_is_recorded(client, team):
    team("carol")
    send_back(client)
    edit("<p>The right dose.</p>", team("anne"))
    team("ben")
    assert REASON in read(client.get(f"{ENTRY}/review/")).text
    assert answered(client, text="The dose is that of the protocol.").status_code == 302
    assert (objection().settled, objection().settled_by.username) == ("answered", "ben")
    assert "Answered by Ben Roy" in read(client.get(f"{ENTRY}/review/")).text
    said = [in_words(entry) for entry in LogEntry.objects.all()]
    assert "found “needs changes” answered: what Carol Roy wrote" in said
    assert approve(client).status_code == 302
    publish_something()
    assert words_for_families() == "<p>The right dose.</p>"


@pytest.mark.parametrize(
    ("data", "status"),
    [({"answered": ""}, 422), ({"digest": "0" * 64}, 409), ({"digest": "nonsense"}, 422)],
)
def test_without_the_tick_or_for_another_text_nothing_is_answered(client, team, data, status):
    team("carol")
    send_back(client)
    team("ben")
    response = answered(client, **data, text="A reason, long in writing.")
    assert response.status_code == status
    assert section().objected
    if status == 422:
        assert "A reason, long in writing." in read(response).text


def test_neither_its_writer_nor_an_author_of_the_words_finds_it_answered(client, team):
    team("carol")
    send_back(client)
    assert answered(client).status_code == 409
    author = team("ben")
    edit("<p>Ben’s own words.</p>", author)
    assert answered(client).status_code == 409
    team("anne")
    assert answered(client).status_code == 403
    assert section().objected


def test_two_that_stand_are_settled_one_by_one(client, team):
    for name in ("carol", "ben"):
        team(name)
        send_back(client)
    for name in ("carol", "ben"):
        assert section().objected
        team(name)
        mine = Remark.objects.objections().get(by__username=name)
        client.post(f"{ENTRY}/remarks/{mine.pk}/take-back/")
    assert not section().objected


def test_it_is_on_the_editors_list_until_they_ask_again_and_then_on_the_reviewers(client, team):
    team("carol")
    send_back(client)
    edit("<p>The right dose.</p>", team("anne"))
    assert lists(client)["Sent back: needs changes"] == [f"Carol Roy: {REASON}"]
    client.post(f"{ENTRY}/ask/")
    team("ben")
    assert lists(client)["Changed after “needs changes”: is it answered?"] == [
        f"Carol Roy: {REASON}"
    ]
    assert "Sent back: needs changes" not in lists(client)
    assert "Waiting for your approval" not in lists(client)
    answered(client)
    assert lists(client)["Waiting for your approval"] == ["asked by Anne Roy"]


def test_what_families_read_already_is_said_to_whoever_objects(client, team):
    published = Edition.objects.first().content["entries"]["section"]["for-everyone"]["body"]
    write_entry("section", "for-everyone", {"body": published}, by=team("anne"))
    team("carol")
    response = client.post(
        f"{ENTRY}/needs-changes/", {"digest": section().digest(), "text": REASON}, follow=True
    )
    assert "Families read these words already, in edition 1" in read(response).text
    publish_something()
    assert words_for_families() == "<p>For everyone.</p>"


def test_the_database_keeps_no_approval_beside_it(team):
    wrong = {"objected": True, "approved_digest": "0" * 64, "approved_at": timezone.now()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Section.objects.filter(code="for-everyone").update(**wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"settled": "taken-back"},
        {"settled": "answered", "by_itself": True},
        {"settled": "", "answer": "An answer that nobody gave."},
        {"settled": "forgotten", "by_another": True},
        {"settled": "taken-back", "by_another": True},
    ],
)
def test_the_database_knows_who_may_settle_what(client, team, wrong):
    team("carol")
    send_back(client)
    said = objection()
    who = said.by if wrong.pop("by_itself", False) else None
    who = team("ben") if wrong.pop("by_another", False) else who
    when = timezone.now() if who else None
    with pytest.raises(IntegrityError), transaction.atomic():
        Remark.objects.filter(pk=said.pk).update(settled_by=who, settled_at=when, **wrong)


def test_starter_text_is_not_let_out_over_it_either(client, team):
    team("carol")
    send_back(client)
    with pytest.raises(IntegrityError), transaction.atomic():
        approve_as_starter(section())
    with pytest.raises(Refused):
        publish(None)
