"""The ward's binder: the sheets of all paths in one file, from the command line and from the
desk.
"""

import io
import re
import zipfile

import pikepdf
import pytest
from django.core.management import CommandError, call_command

from guide.handout.binder import write_pdf
from guide.handout.build import make_sheet
from guide.handout.options import Options
from tools.benchmarks.handouts import SITE
from tools.paper_matrix import edition_with_ward

from .builders import make_user
from .pages import read
from .paper import Paper

pytestmark = pytest.mark.django_db


def test_the_zip_holds_the_sheet_of_every_path_as_it_is_printed_alone(client, starter, tmp_path):
    file = tmp_path / "binder.zip"
    call_command("print_binder", file, "--language=fr", "--paper=a4", stdout=io.StringIO())
    with zipfile.ZipFile(file) as archive:
        names = archive.namelist()
        name = next(name for name in names if name.startswith("high-one-place-fr-"))
        assert len(names) == 20
        assert (
            archive.read(name) == client.get("/fr/guide/high/one-place/resume.pdf?paper=a4").content
        )


def test_the_bound_file_has_contents_and_every_sheet(starter, tmp_path):
    file = tmp_path / "binder.pdf"
    call_command("print_binder", file, "--language=en", stdout=io.StringIO())
    paper = Paper(file.read_bytes())
    assert "Binder of summary sheets" in paper.pages[0]
    row = next(row for row in paper.pages[0].split("High risk, one place")[1:])
    number = int(row.split()[2])
    assert "High risk · One place" in paper.pages[number - 1]
    assert "Page 1 of" in paper.pages[number - 1]
    assert [role for role, _ in paper.tags()].count("H1") == 21


def test_the_command_says_what_is_wrong(starter, tmp_path):
    with pytest.raises(CommandError, match=r"end in \.zip"):
        call_command("print_binder", tmp_path / "binder.doc")
    with pytest.raises(CommandError, match="no ward"):
        call_command("print_binder", tmp_path / "binder.zip", "--ward=gone")
    assert list(tmp_path.iterdir()) == []


def test_signed_in_staff_get_it_at_the_press_of_a_button(client, starter):
    assert client.get("/admin/binder/").status_code == 302
    client.force_login(make_user(superuser=True))
    assert read(client.get("/admin/binder/")).first("input", value="Make the binder")
    response = client.get(
        "/admin/binder/?languages=en&copies=family&text=normal&paper=letter&ward=&kind=zip"
    )
    assert response["Content-Disposition"] == 'attachment; filename="binder-edition-1.zip"'
    assert len(zipfile.ZipFile(io.BytesIO(response.getvalue())).namelist()) == 20
    assert client.get("/admin/binder/?text=normal&paper=letter&kind=zip").status_code == 422


@pytest.fixture(scope="module")
def bound():
    """Of a ward: three sheets of a family, a nurse's page and a fever card, in two languages."""
    edition = edition_with_ward()
    chosen = [
        (("high", "one-place"), {}),
        (("low", "spread"), {}),
        (("high", "one-place"), {"languages": ("fr", "en"), "paper": "a4"}),
        (("high", "one-place"), {"languages": ("fr",), "copy": "nurse"}),
        (("unsure-risk", "unsure-place"), {"languages": ("fr",), "copy": "card"}),
    ]
    sheets = []
    for path, options in chosen:
        options = Options(**{"languages": ("en",), "ward": "east"} | options)
        sheets.append(make_sheet(edition, path, options, SITE))
    file = io.BytesIO()
    assert list(write_pdf(sheets, file)) == [1, 2, 3, 4, 5]
    return file.getvalue()


def test_every_sheet_of_the_binder_begins_on_an_odd_page(bound):
    pages = Paper(bound).pages
    begins = [place for place, page in enumerate(pages, 1) if re.search(r"Page 1 (of|sur) ", page)]
    assert len(begins) == 5
    assert all(place % 2 for place in begins)
    assert f"Binder of summary sheets, page {begins[2]}" in pages[begins[2] - 1]


def test_the_contents_name_the_ward_and_lead_to_each_sheet(bound):
    contents = Paper(bound).pages[0]
    for words in ("8A, Oncology", "High risk, one place", "Nurse’s record", "Carte pour la fièvre"):
        assert words in contents
    assert "not known yet" not in contents
    with pikepdf.open(io.BytesIO(bound)) as file:
        pages = [page.obj.objgen for page in file.pages]
        links = [link for link in file.pages[0].Annots if "/Dest" in link]
        leads = [pages.index(link.Dest[0].objgen) + 1 for link in links]
        said = [str(link.Contents) for link in links]
        with file.open_outline() as bookmarks:
            titles = [mark.title for mark in bookmarks.root]
    named = [int(number) for number in re.findall(r"X2[\w-]{7,} (\d+)", contents)]
    assert leads == named
    assert said[0] == "Summary of treatment options: High risk, one place"
    assert titles[-5:] == said


def test_what_stands_on_a_bound_page_is_found_by_the_tags_of_that_page(bound):
    with pikepdf.open(io.BytesIO(bound)) as file:
        table = file.Root.StructTreeRoot.ParentTree.Nums
        tags = dict(zip([int(number) for number in table[0::2]], table[1::2], strict=True))
        assert sorted(tags) == list(range(int(file.Root.StructTreeRoot.ParentTreeNextKey)))
        for page in file.pages:
            for tag in tags[int(page.StructParents)] if "/StructParents" in page else []:
                assert tag.get("/Pg", page.obj).objgen == page.obj.objgen
            for link in page.get("/Annots", []):
                assert str(tags[int(link.StructParent)].S) == "/Link"
        parts = [tag for tag in file.Root.StructTreeRoot.K[0].K if str(tag.S) == "/Part"]
        assert [str(part.Lang) for part in parts] == ["en", "en", "fr", "fr", "fr"]


def test_the_same_sheets_are_bound_to_the_same_bytes(client, starter):
    client.force_login(make_user(superuser=True))
    address = "/admin/binder/?languages=en&copies=card&text=normal&paper=letter&kind=pdf"
    first = client.get(address).getvalue()
    assert first == client.get(address).getvalue()


def test_the_download_begins_before_all_sheets_are_made(client, starter):
    client.force_login(make_user(superuser=True))
    chosen = "languages=en&copies=nurse&text=normal&paper=letter"
    for kind, beginning in (("zip", b"PK"), ("pdf", b"%PDF-1.7\n")):
        response = client.get(f"/admin/binder/?{chosen}&kind={kind}")
        first = next(iter(response.streaming_content))
        response.close()
        assert first.startswith(beginning)
        assert len(first) < 64_000
