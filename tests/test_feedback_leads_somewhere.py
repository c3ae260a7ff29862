"""What families wrote says of which edition the page was, is answered by an edit, is counted by
month and taken out as a file; never who wrote, never an answer.
"""

import csv
from datetime import date
from io import StringIO

import pytest
from django.db import IntegrityError, transaction

from guide.models import Feedback
from guide.publishing.actions import publish
from guide.publishing.write import write_entry

from . import photograph
from .builders import approve_all, make_entry, make_small_guide
from .desk import fields_of, make_colleague
from .pages import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(db):
    """Edition 2 of a guide with one treatment."""
    stage()


@photograph.kept
def stage():
    make_small_guide()
    make_entry("treatment", "care", name="Care")
    approve_all()
    publish(None)
    change_care("Once more.")


def change_care(words):
    write_entry("treatment", "care", {"what": {"en": f"<p>{words}</p>", "fr": "<p>Encore.</p>"}})
    approve_all()
    publish(None)


def written(**said):
    usual = {"page": "treatment", "code": "care", "edition": 2, "language": "en", "helped": False}
    return Feedback.objects.create(**usual | said)


def open_form(client, feedback):
    return client.get(f"/admin/guide/feedback/{feedback.pk}/change/")


def send(client, page, **said):
    """Send the form that a family opens from a page."""
    links = read(client.get(page)).first(class_="did-it-help").all("a")
    address = next(links)["href"]
    form = read(client.get(address)).first("form", method="post")
    boxes = {box["name"]: box.get("value", "") for box in form.all("input", type="hidden")}
    return client.post("/en/feedback/", boxes | {"helped": "no", "sentence": ""} | said)


def test_it_says_of_which_edition_the_page_was_that_a_family_read(client, published):
    assert send(client, "/en/treatments/care/").status_code == 302
    assert Feedback.objects.get().edition == 2


def test_an_older_copy_of_a_page_is_told_as_such(client, published):
    send(client, "/en/treatments/care/", edition="1")
    assert Feedback.objects.get().edition == 1


@pytest.mark.parametrize("told", ["", "0", "-1", "3", "9" * 40, "x", "²", "1.0"])
def test_an_edition_that_never_was_is_not_believed(client, published, told):
    assert send(client, "/en/treatments/care/", edition=told).status_code == 302
    assert Feedback.objects.get().edition == 2


def test_of_a_result_neither_the_page_nor_the_count_nor_the_file_tells_an_answer(client, published):
    send(client, "/en/guide/spread/high/", sentence="Hard to read.")
    client.force_login(make_colleague("Editors"))
    told = [client.get(f"/admin/{page}").content.decode() for page in PAGES]
    assert "a result" in told[0]
    for page in told:
        for answer in ("spread/high", ">high<", ",high", ">spread<", ",spread"):
            assert answer not in page


PAGES = ("guide/feedback/", "feedback/months/", "feedback/export.csv")


def test_an_editor_chooses_the_entry_that_is_to_answer_it_and_opens_it(client, published):
    feedback = written(sentence="What is it?")
    client.force_login(make_colleague("Editors"))
    page = open_form(client, feedback)
    offered = read(page).first("select", id="id_answered_by")
    assert offered.first("optgroup")["label"] == "The page was about"
    assert offered.first("optgroup").first("option")["value"] == "treatment/care"
    address = f"/admin/guide/feedback/{feedback.pk}/change/"
    client.post(address, fields_of(page) | {"answered_by": "treatment/care"})
    feedback.refresh_from_db()
    assert (feedback.answered_by, feedback.state, feedback.done) == (
        "treatment/care",
        "edit",
        False,
    )
    link = read(open_form(client, feedback)).first(class_="field-since_then").first("a")
    assert client.get(link["href"], follow=True).status_code == 200
    assert "an edit is to answer it" in listed(client, "?state=edit")
    assert listed(client, "?state=waiting") == listed(client, "?state=done") == ""


def test_no_answer_of_the_questionnaire_can_be_named(client, published):
    feedback = written(page="result", code="")
    client.force_login(make_colleague("Editors"))
    offered = read(open_form(client, feedback)).first("select", id="id_answered_by")
    kinds = {option["value"].split("/")[0] for option in offered.all("option")}
    assert "question" in kinds
    assert "choice" not in kinds
    with pytest.raises(IntegrityError), transaction.atomic():
        written(page="result", code="", answered_by="choice/high")


def listed(client, query):
    table = read(client.get(f"/admin/guide/feedback/{query}")).first(id="result_list")
    return table.text if table else ""


def test_it_says_whether_families_read_the_entry_differently_since(client, published):
    feedback = written(answered_by="treatment/care")
    client.force_login(make_colleague("Editors"))
    assert "as it was in edition 2" in read(open_form(client, feedback)).text
    change_care("Clearer words.")
    assert "differently since edition 2" in read(open_form(client, feedback)).text


def test_an_entry_that_is_gone_is_still_named_and_one_that_never_was_is_refused(client, published):
    feedback = written(answered_by="treatment/gone")
    client.force_login(make_colleague("Editors"))
    page = open_form(client, feedback)
    assert "treatment/gone" in read(page).first("select", id="id_answered_by").text
    address = f"/admin/guide/feedback/{feedback.pk}/change/"
    answer = client.post(address, fields_of(page) | {"answered_by": "ward/<nothing>"})
    assert answer.status_code == 200
    feedback.refresh_from_db()
    assert feedback.answered_by == "treatment/gone"


def test_it_is_counted_by_month_by_kind_of_page_and_by_treatment(client, published):
    written(received=date(2026, 1, 5), helped=True)
    written(received=date(2026, 1, 31), sentence="No.", done=True)
    written(received=date(2026, 2, 1), page="result", code="")
    client.force_login(make_colleague("Reviewers"))
    page = read(client.get("/admin/feedback/months/"))
    rows = []
    for row in page.first("main").all("tr"):
        rows.append([cell.text for cell in (*row.all("th"), *row.all("td"))])
    assert ["February 2026", "0", "1", "0", "1"] in rows
    assert ["January 2026", "1", "1", "1", "1"] in rows
    assert ["A result", "0", "1", "0", "1"] in rows
    assert ["A treatment: Care", "1", "1", "1", "1"] in rows


def test_nobody_has_written_yet(client, db):
    client.force_login(make_colleague("Editors"))
    assert "Nobody has written yet" in read(client.get("/admin/feedback/months/")).text
    assert len(exported(client)) == 1


def exported(client):
    response = client.get("/admin/feedback/export.csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.reader(StringIO(response.content.decode("utf-8-sig"))))


def test_all_of_it_comes_as_a_file_that_a_spreadsheet_reckons_nothing_of(client, published):
    written(received=date(2026, 1, 5), sentence='Très bien, "merci"', language="fr", helped=True)
    written(received=date(2026, 1, 6), sentence="=HYPERLINK(1)", answered_by="treatment/care")
    client.force_login(make_colleague("Editors"))
    heading, newest, oldest = exported(client)
    assert heading[0] == "received"
    assert newest[:6] == ["2026-01-06", "a treatment", "care", "2", "en", "no"]
    assert newest[6:] == ["'=HYPERLINK(1)", "edit", "treatment/care"]
    assert oldest[4:8] == ["fr", "yes", 'Très bien, "merci"', "waiting"]


def test_the_list_leads_to_numbers_and_file(client, published):
    client.force_login(make_colleague("Editors"))
    written()
    links = {link.get("href", "") for link in read(client.get("/admin/guide/feedback/")).all("a")}
    assert {"/admin/feedback/months/", "/admin/feedback/export.csv"} <= links
