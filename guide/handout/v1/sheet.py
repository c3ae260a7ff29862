"""What stands on a sheet of version 1, as plain data: one side for each language, each in the order
of the paper.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from .code import shown
from .glossary import forms_of, terms_in
from .options import Options
from .reader import Entry, Words
from .result import Result, Shown, Use, result_for
from .richtext import Node, nodes

WHOLE = ("urgent", "outlook")  # kinds of section of which nothing is cut


def pages_meant(sides: list[Words], codes: Collection[str], options: Options) -> int:
    """How many pages a sheet is to have: two, three where an answer is open; twice that in large
    print or in two languages; 0 for no limit, where the whole text is asked for."""
    if "full" in options.include:
        return 0
    pages = 3 if result_for(sides[0], codes).is_unsure else 2
    return pages * len(sides) * (2 if options.text == "large" else 1)


def sheet_data(
    sides: list[Words],
    codes: Collection[str],
    options: Options,
    *,
    number: int,
    published: date,
    code: str,
    check: str,
) -> dict[str, Any]:
    """The words of a sheet as data that JSON can carry.

    sides: what `reader.read` gives of the edition, in each language that is printed. codes: the
    choices of the path.
    code: empty for a preview, which nobody can check. check: the address of the page that checks
    the code.
    """
    return {
        "code": shown(code),
        "check": check,
        "text": options.text,
        "nurse": options.copy == "nurse",
        "lines": options.lines,
        "edition": number,
        "published": [published.year, published.month, published.day],
        "sides": [_side(result_for(words, codes), options) for words in sides],
    }


def _side(result: Result, options: Options) -> dict[str, Any]:
    include = options.include
    words = result.words
    asked = [one for one in result.about if one.situation]
    background = [one for one in result.about if not one.situation]
    told = asked + result.options
    outlook = result.outlook if "outlook" in include else []
    printed = [one.section for one in result.urgent + told + background + outlook]
    treatments = result.treatments if "treatments" in include else []
    prompts = result.prompts if "questions" in include else []
    full = "full" in include
    terms = _words(printed, background, words, treatments, full) if "words" in include else []
    reviews = result.reviews
    return {
        "language": words["language"],
        "answers": [_answer(choice, words) for choice in result.answers],
        "ward": _ward(words["ward"].get(options.ward)),
        "key_points": _all_points(told) if full else [],
        "sections": [_section(one, result, full) for one in told],
        "about": [_about(one, result) for one in background],
        "treatments": [_treatment(use, words) for use in treatments],
        "urgent": [_urgent(one, result) for one in result.urgent],
        "questions": [{"code": prompt["code"], "title": prompt["text"]} for prompt in prompts],
        "outlook": [_section(one, result, True) for one in outlook],
        "support": [_resource(entry) for entry in _resources(words, options)],
        "words": terms,
        "sources": [_source(source) for source in _sources(printed, words)],
        "starter": len(reviews) < len(result.entries),
        "reviewers": list(dict.fromkeys(review["by"] for review in reviews)),
        "reviewed": _date(min((review["on"] for review in reviews), default="")),
    }


def _answer(choice: Entry, words: Words) -> dict[str, str]:
    return {"question": words["question"][choice["question"]]["short"], "answer": choice["short"]}


def _resources(words: Words, options: Options) -> list[Entry]:
    """Services that can be reached: those of the chosen region first, then those for all of
    Canada.
    """
    if "support" not in options.include:
        return []
    found = []
    for entry in words["resource"].values():
        serves = not entry["regions"] or options.region in entry["regions"]
        can_be_reached = entry["phone"] or entry["text_line"] or entry["email"] or entry["address"]
        if serves and can_be_reached and entry["kind"] != "story":
            found.append(entry)

    def place(entry: Entry) -> tuple[bool, bool]:
        serves_everywhere = not entry["regions"]
        is_only_online = not (entry["phone"] or entry["text_line"])
        return serves_everywhere, is_only_online

    return sorted(found, key=place)


def _words(
    sections: list[Entry],
    background: list[Shown],
    words: Words,
    treatments: list[Use],
    full: bool,
) -> list[dict[str, Any]]:
    """The words in these sections, less those that the list of treatments explains.

    `short` words stand on the sheet even where background sections are told by their key points.
    """
    explained = {words["treatment"][use["treatment"]]["name"].casefold() for use in treatments}
    terms = []
    for term in words["term"].values():
        if not explained.intersection(form.casefold() for form in forms_of(term)):
            terms.append(term)
    aside = {one.section["code"] for one in background}
    whole_texts = [_told(section, full or section["code"] in aside) for section in sections]
    short_texts = [_told(section, full) for section in sections]
    short = terms_in(short_texts, terms)
    return [_term(term, is_short=term in short) for term in terms_in(whole_texts, terms)]


def _term(term: Entry, *, is_short: bool) -> dict[str, Any]:
    return {
        "code": term["code"],
        "title": term["name"],
        "meaning": term["definition"],
        "short": is_short,
    }


def _points(section: Entry) -> list[Node]:
    return nodes(section["key_points"])


def _all_points(shown: list[Shown]) -> list[Node]:
    found = []
    for one in shown:
        found += _points(one.section)
    return found


def _told(section: Entry, whole: bool) -> str:
    """A section's words: all of them where that is asked for and where none may be cut, or else its
    key points.
    """
    key_points: str = section["key_points"]
    body: str = section["body"]
    if whole or section["kind"] in WHOLE:
        return key_points + body
    return key_points or body


def _about(one: Shown, result: Result) -> dict[str, Any]:
    return _section(one, result, True) | {"short": _points(one.section)}


def _urgent(one: Shown, result: Result) -> dict[str, Any]:
    return _section(one, result, True) | {"key_points": _points(one.section)}


def _section(one: Shown, result: Result, whole: bool) -> dict[str, Any]:
    """The situation is named only where the path leaves it open."""
    section = one.section
    unsure = {choice["question"] for choice in result.answers if choice["unsure"]}
    situation = []
    for group in one.situation:
        named = [choice["short"] for choice in group if not choice["unsure"]]
        if named and group[0]["question"] in unsure:
            situation.append(named)
    return {
        "code": section["code"],
        "title": section["title"],
        "situation": situation,
        "body": nodes(section["body"] if whole else section["key_points"] or section["body"]),
    }


def _treatment(use: Use, words: Words) -> dict[str, Any]:
    """`source` is the publisher that alone names it for this situation, or empty."""
    treatment = words["treatment"][use["treatment"]]
    source = words["source"][use["source"]]["publisher"] if use["source"] else ""
    names = {"code": treatment["code"], "title": treatment["name"], "summary": treatment["summary"]}
    return names | {"part": use["part"], "source": source}


def _resource(entry: Entry) -> dict[str, Any]:
    ways = {name: entry[name] for name in ("phone", "text_line", "email", "address")}
    return {"code": entry["code"], "title": entry["name"]} | ways


def _sources(sections: list[Entry], words: Words) -> list[Entry]:
    """Each source once, in the order in which the sections name them."""
    found = {}
    for section in sections:
        for code in section["sources"]:
            found[code] = words["source"][code]
    return list(found.values())


def _source(source: Entry) -> dict[str, Any]:
    names = ("title", "publisher", "address", "language")
    return {name: source[name] for name in names} | {"taken": _date(source["taken"])}


def _ward(ward: Entry | None) -> dict[str, Any] | None:
    if ward is None:
        return None
    names = (
        "code",
        "hospital",
        "hours",
        "day_phone",
        "night_phone",
        "fever_line",
        "interpreter_line",
    )
    return {"title": ward["name"]} | {name: ward[name] for name in names}


def _date(day: str) -> list[int] | None:
    """2026-01-31 → [2026, 1, 31]; None where there is none."""
    return [int(part) for part in day.split("-")] if day else None
