"""What stands on a handout, as plain data: one side for each language, each in the order of the paper."""

from dataclasses import dataclass

from guide.edition.glossary import terms_in
from guide.edition.result import Result

from .code import shown
from .options import Options
from .richtext import nodes

WHOLE = ("urgent", "outlook")  # kinds of section of which nothing is cut


@dataclass(frozen=True)
class Sheet:
    """A path's Results in the languages that are printed, and how they are printed.

    `code` is empty for a preview. `check` is the address of the page that checks the code.
    """

    results: tuple[Result, ...]
    options: Options
    code: str = ""
    check: str = ""

    @property
    def pages(self):
        """How many pages it is to have: two, three where an answer is open; twice that in large print or in two
        languages; 0 for no limit, where the whole text is asked for."""
        if "full" in self.options.include:
            return 0
        pages = 3 if self.results[0].path.is_unsure else 2
        return pages * len(self.results) * (2 if self.options.text == "large" else 1)


def sheet_data(sheet):
    """The Sheet as data that JSON can carry."""
    guide, options = sheet.results[0].guide, sheet.options
    return {
        "code": shown(sheet.code),
        "check": sheet.check,
        "text": options.text,
        "nurse": options.copy == "nurse",
        "lines": options.lines,
        "edition": guide.number,
        "published": _date(guide.published),
        "sides": [_side(result, options) for result in sheet.results],
    }


def _side(result, options):
    include, guide = options.include, result.guide
    asked = tuple(entry for entry in result.about if entry.situation)
    background = tuple(entry for entry in result.about if not entry.situation)
    told = (*asked, *result.options)
    outlook = result.outlook if "outlook" in include else ()
    printed = [entry.section for entry in (*result.urgent, *told, *background, *outlook)]
    treatments = result.treatments if "treatments" in include else ()
    full = "full" in include
    return {
        "language": guide.language,
        "answers": [
            {"question": guide.questions[choice.question].short, "answer": choice.short}
            for choice in result.path.answers
        ],
        "ward": _ward(guide.wards.get(options.ward)),
        "key_points": [node for entry in told for node in _points(entry.section)] if full else [],
        "sections": [_section(entry, result, full) for entry in told],
        "about": [_section(entry, result, True) | {"short": _points(entry.section)} for entry in background],
        "treatments": [_treatment(use) for use in treatments],
        "urgent": [_section(entry, result, True) | {"key_points": _points(entry.section)} for entry in result.urgent],
        "questions": [{"code": p.code, "title": p.text} for p in result.prompts if "questions" in include],
        "outlook": [_section(entry, result, True) for entry in outlook],
        "support": [_resource(entry) for entry in printed_resources(guide, options)],
        "words": _words(printed, background, guide, treatments, full) if "words" in include else [],
        "sources": [_source(source) for source in dict.fromkeys(s for section in printed for s in section.sources)],
        "starter": result.is_starter,
        "reviewers": list(result.reviewers),
        "reviewed": _date(result.reviewed_on),
    }


def printed_resources(guide, options):
    """Services that can be reached: those of the chosen region first, then those for all of Canada."""
    if "support" not in options.include:
        return ()
    serving = [entry for entry in guide.resources.values() if entry.serves(options.region) and entry.kind != "story"]
    reachable = [entry for entry in serving if entry.phone or entry.text_line or entry.email or entry.address]
    return tuple(sorted(reachable, key=lambda entry: (not entry.regions, not (entry.phone or entry.text_line))))


def _words(sections, background, guide, treatments, full):
    """The words in these sections, less those that the list of treatments explains.

    `short` words stand on the sheet even where background sections are told by their key points.
    """
    explained = {use.treatment.name.casefold() for use in treatments}
    terms = [t for t in guide.terms.values() if not explained & {form.casefold() for form in (t.name, *t.forms)}]
    aside = {entry.section.code for entry in background}
    whole = terms_in([_told(section, full or section.code in aside) for section in sections], tuple(terms))
    short = terms_in([_told(section, full) for section in sections], tuple(terms))
    return [{"code": t.code, "title": t.name, "meaning": t.definition, "short": t in short} for t in whole]


def _points(section):
    return nodes(section.key_points)


def _told(section, whole):
    """A section's words: all of them where that is asked for and where none may be cut, or else its key points."""
    whole = whole or section.kind in WHOLE
    return section.key_points + section.body if whole else section.key_points or section.body


def _section(entry, result, whole):
    """The situation is named only where the path leaves it open."""
    unsure = {choice.question for choice in result.path.answers if choice.unsure}
    open_to = [group for group in entry.situation if group[0].question in unsure]
    groups = [[choice.short for choice in group if not choice.unsure] for group in open_to]
    return {
        "code": entry.section.code,
        "title": entry.section.title,
        "situation": [group for group in groups if group],
        "body": nodes(entry.section.body if whole else entry.section.key_points or entry.section.body),
    }


def _treatment(use):
    """`source` is the publisher that alone names it for this situation, or empty."""
    treatment, source = use.treatment, use.source.publisher if use.source else ""
    names = {"code": treatment.code, "title": treatment.name, "summary": treatment.summary}
    return names | {"part": use.part, "source": source}


def _resource(entry):
    ways = {name: getattr(entry, name) for name in ("phone", "text_line", "email", "address")}
    return {"code": entry.code, "title": entry.name} | ways


def _source(source):
    names = ("title", "publisher", "address", "language")
    return {name: getattr(source, name) for name in names} | {"taken": _date(source.taken)}


def _ward(ward):
    if ward is None:
        return None
    names = ("code", "hospital", "hours", "day_phone", "night_phone", "fever_line", "interpreter_line")
    return {"title": ward.name} | {name: getattr(ward, name) for name in names}


def _date(day):
    return [day.year, day.month, day.day] if day else None
