"""The pages of the guide that a text may lead to, as the editor's list has them."""

from collections.abc import Iterable
from itertools import islice, product

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from guide.lib.regions import REGIONS
from guide.publishing.working_copy import Row

# A guide with many questions has more results than a list can hold.
MOST_RESULTS = 100

Page = tuple[str, str]


def pages_to_link(rows: Iterable[Row]) -> list[Page]:
    """[("Treatment: Surgery", "guide:treatment/surgery"), …], by their names in the language of the
    desk, as they stand in the working copy.
    """
    of_kind: dict[str, list[Row]] = {}
    for row in rows:
        if not row.withdrawn:
            of_kind.setdefault(row.kind, []).append(row)
    found = _whole_pages()
    for row in of_kind.get("treatment", ()):
        found.append((_("Treatment: %s") % _name(row, "name"), f"guide:treatment/{row.code}"))
    found += _results(of_kind)
    for code, name in REGIONS.items():
        found.append((_("Support in: %s") % name, f"guide:support/{code}"))
    for name, code in _by_name(of_kind.get("resource", ())):
        found.append((_("Service: %s") % name, f"guide:resource/{code}"))
    for name, code in _by_name(of_kind.get("term", ())):
        found.append((_("Word: %s") % name, f"guide:term/{code}"))
    return found


def _whole_pages() -> list[Page]:
    return [
        (_("All treatments"), "guide:treatments"),
        (_("Treatments at a glance"), "guide:at-a-glance"),
        (_("Support"), "guide:support"),
        (_("Words explained"), "guide:words"),
        (_("Questions to ask"), "guide:questions"),
        (_("About this guide"), "guide:about"),
    ]


def _results(of_kind: dict[str, list[Row]]) -> list[Page]:
    """The result of each combination of answers, in the order of the questions."""
    answers: dict[str, list[Row]] = {}
    for question in sorted(of_kind.get("question", ()), key=_place):
        answers[question.code] = []
    for choice in sorted(of_kind.get("choice", ()), key=_place):
        if choice.content["question"] in answers:
            answers[choice.content["question"]].append(choice)
    if not answers:
        return []
    found = []
    for path in islice(product(*answers.values()), MOST_RESULTS):
        name = ", ".join(_name(choice, "short") for choice in path)
        address = "/".join(choice.code for choice in path)
        found.append((_("Result: %s") % name, f"guide:result/{address}"))
    return found


def _by_name(rows: Iterable[Row]) -> list[tuple[str, str]]:
    return sorted((_name(row, "name"), row.code) for row in rows)


def _name(row: Row, field: str) -> str:
    """In the language that is read; in English where it has none there."""
    pair = row.content[field]
    return pair.get(get_language() or "en") or pair["en"]


def _place(row: Row) -> tuple[int, str]:
    return row.content["order"], row.code
