"""The starter content is easy to read, by the measures of guide/readability/formulas.py."""

import re

import pytest
from django.core.management import call_command

from guide.readability.levels import average, levels

pytestmark = pytest.mark.django_db

HARD = (
    "<p>Considerable international collaboration characterises contemporary multidisciplinary "
    "investigations.</p>"
)


def entries_of(edition):
    return edition.content["entries"]


def test_no_english_section_or_treatment_is_harder_than_grade_6(starter):
    assert [level for level in levels(entries_of(starter), "en") if level.grade > 6] == []


def test_no_french_section_or_treatment_scores_less_than_75(starter):
    assert [level for level in levels(entries_of(starter), "fr") if level.grade < 75] == []


def test_english_is_grade_5_or_easier_on_average(starter):
    assert average(levels(entries_of(starter), "en")) <= 5


def test_french_scores_80_or_higher_on_average(starter):
    assert average(levels(entries_of(starter), "fr")) >= 80


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_section_and_every_treatment_is_measured_whole(starter, language):
    entries = entries_of(starter)
    found = levels(entries, language)
    assert {(level.kind, level.code) for level in found} == {
        (k, c) for k in ("section", "treatment") for c in entries[k]
    }
    brain = next(level for level in found if level.code == "brain-spine")
    assert brain.words > 100


def test_a_hard_paragraph_would_be_noticed(starter):
    entries = entries_of(starter)
    section = entries["section"]["outlook"]
    hard = section | {"body": section["body"] | {"en": HARD * 9}}
    found = levels(entries | {"section": entries["section"] | {"outlook": hard}}, "en")
    assert [level.code for level in found if level.grade > 6] == ["outlook"]


def test_the_command_prints_a_row_for_each_text_and_the_average(starter, capsys):
    call_command("reading_levels")
    printed = capsys.readouterr().out
    assert (
        len(re.findall(r"^\| section `high-spread` \| \d+ \| [\d.]+ \| [\d.]+ \|$", printed, re.M))
        == 2
    )
    assert printed.count("**average**") == 2
