"""What stands on a handout, read back from its PDF."""

import io
import re
from collections.abc import Sequence

import pikepdf
import pypdf

from guide.handout import v1


def code_of(edition, path, options):
    """The code that version 1 gives a sheet."""
    return v1.write_code(edition.number, v1.read(edition.content, "en"), path.codes, options)


class Paper:
    """A PDF file: the words of its pages, and its tags."""

    def __init__(self, pdf):
        self.pdf = pdf
        self.pages = Pages(pdf)

    @property
    def text(self):
        return " ".join(self.pages)

    def tags(self):
        """(role, dictionary) of each structure element, in reading order."""
        with pikepdf.open(io.BytesIO(self.pdf)) as file:
            return [(role, dict(element)) for role, element in _elements(file.Root.StructTreeRoot)]

    def root(self, *names):
        """A value of the file's root as text: root("Lang") is the document's language."""
        with pikepdf.open(io.BytesIO(self.pdf)) as file:
            value = file.Root
            for name in names:
                value = value[f"/{name}"]
            return str(value)


class Pages(Sequence):
    """The words of each page, read when they are first asked for."""

    def __init__(self, pdf):
        self._pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
        self._words = {}

    def __len__(self):
        return len(self._pages)

    def __getitem__(self, place):
        if isinstance(place, slice):
            return [self[number] for number in range(*place.indices(len(self)))]
        number = range(len(self))[place]
        if number not in self._words:
            text = self._pages[number].extract_text().replace("\u200b", "")
            self._words[number] = re.sub(r"\s+", " ", text)
        return self._words[number]


def _elements(node):
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield (
                str(kid["/S"]).lstrip("/"),
                {name: str(kid.get(f"/{name}", "")) for name in ("Alt", "Lang")},
            )
            yield from _elements(kid)
