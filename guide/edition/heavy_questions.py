"""What comes first where a question is heavy.

Will my child live? Then the outlook, which opens only when it is chosen, comfort care, and someone
to talk to; never money for a funeral. Has a child died? Then help in grief, and someone to talk to;
nothing about chances.
"""

from collections.abc import Mapping, Sequence

from .guide import KINDS_TO_CHOOSE, Resource, Section
from .searchable import Page, Place

MOST_TO_TALK_TO = 3
TO_TALK_TO = ("helpline", "crisis")


def led_gently(
    pages: Sequence[Page], ranked: Sequence[int], spoken: Mapping[int, float]
) -> tuple[list[int], bool]:
    """Numbers of the pages in a gentle order, and whether the question is heavy.

    It is where it says what people say of the outlook, or of help that is shown only where it is
    chosen. spoken: page → how much of what people say of it was typed. Somebody who says more of a
    crisis than of the outlook ("I want to die") is led to the crisis line before all else.
    """
    meant = [n for n in ranked if n in spoken]
    outlook = [n for n in meant if pages[n].quiet]
    after = [n for n in meant if _is_only_where_chosen(pages[n])]
    if not (outlook or after):
        return list(ranked), False
    of_outlook = max([spoken[n] for n in outlook], default=0)
    of_help_after = max([spoken[n] for n in after], default=0)
    to_talk_to = _to_talk_to(pages)
    if of_help_after > of_outlook:
        first = [*after, *to_talk_to[:MOST_TO_TALK_TO]]
        left_out = {n for n in ranked if pages[n].quiet}
    else:
        in_crisis = [n for n in to_talk_to if spoken.get(n, 0) > of_outlook]
        first = [*in_crisis, *outlook, *_comfort(pages), *to_talk_to[:MOST_TO_TALK_TO]]
        left_out = set(after)
    in_order = dict.fromkeys([*first, *ranked])
    return [n for n in in_order if n not in left_out], True


def _to_talk_to(pages: Sequence[Page]) -> list[int]:
    """The services for the whole country that people call to talk."""
    return [number for number, page in enumerate(pages) if _is_to_talk_to(page)]


def _is_to_talk_to(page: Page) -> bool:
    found = page.entry
    return isinstance(found, Resource) and found.kind in TO_TALK_TO and not found.regions


def _comfort(pages: Sequence[Page]) -> list[int]:
    """The sections about comfort care."""
    found = []
    for number, page in enumerate(pages):
        if isinstance(page.entry, Section) and page.entry.kind == "comfort":
            found.append(number)
    return found


def _is_only_where_chosen(page: Page) -> bool:
    place = page.entry
    kinds = {f"kind={kind}" for kind in KINDS_TO_CHOOSE}
    return isinstance(place, Place) and place.query in kinds
