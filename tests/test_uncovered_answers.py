"""Answers about which nothing is said stop only what would lead to them: an urgent telephone number
goes out all the same.
"""

import pytest

from guide.models import Edition, Section
from guide.publishing.actions import approve_as_starter, publish
from guide.publishing.checks import problems
from guide.publishing.compile import last_edition
from guide.publishing.refused import Refused
from guide.publishing.write import write_entry

from .builders import approve_all, make_entry, make_question, make_user
from .desk import make_colleague
from .pages import filled, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def guide():
    """A published guide in which a section of its own covers each of two answers; and a ward."""
    make_question("risk", "low", "high")
    make_entry("organisation", "organisation")
    make_entry("section", "for-low", choices=["low"], kind="options", body="<p>Low.</p>")
    make_entry("section", "for-high", choices=["high"], kind="options", body="<p>High.</p>")
    make_entry("ward", "east", fever_line="514-555-0100")
    approve_all()
    return publish(None)


def approve(kind, code, **content):
    approve_as_starter(write_entry(kind, code, content))


def withdraw(code):
    Section.objects.filter(code=code).update(withdrawn=True)
    approve_as_starter(Section.objects.with_links().get(code=code))


def publish_page(client):
    client.force_login(make_colleague("Publishers"))
    return read(client.get("/admin/publish/"))


def ticked(page):
    boxes = page.all("input", name="take")
    return [box["value"] for box in boxes if "checked" in box.attrs]


def test_a_new_answer_without_a_word_about_it_has_no_tick_and_the_number_goes_out(client, guide):
    approve_as_starter(make_entry("choice", "medium", question="risk"))
    approve("ward", "east", fever_line="514-555-0199")
    page = publish_page(client)
    assert ticked(page) == ["ward:east"]
    assert "No section about options applies to the path medium" in page.text
    assert "Other changes can go out all the same" in page.text
    form = next(form for form in page.all("form") if form.first("input", name="chosen"))
    client.post("/admin/publish/", filled(form))
    live = last_edition()
    assert live.number == guide.number + 1
    assert live.content["entries"]["ward"]["east"]["fever_line"] == "514-555-0199"
    assert "medium" not in live.content["entries"]["choice"]


def test_a_section_that_is_taken_out_and_leaves_answers_without_a_word_has_no_tick(client, guide):
    withdraw("for-high")
    approve("ward", "east", fever_line="514-555-0199")
    page = publish_page(client)
    assert ticked(page) == ["ward:east"]
    block = page.first("section", aria_labelledby="section-for-high")
    assert "With this, the guide could not go out" in block.text


def test_a_new_question_of_which_no_answer_is_covered_has_no_tick(client, guide):
    make_entry("question", "age")
    make_entry("choice", "young", question="age")
    make_entry("choice", "unsure-age", question="age", unsure=True)
    make_entry("section", "for-low", choices=["low", "young"], kind="options")
    approve_all()
    approve("ward", "east", fever_line="514-555-0199")
    page = publish_page(client)
    assert "ward:east" in ticked(page)
    form = next(form for form in page.all("form") if form.first("input", name="chosen"))
    client.post("/admin/publish/", filled(form))
    assert last_edition().number == guide.number + 1
    assert problems(last_edition().content) == []


@pytest.fixture
def with_a_gap(guide):
    """A live edition in which an answer has no word about it, as an older version let out."""
    content = {**guide.content, "entries": {**guide.content["entries"]}}
    sections = content["entries"]["section"]
    content["entries"]["section"] = {"for-low": sections["for-low"]}
    withdraw("for-high")
    values = {"number": guide.number + 1, "content": content}
    Edition.objects.create(**values, published_at=guide.published_at, digest="")
    return last_edition()


def test_what_families_have_already_stops_no_correction_and_is_said(client, with_a_gap):
    approve("ward", "east", fever_line="514-555-0199")
    page = publish_page(client)
    assert "Families are told nothing for these answers" in page.text
    assert "the path high" in page.text
    assert ticked(page) == ["ward:east"]
    publish(make_user("paula"), ticked={("ward", "east")}, corrections={("ward", "east")})
    assert last_edition().content["entries"]["ward"]["east"]["fever_line"] == "514-555-0199"


def test_what_would_make_it_worse_is_refused(client, with_a_gap):
    withdraw("for-low")
    approve("ward", "east", fever_line="514-555-0199")
    page = publish_page(client)
    assert ticked(page) == ["ward:east"]
    with pytest.raises(Refused) as refused:
        publish(None, ticked={("section", "for-low"), ("ward", "east")})
    assert "low" in [problem.path for problem in refused.value.problems]
    assert "high" not in [problem.path for problem in refused.value.problems]
