"""What the docs name is there: pages that they link to, commands, make targets, modules."""

import re

import pytest
from django.conf import settings
from django.core.management import get_commands

HOUSE = settings.BASE_DIR
PAGES = [*sorted(HOUSE.glob("*.md")), *sorted((HOUSE / "docs").rglob("*.md"))]


# `edition/path.py: read_path`, of the guide; or `tests/test_paths.py`, of the whole house.
MODULE = re.compile(r"`((?:[a-z0-9_]+/)+[a-z0-9_]+\.(?:py|html))(?:: ([\w.]+))?`")


def gone(text):
    """The modules and templates that a text names and that are not there, or lack the name after
    the colon.
    """
    found = []
    for module, name in MODULE.findall(text):
        files = [folder / module for folder in (HOUSE, HOUSE / "guide")]
        there = [file.read_text(encoding="utf-8") for file in files if file.exists()]
        last = name.rpartition(".")[2]
        if not any(re.search(rf"\b{last}\b", code) for code in there):
            found.append(f"{module}: {name}" if name else module)
    return found


def missing(text, folder):
    """Whatever a page in this folder names that is not there."""
    links = [
        link for link in re.findall(r"\]\(([^)#]+)\)", text) if not re.match(r"\w+:|address", link)
    ]
    targets = re.findall(
        r"^([a-z]+):", (HOUSE / "Makefile").read_text(encoding="utf-8"), re.MULTILINE
    )
    return [
        *(link for link in links if not (folder / link).exists()),
        *(name for name in re.findall(r"manage\.py ([a-z_]+)", text) if name not in get_commands()),
        *(
            name
            for name in re.findall(r"(?:^|`)make ([a-z]+)", text, re.MULTILINE)
            if name not in targets
        ),
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_names_nothing_that_is_not_there(page):
    assert missing(page.read_text(encoding="utf-8"), page.parent) == []


# A change log names what was there then.
@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.name != "CHANGELOG.md"], ids=lambda page: page.name
)
def test_a_page_names_no_module_that_is_not_there(page):
    assert gone(page.read_text(encoding="utf-8")) == []


def test_a_module_that_is_not_there_would_be_noticed():
    text = (
        "`edition/path.py: read_path`, `guide/edition/path.py`, `templates/guide/home.html`, "
        "`edition/way.py`, `edition/path.py: read_nothing`, `templates/guide/gone.html`"
    )
    lost = ["edition/way.py", "edition/path.py: read_nothing", "templates/guide/gone.html"]
    assert gone(text) == lost


def test_what_is_not_there_would_be_noticed():
    text = (
        "[here](README.md) [a page](gone.md)\n`make nothing`, `make test`, python manage.py "
        "vanish\nmake lost"
    )
    assert missing(text, HOUSE) == ["gone.md", "vanish", "nothing", "lost"]
