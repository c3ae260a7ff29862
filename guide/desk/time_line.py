"""The time line on an entry's history page: what families read of it, and the page of that day."""

from django.shortcuts import redirect
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guide.edition.current import NoEdition, find_edition
from guide.publishing.changes import change_of, without_review
from guide.publishing.impact import paths_with
from guide.publishing.references import names_in
from guide.publishing.time_line import edition_of, spell_in, time_line

from .entry_panel import PAGES, page_address
from .page import requires
from .review import get_entry


def time_line_of(entry, typed):
    """The context of the time line. typed: the day in the address, "" where nobody asked."""
    spells = time_line(entry)
    day = _day(typed)
    context = {"spells": spells, "day": day, "typed_day": typed, "day_problem": ""}
    if typed and day is None:
        context["day_problem"] = _("Write the day as 2026-03-31.")
    number = edition_of(day) if day else None
    spell = spell_in(spells, number) if number else None
    if spell and spell.content:
        words = without_review(spell.content)
        kind = entry.kind_name()
        change = change_of(kind, entry.code, None, words, names_in([(kind, words)]))
        context["that_day"] = {"spell": spell, "edition": number, "fields": change.fields}
    return context


def _day(typed):
    try:
        return parse_date(typed)
    except ValueError:  # a day that no calendar has
        return None


@requires("guide.view_{kind}")
@require_safe
def page_of_day(request, kind, code, number):
    """Leads to a page of families, as it was in that edition, on which this entry was read."""
    entry = get_entry(kind, code)
    return redirect("admin:look", f"edition-{number}", _page(entry, number))


def _page(entry, number):
    kind = entry.kind_name()
    if kind == "treatment":
        return page_address("treatment", entry.code)
    if kind in PAGES:
        return page_address(PAGES[kind])
    try:
        guide = find_edition(number).guide("en")
    except NoEdition:
        return page_address("home")
    paths = paths_with(guide, kind, entry.code)
    return page_address("path", paths[0]) if paths else page_address("home")
