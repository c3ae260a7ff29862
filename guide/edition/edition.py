"""Live: the edition that families read now, whole in memory."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from django.utils.timezone import localdate

from guide.lib.canonical_json import canonical_json

from .load import load_guide


@dataclass(frozen=True)
class Past:
    """What is told of an edition once a newer one is live."""

    number: int
    digest: str
    published_at: datetime
    notes: dict[str, str]
    is_correction: bool = False


@dataclass(frozen=True)
class Live:
    """An edition's content and its Guides as they are asked for.

    history: the Past of every edition up to this one, the newest first.
    """

    number: int
    digest: str
    published_at: datetime
    notes: dict[str, str]
    content: dict = field(repr=False)
    history: tuple[Past, ...] = field(repr=False)
    _guides: dict = field(default_factory=dict, repr=False, compare=False)

    @property
    def published(self):
        return localdate(self.published_at)

    @cached_property
    def text(self):
        """The content as canonical JSON."""
        return canonical_json(self.content)

    def guide(self, language):
        """Its Guide in one language, made once."""
        if language not in self._guides:
            self._guides[language] = load_guide(
                self.content,
                language=language,
                number=self.number,
                digest=self.digest,
                published=self.published,
                note=self.notes.get(language, ""),
            )
        return self._guides[language]
