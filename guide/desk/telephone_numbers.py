"""Telephone numbers that families see and a tap does not call, or calls somebody else than the
words say.
"""

import re

from guide.edition.plain import plain_text
from guide.lib.telephone import dialled
from guide.models import BY_KIND
from guide.publishing.languages import language_names
from guide.publishing.working_copy import Row

# The fields that pages show as a number to tap.
FIELDS = {"resource": "phone", "organisation": "helpline"}
LINK = re.compile(r'<a href="tel:([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)


def warnings_about_numbers(row: Row) -> list[str]:
    """One sentence to staff for each number of an entry of the working copy that a tap would not
    call as it reads.
    """
    if row.withdrawn:
        return []
    whole = BY_KIND[row.kind].whole(row.content)
    found = []
    for name in BY_KIND[row.kind].PAIRS:
        for language, language_name in language_names().items():
            text = whole[name][language]
            said = _unlinked(text) if name == FIELDS.get(row.kind) else _called_otherwise(text)
            found += [f"{sentence} ({language_name})" for sentence in said]
    return found


def _unlinked(number):
    if not number or dialled(number):
        return []
    return [f"“{number}” is not surely one number, so families cannot tap it to call"]


def _called_otherwise(html):
    """Links whose words are one number and whose target is another."""
    found = []
    for target, html_words in LINK.findall(html):
        words = plain_text(html_words)
        if dialled(words) and dialled(words) != dialled(target):
            found.append(f"the words say {words}, but a tap calls {target}")
    return found
