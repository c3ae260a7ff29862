"""Version 2 of the handout: what a ward can rely on."""

import io
import json
from dataclasses import replace

import pypdf
import pytest

from guide.edition.current import live_edition
from guide.handout.build import make_sheet
from guide.handout.options import Options
from guide.handout.pdf import measure, print_sheet
from guide.handout.print_form import left_out
from guide.handout.v2.folder import FOLDER
from guide.handout.v2.parts import lower_first
from guide.models import Section
from guide.publishing.actions import publish
from tools.benchmarks.handouts import SITE, starter_edition

from .builders import make_entry, make_user
from .paper import Paper

pytestmark = pytest.mark.django_db
HIGH = ("high", "one-place")
NUMBERS = {"day_phone": "555-0101", "night_phone": "555-0102", "interpreter_line": "555-0104"}


def edition_with_ward(**fields):
    """The starter with one ward, "east"."""
    edition = starter_edition()
    pair = {"en": "Ward", "fr": "Unité"}
    usual = {"order": 1, "reviewed": None, "name": pair, "hospital": pair, "hours": pair}
    numbers = dict.fromkeys(("day_phone", "night_phone", "fever_line", "interpreter_line"), "")
    content = json.loads(edition.text)
    content["entries"]["ward"] = {"east": usual | numbers | NUMBERS | fields}
    return replace(edition, content=content, _guides={})


def printed(edition, codes=HIGH, languages=("en",), **chosen):
    return Paper(print_sheet(make_sheet(edition, codes, Options(languages, **chosen), SITE)))


def test_the_fever_line_of_the_ward_stands_where_a_fever_is_told():
    text = printed(edition_with_ward(fever_line="555-0199"), ward="east").text
    assert "Fever, at any hour, call 555-0199" in text


def test_a_day_phone_or_a_night_phone_never_stands_in_the_place_of_the_fever_line():
    text = printed(edition_with_ward(), ward="east").text
    assert "Day: 555-0101" in text
    assert "Fever, at any hour, call 555" not in text


def test_the_fever_temperature_of_the_ward_stands_on_the_sheet_in_each_language():
    temperature = {"en": "38.0 °C under the arm", "fr": "38,0 °C sous le bras"}
    edition = edition_with_ward(fever_line="555-0199", fever_temperature=temperature)
    text = printed(edition, languages=("fr", "en"), ward="east").text
    assert "38.0 °C (100.4 °F) under the arm" in text
    assert "38,0 °C (100,4 °F) sous le bras" in text


@pytest.mark.parametrize(
    ("language", "both", "number_alone"),
    [
        (
            "en",
            "Fever starts at 38.0 °C (100.4 °F). Call 555-0102, at any hour.",
            "Fever, at any hour, call 555-0102.",
        ),
        (
            "fr",
            "Fièvre dès 38,0 °C (100,4 °F). Appelez le 555-0102, à toute heure.",
            "Fièvre, à toute heure : 555-0102.",
        ),
    ],
)
def test_the_nurse_s_record_says_of_fever_what_the_ward_s_sheet_says(language, both, number_alone):
    def record(**fields):
        edition = edition_with_ward(fever_line="555-0102", **fields)
        text = printed(edition, languages=(language,), copy="nurse", ward="east").text
        return text.replace("\u00a0", " ")

    temperature = {"en": "38.0 °C", "fr": "38,0 °C"}
    assert record(fever_temperature=temperature).count(both) == 1
    assert number_alone in record()
    assert record().count("555-0102") == 1


def test_a_french_sheet_names_publishers_as_they_name_themselves_in_french():
    french = printed(starter_edition(), languages=("fr",)).text
    assert "Société canadienne du cancer" in french
    assert "Canadian Cancer Society" not in french
    assert "Canadian Cancer Society" in printed(starter_edition()).text


@pytest.mark.parametrize(("language", "colon"), [("en", ":"), ("fr", "\u00a0:")])
def test_a_word_that_is_explained_has_the_colon_of_its_language(language, colon):
    pdf = printed(starter_edition(), languages=(language,)).pdf
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    text = "".join(page.extract_text() for page in pages)
    assert f"neuroblastom{'a' if language == 'en' else 'e'}{colon}" in text


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_number_that_a_service_has_in_its_name_is_printed_once(language):
    text = printed(starter_edition(), languages=(language,), region="NB").text
    assert "811" in text
    assert "811 811" not in text


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "In general, the outlook is better"), ("fr", "En général, le pronostic est meilleur")],
)
def test_the_outlook_is_not_said_twice(language, sentence):
    include = frozenset({"outlook"})
    text = printed(starter_edition(), languages=(language,), include=include).text
    assert text.count(sentence) == 1


@pytest.mark.parametrize("languages", [("fr",), ("en", "fr")])
def test_a_short_address_is_never_broken_in_two(languages):
    pages = pypdf.PdfReader(io.BytesIO(printed(starter_edition(), languages=languages).pdf)).pages
    lines = "\n".join(page.extract_text() for page in pages).replace("\u200b", "").splitlines()
    assert any("cancer.ca/fr" in line for line in lines)
    assert not any(line.strip().endswith("cancer.ca/") for line in lines)


def test_not_yet_reviewed_and_reviewed_by_never_stand_together(starter):
    edition = live_edition()
    assert "not yet reviewed" in printed(edition).text
    for section in Section.objects.with_links():
        approve_by_a_reviewer(section)
    publish(None)
    half = printed(live_edition()).text
    assert "not yet reviewed" in half
    assert "Reviewed by" not in half


def approve_by_a_reviewer(entry):
    from django.contrib.auth.models import User

    from guide.publishing.actions import approve

    reviewer = User.objects.filter(username="reviewer").first()
    approve(entry, reviewer or make_user("reviewer", first_name="Ana", last_name="Nguyễn"))


def reviewed_by(*names):
    """The starter, of which each entry was reviewed by one of these."""
    edition = starter_edition()
    content = json.loads(edition.text)
    rows = [row for kind in ("section", "treatment") for row in content["entries"][kind].values()]
    for place, row in enumerate(rows):
        row["reviewed"] = {"by": names[place % len(names)], "on": "2026-01-31"}
    return replace(edition, content=content, _guides={})


def test_reviewers_with_long_names_in_every_alphabet_push_nothing_off_the_foot():
    names = ["Nguyễn " * 12, "Sq̓éwlets ᕿᑭᖅᑖᓗᒃ " * 5, "A" * 300, "Fourth Person"]
    edition = reviewed_by(*[name.strip() for name in names])
    found = printed(edition)
    assert "not yet reviewed" not in found.text
    for page in found.pages:
        assert "Reviewed by" in page
        assert "+ 1 more" in page
        assert "/check/" in page
    assert lowest_words(found.pdf) >= 6 / 25.4 * 72


def lowest_words(pdf):
    """How far, in points, the lowest words of any page stand above its edge."""
    lowest = []

    def visit(text, matrix, text_matrix, font, size):
        if text.strip():
            lowest.append(text_matrix[5] * matrix[3] + matrix[5])

    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        page.extract_text(visitor_text=visit)
    return min(lowest)


def test_lines_stand_apart_by_a_quarter_of_their_size_at_least():
    for sizes in json.loads((FOLDER / "steps.json").read_text(encoding="utf-8")).values():
        assert all(step["lead"] >= 0.25 for step in sizes)
        assert len({step["text"] for step in sizes}) == 1


def test_the_sheet_says_what_is_not_on_it_and_where_that_stands():
    told = printed(starter_edition(), include=frozenset({"treatments"})).text
    here = told[told.index("Not on this sheet:") :]
    for words in ("the whole text of each part", "questions to ask", "the outlook", "can help"):
        assert words in here
    assert "/en/guide/high/one-place" in here.replace(" ", "")
    assert "the treatments" not in here


@pytest.mark.parametrize("region", ["", "ON"])
def test_every_service_that_can_be_called_is_on_the_sheet_and_the_others_by_number_and_kind(region):
    """Of those who are only on the web there is who serves the chosen province, and the first of
    each kind that a family looks for in its first week: where to stay, what helps to pay, trials.
    """
    edition = starter_edition()
    text = printed(edition, region=region).text.replace(" ", "")
    more = []
    first_week = {"travel", "money", "trials"}
    for entry in edition.guide("en").resources.values():
        serves = not entry.regions or region in entry.regions
        if not serves or entry.kind in ("story", "end-of-life", "bereavement"):
            continue
        name = entry.name.replace(" ", "")
        if entry.phone or entry.text_line or entry.regions:
            assert name.removeprefix("811,") in text, entry.code
        elif entry.address or entry.email:
            is_shown = name in text
            assert is_shown == (entry.kind in first_week), entry.code
            first_week.discard(entry.kind)
            more += [] if is_shown else [entry.kind]
    kinds = {"travel": "travel", "money": "costs", "community": "families"}
    kinds |= {"information": "information", "trials": "trials"}
    told = text[text.index(f"{len(more)}moreservices(") :].partition(")")[0]
    assert set(told.partition("(")[2].split(",")) == {kinds[kind] for kind in more}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_print_page_names_each_service_that_is_not_on_the_sheet(language):
    edition = starter_edition()
    sheet = make_sheet(edition, HIGH, Options((language,)), SITE)
    told = str(left_out(sheet)[-1])
    on_sheet = {entry["code"] for entry in sheet.data["sides"][0]["support"]}
    for entry in edition.guide(language).resources.values():
        is_told = not entry.regions and entry.kind not in ("story", "end-of-life", "bereavement")
        if is_told and (entry.phone or entry.text_line or entry.address or entry.email):
            assert (entry.code in on_sheet) != (entry.name in told), entry.code


def test_nobody_meets_help_for_the_end_of_life_unasked():
    edition = starter_edition()
    text = printed(edition, region="ON").text
    for entry in edition.guide("en").resources.values():
        if entry.kind in ("end-of-life", "bereavement"):
            assert entry.name not in text


def test_all_that_the_tiers_say_stands_on_the_sheet():
    edition = starter_edition()
    text = " ".join(printed(edition).text.split())
    for section in edition.guide("en").sections.values():
        if section.kind == "urgent":
            assert section.title in text
    for words in ("Do not wait for a call back", "heavy vomiting", "Call 911", "central line"):
        assert words in text


def test_the_further_signs_are_printed_over_no_foot_and_before_the_treatments():
    """In two languages the box is as high as a page, or higher where an editor adds a sign."""
    edition = starter_edition()
    content = json.loads(edition.text)
    row = content["entries"]["section"]["call-right-away"]
    for language in ("en", "fr"):
        row["body"][language] += "<p>One more sign that fills some lines of its box. </p>" * 9
    longer = replace(edition, content=content, _guides={})
    found = printed(longer, languages=("en", "fr"))
    text = found.text
    assert text.index("more signs") < text.index("Treatments named on this sheet")
    assert text.count("One more sign") == 18
    assert lowest_words(found.pdf) >= 6 / 25.4 * 72


def test_where_an_answer_is_open_each_situation_is_told_with_its_own_page():
    found = printed(starter_edition(), ("unsure-risk", "one-place"))
    text = " ".join(found.text.split())
    places = [text.index("How to find out the risk group"), text.index("a) When low-risk")]
    assert places == sorted(places)
    for path in ("low/one-place", "intermediate/one-place", "high/one-place"):
        assert f"/en/guide/{path}" in text.replace(" ", "")
    assert "M: may be used." in text
    roles = [role for role, _ in found.tags()]
    assert {"Table", "TH", "TD"} <= set(roles)


def test_an_answer_is_joined_as_it_is_read():
    assert lower_first("One place") == "one place"
    assert lower_first("MYCN amplified") == "MYCN amplified"
    assert lower_first("À un endroit") == "à un endroit"
    pdf = printed(starter_edition(), ("low", "one-place")).pdf
    assert "Low risk, one place" in pypdf.PdfReader(io.BytesIO(pdf)).metadata.title


def test_a_sheet_for_a_ward_leads_to_the_page_of_its_team():
    found = printed(edition_with_ward(), languages=("fr",), ward="east")
    drawn = [tag["Alt"] for role, tag in found.tags() if role == "Figure"]
    assert "Code QR\u00a0: ouvre la page avec les numéros de votre équipe" in drawn


def test_a_usual_sheet_has_the_size_that_was_asked_for_whatever_is_added():
    everything = {"lines": 10, "region": "ON", "ward": "east"}
    for text, points in (("normal", 14), ("large", 18)):
        options = Options(("fr",), text=text, **everything)
        assert measure(make_sheet(edition_with_ward(), HIGH, options, SITE))[1] == points


def test_a_name_that_cannot_be_set_is_refused_at_the_desk(client, starter):
    ward = make_entry("ward", "east")
    client.force_login(make_user(superuser=True))
    address = f"/admin/guide/ward/{ward.pk}/change/"
    form = client.get(address).context["adminform"].form
    data = {name: form.initial.get(name) or "" for name in list(form.fields)}
    refused = client.post(address, data | {"name_en": "Ward 漢", "seen_version": ward.version})
    assert refused.status_code == 200
    assert "cannot print “漢”" in refused.content.decode()
    ward.refresh_from_db()
    assert "漢" not in ward.name_en


def test_the_fever_card_is_half_a_page_in_each_language_without_a_child_s_name():
    edition = edition_with_ward(fever_line="555-0199")
    alone = printed(edition, languages=("en", "fr"), copy="card", ward="east")
    assert len(alone.pages) == 1
    for words in ("see at once", "has a central line", "Call 911", "à voir tout de suite"):
        assert words in alone.text
    assert alone.text.count("555-0199") == 2
    assert "high-risk" not in alone.text
    on_the_sheet = printed(edition, include=frozenset({"card"})).text
    assert "This child is being treated for cancer" in on_the_sheet


@pytest.mark.parametrize(
    "codes", [HIGH, ("high", "brain-and-elsewhere"), ("unsure-risk", "unsure-place")]
)
def test_the_nurse_s_page_is_one_page_in_any_print(codes):
    found = printed(edition_with_ward(), codes, ("fr",), copy="nurse", text="large", ward="east")
    assert len(found.pages) == 1


def test_an_answer_that_is_far_too_long_is_printed_to_its_end():
    edition = starter_edition()
    content = json.loads(edition.text)
    long_points = "<p>The same again and again. </p>" * 100 + "<p>The very end.</p>"
    content["entries"]["section"]["high-one-place"]["key_points"]["en"] = long_points
    assert "The very end." in printed(replace(edition, content=content, _guides={})).text
