"""Which entries the guide has a drawing of, and which of these still lack the words for it."""

from django.conf import settings

from guide.models import BY_KIND
from guide.publishing.languages import language_names
from guide.publishing.working_copy import Row

DRAWN = frozenset(
    file.stem for file in (settings.BASE_DIR / "templates/guide/pictures").glob("[!_]*.html")
)


def is_drawn(kind: str, code: str) -> bool:
    return "drawing" in BY_KIND[kind].PAIRS and code in DRAWN


def languages_without_words(row: Row) -> list[str]:
    """The names of the languages in which an entry's drawing is not told yet; none where there is
    no drawing.
    """
    if row.withdrawn or not is_drawn(row.kind, row.code):
        return []
    told = BY_KIND[row.kind].whole(row.content)["drawing"]
    return [name for language, name in language_names().items() if not told[language].strip()]
