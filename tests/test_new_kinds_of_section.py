"""A line of humanity, what happens next, comfort care, and the tiers of whom to call."""

import pytest
from django.db import IntegrityError, transaction

from guide.edition.current import live_edition
from guide.edition.path import read_path
from guide.handout.build import make_sheet
from guide.handout.options import Options
from guide.handout.pdf import print_sheet
from guide.models import Section
from guide.publishing.actions import publish

from .builders import approve_all, make_entry, make_small_guide
from .pages import read
from .paper import Paper

pytestmark = pytest.mark.django_db
NEW = {"humanity": "You are not alone", "next": "The team meets", "comfort": "Less pain"}


@pytest.fixture
def page(client):
    """A result whose edition has a section of each new kind, and three tiers of whom to call."""
    make_small_guide()
    for kind, words in NEW.items():
        points = f"<p>{words}.</p>"
        make_entry("section", f"of-{kind}", kind=kind, key_points=points, body=f"<p>{kind}</p>")
    for order, (tier, title) in enumerate(
        {"emergency": "Call 911", "team": "Call your team", "nobody-answers": "No answer"}.items()
    ):
        content = {"kind": "urgent", "tier": tier, "title": title, "order": order}
        make_entry("section", f"tier-{tier}", body=f"<p>{title}.</p>", **content)
    approve_all()
    publish(None)
    return read(client.get("/en/guide/spread/high/"))


@pytest.mark.once
def test_a_line_of_humanity_stands_before_the_main_points(page):
    top = page.first("div", **{"class": "top"}).text
    assert top.index("You are not alone") < top.index("The main points")


@pytest.mark.once
def test_what_is_added_is_folded_until_it_is_opened(page):
    for kind in NEW:
        details = page.first("section", id=f"of-{kind}").parent
        assert details.tag == "details"
        assert "open" not in details.attrs
        assert kind in details.text


@pytest.mark.once
def test_the_tiers_stand_in_their_order_in_the_box_of_whom_to_call(page):
    text = page.first("aside", id="help").text
    at = [text.index(words) for words in ("Call 911", "Call your team", "No answer")]
    assert at == sorted(at)


@pytest.mark.once
def test_version_1_of_the_handout_prints_the_tiers_and_no_section_of_a_later_kind(page):
    edition = live_edition()
    path = read_path(edition.guide("en"), "spread/high")
    sheet = make_sheet(edition, path.codes, Options(("en",)), "https://x.y", version=1)
    text = Paper(print_sheet(sheet)).text
    assert [
        words for words in ("Call 911", "Call your team", "No answer") if words not in text
    ] == []
    assert [words for words in NEW.values() if words in text] == []


@pytest.mark.once
def test_version_2_of_the_handout_prints_the_tiers_and_the_sections_of_later_kinds(page):
    edition = live_edition()
    path = read_path(edition.guide("en"), "spread/high")
    text = Paper(print_sheet(make_sheet(edition, path.codes, Options(("en",)), "https://x.y"))).text
    for words in ("Call 911", "Call your team", "No answer", *NEW.values()):
        assert words in text


def test_only_an_urgent_section_has_a_tier(db):
    section = make_entry("section", kind="about")
    for tier in ("team", "soon"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Section.objects.filter(pk=section.pk).update(tier=tier)
