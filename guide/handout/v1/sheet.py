"""What stands on a sheet of version 1, as plain data: one side for each language, each in the order
of the paper.
"""

from datetime import date

from .code import shown
from .glossary import forms_of, terms_in
from .options import Options
from .result import Result, result_for
from .richtext import nodes

WHOLE = ("urgent", "outlook")  # kinds of section of which nothing is cut


def pages_meant(sides: list[dict], codes, options: Options) -> int:
    """How many pages a sheet is to have: two, three where an answer is open; twice that in large
    print or in two languages; 0 for no limit, where the whole text is asked for."""
    if "full" in options.include:
        return 0
    pages = 3 if result_for(sides[0], codes).is_unsure else 2
    return pages * len(sides) * (2 if options.text == "large" else 1)


def sheet_data(
    sides: list[dict],
    codes,
    options: Options,
    *,
    number: int,
    published: date,
    code: str,
    check: str,
) -> dict:
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


def _side(result: Result, options):
    include, words = options.include, result.words
    asked = [one for one in result.about if one.situation]
    background = [one for one in result.about if not one.situation]
    told = [*asked, *result.options]
    outlook = result.outlook if "outlook" in include else []
    printed = [one.section for one in (*result.urgent, *told, *background, *outlook)]
    treatments = result.treatments if "treatments" in include else []
    prompts = result.prompts if "questions" in include else []
    full = "full" in include
    reviews = result.reviews
    return {
        "language": words["language"],
        "answers": [_answer(choice, words) for choice in result.answers],
        "ward": _ward(words["ward"].get(options.ward)),
        "key_points": [node for one in told for node in _points(one.section)] if full else [],
        "sections": [_section(one, result, full) for one in told],
        "about": [
            _section(one, result, True) | {"short": _points(one.section)} for one in background
        ],
        "treatments": [_treatment(use, words) for use in treatments],
        "urgent": [
            _section(one, result, True) | {"key_points": _points(one.section)}
            for one in result.urgent
        ],
        "questions": [{"code": prompt["code"], "title": prompt["text"]} for prompt in prompts],
        "outlook": [_section(one, result, True) for one in outlook],
        "support": [_resource(entry) for entry in _resources(words, options)],
        "words": _words(printed, background, words, treatments, full) if "words" in include else [],
        "sources": [_source(source) for source in _sources(printed, words)],
        "starter": len(reviews) < len(result.entries),
        "reviewers": list(dict.fromkeys(review["by"] for review in reviews)),
        "reviewed": _date(min((review["on"] for review in reviews), default="")),
    }


def _answer(choice, words):
    return {"question": words["question"][choice["question"]]["short"], "answer": choice["short"]}


def _resources(words, options):
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
    return sorted(
        found, key=lambda entry: (not entry["regions"], not (entry["phone"] or entry["text_line"]))
    )


def _words(sections, background, words, treatments, full):
    """The words in these sections, less those that the list of treatments explains.

    `short` words stand on the sheet even where background sections are told by their key points.
    """
    explained = {words["treatment"][use["treatment"]]["name"].casefold() for use in treatments}
    terms = []
    for term in words["term"].values():
        if not explained.intersection(form.casefold() for form in forms_of(term)):
            terms.append(term)
    aside = {one.section["code"] for one in background}
    whole = terms_in(
        [_told(section, full or section["code"] in aside) for section in sections], terms
    )
    short = {
        term["code"] for term in terms_in([_told(section, full) for section in sections], terms)
    }
    return [
        {
            "code": term["code"],
            "title": term["name"],
            "meaning": term["definition"],
            "short": term["code"] in short,
        }
        for term in whole
    ]


def _points(section):
    return nodes(section["key_points"])


def _told(section, whole):
    """A section's words: all of them where that is asked for and where none may be cut, or else its
    key points.
    """
    if whole or section["kind"] in WHOLE:
        return section["key_points"] + section["body"]
    return section["key_points"] or section["body"]


def _section(one, result, whole):
    """The situation is named only where the path leaves it open."""
    section = one.section
    unsure = {choice["question"] for choice in result.answers if choice["unsure"]}
    open_to = [group for group in one.situation if group[0]["question"] in unsure]
    groups = [[choice["short"] for choice in group if not choice["unsure"]] for group in open_to]
    return {
        "code": section["code"],
        "title": section["title"],
        "situation": [group for group in groups if group],
        "body": nodes(section["body"] if whole else section["key_points"] or section["body"]),
    }


def _treatment(use, words):
    """`source` is the publisher that alone names it for this situation, or empty."""
    treatment = words["treatment"][use["treatment"]]
    source = words["source"][use["source"]]["publisher"] if use["source"] else ""
    names = {"code": treatment["code"], "title": treatment["name"], "summary": treatment["summary"]}
    return names | {"part": use["part"], "source": source}


def _resource(entry):
    ways = {name: entry[name] for name in ("phone", "text_line", "email", "address")}
    return {"code": entry["code"], "title": entry["name"]} | ways


def _sources(sections, words):
    codes = dict.fromkeys(code for section in sections for code in section["sources"])
    return [words["source"][code] for code in codes]


def _source(source):
    names = ("title", "publisher", "address", "language")
    return {name: source[name] for name in names} | {"taken": _date(source["taken"])}


def _ward(ward):
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


def _date(day):
    """2026-01-31 → [2026, 1, 31]; None where there is none."""
    return [int(part) for part in day.split("-")] if day else None
