"""What is new in a source since its text was last read, and which entries rest on it."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from guide.models import ENTRY_MODELS, TreatmentUse

from .diff import diff_html

ALIKE = 0.5


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of the newer text (of the older one where it is gone), and what happened to it."""

    what: str  # same, added, changed, gone
    before: str = ""
    after: str = ""

    @property
    def diff(self):
        return diff_html(self.before, self.after)


def paragraphs(text):
    """Blocks between empty lines; a text without empty lines is taken line by line."""
    text = text.replace("\r\n", "\n").strip()
    blocks = re.split(r"\n[ \t]*\n", text) if re.search(r"\n[ \t]*\n", text) else text.split("\n")
    return [" ".join(block.split()) for block in blocks if block.strip()]


def compare(before, after):
    """[Paragraph] in reading order."""
    old, new = paragraphs(before), paragraphs(after)
    found = []
    for mark, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if mark == "equal":
            found += [Paragraph("same", text, text) for text in old[i1:i2]]
        else:
            found += _replaced(old[i1:i2], new[j1:j2])
    return found


def _replaced(gone, added):
    """Paragraphs that say nearly the same are one changed paragraph; the others came or went."""
    found, left = [], list(gone)
    for text in added:
        near = max(left, key=lambda old: _alike(old, text), default=None)
        if near is None or _alike(near, text) < ALIKE:
            found.append(Paragraph("added", after=text))
            continue
        place = left.index(near)
        found += [Paragraph("gone", before=old) for old in left[:place]]
        found.append(Paragraph("changed", near, text))
        left = left[place + 1 :]
    return found + [Paragraph("gone", before=old) for old in left]


def _alike(one, other):
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def citing(source):
    """Every entry that names this source, each once."""
    found = {}
    for model in ENTRY_MODELS:
        if "sources" in model.MANY_LINKS:
            found |= {(entry.kind_name(), entry.code): entry for entry in model.objects.filter(sources=source)}
    for use in TreatmentUse.objects.filter(source=source).select_related("section"):
        found.setdefault((use.section.kind_name(), use.section.code), use.section)
    return list(found.values())
