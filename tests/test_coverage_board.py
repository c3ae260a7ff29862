"""The coverage board is drawn from the questions as they stand."""

import pytest
from django.utils import timezone

from guide.models import Section

from .builders import make_entry, make_question, publish_small_guide
from .desk import make_colleague
from .pages import read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _editor(client):
    publish_small_guide()
    client.force_login(make_colleague("Editors"))


def board(client):
    return read(client.get("/admin/coverage/"))


def cell(client, address):
    link = next(a for a in board(client).all("a", href=True) if a.text == address)
    return link.parent.parent.text


def test_there_is_a_cell_for_every_path_with_a_link_to_its_page(client):
    links = [
        a["href"]
        for a in board(client).all("a", href=True)
        if "/look/working/en/guide/" in a["href"]
    ]
    assert len(links) == len(set(links)) == 9
    assert all(client.get(link).status_code == 200 for link in links)


def test_a_third_question_makes_one_grid_for_each_of_its_answers(client):
    make_question("age", "baby", "child")
    page = board(client)
    captions = [caption.text for caption in page.all("caption")]
    assert len(captions) == 3
    assert (
        len([a for a in page.all("a", href=True) if "/look/working/en/guide/" in a["href"]]) == 27
    )


def test_one_question_alone_makes_one_column(client):
    make_entry("question", "place", withdrawn=True)
    page = board(client)
    assert len([a for a in page.all("a", href=True) if "/look/working/en/guide/" in a["href"]]) == 3


def test_a_cell_tells_its_state(client):
    assert "Own text" in cell(client, "one-place/high")
    make_entry("section", "for-everyone", kind="gap")
    assert "Gap" in cell(client, "one-place/high")
    assert "Draft waiting: for-everyone title" in cell(client, "one-place/high")
    make_entry("section", "for-everyone", choices=["low"])
    assert "No text" in cell(client, "one-place/high")
    assert "No text" not in cell(client, "one-place/low")


def test_a_cell_tells_where_first_points_leave_no_room_in_the_answer(client):
    points = f"<ul><li>{'word ' * 50}</li></ul>"
    for code in ("one", "two"):
        make_entry("section", code, kind="options", key_points=points, choices=["high"])
    assert "First points too long for one answer, in English" in cell(client, "spread/high")
    assert "First points too long for one answer, in French" in cell(client, "spread/high")
    assert "too long" not in cell(client, "spread/low")


def test_a_cell_tells_of_an_overdue_review_and_of_missing_french(client):
    make_entry("section", "for-everyone", title={"en": "A title", "fr": ""})
    Section.objects.update(review_due=timezone.localdate() - timezone.timedelta(days=1))
    text = cell(client, "one-place/high")
    assert "Review overdue: A title" in text
    assert "French missing: A title" in text
