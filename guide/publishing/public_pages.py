"""The public pages, and which entries' words stand on each: what is read and signed together."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from guide.edition.guide import Guide, Treatment
from guide.edition.path import NotAPath, Path, all_paths, read_finished_path
from guide.edition.result import result_for
from guide.lib.content import Key

from .impact import NAMES, entries_of_result, entries_of_treatment

# A page that lists all entries of one kind.
LISTS = {"support": "resource", "words": "term", "questions": "prompt"}
# The fields of an entry that families read on its page; the others stand below it.
SHOWN = {
    "question": ("short",),
    "choice": ("label",),
    "section": ("title", "key_points", "body", "treatments", "sources"),
    "treatment": (
        "name",
        "also_called",
        "summary",
        "drawing",
        "what",
        "expect",
        "side_effects",
        "call",
        "sources",
    ),
    "resource": (
        "name",
        "offers",
        "phone",
        "text_line",
        "email",
        "address",
        "how_to",
        "languages",
        "regions",
        "confidence",
        "checked_on",
        "checked_by",
        "seen_on",
        "funded_until",
        "hours",
        "not_found",
    ),
    "term": ("name", "definition"),
    "prompt": ("text",),
    "source": (
        "title",
        "publisher",
        "address",
        "taken",
        "seen",
        "french_title",
        "french_publisher",
        "french_address",
    ),
    "organisation": (
        "name",
        "helpline",
        "helpline_hours",
        "who_writes",
        "who_reviews",
        "funding",
        "update_policy",
        "contact",
    ),
}


@dataclass(frozen=True)
class PublicPage:
    """`kind` is result, treatment, support, words, questions or about; `address` is high/one-place
    or surgery, and "" where there is one page of the kind.

    own: the entries whose words the page is made of, in its order. beside: the words and sources
    that it rests on.
    """

    kind: str
    address: str
    title: str
    own: tuple[Key, ...]
    beside: tuple[Key, ...]

    @property
    def name(self) -> str:
        """As an address of the desk has it: result/high/one-place, or support."""
        return f"{self.kind}/{self.address}" if self.address else self.kind

    @property
    def keys(self) -> tuple[Key, ...]:
        return (*self.own, *self.beside)


def public_pages(guide: Guide) -> Iterator[PublicPage]:
    """Every page, in the order in which a team best reads them: results first."""
    for path in all_paths(guide):
        yield _result(guide, path)
    for treatment in guide.treatments.values():
        yield _treatment(guide, treatment)
    for kind in LISTS:
        yield _list(guide, kind)
    yield _about(guide)


def public_page(guide: Guide, name: str) -> PublicPage | None:
    """The page of this name; None where there is none."""
    kind, _slash, address = name.partition("/")
    if kind == "result":
        return _result_at(guide, address)
    if kind == "treatment":
        treatment = guide.treatments.get(address)
        return _treatment(guide, treatment) if treatment else None
    if name in LISTS:
        return _list(guide, name)
    return _about(guide) if name == "about" else None


def _result_at(guide: Guide, address: str) -> PublicPage | None:
    try:
        path = read_finished_path(guide, address)
    except NotAPath:
        return None
    return _result(guide, path) if path.address == address else None


def _result(guide: Guide, path: Path) -> PublicPage:
    entries = entries_of_result(guide, path)
    own: list[Key] = []
    for choice in path.answers:
        own += [("question", choice.question), ("choice", choice.code)]
    own += [("section", section.code) for section in result_for(guide, path).sections]
    title = ", ".join(choice.short for choice in path.answers)
    return PublicPage("result", path.address, title, tuple(own), _beside(guide, entries))


def _treatment(guide: Guide, treatment: Treatment) -> PublicPage:
    beside = _beside(guide, entries_of_treatment(guide, treatment))
    own = (("treatment", treatment.code),)
    return PublicPage("treatment", treatment.code, treatment.name, own, beside)


def _list(guide: Guide, kind: str) -> PublicPage:
    of_kind = LISTS[kind]
    entries = getattr(guide, NAMES[of_kind])
    named: set[Key] = set()
    if kind == "support":
        entries = {**guide.resources, **guide.not_found}
        for resource in entries.values():
            named |= {("source", source.code) for source in resource.sources}
    own = tuple((of_kind, code) for code in entries)
    return PublicPage(kind, "", "", own, _beside(guide, named))


def _about(guide: Guide) -> PublicPage:
    """The page about who makes the guide; it lists all sources."""
    own = (("organisation", guide.organisation.code),)
    sources = [("source", code) for code in guide.sources]
    return PublicPage("about", "", "", own, tuple(sources))


def _beside(guide: Guide, entries: Collection[Key]) -> tuple[Key, ...]:
    """The words and sources among these entries, in the guide's order."""
    found = []
    for kind in ("term", "source"):
        for code in getattr(guide, NAMES[kind]):
            if (kind, code) in entries:
                found.append((kind, code))
    return tuple(found)
