"""Which entries an entry names, read from its content."""

from collections.abc import Iterable, Iterator

from guide.lib.content import Content
from guide.lib.guide_links import SCHEME, named_in, results_in
from guide.models import BY_KIND, Entry

from .values import Names, told_apart
from .working_copy import Row


def links_of(model: type[Entry], content: Content) -> Iterator[tuple[str, str | None]]:
    """(kind, code) of every entry that this content names; the code is None where it names none
    although it has to.
    """
    content = model.whole(content)
    for name in model.LINKS:
        if content[name] is not None or name not in model.LATER:
            yield model.link_target(name), content[name]
    for name in model.MANY_LINKS:
        for code in content[name]:
            yield model.link_target(name), code
    yield from dict.fromkeys(_named_in_texts(model, content))
    if model.kind_name() == "section":
        for use in content["treatments"]:
            yield "treatment", use["treatment"]
            if use["source"]:
                yield "source", use["source"]


def _named_in_texts(model: type[Entry], content: Content) -> Iterator[tuple[str, str]]:
    """What the rich texts lead to: pages of the guide that are about an entry."""
    for name in model.PAIRS:
        for text in content[name].values():
            if SCHEME in text:
                yield from named_in(text)


def results_named(model: type[Entry], content: Content) -> Iterator[list[str]]:
    """The codes of answers of each result that the rich texts lead to."""
    content = model.whole(content)
    for name in model.PAIRS:
        for text in content[name].values():
            if SCHEME in text:
                yield from results_in(text)


def names_in(contents: Iterable[tuple[str, Content | None]]) -> Names:
    """The names of all entries that these (kind, content) name, in one question for each kind."""
    wanted: dict[str, set[str]] = {}
    for kind, content in contents:
        for target, code in links_of(BY_KIND[kind], content) if content else ():
            if code:
                wanted.setdefault(target, set()).add(code)
    found = {}
    for target, codes in wanted.items():
        model = BY_KIND[target]
        for entry in model.objects.select_related(*model.LINKS).filter(code__in=codes):
            found[target, entry.code] = str(entry)
    return told_apart(found.items())


def dependants(kind: str, code: str, rows: Iterable[Row]) -> list[Row]:
    """The rows of the working copy that name this entry."""
    found = []
    for row in rows:
        if (kind, code) in links_of(BY_KIND[row.kind], row.content):
            found.append(row)
    return found
