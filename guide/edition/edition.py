"""An edition as the program holds it: its content, and its Guides as they are asked for."""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.utils.timezone import localdate

from guide.lib.canonical_json import canonical_json

from .guide import Guide
from .load import load_guide


@dataclass(frozen=True)
class EditionSummary:
    """What is told of an edition once a newer one is live.

    corrections: (kind, code) of what it put right; empty where it does not say which.
    """

    number: int
    digest: str
    published_at: datetime
    notes: dict[str, str]
    is_correction: bool = False
    corrections: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class LoadedEdition:
    """An edition's content and its Guides as they are asked for.

    history: the EditionSummary of every edition up to this one, the newest first; empty where it
    was not asked for.
    is_draft: nobody has published it; only a preview shows it.
    """

    number: int
    digest: str
    published_at: datetime
    notes: dict[str, str]
    content: dict[str, Any] = field(repr=False)
    history: tuple[EditionSummary, ...] = field(repr=False)
    is_draft: bool = False
    _guides: dict[str, Guide] = field(default_factory=dict, repr=False, compare=False)
    # (version of the handout, language) → the words that it reads, made once (`handout.build`).
    on_paper: dict[tuple[int, str], Any] = field(
        init=False, default_factory=dict, repr=False, compare=False
    )

    @property
    def published(self) -> date:
        return localdate(self.published_at)

    @cached_property
    def text(self) -> str:
        """The content as canonical JSON."""
        return canonical_json(self.content)

    def guide(self, language: str) -> Guide:
        """Its Guide in one language, made once."""
        if language not in self._guides:
            self._guides[language] = load_guide(
                self.content,
                language=language,
                number=self.number,
                digest=self.digest,
                published=self.published,
                note=self.notes.get(language, ""),
                is_draft=self.is_draft,
            )
        return self._guides[language]
