"""Treatments at a glance: a table of all results, or of those with the answers in its address."""

from django.http import Http404
from django.urls import reverse

from guide.edition.glance import beginning, columns_of, is_divided, known_choices
from guide.edition.path import NotAPath
from guide.edition.result import PARTS, cards_of, sections_for

from .common import in_language, reads_edition, render_page
from .questionnaire import path_address


@reads_edition
def at_a_glance(request, edition, address=""):
    """A table: a column for each result, a row for each treatment that one of them names.

    address: the answers that its results share, as `high`. Where they are too many for one table,
    the page leads on to its parts.
    """
    guide = in_language(edition)
    try:
        given = beginning(guide, address)
    except NotAPath:
        raise Http404 from None
    context = {"given": given.answers, "steps": _steps(guide, given), "parts": PARTS}
    context["is_private"] = bool(given.answers)
    if not is_divided(given):
        context |= _table(guide, given)
    return render_page(request, edition, "guide/at_a_glance.html", context)


def _steps(guide, given):
    """Each question that divides the table, with a link for each of its answers."""
    asked = len(given.answers) + is_divided(given)
    steps = []
    for number, question in enumerate(list(guide.questions.values())[:asked]):
        before = given.codes[:number]
        links = []
        for choice in known_choices(question):
            part = "/".join((*before, choice.code))
            links.append(
                {
                    "choice": choice,
                    "address": reverse("guide:at_a_glance", args=[part]),
                    "is_here": choice in given.answers,
                }
            )
        steps.append({"question": question, "links": links})
    return steps


def _table(guide, given):
    # The answers that all columns share stand above the table; two rows of headings tell the rest.
    shared = max(0, min(len(given.answers), len(guide.questions) - 2))
    columns = [_column(guide, path, shared) for path in columns_of(guide, given)]
    rows = []
    publishers: dict = {}
    for treatment in guide.treatments.values():
        uses = [column["uses"].get(treatment.code) for column in columns]
        if any(uses):
            rows.append({"treatment": treatment, "cells": _cells(columns, uses, publishers)})
    return {"columns": columns, "rows": rows, "named_by": list(publishers.values())}


def _column(guide, path, shared):
    return {
        "answers": path.answers,
        "group": path.answers[shared] if path.answers else None,
        "own": path.answers[shared + 1 :],
        "address": path_address(path.address),
        "uses": {use.treatment.code: use for use in cards_of(sections_for(guide, path))},
    }


def _cells(columns, uses, publishers):
    """What each column says of one treatment. publishers: those of sources that alone name one, by
    their names, each with its number; what is new is added.
    """
    cells = []
    for column, use in zip(columns, uses, strict=True):
        marks = []
        for source in use.named_by if use else ():
            found = {"number": len(publishers) + 1, "source": source}
            marks.append(publishers.setdefault(source.publisher, found))
        part = use.part if use else ""
        cells.append({"answers": column["answers"], "part": part, "marks": marks})
    return cells
