"""The time line of an entry: what families read of it and when, whose words these were, and the
page of that day.
"""

from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import make_aware

from guide.models import Edition, EntryVersion, Section
from guide.publishing.actions import approve
from guide.publishing.compile import compile_next, last_edition
from guide.publishing.write import write_entry

from .builders import approve_all, make_entry, make_small_guide
from .desk import make_colleague
from .pages import read

pytestmark = pytest.mark.django_db
HISTORY = "/admin/entry/section/for-everyone/history/"


@pytest.fixture
def years(client):
    """Edition 1 of 1 March, 2 of 10 March with the same words, 3 of 20 March with Anne's words that
    Ben approved. An editor is signed in.
    """
    anne = make_colleague("Editors", username="anne", first_name="Anne")
    ben = make_colleague("Reviewers", username="ben", first_name="Ben")
    make_small_guide()
    approve_all()
    publish_on(1)
    publish_on(10)
    write_entry(
        "section", "for-everyone", {"body": {"en": "<p>New.</p>", "fr": "<p>Neuf.</p>"}}, by=anne
    )
    EntryVersion.objects.filter(version=2).update(at=march(15))
    approve(Section.objects.with_links().get(), ben)
    publish_on(20)
    client.force_login(anne)
    return {"anne": anne, "ben": ben}


def march(day, hour=12):
    return make_aware(datetime(2025, 3, day, hour))


def publish_on(day, hour=12):
    last = last_edition()
    number = last.number + 1 if last else 1
    content = compile_next(last)
    Edition(number=number, content=content, published_at=march(day, hour)).save()


def lines(client):
    """The rows of the time line, each as the words in its cells."""
    page = read(client.get(HISTORY))
    table = next(one for one in page.all("table") if "Read from" in one.text)
    return [[cell.text for cell in row.all("td")] for row in table.first("tbody").all("tr")]


def on(client, day):
    response = client.get(f"{HISTORY}?on={day}")
    assert response.status_code == 200
    return read(response)


def test_each_text_is_listed_with_its_editions_days_author_and_approval(client, years):
    now, before = lines(client)
    assert now[:2] == ["3", "20 March 2025 – today"]
    assert now[2] == "15 March 2025, Anne Roy (version 2)"
    assert now[3].startswith("Ben Roy, ")
    assert before[:2] == ["1–2", "1 March 2025 – 20 March 2025 (old)"]
    assert "the starter content (version 1)" in before[2]
    assert before[3] == "by nobody by name"


@pytest.mark.parametrize(
    ("day", "edition", "words", "is_old"),
    [
        ("2025-03-01", "From edition 1.", "For everyone.", True),
        ("2025-03-03", "From edition 1.", "For everyone.", True),
        ("2025-03-19", "From edition 2.", "For everyone.", True),
        ("2025-03-20", "From edition 3.", "New.", False),
        ("2999-01-01", "From edition 3.", "New.", False),
    ],
)
def test_a_day_shows_what_families_read_then_marked_as_old(
    client, years, day, edition, words, is_old
):
    said = on(client, day).first("section", class_="panel").text
    assert edition in said
    assert words in said
    assert ("Old: families read something else now." in said) == is_old


def test_before_the_first_edition_families_read_nothing(client, years):
    assert "Families read nothing of this entry on that day." in on(client, "2025-02-28").text


def test_an_edition_of_the_evening_belongs_to_the_day_where_the_guide_is_made(client, years):
    publish_on(25, hour=23)
    assert "From edition 4." in on(client, "2025-03-25").text


@pytest.mark.parametrize("typed", ["soon", "2025-02-30", "03/03/2025", "9" * 400])
def test_what_is_no_day_is_said_in_words(client, years, typed):
    assert "Write the day as 2026-03-31." in on(client, typed).text


def test_the_page_of_that_day_is_the_page_of_that_edition(client, years):
    links = [a["href"] for a in read(client.get(HISTORY)).all("a", href=True)]
    [link] = [link for link in links if link.endswith("/edition/2/")]
    frame = client.get(link, follow=True)
    assert frame.status_code == 200
    assert "This is edition 2. Families read edition 3 now." in read(frame).text
    page = client.get(read(frame).first("iframe")["src"])
    assert "For everyone." in read(page).text


def test_what_was_taken_out_is_said(client, years):
    section = write_entry("section", "for-everyone", {"withdrawn": True})
    make_entry("section", "another")
    approve(section, years["ben"])
    publish_on(28)
    assert lines(client)[0][2] == "taken out"
    assert "Families read nothing of this entry on that day." in on(client, "2025-03-29").text


def test_what_was_never_published_says_so(client, years):
    make_entry("term", "word")
    page = read(client.get("/admin/entry/term/word/history/"))
    assert "Families have never read this entry." in page.text


def test_the_history_page_asks_the_database_as_often_with_many_editions(client, years):
    client.get(HISTORY)
    with CaptureQueriesContext(connection) as few:
        client.get(HISTORY)
    for day in range(21, 31):
        publish_on(day)
    with CaptureQueriesContext(connection) as many:
        client.get(HISTORY)
    assert len(many) == len(few) <= 20
