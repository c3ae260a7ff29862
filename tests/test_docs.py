"""What the docs name is there: pages that they link to, commands, make targets."""

import re

import pytest
from django.conf import settings
from django.core.management import get_commands

HOUSE = settings.BASE_DIR
PAGES = [*sorted(HOUSE.glob("*.md")), *sorted((HOUSE / "docs").rglob("*.md"))]


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


def test_what_is_not_there_would_be_noticed():
    text = (
        "[here](README.md) [a page](gone.md)\n`make nothing`, `make test`, python manage.py "
        "vanish\nmake lost"
    )
    assert missing(text, HOUSE) == ["gone.md", "vanish", "nothing", "lost"]
