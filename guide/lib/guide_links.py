"""Links to pages of the guide as texts hold them: they name a page, and not an address, so that
they follow the reader's language.

guide:treatment/surgery, guide:term/mibg, guide:support, guide:words.
"""

import re
from html import unescape

SCHEME = "guide:"
PAGES = ("treatments", "at-a-glance", "support", "words", "questions", "about")
KINDS = ("treatment", "term")
TARGET = re.compile(rf"guide:(?:(?:{'|'.join(PAGES)})|(?:{'|'.join(KINDS)})/[a-z0-9][a-z0-9-]*)")
HREF = re.compile(r'(?<= href=")guide:[^"]*(?=")')


def is_guide_link(address: str) -> bool:
    """Whether it names a page that the guide can have; not whether the entry is there."""
    return bool(TARGET.fullmatch(address))


def named_in(html: str) -> list[tuple[str, str]]:
    """(kind, code) of each entry whose page this text leads to, once each."""
    found = []
    for address in HREF.findall(html):
        kind, slash, code = unescape(address).removeprefix(SCHEME).partition("/")
        if slash:
            found.append((kind, code))
    return list(dict.fromkeys(found))


def without_links_to(html: str, entry: tuple[str, str]) -> str:
    """The text where what leads to the page of this (kind, code) is words alone."""
    target = re.escape(f"{SCHEME}{'/'.join(entry)}")
    link = re.compile(rf'<a\b[^<>]* href="{target}"[^<>]*>(.*?)</a>', re.DOTALL)
    return link.sub(r"\1", html)
