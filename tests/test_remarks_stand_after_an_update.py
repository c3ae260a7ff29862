"""An installed site that is brought up to the version in which “needs changes” stands: what stands
from then on, and what is kept as overtaken.
"""

from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone

from guide.models import Remark, Section
from guide.publishing.actions import approve
from guide.publishing.compile import last_edition

from .builders import make_entry, make_user, publish_small_guide

pytestmark = pytest.mark.django_db
NEEDS_CHANGES, COMMENT = Remark.Nature.NEEDS_CHANGES, Remark.Nature.COMMENT


def update():
    migration = import_module("guide.migrations.0012_remarks_stand")
    migration.settle_or_let_stand(apps, None)


def section():
    return Section.objects.with_links().get(code="for-everyone")


@pytest.fixture
def approved():
    """A text that families read and a reviewer approved; its digest."""
    publish_small_guide()
    approve(section(), make_user("rita", first_name="Rita"))
    return section().digest()


@pytest.fixture
def edited(approved):
    """A later form of the text, whose approval is that of the earlier one; its digest."""
    make_entry("section", "for-everyone", body="<p>Edited.</p>")
    assert section().approved_digest == approved
    return section().digest()


def said(nature, digest, guest=""):
    """As the earlier version kept it: nothing says whether it stands."""
    return Remark.objects.create(
        kind="section",
        code="for-everyone",
        digest=digest,
        nature=nature,
        text="Wrong dose.",
        by=make_user("carol"),
        guest=guest,
    )


def test_needs_changes_of_the_newest_text_stands_and_takes_an_earlier_approval_back(edited):
    remark = said(NEEDS_CHANGES, edited)
    before = last_edition().content
    update()
    remark.refresh_from_db()
    assert remark.settled_at is None
    now = section()
    assert now.objected
    assert (now.approved_digest, now.approved_at, now.approved_by) == ("", None, None)
    assert now.reviewer_name == ""
    assert last_edition().content == before


def test_needs_changes_of_an_earlier_text_is_overtaken_and_takes_nothing_back(approved, edited):
    remark = said(NEEDS_CHANGES, approved)
    update()
    remark.refresh_from_db()
    assert (remark.settled, remark.settled_at, remark.settled_by) == ("overtaken", remark.at, None)
    assert not section().objected
    assert section().approved_digest == approved


def test_needs_changes_of_a_text_that_was_approved_nevertheless_is_overtaken(approved):
    remark = said(NEEDS_CHANGES, approved)
    update()
    remark.refresh_from_db()
    assert remark.settled == "overtaken"
    assert section().is_approved()
    assert not section().objected


def test_needs_changes_of_a_text_that_is_gone_is_overtaken(edited):
    remark = said(NEEDS_CHANGES, edited)
    Section.objects.filter(code="for-everyone").delete()
    update()
    remark.refresh_from_db()
    assert remark.settled == "overtaken"


def test_a_word_by_link_about_the_newest_text_waits_and_an_earlier_one_does_not(approved, edited):
    waits = said(COMMENT, edited, guest="Dr. Roy")
    earlier = Remark.objects.create(
        kind="section",
        code="for-everyone",
        digest=approved,
        nature=COMMENT,
        text="Earlier.",
        by=waits.by,
        guest="Dr. Roy",
    )
    update()
    waits.refresh_from_db()
    earlier.refresh_from_db()
    assert waits.settled_at is None
    assert earlier.settled == "overtaken"
    assert list(Remark.objects.of(section()).by_link()) == [waits]


def test_a_comment_of_a_colleague_is_left_as_it_is(approved, edited):
    remark = said(COMMENT, approved)
    assert timezone.is_aware(remark.at)
    update()
    remark.refresh_from_db()
    assert remark.settled == ""


def test_a_second_run_changes_nothing(edited):
    remark = said(NEEDS_CHANGES, edited)
    update()
    update()
    remark.refresh_from_db()
    assert remark.settled_at is None
    assert section().objected
