"""Results beside a result: what applies with another answer to one question."""

from dataclasses import dataclass

from .guide import Choice, Guide, Section
from .path import Path


@dataclass(frozen=True)
class OtherResult:
    """The result that one other answer leads to, as high/one-place."""

    choice: Choice
    address: str


def results_beside(section: Section, path: Path, guide: Guide) -> list[OtherResult]:
    """The results of the answers that a section is not about, where it is about one of this path.

    A text for whoever does not know the risk group leads to the result of each group; one about a
    group that changed later, to the result of the other. "Not sure" is never led to.
    """
    found = []
    for answer in path.answers:
        if answer.code not in section.choices:
            continue
        for choice in guide.questions[answer.question].choices:
            if not choice.unsure and choice.code not in section.choices:
                found.append(OtherResult(choice, _with(choice, path)))
    return found


def _with(choice: Choice, path: Path) -> str:
    """The path's address with this answer in the place of its own to the same question."""
    codes = []
    for answer in path.answers:
        same_question = answer.question == choice.question
        codes.append(choice.code if same_question else answer.code)
    return "/".join(codes)
