"""Words explained where they stand: finds the glossary's terms in a text and marks the first use of each."""

import re
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString

TAG = re.compile(r"""<(?:[^<>"']|"[^"]*"|'[^']*')*+>""")
UNTOUCHED = ("a", "h3", "h4")  # a link or a heading is not turned into a button
# A browser may break a line on either side of a button: what belongs to the word ("l’", "(", ",") is kept with it,
# unless the word is so long that it may need two lines itself.
BELONGING = re.compile(
    r"((?:[«(“](?:\u00a0|&nbsp;)?|\b\w{1,6}’)*)(<button [^>]*>[^<]{1,22}</button>)(<span popover .*?</span>)"
    r"((?:(?:\u00a0|&nbsp;)?[,.;:!?…»”)])*)"
)


@lru_cache(maxsize=8)
def lexicon(terms):
    """(pattern, form → Term) for a tuple of Terms; longer forms win over shorter ones."""
    by_form = {}
    for term in terms:
        for form in (term.name, *term.forms):
            if form.strip():
                by_form.setdefault(_fold(form), term)
    if not by_form:
        return None, by_form
    longest_first = sorted(by_form, key=len, reverse=True)
    spaced = (re.escape(form).replace(r"\ ", r"(?:\s|&nbsp;)+") for form in longest_first)
    # Not after "&" either: &lt; is a sign, not the word "lt".
    return re.compile(rf"(?<![\w&-])(?:{'|'.join(spaced)})(?![\w-])", re.IGNORECASE), by_form


def terms_in(texts, terms):
    """The Terms that occur in these HTML texts, in the glossary's order."""
    pattern, by_form = lexicon(tuple(terms))
    found = set()
    for text in texts:
        plain = _comparable(TAG.sub(" ", text))
        found.update(by_form[_fold(match)].code for match in (pattern.findall(plain) if pattern else ()))
    return tuple(term for term in terms if term.code in found)


def explain(html, terms, numbers, *, skip=()):
    """HTML with the first use of each term as a button that opens its definition in place.

    The popover attribute does this without JavaScript; where a browser does not know it, the
    definition simply follows the word. `numbers` keep the ids unique on a page, and short: a
    long page opens a hundred meanings. Terms whose codes are in `skip` are left alone.
    Returns (SafeString, codes marked).
    """
    pattern, by_form = lexicon(tuple(terms))
    if pattern is None:
        return SafeString(html), set()
    seen, pieces, depth, marked = set(skip), [], 0, set()

    def mark(match):
        term = by_form[_fold(_comparable(match.group()))]
        if term.code in seen:
            return match.group()
        seen.add(term.code)
        marked.add(term.code)
        return _button(match.group(), term, f"w{next(numbers)}")

    position = 0
    for tag in TAG.finditer(html):
        pieces.append(_mark_text(html[position : tag.start()], pattern, mark, depth))
        pieces.append(tag.group())
        depth += _depth(tag.group())
        position = tag.end()
    pieces.append(_mark_text(html[position:], pattern, mark, depth))
    return SafeString(BELONGING.sub(_kept_together, "".join(pieces))), marked


def _mark_text(text, pattern, mark, depth):
    return text if depth else pattern.sub(mark, text)


def _depth(tag):
    name = re.match(r"</?(\w+)", tag)
    if not name or name.group(1).lower() not in UNTOUCHED:
        return 0
    return -1 if tag.startswith("</") else 1


def _button(word, term, name):
    # The brackets are for browsers that show text alone: there the meaning stands in the sentence.
    return (
        f'<button type="button" class="word" popovertarget="{name}">{word}</button>'
        f'<span popover id="{name}" class="meaning"><i> (</i><b>{escape(term.name)}</b>'
        f"<i> –</i> {escape(term.definition)}<i>)</i></span>"
    )


def _kept_together(match):
    before, button, meaning, after = match.groups()
    return f'<span class="kept">{before}{button}{after}</span>{meaning}' if before or after else match.group()


def _comparable(text):
    return re.sub(r"(?:\s|&nbsp;)+", " ", text)


def _fold(text):
    return " ".join(_comparable(text).split()).casefold()
