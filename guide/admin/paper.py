"""Sheets that a coming edition makes longer than they are meant to be: nurses print on both sides of one sheet."""

from django.urls import reverse
from django.utils import translation

from guide.handout.fit import fits
from guide.publishing.languages import language_names

from .preview import draft_guide


def long_sheets(content, which):
    """The handouts that do not fit, as {title, language, pages, meant, address}. which: name in preview addresses."""
    return [
        _line(fit, language, name, which)
        for language, name in language_names().items()
        for fit in fits(draft_guide(content, language))
        if fit.is_too_long
    ]


def _line(fit, language, name, which):
    with translation.override(language):
        page = reverse("guide:summary", args=[fit.path.address]).lstrip("/")
    return {
        "title": ", ".join(choice.short for choice in fit.path.answers),
        "language": name,
        "pages": fit.pages,
        "meant": fit.meant,
        "address": reverse("admin:preview", args=[which, page]),
    }
