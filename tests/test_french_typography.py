"""French is set as French is set in Canada: guillemets, no-break spaces, curly apostrophes, no
stray spaces.

Every French string of the starter content, the handout and the catalogue is looked at, whoever
wrote it.
"""

import gettext
import json
import re

import pytest
from django.conf import settings

from guide.edition.glossary import TAG
from guide.exchange.starter import FOLDER, NOTE, read_folder

HANDOUT = settings.BASE_DIR / "templates" / "handout"
CATALOGUE = settings.BASE_DIR / "guide" / "locale" / "fr" / "LC_MESSAGES" / "django.mo"
NB = "\u00a0\u202f"

# What is wrong, and a pattern that finds it in text without tags. U+00A0 and U+202F are no-break
# spaces.
FAULTS = {
    "a straight quotation mark or apostrophe": r"[\"'`]",
    "English quotation marks": r"[“”]",
    "« without a no-break space after it": rf"«(?![{NB}])",
    "» without a no-break space before it": rf"(?<![{NB}])»",
    "a colon without a no-break space before it": rf"(?<![{NB}]):(?=\s|$)",
    "% or $ without a no-break space before it": rf"\d(?:[^\S{NB}])?[%$](?![(\w])",
    "a space before ; ! ? , or a full stop": r"\s[;!?,.](?!\w)",
    "two spaces in a row": rf"[ {NB}][ {NB}]",
    "three full stops for an ellipsis": r"\.\.\.",
    "oe where œ is written": r"(?i)\b\w*(?:coeur|soeur|noeud|oeil|voeu|oeuvre)",
    "A for À at the beginning of a sentence": r"(?:^|[.!?:»][\s ]+)A (?!\d)",
    "E for É at the beginning of a word": r"\bE(?:quipe|tat|cole|dition|vit|tape|lev|nerg|pini)",
}
WRONG = {
    "a straight quotation mark or apostrophe": "l'équipe",
    "English quotation marks": "le mot “stade”",
    "« without a no-break space after it": "« stade\u00a0»",
    "» without a no-break space before it": "«\u00a0stade »",
    "a colon without a no-break space before it": "trois choses : une",
    "% or $ without a no-break space before it": "250 $",
    "a space before ; ! ? , or a full stop": "Pourquoi ?",
    "two spaces in a row": "une  équipe",
    "three full stops for an ellipsis": "et puis...",
    "oe where œ is written": "frères et soeurs",
    "A for À at the beginning of a sentence": "A la maison",
    "E for É at the beginning of a word": "Edition 1",
}
RIGHT = (
    "Trois choses\u00a0: l’équipe, «\u00a0le stade\u00a0» et 250\u00a0$. Pourquoi? À 8:30, "
    "voyez https://u-link.care!"
)


def plain(text):
    """The text that a person reads, with the no-break spaces of the editor as characters."""
    return TAG.sub("", text.replace("</li>", "\n").replace("</p>", "\n")).replace(
        "&nbsp;", "\u00a0"
    )


def faults_in(text):
    lines = [line.strip(" ") for line in plain(text).splitlines()]
    return [
        fault
        for fault, pattern in FAULTS.items()
        if any(re.search(pattern, line) for line in lines)
    ]


def french(value, where, inside=False):
    """(where, text) of every string in nested content that stands under "fr"."""
    if isinstance(value, str):
        if inside:
            yield where, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from french(inner, f"{where} {name}", inside or name == "fr")
    elif isinstance(value, list):
        for inner in value:
            yield from french(inner, where, inside)


def of_the_starter():
    for folder in (FOLDER, FOLDER / "drafts"):
        yield from french(read_folder(folder), folder.name)
    yield from french(NOTE, "note of edition 1")


def of_the_handout():
    for file in sorted(HANDOUT.rglob("*.json")):
        yield from french(json.loads(file.read_text(encoding="utf-8")), file.name)


def of_the_catalogue():
    """Addresses (guide/<path:address>/) are not text."""
    with CATALOGUE.open("rb") as file:
        messages = gettext.GNUTranslations(file)._catalog
    for message, text in messages.items():
        if message and not (isinstance(message, str) and re.fullmatch(r"\S+/|\S+\.pdf", message)):
            yield message, re.sub(r"%(?:\(\w+\))?[sd]|{\w*}", "X", text)


@pytest.mark.parametrize("strings", [of_the_starter, of_the_handout, of_the_catalogue])
def test_no_french_string_breaks_a_rule_of_typography(strings):
    found = list(strings())
    assert len(found) > 40
    assert [(where, text, faults) for where, text in found if (faults := faults_in(text))] == []


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_would_be_noticed(fault):
    assert faults_in(WRONG[fault]) == [fault]
    assert faults_in(f"<p>Voici\u00a0:</p><ul><li>{WRONG[fault]}</li></ul>") == [fault]


def test_good_french_has_no_fault():
    assert faults_in(f'<p>{RIGHT} <a href="https://u-link.care">lien</a></p>') == []
