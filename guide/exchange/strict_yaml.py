"""YAML that people can read and edit, read back strictly and without loss.

Nothing is guessed (a date stays a text) and nothing stands for something else (no aliases), so a
file cannot grow when it is read. A name that stands twice is an error, since one of the two would
be lost.
"""

import re

import yaml

from guide.lib.control_characters import NOT_IN_TEXT

DEPTH = 12
# Texts, lists and names. The starter has 12,000 of them.
MOST_EVENTS = 100_000
MOST_DOUBLED = 20
Base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
BaseDumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class Unreadable(ValueError):
    """The file is not what we write; `lines` says why, one sentence each."""

    def __init__(self, *lines):
        super().__init__(" ".join(lines))
        self.lines = list(lines)


def dump(data):
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=120)


def load(text):
    """Raises Unreadable."""
    try:
        _look_through(text)
        loader = _Loader(text)
        try:
            data = loader.get_single_data()
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"Line {mark.line + 1}: " if mark else ""
        raise Unreadable(
            f"{where}{getattr(error, 'problem', None) or 'this is not a YAML text'}."
        ) from None
    if loader.doubled:
        raise Unreadable(*loader.doubled[:MOST_DOUBLED])
    return data


def _look_through(text):
    depth = 0
    for number, event in enumerate(yaml.parse(text, Loader=Base), 1):
        line = event.start_mark.line + 1
        if number > MOST_EVENTS:
            raise Unreadable(
                f"Line {line}: up to here there are {MOST_EVENTS:,} names and texts. Divide the "
                "file."
            )
        if isinstance(event, yaml.AliasEvent):
            raise Unreadable(
                f"Line {line}: write the text out; *{event.anchor[:60]} cannot stand for it."
            )
        if getattr(event, "tag", None):
            raise Unreadable(
                f"Line {line}: {event.tag[:60]} is not used; put a text that begins with ! "
                "between quotes."
            )
        if NOT_IN_TEXT.search(getattr(event, "value", "")):
            raise Unreadable(f"Line {line}: there is a character here that no text has.")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(
            event, yaml.CollectionEndEvent
        )
        if depth > DEPTH:
            raise Unreadable(f"Line {line}: too many levels inside each other.")


class _Loader(Base):
    """Only text, numbers, true, false and null; it remembers names that stand twice."""

    def __init__(self, stream):
        super().__init__(stream)
        self.doubled = []

    def construct_mapping(self, node, deep=False):
        seen = set()
        for key in (key for key, _value in node.value if isinstance(key, yaml.ScalarNode)):
            if key.value in seen:
                self.doubled.append(
                    f"Line {key.start_mark.line + 1}: “{key.value[:60]}” stands twice."
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep)


_Loader.yaml_implicit_resolvers = {}
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:null", re.compile(r"null\Z|~\Z|\Z"), ["n", "~", ""]
)
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(?:true|false)\Z"), ["t", "f"])
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile(r"(?:0|-?[1-9][0-9]{0,9})\Z"), list("-0123456789")
)


class _Dumper(BaseDumper):
    """Texts of several lines as they are; texts with rare characters between quotes, so that none
    is lost.
    """

    def ignore_aliases(self, data):
        return True


def _text(dumper, text):
    rare = re.search(r"[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]", text)
    style = '"' if rare else "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)
