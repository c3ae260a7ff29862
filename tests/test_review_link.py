"""A review link lets a clinician without an account read, comment and approve exactly one text."""

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone

from guide.models import Remark, Section
from guide.publishing.actions import approve_as_starter
from guide.publishing.invitation import SALT, invite
from guide.publishing.write import write_entry

from . import photograph
from .builders import approve_all, make_entry, make_small_guide
from .desk import make_colleague
from .pages import read

pytestmark = pytest.mark.django_db


@photograph.kept
def stage():
    from guide.publishing.actions import publish

    make_small_guide()
    make_entry("section", "for-high", choices=["high"], body="<p>Old words.</p>")
    approve_all()
    publish(None)
    make_entry("section", "for-high", body="<p>New words.</p>", title="A title")
    make_entry("term", "secret", name="A secret word", definition="Not to be seen.")


@pytest.fixture
def reviewer():
    stage()
    return make_colleague("Reviewers")


@pytest.fixture
def link(client, reviewer):
    """The address of a review link, as made at the desk."""
    client.force_login(reviewer)
    response = client.post("/admin/entry/section/for-high/invite/", {"name": "Dr. Anne Tremblay"})
    client.logout()
    return response.context["address"].removeprefix("http://testserver")


def section():
    return Section.objects.with_links().get(code="for-high")


def signed(**more):
    return {"review_due": (timezone.localdate() + timezone.timedelta(days=200)).isoformat()} | more


def test_the_page_shows_what_changes_and_the_pages_that_it_touches(client, link):
    page = read(client.get(link))
    assert "Old" in [gone.text for gone in page.all("del")]
    assert "New" in [new.text for new in page.all("ins")]
    touched = [a["href"] for a in page.all("a", href=True)]
    assert f"{link}page/en/guide/one-place/high/" in touched
    assert not any("low" in address.rpartition("/guide/")[2] for address in touched)


def test_the_touched_pages_read_as_they_would_and_show_no_other_draft(client, link):
    response = client.get(f"{link}page/fr/guide/one-place/high/")
    assert "New words." in response.content.decode()
    assert "secret" not in client.get(f"{link}page/en/words/").content.decode()
    inside = [a["href"] for a in read(response).all("a", href=True) if a["href"].startswith("/")]
    assert all(address.startswith(f"{link}page/") for address in inside)


def test_an_approval_bears_the_clinicians_name_and_the_colleague_who_invited(
    client, link, reviewer
):
    assert client.post(f"{link}approve/", signed(read="on")).status_code == 302
    approved = section()
    assert approved.is_approved()
    assert (approved.reviewer_name, approved.approved_by) == ("Dr. Anne Tremblay", reviewer)
    assert approved.review_due is not None
    assert "approved by Dr. Anne Tremblay" in read(client.get(link)).text


@pytest.mark.parametrize("missing", ["review_due", "read"])
def test_an_approval_without_day_or_tick_is_refused_at_the_field(client, link, missing):
    data = signed(read="on")
    del data[missing]
    response = client.post(f"{link}approve/", data)
    assert response.status_code == 422
    assert missing in response.context["approve_form"].errors
    assert not section().is_approved()


def test_an_approval_by_a_link_names_a_day_after_today(client, link):
    today = timezone.localdate()
    response = client.post(f"{link}approve/", signed(read="on", review_due=today.isoformat()))
    assert response.status_code == 422
    assert "Choose a day after today." in read(response).text
    tomorrow = today + timezone.timedelta(days=1)
    assert (
        client.post(
            f"{link}approve/", signed(read="on", review_due=tomorrow.isoformat())
        ).status_code
        == 302
    )
    assert section().review_due == tomorrow


def test_a_comment_is_kept_with_the_name_and_read_at_the_desk(client, link, reviewer):
    client.post(f"{link}comment/", {"name": "Dr. Anne Tremblay", "text": "Say “often” here."})
    assert Remark.objects.get(guest="Dr. Anne Tremblay").text == "Say “often” here."
    client.force_login(reviewer)
    assert "Say “often” here." in read(client.get("/admin/entry/section/for-high/review/")).text


def test_it_works_without_cookies_and_sets_none(link):
    visitor = Client(enforce_csrf_checks=True)
    assert not visitor.get(link).cookies
    assert visitor.post(f"{link}approve/", signed(read="on")).status_code == 302
    response = visitor.get(link)
    assert not response.cookies
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "no-referrer"


def test_no_search_engine_keeps_any_page_of_a_link(client, link):
    """Not the text, not a page of families, not what a button answers, not even a link that has
    ended.
    """
    answers = [
        client.get(link),
        client.get(f"{link}page/en/guide/one-place/high/"),
        client.get(f"{link}page/fr/mots/"),
        client.get(f"{link}page/fr/nowhere/"),
        client.post(f"{link}comment/", {}),
        client.post(f"{link}approve/", {}),
        client.post(f"{link}approve/", signed(read="on")),
        client.get("/review/nonsense/"),
    ]
    assert [answer["X-Robots-Tag"] for answer in answers] == ["noindex"] * len(answers)


def gone_links(link, reviewer):
    content = signing.loads(link.split("/")[2], salt=SALT)
    old = signing.TimestampSigner(salt=SALT)
    old.timestamp = lambda: signing.b62_encode(int(timezone.now().timestamp()) - 15 * 86_400)
    data = signing.dumps(content, salt=SALT).rsplit(":", 2)[0]
    return {
        "forged": link.replace("/review/", "/review/x"),
        "cut off": link[:-10] + "/",
        "of another kind": f"/review/{signing.dumps(content, salt='something-else')}/",
        "expired": f"/review/{old.sign(data)}/",
        "nonsense": "/review/nonsense/",
    }


@pytest.mark.parametrize("case", ["forged", "cut off", "of another kind", "expired", "nonsense"])
def test_a_link_that_is_not_good_leads_to_one_plain_page(client, link, reviewer, case):
    address = gone_links(link, reviewer)[case]
    for response in (client.get(address), client.post(f"{address}approve/", signed(read="on"))):
        assert response.status_code == 404
        page = read(response)
        assert page.first("h1").text == "This review link does not work"
        assert "A title" not in page.text
        assert "Reviewer" not in page.text
    assert not section().is_approved()


def test_the_expired_link_of_the_table_would_work_if_it_were_younger(client, link):
    assert client.get(link).status_code == 200


def test_after_an_edit_the_link_is_dead(client, link):
    make_entry("section", "for-high", body="<p>Newer words.</p>")
    assert client.get(link).status_code == 404
    assert client.post(f"{link}approve/", signed(read="on")).status_code == 404
    assert client.get(f"{link}page/en/guide/one-place/high/").status_code == 404


def test_nobody_invites_to_have_their_own_edit_approved(client, reviewer):
    write_entry("section", "for-high", {"body": {"en": "<p>My words.</p>", "fr": ""}}, by=reviewer)
    client.force_login(reviewer)
    response = client.post("/admin/entry/section/for-high/invite/", {"name": "A friend"})
    assert response.status_code == 409
    forced = f"/review/{invite(section(), reviewer, 'A friend')}/approve/"
    assert client.post(forced, signed(read="on")).status_code == 409
    assert not section().is_approved()


@pytest.mark.parametrize("lost", ["the right to approve", "is_active", "is_staff"])
def test_with_what_its_sender_may_do_a_link_ends(client, link, reviewer, lost):
    if lost == "the right to approve":
        reviewer.groups.clear()
    else:
        setattr(reviewer, lost, False)
        reviewer.save()
    assert client.get(link).status_code == 404
    assert client.get(f"{link}page/en/guide/one-place/high/").status_code == 404
    assert client.post(f"{link}approve/", signed(read="on")).status_code == 404
    assert (
        client.post(f"{link}comment/", {"name": "Dr. Anne Tremblay", "text": "A word."}).status_code
        == 404
    )
    assert not section().is_approved()
    assert not Remark.objects.exists()


def test_comments_through_one_link_are_bounded(client, link):
    for number in range(25):
        client.post(f"{link}comment/", {"name": "Dr. Anne Tremblay", "text": f"Comment {number}"})
    assert Remark.objects.count() == 20


def test_what_is_approved_cannot_be_signed_again_under_another_name(client, link):
    client.post(f"{link}approve/", signed(read="on"))
    assert (
        client.post(f"{link}approve/", signed(read="on", name="Somebody else")).status_code == 422
    )
    assert client.post(f"{link}approve/", signed(read="on")).status_code == 409
    assert section().reviewer_name == "Dr. Anne Tremblay"


def test_starter_text_that_no_person_reviewed_can_be_signed_through_a_link(client, link):
    approve_as_starter(section())
    assert client.post(f"{link}approve/", signed(read="on")).status_code == 302
    assert section().reviewer_name == "Dr. Anne Tremblay"


@pytest.mark.parametrize("file", ["keep.json", "worker.js"])
def test_no_phone_keeps_what_is_not_published(client, link, file):
    assert client.get(f"{link}page/en/{file}").status_code == 404


def test_the_address_of_a_button_leads_back_to_the_text(client, link):
    response = client.get(f"{link}comment/")
    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert read(response).first("main").first("a")["href"] == link
