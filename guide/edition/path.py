"""Path: choice codes ⇄ answers. The address holds the codes, so nothing else needs to be remembered."""

from dataclasses import dataclass

from .guide import Choice, Question


class NotAPath(ValueError):
    """The codes are no path of this guide, or none yet. `reason` is unknown, twice or unfinished."""

    def __init__(self, reason, code=""):
        super().__init__(f"{reason}: {code}")
        self.reason = reason
        self.code = code


@dataclass(frozen=True)
class Path:
    """Answers so far, in the order of the questions, and the questions still open."""

    answers: tuple[Choice, ...]
    open: tuple[Question, ...]

    @property
    def codes(self):
        return tuple(choice.code for choice in self.answers)

    @property
    def address(self):
        """high/one-place"""
        return "/".join(self.codes)

    @property
    def is_finished(self):
        return not self.open

    @property
    def is_unsure(self):
        return any(choice.unsure for choice in self.answers)

    @property
    def next_question(self):
        return self.open[0] if self.open else None

    def address_with(self, choice):
        """The address after answering; it may need one redirect to its canonical order."""
        return "/".join((*self.codes, choice.code))

    def address_without(self, choice):
        """The address for changing one answer."""
        return "/".join(code for code in self.codes if code != choice.code)


def read_path(guide, address):
    """Read `high/one-place`, in any order, a code repeated or not.

    Raises NotAPath for a code that the guide does not have and for two answers to one question.
    """
    codes = [code for code in address.split("/") if code]
    if len(codes) > 2 * len(guide.questions) + 2:
        raise NotAPath("unknown", "")
    answers = {}
    for code in codes:
        choice = guide.choices.get(code)
        if choice is None:
            raise NotAPath("unknown", code)
        if answers.setdefault(choice.question, choice) is not choice:
            raise NotAPath("twice", code)
    questions = guide.questions.values()
    return Path(
        answers=tuple(answers[question.code] for question in questions if question.code in answers),
        open=tuple(question for question in questions if question.code not in answers),
    )


def read_finished_path(guide, address):
    """The same where only an answer to every question will do."""
    path = read_path(guide, address)
    if not path.is_finished:
        raise NotAPath("unfinished", path.address)
    return path


def all_paths(guide):
    """Every finished path, in the order of the questions and their choices."""
    addresses = [""]
    for question in guide.questions.values():
        addresses = [f"{address}/{choice.code}" for address in addresses for choice in question.choices]
    return [read_path(guide, address) for address in addresses]
