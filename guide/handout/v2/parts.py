"""The parts of a sheet of version 2, as plain data."""

from collections.abc import Iterable
from typing import Any

from guide.handout.v1.options import Options
from guide.handout.v1.reader import Entry, Words
from guide.handout.v1.result import Shown, Use
from guide.handout.v1.sheet import _treatment as treatment_of
from guide.handout.v1.sheet import _ward as ward_before

from .result import MOST_QUESTIONS, Result, result_for
from .richtext import letters_in, nodes, pieces_in
from .situations import pages_of, strongest_of
from .temperature import in_both_scales

TEAM_PAGES = {"en": "team", "fr": "equipe"}  # as addresses have it


def section_of(one: Shown, result: Result, whole: bool) -> dict[str, Any]:
    """A section by its key points, or by all of its text. Its situation is named only where the
    path leaves it open.
    """
    section = one.section
    language = result.words["language"]
    points = nodes(section["key_points"], language)
    body = nodes(section["body"], language)
    unsure = {choice["question"] for choice in result.answers if choice["unsure"]}
    situation: list[list[str]] = []
    for group in one.situation:
        named = [choice["short"] for choice in group if not choice["unsure"]]
        if named and group[0]["question"] in unsure:
            situation.append(_in_a_line(named, is_first=not situation))
    told = points + body if whole or not points else points
    return {
        "code": section["code"],
        "title": section["title"],
        "situation": situation,
        "body": told,
        "letters": letters_in(told),
        "pieces": pieces_in(told),
    }


def urgent_of(one: Shown, result: Result) -> dict[str, Any]:
    """A tier of whom to call, whole."""
    section = one.section
    language = result.words["language"]
    return section_of(one, result, True) | {
        "tier": section["tier"],
        "key_points": nodes(section["key_points"], language),
        "body": nodes(section["body"], language),
    }


def outlook_of(one: Shown, result: Result) -> dict[str, Any]:
    """The outlook by its text alone: its main point is the text's own sentence, and to read that
    twice is hard. A section that has no text yet is told by its points.
    """
    told = section_of(one, result, True)
    body = nodes(one.section["body"], result.words["language"])
    told["body"] = body or told["body"]
    return told | {"letters": letters_in(told["body"]), "pieces": pieces_in(told["body"])}


def lower_first(text: str) -> str:
    """One place → one place; MYCN amplified and N-myc stay as they are."""
    second = text[1:2]
    if second.islower() or second.isspace():
        return text[0].lower() + text[1:]
    return text


def situation_line(result: Result) -> str:
    """Low risk, one place"""
    return names_in_a_line(result.answers)


def names_in_a_line(choices: Iterable[Entry]) -> str:
    """Low risk, one place"""
    return ", ".join(_in_a_line([choice["short"] for choice in choices], is_first=True))


def _in_a_line(names: list[str], *, is_first: bool) -> list[str]:
    """Names as they are read on in a line: only the first keeps its capital."""
    told = []
    for place, name in enumerate(names):
        told.append(name if is_first and place == 0 else lower_first(name))
    return told


def ward_of(ward: Entry | None, language: str, site: str) -> dict[str, Any] | None:
    """A ward's numbers; `team` is the address of its own page, empty in a preview."""
    found = ward_before(ward)
    if ward is None or found is None:
        return None
    team = f"{site}/{language}/{TEAM_PAGES[language]}/{ward['code']}/" if site else ""
    temperature = in_both_scales(ward["fever_temperature"], language)
    return found | {"fever_temperature": temperature, "team": team, "logo": ward["logo"]}


def treatments_of(treatments: list[Use], result: Result) -> list[dict[str, Any]]:
    """Each treatment, and in `uses` what the page of each situation of `situations_of` says of it:
    its part, or nothing, and the publisher that alone names it there. `part`: the strongest of this
    sheet. `source`: those that alone name it so; empty where a section names it without one.
    """
    words = result.words
    named_by = []
    for _answers, _holding, path in pages_of(result):
        named_by.append(result_for(words, path.split("/")).uses)
    told = []
    for treatment in treatments:
        code = treatment["treatment"]
        strongest = strongest_of(code, result.uses) or treatment
        own = [use for use in result.uses if use["treatment"] == code]
        found = [_use(code, [use], words) for use in own if use["part"] == strongest["part"]]
        publishers = [use["source"] for use in found]
        source = "" if "" in publishers else "; ".join(dict.fromkeys(publishers))
        uses = [_use(code, named, words) for named in named_by]
        told.append(treatment_of(strongest, words) | {"uses": uses, "source": source})
    return told


def _use(code: str, uses: list[Use], words: Words) -> dict[str, str]:
    use = strongest_of(code, uses)
    if use is None:
        return {"part": "", "source": ""}
    publisher = words["source"][use["source"]]["publisher"] if use["source"] else ""
    return {"part": use["part"], "source": publisher}


def situations_of(result: Result, site: str) -> list[dict[str, Any]]:
    """Where an answer is open, each situation and its page; "" in a preview, which has no site."""
    found = []
    for answers, holding, path in pages_of(result):
        page = page_of(result.words["language"], path, site)
        numbers = [place + 1 for place in holding]
        title = names_in_a_line(answers)
        found.append({"title": title, "numbers": numbers, "page": page, "path": path})
    return found


def page_of(language: str, path: str, site: str) -> str:
    return f"{site}/{language}/guide/{path}/" if site else ""


def questions_of(result: Result, include: frozenset[str]) -> list[dict[str, str]]:
    if "questions" not in include:
        return []
    first = result.prompts[:MOST_QUESTIONS]
    return [{"code": prompt["code"], "title": prompt["text"]} for prompt in first]


def not_here(
    result: Result, options: Options, more_services: list[dict[str, str]]
) -> dict[str, Any]:
    """What stands on the page and not on this sheet: `parts` that were left out, in their order,
    how many more `questions` there are, and more `services` with their kind and title.
    """
    left_out = []
    for part in ("full", "treatments", "questions", "words", "outlook"):
        is_there = part != "outlook" or result.outlook
        if is_there and part not in options.include:
            left_out.append(part)
    if "support" not in options.include:
        left_out.append("support")
    elif not options.region:
        left_out.append("regions")
    more = len(result.prompts) - MOST_QUESTIONS if "questions" in options.include else 0
    return {"parts": left_out, "questions": max(0, more), "services": more_services}
