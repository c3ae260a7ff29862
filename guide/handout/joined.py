"""Finished PDF files → one file, with the tags of each, so that a screen reader reads it all.

pikepdf takes the pages over; what names them for screen readers it leaves to whoever joins. Each
file's tags become a part of the first file's document, and its numbers follow on those before it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    import pikepdf

BEGINNING = b"%PDF-1.7\n"  # of every file that is joined
LEADS_TO = re.compile(r"sheet:(\d+)")  # what a link of the contents says until it leads there


@dataclass(frozen=True)
class Part:
    """A file that is joined to the others.

    begins: the page of the whole that it begins on, from 1. What is free before it is left empty.
    """

    file: Path
    begins: int


def join(contents: Path, parts: Sequence[Part], to: BinaryIO) -> None:
    """Writes the contents and the parts behind them as one PDF file."""
    import pikepdf

    titles = []
    with pikepdf.open(contents) as whole:
        for part in parts:
            _fill_up(whole, part.begins - 1)
            with pikepdf.open(part.file) as file:
                _take_over(whole, file)
                titles.append(str(file.docinfo.Title))
        _lead_to_pages(whole, parts, titles)
        _set_bookmarks(whole, parts, titles)
        _say_how_many_pages(whole)
        whole.save(
            to,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
            fix_metadata_version=False,
        )


def _fill_up(whole: "pikepdf.Pdf", pages: int) -> None:
    """Empty pages, of the size of those before them, up to this number of pages."""
    _left, _foot, width, height = whole.pages[-1].mediabox
    while len(whole.pages) < pages:
        whole.add_blank_page(page_size=(float(width), float(height)))


def _take_over(whole: "pikepdf.Pdf", file: "pikepdf.Pdf") -> None:
    """The pages of a file and its tags, behind what is there."""
    import pikepdf

    tags = whole.Root.StructTreeRoot
    taken = file.Root.StructTreeRoot
    used = int(tags.ParentTreeNextKey)
    before = len(whole.pages)
    whole.pages.extend(file.pages)  # before their tags, which point to them
    document = _document(whole)
    part = whole.copy_foreign(_document(file))
    part.S = pikepdf.Name.Part
    part.P = document
    part.Lang = file.Root.Lang
    document.K.append(part)
    for number, elements in _numbered(taken.ParentTree):
        tags.ParentTree.Nums.append(used + number)
        tags.ParentTree.Nums.append(_copied(whole, elements))
    for page in list(whole.pages)[before:]:
        _count_on(page, used)
    tags.ParentTreeNextKey = used + int(taken.ParentTreeNextKey)


def _copied(whole: "pikepdf.Pdf", elements: Any) -> Any:
    """Tags of another file: one, or a list that stands in its table itself."""
    import pikepdf

    if elements.is_indirect:
        return whole.copy_foreign(elements)
    return pikepdf.Array([whole.copy_foreign(element) for element in elements])


def _document(file: "pikepdf.Pdf") -> Any:
    """The tag that holds all others."""
    return file.Root.StructTreeRoot.K[0]


def _numbered(tree: Any) -> list[tuple[int, Any]]:
    """(number, tags) of the table that leads from what stands on a page to its tags."""
    entries = list(tree.Nums)
    numbers = entries[0::2]
    elements = entries[1::2]
    return [(int(number), found) for number, found in zip(numbers, elements, strict=True)]


def _count_on(page: Any, used: int) -> None:
    """The page's numbers in that table, behind those that are used."""
    if "/StructParents" in page:
        page.StructParents = used + int(page.StructParents)
    for link in page.get("/Annots", []):
        if "/StructParent" in link:
            link.StructParent = used + int(link.StructParent)


def _lead_to_pages(whole: "pikepdf.Pdf", parts: Sequence[Part], titles: list[str]) -> None:
    """The links of the contents, which stand before the first part."""
    import pikepdf

    for page in list(whole.pages)[: parts[0].begins - 1]:
        for link in page.get("/Annots", []):
            address = str(link.A.URI) if "/A" in link and "/URI" in link.A else ""
            named = LEADS_TO.fullmatch(address)
            if named:
                number = int(named[1])
                page = whole.pages[parts[number].begins - 1]
                del link.A
                link.Dest = pikepdf.Array([page.obj, pikepdf.Name.Fit])
                link.Contents = titles[number]


def _set_bookmarks(whole: "pikepdf.Pdf", parts: Sequence[Part], titles: list[str]) -> None:
    import pikepdf

    with whole.open_outline() as bookmarks:
        for part, title in zip(parts, titles, strict=True):
            bookmarks.root.append(pikepdf.OutlineItem(title, part.begins - 1))


def _say_how_many_pages(whole: "pikepdf.Pdf") -> None:
    said = whole.Root.Metadata.read_bytes()
    number = b"<xmpTPg:NPages>%d<" % len(whole.pages)
    whole.Root.Metadata.write(re.sub(rb"<xmpTPg:NPages>\d+<", number, said))
