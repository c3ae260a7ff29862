"""Before publishing, staff see which pages of families will read differently: of an entry, whatever
families read of it counts.
"""

from dataclasses import replace
from datetime import date

import pytest

from guide.edition.current import live_edition
from guide.publishing.actions import publish
from guide.publishing.impact import page_changes
from guide.publishing.public_pages import SHOWN

from .builders import approve_all, make_entry, make_small_guide

pytestmark = pytest.mark.django_db

ANOTHER = {
    "languages": ("fr",),
    "regions": ("BC",),
    "sources": (),
    "confidence": "elsewhere",
    "checked_on": date(2026, 2, 3),
    "funded_until": date(2030, 4, 5),
    "email": "help@example.org",
    "address": "https://example.org/another",
}
# Where families read it: a kind that stands on results, and one with a page of its own.
HOLDERS = {"resource": "resources", "treatment": "treatments"}
# Whether it is a note on what was not found says where it stands, not what is read in it.
NO_WORDS = ("not_found",)
CASES = [(kind, field) for kind in HOLDERS for field in SHOWN[kind] if field not in NO_WORDS]


@pytest.fixture
def guide():
    make_small_guide()
    make_entry("source", "a-source")
    make_entry("resource", "helpline", kind="helpline", languages=["en"], phone="555-0100")
    make_entry("treatment", "surgery", sources=["a-source"])
    approve_all()
    publish(None)
    return live_edition().guide("en")


@pytest.mark.parametrize(("kind", "field"), CASES)
def test_a_page_reads_differently_when_a_field_that_families_read_does(guide, kind, field):
    entries = getattr(guide, HOLDERS[kind])
    code, entry = next(iter(entries.items()))
    changed = replace(entry, **{field: ANOTHER.get(field, "Said in another way")})
    coming = replace(guide, **{HOLDERS[kind]: {**entries, code: changed}})

    assert page_changes(guide, coming), f"{field} of a {kind} may change and nobody is told"
