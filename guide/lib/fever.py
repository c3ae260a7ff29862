"""What a ward may say of a fever: a temperature that a body can have, a number that answers."""

import re

ALONE = re.compile(
    r"\s*(?P<sign>[-−–]?)\s*(?P<number>\d+(?:[.,]\d+)?)\s*"
    r"(?:[°º˚]|degrees|degrés)?\s*(?P<scale>Celsius|Fahrenheit|[CF℃℉])?\s*",
    re.IGNORECASE,
)
CELSIUS = (35.0, 43.0)
FAHRENHEIT = (95.0, 109.5)


def is_no_temperature(text: str) -> bool:
    """Whether this is a number alone, with or without a unit, that no body has: 385, 38 °F, -38.
    Whatever has other words stands as it was written.
    """
    found = ALONE.fullmatch(text)
    if not found:
        return False
    degrees = float(found["number"].replace(",", "."))
    scale = (found["scale"] or "").lower()[:1]
    may_be = CELSIUS[0] <= degrees <= CELSIUS[1] and scale not in ("f", "℉")
    may_be = may_be or (FAHRENHEIT[0] <= degrees <= FAHRENHEIT[1] and scale not in ("c", "℃"))
    return bool(found["sign"]) or not may_be


def is_by_day_alone(fever_line: str, day_phone: str, night_phone: str) -> bool:
    """Whether the fever line is the day phone of a ward that has another one at night."""
    fever, day, night = (_digits(number) for number in (fever_line, day_phone, night_phone))
    return bool(fever) and fever == day and bool(night) and night != day


def _digits(number: str) -> str:
    return "".join(sign for sign in number if sign.isdigit())
