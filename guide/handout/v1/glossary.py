"""Which words of the glossary occur in a text, as of version 1."""

import re
from functools import lru_cache

from .reader import Entry

TAG = re.compile(r"""<(?:[^>"']|"[^"]*"|'[^']*')*>""")


def terms_in(texts: list[str], terms: list[Entry]) -> list[Entry]:
    """The terms that occur in these HTML texts, in the glossary's order."""
    pattern, by_form = _lexicon(tuple((term["code"], *forms_of(term)) for term in terms))
    if pattern is None:
        return []
    found = set()
    for text in texts:
        plain = _comparable(TAG.sub(" ", text))
        for match in pattern.findall(plain):
            found.add(by_form[_fold(match)])
    return [term for term in terms if term["code"] in found]


def forms_of(term: Entry) -> list[str]:
    """A term's name and its other forms, one a line."""
    return [term["name"], *term["forms"].splitlines()]


@lru_cache(maxsize=8)
def _lexicon(terms: tuple[tuple[str, ...], ...]) -> tuple[re.Pattern[str] | None, dict[str, str]]:
    """(pattern, form → code) for tuples of a code and its forms; longer forms win over shorter
    ones. No pattern where there is no form.
    """
    by_form: dict[str, str] = {}
    for code, *forms in terms:
        for form in forms:
            if form.strip():
                by_form.setdefault(_fold(form), code)
    if not by_form:
        return None, by_form
    longest_first = sorted(by_form, key=len, reverse=True)
    spaced = [re.escape(form).replace(r"\ ", r"(?:\s|&nbsp;)+") for form in longest_first]
    any_form = "|".join(spaced)
    # Not after "&" either: &lt; is a sign, not the word "lt".
    pattern = re.compile(rf"(?<![\w&-])(?:{any_form})(?![\w-])", re.IGNORECASE)
    return pattern, by_form


def _comparable(text: str) -> str:
    return re.sub(r"(?:\s|&nbsp;)+", " ", text)


def _fold(text: str) -> str:
    return " ".join(_comparable(text).split()).casefold()
