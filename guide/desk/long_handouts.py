"""Sheets that a coming edition makes longer than they are meant to be: nurses print on both sides
of one sheet.

To know it a sheet must be set, which takes far longer than all else on the publish page. So the
page comes without: it says how many it has not looked at, and a second request, made by the page
itself where scripts run, looks at a few of them.
"""

from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone, translation

from guide.edition.path import all_paths
from guide.handout.fit import fits
from guide.models import content_digest
from guide.publishing.impact import changed_results
from guide.publishing.languages import language_names

from .preview import draft_edition

A_DAY = 24 * 60 * 60
AT_ONCE = 6  # sheets that the second request sets: less than half a second
WHEN_ASKED = 40  # and when somebody asks for more: some seconds
# What may be asked for, as it stands in the address.
LOOK, MORE = "look", "more"


@dataclass(frozen=True)
class LongHandouts:
    """`found`: {title, language, pages, meant, address} of those that are too long; `looked_at` of
    `changed` sheets were set.
    """

    found: list[dict[str, Any]]
    looked_at: int
    changed: int

    @property
    def not_looked_at(self) -> int:
        return self.changed - self.looked_at


def long_handouts(
    before: dict[str, Any] | None,
    content: dict[str, Any],
    which: str,
    newest: int,
    asked: str = "",
) -> LongHandouts:
    """The changed handouts that are looked at, and those of them that do not fit.

    before, content: of the last edition, or None, and of the coming one. which: name in preview
    addresses. newest: the number of the newest edition. asked: LOOK sets the first few sheets, MORE
    further ones than before, anything else none. A sheet follows from content and day, so what was
    found is remembered.
    """
    said_in = translation.get_language()
    key = f"long-handouts-{content_digest([before, content])}-{timezone.localdate()}-{said_in}"
    changed, fitted = cache.get(key) or (_changed_sheets(before, content, newest), {})
    not_yet = [sheet for sheet in changed if sheet not in fitted]
    most = {LOOK: max(0, AT_ONCE - len(fitted)), MORE: WHEN_ASKED}.get(asked, 0)
    fitted |= _fitted(not_yet[:most], content, newest)
    cache.set(key, (changed, fitted), A_DAY)
    found = []
    for (language, address), line in fitted.items():
        if line:
            found.append(line | {"address": _address(language, address, which)})
    return LongHandouts(found, len(fitted), len(changed))


def _fitted(
    sheets: list[tuple[str, str]], content: dict[str, Any], newest: int
) -> dict[tuple[str, str], dict[str, Any] | None]:
    """Of each of these sheets the line that tells of it, or None where it fits."""
    if not sheets:
        return {}
    coming = draft_edition(content, newest)
    found = {}
    for language, address in sheets:
        for fit in fits(coming, language, [address]):
            found[language, address] = _line(fit) if fit.is_too_long else None
    return found


def _changed_sheets(
    before: dict[str, Any] | None, content: dict[str, Any], newest: int
) -> list[tuple[str, str]]:
    """(language, address of the path) of each changed sheet that there will be, path by path."""
    last = draft_edition(before, newest) if before else None
    coming = draft_edition(content, newest)
    languages = {}
    for language in language_names():
        old = last.guide(language) if last else None
        new = coming.guide(language)
        there = {path.address for path in all_paths(new)}
        for address in changed_results(old, new):
            if address in there:
                languages.setdefault(address, []).append(language)
    found = []
    for address, changed_in in languages.items():
        found += [(language, address) for language in changed_in]
    return found


def _line(fit):
    title = ", ".join(choice.short for choice in fit.path.answers)
    language = language_names()[fit.language]
    return {"title": title, "language": language, "pages": fit.pages, "meant": fit.meant}


def _address(language, path, which):
    with translation.override(language):
        page = reverse("guide:summary", args=[path]).lstrip("/")
    return reverse("admin:preview", args=[which, page])
