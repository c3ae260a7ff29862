"""Telephone numbers as staff write them → the address that a tap calls; nothing where it is not
surely one number.

Our own few lines and not a library: phonenumbers cannot read "poste 6274", takes a ", 2" behind a
number for an extension and 9-8-8 for none, and half a second to be imported. A number that is not
understood stays words.
"""

import re

from .text import typed

LONGEST = 80
# Between groups of digits.
BETWEEN = r"[\s.()-]*"
EXTENSION = re.compile(
    r"(?P<number>.*?)"
    r"(?:;ext=|[\s,;]*(?:\bext(?:ension)?\b|(?<=[\s\d])x|\bposte\b|#)[\s.:]*)"
    r"(?P<extension>\d{1,7})",
    re.IGNORECASE | re.DOTALL | re.ASCII,
)
# Canada, the United States and the Caribbean: area code, exchange and line, where letters stand for
# the keys of a telephone in the last seven places.
NORTH_AMERICAN = re.compile(r"(?:\+?1)?(?P<area>[2-9]\d\d)(?P<rest>[2-9A-Z][\dA-Z]{6})", re.ASCII)
INTERNATIONAL = re.compile(r"\+(?!1)[1-9]\d{7,14}", re.ASCII)
# 811, 911, 988, and 310-…, which is dialled without an area code everywhere in Canada.
SHORT = re.compile(r"[2-9]11|988|310\d{4}", re.ASCII)
KEYS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
TARGET = re.compile(r'(?<= href="tel:)[^"]+(?=")')


def dialled(written: str) -> str:
    """What follows `tel:` for this number: +15143454931;ext=6274, 988. "" where it is not surely
    one number.

    1-888-939-3333 → +18889393333; 1-800-263-FEED → +18002633333; +44 20 7946 0958 → +442079460958.
    Two numbers, a choice of a menu ("(2)"), a star code and a number without its area code are
    none.
    """
    if len(written) > LONGEST:
        return ""
    written = typed(written)
    found = EXTENSION.fullmatch(written)
    number = _number(found["number"] if found else written)
    if not number or not found:
        return number
    return f"{number};ext={found['extension']}" if number.startswith("+") else ""


def text_message(written: str) -> str:
    """sms:686868?&body=CONNECT, sms:988. "" where there is not just one number.

    Of “Text CONNECT to 686868”: the one word in capitals is what is written.
    """
    numbers = re.findall(r"\d[\d-]*", typed(written))
    if len(numbers) != 1:
        return ""
    number = numbers[0]
    plain = number.replace("-", "")
    if "-" in number:
        plain = dialled(number)
    elif not 3 <= len(plain) <= 6:
        return ""
    words = re.findall(r"\b[A-Z]{4,}\b", written)
    body = f"?&body={words[0]}" if len(words) == 1 else ""
    return f"sms:{plain}{body}" if plain else ""


def with_dialled_links(html: str) -> str:
    """Rich text whose telephone links call what the same number in a field of its own would
    call.
    """
    return TARGET.sub(lambda target: dialled(target[0]) or target[0], html)


def _number(written: str) -> str:
    plain = re.sub(BETWEEN, "", written)
    if not _is_well_parted(written):
        return ""
    if found := NORTH_AMERICAN.fullmatch(plain):
        return f"+1{found['area']}{found['rest'].translate(KEYS)}"
    return plain if INTERNATIONAL.fullmatch(plain) or SHORT.fullmatch(plain) else ""


def _is_well_parted(written: str) -> bool:
    """Brackets at most around the area code: "(0)" and "(2)" are not dialled, or not as they stand
    there.
    """
    brackets = re.findall(r"[()]", written)
    return not brackets or bool(re.match(r"(?:\+?1)?[\s.-]*\([2-9]\d\d\)[^()]*\Z", written))
