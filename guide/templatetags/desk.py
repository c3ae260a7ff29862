"""Filters of the desk's templates: kinds of entry, and rows of the log, in words."""

from django import template
from django.contrib.admin.models import LogEntry

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
