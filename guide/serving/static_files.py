"""Style sheets, scripts and pictures on a server.

They are collected before it starts, and named by their content.
"""

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

LIST = "staticfiles.json"


class CollectedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """A file that was not collected costs that file, never the page that names it."""

    manifest_strict = False

    def stored_name(self, name: str) -> str:
        try:
            return str(super().stored_name(name))
        except ValueError:
            return name


def missing() -> list[str]:
    """Names of collected files that are not on the disk; the list itself where there is none.

    A developer's machine collects none, and misses none.
    """
    if settings.DEVELOPMENT:
        return []
    folder = Path(settings.STATIC_ROOT)
    collected = getattr(staticfiles_storage, "hashed_files", {})
    if not collected or not (folder / LIST).is_file():
        return [LIST]
    return [name for name in collected.values() if not (folder / name).is_file()]
