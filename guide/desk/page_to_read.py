"""What reading and signing by page has in common, at the desk and by a review link."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guide.publishing.by_page import is_signed, is_whole
from guide.publishing.working_copy import read_seen

TITLES = {
    "result": gettext_lazy("Result"),
    "treatment": gettext_lazy("Treatment"),
    "support": gettext_lazy("Support"),
    "words": gettext_lazy("Words"),
    "questions": gettext_lazy("Questions to ask"),
    "about": gettext_lazy("About this guide, and its sources"),
    "together": gettext_lazy("Edits that belong together"),
}
# Page of families: the name of its address.
FAMILY_PAGES = {
    "result": "guide:path",
    "treatment": "guide:treatment",
    "support": "guide:support",
    "words": "guide:words",
    "questions": "guide:questions",
    "about": "guide:about",
}


@dataclass(frozen=True)
class Standing:
    """How far a public page is: how many of its entries are signed, and what is left to read."""

    page: object
    title: str
    signed: int
    total: int
    words: int

    @property
    def is_done(self):
        return self.signed == self.total

    @property
    def left(self):
        return self.total - self.signed


def standing_of(page, rows, also_signed=()):
    """also_signed: entries that are signed and wait to be confirmed."""
    on_page = [rows[key] for key in page.keys if key in rows]
    left = []
    for row in on_page:
        if not is_signed(row) and (row.kind, row.code) not in also_signed:
            left.append(row)
    words = sum(row.words for row in left)
    return Standing(page, title_of(page), len(on_page) - len(left), len(on_page), words)


def title_of(page):
    title = str(TITLES[page.kind])
    if not page.title:
        return title
    return _("%(kind)s: %(title)s") % {"kind": title, "title": page.title}


def family_address(page, language):
    """Where families read the page: /en/guide/high/one-place/."""
    with translation.override(language):
        return reverse(FAMILY_PAGES[page.kind], args=[page.address] if page.address else [])


def signable(rows, against):
    """Those of these rows that can be signed. against: {entry: why it may not be}."""
    for row in rows:
        if not is_signed(row) and (row.kind, row.code) not in against and is_whole(row):
            yield row


def asked_of(sent):
    """{(kind, code): digest} of the entries that a form sends, each as `Row.seen`."""
    return dict(read_seen(one) for one in sent)
