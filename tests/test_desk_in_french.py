"""The desk read in French, page by page: no sentence of it is left in English."""

import re

import pytest

from guide.models import language

from .pages import read
from .test_permissions import cells, person, stage  # noqa: F401  the stage is a fixture

# Words that tell English from French wherever they stand.
TELLING = re.compile(
    r"(?<![\w/.“’-])(the|and|with|this|that|which|your|you|from|who|what|when|where|not|no|yes|of"
    r"|is|are|was|by|to|add|save|review|approved|entry|entries|words|open|each)(?![\w/’-])",
    re.IGNORECASE,
)
FRENCH = {"accept-language": "fr"}
# What a page shows that is no word of the desk: what was written, programs, the families' page.
NOT_OURS = ("script", "style", "textarea", "iframe", "code", "pre", "option")
FOR_FAMILIES = ("preview", "compare")
# One kind of entry stands for all, where the pages of all kinds are the same.
ONCE = ("history", "delete")


@pytest.fixture(autouse=True)
def french(monkeypatch):
    monkeypatch.setattr(language, "SPOKEN", ("en", "fr"))


def english_in(page):
    """The pieces of text of a page that hold a telling word. What staff wrote in the two languages
    ends with “(en)” or “(fr)” here.
    """
    pieces = [piece for piece in _pieces(page.first("body")) if TELLING.search(piece)]
    return [piece for piece in pieces if "(fr)" not in piece and "A text." not in piece]


def _pieces(element):
    if element.tag in NOT_OURS or element.get("lang") == "en":
        return
    for name in ("aria-label", "title", "alt", "placeholder"):
        if element.get(name):
            yield element.get(name)
    if element.tag == "input" and element.get("type") in ("submit", "button"):
        yield element.get("value", "")
    for child in element.children:
        if isinstance(child, str):
            yield " ".join(child.split())
        else:
            yield from _pieces(child)


def pages(stage):  # noqa: F811
    """The addresses of the pages that one looks at."""
    for name, address, method, _who in cells(stage):
        of_row = name.rpartition("_")[2]
        if method != "get" or name in FOR_FAMILIES:
            continue
        if of_row not in ONCE or name.startswith("guide_section_"):
            yield address


@pytest.mark.django_db
@pytest.mark.parametrize("letter", ["S", "E", "R", "P"])
def test_no_page_of_the_desk_has_english_left_in_french(client, stage, letter):  # noqa: F811
    client.force_login(person(letter))
    found = {}
    everything = list(pages(stage))
    own = everything if letter == "S" else [one for one in everything if "draft" in one]
    for address in ["/admin/", "/admin/account/", *own]:
        response = client.get(address, headers=FRENCH)
        if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
            left = english_in(read(response))
            if left:
                found[address] = left
    assert found == {}
