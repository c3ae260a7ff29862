"""Whatever a process remembers from one request to the next stands in docs/state-in-memory.md."""

import re

from django.conf import settings

REMEMBERS = re.compile(r"lru_cache\(|@lru_cache|WeakKeyDictionary\(\)|LRUCache\(|\bcache\.\w*set\(")


def test_every_module_that_remembers_something_is_named():
    page = (settings.BASE_DIR / "docs" / "state-in-memory.md").read_text(encoding="utf-8")
    told = re.findall(r"`([a-z_0-9/]+(?:\.py|/))", page)
    guide = settings.BASE_DIR / "guide"
    remembering = []
    for file in guide.rglob("*.py"):
        if REMEMBERS.search(file.read_text(encoding="utf-8")):
            remembering.append(file.relative_to(guide).as_posix())
    assert len(remembering) > 20
    # A row names a module, or a whole folder.
    assert [name for name in sorted(remembering) if not name.startswith(tuple(told))] == []
