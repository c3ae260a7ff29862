"""What a line's end may not part: a number from its unit, a range, a French pronoun from its verb,
a short word from the mark before it.
"""

import re
from functools import lru_cache

SPACE = "\u00a0"
JOINER = "\u2060"  # nothing is seen of it; the font has no hyphen that does not break

NUMBER = r"(?<![\w.,/-])\d{1,3}(?:[.,]\d{1,2})?"
UNIT = (
    r"(?:%|°|º|˚|[CF]\b|h\b|min\b|mm\b|cm\b|kg\b|mg\b|ml\b|mL\b|[ap]\.?m\b"
    r"|(?:hours?|heures?|minutes?|days?|jours?|nights?|nuits?|weeks?|semaines?|months?|mois"
    r"|years?|ans?|times|fois|degrees|degrés)\b)"
)
# 6 to 8, 8 h à 16 h, 8 a.m. to 4 p.m., between 2 and 3
RANGE = re.compile(
    rf"({NUMBER}(?: ?h\b| ?[ap]\.?m\b\.?)?) (to|à|or|ou|and|et|–) (?=\d{{1,3}}(?![\d-]))",
    re.IGNORECASE,
)
BEFORE_UNIT = re.compile(rf"({NUMBER}) (?={UNIT})")
HOUR_AND_MINUTES = re.compile(r"(?<![\w.,/-])(\d{1,2} ?\u00a0?h) (?=\d\d\b(?!\s?h\b))")
# A word with hyphens that is no address: a-t-il, proposez-vous, parlez-en, qu'est-ce.
PRONOUN = r"(?:je|tu|ils?|elles?|on|nous|vous|moi|toi|lui|leur|les?|la|en|y|ce|ci|là)"
INVERTED = re.compile(
    rf"(?<![\w./@-])(?:[^\W\d_]+[’'])?[^\W\d_]+(?:-t)?-{PRONOUN}(?:-(?:en|y|vous|nous))?(?![\w/@-]|\.\w)",
    re.IGNORECASE,
)
# A name: U-Link, U-Link.care.
ONE_LETTER = re.compile(r"(?<![\w./@-])[A-Z]-[A-Z][a-z]+(?![\w/@-])")
# « à risque élevé »: the mark, a space that is not parted, and a preposition of one letter.
AFTER_A_MARK = re.compile(r"((?:«\u00a0?|“|\()[àÀaAyY]) (?=\w)")


@lru_cache(maxsize=2048)  # the same words stand on many sheets
def with_ties(text: str) -> str:
    """The same text, in which a line ends at none of these. Only spaces become other spaces, and
    behind a hyphen comes a letter that is not seen; what has an address in it loses nothing.
    """
    if any(sign.isdigit() for sign in text):
        text = RANGE.sub(rf"\1{SPACE}\2{SPACE}", text)
        text = BEFORE_UNIT.sub(rf"\1{SPACE}", text)
        text = HOUR_AND_MINUTES.sub(rf"\1{SPACE}", text)
    if "-" in text:
        text = INVERTED.sub(_joined, text)
        text = ONE_LETTER.sub(_joined, text)
    return AFTER_A_MARK.sub(rf"\1{SPACE}", text)


def _joined(word: re.Match[str]) -> str:
    return word[0].replace("-", "-" + JOINER)
