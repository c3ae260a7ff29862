"""A ward's fever temperature, as the ward wrote it, with the other scale beside each number."""

import re

from guide.lib.fever import CELSIUS, FAHRENHEIT

# A number, with its unit where one follows: 38.5, 38,5 °C, 101.3 F, 38 degrees, 38.5ºC, 38 c.
TEMPERATURE = re.compile(
    r"(?<![\w.,−-])(?<!\d )(?P<number>[0-9]{2,3}(?:[.,][0-9]{1,2})?)(?![\d-]| \d)(?![.,]\d)"
    r"(?P<unit>\s*(?:(?:[°º˚]|degrees|degrés)\s*(?P<scale>Celsius|Fahrenheit|[CF])?"
    r"|(?P<letter>Celsius|Fahrenheit|[CF℃℉]))(?!\w))?(?!\s*[°º˚])",
    re.IGNORECASE,
)
SCALES = {"c": "C", "f": "F", "℃": "C", "℉": "F"}
# What a whole number counts that is no temperature: 40 minutes, 36 months, 95 %.
COUNTED = re.compile(
    r"\s*(?:%|(?:s|sec|min|h|hours?|heures?|minutes?|days?|jours?|weeks?|semaines?|months?|mois"
    r"|years?|ans?)\b)",
    re.IGNORECASE,
)


def in_both_scales(text: str, language: str) -> str:
    """38.5 → 38.5 °C (101.3 °F); 101.3 F → 101.3 F (38.5 °C). What is no temperature, and a text
    that names both scales already, stays as it is.
    """
    scales = {_scale(match) for match in TEMPERATURE.finditer(text)}
    if {"C", "F"} <= scales:
        return text
    return TEMPERATURE.sub(lambda match: _with_other_scale(match, text, language), text)


def _scale(match: re.Match[str]) -> str:
    named = (match["scale"] or match["letter"] or "")[:1].lower()
    return SCALES.get(named, "")


def _with_other_scale(match: re.Match[str], text: str, language: str) -> str:
    number = match["number"]
    degrees = float(number.replace(",", "."))
    is_bare = match["unit"] is None
    if is_bare and number.isdigit() and COUNTED.match(text, match.end()):
        return match[0]
    if _scale(match) != "F" and CELSIUS[0] <= degrees <= CELSIUS[1]:
        unit, other, other_unit = "°C", degrees * 9 / 5 + 32, "°F"
    elif _scale(match) != "C" and FAHRENHEIT[0] <= degrees <= FAHRENHEIT[1]:
        unit, other, other_unit = "°F", (degrees - 32) * 5 / 9, "°C"
    else:
        return match[0]
    as_written = f"{number}\u00a0{unit}" if is_bare else match[0]
    has_comma = "," in number or language == "fr"
    beside = f"{other:.1f}".replace(".", "," if has_comma else ".")
    return f"{as_written} ({beside}\u00a0{other_unit})"
