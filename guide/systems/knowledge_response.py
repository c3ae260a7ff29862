"""What an Infobutton request gets back where it asks for data: a feed, as JSON or as Atom.

The shape is that of HL7's knowledge response, as MedlinePlus Connect sends it: in JSON the words of
an element are its `_value`.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.feedgenerator import Atom1Feed, rfc3339_date
from django.utils.xmlutils import SimplerXMLGenerator

from guide.lib.characters import REFUSED_BY_FILES
from guide.lib.code_systems import split

Json = dict[str, Any]


@dataclass(frozen=True)
class Page:
    """A page that answers; `address` is whole."""

    title: str
    address: str
    summary: str


@dataclass(frozen=True)
class Response:
    """What a feed says of itself, and its pages.

    `code` is in the one form of guide.lib.code_systems, and "" where no page has it: what was asked
    is said again only where it is known here.
    """

    site: str
    address: str
    title: str
    author: str
    language: str
    updated: datetime
    code: str
    recipient: str
    pages: tuple[Page, ...]

    @property
    def criteria(self) -> dict[str, str]:
        """{scheme: term} of what was asked."""
        if not self.code:
            return {}
        system, code = split(self.code)
        return {
            "mainSearchCriteria.v.c": code,
            "mainSearchCriteria.v.cs": system.oid,
            "informationRecipient": self.recipient,
        }


def as_json(response: Response) -> Json:
    updated = {"_value": rfc3339_date(response.updated)}
    entries = []
    for page in response.pages:
        link = {"href": page.address, "hreflang": response.language, "rel": "alternate"}
        entries.append(
            {
                "lang": response.language,
                "title": _words(page.title),
                "link": [link],
                "id": {"_value": page.address},
                "updated": updated,
                "summary": _words(page.summary),
            }
        )
    categories = []
    for scheme, term in response.criteria.items():
        categories.append({"scheme": scheme, "term": term})
    return {
        "feed": {
            "base": response.site,
            "lang": response.language,
            "title": _words(response.title),
            "subtitle": _words(response.code),
            "author": {"name": {"_value": response.author}, "uri": {"_value": response.site}},
            "updated": updated,
            "category": categories,
            "id": {"_value": response.address},
            "entry": entries,
        }
    }


def as_atom(response: Response) -> str:
    feed = _Feed(
        title=_for_xml(response.title),
        subtitle=response.code,
        link=response.address,
        description="",
        language=response.language,
        author_name=_for_xml(response.author),
        author_link=response.site,
        base=response.site,
        criteria=response.criteria,
        when=response.updated,
    )
    for page in response.pages:
        feed.add_item(
            title=_for_xml(page.title),
            link=page.address,
            description=_for_xml(page.summary),
            unique_id=page.address,
            updateddate=response.updated,
        )
    return feed.writeString("utf-8")


class _Feed(Atom1Feed):
    """Django's Atom, with what was asked as categories, and the day of the edition also where no
    page answers.
    """

    def root_attributes(self) -> dict[str, str]:
        return super().root_attributes() | {"xml:base": self.feed["base"]}

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        for scheme, term in self.feed["criteria"].items():
            handler.addQuickElement("category", "", {"scheme": scheme, "term": term})

    def latest_post_date(self) -> datetime:
        when: datetime = self.feed["when"]
        return when


def _words(text: str) -> Json:
    return {"type": "text", "_value": text}


def _for_xml(text: str) -> str:
    """Without the control characters that no XML may hold."""
    return REFUSED_BY_FILES.sub(" ", text)
