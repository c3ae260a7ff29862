"""The check page says what was wrong on a sheet and what is right, old → new, in the reader's
words; of that sheet only.
"""

import pytest

from guide.handout.corrections import Kept
from guide.handout.lines import lines_of_content, lines_of_printed
from guide.handout.words_changed import pieces_of, words_changed
from guide.models import Edition, Section, Ward
from guide.publishing.actions import approve_as_starter, publish
from guide.publishing.write import write_entry

from .builders import make_entry
from .pages import read

pytestmark = pytest.mark.django_db
SHEET = "/en/guide/high/one-place/summary.pdf"
CORRECTION = Edition.Nature.CORRECTION
NUMBER = "514-555-0100"
OTHER = "514-555-0199"


@pytest.fixture
def wards(starter):
    """Two wards; both are published."""
    for code, number in (("east", NUMBER), ("west", "613-555-0123")):
        make_entry("ward", code, fever_line=number, day_phone="514-555-0111")
        approve_as_starter(Ward.objects.get(code=code))
    return publish(None)


def print_sheet(client, query=""):
    """The code of a sheet that is printed now."""
    response = client.get(SHEET + query)
    return response["Content-Disposition"].rpartition("-")[2].partition(".")[0]


def put_out(kind, code, nature=Edition.Nature.CHANGE, note="A note.", corrections=(), **content):
    approve_as_starter(write_entry(kind, code, content))
    note = {"en": note, "fr": "Une note."}
    return publish(None, note, nature=nature, corrections=corrections)


def pair(text):
    return {"en": text, "fr": text}


def checked(client, code, language="en"):
    address = f"/{language}/{'check' if language == 'en' else 'verifier'}/{code}/"
    return read(client.get(address)).first("main")


def told(client, code, language="en"):
    points = checked(client, code, language).first("ul", class_="points")
    return [point.text for point in points.all("li")]


def test_a_corrected_number_is_told_old_and_new_by_its_name(client, wards):
    code = print_sheet(client, "?ward=east")
    put_out("ward", "east", CORRECTION, fever_line=OTHER)
    [point] = told(client, code)
    assert point.startswith("Correction: east name: was wrong, and is right now")
    assert f"Fever line: {NUMBER} → {OTHER}" in point
    assert "By day" not in point
    [french] = told(client, code, "fr")
    assert f"Ligne pour la fièvre\u00a0: {NUMBER} → {OTHER}" in french


def test_a_ward_that_was_renamed_is_told_by_its_old_name_and_its_new_one(client, wards):
    code = print_sheet(client, "?ward=east")
    put_out("ward", "east", name=pair("Ward 6 North"))
    for language in ("en", "fr"):
        page = checked(client, code, language)
        assert "east name" in page.text
        assert "Ward 6 North" in page.text
    assert client.get(f"/en/check/{code}/sheet.pdf").status_code == 200


def test_another_ward_s_sheet_says_nothing_of_it(client, wards):
    code = print_sheet(client, "?ward=west")
    plain = print_sheet(client)
    put_out("ward", "east", CORRECTION, note="East has another fever line.", fever_line=OTHER)
    for sheet in (code, plain):
        page = checked(client, sheet)
        assert "still current" in page.first("h1").text
        assert "Edition 3" in page.text
        assert "fever line" not in page.text
        assert "orrection" not in page.text


def test_the_note_about_another_ward_stays_away_where_this_sheet_changed_too(client, wards):
    code = print_sheet(client, "?ward=west")
    approve_as_starter(write_entry("ward", "west", {"fever_line": OTHER}))
    put_out("ward", "east", note="East has another fever line.", fever_line=OTHER)
    page = checked(client, code)
    assert OTHER in page.text
    assert "East has" not in page.text


def test_telephone_numbers_and_temperatures_come_first_then_other_corrections(client, wards):
    write = {"key_points": pair("<ul><li>Stay at home.</li></ul>")}
    put_out("section", "high-mibg", **write)
    code = print_sheet(client, "?ward=east")
    [urgent] = Section.objects.filter(kind="urgent", tier="team")
    points = {"key_points": pair("<ul><li>Fever is 38 °C.</li></ul>")}
    put_out("section", urgent.code, CORRECTION, **points)
    put_out("section", "high-mibg", CORRECTION, key_points=pair("<ul><li>Come in.</li></ul>"))
    put_out("ward", "east", CORRECTION, fever_line=OTHER)
    put_out("ward", "east", hours=pair("Day and night"))
    ward, fever, words = told(client, code)
    assert f"{NUMBER} → {OTHER}" in ward
    assert "38 °C" in fever.partition("It said")[0]
    assert "It said: Stay at home. It says now: Come in." in words


def test_what_was_changed_beside_a_correction_is_not_told_as_wrong(client, wards):
    before = "<ul><li>Fever is 38.5 °C.</li><li>Rest well.</li><li>Drink.</li></ul>"
    put_out("section", "high-mibg", key_points=pair(before))
    code = print_sheet(client)
    right = before.replace("38.5", "38")
    put_out("section", "high-mibg", CORRECTION, key_points=pair(right))
    put_out("section", "high-mibg", key_points=pair(right.replace("Rest well", "Sleep well")))
    [point] = told(client, code)
    wrong, more = point.split("What else reads differently")
    assert "38.5 °C → 38 °C It said: Fever is 38.5 °C. It says now: Fever is 38 °C." in wrong
    assert "Rest" not in wrong
    assert "It said: Rest well. It says now: Sleep well." in more


@pytest.mark.parametrize("language", ["en", "fr"])
def test_one_word_in_the_middle_of_a_long_text_is_marked_in_both(client, wards, language):
    begin = "Words that stay as they are, on and on. " * 12
    end = " More words that stay as they are." * 12
    put_out("section", "high-mibg", key_points=pair(f"<p>{begin}Give it daily.{end}</p>"))
    code = print_sheet(client)
    put_out("section", "high-mibg", key_points=pair(f"<p>{begin}Give it weekly.{end}</p>"))
    marked = [mark.text for mark in checked(client, code, language).all("mark")]
    assert marked == ["daily.", "weekly."]


@pytest.mark.parametrize("kind", ["humanity", "about", "urgent", "options"])
def test_a_change_of_any_text_of_a_sheet_is_told(client, wards, kind):
    """Short ones too, that stand on the line of their heading."""
    for section in Section.objects.filter(kind=kind):
        write_entry("section", section.code, {"key_points": pair("<p>Short and new.</p>")})
        approve_as_starter(Section.objects.get(pk=section.pk))
    publish(None)
    code = print_sheet(client)
    for section in Section.objects.filter(kind=kind):
        write_entry("section", section.code, {"key_points": pair("<p>Short and newer.</p>")})
        approve_as_starter(Section.objects.get(pk=section.pk))
    publish(None, pair("A note."))
    points = told(client, code)
    assert points
    assert all("It says now: Short and newer." in point for point in points)


def test_of_a_very_long_text_what_lies_between_its_changes_is_marked():
    words = [f"word{number} " for number in range(3000)]
    old, new = pieces_of("".join(words), "".join([*words[:900], "new ", *words[901:]]))
    assert [piece.words for piece in old if piece.is_changed] == ["word900"]
    assert [piece.words for piece in new if piece.is_changed] == ["new"]


def test_a_text_of_which_hardly_a_word_stays_is_told_whole_without_marks(client, wards):
    put_out("section", "high-mibg", key_points=pair("<p>Stay at home today.</p>"))
    code = print_sheet(client)
    put_out("section", "high-mibg", key_points=pair("<p>Come in and stay here at night.</p>"))
    assert not list(checked(client, code).all("mark"))


@pytest.mark.parametrize(
    "body",
    [
        "<p>One <strong>text</strong>.</p><p>Another text.</p>",
        "<ul><li>One text.</li><li>Another text.</li></ul>",
        "<h4>One text.</h4><p>Another text.</p>",
    ],
)
def test_a_change_of_looks_alone_says_nothing(client, wards, body):
    put_out("section", "high-mibg", key_points=pair("<p>One text.</p><p>Another text.</p>"))
    code = print_sheet(client)
    put_out("section", "high-mibg", key_points=pair(body))
    page = checked(client, code)
    assert "still current" in page.first("h1").text
    assert not list(page.all("ul", class_="points"))


def test_a_correction_of_one_text_leaves_a_change_of_another_a_change(client, wards):
    code = print_sheet(client, "?ward=east")
    approve_as_starter(write_entry("section", "high-mibg", {"body": pair("<p>New.</p>")}))
    approve_as_starter(write_entry("section", "high-mibg", {"key_points": pair("<p>New.</p>")}))
    put_out("ward", "east", CORRECTION, corrections=[("ward", "east")], fever_line=OTHER)
    ward, section = told(client, code)
    assert ward.startswith("Correction")
    assert not section.startswith("Correction")
    assert "What it said, and what it says now" in section


def test_a_correction_in_a_tier_of_whom_to_call_is_told_whatever_box_it_is_printed_in(
    client, wards
):
    code = print_sheet(client)
    tier = Section.objects.get(kind="urgent", tier="emergency")
    put_out("section", tier.code, CORRECTION, body=pair("<ul><li>Call 911.</li></ul>"))
    [point] = told(client, code)
    assert point.startswith("Correction")
    assert "Call 911." in point


def test_a_correction_in_one_language_of_a_sheet_in_two_is_told(client, wards):
    code = print_sheet(client, "?language=both")
    points = {"en": "<ul><li>New words.</li></ul>", "fr": "<ul><li>Appelez le 811.</li></ul>"}
    put_out("section", "high-mibg", CORRECTION, key_points=points)
    [point] = told(client, code)
    assert "Appelez le 811." in point
    assert "New words." in point
    assert point.index("811") < point.index("New words.")


def test_where_a_link_led_is_said_where_its_words_do_not_say_it(client, wards):
    link = '<p>Call the <a href="tel:{}">helpline</a>.</p>'
    put_out("section", "high-mibg", key_points=pair(link.format("1-888-939-3333")))
    code = print_sheet(client)
    put_out("section", "high-mibg", CORRECTION, key_points=pair(link.format("1-888-939-3334")))
    [point] = told(client, code)
    assert "1-888-939-3333 → 1-888-939-3334" in point
    assert "Call the helpline (1-888-939-3334)." in point


def test_what_a_printed_text_and_its_content_say_is_the_same_line_by_line(wards):
    html = (
        '<p>Call <a href="tel:811">811</a> or <a href="https://a.example/b">us</a>.<br>Now.</p>'
        "<ul><li>One<ul><li><strong>Two</strong> &amp; three</li></ul></li></ul><h3>End</h3>"
    )
    from guide.handout.v1.richtext import nodes

    printed = lines_of_printed({"code": "x", "body": nodes(html)})["body"]
    content = [line for _field, line in lines_of_content({"body": {"en": html}})]
    assert printed == content
    assert printed == [
        "Call 811 or us (https://a.example/b).",
        "Now.",
        "One",
        "Two & three",
        "End",
    ]


@pytest.mark.parametrize(
    ("before", "after", "kept", "corrected"),
    [
        # changed twice, and corrected in between or after: said as wrong rather than not
        (["a"], ["c"], frozenset(), True),
        (["a"], ["c"], frozenset({("", "a")}), False),
        (["a"], ["c"], frozenset({("", "c")}), False),
        (["a", "b"], ["c"], frozenset({("", "a")}), True),
        # the number of another field is no sign that this one was left alone
        (["a"], ["c"], frozenset({("day_phone", "c")}), True),
    ],
)
def test_a_line_is_told_as_corrected_unless_each_correction_left_it_alone(
    before, after, kept: Kept, corrected
):
    [words] = words_changed({"f": before}, {"f": after}, language="en", kept=[kept])
    assert words.is_correction is corrected
