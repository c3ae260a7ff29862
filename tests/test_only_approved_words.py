"""Rule 3: what is not approved is not in an edition."""

import pytest

from guide.edition.current import live_edition
from guide.models import Section
from guide.publishing.actions import approve, approve_as_starter, publish
from guide.publishing.refused import Refused
from guide.publishing.write import write_entry

from .builders import make_entry, make_user, publish_small_guide

pytestmark = pytest.mark.django_db


@pytest.fixture
def section():
    publish_small_guide()
    return Section.objects.get(code="for-everyone")


def edit(section, text, by=None):
    section.body_en = f"<p>{text}</p>"
    section.edited_by = by
    section.save()


def test_an_edit_voids_the_approval(section):
    assert section.is_approved()
    edit(section, "New words.")
    assert not Section.objects.get(pk=section.pk).is_approved()


def test_ticking_another_choice_voids_the_approval_too(section):
    other = make_entry("choice", "extra")
    section.choices.add(other)
    assert not Section.objects.get(pk=section.pk).is_approved()


def test_undoing_the_edit_brings_the_approval_back(section):
    old = section.body_en
    edit(section, "New words.")
    section.body_en = old
    section.save()
    assert section.is_approved()


def test_an_unapproved_edit_goes_out_as_it_stood_in_the_last_edition(section):
    edit(section, "Not yet read by anyone.")
    approve_as_starter(make_entry("term", "word"))
    publish(None)
    assert live_edition().guide("en").sections["for-everyone"].body == "<p>For everyone.</p>"


def test_a_new_entry_that_nobody_approved_does_not_go_out_at_all(section):
    make_entry("section", "secret", body="<p>Not yet read by anyone.</p>")
    approve_as_starter(make_entry("term", "word"))
    publish(None)
    assert "secret" not in live_edition().guide("en").sections


def test_an_approved_withdrawal_takes_the_entry_out(section):
    make_entry("section", "another")
    approve_as_starter(Section.objects.get(code="another"))
    section.withdrawn = True
    section.save()
    publish(None)
    assert "for-everyone" in live_edition().guide("en").sections
    approve_as_starter(section)
    publish(None)
    assert "for-everyone" not in live_edition().guide("en").sections


def test_nobody_approves_their_own_edit(section, settings):
    alice = make_user("alice")
    edit(section, "New words.", by=alice)
    with pytest.raises(Refused, match="someone else"):
        approve(section, alice)
    approve(section, make_user("bob", first_name="Bob", last_name="Tremblay"))
    assert section.reviewer_name == "Bob Tremblay"


def test_a_team_of_one_may_turn_four_eyes_off(section, settings):
    settings.FOUR_EYES = False
    alice = make_user("alice")
    edit(section, "New words.", by=alice)
    approve(section, alice)
    assert section.is_approved()


def test_the_reviewers_name_is_published_with_the_text(section):
    approve(section, make_user("bob", first_name="Bob", last_name="Tremblay"))
    edit(section, "New words.")
    approve(section, make_user("carol", first_name="Carol", last_name="Roy"))
    publish(None)
    assert live_edition().guide("en").sections["for-everyone"].reviewed.by == "Carol Roy"


def test_nobody_approves_their_own_words_by_deleting_and_writing_them_again(section):
    alice, words = (
        make_user("alice"),
        {name: {"en": "A word", "fr": "Un mot"} for name in ("name", "definition")},
    )
    write_entry("term", "word", words, by=alice).delete()
    with pytest.raises(Refused, match="someone else"):
        approve(write_entry("term", "word", words, by=alice), alice)
