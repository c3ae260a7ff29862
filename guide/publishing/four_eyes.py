"""Who wrote what is to be signed: everybody whose words stand in an entry since it was approved
last.

Nothing here asks the database. A version is a mapping with "content", "digest" and "by" (the
person's id, or None for a command), as `EntryVersion` keeps it; versions come oldest first.
"""

from collections.abc import Iterable, Mapping, Sequence


def since_approval(
    versions: Sequence[Mapping], approved: Iterable[str]
) -> tuple[dict, Sequence[Mapping]]:
    """The content that was approved last, and the versions after it.

    approved: the digests of what was approved, and of which nobody took the approval back. Where
    none of the versions was, the content is {} and every version is after it.
    """
    approved = set(approved)
    for place in range(len(versions) - 1, -1, -1):
        if versions[place]["digest"] in approved:
            return versions[place]["content"], versions[place + 1 :]
    return {}, versions


def authors_of(before: Mapping, versions: Sequence[Mapping]) -> set:
    """The ids of those whose words make the last version differ from `before`.

    Field by field and language by language: where a value comes back, what was written in between
    is undone, and whoever wrote that is no author of what stands there now.
    """
    contents = [_values(version["content"]) for version in versions]
    start = _values(before)
    names = set(start).union(*contents)
    authors = set()
    for name in names:
        trail = [(start.get(name), None)]
        for values, version in zip(contents, versions, strict=True):
            _follow(trail, values.get(name), version["by"])
        authors.update(by for _value, by in trail[1:] if by is not None)
    return authors


def _follow(trail, value, by):
    """Add one more value to the trail of a field, or go back to where the trail had this value
    before.
    """
    for place, (earlier, _by) in enumerate(trail):
        if earlier == value:
            del trail[place + 1 :]
            return
    trail.append((value, by))


def _values(content):
    """{(field, language): value} of a content; language is "" for a field without one.

    Empty counts as not there.
    """
    values = {}
    for name, value in content.items():
        if isinstance(value, dict):
            values |= {(name, language): words for language, words in value.items() if words}
        elif value not in ("", None, [], False):
            values[name, ""] = value
    return values
