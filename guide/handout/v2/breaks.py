"""Where a word that is longer than a line may be parted: a line of a sheet would else run over the
paper's edge, and its letters would be lost without a word.
"""

import re
import unicodedata

LONGEST_WORD = 30  # letters: no word of the guide is longer
BREAK = "\u200b"  # nothing is seen of it
LONG = re.compile(rf"[^\s/@{BREAK}]{{{LONGEST_WORD + 1},}}")
EVERY = 10  # letters; as many have room in the narrowest column, in large print


def with_breaks(text: str) -> str:
    """The same text, with places in each such word where a line may end. Addresses have their
    own.
    """
    return LONG.sub(lambda word: _in_pieces(word[0]), text)


def _in_pieces(word: str) -> str:
    """No accent is parted from its letter."""
    found = ""
    left = EVERY
    for letter in word:
        if left <= 0 and not unicodedata.combining(letter):
            found += BREAK
            left = EVERY
        found += letter
        left -= 1
    return found
