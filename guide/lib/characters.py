"""Characters: what looks the same becomes the same, and what nobody sees goes."""

import re
import unicodedata

# Control characters, halves of a pair, no characters at all: no text has them.
CONTROL = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff"
# What Unicode calls "default ignorable": soft hyphen, zero width space, direction marks, fillers.
IGNORABLE = (
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
# They come along when words are pasted, and feeds, spreadsheets and YAML refuse them.
REFUSED_BY_FILES = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
NEVER_SEEN = re.compile(f"[{IGNORABLE}]")
UNSEEN = re.compile(f"[{CONTROL}{IGNORABLE}]")
JOINERS = "\u200c\u200d"
# The scripts whose words need joiners: Arabic, Syriac, N’Ko, those of India and around it,
# Mongolian. And pictures, where several are joined to one.
JOINED = re.compile(
    "[\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\ua840-\ua87f\ua8e0-\ua8ff"
    "\u2600-\u27bf\U0001f000-\U0001faff]"
)
# Says of the character before it whether it is drawn as a picture or in the text's colour.
VARIANTS = "\ufe0e\ufe0f"
FULL_WIDTH = 0xFEE0  # from A to the A that is as wide as a Chinese character
SAME_LOOK = {
    ord(letter) + FULL_WIDTH: letter
    for letter in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
}
SAME_LOOK |= {0x2010: "-", 0xFE63: "-", 0xFF0D: "-"}
SAME_LOOK |= {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl"}
SAME_LOOK |= {0xFB05: "st", 0xFB06: "st"}
# Dashes, the minus and the hyphen that does not break: each has a use in a text, and none in what
# is looked up.
DASHES = dict.fromkeys([*range(0x2010, 0x2016), 0x2043, 0x2212, 0xFE58], "-")


def normal_characters(text: str) -> str:
    """In Unicode's NFC, without characters that nobody sees. Line ends and spaces stay as they
    are.
    """
    text = text.translate(SAME_LOOK)
    if UNSEEN.search(text):
        text = _without_unseen(text)
    return unicodedata.normalize("NFC", text)


def loose_characters(text: str) -> str:
    """For what somebody typed to find something: as NFKC has it, with "-" for every hyphen and
    dash.

    Not for a text that is kept: 10⁹ would become 109. Control characters stay: nobody types
    them, and they find nothing.
    """
    text = unicodedata.normalize("NFKC", NEVER_SEEN.sub("", text)).translate(DASHES)
    return NEVER_SEEN.sub("", text)


def _without_unseen(text: str) -> str:
    kept: list[str] = []
    for place, character in enumerate(text):
        before = kept[-1] if kept else ""
        after = text[place + 1 : place + 2]
        if not UNSEEN.match(character) or _is_needed(character, before, after):
            kept.append(character)
    return "".join(kept)


def _is_needed(character: str, before: str, after: str) -> bool:
    """Whether a character that nobody sees changes how its neighbours are written."""
    if not before:
        return False
    if character in JOINERS:
        joins = JOINED.match(before) or before in VARIANTS
        return bool(joins and JOINED.match(after) and not UNSEEN.match(after))
    if character in VARIANTS:
        return unicodedata.category(before).startswith("S")
    return "\u180b" <= character <= "\u180f" and "\u1820" <= before <= "\u18aa"
