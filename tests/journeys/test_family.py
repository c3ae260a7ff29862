"""A family's whole visit, from the first page to the paper."""

import pytest

from tests.pages import read

pytestmark = pytest.mark.django_db


def choose(client, page, label):
    """Choose the card with this label and press Continue, as a browser without scripts does."""
    radio = next(
        r
        for r in page.all("input", type="radio")
        if label in page.first("label", for_=r["id"]).text
    )
    form = next(form for form in page.all("form") if form.first("input", id=radio["id"]))
    hidden = {field["name"]: field.get("value", "") for field in form.all("input", type="hidden")}
    action = form.get("action") or client.here
    return visit(client, action, hidden | {"choice": radio["value"]})


def visit(client, address, query=None):
    response = client.get(address, query, follow=True)
    client.here = response.request["PATH_INFO"]
    assert response.status_code == 200
    assert not response.cookies
    assert not client.cookies
    return read(response)


@pytest.mark.once
def test_a_family_walks_from_the_first_page_to_the_paper(client, starter):
    page = visit(client, "/")
    start = next(link["href"] for link in page.all("a", href=True) if link["href"] == "/en/guide/")
    page = visit(client, start)
    page = choose(client, page, "High risk")
    page = choose(client, page, "one place")
    assert client.here == "/en/guide/high/one-place/"
    assert page.first("section", id="high-one-place")
    pdf = next(
        link["href"]
        for link in page.all("a", href=True)
        if link["href"].split("?")[0].endswith("summary.pdf")
    )
    response = client.get(pdf)
    assert response.content.startswith(b"%PDF-")
    assert not response.cookies


def test_a_family_that_knows_neither_answer_sees_everything_that_may_apply(client, starter):
    page = visit(client, "/fr/guide/")
    page = visit(client, "/fr/guide/", {"choice": "unsure-risk"})
    page = visit(client, "/fr/guide/unsure-risk/", {"choice": "unsure-place"})
    assert page.first("section", id="find-out-risk")
    assert page.first("section", id="find-out-place")
    assert page.first("section", id="high-spread")


def test_a_family_changes_one_answer_and_keeps_the_other(client, starter):
    page = visit(client, "/en/guide/high/one-place/")
    changes = [
        link["href"]
        for link in page.all("a", href=True)
        if link["href"].startswith("/en/guide/one-place/")
    ]
    [change] = changes
    page = visit(client, change)
    page = choose(client, page, "Low risk")
    assert client.here == "/en/guide/low/one-place/"


def test_a_family_finds_support_in_its_province(client, starter):
    page = visit(client, "/en/support/", {"region": "QC"})
    assert "Leucan" in page.text
    assert "POGO" not in page.text
