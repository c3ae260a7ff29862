"""Telephone numbers that families see and a tap does not call, or calls somebody else than the
words say.
"""

import re

from django.utils.translation import gettext as _

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
    names = language_names()
    for name in BY_KIND[row.kind].PAIRS:
        for language, language_name in names.items():
            text = whole[name][language]
            said = _unlinked(text) if name == FIELDS.get(row.kind) else _called_otherwise(text)
            with_language = _("%(sentence)s (%(language)s)")
            for sentence in said:
                found.append(with_language % {"sentence": sentence, "language": language_name})
    return found


def _unlinked(number):
    if not number or dialled(number):
        return []
    said = _("“%(number)s” is not surely one number, so families cannot tap it to call")
    return [said % {"number": number}]


def _called_otherwise(html):
    """Links whose words are one number and whose target is another."""
    found = []
    for target, html_words in LINK.findall(html):
        words = plain_text(html_words)
        if dialled(words) and dialled(words) != dialled(target):
            said = _("the words say %(words)s, but a tap calls %(number)s")
            found.append(said % {"words": words, "number": target})
    return found
