"""Which words a sheet of version 2 explains: those that it does not explain elsewhere."""

import re
from typing import Any

from guide.handout.v1.glossary import TAG, forms_of, terms_in
from guide.handout.v1.reader import Entry, Words
from guide.handout.v1.result import Use
from guide.handout.v1.sheet import _told as told_by

from .result import Result

AND = re.compile(r" (?:and|et) ")  # between two names of one treatment
# What a word is told by where it stands: a metastatic cancer (in other parts too). Not its other
# name: (or "high risk").
TOLD_THERE = r"[\s”»]*\((?!(?:or|ou)\b)"


def terms_of(
    sections: list[Entry], result: Result, treatments: list[Use], full: bool
) -> list[dict[str, Any]]:
    """The words in the printed texts, less those that the sheet explains elsewhere: in its list of
    treatments, in brackets where they stand, or, of an answer, with the word for what was asked.
    """
    words = result.words
    texts = [told_by(section, full) for section in sections]
    told_once = _names_of(treatments, words)
    terms = [term for term in words["term"].values() if not told_once & _folded(term)]
    found = terms_in(texts, terms)
    answers = _answers_told(found, words)
    plain = " ".join(TAG.sub("", text).replace("&nbsp;", " ") for text in texts)
    told = []
    for term in found:
        if not (answers & _folded(term) or _is_told_there(term, plain)):
            told.append(
                {"code": term["code"], "title": term["name"], "meaning": term["definition"]}
            )
    return told


def _names_of(treatments: list[Use], words: Words) -> set[str]:
    """What these treatments are called: supportive and palliative care by its two names too."""
    names = set()
    for use in treatments:
        name = words["treatment"][use["treatment"]]["name"].casefold()
        names |= {name, *AND.split(name)}
    return names


def _folded(term: Entry) -> set[str]:
    return {form.casefold() for form in forms_of(term)}


def _answers_told(found: list[Entry], words: Words) -> set[str]:
    """The answers of each question whose own word is among these terms: "risk group" tells of low,
    intermediate and high.
    """
    told = set().union(*(_folded(term) for term in found))
    asked = set()
    for code, question in words["question"].items():
        if question["short"].casefold() in told:
            asked.add(code)
    choices = words["choice"].values()
    return {choice["short"].casefold() for choice in choices if choice["question"] in asked}


def _is_told_there(term: Entry, plain: str) -> bool:
    for form in forms_of(term):
        if form.strip() and re.search(rf"\b{re.escape(form)}{TOLD_THERE}", plain, re.IGNORECASE):
            return True
    return False
