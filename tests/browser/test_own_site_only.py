"""What a real browser asks for, complains of and keeps while every kind of page is visited."""

import pytest

from .test_accessible import PAGES

pytestmark = pytest.mark.browser


def test_a_page_asks_only_its_own_site_and_breaks_none_of_its_own_rules(new_page, site):
    page = new_page()
    pages = {f"{site}/{language}/{address}" for language, address in PAGES}
    asked, complaints = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append((message.text, message.location["url"])))
    page.on("pageerror", lambda error: complaints.append((str(error), page.url)))
    for address in sorted(pages):
        page.goto(address)
    # A browser complains of every page that is meant to be a 404 or a 422.
    meant = {
        (text, url)
        for text, url in complaints
        if text.startswith("Failed to load") and url in pages
    }
    assert set(complaints) - meant == set()
    assert {url for url in asked if not url.startswith((site, "data:"))} == set()
    assert {cookie["name"] for cookie in page.context.cookies()} == {"csrftoken"}
