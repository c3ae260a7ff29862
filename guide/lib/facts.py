"""The facts of a text: what harms a child when it is wrong.

Numbers, temperatures, doses and telephone numbers as they are written, and where links lead.
"""

import re
from collections import Counter

UNIT = r"(?:°C|°F|%|(?:mg|mcg|[µμ]g|ng|kg|g|mL|ml|L|mmol|[µμ]mol|IU|UI|MBq|mCi|Gy|cm|mm|min|h)\b)"
# What a dose is for: 5 mg/kg, 90 mg/m²/day.
PER = r"(?:\s?/\s?(?:m²|(?:kg|m2|day|d|jour|j|h|min|dose|mL|ml|L)\b))"
# A number as it is written, telephone numbers and ranges too, with its unit where it has one.
NUMBER = rf"[+<>≤≥]?\d(?:[\d.,:/()\u00a0 –-]*\d)?(?:\s?{UNIT}{PER}*)?"
# What stands after the arrow of a link, in the reading form of a text. Behind a \ it is typed.
LEADS_TO = r"(?<!\\)→ (?P<target>[^\s\]]+)\]"
FACT = re.compile(f"{LEADS_TO}|(?P<number>{NUMBER})")


def facts_of(text: str) -> list[str]:
    """Numbers, doses, telephone numbers and link targets of a text, in its order."""
    found = []
    for fact in FACT.finditer(text):
        found.append(fact["target"] or " ".join(fact["number"].split()))
    return found


def facts_that_differ(before: str, after: str) -> tuple[list[str], list[str]]:
    """(those that go, those that come) between two texts, each as often and in the order of its
    text.
    """
    had = Counter(facts_of(before))
    has = Counter(facts_of(after))
    return list((had - has).elements()), list((has - had).elements())
