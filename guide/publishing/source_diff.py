"""What is new in a source since its text was last read, and which entries rest on it."""

import re
from dataclasses import dataclass

from guide.lib.text import normal_text
from guide.models import ENTRY_MODELS, TreatmentUse

from .alignment import MOST_PAIRS, align
from .diff import diff_html

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
    def diff(self):
        return diff_html(self.before, self.after)


def paragraphs(text):
    """Blocks between empty lines; a text without empty lines is taken line by line."""
    text = normal_text(text)
    blocks = re.split(r"\n[ \t]*\n", text) if re.search(r"\n[ \t]*\n", text) else text.split("\n")
    return [" ".join(block.split()) for block in blocks if block.strip()]


def compare(before: str, after: str) -> list[Paragraph]:
    """The paragraphs of both texts in reading order."""
    old, new = paragraphs(before), paragraphs(after)
    found = []
    for block in align(old, new):
        if block.same:
            found += [Paragraph("same", text, text) for text in old[block.i1 : block.i2]]
        else:
            found += _replaced(old[block.i1 : block.i2], new[block.j1 : block.j2])
    return found


def _replaced(gone, added):
    """Paragraphs that say nearly the same are one changed paragraph; the others came or went."""
    if _is_too_much(gone, added):
        return [
            Paragraph("gone", before="\n".join(gone)),
            Paragraph("added", after="\n".join(added)),
        ]
    spelled = _spelled(gone + added)
    found, place = [], 0
    for text, word_letters in zip(added, spelled[len(gone) :], strict=True):
        near = _nearest(word_letters, spelled[place : len(gone)])
        if near is None:
            found.append(Paragraph("added", after=text))
            continue
        found += [Paragraph("gone", before=old) for old in gone[place : place + near]]
        found.append(Paragraph("changed", gone[place + near], text))
        place += near + 1
    return found + [Paragraph("gone", before=old) for old in gone[place:]]


def _is_too_much(gone, added):
    words_gone = sum(len(text.split()) for text in gone)
    words_added = sum(len(text.split()) for text in added)
    return max(len(gone), len(added)) > MOST_REPLACED or words_gone * words_added > MOST_PAIRS


def _spelled(texts):
    """Each text as a string that has one letter for each word, which is quick to compare."""
    letters = {}
    return [
        "".join(chr(letters.setdefault(word, len(letters))) for word in text.split())
        for text in texts
    ]


def _nearest(text, others):
    """The place of the text that has most words in common; None where none has half of them."""
    # Imported here: families' workers never need it.
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import extractOne

    found = extractOne(text, others, scorer=Indel.normalized_similarity, score_cutoff=ALIKE)
    return found[2] if found else None


def citing(source):
    """Every entry that names this source, each once."""
    found = {}
    for model in ENTRY_MODELS:
        if "sources" in model.MANY_LINKS:
            found |= {
                (entry.kind_name(), entry.code): entry
                for entry in model.objects.filter(sources=source)
            }
    for use in TreatmentUse.objects.filter(source=source).select_related("section"):
        found.setdefault((use.section.kind_name(), use.section.code), use.section)
    return list(found.values())
