"""What stands on a sheet of version 2, as plain data: one side for each language, each in the order
of the paper.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from guide.handout.v1.code import shown
from guide.handout.v1.options import Options
from guide.handout.v1.reader import Entry, Words
from guide.handout.v1.result import Shown
from guide.handout.v1.sheet import _answer as answer
from guide.handout.v1.sheet import _date as date_of
from guide.handout.v1.sheet import _source as source_of
from guide.handout.v1.sheet import _sources as sources_of

from .folder import FOLDER
from .parts import (
    not_here,
    outlook_of,
    page_of,
    questions_of,
    section_of,
    situation_line,
    situations_of,
    treatments_of,
    urgent_of,
    ward_of,
)
from .result import Result, result_for
from .richtext import run_in
from .services import support_of
from .situations import with_letters
from .terms import terms_of

PICTURES = FOLDER / "pictures"  # one for each choice that has a drawing, by its code
LONGEST_RUN_IN_TITLE = 45  # letters
MOST_OF_MANY = 450  # letters of a situation that is told in lines, where there are many
# The parts of a sheet; a copy that does not print one has it empty.
PARTS_OF_A_SHEET = (
    "find_out",
    "sections",
    "situations",
    "treatments",
    "questions",
    "about",
    "outlook",
    "support",
    "words",
    "sources",
)


def pages_meant(sides: list[Words], codes: Collection[str], options: Options) -> int:
    """How many pages a sheet has at most: four, five where an answer is open; twice that in
    large print or in two languages; 0 for no limit, where the whole text is asked for. A fever
    card in large print is a page in each language.
    """
    if options.copy == "card" and options.text == "large":
        return len(sides)
    if options.copy in ("nurse", "card"):
        return 1
    if "full" in options.include:
        return 0
    pages = 5 if result_for(sides[0], codes).is_open else 4
    if options.text == "large":
        pages *= 2
    return pages * len(sides)


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

    sides: what `read` gives of the edition, in each language that is printed. codes: the choices of
    the path.
    code: empty for a preview, which nobody can check. check: the address of the page that checks
    the code; the site is the part of it before that page.
    """
    site = check.partition("/check/")[0]
    return {
        "code": shown(code),
        "check": check,
        "text": options.text,
        "copy": options.copy,
        "nurse": options.copy == "nurse",
        "card": "card" in options.include,
        "lines": options.lines,
        "edition": number,
        "published": [published.year, published.month, published.day],
        "sides": [_side(result_for(words, codes), options, site) for words in sides],
    }


def _side(result: Result, options: Options, site: str) -> dict[str, Any]:
    words = result.words
    language = words["language"]
    return {
        "language": language,
        "situation": situation_line(result),
        "answers": [_answer_with_drawings(choice, words) for choice in result.answers],
        "open": result.is_open,
        "ward": ward_of(words["ward"].get(options.ward), language, site),
        "page": page_of(language, "/".join(result.codes), site),
        **_on_every_copy(result, options),
        **_of_this_copy(result, options, site),
    }


def _on_every_copy(result: Result, options: Options) -> dict[str, Any]:
    """Whom to call, with the words of the fever card where it is printed, and who reviewed it."""
    is_card = options.copy == "card"
    has_card = is_card or (options.copy == "family" and "card" in options.include)
    entries = result.entries(of_sheet=not is_card, of_card=has_card)
    is_reviewed = all(entry["reviewed"] for entry in entries)
    card = result.card if has_card else []
    return {
        "urgent": [urgent_of(one, result) for one in result.urgent],
        "card": [section_of(one, result, True) for one in card],
        "starter": not is_reviewed,
        **_reviews(entries, is_reviewed),
    }


def _of_this_copy(result: Result, options: Options, site: str) -> dict[str, Any]:
    """What the templates print of this copy, so that nothing else can change on it."""
    nothing: dict[str, Any] = {part: [] for part in PARTS_OF_A_SHEET}
    if options.copy == "card":
        return nothing
    if options.copy == "nurse":
        return nothing | _for_the_nurse(result)
    return _for_the_family(result, options, site)


def _for_the_nurse(result: Result) -> dict[str, Any]:
    """The answer by its key points, whatever is asked for the family; what everyone reads besides
    (`about`) only where it is for some answers.
    """
    of_some = [one for one in result.about if one.situation]
    return {
        "find_out": [section_of(one, result, False) for one in result.find_out],
        "sections": [section_of(one, result, False) for one in result.options],
        "about": [section_of(one, result, False) for one in of_some],
    }


def _for_the_family(result: Result, options: Options, site: str) -> dict[str, Any]:
    include = options.include
    words = result.words
    full = "full" in include
    outlook = result.outlook if "outlook" in include else []
    told = [*result.urgent, *result.find_out, *result.options, *result.about, *outlook]
    printed = [one.section for one in told]
    treatments = result.treatments if "treatments" in include else []
    support, more_services = support_of(words, options)
    told_sections = [section_of(one, result, full) for one in result.options]
    sections = [one | {"run_in": run_in(one["body"], MOST_OF_MANY)} for one in told_sections]
    sections, situations = with_letters(sections, situations_of(result, site))
    return {
        "sections": sections,
        "find_out": [section_of(one, result, full) for one in result.find_out],
        "situations": situations,
        "treatments": treatments_of(treatments, result),
        "questions": questions_of(result, include),
        "about": [_about(one, result, full) for one in result.about],
        "outlook": [outlook_of(one, result) for one in outlook],
        "support": support,
        "words": terms_of(printed, result, treatments, full) if "words" in include else [],
        **_sources(result, printed),
        "not_here": not_here(result, options, more_services),
    }


def _sources(result: Result, printed: list[Entry]) -> dict[str, Any]:
    """The sources of the answer, and how many other publishers the rest of the sheet names."""
    of_the_answer = [one.section for one in [*result.find_out, *result.options]]
    named = sources_of(of_the_answer or printed, result.words)
    told = {source["publisher"] for source in named}
    all_publishers = {source["publisher"] for source in sources_of(printed, result.words)}
    return {
        "sources": [source_of(source) for source in named],
        "more_sources": len(all_publishers - told),
    }


def _reviews(entries: list[Entry], is_reviewed: bool) -> dict[str, Any]:
    """Who reviewed it, where all of it is reviewed: never beside "not yet reviewed"."""
    reviews = [entry["reviewed"] for entry in entries] if is_reviewed else []
    in_order = dict.fromkeys(review["by"] for review in reviews)
    days = [review["on"] for review in reviews]
    return {
        "reviewers": list(in_order),
        "reviewed": date_of(min(days, default="")),
    }


def _answer_with_drawings(choice: Entry, words: Words) -> dict[str, Any]:
    """`pictures`: the drawing of the answer, or of each that it may still be. `code` names a file
    of ours; `drawing` says what can be seen on it.
    """
    may_be = [choice]
    if choice["unsure"]:
        of_question = words["choice"].values()
        may_be = [one for one in of_question if one["question"] == choice["question"]]
    pictures = []
    for one in may_be:
        if one["drawing"] and (PICTURES / f"{one['code']}.svg").exists():
            pictures.append({"code": one["code"], "drawing": one["drawing"]})
    return answer(choice, words) | {"pictures": pictures}


def _about(one: Shown, result: Result, full: bool) -> dict[str, Any]:
    """A section of everyone's. `run_in`: its words, where they stand on the line of its title.
    `of_some`: it is for some answers alone.
    """
    told = section_of(one, result, full)
    short = run_in(told["body"]) if len(told["title"]) < LONGEST_RUN_IN_TITLE else []
    return told | {
        "kind": one.section["kind"],
        "run_in": short,
        "of_some": bool(one.situation),
    }
