"""Filters of the desk's templates: kinds of entry, moments and rows of the log in words, and what
stands in two languages in the one that is read; and the fields of a page to sign.
"""

from collections.abc import Iterable
from datetime import datetime
from html import escape
from typing import Any

from django import template
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.template.defaultfilters import linebreaksbr
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from guide.lib.days import day_in_words
from guide.models.names import kind_in_words
from guide.publishing import audit

register = template.Library()
# Where a text stands, by its language: French beside English, and what has none below both.
PLACES = {"fr": ' class="second"', "": ' class="both"'}


@register.filter
def kind_words(kind: str) -> str:
    """{{ row.kind|kind_words }}: "section" as the desk says it."""
    return kind_in_words(kind)


@register.filter
def happened(entry: LogEntry) -> str:
    """{{ action|happened }}: what a row of the log says."""
    return audit.in_words(entry)


@register.filter
def moment(when: datetime) -> str:
    """{{ version.at|moment }}: 3 March 2026, 08:30, as clocks are where the guide is made."""
    local = timezone.localtime(when)
    said = {"day": day_in_words(local), "time": date_format(local, _("H:i"))}
    return _("%(day)s, %(time)s") % said


@register.filter
def words_of(thing: Any, name: str) -> str:
    """{{ edition|words_of:"note" }}: of note_en and note_fr the one in the language that is read;
    the English where there is none. thing: a row of the database, or the content of an entry.
    """
    language = get_language() or settings.LANGUAGE_CODE
    if isinstance(thing, dict):
        pair = thing.get(name) or {}
        return pair.get(language) or pair.get("en", "")
    return getattr(thing, f"{name}_{language}", "") or getattr(thing, f"{name}_en")


@register.simple_tag
def working_copy(page: str, *names: str) -> str:
    """{% working_copy "path" cell.address %}: where staff look at a page of families as the working
    copy has it, in the language that is read.
    """
    address = reverse(f"guide:{page}", args=names).lstrip("/")
    return reverse("admin:look", args=["working", address])


@register.simple_tag
def lines_in_pairs(lines: Iterable[Any]) -> SafeString:
    """{% lines_in_pairs block.read %}: each Line of a Block, its words in English beside French.

    Drawn as one text: a page to sign has 1,700 of them, and a template for each takes most of the
    time that the page takes.
    """
    return mark_safe("".join(_pair(line) for line in lines))  # noqa: S308  # each is escaped


def _pair(line: Any) -> str:
    parts = "".join(_part(part) for part in line.parts)
    return f'<div class="pair"><p class="label">{escape(line.label)}</p>{parts}</div>\n'


def _part(part: Any) -> str:
    """What changes stands with the numbers and links that change."""
    field = part.field
    language = f' lang="{field.language}"' if field.language else ""
    shown = {"field": field, "LANGUAGE_CODE": get_language()}
    facts = typed = ""
    if part.is_change and field.before and field.after:
        facts = render_to_string("admin/desk/_facts.html", shown)
    if field.has_typed_signs:
        typed = render_to_string("admin/desk/_typed_signs.html", shown)
    words = linebreaksbr(field.diff) if part.is_change else _with_line_breaks(field.after)
    return f"<div{language}{PLACES.get(field.language, '')}>{facts}{words}{typed}</div>"


def _with_line_breaks(words: str) -> str:
    """As Django's linebreaksbr, in a part of its time: a page has 1,700 of them."""
    one_kind = words.replace("\r\n", "\n").replace("\r", "\n")
    return escape(one_kind).replace("\n", "<br>")
