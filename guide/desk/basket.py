"""The changes that wait for an edition, as the publish page shows them: each with its tick."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from guide.lib.content import GuideContent, Key
from guide.models import BY_KIND, Edition, PlannedPublication
from guide.models.names import titled
from guide.publishing import basket
from guide.publishing.compile import pruned
from guide.publishing.impact import results
from guide.publishing.refused import Problem

from .preview import draft_guide


@dataclass
class BasketRow:
    """One change. is_ticked, is_correction: whether its ticks are set.

    pages: how many results it is read on. needs: titles of changes that it needs beside it.
    problems: what would be wrong with it in the guide as all of it stands.
    """

    item: basket.Item
    is_ticked: bool
    is_correction: bool
    is_planned: bool
    pages: int
    needs: list[str]
    problems: list[str]


def basket_rows(
    last: Edition | None,
    compiled: GuideContent,
    plans: Iterable[PlannedPublication],
    found: list[Problem],
    stopping: list[Problem],
    *,
    ticked: Collection[Key] | None = None,
    corrections: Collection[Key] = (),
) -> list[BasketRow]:
    """Every change, those that change a number or a link first.

    plans: what waits for its time. found: the problems of all that could go out; stopping: those
    of them that stop it. ticked: what the publisher had ticked; None where nobody has
    ticked anything yet.
    """
    items = basket.items(last, compiled)
    planned = _planned_keys(plans)
    ready = basket.ticked_at_first(last, compiled, planned=planned)
    if ticked is None:
        ticked = ready
    problems_by_key = _problems_by_key(found)
    # What would be said of answers that families are told something about now.
    uncovered = [problem.message for problem in stopping if problem.path]
    titles = {item.key: titled(item.kind, item.title) for item in items}
    pages_by_key = _pages_by_key(last, compiled)
    found = []
    for item in items:
        found.append(
            BasketRow(
                item=item,
                is_ticked=item.key in ticked,
                is_correction=item.key in corrections,
                is_planned=item.key in planned,
                pages=pages_by_key.get(item.key, 0),
                needs=[titles[key] for key in item.needs],
                problems=problems_by_key.get(item.key, []) + _uncovered_by(item, ready, uncovered),
            )
        )
    return sorted(found, key=lambda row: not _changes_a_fact(row.item))


def _planned_keys(plans: Iterable[PlannedPublication]) -> set[Key]:
    keys = set()
    for plan in plans:
        keys |= {(one["kind"], one["code"]) for one in plan.basket}
    return keys


def keys_from_form(names: Iterable[str]) -> set[Key]:
    """What a form sends ("section:outlook") → (kind, code). What is no entry's name is left out."""
    found = set()
    for name in names:
        kind, colon, code = name.partition(":")
        if colon and kind in BY_KIND:
            found.add((kind, code))
    return found


def _changes_a_fact(item: basket.Item) -> bool:
    if item.before is None or item.content is None:
        return False
    return any(field.changes_a_fact for field in item.change.fields)


def _problems_by_key(problems: Iterable[Problem]) -> dict[Key, list[str]]:
    found: dict[Key, list[str]] = {}
    for problem in problems:
        found.setdefault((problem.kind, problem.code), []).append(problem.message)
    return found


def _uncovered_by(item: basket.Item, ready: Collection[Key], uncovered: list[str]) -> list[str]:
    """These sentences, beside a change that is not ticked at first because of them."""
    may_be_the_reason = item.kind in basket.COVERING and item.key not in ready
    return uncovered if may_be_the_reason and not item.is_held else []


def _pages_by_key(last: Edition | None, compiled: GuideContent) -> dict[Key, int]:
    """How many results each entry is read on, afterwards or, where it goes out, before."""
    newest = last.number if last else 0
    before = _count_results(last.content, newest) if last else {}
    return before | _count_results(compiled, newest)


def _count_results(content: GuideContent, newest: int) -> dict[Key, int]:
    guide = draft_guide(_without_dead_links(content), "en", newest)
    counted: Counter[Key] = Counter()
    for page in results(guide).values():
        counted.update(page.entries)
    return dict(counted)


def _without_dead_links(content: GuideContent) -> GuideContent:
    """A copy without links that lead nowhere, which an unfinished guide may have."""
    entries = {kind: dict(of_kind) for kind, of_kind in content["entries"].items()}
    shown: GuideContent = pruned({"format": content["format"], "entries": entries})
    return shown
