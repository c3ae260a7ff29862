"""What is named and not approved is offered beside; whoever approved takes it back."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from guide.models import BY_KIND, Remark
from guide.publishing.actions import approve, approve_by_link, publish
from guide.publishing.audit import in_words
from guide.publishing.refused import Refused
from guide.publishing.write import write_entry

from .builders import make_entry, publish_small_guide
from .desk import make_colleague
from .pages import read

pytestmark = pytest.mark.django_db
REVIEW = "/admin/entry/section/for-everyone/review/"
TAKE_BACK = "/admin/entry/section/for-everyone/take-approval-back/"
BUTTON = "Take my approval back"


@pytest.fixture
def team(client):
    """An editor who changed a published section, and two reviewers; ben is signed in."""
    publish_small_guide()
    people = {
        "anne": make_colleague("Editors", username="anne"),
        "ben": make_colleague("Reviewers", username="ben", first_name="Ben"),
        "carol": make_colleague("Reviewers", username="carol", first_name="Carol"),
    }
    edit("<p>New words.</p>", people["anne"])
    client.force_login(people["ben"])
    return people


def edit(text, by, **more):
    return write_entry("section", "for-everyone", {"body": {"en": text, "fr": text}} | more, by=by)


def found(kind="section", code="for-everyone"):
    return BY_KIND[kind].objects.with_links().get(code=code)


def buttons(response):
    return [button.get("value") for button in read(response).all("input", type="submit")]


def links_beside(client):
    """{address: words} of the links that offer to approve what is named."""
    page = read(client.get(REVIEW))
    return [link["href"] for link in page.all("a") if link.text == "approve it too"]


def test_the_review_page_offers_each_named_entry_that_families_could_not_get(client, team):
    make_entry("treatment", "surgery")
    make_entry("source", "report")
    uses = [{"treatment": "surgery", "part": "main", "source": None}]
    edit("<p>New words.</p>", team["anne"], treatments=uses, sources=["report"])
    offered = ["/admin/entry/source/report/review/", "/admin/entry/treatment/surgery/review/"]
    assert sorted(links_beside(client)) == offered
    assert (
        "names the treatment “surgery name”, which is not approved" in read(client.get(REVIEW)).text
    )
    approve(found("treatment", "surgery"), team["ben"])
    assert links_beside(client) == ["/admin/entry/source/report/review/"]


def test_what_families_have_already_is_not_offered_though_it_was_edited(client, team):
    edit("<p>New words.</p>", team["anne"], choices=["low"])
    write_entry("choice", "low", {"label": {"en": "Lower", "fr": "Plus bas"}}, by=team["anne"])
    assert links_beside(client) == []


def test_whoever_approved_takes_it_back_and_nothing_goes_out(client, team):
    approve(found(), team["ben"])
    assert BUTTON in buttons(client.get(REVIEW))
    response = client.post(TAKE_BACK, follow=True)
    assert "You took your approval of" in read(response).text
    assert BUTTON not in buttons(response)
    assert (found().is_approved(), found().approved_by, found().reviewer_name) == (False, None, "")
    with pytest.raises(Refused):
        publish(None)
    said = Remark.objects.get(nature="approved")
    assert (said.settled, said.settled_by) == ("taken-back", team["ben"])
    assert in_words(LogEntry.objects.first()) == "took their own approval back"


def test_nobody_else_takes_an_approval_back(client, team):
    approve(found(), team["carol"])
    assert BUTTON not in buttons(client.get(REVIEW))
    response = client.post(TAKE_BACK)
    assert response.status_code == 409
    assert "Only whoever approved this" in read(response).text
    assert found().is_approved()


def test_an_approval_by_link_is_not_taken_back_by_whoever_invited(client, team):
    due = timezone.localdate() + timedelta(days=365)
    approve_by_link(found(), "Dr. Roy", team["ben"], review_due=due)
    assert BUTTON not in buttons(client.get(REVIEW))
    assert client.post(TAKE_BACK).status_code == 409
    assert found().is_approved()


def test_what_families_read_is_not_taken_back_but_a_later_approval_is(client, team):
    approve(found(), team["ben"])
    publish(None)
    assert BUTTON not in buttons(client.get(REVIEW))
    response = client.post(TAKE_BACK)
    assert response.status_code == 409
    assert "Families read this text already" in read(response).text
    edit("<p>Newer words.</p>", team["anne"])
    approve(found(), team["ben"])
    assert client.post(TAKE_BACK).status_code == 302
    assert not found().is_approved()


def test_an_approved_withdrawal_is_taken_back_before_it_went_out(client, team):
    edit("<p>New words.</p>", team["anne"], withdrawn=True)
    approve(found(), team["ben"])
    assert client.post(TAKE_BACK).status_code == 302
    assert not found().is_approved()


def test_an_approval_taken_back_makes_nobodys_words_signed_for_four_eyes(client, team):
    team["anne"].groups.set(team["ben"].groups.all())
    approve(found(), team["ben"])
    client.post(TAKE_BACK)
    with pytest.raises(Refused, match="someone else has to approve"):
        approve(found(), team["anne"])
