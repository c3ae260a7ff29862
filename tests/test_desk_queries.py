"""Every page of the desk asks the database at most 20 times, however much there is to show."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guide.models import BY_KIND, Feedback, LinkCheck, LinkSignature, Remark, Section
from guide.publishing.actions import publish

from .builders import approve_all, make_entry, make_small_guide
from .desk_pages import LEFT_OUT, desk_pages, linked_pages
from .full_desk import GROWING, fill_desk, sign_in, with_every_right

MOST_QUERIES = 20
# One more than a page may ask for: where it asks for each row anew, it is seen.
ROWS = MOST_QUERIES + 1

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def section():
    """A desk with more rows of everything than a page may ask for; the code of a section there."""
    make_small_guide()
    for kind in ("treatment", "resource", "prompt", "term", "source"):
        make_entry(kind)
    approve_all()
    publish(None)
    code = fill_desk(entries=len(GROWING) * ROWS + 20, rows=ROWS)
    for rows in (*[BY_KIND[kind] for kind in GROWING], Feedback, LinkCheck, LinkSignature, Remark):
        assert rows.objects.count() >= ROWS
    assert Section.objects.get(code=code).uses.count() >= ROWS
    return code


def opened(client, pages):
    """[(name, address, status, queries)] of each page; what only takes forms is asked for once."""
    found = []
    only_forms = set()
    for name, address in pages:
        if name in only_forms:
            continue
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
            if response.streaming:
                b"".join(response.streaming_content)
        if response.status_code == 405:
            only_forms.add(name)
        found.append((name, address, response.status_code, len(queries)))
    return found


def is_odd(page):
    """A page that was not shown. Nothing is added or deleted where families read it, or programs
    wrote it; and some pages have to be asked for something.
    """
    name, _address, status, _queries = page
    if status == 403:
        return not name.endswith(("_add", "_delete", "autocomplete"))
    if status == 422:
        return name != "exchange_texts"
    return status not in (200, 302, 405)


def test_every_page_of_the_desk_asks_the_database_at_most_20_times(client, section):
    reviewer = User.objects.get(username="reviewer")
    by_link = opened(client, linked_pages(section, reviewer))
    sign_in(client, with_every_right())
    client.get("/admin/account/")
    at_the_desk = opened(client, desk_pages(section))
    found = [*by_link, *at_the_desk]
    assert [page for page in found if page[3] > MOST_QUERIES] == []
    assert [page for page in found if is_odd(page)] == []
    # So a page that joins the desk joins this table.
    assert _names() - {name for name, *_rest in at_the_desk} == set(LEFT_OUT)


def _names():
    """Of every address of the desk."""
    names = set()
    for pattern in admin.site.get_urls():
        names |= {inner.name for inner in getattr(pattern, "url_patterns", [pattern])}
    return names
