"""The codes of version 2 of the handout: each means the sheet that it was printed on, for ever."""

import json
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.edition.current import live_edition
from guide.edition.path import all_paths
from guide.handout import v1, v2
from guide.handout.build import make_sheet
from guide.handout.code import ALPHABET, BadCode, plain_code, read_code, shown
from guide.handout.v2 import options, tables
from guide.handout.v2.code import digest_signs, split_code
from guide.models import Edition
from guide.publishing.actions import approve_as_starter, publish
from guide.publishing.write import write_entry

from .golden import SHEETS as SHEETS_OF_VERSION_1
from .golden import content_of, edition_of
from .golden import options_of as options_of_version_1
from .pages import read

pytestmark = pytest.mark.django_db
DATA = Path(__file__).parent / "data"
GOLDEN = json.loads((DATA / "golden-codes-of-version-2.json").read_text(encoding="utf-8"))
EDITION = replace(edition_of("edition-on-paper", 7), digest="5b" * 32)
PATHS = all_paths(EDITION.guide("en"))
SITE = "https://guide.example.org"

chosen_options = st.builds(
    v2.Options,
    st.sampled_from(options.LANGUAGES),
    st.sampled_from(options.PAPERS),
    st.sampled_from(options.TEXTS),
    st.sampled_from(options.COPIES),
    st.frozensets(st.sampled_from(options.PARTS)).filter(lambda parts: "full" not in parts),
    st.sampled_from(options.PLACES),
    st.sampled_from(["", "ward-a"]),
    st.sampled_from(options.LINES),
).filter(lambda chosen: not chosen.region or "support" in chosen.include)


def options_of(golden):
    named = dict(golden["options"])
    named["languages"] = tuple(named["languages"])
    named["include"] = frozenset(named["include"])
    return v2.Options(**named)


def assert_means(golden):
    """Whether a golden code still says the sheet that it was printed on."""
    printed = SimpleNamespace(content=content_of(golden["edition"]), digest=golden["digest"])
    found = read_code(golden["code"], {golden["number"]: printed}.__getitem__)
    assert found.version == 2
    assert (found.edition, found.choices) == (golden["number"], tuple(golden["choices"]))
    assert found.options == options_of(golden)


def code_of(edition, path, chosen):
    words = v2.read(edition.content, "en")
    return v2.write_code(edition.number, edition.digest, words, path.codes, chosen)


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda golden: golden["code"])
def test_a_code_of_version_2_means_the_sheet_that_it_was_printed_on(golden):
    assert_means(golden)


def test_codes_of_both_versions_mean_the_same_sheets_when_every_list_has_grown(monkeypatch):
    monkeypatch.setattr(tables, "LANGUAGES", (*tables.LANGUAGES, "iu", "cr"))
    monkeypatch.setattr(tables, "PLACES", (*tables.PLACES, "XA", "XB"))
    monkeypatch.setattr(tables, "LINES", (*tables.LINES, 12))
    monkeypatch.setattr(tables, "PARTS", (*tables.PARTS, "map"))
    for name in ("COPIES", "TEXTS", "PAPERS"):
        monkeypatch.setattr(tables, name, (*getattr(tables, name), "new"))
    monkeypatch.setattr(options, "LANGUAGES", (("iu",), *options.LANGUAGES, ("iu", "cr")))
    for name in ("PLACES", "LINES", "PARTS", "COPIES", "TEXTS", "PAPERS"):
        monkeypatch.setattr(options, name, ("new", *getattr(options, name)))
    assert_all_codes_mean_their_sheets()


def test_codes_of_both_versions_mean_the_same_sheets_when_every_default_has_changed(monkeypatch):
    unusual = ("a4", "large", "nurse", frozenset({"outlook"}), "NU", "ward-a", 10)
    monkeypatch.setattr(v2.Options.__init__, "__defaults__", unusual)
    monkeypatch.setattr(options, "USUAL_PARTS", frozenset({"outlook"}))
    assert v2.Options(("en",)).text == "large"
    assert_all_codes_mean_their_sheets()


def assert_all_codes_mean_their_sheets():
    for golden in GOLDEN:
        assert_means(golden)
        edition = replace(edition_of(golden["edition"], golden["number"]), digest=golden["digest"])
        again = v2.write_code(
            edition.number,
            edition.digest,
            v2.read(edition.content, "fr"),
            golden["choices"],
            options_of(golden),
        )
        assert again == golden["code"]
    for golden in SHEETS_OF_VERSION_1:
        edition = edition_of(golden["edition"], golden["number"])
        found = read_code(golden["code"], {edition.number: edition}.__getitem__)
        assert (found.version, found.options) == (1, options_of_version_1(golden))
        assert found.choices == tuple(golden["choices"])


BEGINNINGS = {
    "LANGUAGES": "en fr",
    "COPIES": "family nurse card",
    "TEXTS": "normal large",
    "PAPERS": "letter a4",
    "PLACES": "- BC AB SK MB ON QC NB NS PE NL YT NT NU",
    "LINES": "2 0 1 3 4 6 8 10",
    "PARTS": "treatments questions support words outlook full card",
}


@pytest.mark.parametrize("name", BEGINNINGS)
def test_what_stands_in_a_table_keeps_its_place(name):
    """A value that is put between two others, or moved, would change what old codes mean."""
    printed = BEGINNINGS[name].split()
    found = [str(value) or "-" for value in getattr(tables, name)]
    assert found[: len(printed)] == printed
    assert sorted(tables.COUNTED_FROM) == ["questions", "support", "treatments", "words"]


def test_there_is_room_for_64_languages_and_64_places_in_every_code():
    assert (tables.ROOM["language"], tables.ROOM["region"]) == (64, 64)
    counted = {
        "copy": (tables.COPIES, options.COPIES),
        "text": (tables.TEXTS, options.TEXTS),
        "paper": (tables.PAPERS, options.PAPERS),
        "region": (tables.PLACES, options.PLACES),
        "lines": (tables.LINES, options.LINES),
    }
    for name, (table, offered) in counted.items():
        assert set(offered) <= set(table)
        assert len(table) <= tables.ROOM[name]
    assert {language for pair in options.LANGUAGES for language in pair} <= set(tables.LANGUAGES)
    assert set(options.PARTS) <= set(tables.PARTS)
    assert 2 ** len(tables.PARTS) <= tables.ROOM["include"]


@given(chosen=chosen_options, place=st.integers(0, len(PATHS) - 1), number=st.integers(1, 9999))
def test_a_code_says_exactly_what_was_printed(chosen, place, number):
    edition = replace(EDITION, number=number)
    code = code_of(edition, PATHS[place], chosen)
    found = read_code(f" {shown(code).lower()} ", {number: edition}.__getitem__)
    assert (found.edition, found.choices, found.options, found.version) == (
        number,
        PATHS[place].codes,
        chosen,
        2,
    )


@given(chosen=chosen_options, data=st.data())
def test_a_wrong_sign_and_two_neighbours_that_changed_places_are_found(chosen, data):
    code = code_of(EDITION, PATHS[0], chosen)
    place = data.draw(st.integers(0, len(code) - 1))
    other = data.draw(st.sampled_from([sign for sign in ALPHABET if sign != code[place]]))
    with pytest.raises(BadCode):
        plain_code(code[:place] + other + code[place + 1 :])
    place = data.draw(st.integers(0, len(code) - 2))
    if code[place] != code[place + 1]:
        with pytest.raises(BadCode):
            plain_code(code[:place] + code[place + 1] + code[place] + code[place + 2 :])


@given(text=st.text(max_size=40).map(lambda text: "X" + text))
def test_whatever_begins_like_a_newer_code_is_one_or_says_what_is_wrong(text):
    with suppress(BadCode):
        assert read_code(text, {7: EDITION}.__getitem__).edition == 7


def test_a_usual_code_is_short_and_names_its_version_before_anything_else():
    code = code_of(EDITION, PATHS[0], v2.Options(("en",)))
    assert len(code) <= 10
    assert code.startswith("X2")
    with pytest.raises(BadCode):
        v1.split_code(code)


def test_a_number_beyond_all_that_can_be_chosen_is_on_no_sheet():
    words = v2.read(EDITION.content, "en")
    wards = len(words["ward"]) + 1
    rooms = tables.ROOM
    everything = rooms["language"] ** 2 * rooms["copy"] * rooms["text"] * rooms["paper"]
    everything *= rooms["region"] * rooms["lines"] * rooms["include"] * len(PATHS) * wards
    for number in (everything, everything - 1, len(PATHS) * 63):
        signs = "X2" + v1.code._edition(7) + digest_signs(EDITION.digest)
        code = v2.code._with_check_character(signs + v1.code._padded(number))
        with pytest.raises(BadCode, match="unknown"):
            read_code(code, {7: EDITION}.__getitem__)


def printed_code():
    """The code of a sheet of version 2 of the live edition."""
    edition = live_edition()
    path = all_paths(edition.guide("en"))[0]
    return make_sheet(edition, path.codes, v2.Options(("en",)), SITE, version=2).code


def of_another_digest(code):
    """The same code with other signs of its edition's digest."""
    signs = digest_signs(live_edition().digest)
    place = code.index(signs, 3)
    other = "22" if signs != "22" else "33"
    return v2.code._with_check_character(code[:place] + other + code[place + 2 : -1])


def test_a_sheet_whose_edition_has_another_digest_was_printed_from_one_that_was_lost(
    client, starter
):
    """As after a restore, where another text came out under the same number."""
    code = printed_code()
    lost = of_another_digest(code)
    assert split_code(lost).edition == live_edition().number
    for language, address, words in (
        ("en", "check", "printed from an edition that was lost"),
        ("fr", "verifier", "à partir d’une édition perdue"),
    ):
        response = client.get(f"/{language}/{address}/{lost}/")
        assert response.status_code == 404
        assert words in read(response).first("main").text
    assert client.get(f"/en/check/{lost}/sheet.pdf").status_code == 404
    pile = client.get("/en/check/", {"codes": f"{lost}\n{code}"})
    lead = read(pile).first("main").first("p").text
    assert "1 of these sheets should be replaced. 1 is still current." in lead
    assert "says nothing" not in lead


def test_a_sheet_of_a_number_that_is_left_out_was_printed_from_an_edition_that_was_lost(
    client, starter
):
    code = printed_code()
    gone = live_edition().number
    approve_as_starter(write_entry("section", "high-mibg", {"title": {"en": "N", "fr": "N"}}))
    publish(None)
    Edition.objects.filter(number=gone)._raw_delete("default")
    publish_again = write_entry("section", "high-mibg", {"title": {"en": "M", "fr": "M"}})
    approve_as_starter(publish_again)
    publish(None)
    response = client.get(f"/en/check/{code}/")
    assert response.status_code == 404
    assert "printed from an edition that was lost" in read(response).first("main").text


@pytest.mark.parametrize("prefix", ["X3", "X9", "XX"])
def test_a_code_of_a_version_to_come_gets_a_sentence(client, starter, prefix):
    code = v2.code._with_check_character(prefix + printed_code()[2:-1])
    for language, address, words in (("en", "check", "newer kind"), ("fr", "verifier", "récent")):
        response = client.get(f"/{language}/{address}/{shown(code).lower()}/")
        assert response.status_code == 404
        assert words in read(response).first("main").text


def test_a_sheet_of_version_2_is_found_again_by_its_code(client, starter):
    code = printed_code()
    page = read(client.get(f"/en/check/{shown(code)}/")).first("main")
    assert "still current" in page.first("h1").text
    assert client.get(f"/en/check/{code}/sheet.pdf").status_code == 200
