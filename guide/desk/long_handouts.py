"""Sheets that a coming edition makes longer than they are meant to be: nurses print on both sides of one sheet."""

from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone, translation

from guide.handout.fit import fits
from guide.models import content_digest
from guide.publishing.languages import language_names

from .preview import draft_edition

A_DAY = 24 * 60 * 60


def long_sheets(content, which):
    """The handouts that do not fit, as {title, language, pages, meant, address}. which: name in preview addresses.

    Setting every sheet takes seconds, so what was found is remembered: a sheet follows from content and day.
    """
    key = f"long-sheets-{content_digest(content)}-{timezone.localdate()}"
    found = cache.get_or_set(key, lambda: _find(content), A_DAY)
    return [{"address": _address(language, path, which)} | line for language, path, line in found]


def _find(content):
    edition = draft_edition(content)
    return [
        (language, fit.path.address, _line(fit, name))
        for language, name in language_names().items()
        for fit in fits(edition, language)
        if fit.is_too_long
    ]


def _line(fit, language):
    title = ", ".join(choice.short for choice in fit.path.answers)
    return {"title": title, "language": language, "pages": fit.pages, "meant": fit.meant}


def _address(language, path, which):
    with translation.override(language):
        page = reverse("guide:summary", args=[path]).lstrip("/")
    return reverse("admin:preview", args=[which, page])
