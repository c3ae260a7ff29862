"""What a real browser asks for, complains of and keeps while every kind of page is visited."""

import pytest

from .test_accessible import PAGES

pytestmark = pytest.mark.browser


def test_a_page_asks_only_its_own_site_and_breaks_none_of_its_own_rules(new_page, site):
    page = new_page()
    asked, complaints = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    for language, address in PAGES:
        if address not in ("guide/?sent=1", "support/?region=XX", "nowhere/", "guide/low/high/"):  # 4xx are logged
            page.goto(f"/{language}/{address}")
    assert {url for url in asked if not url.startswith((site, "data:"))} == set()
    assert complaints == []
    assert {cookie["name"] for cookie in page.context.cookies()} == {"csrftoken"}
