"""From an edit to an approval: asking, sending back, four eyes, and exactly what was read."""

import pytest
from django.utils import timezone

from guide.models import Remark, Section

from .builders import publish_small_guide
from .desk import change_address, fields_of, make_colleague
from .pages import read

pytestmark = pytest.mark.django_db
REVIEW = "/admin/entry/section/for-everyone/review/"
APPROVE = "/admin/entry/section/for-everyone/approve/"
SEND_BACK = "/admin/entry/section/for-everyone/needs-changes/"


@pytest.fixture
def team(client):
    """An edited section; sign_in("Editors") and so on."""
    publish_small_guide()
    people = {role: make_colleague(role) for role in ("Editors", "Reviewers", "Publishers")}

    def sign_in(role):
        client.force_login(people[role])
        return people[role]

    sign_in("Editors")
    edit(client, "<p>For each and everyone.</p>")
    return sign_in


def edit(client, text, **more):
    address = change_address("section", "for-everyone")
    return client.post(
        address, fields_of(client.get(address)) | {"body_en": text, "body_fr": text} | more
    )


def next_year():
    return timezone.localdate() + timezone.timedelta(days=365)


def approve(client, **more):
    digest = client.get(REVIEW).context["digest"]
    return client.post(APPROVE, {"digest": digest, "review_due": next_year().isoformat()} | more)


def section():
    return Section.objects.with_links().get(code="for-everyone")


def test_the_review_page_shows_what_changes_in_both_languages(client, team):
    team("Reviewers")
    page = read(client.get(REVIEW))
    assert [ins.text for ins in page.all("ins")][:1] == ["each and"]
    assert {row.get("lang") for row in page.all("dd")} >= {"en", "fr"}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_day_of_the_next_review_is_there_to_be_sent_in_each_language(client, team, language):
    team("Reviewers")
    page = read(client.get(REVIEW, headers={"accept-language": language}))
    assert page.first("input", name="review_due")["value"] == next_year().isoformat()


def test_a_reviewer_approves_and_names_the_day_of_the_next_review(client, team):
    reviewer = team("Reviewers")
    assert approve(client).status_code == 302
    assert section().is_approved()
    assert (section().approved_by, section().review_due) == (reviewer, next_year())


@pytest.mark.parametrize("day", ["", "2020-01-01", "soon"])
def test_without_a_day_to_come_nothing_is_approved(client, team, day):
    team("Reviewers")
    response = approve(client, review_due=day)
    assert response.status_code == 422
    assert "review_due" in response.context["approve_form"].errors
    assert not section().is_approved()


def test_today_is_no_day_to_come_and_tomorrow_is_one(client, team):
    team("Reviewers")
    today = timezone.localdate()
    response = approve(client, review_due=today.isoformat())
    assert response.status_code == 422
    assert response.context["approve_form"].errors["review_due"] == ["Choose a day after today."]
    assert not section().is_approved()
    tomorrow = today + timezone.timedelta(days=1)
    assert approve(client, review_due=tomorrow.isoformat()).status_code == 302
    assert section().is_approved()
    assert section().review_due == tomorrow


def test_nobody_approves_their_own_edit_at_the_desk_either(client, team):
    editor = team("Editors")
    editor.groups.set(make_colleague("Reviewers", username="both").groups.all())
    response = approve(client)
    assert response.status_code == 409
    assert "someone else has to approve" in read(response).text
    assert not section().is_approved()


def test_a_text_that_changed_after_it_was_read_is_not_approved(client, team):
    team("Reviewers")
    digest = client.get(REVIEW).context["digest"]
    team("Editors")
    edit(client, "<p>Changed at the last moment.</p>")
    team("Reviewers")
    response = approve(client, digest=digest)
    assert response.status_code == 409
    assert "changed after you opened it" in read(response).text
    assert not section().is_approved()


def test_what_an_editor_asks_for_is_on_the_reviewers_desk_and_not_before(client, team):
    team("Reviewers")
    assert "Waiting for your approval" not in read(client.get("/admin/")).text
    team("Editors")
    response = edit(client, "<p>Ready to read.</p>", _ask="1")
    assert response["Location"] == REVIEW
    team("Reviewers")
    [waiting] = [
        todo
        for todo in client.get("/admin/").context["todos"]
        if todo.title == "Waiting for your approval"
    ]
    assert [line.address for line in waiting.lines] == [REVIEW]


def test_needs_changes_goes_back_to_the_editors_list_with_its_reason(client, team):
    team("Reviewers")
    digest = client.get(REVIEW).context["digest"]
    refused = client.post(SEND_BACK, {"digest": digest, "text": ""})
    assert refused.status_code == 422
    assert "what has to change" in refused.context["send_back_form"].errors["text"][0]
    client.post(SEND_BACK, {"digest": digest, "text": "Say it in plainer words."})
    team("Editors")
    desk = read(client.get("/admin/")).text
    assert "Sent back: needs changes" in desk
    assert "Say it in plainer words." in desk
    assert (
        "Say it in plainer words."
        in read(client.get(change_address("section", "for-everyone"))).text
    )
    edit(client, "<p>Plain words.</p>", _ask="1")
    assert "Sent back: needs changes" not in read(client.get("/admin/")).text


def test_a_remark_stays_with_the_text_that_it_speaks_of(client, team):
    team("Editors")
    edit(client, "<p>First.</p>", _ask="1")
    assert Remark.objects.get(nature="ready").digest == section().digest()
    edit(client, "<p>Second.</p>")
    assert Remark.objects.get(nature="ready").digest != section().digest()


def test_with_four_eyes_off_the_desk_says_so(client, team, settings):
    settings.FOUR_EYES = False
    team("Editors")
    assert "Four eyes is off" in read(client.get("/admin/")).text


def test_withdrawing_needs_approval_and_takes_the_entry_out(client, team):
    team("Editors")
    edit(client, "<p>Going.</p>", withdrawn="on")
    assert not section().is_approved()
    team("Reviewers")
    assert "taken out" in read(client.get(REVIEW)).text
    approve(client)
    team("Publishers")
    response = client.get("/admin/publish/")
    offered = [one.item.change for one in response.context["rows"]]
    assert [(change.code, change.what) for change in offered] == [("for-everyone", "removed")]
