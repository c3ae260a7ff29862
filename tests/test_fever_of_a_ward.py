"""A ward's fever temperature and fever line: as the ward wrote them, and never what cannot be."""

import re

import pytest

from guide.exchange.guide_file import import_guide
from guide.handout.v2.temperature import in_both_scales
from guide.models import Ward
from guide.publishing.refused import Refused

from .builders import make_entry, make_user
from .pages import read
from .test_handout_version_2 import edition_with_ward, printed


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("38.5", "38.5 °C (101.3 °F)"),
        ("38,5", "38,5 °C (101,3 °F)"),
        ("38", "38 °C (100.4 °F)"),
        ("101.3 F", "101.3 F (38.5 °C)"),
        ("101", "101 °F (38.3 °C)"),
        ("100.4 Fahrenheit", "100.4 Fahrenheit (38.0 °C)"),
        ("38.5 c", "38.5 c (101.3 °F)"),
        ("38,5 ºC", "38,5 ºC (101,3 °F)"),
        ("38.5 °C rectal", "38.5 °C (101.3 °F) rectal"),
        ("38.5℃", "38.5℃ (101.3 °F)"),
        ("ear 38", "ear 38 °C (100.4 °F)"),
        ("38.0 °C, once, under the arm", "38.0 °C (100.4 °F), once, under the arm"),
        ("37.5 under 3 months; 38", "37.5 °C (99.5 °F) under 3 months; 38 °C (100.4 °F)"),
        ("38.0 to 38.5", "38.0 °C (100.4 °F) to 38.5 °C (101.3 °F)"),
        ("38.0 for 40 minutes", "38.0 °C (100.4 °F) for 40 minutes"),
        ("38.5 °C (101.3 °F)", "38.5 °C (101.3 °F)"),
        ("38.5, call 514 38 40", "38.5 °C (101.3 °F), call 514 38 40"),
        ("38°5", "38°5"),
        ("385", "385"),
        ("-38", "-38"),
        ("−38", "−38"),
        ("٣٨", "٣٨"),
        ("Ask us", "Ask us"),
        ("", ""),
    ],
)
def test_a_fever_temperature_is_shown_as_the_ward_wrote_it_in_both_scales(written, shown):
    assert in_both_scales(written, "en").replace("\u00a0", " ") == shown


def typed(client, **changed):
    """The form of a ward, sent with this."""
    ward = make_entry("ward", "east", day_phone="555-0101", night_phone="555-0102")
    client.force_login(make_user(superuser=True))
    address = f"/admin/guide/ward/{ward.pk}/change/"
    form = client.get(address).context["adminform"].form
    data = {name: form.initial.get(name) or "" for name in list(form.fields)}
    return client.post(address, data | {"seen_version": ward.version} | changed)


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", ["385", "-38", "−38,5 °C", "38 F", "101 C", "3.85"])
def test_what_no_child_has_is_refused_at_the_desk_and_stays_in_the_form(client, wrong):
    page = read(typed(client, fever_temperature_en=wrong, fever_temperature_fr=wrong))
    assert page.text.count("No child has this temperature") >= 2
    assert page.first(id="id_fever_temperature_fr")["value"] == wrong
    assert Ward.objects.get().fever_temperature_en == ""


@pytest.mark.django_db
@pytest.mark.parametrize("right", ["38,5", "101.3 F", "38.5 °C rectal", "38", "ear 38", ""])
def test_what_a_ward_may_write_is_kept_as_it_was_written(client, right):
    response = typed(client, fever_temperature_en=right, fever_temperature_fr=right)
    assert response.status_code == 302
    assert Ward.objects.get().fever_temperature_fr == right


@pytest.mark.django_db
def test_signs_that_no_sheet_can_print_are_refused_in_a_temperature(client):
    page = read(typed(client, fever_temperature_en="٣٨", fever_temperature_fr="٣٨"))
    assert "The sheets cannot print “٣” “٨”." in page.text


@pytest.mark.django_db
def test_a_day_phone_is_no_fever_line_where_the_ward_has_another_at_night(client):
    page = read(typed(client, fever_line="(555) 0101"))
    assert "This is the day phone, and at night you have another" in page.text
    assert Ward.objects.get().fever_line == ""


@pytest.mark.django_db
def test_a_file_of_the_guide_brings_neither():
    make_entry("ward", "east", day_phone="555-0101", night_phone="555-0102")
    fields = "fever_line: 555-0101, fever_temperature: {en: '385', fr: '385'}"
    with pytest.raises(Refused) as refused:
        import_guide(f"format: 1\nentries: {{ward: {{east: {{{fields}}}}}}}")
    said = refused.value.problems[0].message
    assert "No child has this temperature" in said
    assert "This is the day phone" in said


NIGHT = {"night_phone": "555-0102"}
NONE = {"day_phone": "", "night_phone": "", "hours": {"en": "", "fr": ""}}


FEVER = {"fever_line": "555-0199"}
AT_ANY_HOUR = re.compile(r"(?:any hour, call|à toute heure :) ?([\d-]*)")


@pytest.mark.django_db
@pytest.mark.parametrize("languages", [("en",), ("fr", "en")])
@pytest.mark.parametrize("copy", ["family", "card", "nurse"])
@pytest.mark.parametrize("numbers", [{"night_phone": ""}, NIGHT, NONE | FEVER])
def test_at_any_hour_stands_beside_no_number_but_the_fever_line(numbers, copy, languages):
    edition = edition_with_ward(**numbers)
    text = printed(edition, languages=languages, ward="east", copy=copy).text
    beside = AT_ANY_HOUR.findall(text.replace("\u00a0", " "))
    assert set(beside) <= {numbers.get("fever_line", "")}
    if copy != "nurse":
        assert len(beside) == len(languages)
