"""What the signs of a code of version 2 count: places in these tables.

Each table has room, and the room is part of what a code means: a value may be added at the end of a
table while there is room, and every old code still means its sheet. Nothing is ever moved or taken
out, and no room is ever changed. What is usual is another matter (`options`), and may change.
"""

LANGUAGES = ("en", "fr")
COPIES = ("family", "nurse", "card")
TEXTS = ("normal", "large")
PAPERS = ("letter", "a4")
PLACES = ("", "BC", "AB", "SK", "MB", "ON", "QC", "NB", "NS", "PE", "NL", "YT", "NT", "NU")
LINES = (2, 0, 1, 3, 4, 6, 8, 10)
PARTS = ("treatments", "questions", "support", "words", "outlook", "full", "card")

# A set of parts is written as what it differs in from these, so that most codes are short.
COUNTED_FROM = frozenset({"treatments", "questions", "support", "words"})

ROOM = {
    "language": 64,
    "copy": 8,
    "text": 4,
    "paper": 4,
    "region": 64,
    "lines": 16,
    "include": 2**12,
}
