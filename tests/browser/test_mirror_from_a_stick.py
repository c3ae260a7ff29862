"""The exported guide, opened from a folder as from a USB stick: no server, no script, no request to
anywhere.
"""

from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest

from tests import kept_site

pytestmark = pytest.mark.browser


@pytest.fixture
def folder():
    return kept_site.mirror()


@pytest.fixture
def page(browser):
    """A page of a browser without scripts, which remembers what it asked for and complained of."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.asked, page.complaints = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("console", lambda message: page.complaints.append(message.text))
    yield page
    context.close()


@pytest.mark.parametrize(
    ("language", "words", "title"),
    [
        ("English", ["Find what applies", "High risk", "In one place"], "High risk, one place"),
        (
            "français",
            ["Trouver ce qui vous concerne", "Risque élevé", "À un seul endroit"],
            "Risque élevé, un seul endroit",
        ),
    ],
)
def test_a_family_walks_by_links_to_what_applies_and_to_its_paper(
    folder, page, language, words, title
):
    page.goto(folder.joinpath("index.html").as_uri())
    page.get_by_role("link", name=language).click()
    for link in words:
        page.get_by_role("link", name=link).first.click()
    assert page.get_by_role("heading", level=1).text_content().strip() == title
    papers = page.eval_on_selector_all("a[href$='.pdf']", "links => links.map(link => link.href)")
    assert papers
    assert all(bytes_of(paper).startswith(b"%PDF-") for paper in papers)
    page.get_by_role("link", name="English" if language == "français" else "Français").first.click()
    assert page.url.startswith(folder.as_uri())


def test_every_page_opens_without_a_complaint_and_asks_nothing_of_anybody(folder, page):
    files = sorted(folder.rglob("*.html"))
    for file in files:
        page.goto(file.as_uri())
    assert len(files) > 80
    assert page.complaints == []
    assert {url for url in page.asked if not url.startswith((folder.as_uri(), "data:"))} == set()


def test_the_first_page_looks_like_the_guide_in_the_dark_too(folder, browser):
    for scheme, paper in (("light", "rgb(252, 250, 246)"), ("dark", "rgb(18, 26, 28)")):
        context = browser.new_context(color_scheme=scheme)
        page = context.new_page()
        page.goto(folder.joinpath("index.html").as_uri())
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == paper
        context.close()


def bytes_of(address):
    return Path(url2pathname(urlsplit(address).path)).read_bytes()
