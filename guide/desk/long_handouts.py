"""Sheets that a coming edition makes longer than they are meant to be: nurses print on both sides
of one sheet.
"""

from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone, translation

from guide.handout.fit import fits
from guide.models import content_digest
from guide.publishing.impact import changed_results
from guide.publishing.languages import language_names

from .preview import draft_edition

A_DAY = 24 * 60 * 60


def long_sheets(before, content, which):
    """The handouts that changed and do not fit, as {title, language, pages, meant, address}.

    before, content: of the last edition, or None, and of the coming one. which: name in preview
    addresses. Setting a sheet takes a while, so what was found is remembered: a sheet follows from
    content and day.
    """
    digests = content_digest([before, content])
    key = f"long-sheets-{digests}-{timezone.localdate()}"
    found = cache.get_or_set(key, lambda: _find(before, content), A_DAY)
    return [{"address": _address(language, path, which)} | line for language, path, line in found]


def _find(before, content):
    coming = draft_edition(content)
    last = draft_edition(before) if before else None
    found = []
    for language, name in language_names().items():
        before_guide = last.guide(language) if last else None
        changed = changed_results(before_guide, coming.guide(language))
        for fit in fits(coming, language, set(changed)):
            if fit.is_too_long:
                found.append((language, fit.path.address, _line(fit, name)))
    return found


def _line(fit, language):
    title = ", ".join(choice.short for choice in fit.path.answers)
    return {"title": title, "language": language, "pages": fit.pages, "meant": fit.meant}


def _address(language, path, which):
    with translation.override(language):
        page = reverse("guide:summary", args=[path]).lstrip("/")
    return reverse("admin:preview", args=[which, page])
