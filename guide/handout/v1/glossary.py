"""Which words of the glossary occur in a text, as of version 1."""

import re
from functools import lru_cache

TAG = re.compile(r"""<(?:[^>"']|"[^"]*"|'[^']*')*>""")


def terms_in(texts: list[str], terms: list[dict]) -> list[dict]:
    """The terms that occur in these HTML texts, in the glossary's order."""
    pattern, by_form = _lexicon(tuple((term["code"], *forms_of(term)) for term in terms))
    found = set()
    for text in texts:
        plain = _comparable(TAG.sub(" ", text))
        for match in pattern.findall(plain) if pattern else ():
            found.add(by_form[_fold(match)])
    return [term for term in terms if term["code"] in found]


def forms_of(term: dict) -> list[str]:
    """A term's name and its other forms, one a line."""
    return [term["name"], *term["forms"].splitlines()]


@lru_cache(maxsize=8)
def _lexicon(terms):
    """(pattern, form → code) for tuples of a code and its forms; longer forms win over shorter
    ones.
    """
    by_form = {}
    for code, *forms in terms:
        for form in forms:
            if form.strip():
                by_form.setdefault(_fold(form), code)
    if not by_form:
        return None, by_form
    longest_first = sorted(by_form, key=len, reverse=True)
    spaced = [re.escape(form).replace(r"\ ", r"(?:\s|&nbsp;)+") for form in longest_first]
    # Not after "&" either: &lt; is a sign, not the word "lt".
    return re.compile(rf"(?<![\w&-])(?:{'|'.join(spaced)})(?![\w-])", re.IGNORECASE), by_form


def _comparable(text):
    return re.sub(r"(?:\s|&nbsp;)+", " ", text)


def _fold(text):
    return " ".join(_comparable(text).split()).casefold()
