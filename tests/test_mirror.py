"""The public site as plain files: everything is there, every link holds, and no program is
needed.
"""

import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.core.management import CommandError, call_command

from guide.edition.current import live_edition
from guide.page.addresses import all_addresses

from . import kept_site
from .pages import read_html

pytestmark = pytest.mark.django_db


@pytest.fixture
def mirror(starter):
    """Only to be read."""
    return kept_site.mirror()


def read_file(file):
    return read_html(file.read_text(encoding="utf-8"))


def links_of(page):
    for element in page.all():
        for name in ("href", "src", "action"):
            if element.get(name) and element.tag != "use":
                yield element[name]


def test_every_public_page_paper_and_text_is_there(mirror):
    for language in ("en", "fr"):
        for address in all_addresses(live_edition().guide(language)):
            assert (mirror / address.lstrip("/") / "index.html").is_file()
    assert len(list(mirror.glob("en/guide/*/*/summary.pdf"))) == 20
    assert len(list(mirror.glob("fr/guide/*/*/resume.pdf"))) == 20
    assert (mirror / "en/guide/high/one-place/summary.pdf").read_bytes().startswith(b"%PDF-")
    assert json.loads((mirror / "edition.json").read_text()) == live_edition().content


def test_every_link_leads_to_a_file_and_every_anchor_to_an_element(mirror):
    pages = {file: read_file(file) for file in mirror.rglob("*.html")}
    assert len(pages) > 80
    for file, page in pages.items():
        for link in links_of(page):
            if re.match(r"[a-z]+:", link):
                continue
            path, _, anchor = unquote(link).partition("#")
            target = (file.parent / path).resolve() if path else file.resolve()
            assert target.is_file(), f"{file.relative_to(mirror)} leads to {link}"
            if anchor and target.suffix == ".html":
                assert pages[Path(target)].first(id=anchor), (
                    f"{file.relative_to(mirror)} leads to {link}"
                )


def test_a_family_walks_from_the_first_page_to_the_paper_by_links_alone(mirror):
    def follow(file, words):
        page = read_file(file)
        link = next(a["href"] for a in page.all("a", href=True) if words in a.text)
        return (file.parent / link).resolve()

    here = follow(mirror / "index.html", "in English")
    for words in ("Find what applies", "High risk", "one place"):
        here = follow(here, words)
    assert here == mirror / "en/guide/high/one-place/index.html"
    assert read_file(here).first("section", id="high-one-place")
    assert follow(here, "PDF").read_bytes().startswith(b"%PDF-")


def test_nothing_needs_a_program_or_a_script(mirror):
    for file in mirror.rglob("*.html"):
        page = read_file(file)
        assert not list(page.all("form")), file
        assert not list(page.all("script")), file


def test_canonical_addresses_and_paper_name_the_real_site(mirror):
    page = read_file(mirror / "en/guide/high/one-place/index.html")
    assert (
        page.first("link", rel="canonical")["href"]
        == "https://guide.example.org/en/guide/high/one-place/"
    )


def test_before_the_first_edition_there_is_nothing_to_mirror(tmp_path):
    with pytest.raises(CommandError, match="Nothing has been published"):
        call_command("export_site", tmp_path)
