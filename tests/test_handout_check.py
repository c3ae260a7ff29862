"""The check page: whether a sheet is still current, what has changed, and the sheet as it was
printed.
"""

import hashlib
from math import prod

import pytest

from guide.edition import queries
from guide.edition.current import live_edition
from guide.edition.path import all_paths
from guide.handout.options import Options
from guide.handout.v1 import code as version_1
from guide.handout.v1 import reader
from guide.models import Edition, Section, Ward
from guide.publishing.actions import approve, approve_as_starter, publish
from guide.publishing.write import write_entry

from .builders import approve_all, make_entry, make_question, make_user
from .pages import read
from .paper import Paper, code_of

pytestmark = pytest.mark.django_db
PUT_RIGHT = {"en": "<ul><li>Put right.</li></ul>", "fr": "<ul><li>Corrigé.</li></ul>"}
PUT_WELL = {"en": "<ul><li>Put well.</li></ul>", "fr": "<ul><li>Bien dit.</li></ul>"}
SHEET = "/en/guide/high/one-place/summary.pdf"


def print_sheet(client, query=""):
    """(bytes, code) of a sheet printed now."""
    response = client.get(SHEET + query)
    assert response.status_code == 200
    return response.content, response["Content-Disposition"].rpartition("-")[2].partition(".")[0]


def change(kind, code, nature=Edition.Nature.CHANGE, **content):
    approve_as_starter(write_entry(kind, code, content))
    return publish(None, {"en": "A note.", "fr": "Une note."}, nature=nature)


def checked(client, code, language="en"):
    address = f"/{language}/{'check' if language == 'en' else 'verifier'}/{code}/"
    response = client.get(address)
    assert response.status_code == 200
    return read(response).first("main")


def test_a_sheet_of_the_newest_edition_is_still_current(client, starter):
    _, code = print_sheet(client)
    assert "still current" in checked(client, code).first("h1").text
    assert "encore à jour" in checked(client, code, "fr").first("h1").text


def test_the_square_opens_the_check_page_in_the_reader_s_language(client, starter):
    _, code = print_sheet(client)
    response = client.get(f"/check/{code}/", headers={"accept-language": "fr-CA"})
    assert response["Location"] == f"/fr/verifier/{code}/"


def test_a_new_edition_that_leaves_the_sheet_alone_leaves_it_current(client, starter):
    _, code = print_sheet(client)
    change("section", "low-spread", key_points=PUT_RIGHT)
    assert "still current" in checked(client, code).first("h1").text


def test_what_has_changed_is_told_point_by_point_corrections_first(client, starter):
    _, code = print_sheet(client)
    change("section", "high-mibg", key_points=PUT_RIGHT)
    change("section", "high-one-place", Edition.Nature.CORRECTION, key_points=PUT_RIGHT)
    page = checked(client, code)
    assert "has changed" in page.first("h1").text
    told = [item.text for item in page.first("ul", class_="points").all("li")]
    assert len(told) == 2
    assert told[0].startswith(f"Correction: {Section.objects.get(code='high-one-place').title_en}")
    assert told[1].startswith("MIBG therapy")
    assert "A note." in page.text


def test_a_correction_from_before_the_sheet_was_printed_is_none_of_the_sheet(client, starter):
    change("section", "high-mibg", Edition.Nature.CORRECTION, key_points=PUT_RIGHT)
    _, code = print_sheet(client)
    change("section", "high-mibg", key_points=PUT_WELL)
    [told] = checked(client, code).first("ul", class_="points").all("li")
    assert told.text.startswith("MIBG therapy")


def test_a_text_that_was_only_reviewed_beside_a_correction_is_not_told_as_corrected(
    client, starter
):
    _, code = print_sheet(client)
    change("section", "high-mibg", key_points=PUT_RIGHT)
    approve(Section.objects.with_links().get(code="high-mibg"), make_user("bob", first_name="Bob"))
    change("section", "high-one-place", Edition.Nature.CORRECTION, key_points=PUT_RIGHT)
    corrected, changed = checked(client, code).first("ul", class_="points").all("li")
    assert corrected.text.startswith("Correction")
    assert changed.text.startswith("MIBG therapy")


def code_beyond(guide):
    """A whole code whose number is larger than all that can be chosen."""
    words = reader.read(guide.content, "en")
    everything = prod(len(values) for values in version_1._fields(words))
    body = version_1._edition(guide.number) + version_1._digits(everything)
    return body + next(
        letter for letter in version_1.ALPHABET if version_1._is_whole(body + letter)
    )


def test_a_code_that_counts_further_than_all_that_can_be_chosen_is_unknown(client, starter):
    code = code_beyond(live_edition())
    for address in (f"/en/check/{code}/", f"/en/check/{code}/sheet.pdf"):
        assert client.get(address).status_code == 404


def test_the_old_sheet_comes_back_byte_for_byte_beside_the_current_one(client, starter):
    old, code = print_sheet(client, "?text=large&language=both")
    change("section", "high-mibg", key_points=PUT_RIGHT)
    page = checked(client, code)
    links = {link.text: link["href"] for link in page.all("a", href=True)}
    assert client.get(links["The sheet exactly as it was printed (PDF)"]).content == old
    current = client.get(links["Print the current sheet (PDF)"]).content
    assert current != old
    assert "Put right." in Paper(current).text
    assert "Edition 2" in Paper(current).text


def test_the_same_edition_and_options_give_the_same_bytes_in_another_process(client, starter):
    from guide.handout import pdf

    first, _ = print_sheet(client)
    for remembered in (pdf._fit_text, pdf._compiler):
        remembered.cache_clear()
    assert hashlib.sha256(print_sheet(client)[0]).digest() == hashlib.sha256(first).digest()


def test_a_sheet_says_the_same_whatever_name_the_site_was_asked_under(client, starter):
    assert client.get(SHEET).content == client.get(SHEET, headers={"host": "other.example"}).content


def test_a_sheet_with_a_withdrawn_ward_stays_readable_with_a_notice(client, starter):
    make_entry("ward", "east", fever_line="555-0199")
    approve_all()
    publish(None)
    old, code = print_sheet(client, "?ward=east")
    assert "555-0199" in Paper(old).text
    Ward.objects.update(withdrawn=True)
    approve_as_starter(Ward.objects.get())
    publish(None)
    page = checked(client, code)
    assert "no longer in the guide" in page.first(class_="note").text
    assert client.get(f"/en/check/{code}/sheet.pdf").content == old
    assert client.get(f"{SHEET}?ward=east").status_code == 422


@pytest.mark.parametrize(
    ("typed", "status", "words"),
    [
        ("36HTPT7", 404, "not right"),
        ("HELLO", 404, "only these letters"),
        ("X" * 5000, 404, "not right"),
    ],
)
def test_a_wrong_code_gets_a_page_that_says_so_and_how_to_type_it_again(
    client, starter, typed, status, words
):
    response = client.get(f"/en/check/{typed}/")
    assert response.status_code == status
    page = read(response).first("main")
    assert words in page.text
    assert page.first("input", name="code")
    assert client.get(f"/en/check/{typed}/sheet.pdf").status_code == status


def test_a_code_of_an_edition_that_never_was_is_told_from_a_wrong_letter(client, starter):
    from dataclasses import replace

    edition = replace(live_edition(), number=99)
    code = code_of(edition, all_paths(edition.guide("en"))[0], Options(("en",)))
    response = client.get(f"/en/check/{code}/")
    assert response.status_code == 404
    assert "No sheet of this guide bears this code" in read(response).first("main").text


@pytest.mark.parametrize(
    "options",
    [
        Options(("en",), region="ON", include=frozenset({"words"})),
        Options(("en", "fr"), include=frozenset({"full"})),
    ],
    ids=["a province without the list of support", "the whole text in two languages"],
)
def test_a_code_that_nobody_can_have_printed_is_unknown(client, starter, options):
    edition = live_edition()
    code = code_of(edition, all_paths(edition.guide("en"))[0], options)
    for address in (f"/en/check/{code}/", f"/en/check/{code}/sheet.pdf"):
        response = client.get(address)
        assert response.status_code == 404
        assert "No sheet of this guide bears this code" in read(response).first("main").text


def test_a_code_can_be_typed_by_hand(client, starter):
    _, code = print_sheet(client)
    assert (
        client.get(f"/en/check/?code={code[:4].lower()}-{code[4:]}")["Location"]
        == f"/en/check/{code}/"
    )
    assert client.get("/en/check/?code=").status_code == 422
    assert client.get("/en/check/?code=nonsense").status_code == 422


def test_a_question_that_was_added_since_is_told_and_asked(client, starter):
    _, code = print_sheet(client)
    make_question("age", "young", "old")
    approve_all()
    publish(None)
    page = checked(client, code)
    assert "questions of the guide have changed" in page.text
    assert client.get(f"/en/check/{code}/sheet.pdf").status_code == 200


def test_an_old_sheet_while_the_database_is_away_is_put_off_not_denied(
    client, starter, monkeypatch
):
    from django.db import OperationalError

    def away(self, *args, **kwargs):
        raise OperationalError("server closed the connection unexpectedly")

    _, code = print_sheet(client)
    change("section", "high-mibg", key_points=PUT_RIGHT)
    _, newest = print_sheet(client)
    queries.read_old.cache_clear()
    monkeypatch.setattr("django.db.backends.utils.CursorWrapper.execute", away)
    response = client.get(f"/en/check/{code}/")
    assert response.status_code == 503
    assert "try again" in read(response).first("main").text
    assert "still current" in checked(client, newest).first("h1").text
