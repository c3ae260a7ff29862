"""A ward's fever temperature, as the ward wrote it, with the other scale beside each number."""

import re

# A number, with its unit where one follows: 38.5, 38,5 °C, 101.3 F, 38 degrees.
TEMPERATURE = re.compile(
    r"(?<![\d.,-])(?P<number>\d{2,3}(?:[.,]\d{1,2})?)(?![\d-])"
    r"(?P<unit>\s*(?:(?:°|degrees|degrés)\s*(?P<scale>Celsius|Fahrenheit|[CF])?|(?P<letter>[CF]))"
    r"(?!\w))?"
)
CELSIUS = (35.0, 43.0)
FAHRENHEIT = (95.0, 109.5)


def in_both_scales(text: str, language: str) -> str:
    """38.5 → 38.5 °C (101.3 °F); 101.3 F → 101.3 F (38.5 °C). What is no temperature, and a text
    that names both scales already, stays as it is.
    """
    scales = {_scale(match) for match in TEMPERATURE.finditer(text)}
    if {"C", "F"} <= scales:
        return text
    return TEMPERATURE.sub(lambda match: _with_other_scale(match, text, language), text)


def _scale(match: re.Match[str]) -> str:
    return (match["scale"] or match["letter"] or "")[:1]


def _with_other_scale(match: re.Match[str], text: str, language: str) -> str:
    number = match["number"]
    degrees = float(number.replace(",", "."))
    is_bare = match["unit"] is None
    stands_alone = match[0] == text.strip()
    if is_bare and not stands_alone and number.isdigit():
        return match[0]  # 40 minutes
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
