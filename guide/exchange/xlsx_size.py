"""What a spreadsheet may hold, counted before any of it is read: 44 kB may unpack to four million
cells.

Counted are the unpacked bytes, without a parser: each tag begins with “<”, each attribute has a
“=”.
"""

import re
import zipfile
from io import BytesIO

from guide.publishing.actions import Refused

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
# The sign “<” looks the same in these.
ENCODINGS = (b"utf-8", b"utf-16", b"us-ascii", b"iso-8859-1", b"windows-1252")
NO_SHEET = "This is not a spreadsheet (.xlsx). Nothing was imported."
TOO_LARGE = (
    "This spreadsheet holds more than one that went out of the guide: {}. Copy the translations "
    "into a spreadsheet "
    "that you download anew, with nothing else in it. Nothing was imported."
)


def unpacked(data: bytes) -> BytesIO:
    """The same file, packed without compression: what reads it next unpacks no more than what was
    counted.

    Raises Refused for a file that is no zip of the right kind, or that would take long to read.
    """
    if len(data) > LARGEST_FILE:
        raise Refused(TOO_LARGE.format("it is larger than 5 MB"))
    if data.count(b"PK\x01\x02") > MOST_PARTS:
        raise Refused(TOO_LARGE.format("it is packed from too many parts"))
    try:
        parts = _parts(data)
    except Refused:
        raise
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, RuntimeError):
        raise Refused(NO_SHEET) from None
    for found, most, words in _counted(parts):
        if found > most:
            raise Refused(TOO_LARGE.format(words))
    return _packed(parts)


def _packed(parts):
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file


def _parts(data):
    """{name: bytes}. Nothing is unpacked of a file whose own list of contents promises too much."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        contents = archive.infolist()
        if sum(part.file_size for part in contents) > LARGEST_UNPACKED:
            raise Refused(TOO_LARGE.format("unpacked it is larger than 10 MB"))
        # Other ways of packing give back more at once than was asked for.
        if any(
            part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
            for part in contents
        ):
            raise Refused(NO_SHEET)
        return {part.filename: _read(archive, part) for part in contents}


def _read(archive, part):
    """No more than the part promises, even where it holds more."""
    with archive.open(part) as file:
        return file.read(part.file_size)


def _counted(parts):
    """(how many, how many there may be, what the sentence says)."""
    rows = [part for name, part in parts.items() if name.startswith(ROWS)]
    other = [part for name, part in parts.items() if not name.startswith(ROWS)]
    yield (
        sum(not _is_readable(part) for part in parts.values()),
        0,
        "it is written in an unusual alphabet",
    )
    yield sum(part.count(b"<") for part in rows), MOST_TAGS, "it has too many cells"
    yield (
        sum(part.count(b"<") for part in other),
        MOST_OTHER_TAGS,
        "it has too many styles or names",
    )
    yield (
        sum(part.count(b"=") for part in parts.values()),
        MOST_ATTRIBUTES,
        "its cells say too much beside words",
    )
    yield sum(len(SHEET.findall(part)) for part in other), MOST_SHEETS, "it has too many sheets"


def _is_readable(part):
    head = part[:200].replace(b"\0", b"")
    declared = DECLARED.match(head)
    return not head.startswith(b"\x4c\x6f") and (not declared or declared[1].lower() in ENCODINGS)
