"""What stops an edition from being published."""

from collections.abc import Iterator
from itertools import product

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from guide.edition.result import applies
from guide.lib.content import Content, Entries, GuideContent
from guide.models import BY_KIND, Entry
from guide.models.names import field_in_words, kind_in_words

from .languages import LANGUAGES, language_names
from .references import links_of, results_named
from .refused import Problem

# More ways through the questions than this nobody can review, and no family finds its own.
MOST_PATHS = 500
# The kinds of section of which each path needs one.
ABOUT_OPTIONS = ("options", "gap")


def problems(content: GuideContent) -> list[Problem]:
    """All Problems of an edition's content: with one of them it is not published."""
    entries = content["entries"]
    found = [
        *_missing_words(entries),
        *_dangling_links(entries),
        *_results_that_are_none(entries),
        *_questionnaire(entries),
        *_too_large(entries),
    ]
    return found or list(_uncovered_paths(entries))


def new_problems(content: GuideContent, live: GuideContent | None) -> list[Problem]:
    """The Problems that stop this content from going out after what is `live`.

    Answers for which families are told nothing already stop nothing: a telephone number that is put
    right must not wait for them.
    """
    found = problems(content)
    if not live or not any(problem.path for problem in found):
        return found
    return those_that_are_new(found, problems(live))


def those_that_are_new(found: list[Problem], known: list[Problem]) -> list[Problem]:
    """Those of the Problems that were found that say nothing of answers which are uncovered by what
    is live already. known: the Problems of that.
    """
    paths = {problem.path for problem in known}
    return [problem for problem in found if not problem.path or problem.path not in paths]


def _all(entries: Entries) -> Iterator[tuple[type[Entry], str, str, Content]]:
    """(model, kind, code, content) of every entry."""
    for kind, model in BY_KIND.items():
        for code, content in entries.get(kind, {}).items():
            yield model, kind, code, content


def _missing_words(entries: Entries) -> Iterator[Problem]:
    names = language_names()
    for model, kind, code, content in _all(entries):
        whole = model.whole(content)
        for name in model.PAIRS:
            empty = [language for language in LANGUAGES if not whole[name][language].strip()]
            is_half_empty = 0 < len(empty) < len(LANGUAGES)
            if is_half_empty or (empty and name in model.REQUIRED):
                said = _("“%(code)s”: %(field)s is missing in %(languages)s.") % {
                    "code": code,
                    "field": field_in_words(kind, name),
                    "languages": get_text_list([names[language] for language in empty], _("and")),
                }
                yield Problem(kind, code, said)


def _dangling_links(entries: Entries) -> Iterator[Problem]:
    for model, kind, code, content in _all(entries):
        for target, wanted in links_of(model, content):
            if wanted not in entries.get(target, {}):
                said = _(
                    "“%(code)s” names the %(kind)s “%(wanted)s”, which is withdrawn or not "
                    "approved."
                ) % {"code": code, "wanted": wanted, "kind": kind_in_words(target)}
                yield Problem(kind, code, said, about=(target, wanted or ""))


def _results_that_are_none(entries: Entries) -> Iterator[Problem]:
    """Links to a result that would need two answers to one question."""
    choices = entries.get("choice", {})
    for model, kind, code, content in _all(entries):
        for codes in results_named(model, content):
            questions = [choices[one]["question"] for one in codes if one in choices]
            if len(set(questions)) < len(questions):
                said = _(
                    "“%(code)s” leads to the result “%(path)s”, which has two answers to one "
                    "question. Choose the result from the list of the link button."
                ) % {"code": code, "path": "/".join(codes)}
                yield Problem(kind, code, said)


def _questionnaire(entries: Entries) -> Iterator[Problem]:
    if not entries.get("organisation"):
        yield Problem("organisation", "", _("There is no approved entry about the organisation."))
    if not entries.get("question"):
        yield Problem("question", "", _("There is no approved question."))
    for code in entries.get("question", {}):
        choices = _choices_of(code, entries).values()
        if sum(choice["unsure"] for choice in choices) != 1:
            said = _("“%(code)s” needs exactly one “not sure” answer.") % {"code": code}
            yield Problem("question", code, said)
        if len(choices) < 2:
            said = _("“%(code)s” needs at least two answers.") % {"code": code}
            yield Problem("question", code, said)


def _choices_of(question: str, entries: Entries) -> dict[str, Content]:
    choices = entries.get("choice", {})
    return {code: choice for code, choice in choices.items() if choice["question"] == question}


def _too_large(entries: Entries) -> Iterator[Problem]:
    paths = 1
    for question in entries.get("question", {}):
        paths *= len(_choices_of(question, entries))
    if paths > MOST_PATHS:
        said = _(
            "The questions lead to %(paths)s results. Beyond %(most)s a guide is past what "
            "families can use and a team can review: ask fewer questions, or offer fewer answers."
        )
        yield Problem("question", "", said % {"paths": paths, "most": MOST_PATHS})


def _uncovered_paths(entries: Entries) -> Iterator[Problem]:
    """Asked only of a content with no other problem: its questions and answers fit together."""
    choices = entries["choice"]
    question_of = {code: choice["question"] for code, choice in choices.items()}
    unsure = {code for code, choice in choices.items() if choice["unsure"]}
    answers = [list(_choices_of(question, entries)) for question in sorted(entries["question"])]
    ticked_for_options = []
    for section in entries.get("section", {}).values():
        if section["kind"] in ABOUT_OPTIONS:
            ticked_for_options.append(set(section["choices"]))
    for path in product(*answers):
        if not any(applies(ticked, path, question_of, unsure) for ticked in ticked_for_options):
            address = "/".join(path)
            said = _("No section about options applies to the path %(path)s.") % {"path": address}
            yield Problem("section", "", said, path=address)
