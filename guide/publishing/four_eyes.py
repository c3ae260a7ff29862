"""Who wrote what is to be signed: everybody whose words stand in an entry since it was approved
last.

Nothing here asks the database.
"""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple, TypedDict

from guide.lib.content import Content

# (field, language); the language is "" for a field without one.
Name = tuple[str, str]


class Version(TypedDict):
    """One saved form of an entry. by: the id of the person, None for a command."""

    content: Content
    digest: str
    by: int | None


class _Step(NamedTuple):
    """A value that a field came to, and by whom."""

    value: Any
    by: int | None


def since_approval(
    versions: Sequence[Version], approved: Collection[str]
) -> tuple[Content, Sequence[Version]]:
    """The content that was approved last, and the versions after it.

    versions: oldest first. approved: the digests of what was approved, and of which nobody took the
    approval back. Where none of the versions was, the content is {} and every version is after it.
    """
    for place in reversed(range(len(versions))):
        if versions[place]["digest"] in approved:
            return versions[place]["content"], versions[place + 1 :]
    return {}, versions


def authors_of(before: Content, versions: Sequence[Version]) -> set[int]:
    """The ids of those whose words make the last version differ from `before`.

    Field by field and language by language: where a value comes back, what was written in between
    is undone, and whoever wrote that is no author of what stands there now.
    """
    start = _values(before)
    contents = [_values(version["content"]) for version in versions]
    names = set(start).union(*contents)
    authors = set()
    for name in names:
        trail = [_Step(start.get(name), None)]
        for values, version in zip(contents, versions, strict=True):
            _follow(trail, _Step(values.get(name), version["by"]))
        for step in trail[1:]:
            if step.by is not None:
                authors.add(step.by)
    return authors


def _follow(trail: list[_Step], step: _Step) -> None:
    """Add one more step to the trail of a field, or go back to where the trail had its value
    before.
    """
    for place, earlier in enumerate(trail):
        if earlier.value == step.value:
            del trail[place + 1 :]
            return
    trail.append(step)


def _values(content: Content) -> dict[Name, Any]:
    """The values of a content. Empty counts as not there."""
    values = {}
    for name, value in content.items():
        if isinstance(value, dict):
            for language, words in value.items():
                if words:
                    values[name, language] = words
        elif value not in ("", None, [], False):
            values[name, ""] = value
    return values
