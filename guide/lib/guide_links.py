"""Links to pages of the guide as texts hold them: they name a page, and not an address, so that
they follow the reader's language.

guide:treatment/surgery, guide:result/high/one-place, guide:resource/kids-line, guide:term/mibg,
guide:support, guide:support/ON, guide:words.
"""

import re
from html import unescape
from re import Match

from .content import Key
from .regions import REGIONS

SCHEME = "guide:"
PAGES = ("treatments", "at-a-glance", "support", "words", "questions", "about")
# Kinds of entries that have a page, or a place of their own on one.
KINDS = ("treatment", "term", "resource")
CODE = "[a-z0-9][a-z0-9-]*"
TARGET = re.compile(
    rf"guide:(?:{'|'.join(PAGES)}"
    rf"|(?:{'|'.join(KINDS)})/{CODE}"
    rf"|support/(?:{'|'.join(REGIONS)})"
    rf"|result(?:/{CODE})+)"
)
HREF = re.compile(r'(?<= href=")guide:[^"]*(?=")')
LINK = re.compile(r'<a\b[^<>]* href="(guide:[^"]*)"[^<>]*>(.*?)</a>', re.DOTALL)


def is_guide_link(address: str) -> bool:
    """Whether it names a page that the guide can have; not whether the entry is there."""
    return bool(TARGET.fullmatch(address))


def entries_of(address: str) -> list[Key]:
    """(kind, code) of the entries without which this page would not be there: the answers that lead
    to a result, the one that another page is about.
    """
    kind, slash, rest = unescape(address).removeprefix(SCHEME).partition("/")
    if kind == "result":
        return [("choice", code) for code in rest.split("/")]
    if slash and kind != "support":
        return [(kind, rest)]
    return []


def named_in(html: str) -> list[Key]:
    """(kind, code) of each entry to whose page this text leads, once each."""
    found = []
    for address in HREF.findall(html):
        found += entries_of(address)
    return list(dict.fromkeys(found))


def results_in(html: str) -> list[list[str]]:
    """The codes of answers of each result that this text leads to."""
    found = []
    for address in HREF.findall(html):
        kind, _slash, rest = unescape(address).removeprefix(SCHEME).partition("/")
        if kind == "result":
            found.append(rest.split("/"))
    return found


def without_links_to(html: str, entry: Key) -> str:
    """The text where what leads to a page of this (kind, code) is words alone."""

    def words_alone(link: Match[str]) -> str:
        return link[2] if entry in entries_of(link[1]) else link[0]

    return LINK.sub(words_alone, html)
