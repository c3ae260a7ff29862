"""Treatments at a glance: what one table shows, and where the guide is too large for one.

Every result whose answers are known is a column. Where these are more than MOST_COLUMNS, the table
is divided by the answers to the first question, and further where that is not enough.
"""

from .guide import Choice, Guide, Question
from .path import NotAPath, Path, read_path

MOST_COLUMNS = 30


def beginning(guide: Guide, address: str) -> Path:
    """The answers to the first questions, as `high` or `high/one-place`; "" for none.

    Raises NotAPath for anything else, and for an answer that says "not sure".
    """
    given = read_path(guide, address)
    first_questions = list(guide.questions)[: len(given.answers)]
    in_order = [choice.question for choice in given.answers] == first_questions
    if given.is_unsure or not in_order or given.address != address:
        raise NotAPath("unknown", address)
    return given


def columns_of(guide: Guide, given: Path) -> list[Path]:
    """Each result that begins with these answers, in the order of the questions."""
    addresses = [given.address]
    for question in given.open:
        longer = []
        for address in addresses:
            longer += [f"{address}/{choice.code}" for choice in known_choices(question)]
        addresses = longer
    return [read_path(guide, address) for address in addresses]


def is_divided(given: Path) -> bool:
    """Whether these answers lead to more results than one table can hold."""
    count = 1
    for question in given.open:
        count *= len(known_choices(question))
    return count > MOST_COLUMNS


def known_choices(question: Question) -> list[Choice]:
    return [choice for choice in question.choices if not choice.unsure]


def parts_of(guide: Guide) -> list[str]:
    """The address of each part: none where one table holds the whole guide."""
    found = []
    waiting = [beginning(guide, "")]
    for given in waiting:
        if not is_divided(given):
            continue
        for choice in known_choices(given.open[0]):
            part = read_path(guide, given.address_with(choice))
            found.append(part.address)
            waiting.append(part)
    return found
