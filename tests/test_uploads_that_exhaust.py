"""A file made to exhaust the server is refused with a sentence, and keeps nobody waiting."""

import io
import struct
import zipfile
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from guide.exchange import guide_file, xlsx_size
from guide.exchange.guide_file import MOST_AT_THE_DESK, export_guide, import_guide
from guide.exchange.spreadsheet import MOST_ROWS, read_sheet, write_sheet
from guide.exchange.strict_yaml import MOST_EVENTS, load
from guide.exchange.translations import Text, texts
from guide.models import Resource, Term
from guide.publishing.refused import Refused

from .bounds import within_bounds
from .builders import make_entry, make_small_guide
from .desk import make_colleague
from .pages import read

pytestmark = pytest.mark.django_db
SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET, STYLES, BOOK = "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"
WORDS, TYPES = "xl/sharedStrings.xml", "[Content_Types].xml"
WORDS_TYPE = (
    '<Override PartName="/xl/sharedStrings.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
)


@pytest.fixture
def parts():
    """{name: bytes} of a spreadsheet as it goes out."""
    make_small_guide()
    with zipfile.ZipFile(io.BytesIO(write_sheet(texts()))) as archive:
        return {part.filename: archive.read(part) for part in archive.infolist()}


def packed(parts, way=zipfile.ZIP_DEFLATED):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", way, compresslevel=9) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def sheet(inside):
    return f'<worksheet xmlns="{SPREADSHEET}"><sheetData>{inside}</sheetData></worksheet>'.encode()


def styles(inside):
    return f'<styleSheet xmlns="{SPREADSHEET}">{inside}</styleSheet>'.encode()


def shared(parts, inside):
    types = parts[TYPES].replace(b"</Types>", WORDS_TYPE.encode())
    return {TYPES: types, WORDS: f'<sst xmlns="{SPREADSHEET}">{inside}</sst>'.encode()}


def names(parts, number):
    named = '<definedName name="a">1</definedName>' * number
    more = f"<definedNames>{named}</definedNames></workbook>".encode()
    return {BOOK: parts[BOOK].replace(b"</workbook>", more)}


def many_sheets(parts, number):
    more = b'<sheet name="A" sheetId="9" r:id="rId1"/>' * number + b"</sheets>"
    return {
        BOOK: parts[BOOK].replace(b"</sheets>", more),
        SHEET: sheet("<row>" + "<c/>" * 90_000 + "</row>"),
    }


def attributes(number):
    return sheet("<row " + " ".join(f'a{n}=""' for n in range(number)) + "/>")


def hidden_tags(number):
    return b'<?xml version="1.0" encoding="utf-7"?>' + b"+ADw-row/+AD4-" * number


BOMBS = {
    "cells without end": lambda parts: {SHEET: sheet("<row>" + "<c/>" * 2_000_000 + "</row>")},
    "rows without end": lambda parts: {SHEET: sheet("<row/>" * 1_500_000)},
    "rows inside each other": lambda parts: {SHEET: sheet("<row>" * 1_500_000)},
    "remarks": lambda parts: {SHEET: sheet("<!---->" * 1_000_000)},
    "attributes": lambda parts: {SHEET: attributes(700_000)},
    "one very long text": lambda parts: {
        SHEET: sheet('<row><c t="inlineStr"><is><t>' + "\n" * 9_000_000 + "</t></is></c></row>")
    },
    "styles": lambda parts: {STYLES: styles("<cellXfs>" + "<xf/>" * 2_000_000 + "</cellXfs>")},
    "fonts": lambda parts: {STYLES: styles("<fonts>" + "<font/>" * 1_000_000 + "</fonts>")},
    "shared words": lambda parts: shared(parts, "<si><t>a</t></si>" * 500_000),
    "names": lambda parts: names(parts, 200_000),
    "one sheet under many names": lambda parts: many_sheets(parts, 200),
    "many parts": lambda parts: {f"{number}": b"" for number in range(2000)},
    "more than ten million bytes": lambda parts: {SHEET: sheet(" " * xlsx_size.LARGEST_UNPACKED)},
    "an alphabet that hides its tags": lambda parts: {SHEET: hidden_tags(700_000)},
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_spreadsheet_that_unpacks_to_very_much_is_refused_before_it_is_read(parts, name):
    data = packed(parts | BOMBS[name](parts))
    refused = within_bounds(lambda: read_sheet(data))
    assert isinstance(refused, Refused)
    assert str(refused).endswith("Nothing was imported.")


def test_a_spreadsheet_that_promises_less_than_it_holds_is_not_unpacked_further(parts):
    """Its list of contents says 1,000 bytes, and has the check sum of just these."""
    whole = sheet("<row><c/></row>" * 10_000_000)
    data = bytearray(packed(parts | {SHEET: whole}))
    place = data.rindex(SHEET.encode()) - 46
    data[place + 16 : place + 20] = struct.pack("<I", zlib.crc32(whole[:1000]))
    data[place + 24 : place + 28] = struct.pack("<I", 1000)
    assert isinstance(within_bounds(lambda: read_sheet(bytes(data))), Refused)


@pytest.mark.parametrize("way", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_spreadsheet_that_is_packed_in_another_way_is_refused(parts, way):
    assert isinstance(within_bounds(lambda: read_sheet(packed(parts, way))), Refused)


def test_the_largest_spreadsheet_that_goes_out_comes_back():
    many = range(MOST_ROWS - 1)
    made = [
        Text("section", f"section-{n}", "body", f"A text, {n}.", f"Un texte, {n}.") for n in many
    ]
    rows, marks, to = read_sheet(write_sheet(made))
    assert [row for _number, row in rows] == made
    assert (len(marks), to) == (len(made), "fr")


def test_long_texts_that_go_out_come_back():
    words = ("des mots avec des accents é à ç " * 620).strip()
    made = [Text("section", f"section-{n}", "body", words, words) for n in range(150)]
    assert [row for _number, row in read_sheet(write_sheet(made))[0]] == made


def test_more_texts_than_one_spreadsheet_holds_go_out_kind_by_kind(client, monkeypatch):
    make_small_guide()
    monkeypatch.setattr("guide.exchange.spreadsheet.MOST_ROWS", 12)
    client.force_login(make_colleague("Editors"))
    refused = client.get("/admin/exchange/texts.xlsx?to=fr")
    assert refused.status_code == 422
    assert "Take out one kind of entry at a time" in read(refused).text
    with pytest.raises(Refused, match="one kind of entry at a time"):
        write_sheet([Text("section", "a", "body", "=" * 30_000, "") for _ in range(11)])
    file = client.get("/admin/exchange/texts.xlsx?to=fr&kind=section")
    assert {row.kind for _number, row in read_sheet(file.content)[0]} == {"section"}


HEAD = "format: 1\nentries:\n  term:\n"
GUIDE_FILES = {
    "a list": "- a\n" * 1_250_000,
    "a list on one line": "[" + "a," * 2_500_000 + "]",
    "maps on one line": "[" + "{}," * 1_700_000 + "]",
    "names": "".join(f"k{number}: \n" for number in range(500_000)),
    "one name": "k: 1\n" * 1_000_000,
    "documents": "---\n" * 1_250_000,
    "one text": "'" + "a" * 5_000_000 + "'",
    "remarks": "#\n" * 2_500_000 + "a",
    "brackets": "[" * 5_000_000,
    "a list under an entry": f"{HEAD}    one: {{name: [" + "a," * 2_400_000 + "]}\n",
    "a code of very many letters": f"{HEAD}    {'a' * 900}: {{name: a}}\n",
    "a kind of very many letters": f"format: 1\nentries: {{{'a' * 900}: {{}}}}",
    "entries with nothing in them": HEAD
    + "".join(f"    e{number}: {{}}\n" for number in range(3000)),
}


@pytest.mark.parametrize("name", GUIDE_FILES)
def test_a_guide_file_of_very_many_names_is_refused_before_anything_is_written(name):
    refused = within_bounds(lambda: import_guide(GUIDE_FILES[name]))
    assert isinstance(refused, Refused)
    assert "Nothing was imported" in str(refused)
    assert all(len(problem.message) < 1000 for problem in refused.problems)
    assert not Term.objects.exists()


def test_a_guide_file_larger_than_an_upload_is_refused_by_the_command_too():
    refused = within_bounds(lambda: import_guide("#" * (guide_file.LARGEST_FILE + 1)))
    assert "larger than 5 MB" in str(refused)


def test_there_is_room_for_a_guide_many_times_the_starter(starter):
    text = export_guide()
    assert len(text) * 10 < guide_file.LARGEST_FILE
    assert within_bounds(lambda: load(text))["format"] == 1
    assert MOST_EVENTS > 12_207 * 8  # as many names and texts as the starter had


def upload(client, text):
    file = SimpleUploadedFile("guide.yaml", text.encode())
    return client.post("/admin/exchange/guide/", {"file": file})


def entries_file(number):
    return HEAD + "".join(f"    e{n}: {{note: a}}\n" for n in range(number))


def test_very_many_new_entries_are_refused_at_the_desk_before_anything_is_locked(
    client, django_assert_max_num_queries
):
    client.force_login(make_colleague("Editors"))

    def with_few_queries():
        with django_assert_max_num_queries(60):
            return upload(client, entries_file(3000))

    answer = within_bounds(with_few_queries)
    assert answer.status_code == 422
    assert "3,000 entries of this file are new or changed" in read(answer).text
    assert "Divide the file" in read(answer).text
    assert not Term.objects.exists()


def test_entries_that_stay_as_they_are_do_not_count():
    for number in range(3):
        make_entry("term", f"e{number}", name="a", definition="b")
    whole = export_guide()
    changed = whole.replace("en: a", "en: c")
    assert import_guide(whole, most=2).changed == []
    with pytest.raises(Refused, match="3 entries of this file are new or changed"):
        import_guide(changed, most=2)
    assert len(import_guide(changed, most=3).changed) == 3


def test_a_whole_starter_is_brought_into_an_empty_site_in_one_go(starter):
    assert load(export_guide())["entries"]
    assert sum(len(codes) for codes in load(export_guide())["entries"].values()) < MOST_AT_THE_DESK


def test_of_very_many_wrong_lines_the_first_are_shown_and_the_others_counted(client):
    client.force_login(make_colleague("Editors"))
    wrong = HEAD + "".join(f"    E{number}: {{name: a}}\n" for number in range(6_000))
    answer = within_bounds(lambda: upload(client, wrong))
    lines = list(read(answer).first(class_="stops").all("li"))
    assert len(lines) == 101
    assert lines[-1].text == "And 5900 more."


LONG_LISTS = {
    "sections": "  prompt:\n    one: {text: {en: a, fr: b}, sections: [" + "a," * 40_000 + "]}",
    "treatments": "  section:\n    one: {title: {en: a, fr: b}, treatments: ["
    + "{}," * 15_000
    + "]}",
}


@pytest.mark.parametrize("name", LONG_LISTS)
def test_a_list_without_end_inside_an_entry_is_refused(name):
    refused = within_bounds(lambda: import_guide(f"format: 1\nentries:\n{LONG_LISTS[name]}\n"))
    assert isinstance(refused, Refused)
    assert f"{name} names more than 500 entries" in refused.problems[0].message


def test_a_code_that_stands_twice_in_a_list_is_refused():
    with pytest.raises(Refused) as refused:
        import_guide("format: 1\nentries:\n  resource:\n    one: {languages: [en, en]}\n")
    assert "a code stands twice" in refused.value.problems[0].message
    assert not Resource.objects.exists()
