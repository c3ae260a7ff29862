"""Path: choice codes ⇄ answers. The address holds the codes, so nothing else has to be stored."""

from dataclasses import dataclass

from guide.lib.text import typed

from .guide import Choice, Guide, Question


class NotAPath(ValueError):
    """The codes are no path of this guide, or none yet.

    `reason` is unknown, twice or unfinished.
    """

    def __init__(self, reason: str, code: str = ""):
        super().__init__(f"{reason}: {code}")
        self.reason = reason
        self.code = code


@dataclass(frozen=True)
class Path:
    """Answers so far, in the order of the questions, and the questions still open."""

    answers: tuple[Choice, ...]
    open: tuple[Question, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(choice.code for choice in self.answers)

    @property
    def address(self) -> str:
        """high/one-place"""
        return "/".join(self.codes)

    @property
    def is_finished(self) -> bool:
        return not self.open

    @property
    def is_unsure(self) -> bool:
        return any(choice.unsure for choice in self.answers)

    @property
    def next_question(self) -> Question | None:
        return self.open[0] if self.open else None

    def address_with(self, choice: Choice) -> str:
        """The address after answering; it may need one redirect to its canonical order."""
        return "/".join((*self.codes, choice.code))

    def address_without(self, choice: Choice) -> str:
        """The address for changing one answer."""
        return "/".join(code for code in self.codes if code != choice.code)


def read_path(guide: Guide, address: str) -> Path:
    """Read `high/one-place`, in any order, a code repeated or not, with whatever hyphen a copy of
    it has.

    Raises NotAPath for a code that the guide does not have and for two answers to one question.
    """
    codes = [code for code in address.split("/") if code]
    if len(codes) > 2 * len(guide.questions) + 2:
        raise NotAPath("unknown")
    answer_to: dict[str, Choice] = {}
    for code in codes:
        choice = guide.choices.get(code) or guide.choices.get(typed(code))
        if choice is None:
            raise NotAPath("unknown", code)
        if answer_to.setdefault(choice.question, choice) is not choice:
            raise NotAPath("twice", code)
    return _path(guide, answer_to)


def _path(guide: Guide, answer_to: dict[str, Choice]) -> Path:
    answers = []
    still_open = []
    for question in guide.questions.values():
        if question.code in answer_to:
            answers.append(answer_to[question.code])
        else:
            still_open.append(question)
    return Path(tuple(answers), tuple(still_open))


def read_finished_path(guide: Guide, address: str) -> Path:
    """The same where only an answer to every question will do."""
    path = read_path(guide, address)
    if not path.is_finished:
        raise NotAPath("unfinished", path.address)
    return path


def all_paths(guide: Guide) -> list[Path]:
    """Every finished path, in the order of the questions and their choices."""
    addresses = [""]
    for question in guide.questions.values():
        longer = []
        for address in addresses:
            for choice in question.choices:
                longer.append(f"{address}/{choice.code}")
        addresses = longer
    return [read_path(guide, address) for address in addresses]
