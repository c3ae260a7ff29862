"""The day of an approval and of an edition is the day where the guide is made, in every zone and at
every hour.
"""

import json
import re
import xml.etree.ElementTree as ET
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User
from django.template.loader import render_to_string
from django.utils.translation import override

from guide.edition import current
from guide.models import BY_KIND, Edition
from guide.publishing.actions import approve, publish
from guide.publishing.changes import changes
from guide.publishing.compile import compile_next, last_edition
from guide.publishing.invitation import Invitation
from guide.publishing.refused import Refused

from .builders import approve_all, make_entry, make_small_guide, make_user
from .desk import change_address, make_colleague
from .pages import read
from .paper import Paper

pytestmark = pytest.mark.django_db

EVENING = datetime(
    2026, 12, 2, 1, 30, tzinfo=UTC
)  # half past eight in the evening of 1 December in Toronto
MORNING = datetime(2026, 11, 30, 20, 0, tzinfo=UTC)  # nine in the morning of 1 December in Auckland
PLACES = {"America/Toronto": EVENING, "America/Vancouver": EVENING, "Pacific/Auckland": MORNING}


@pytest.fixture(params=PLACES)
def moment(request, settings):
    """A moment of 1 December where the guide is made, which is another day in UTC."""
    settings.TIME_ZONE = request.param
    return PLACES[request.param]


def approve_at(moment, *entries):
    reviewer = User.objects.filter(first_name="Carol").first() or make_user(
        "carol", first_name="Carol", last_name="Roy"
    )
    for entry in entries:
        approve(entry, reviewer)
        type(entry).objects.filter(pk=entry.pk).update(approved_at=moment)


def all_entries():
    return [entry for model in BY_KIND.values() for entry in model.objects.with_links()]


def edition_at(moment, content, number=1):
    edition = Edition(number=number, content=content, published_at=moment)
    edition.save()
    current.forget()
    return edition


@pytest.fixture
def edition(moment):
    """Edition 1, every text of it approved and published at that moment."""
    make_small_guide()
    approve_at(moment, *all_entries())
    return edition_at(moment, compile_next())


def test_every_page_and_program_is_told_the_local_day(client, edition):
    english, french = (
        client.get(f"/{language}/guide/one-place/high/") for language in ("en", "fr")
    )
    page = read(english)
    reviewed = page.first("p", class_="reviewed").text
    assert "The oldest review on this page is from 1 December 2026." in reviewed
    assert "Edition 1, 1 December 2026." in page.first("footer").text
    assert "1er décembre 2026" in read(french).first("p", class_="reviewed").text
    days = set(re.findall(r"\d{4}-\d\d-\d\d", english.content.decode()))
    assert days == {"2026-12-01"}  # dateModified and lastReviewed
    assert {
        entry["reviewed"]["on"] for entry in edition.content["entries"]["section"].values()
    } == {"2026-12-01"}
    told = json.loads(client.get("/edition.json").content)["entries"]["section"]["for-everyone"][
        "reviewed"
    ]
    assert told == {"by": "Carol Roy", "on": "2026-12-01"}
    sitemap = ET.fromstring(client.get("/sitemap.xml").content)
    assert {element.text for element in sitemap.iter() if element.tag.endswith("lastmod")} == {
        "2026-12-01"
    }


def test_the_sheet_and_its_check_page_tell_the_local_day(client, edition, moment):
    response = client.get("/en/guide/one-place/high/summary.pdf")
    assert "Edition 1, 1 December 2026" in Paper(response.content).text
    code = response["Content-Disposition"].rpartition("-")[2].partition(".")[0]
    section = make_entry("section", "for-everyone", body="<p>Newer words.</p>")
    approve_at(moment, section)
    edition_at(moment, compile_next(edition), number=2)
    page = read(client.get(f"/en/check/{code}/")).first("main")
    assert "Edition 2, 1 December 2026" in page.text
    assert "Edition 1, 1 December 2026" in page.text
    french = read(client.get(f"/fr/verifier/{code}/")).first("main")
    assert "1er décembre 2026" in french.text


def test_the_desk_tells_the_local_day(client, edition):
    client.force_login(make_colleague("Reviewers"))
    page = read(client.get(change_address("section", "for-everyone")))
    assert "Approved by Carol Roy on 1 December 2026" in page.text


def wrongly_published(moment):
    """The content of the next edition as it was once compiled: with the day in UTC."""
    content = json.loads(json.dumps(compile_next()))
    for codes in content["entries"].values():
        for entry in codes.values():
            entry["reviewed"]["on"] = moment.date().isoformat()
    return content


def test_what_went_out_with_the_wrong_day_is_no_change_that_needs_work(client, moment):
    make_small_guide()
    approve_at(moment, *all_entries())
    edition_at(moment, wrongly_published(moment))
    last = last_edition()
    assert compile_next(last) != last.content
    assert changes(last.content, compile_next(last)) == []
    with pytest.raises(Refused, match="Nothing has changed"):
        publish(None)
    publisher = make_colleague("Publishers")
    client.force_login(publisher)
    assert "Approved since the last edition" not in read(client.get("/admin/")).text
    assert not client.get("/admin/publish/").context["rows"]


def test_the_next_edition_puts_the_wrong_day_right_and_tells_only_of_what_changed(client, moment):
    make_small_guide()
    approve_at(moment, *all_entries())
    edition_at(moment, wrongly_published(moment))
    other = make_entry("section", "other", body="<p>Other words.</p>")
    approve_at(moment, other)
    assert [
        change.code for change in changes(last_edition().content, compile_next(last_edition()))
    ] == ["other"]
    edition = publish(None)
    assert edition.content["entries"]["section"]["for-everyone"]["reviewed"]["on"] == "2026-12-01"


def test_a_review_by_somebody_else_or_much_later_is_a_change(moment):
    make_small_guide()
    approve_all()
    section = BY_KIND["section"].objects.get()
    approve_at(moment, section)
    edition_at(moment, compile_next())
    approve(section, make_user("somebody", first_name="Dana", last_name="Poe"))
    type(section).objects.update(approved_at=moment)
    assert [
        change.code for change in changes(last_edition().content, compile_next(last_edition()))
    ] == ["for-everyone"]


def test_a_review_link_says_until_which_local_day_it_works_as_the_language_writes_it(moment):
    entry = make_small_guide()
    invitation = Invitation(entry, make_user(), "Dana Poe", until=moment)
    context = {"invitation": invitation, "token": "token", "entry": entry, "content": None}
    for language, day in (("en", "1 December 2026"), ("fr", "1er décembre 2026")):
        with override(language):
            assert day in render_to_string("review_link/review.html", context)
