"""Who may know whom: the table of docs/architecture.md is true of the imports."""

import ast
import re

import pytest
from django.conf import settings

GUIDE = settings.BASE_DIR / "guide"
ROW = re.compile(r"^\| `guide/(\w+)/` \|.*\| ([^|]*) \|$", re.MULTILINE)
FOR_EVERY_ROOM = {"lib", "labels", "roles"}


def rooms_of_the_table():
    """{room: the rooms that it may know}, or None for a room that may know all."""
    text = (settings.BASE_DIR / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = {}
    for room, may_know in ROW.findall(text):
        if may_know == "every room":
            rooms[room] = None
        else:
            rooms[room] = set(may_know.split(", ")) - {"nothing"}
    return rooms


def rooms_imported_by(file):
    """The rooms that a module of the guide imports from, its own included."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    # guide.desk.review as ["guide", "desk", "review"]
    here = file.relative_to(settings.BASE_DIR).with_suffix("").parts
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for name in node.names:
                found.add(tuple(name.name.split(".")))
        if isinstance(node, ast.ImportFrom):
            begin = here[: -node.level] if node.level else ()
            module = tuple(node.module.split(".")) if node.module else ()
            for name in node.names:
                found.add((*begin, *module, name.name))
    return {name[1] for name in found if name[0] == "guide" and len(name) > 1}


@pytest.mark.parametrize("room", sorted(rooms_of_the_table()))
def test_a_room_knows_only_the_rooms_that_the_table_names(room):
    may_know = rooms_of_the_table()[room]
    if may_know is None:
        return
    for file in (GUIDE / room).rglob("*.py"):
        assert rooms_imported_by(file) - may_know - FOR_EVERY_ROOM - {room} == set(), file


def test_every_room_stands_in_the_table():
    rooms = {folder.parent.name for folder in GUIDE.glob("*/__init__.py")}
    assert rooms - {"migrations"} <= set(rooms_of_the_table())


def test_nothing_but_the_admin_and_the_commands_knows_the_desk():
    who = {room for room, known in rooms_of_the_table().items() if known and "desk" in known}
    assert who == {"admin"}


def test_an_import_is_seen_however_it_is_written(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "BASE_DIR", tmp_path)
    file = tmp_path / "guide" / "desk" / "some.py"
    file.parent.mkdir(parents=True)
    file.write_text(
        "import guide.lib.text\n"
        "from guide import roles\n"
        "from guide.models import Entry\n"
        "from ..edition import path\n"
        "from .page import requires\n"
        "def late():\n"
        "    from guide.exchange.spreadsheet import write_sheet\n"
    )
    assert rooms_imported_by(file) == {"lib", "roles", "models", "edition", "desk", "exchange"}
