"""English and French: the same pages, each naming the other."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.conf import settings

from guide.edition.current import live_edition

from .pages import read
from .programs import need

PAIRS = {
    "/en/": "/fr/",
    "/en/guide/": "/fr/guide/",
    "/en/guide/high/": "/fr/guide/high/",
    "/en/guide/high/one-place/": "/fr/guide/high/one-place/",
    "/en/treatments/": "/fr/traitements/",
    "/en/treatments/surgery/": "/fr/traitements/surgery/",
    "/en/support/": "/fr/soutien/",
    "/en/words/": "/fr/mots/",
}
CATALOGUE = settings.BASE_DIR / "guide" / "locale" / "fr" / "LC_MESSAGES" / "django.po"


@pytest.mark.parametrize(
    ("accepted", "address"), [("fr-CA,fr;q=0.9,en;q=0.5", "/fr/"), ("en", "/en/"), ("de", "/en/")]
)
def test_the_bare_address_goes_to_the_readers_language(client, db, accepted, address):
    response = client.get("/", headers={"accept-language": accepted})
    assert response["Location"] == address
    assert "Accept-Language" in response["Vary"]


@pytest.mark.django_db
@pytest.mark.parametrize(("english", "french"), PAIRS.items())
def test_each_page_names_the_same_page_in_the_other_language(client, starter, english, french):
    for here, there, language in ((english, french, "fr"), (french, english, "en")):
        page = read(client.get(here))
        assert page.first("html")["lang"] == here[1:3]
        link = page.first("a", hreflang=language)
        assert (link["href"], link["lang"]) == (there, language)
        assert page.first("link", hreflang=language)["href"].endswith(there)


def test_every_word_of_the_furniture_has_its_french():
    catalogue = polib.pofile(str(CATALOGUE))
    assert [
        entry.msgid
        for entry in catalogue
        if not entry.obsolete and (not entry.translated() or entry.fuzzy)
    ] == []


def test_the_compiled_catalogue_is_the_written_one():
    written = {
        (e.msgctxt, e.msgid): e.msgstr for e in polib.pofile(str(CATALOGUE)) if not e.obsolete
    }
    compiled = {
        (e.msgctxt, e.msgid): e.msgstr for e in polib.mofile(str(CATALOGUE.with_suffix(".mo")))
    }
    assert {key: text for key, text in written.items() if text} == {
        key: text for key, text in compiled.items() if text
    }


def test_no_string_of_the_code_is_missing_from_the_catalogue(tmp_path):
    need(shutil.which("xgettext"), "gettext")
    for name in ("guide", "templates", "rnbsite"):
        shutil.copytree(settings.BASE_DIR / name, tmp_path / name)
    for name in ("manage.py", "CHANGELOG.md"):
        shutil.copy(settings.BASE_DIR / name, tmp_path)
    known = _msgids(CATALOGUE)
    command = [sys.executable, "manage.py", "makemessages", "-l", "fr", "--no-location"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    fresh = _msgids(tmp_path / CATALOGUE.relative_to(settings.BASE_DIR))
    assert fresh - known == set()


def _msgids(path: Path):
    return {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(path)) if not entry.obsolete}


def test_no_template_asks_for_a_choice_by_its_code():
    risks = "low|intermediate|high|unsure-risk"
    places = "one-place|spread|brain-spine|brain-and-elsewhere|unsure-place"
    codes = f"{risks}|{places}"
    condition = re.compile(rf"{{%\s*(el)?if[^%]*[\"']({codes})[\"']")
    guilty = [
        p.name
        for p in (settings.BASE_DIR / "templates").rglob("*.html")
        if condition.search(p.read_text())
    ]
    assert guilty == []


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "other"), [("/en/about/", "fr"), ("/fr/a-propos/", "en")])
def test_titles_and_publishers_of_sources_in_another_language_are_marked(
    client, starter, address, other
):
    section = read(client.get(address)).first("section", id="sources")
    marked = {title.text: title.get("lang") for title in section.all("cite")}
    guide = live_edition().guide(address[1:3])
    texts = (*guide.sections.values(), *guide.treatments.values(), *guide.resources.values())
    sources = {source for text in texts for source in text.sources}
    assert {s.title: other if s.language == other else None for s in sources} == marked
    lines = [item.text for item in section.all("li")]
    assert len(lines) == len(sources)
    for source in sources:
        assert any(line.startswith(f"{source.title}, {source.publisher}") for line in lines)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    ["/fr/guide/high/spread/", "/fr/traitements/immunotherapy/", "/en/guide/high/spread/"],
)
def test_who_names_a_treatment_needs_no_mark_where_its_name_is_given_in_the_language(
    client, starter, address
):
    named = list(read(client.get(address)).all("span", class_="named"))
    assert named
    american = [tag for tag in named if "National Cancer Institute" in tag.text]
    assert {tag.first("span").get("lang") for tag in american} == {None}
