"""The words of the starter: one term for one thing, as French pages of the Canadian Cancer Society
say it, and what people say finds every entry.
"""

import re

import pytest

from guide.edition.current import live_edition
from guide.edition.search import index_of
from guide.exchange.starter import FOLDER, read_folder

FOUND = ("section", "treatment", "term", "resource")
# What no text says, and what it says instead. The same table stands in docs/content-quality.md.
NOT_SAID = {
    "en": {
        r"\bwards?\b": "cancer team, clinic or hospital",
        r"\bMain treatment\b": "may be used",
        r"does not list (the side effects|them) .*yet": "what the sources say",
    },
    "fr": {
        r"surveillance attentive": "observation vigilante",
        r"\b[Ll]a (cisplatine|carboplatine)\b": "le cisplatine, le carboplatine",
        r"(porte|émet) des rayons": "transporte une substance radioactive",
        r"seul emplacement": "à un seul endroit",
        r"sans danger": "sans faire courir trop de risques",
        r"traits de la tumeur": "caractéristiques",
        r"contrôler le cancer": "freiner",
        r"d’habitude": "habituellement",
        r"Œuvre des Manoirs Ronald": "Maison Ronald McDonald du Canada",
        r"\btransplantation\b": "greffe de cellules souches",
        r"étude clinique": "essai clinique",
        r"thérapie ciblée": "médicament ciblé, traitement ciblé",
        r"MIBG thérapeutique|thérapie (à la )?MIBG": "traitement par la MIBG",
    },
}
NUMBER_AND_UNIT = r"\d (?=(ans?|mois|semaines?|jours?|heures?|km)\b)"


def texts(value, language, inside=False):
    """Every string of nested content in one language."""
    if isinstance(value, str):
        if inside:
            yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from texts(inner, language, inside or name == language)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner, language, inside)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_one_term_is_used_for_one_thing(language):
    shelf = read_folder(FOLDER)
    found = []
    for text in texts({kind: shelf[kind] for kind in FOUND}, language):
        found += [(wrong, text) for wrong in NOT_SAID[language] if re.search(wrong, text)]
    assert found == []


def test_a_french_number_stays_with_its_unit():
    shelf = read_folder(FOLDER)
    shown = {kind: shelf[kind] for kind in ("section", "treatment", "term", "resource")}
    assert [text for text in texts(shown, "fr") if re.search(NUMBER_AND_UNIT, text)] == []


@pytest.mark.parametrize("kind", FOUND)
def test_every_entry_has_what_people_say_in_both_languages(kind):
    for code, entry in read_folder(FOLDER)[kind].items():
        if entry.get("not_found"):
            # No search leads to a service that there is none of.
            assert set(entry["said"].values()) == {""}, code
            continue
        assert set(entry["said"]) == {"en", "fr"}, code
        assert all(words.strip() for words in entry["said"].values()), code


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "typed", "code"),
    [
        ("en", "fertility", "what-happens-next"),
        ("en", "DFMO", "clinical-trials"),
        ("en", "naxitamab", "clinical-trials"),
        ("en", "911", "emergency-call"),
        ("en", "broviac", "central-venous-catheter"),
        ("en", "accutane", "retinoids"),
        ("fr", "fertilité", "what-happens-next"),
        ("fr", "autogreffe", "stem-cell-transplant"),
        ("fr", "manoir", "ronald-mcdonald-house"),
    ],
)
def test_what_a_family_types_is_found(starter, language, typed, code):
    found = index_of(live_edition().guide(language)).search(typed).found
    assert code in {one.entry.code for one in found}
