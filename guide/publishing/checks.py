"""What stops an edition from being published."""

from itertools import product

from django.conf import settings

from guide.edition.result import applies
from guide.models import BY_KIND

from .references import links_of
from .refused import Problem

# More ways through the questions than this nobody can review, and no family finds its own.
MOST_PATHS = 500


def problems(content):
    """All Problems of an edition's content: with one of them it is not published."""
    entries = content["entries"]
    found = [
        *_missing_words(entries),
        *_dangling_links(entries),
        *_questionnaire(entries),
        *_too_large(entries),
    ]
    return found or list(_uncovered_paths(entries))


def _missing_words(entries):
    languages = [code for code, _ in settings.LANGUAGES]
    for kind, model in BY_KIND.items():
        for code, content in entries.get(kind, {}).items():
            whole = model.whole(content)
            for name in model.PAIRS:
                empty = [language for language in languages if not whole[name][language].strip()]
                if empty and (name in model.REQUIRED or len(empty) < len(languages)):
                    yield Problem(kind, code, f"“{code}”: {name} is missing in {', '.join(empty)}.")


def _dangling_links(entries):
    for kind, model in BY_KIND.items():
        for code, content in entries.get(kind, {}).items():
            for target, wanted in links_of(model, content):
                if wanted not in entries.get(target, {}):
                    yield Problem(
                        kind,
                        code,
                        (
                            f"“{code}” names the {target} “{wanted}”, which is withdrawn or not "
                            "approved."
                        ),
                    )


def _questionnaire(entries):
    if not entries.get("organisation"):
        yield Problem("organisation", "", "There is no approved entry about the organisation.")
    if not entries.get("question"):
        yield Problem("question", "", "There is no approved question.")
    for code in entries.get("question", {}):
        choices = [
            choice for choice in entries.get("choice", {}).values() if choice["question"] == code
        ]
        if sum(choice["unsure"] for choice in choices) != 1:
            yield Problem("question", code, f"“{code}” needs exactly one “not sure” answer.")
        if len(choices) < 2:
            yield Problem("question", code, f"“{code}” needs at least two answers.")


def _too_large(entries):
    choices = list(entries.get("choice", {}).values())
    paths = 1
    for question in entries.get("question", {}):
        paths *= sum(choice["question"] == question for choice in choices)
    if paths > MOST_PATHS:
        yield Problem(
            "question",
            "",
            f"The questions lead to {paths} results. Beyond {MOST_PATHS} a guide is past what "
            "families can use "
            "and a team can review: ask fewer questions, or offer fewer answers.",
        )


def _uncovered_paths(entries):
    question_of = {code: choice["question"] for code, choice in entries["choice"].items()}
    answers = [
        [code for code, of in question_of.items() if of == question]
        for question in sorted(entries["question"])
    ]
    unsure = {code for code, choice in entries["choice"].items() if choice["unsure"]}
    texts = [
        set(s["choices"])
        for s in entries.get("section", {}).values()
        if s["kind"] in ("options", "gap")
    ]
    for path in product(*answers):
        if not any(applies(ticked, path, question_of, unsure) for ticked in texts):
            yield Problem(
                "section", "", f"No section about options applies to the path {'/'.join(path)}."
            )
