"""No string that staff read at the desk is written in English alone: what the code says goes
through gettext, and what goes through gettext has its French (`test_languages.py`).
"""

import ast
import re

from django.conf import settings

ROOMS = ("models", "admin", "desk", "publishing", "exchange", "links", "accounts")
# Where a string is read by staff: the keyword, or the place among the arguments of a call.
KEYWORDS = {
    "description",
    "help_text",
    "label",
    "verbose_name",
    "verbose_name_plural",
    "violation_error_message",
}
ARGUMENTS = {
    "Line": 0,
    "NotALogo": 0,
    "Problem": 2,
    "Refused": 0,
    "ToDo": 0,
    "UnreadableContent": 0,
    "ValidationError": 0,
    "add_error": 1,
    "desk_page": 2,
    "entry_line": 1,
    "error": 1,
    "success": 1,
    "warning": 1,
}
# The starter is loaded by commands, whose words an administrator reads in a terminal.
OF_COMMANDS = ("starter.py", "starter_edits.py")
# What only an administrator reads, in a terminal or in the program's log.
LOGS = ("logger", "log", "logging")
# Two letters one after the other that are no placeholder.
WORDS = re.compile(r"[A-Za-z]{2}")


def unmarked(source: str) -> list[str]:
    """The strings of a module that staff would read in English whatever they have chosen."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            found += [ast.unparse(said) for said in _said_by(node) if _is_english(said)]
        if isinstance(node, ast.ClassDef):
            found += [ast.unparse(said) for said in _labels_of(node) if _is_english(said)]
    return found


def _said_by(call: ast.Call) -> list[ast.expr]:
    said = [keyword.value for keyword in call.keywords if keyword.arg in KEYWORDS]
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    place = ARGUMENTS.get(name)
    if ast.unparse(call.func).partition(".")[0] in LOGS:
        return []
    if place is not None and len(call.args) > place:
        said.append(call.args[place])
    return said


def _labels_of(model: ast.ClassDef) -> list[ast.expr]:
    """The labels of a TextChoices, and the titles of filters, inlines and Meta."""
    bases = [ast.unparse(base) for base in model.bases]
    said = []
    for line in model.body:
        if not isinstance(line, ast.Assign):
            continue
        if isinstance(line.value, ast.Tuple) and any("Choices" in base for base in bases):
            said.append(line.value.elts[-1])
        if ast.unparse(line.targets[0]) in {*KEYWORDS, "title"}:
            said.append(line.value)
    return said


def _is_english(said: ast.expr) -> bool:
    """A string, or one with values in it, that no gettext is around."""
    if isinstance(said, ast.Constant):
        return isinstance(said.value, str) and WORDS.search(said.value) is not None
    if isinstance(said, ast.JoinedStr):
        return any(_is_english(part) for part in said.values)
    if isinstance(said, ast.BinOp):
        return _is_english(said.left)
    return False


def test_a_string_without_gettext_is_found():
    source = """
class Kind(models.TextChoices):
    FINE = "fine", "works"
    BAD = "bad", _("does not work")
field = CharField(help_text="As printed.", verbose_name=_("name"))
raise Refused(f"Nothing of {name} was kept.")
messages.error(request, "Too many: %s" % count)
logger.warning("%s was locked", name)
messages.error(request, _("Too many: %s") % count)
"""
    assert unmarked(source) == [
        "'works'",
        "'As printed.'",
        "f'Nothing of {name} was kept.'",
        "'Too many: %s' % count",
    ]


def test_what_staff_read_goes_through_gettext():
    guide = settings.BASE_DIR / "guide"
    files = [guide / "roles.py", guide / "labels.py"]
    for room in ROOMS:
        files += sorted((guide / room).glob("*.py"))
    read = [file for file in files if file.name not in OF_COMMANDS]
    assert len(read) > 100
    found = {file.name: unmarked(file.read_text(encoding="utf-8")) for file in read}
    assert {name: said for name, said in found.items() if said} == {}
