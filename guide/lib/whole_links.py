"""Addresses as people write them → as links have them.

A number with its spaces calls, www.example.org gets its https://, name@example.org its mailto:.
What is whole already stays as it is, to the letter.
"""

import re
from html import escape, unescape

from .telephone import dialled

LINK = re.compile(r"""(<a\b[^<>]*?\shref=)(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
WHOLE_NUMBER = re.compile(r"tel:\+?[\d-]{3,20}(?:;ext=\d{1,7})?")
MAIL = re.compile(r"[^\s@:/]+@[^\s@:/]+\.[a-z]{2,}", re.IGNORECASE)
WEB = re.compile(r"www\.[^\s/:]+\.[^\s:]+", re.IGNORECASE)


def with_whole_links(html: str) -> str:
    """The text with each link's address mended where there is no doubt what it means."""
    return LINK.sub(_mended, html) if "href" in html.lower() else html


def whole_address(written: str) -> str:
    """tel: 1 888 939-3333 → tel:+18889393333. The same where nothing is to be mended."""
    address = written.strip()
    if WHOLE_NUMBER.fullmatch(address):
        return address
    scheme, colon, rest = address.partition(":")
    if (colon and scheme.lower() == "tel") or (not colon and address[:1] in "+(0123456789"):
        number = dialled(rest if colon else address)
        return f"tel:{number}" if number else address
    if MAIL.fullmatch(address):
        return f"mailto:{address}"
    return f"https://{address}" if WEB.fullmatch(address) else address


def _mended(link: re.Match[str]) -> str:
    quoted = link[2]
    bare = link[3]
    written = unescape(bare if quoted is None else quoted)
    whole = whole_address(written)
    if whole == written:
        return link[0]
    return f'{link[1]}"{escape(whole)}"'
