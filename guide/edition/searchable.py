"""What is searched: the entries of an edition, and the places of the frame around them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from guide.lib.text import normal_text

from .guide import Entry, Guide
from .plain import plain_text


@dataclass(frozen=True)
class Place:
    """A page of the frame, a kind of help, a province: what is found beside entries.

    said: what people type who look for it. view: the name of its page. query, anchor: what follows
    in its address, as in region=ON and help. language: where it is not the reader's.
    """

    title: str
    said: tuple[str, ...]
    view: str
    query: str = ""
    anchor: str = ""
    language: str = ""


@dataclass(frozen=True)
class Page:
    """What is searched of an entry or a place. `shown` is what the list of results calls it.

    Text about the outlook is quiet: it is found, but never shown in an excerpt unasked.
    """

    kind: str
    shown: str
    title: str = ""
    also: str = ""
    text: str = ""
    said: tuple[str, ...] = ()
    entry: Entry | Place | None = None
    quiet: bool = False
    urgent: bool = False


def pages_of(guide: Guide, places: Iterable[Place]) -> tuple[Page, ...]:
    """All of them; where nothing else decides, what comes first here is found first.

    Help that is shown only where it is chosen is not among them: its kind is a place.
    """
    found = (
        *_treatments(guide),
        *_sections(guide),
        *_places(places),
        *_prompts(guide),
        *_terms(guide),
        *_resources(guide),
    )
    return tuple(_in_normal_form(page) for page in found)


def _treatments(guide: Guide) -> Iterator[Page]:
    for treatment in guide.treatments.values():
        parts = (treatment.what, treatment.expect, treatment.side_effects, treatment.call)
        yield Page(
            kind="treatment",
            shown=treatment.name,
            title=treatment.name,
            also=treatment.also_called,
            text="\n".join((treatment.summary, *map(plain_text, parts))),
            said=treatment.said,
            entry=treatment,
        )


def _sections(guide: Guide) -> Iterator[Page]:
    for section in guide.sections.values():
        yield Page(
            kind="section",
            shown=section.title,
            title=section.title,
            text=plain_text(section.key_points + section.body),
            said=section.said,
            entry=section,
            quiet=section.kind == "outlook",
            urgent=section.kind == "urgent",
        )


def _places(places: Iterable[Place]) -> Iterator[Page]:
    for place in places:
        yield Page(
            kind="place",
            shown=place.title,
            title=place.title,
            said=place.said,
            entry=place,
        )


def _prompts(guide: Guide) -> Iterator[Page]:
    """A question to ask is all text: none of its words is a title."""
    for prompt in guide.prompts.values():
        yield Page(kind="prompt", shown=prompt.text, text=prompt.text, entry=prompt)


def _terms(guide: Guide) -> Iterator[Page]:
    for term in guide.terms.values():
        yield Page(
            kind="term",
            shown=term.name,
            title=term.name,
            also="\n".join(term.forms),
            text=term.definition,
            said=term.said,
            entry=term,
        )


def _resources(guide: Guide) -> Iterator[Page]:
    for resource in guide.resources.values():
        if resource.is_shown_only_where_chosen:
            continue
        yield Page(
            kind="resource",
            shown=resource.name,
            title=resource.name,
            also=f"{resource.phone}\n{resource.address}",
            text=f"{resource.offers}\n{resource.how_to}",
            said=resource.said,
            entry=resource,
        )


def _in_normal_form(page: Page) -> Page:
    """An older edition may hold characters that nobody sees, which no query has."""
    return replace(
        page,
        title=normal_text(page.title),
        also=normal_text(page.also),
        said=tuple(normal_text(line) for line in page.said),
        text=normal_text(page.text),
    )
