"""The coverage board: every path of the questions as they stand, and what families find there."""

from dataclasses import dataclass
from itertools import product

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guide.edition.path import read_path
from guide.edition.result import result_for
from guide.edition.telling import has_long_answer
from guide.models import BY_KIND
from guide.publishing.compile import compile_working_copy
from guide.publishing.languages import language_names
from guide.publishing.working_copy import read_quickly
from guide.roles import READ

from .page import desk_page, requires
from .preview import draft_edition
from .undescribed_drawings import languages_without_words

# Of entries that are read on paths.
NAMED_IN_CELLS = ("choice", "section", "treatment")


@dataclass(frozen=True)
class Cell:
    """One path: its sections and treatments, and what is to be said about their state.

    sections, treatments: (name, where the entry is) of each. states: (css class, words, the same
    of the entries that are meant).
    """

    address: str
    sections: tuple
    treatments: tuple
    states: tuple


@dataclass(frozen=True)
class Board:
    """What all cells look into. guides: the same in each language, the one that is shown first.

    rows: {(kind, code): Row}. addresses: {(kind, code): where the entry is}; a cell names a hundred
    entries, so each address is made once.
    """

    guides: list
    rows: dict
    addresses: dict


@requires(READ)
@require_safe
def coverage(request):
    rows = read_quickly()
    draft = draft_edition(compile_working_copy(rows))
    # The guide that is shown, in the language that is read, comes first.
    languages = sorted(language_names(), key=lambda language: language != get_language())
    guides = [draft.guide(language) for language in languages]
    rows_by_key = {(row.kind, row.code): row for row in rows}
    context = {"grids": grids(Board(guides, rows_by_key, _addresses(rows))), "guide": guides[0]}
    return desk_page(request, "coverage.html", _("Coverage board"), context)


def _addresses(rows):
    found = {}
    for row in rows:
        if row.kind in NAMED_IN_CELLS:
            found[row.kind, row.code] = reverse("admin:entry", args=[row.kind, row.code])
    return found


def grids(board):
    """One grid (first question × second) for each choice of the other questions: [(caption,
    columns, lines)].
    """
    guide = board.guides[0]
    choices = [question.choices for question in guide.questions.values()]
    first = choices[0] if choices else ()
    second = choices[1] if len(choices) > 1 else ()
    found = []
    for outside in product(*choices[2:]):
        found.append(_grid(board, first, second, outside))
    return found


def _grid(board, first, second, outside):
    lines = []
    for choice in first:
        cells = []
        for column in second or (None,):
            cells.append(_cell(board, [choice, column, *outside]))
        lines.append((choice, cells))
    return outside, list(second), lines


def _cell(board, choices):
    address = "/".join(choice.code for choice in choices if choice)
    path = read_path(board.guides[0], address)
    if not path.is_finished:
        return None
    results = [result_for(guide, read_path(guide, address)) for guide in board.guides]
    result = results[0]
    shown = [part.section for part in result.options]
    treatments = [use.treatment for use in result.treatments]
    on_page = [board.rows["section", section.code] for section in result.sections]
    on_page += [board.rows["treatment", treatment.code] for treatment in treatments]
    answers = [board.rows["choice", choice.code] for choice in path.answers]
    states = []
    for css, words, meant in _states(shown, on_page, answers):
        states.append((css, words, [_named(board, row.kind, row.code, row.title) for row in meant]))
    return Cell(
        path.address,
        sections=tuple(_named(board, "section", one.code, one.title) for one in shown),
        treatments=tuple(_named(board, "treatment", one.code, one.name) for one in treatments),
        states=(*states, *_long_answers(results)),
    )


def _named(board, kind, code, name):
    return name, board.addresses[kind, code]


def _long_answers(results):
    """(css class, words, ()) for each language in which the first points of all parts leave no
    room: families read them all, and a tired person has too much at once. It means all sections of
    the cell, which names them anyway.
    """
    for result in results:
        if has_long_answer(result):
            said = _("first points too long for one answer, in %(language)s")
            yield "warns", said % {"language": language_names()[result.guide.language]}, ()


def _states(shown, on_page, answers):
    """(css class, words, entries meant) of one cell."""
    kinds = {section.kind for section in shown}
    if not kinds:
        yield "stops", _("no text"), ()
    elif kinds == {"gap"}:
        yield "gap", _("gap: the sources do not say"), ()
    else:
        yield "fine", _("own text"), ()
    for css, words, meant in _to_mend(on_page, answers):
        if meant:
            yield css, words, tuple(meant)


def _to_mend(on_page, answers):
    """(css class, words, entries meant), also where no entry is meant."""
    today = timezone.localdate()
    yield "waits", _("draft waiting"), [row for row in on_page if row.is_waiting]
    overdue = [row for row in on_page if row.review_due and row.review_due < today]
    yield "warns", _("review overdue"), overdue
    untold = [row for row in (*answers, *on_page) if languages_without_words(row)]
    yield "warns", _("drawing without words"), untold
    for code, name in language_names().items():
        words = _("%(language)s missing") % {"language": name}
        yield "stops", words, [row for row in on_page if _lacks(row, code)]


def _lacks(row, language):
    """Whether words that the entry cannot do without are missing in this language."""
    required = BY_KIND[row.kind].REQUIRED
    return any(not row.content[name][language].strip() for name in required)
