"""YAML that people can read and edit, read back strictly and without loss.

Nothing is guessed (a date stays a text) and nothing stands for something else (no aliases), so a
file cannot grow when it is read. A name that stands twice is an error, since one of the two would
be lost.
"""

import re
from typing import Any

import yaml
from django.utils.translation import gettext as _

from guide.lib.characters import REFUSED_BY_FILES
from guide.lib.numbers import grouped

DEPTH = 12
# Texts, lists and names. The starter has 12,000 of them.
MOST_EVENTS = 100_000
MOST_DOUBLED = 20
WIDTH = 120
RARE_CHARACTER = re.compile(r"[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]")
# The quick ones, written in C, where PyYAML was built with them.
BaseLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
BaseDumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class Unreadable(ValueError):
    """The file is not what we write; `lines` says why, one sentence each."""

    def __init__(self, *lines: str) -> None:
        super().__init__(" ".join(lines))
        self.lines = list(lines)


def dump(data: object) -> str:
    """The YAML of plain data: dicts, lists, texts, numbers, true, false and null."""
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=WIDTH)


def load(text: str) -> Any:
    """The plain data of a YAML text. Raises Unreadable."""
    try:
        _look_through(text)
        loader = _Loader(text)
        try:
            data = loader.get_single_data()
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        raise Unreadable(_in_words(error)) from None
    if loader.doubled:
        raise Unreadable(*loader.doubled[:MOST_DOUBLED])
    return data


def _in_words(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or _("this is not a YAML text")
    if mark is None:
        return f"{problem}."
    return _in_line(mark.line + 1, f"{problem}.")


def _in_line(number: int, said: str) -> str:
    return _("Line %(number)s: %(said)s") % {"number": number, "said": said}


def _look_through(text: str) -> None:
    """Before anything is built from it: whether it is of a bounded size, and of plain data."""
    depth = 0
    for number, event in enumerate(yaml.parse(text, Loader=BaseLoader), 1):
        line = event.start_mark.line + 1 if event.start_mark else 0
        if number > MOST_EVENTS:
            said = _("up to here there are %(most)s names and texts. Divide the file.")
            raise Unreadable(_in_line(line, said % {"most": grouped(MOST_EVENTS)}))
        if said := _what_is_wrong(event):
            raise Unreadable(_in_line(line, said))
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEPTH:
            raise Unreadable(_in_line(line, _("too many levels inside each other.")))


def _what_is_wrong(event: yaml.Event) -> str:
    if isinstance(event, yaml.AliasEvent):
        said = _("write the text out; *%(name)s cannot stand for it.")
        return said % {"name": (event.anchor or "")[:60]}
    tag = getattr(event, "tag", None)
    if tag:
        said = _("%(tag)s is not used; put a text that begins with ! between quotes.")
        return said % {"tag": tag[:60]}
    if REFUSED_BY_FILES.search(getattr(event, "value", "")):
        return _("there is a character here that no text has.")
    return ""


class _Loader(BaseLoader):  # type: ignore[misc]  # which of two classes it is, PyYAML tells
    """Only text, numbers, true, false and null; it remembers names that stand twice."""

    yaml_implicit_resolvers: dict[str, Any] = {}

    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        self.doubled: list[str] = []

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen = set()
        for key, _value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                continue
            if key.value in seen:
                line = key.start_mark.line + 1
                said = _("“%(name)s” stands twice.") % {"name": key.value[:60]}
                self.doubled.append(_in_line(line, said))
            seen.add(key.value)
        found: dict[Any, Any] = super().construct_mapping(node, deep)
        return found


_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:null", re.compile(r"null\Z|~\Z|\Z"), ["n", "~", ""]
)
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(?:true|false)\Z"), ["t", "f"])
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile(r"(?:0|-?[1-9][0-9]{0,9})\Z"), list("-0123456789")
)


class _Dumper(BaseDumper):  # type: ignore[misc]  # the same
    """Texts of several lines as they are; texts with rare characters between quotes, so that none
    is lost.
    """

    def ignore_aliases(self, data: object) -> bool:
        return True


def _represent_text(dumper: Any, text: str) -> yaml.ScalarNode:
    style = None
    if RARE_CHARACTER.search(text):
        style = '"'
    elif "\n" in text:
        style = "|"
    node: yaml.ScalarNode = dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)
    return node


_Dumper.add_representer(str, _represent_text)
