"""What stands on a result beside its sections: treatments, people who can help, who reviewed it and
when.
"""

from datetime import date

import pytest

from guide.edition.current import live_edition
from guide.edition.path import read_path
from guide.edition.result import result_for
from guide.models import BY_KIND
from guide.publishing.actions import approve, approve_as_starter, publish

from .builders import approve_all, make_entry, make_small_guide, make_user

pytestmark = pytest.mark.django_db


def result():
    guide = live_edition().guide("en")
    return result_for(guide, read_path(guide, "high/one-place"))


def uses(*parts):
    return [{"treatment": code, "part": part, "source": None} for code, part in parts]


def test_a_treatment_stands_once_with_the_strongest_part_that_a_section_gives_it():
    make_small_guide()
    for code in ("surgery", "retinoids"):
        make_entry("treatment", code)
    make_entry(
        "section", "first", order=1, treatments=uses(("surgery", "some"), ("retinoids", "main"))
    )
    make_entry(
        "section", "second", order=2, treatments=uses(("surgery", "may"), ("retinoids", "trial"))
    )
    make_entry("section", "third", order=3, treatments=uses(("surgery", "trial")))
    approve_all()
    publish(None)
    assert [(use.treatment.code, use.part) for use in result().treatments] == [
        ("retinoids", "main"),
        ("surgery", "may"),
    ]


def test_whoever_helps_in_one_province_only_is_not_named_to_everyone():
    make_small_guide()
    make_entry("resource", "everywhere")
    make_entry("resource", "in-quebec", regions=["QC"])
    approve_all()
    publish(None)
    assert [resource.code for resource in result().resources] == ["everywhere"]


@pytest.fixture
def reviewed():
    """Three sections: two reviewed by named people on two days, and one by nobody, that
    `approve_it` may sign.
    """
    make_small_guide()
    make_entry("section", "second")
    make_entry("section", "third")
    approve_all()
    for code, name, day in (
        ("for-everyone", "Bob", "2026-03-05"),
        ("second", "Carol", "2026-04-06"),
    ):
        entry = section(code)
        approve(entry, make_user(name.lower(), first_name=name))
        entry.approved_at = f"{day}T12:00:00Z"
        entry.save(update_fields=["approved_at"])
    publish(None)


def section(code):
    return BY_KIND["section"].objects.with_links().get(code=code)


def test_one_text_that_nobody_reviewed_is_enough_to_say_so(reviewed):
    assert result().is_starter
    approve(section("third"), make_user("dan", first_name="Dan"))
    publish(None)
    assert not result().is_starter


def test_the_day_of_review_is_that_of_the_text_reviewed_longest_ago(reviewed):
    assert result().reviewed_on == date(2026, 3, 5)
    assert result().reviewers == ("Bob", "Carol")


def test_what_nobody_reviewed_has_neither_name_nor_day():
    make_small_guide()
    approve_all()
    publish(None)
    assert (result().reviewed_on, result().reviewers) == (None, ())


def test_a_day_for_the_next_review_stays_until_another_is_set(reviewed):
    entry = section("third")
    entry.review_due = date(2030, 1, 31)
    entry.save()
    approve_as_starter(entry)
    approve(entry, make_user("dan", first_name="Dan"))
    assert section("third").review_due == date(2030, 1, 31)
    approve(entry, make_user("eve", first_name="Eve"), review_due=date(2031, 1, 31))
    assert section("third").review_due == date(2031, 1, 31)
