"""Staff read what families wrote and mark it as done. Nothing there says who wrote."""

import pytest

from guide.models import Feedback

from .desk import make_colleague
from .pages import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def feedback():
    words = "The words on page two are too hard."
    return Feedback.objects.create(
        page="treatment", code="surgery", edition=3, helped=False, sentence=words
    )


@pytest.fixture
def editor(client, feedback):
    user = make_colleague("Editors")
    client.force_login(user)
    return user


def listed(client, query=""):
    table = read(client.get(f"/admin/guide/feedback/{query}")).first(id="result_list")
    return table.text if table else ""


def test_what_was_written_is_listed_with_page_and_edition(client, editor):
    for words in ("too hard", "a treatment", "surgery", "3"):
        assert words in listed(client)


def test_it_can_be_marked_as_done_and_as_not_done(client, editor, feedback):
    for action, done in (("mark_done", True), ("mark_waiting", False)):
        client.post("/admin/guide/feedback/", {"action": action, "_selected_action": [feedback.pk]})
        feedback.refresh_from_db()
        assert feedback.done is done
    assert "too hard" in listed(client, "?done__exact=0")
    assert "too hard" not in listed(client, "?done__exact=1")


def test_what_a_family_wrote_cannot_be_rewritten_but_can_be_deleted(client, editor, feedback):
    address = f"/admin/guide/feedback/{feedback.pk}/change/"
    assert "too hard" in read(client.get(address)).first(id="feedback_form").text
    client.post(address, {"sentence": "All is well.", "helped": "on", "done": "on"})
    feedback.refresh_from_db()
    assert (feedback.sentence, feedback.helped, feedback.done) == (
        "The words on page two are too hard.",
        False,
        True,
    )
    assert client.get("/admin/guide/feedback/add/").status_code == 403
    client.post(f"/admin/guide/feedback/{feedback.pk}/delete/", {"post": "yes"})
    assert not Feedback.objects.exists()


def test_reviewers_read_it_and_change_nothing(client, feedback):
    client.force_login(make_colleague("Reviewers"))
    assert "too hard" in listed(client)
    client.post(f"/admin/guide/feedback/{feedback.pk}/change/", {"done": "on"})
    assert not Feedback.objects.get().done
