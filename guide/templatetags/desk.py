"""Filters of the desk's templates: kinds of entry, moments and rows of the log in words, and what
stands in two languages in the one that is read.
"""

from datetime import datetime
from typing import Any

from django import template
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from guide.lib.days import day_in_words
from guide.models.names import kind_in_words
from guide.publishing import audit

register = template.Library()


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
