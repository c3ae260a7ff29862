"""What is new in a source since its text was last read, and which entries rest on it."""

import re
from dataclasses import dataclass

from django.utils.safestring import SafeString

from guide.lib.content import Key
from guide.lib.text import normal_text
from guide.models import ENTRY_MODELS, Entry, Source, TreatmentUse

from .alignment import MOST_PAIRS, align
from .diff import diff_html

EMPTY_LINE = re.compile(r"\n[ \t]*\n")
# Two paragraphs are one that was changed where they have this part of their words in common.
ALIKE = 0.5
# Where more paragraphs than that stand in place of others, they are not matched one by one: all
# came, all went.
MOST_REPLACED = 500


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of the newer text (of the older one where it is gone), and what happened to
    it.
    """

    what: str  # same, added, changed, gone
    before: str = ""
    after: str = ""

    @property
    def diff(self) -> SafeString:
        return diff_html(self.before, self.after)


def paragraphs(text: str) -> list[str]:
    """Blocks between empty lines; a text without empty lines is taken line by line."""
    text = normal_text(text)
    blocks = EMPTY_LINE.split(text)
    if len(blocks) == 1:
        blocks = text.split("\n")
    return [" ".join(block.split()) for block in blocks if block.strip()]


def compare(before: str, after: str) -> list[Paragraph]:
    """The paragraphs of both texts in reading order."""
    old = paragraphs(before)
    new = paragraphs(after)
    found = []
    for block in align(old, new):
        gone = old[block.i1 : block.i2]
        added = new[block.j1 : block.j2]
        if block.same:
            found += [Paragraph("same", text, text) for text in gone]
        else:
            found += _replaced(gone, added)
    return found


def _replaced(gone: list[str], added: list[str]) -> list[Paragraph]:
    """Paragraphs that say nearly the same are one changed paragraph; the others came or went."""
    if _is_too_much(gone, added):
        return [
            Paragraph("gone", before="\n".join(gone)),
            Paragraph("added", after="\n".join(added)),
        ]
    spelled = _spelled(gone + added)
    spelled_gone = spelled[: len(gone)]
    spelled_added = spelled[len(gone) :]
    found = []
    place = 0  # of the first paragraph in `gone` that is not dealt with
    for text, word_letters in zip(added, spelled_added, strict=True):
        near = _nearest(word_letters, spelled_gone[place:])
        if near is None:
            found.append(Paragraph("added", after=text))
            continue
        found += [Paragraph("gone", before=old) for old in gone[place : place + near]]
        found.append(Paragraph("changed", gone[place + near], text))
        place += near + 1
    found += [Paragraph("gone", before=old) for old in gone[place:]]
    return found


def _is_too_much(gone: list[str], added: list[str]) -> bool:
    if max(len(gone), len(added)) > MOST_REPLACED:
        return True
    words_gone = sum(len(text.split()) for text in gone)
    words_added = sum(len(text.split()) for text in added)
    return words_gone * words_added > MOST_PAIRS


def _spelled(texts: list[str]) -> list[str]:
    """Each text as a string that has one letter for each word, which is quick to compare."""
    letter_of: dict[str, str] = {}
    spelled = []
    for text in texts:
        letters = []
        for word in text.split():
            letters.append(letter_of.setdefault(word, chr(len(letter_of))))
        spelled.append("".join(letters))
    return spelled


def _nearest(text: str, others: list[str]) -> int | None:
    """The place of the text that has most words in common; None where none has half of them."""
    # Imported here: families' workers never need it.
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import extractOne

    found = extractOne(text, others, scorer=Indel.normalized_similarity, score_cutoff=ALIKE)
    if found is None:
        return None
    _text, _score, place = found
    return int(place)


def citing(source: Source) -> list[Entry]:
    """Every entry that names this source, each once."""
    found: dict[Key, Entry] = {}
    for model in ENTRY_MODELS:
        if "sources" in model.MANY_LINKS:
            citing_kind = model.objects.filter(sources=source)  # type: ignore[misc]  # has them
            for entry in citing_kind:
                found[entry.kind_name(), entry.code] = entry
    for use in TreatmentUse.objects.filter(source=source).select_related("section"):
        found.setdefault((use.section.kind_name(), use.section.code), use.section)
    return list(found.values())
