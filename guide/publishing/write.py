"""Content as plain data → rows of the working copy: the way back of `Entry.content()`."""

from collections.abc import Iterator
from typing import Any, TypeVar, cast

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import CharField, Field, Model, TextField
from django.utils.translation import gettext as _

from guide.lib.content import Content, Entries
from guide.models import BY_KIND, ENTRY_MODELS, Entry, Section, Source, Treatment, TreatmentUse

from .history import keep
from .languages import LANGUAGES
from .refused import said_of

TEXTS = (CharField, TextField)
# More than any entry names; a list without end would be asked for in one question to the database.
MOST_NAMED = 500

AnyEntry = TypeVar("AnyEntry", bound=Entry)


class UnreadableContent(ValueError):
    """The content does not fit the models; the message names the entry and the field."""


@transaction.atomic
def write_entry(
    kind: str,
    code: str,
    content: Content,
    *,
    by: User | None = None,
    note: str | None = None,
    check: bool = False,
    translation_checked: bool = False,
    translated_in_part: bool = False,
) -> Entry:
    """Create or change one entry from its content; fields that are not given stay as they are.

    An old content leaves later fields out while they are empty: `model.whole(content)` empties them
    again. by: who writes, None for a command. note: that for colleagues; None leaves it as it is.
    translation_checked, translated_in_part: see `history.keep`. Returns the entry, read anew.

    Raises UnreadableContent for an unknown field, a value of the wrong kind or a link to an entry
    that does not exist; with `check` (for content from outside) also for all that a form would
    refuse.
    """
    model = BY_KIND[kind]
    entry = model.objects.locked().filter(code=code).first() or model(code=code)
    many = _set_fields(entry, kind, content)
    if note is not None:
        entry.note = note
    if check:
        _check(entry, f"{kind} {code}")
    entry.save()
    for name, linked in many.items():
        getattr(entry, name).set(linked)  # links to many need the entry to be there
    if isinstance(entry, Section) and content.get("treatments") is not None:
        _write_uses(entry, content["treatments"])
    keep(
        entry,
        by=by,
        translation_checked=translation_checked,
        translated_in_part=translated_in_part,
    )
    return model.objects.get(pk=entry.pk)


def in_loading_order(entries: Entries) -> Iterator[tuple[str, str, Content]]:
    """(kind, code, content) of each entry, after what it links to."""
    for model in ENTRY_MODELS:
        for code, content in (entries.get(model.kind_name()) or {}).items():
            yield model.kind_name(), code, content


def _set_fields(entry: Entry, kind: str, content: Content) -> dict[str, list[Entry]]:
    """Set what the entry's own row holds. Returns the links to many, by their fields."""
    many = {}
    unknown = []
    for name, value in content.items():
        if name in entry.PAIRS:
            _set_pair(entry, kind, name, value)
        elif name in entry.PLAIN or name in ("order", "withdrawn"):
            _set_plain(entry, kind, name, value)
        elif name in entry.LINKS:
            setattr(entry, name, _linked_one(entry, kind, name, value))
        elif name in entry.MANY_LINKS:
            many[name] = _linked(entry, kind, name, value)
        elif not (isinstance(entry, Section) and name == "treatments"):
            unknown.append(str(name))
    if unknown:
        said = _("no field is called %(names)s") % {"names": ", ".join(unknown)}
        raise UnreadableContent(said_of(f"{kind} {entry.code}", said))
    return many


def _set_pair(entry: Entry, kind: str, name: str, pair: Any) -> None:
    where = f"{kind} {entry.code}: {name}"
    if not isinstance(pair, dict) or set(pair) != set(LANGUAGES):
        said = _("%(where)s needs exactly %(languages)s")
        raise UnreadableContent(said % {"where": where, "languages": ", ".join(sorted(LANGUAGES))})
    for language, value in pair.items():
        if not isinstance(value, str | None):
            said = _("%(where)s in %(language)s is not a text")
            raise UnreadableContent(said % {"where": where, "language": language})
        setattr(entry, f"{name}_{language}", (value or "").strip())


def _set_plain(entry: Entry, kind: str, name: str, value: Any) -> None:
    where = f"{kind} {entry.code}: {name}"
    if isinstance(_field(entry, name), TEXTS) and isinstance(value, list | dict | bool):
        raise UnreadableContent(_("%(where)s is not a text") % {"where": where})
    try:
        read = None if value is None else _field(entry, name).to_python(value)
    except ValidationError as error:
        raise UnreadableContent(said_of(where, " ".join(error.messages))) from None
    except TypeError:  # a list or a number where a date is wanted
        raise UnreadableContent(_("%(where)s cannot be read") % {"where": where}) from None
    setattr(entry, name, read)


def _linked_one(entry: Entry, kind: str, name: str, wanted: Any) -> Entry | None:
    if wanted is None and _field(entry, name).null:
        return None
    return _linked(entry, kind, name, [wanted])[0]


def _linked(entry: Entry, kind: str, name: str, codes: Any) -> list[Entry]:
    """The entries of these codes, in their order."""
    where = f"{kind} {entry.code}: {name}"
    if not isinstance(codes, list) or not all(isinstance(wanted, str) for wanted in codes):
        raise UnreadableContent(_("%(where)s needs codes of entries") % {"where": where})
    if len(codes) > MOST_NAMED:
        raise UnreadableContent(_names_too_many(where))
    target = BY_KIND[entry.link_target(name)]
    found = {linked.code: linked for linked in target.objects.filter(code__in=codes)}
    missing = [wanted for wanted in codes if wanted not in found]
    if missing:
        said = _("%(where)s names %(codes)s, which does not exist")
        raise UnreadableContent(said % {"where": where, "codes": ", ".join(missing)})
    return [found[wanted] for wanted in codes]


def _names_too_many(where: str) -> str:
    said = _("%(where)s names more than %(most)s entries")
    return said % {"where": where, "most": MOST_NAMED}


def _write_uses(section: Section, uses: Any) -> None:
    """What a section says of treatments, in the order of the list, in place of what it said."""
    where = f"section {section.code}: treatments"
    section.uses.all().delete()
    if not isinstance(uses, list) or not all(isinstance(use, dict) for use in uses):
        said = _("%(where)s needs a list of treatment, part and source")
        raise UnreadableContent(said % {"where": where})
    if len(uses) > MOST_NAMED:
        raise UnreadableContent(_names_too_many(where))
    for order, use in enumerate(uses):
        _write_use(section, order, use.get("treatment"), use.get("part"), use.get("source"))


def _write_use(section: Section, order: int, treatment: Any, part: Any, source: Any) -> None:
    named = _with_code(Treatment, treatment)
    by = _with_code(Source, source)
    if named is None or (source and by is None):
        said = _("treatment %(code)s or its source does not exist") % {"code": treatment}
        raise UnreadableContent(said_of(f"section {section.code}", said))
    use = TreatmentUse(section=section, treatment=named, part=part, source=by, order=order)
    _check(use, f"section {section.code}")
    use.save()


def _with_code(model: type[AnyEntry], code: Any) -> AnyEntry | None:
    if not isinstance(code, str):
        return None
    return cast("AnyEntry | None", model.objects.filter(code=code).first())


def _field(entry: Entry, name: str) -> "Field[Any, Any]":
    return cast("Field[Any, Any]", entry._meta.get_field(name))


def _check(row: Model, where: str) -> None:
    """All that a form would refuse, in one UnreadableContent."""
    try:
        row.full_clean()
    except ValidationError as error:
        said = []
        for name, messages in error.message_dict.items():
            text = " ".join(messages)
            said.append(text if name == "__all__" else said_of(name, text))
        raise UnreadableContent(said_of(where, "; ".join(said))) from None
