"""At the desk: a spreadsheet and the whole guide go out and come back; what is wrong is named on
the page.
"""

import io
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate
from openpyxl import load_workbook

from guide.exchange.guide_file import export_guide
from guide.exchange.spreadsheet import write_sheet
from guide.exchange.translations import texts
from guide.models import EntryVersion, Term
from guide.publishing.actions import approve

from . import photograph
from .builders import make_entry, make_small_guide
from .desk import make_colleague
from .pages import read

pytestmark = pytest.mark.django_db


@photograph.kept
def stage():
    make_small_guide()
    make_entry("term", "relapse", name="relapse", definition="Cancer that has come back.")


@pytest.fixture
def editor(client):
    stage()
    user = make_colleague("Editors")
    client.force_login(user)
    return user


def upload(client, what, data, **more):
    return client.post(
        f"/admin/exchange/{what}/", {"file": SimpleUploadedFile("file", data)} | more
    )


def main(response):
    return read(response).first(id="content").text


def translated(words="récidive", code="relapse"):
    book = load_workbook(io.BytesIO(write_sheet(texts())))
    sheet = book["Texts"]
    row = next(
        row
        for row in sheet.iter_rows()
        if [c.value for c in row[:3]] == ["term", "relapse", "name"]
    )
    row[1].value, row[4].value = code, words
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_the_spreadsheet_and_the_guide_file_can_be_downloaded(client, editor):
    page = read(client.get("/admin/exchange/"))
    assert page.first("a", href="/admin/exchange/guide.yaml")
    response = client.get("/admin/exchange/texts.xlsx?to=fr")
    assert ".xlsx" in response["Content-Disposition"]
    assert load_workbook(io.BytesIO(response.content))["Texts"].max_row == len(texts()) + 1
    assert client.get("/admin/exchange/guide.yaml").content.decode() == export_guide()
    assert client.get("/admin/exchange/texts.xlsx?to=xx").status_code == 422


def test_the_spreadsheet_comes_back_with_a_report(client, editor):
    response = upload(client, "texts", translated())
    assert "1 text changed" in main(response)
    assert read(response).first("ins").text == "récidive"
    assert read(response).first("a", href="/admin/entry/term/relapse/")
    term = Term.objects.get()
    assert (term.name_fr, term.edited_by) == ("récidive", editor)
    assert EntryVersion.objects.of(term).first().by == editor


def test_only_looking_changes_nothing(client, editor):
    before = export_guide()
    assert "1 text would change" in main(upload(client, "texts", translated(), only_look="on"))
    assert "1 new" in main(
        upload(client, "guide", before.replace("    relapse:", "    new:").encode(), only_look="on")
    )
    assert export_guide() == before


def test_what_is_wrong_is_named_and_nothing_changes(client, editor):
    before = export_guide()
    response = upload(client, "texts", translated("x" * 500))
    assert response.status_code == 422
    assert "(term · relapse · name): this is longer than 120 characters" in main(response)
    assert "Nothing was imported." in main(response)
    response = upload(client, "guide", before.replace("name:", "nom:").encode())
    assert response.status_code == 422
    assert "term relapse: no field is called nom" in main(response)
    assert export_guide() == before


def test_a_name_that_no_entry_can_have_is_named_too(client, editor):
    response = upload(client, "texts", translated(code="une récidive"))
    assert "(term · une récidive · name): this row did not go out" in main(response)
    response = upload(
        client, "guide", b"{format: 1, entries: {term: {Une: {}, '1 2': {}}, terms: {}}}"
    )
    assert "term 1 2: this code cannot be used" in main(response)


@pytest.mark.parametrize("what", ["texts", "guide"])
@pytest.mark.parametrize("data", [b"", b"nonsense", b"\xff\xfe", b"PK\x03\x04", b"\x00" * 100])
def test_a_file_of_another_kind_gets_a_sentence(client, editor, what, data):
    response = upload(client, what, data)
    assert response.status_code == 422
    assert read(response).first(id="content").text


def test_no_file_and_a_file_that_is_too_large_are_said_at_the_field(client, editor):
    response = client.post("/admin/exchange/texts/", {})
    assert "Choose a file." in main(response)
    response = upload(client, "guide", b"x" * (5 * 1024 * 1024 + 1))
    assert response.wsgi_request.FILES == {}, "what is too large is not kept"
    assert response.status_code == 422
    assert "larger than 5 MB" in main(response)


def test_the_guide_file_comes_back_with_a_report(client, editor):
    response = upload(
        client, "guide", export_guide().replace("en: relapse", "en: recurrence").encode()
    )
    assert "0 new and 1 changed entries imported" in main(response)
    assert Term.objects.get().name_en == "recurrence"
    assert not Term.objects.get().is_approved()


def test_nobody_imports_a_kind_of_entry_that_they_may_not_change(client, editor):
    from django.contrib.auth.models import Permission

    file = export_guide().replace("en: relapse", "en: recurrence").encode()
    group = editor.groups.get()
    group.permissions.remove(Permission.objects.get(codename="change_term"))
    assert "term relapse: you may not change this" in main(upload(client, "guide", file))
    assert "term relapse: you may not change this" in main(upload(client, "texts", translated()))
    group.permissions.add(Permission.objects.get(codename="change_term"))
    group.permissions.remove(Permission.objects.get(codename="add_term"))
    new = export_guide().replace("    relapse:", "    recurrence:").encode()
    assert "term recurrence: you may not add this" in main(upload(client, "guide", new))


def test_reviewers_take_texts_out_and_bring_nothing_in(client, editor):
    client.force_login(make_colleague("Reviewers"))
    assert (
        list(
            read(client.get("/admin/exchange/")).all(
                "form", method="post", enctype="multipart/form-data"
            )
        )
        == []
    )
    assert upload(client, "texts", translated()).status_code == 403
    assert upload(client, "guide", export_guide().encode()).status_code == 403
    client.force_login(make_colleague(""))
    assert client.get("/admin/exchange/guide.yaml").status_code == 403


@pytest.fixture
def reviewed(editor):
    """The term, approved by a reviewer, to be read again in a year."""
    term = Term.objects.with_links().get(code="relapse")
    approve(term, make_colleague("Reviewers"), review_due=localdate() + timedelta(days=365))
    return term


def with_review(term, day):
    return export_guide().replace(f"review_due: '{term.review_due}'", f"review_due: {day}").encode()


@pytest.mark.parametrize("day", ["'2099-01-01'", "null"])
def test_the_date_of_the_next_review_is_not_moved_by_an_editors_file(client, editor, reviewed, day):
    response = upload(client, "guide", with_review(reviewed, day))
    assert response.status_code == 422
    assert "term relapse: whoever approves sets the date of the next review" in main(response)
    assert Term.objects.get().review_due == reviewed.review_due


def test_a_file_that_leaves_the_date_as_it_is_is_taken(client, editor, reviewed):
    text = export_guide().replace("Cancer that has come back.", "Cancer that is back.")
    assert "1 changed" in main(upload(client, "guide", text.encode()))
    assert Term.objects.get().review_due == reviewed.review_due


def test_who_may_approve_may_move_the_date_by_a_file(client, editor, reviewed):
    editor.groups.add(*make_colleague("Reviewers", username="second").groups.all())
    assert "1 changed" in main(upload(client, "guide", with_review(reviewed, "'2099-01-01'")))
    assert Term.objects.get().review_due == date(2099, 1, 1)
    assert Term.objects.with_links().get().is_approved()
