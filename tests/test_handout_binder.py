"""The ward's binder: the sheets of all paths in one file, from the command line and from the
desk.
"""

import io
import zipfile

import pytest
from django.core.management import CommandError, call_command

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
    assert "Risk group: High risk · Where it came back: One place" in paper.pages[number - 1]
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
