"""What a spreadsheet may hold, counted before any of it is read: 44 kB may unpack to four million
cells.

Counted are the unpacked bytes, without a parser: each tag begins with “<”, each attribute has a
“=”.
"""

import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guide.publishing.refused import Refused

LARGEST_FILE = 5 * 1024 * 1024
LARGEST_UNPACKED = 10 * 1024 * 1024
MOST_PARTS = 100
MOST_SHEETS = 20
# 2,000 texts, as this program writes them, are 117,000 tags; what else is in a file is a thousand.
MOST_TAGS = 120_000
MOST_OTHER_TAGS = 5_000
MOST_ATTRIBUTES = 100_000
ROWS = ("xl/worksheets/", "xl/sharedStrings.xml")
SHEET = re.compile(rb"<(?:[^\s<>/:]+:)?sheet[\s/>]")
DECLARED = re.compile(rb"""^[^>]*?encoding\s*=\s*["']([^"']*)""")
# The character “<” looks the same in these.
ENCODINGS = (b"utf-8", b"utf-16", b"us-ascii", b"iso-8859-1", b"windows-1252")
BEGINNING_IN_EBCDIC = b"\x4c\x6f"  # <? in the alphabet of old mainframes
WAYS_OF_PACKING = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# What reading a file ends with that is no whole zip, or was written to be none: cut short, with
# sizes and places that cannot be, or with packed bytes that do not unpack.
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError)
# Python says so of a part with a password, or one that needs a newer way of unpacking than it has
# (NotImplementedError, which is one of these).
CANNOT_BE_UNPACKED = RuntimeError
NO_SHEET = gettext_lazy("This is not a spreadsheet (.xlsx). Nothing was imported.")
TOO_LARGE = gettext_lazy(
    "This spreadsheet holds more than one that went out of the guide: %(what)s. Copy the "
    "translations into a spreadsheet that you download anew, with nothing else in it. Nothing was "
    "imported."
)


def unpacked(data: bytes) -> BytesIO:
    """The same file, packed without compression: what reads it next unpacks no more than what was
    counted.

    Raises Refused for a file that is no zip of the right kind, or that would take long to read.
    """
    if len(data) > LARGEST_FILE:
        raise Refused(TOO_LARGE % {"what": _("it is larger than 5 MB")})
    if data.count(b"PK\x01\x02") > MOST_PARTS:
        raise Refused(TOO_LARGE % {"what": _("it is packed from too many parts")})
    try:
        parts = _parts(data)
    except Refused:
        raise  # it says what is the matter, and is a ValueError
    except (*BROKEN, CANNOT_BE_UNPACKED):
        raise Refused(NO_SHEET) from None
    too_much = next(_what_is_too_much(parts), "")
    if too_much:
        raise Refused(TOO_LARGE % {"what": too_much})
    return _packed(parts)


def _packed(parts: Mapping[str, bytes]) -> BytesIO:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file


def _parts(data: bytes) -> dict[str, bytes]:
    """{name: bytes}. Nothing is unpacked of a file whose own list of contents promises too much."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        contents = archive.infolist()
        if sum(part.file_size for part in contents) > LARGEST_UNPACKED:
            raise Refused(TOO_LARGE % {"what": _("unpacked it is larger than 10 MB")})
        # Other ways of packing give back more at once than was asked for.
        if any(part.compress_type not in WAYS_OF_PACKING for part in contents):
            raise Refused(NO_SHEET)
        return {part.filename: _read(archive, part) for part in contents}


def _read(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """No more than the part promises, even where it holds more."""
    with archive.open(part) as file:
        return file.read(part.file_size)


def _what_is_too_much(parts: Mapping[str, bytes]) -> Iterator[str]:
    """What the sentence says, for each thing that there is too much of."""
    rows = []
    other = []
    for name, part in parts.items():
        if name.startswith(ROWS):
            rows.append(part)
        else:
            other.append(part)
    if not all(_is_readable(part) for part in parts.values()):
        yield _("it is written in an unusual alphabet")
    if _how_many(b"<", rows) > MOST_TAGS:
        yield _("it has too many cells")
    if _how_many(b"<", other) > MOST_OTHER_TAGS:
        yield _("it has too many styles or names")
    if _how_many(b"=", parts.values()) > MOST_ATTRIBUTES:
        yield _("its cells say too much beside words")
    if sum(len(SHEET.findall(part)) for part in other) > MOST_SHEETS:
        yield _("it has too many sheets")


def _how_many(character: bytes, parts: Iterable[bytes]) -> int:
    return sum(part.count(character) for part in parts)


def _is_readable(part: bytes) -> bool:
    """Whether “<” looks in it as it does in ASCII."""
    head = part[:200].replace(b"\0", b"")
    if head.startswith(BEGINNING_IN_EBCDIC):
        return False
    declared = DECLARED.match(head)
    return declared is None or declared[1].lower() in ENCODINGS
