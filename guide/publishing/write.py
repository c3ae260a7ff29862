"""Content as plain data → rows of the working copy: the way back of `Entry.content()`."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from guide.models import BY_KIND, ENTRY_MODELS, Section, TreatmentUse

from .history import keep

# More than any entry names; a list without end would be asked for in one question to the database.
MOST_NAMED = 500


class UnreadableContent(ValueError):
    """The content does not fit the models; the message names the entry and the field."""


@transaction.atomic
def write_entry(kind, code, content, *, by=None, note=None, check=False, **translation):
    """Create or change one entry from its content; fields that are not given stay as they are.

    An old content leaves later fields out while they are empty: `model.whole(content)` empties them
    again. Raises UnreadableContent for an unknown field, a value of the wrong kind or a link to an
    entry that does not exist; with `check` (for content from outside) also for all that a form
    would refuse.
    translation: what `keep` is told of the languages.
    """
    model = BY_KIND[kind]
    entry = model.objects.held().filter(code=code).first() or model(code=code)
    rest = dict(content)
    for name in [n for n in rest if n in model.PAIRS]:
        _set_pair(entry, kind, name, rest.pop(name))
    for name in [n for n in rest if n in (*model.PLAIN, "order", "withdrawn")]:
        _set_plain(entry, kind, name, rest.pop(name))
    for name in [n for n in rest if n in model.LINKS]:
        setattr(entry, name, _linked_one(model, name, rest.pop(name), kind, code))
    many = {
        n: _linked(model, n, rest.pop(n), kind, code) for n in list(rest) if n in model.MANY_LINKS
    }
    uses = rest.pop("treatments", None) if model is Section else None
    if rest:
        raise UnreadableContent(f"{kind} {code}: no field is called {', '.join(map(str, rest))}")
    if note is not None:
        entry.note = note
    if check:
        _check(entry, kind)
    entry.save()
    for name, linked in many.items():
        getattr(entry, name).set(linked)
    if uses is not None:
        _write_uses(entry, uses)
    keep(entry, by=by, **translation)
    return model.objects.get(pk=entry.pk)


def in_loading_order(entries):
    """{kind: {code: content}} → (kind, code, content), each after what it links to."""
    for model in ENTRY_MODELS:
        for code, content in (entries.get(model.kind_name()) or {}).items():
            yield model.kind_name(), code, content


def _set_pair(entry, kind, name, pair):
    languages = {code for code, _ in settings.LANGUAGES}
    if not isinstance(pair, dict) or set(pair) != languages:
        raise UnreadableContent(
            f"{kind} {entry.code}: {name} needs exactly {', '.join(sorted(languages))}"
        )
    for language, value in pair.items():
        if not isinstance(value, str | None):
            raise UnreadableContent(f"{kind} {entry.code}: {name} in {language} is not a text")
        setattr(entry, f"{name}_{language}", (value or "").strip())


def _set_plain(entry, kind, name, value):
    try:
        setattr(
            entry, name, entry._meta.get_field(name).to_python(value) if value is not None else None
        )
    except ValidationError as error:
        raise UnreadableContent(
            f"{kind} {entry.code}: {name}: {' '.join(error.messages)}"
        ) from None
    except TypeError:  # a list or a number where a date is wanted
        raise UnreadableContent(f"{kind} {entry.code}: {name} cannot be read") from None


def _linked_one(model, name, wanted, kind, code):
    if wanted is None and model._meta.get_field(name).null:
        return None
    return _linked(model, name, [wanted], kind, code)[0]


def _linked(model, name, codes, kind, code):
    if not isinstance(codes, list) or not all(isinstance(wanted, str) for wanted in codes):
        raise UnreadableContent(f"{kind} {code}: {name} needs codes of entries")
    if len(codes) > MOST_NAMED:
        raise UnreadableContent(f"{kind} {code}: {name} names more than {MOST_NAMED} entries")
    target = model._meta.get_field(name).related_model
    found = {entry.code: entry for entry in target.objects.filter(code__in=codes)}
    missing = [wanted for wanted in codes if wanted not in found]
    if missing:
        raise UnreadableContent(
            f"{kind} {code}: {name} names {', '.join(missing)}, which does not exist"
        )
    return [found[wanted] for wanted in codes]


def _write_uses(section, uses):
    section.uses.all().delete()
    if not isinstance(uses, list) or not all(isinstance(use, dict) for use in uses):
        raise UnreadableContent(
            f"section {section.code}: treatments needs a list of treatment, part and source"
        )
    if len(uses) > MOST_NAMED:
        raise UnreadableContent(
            f"section {section.code}: treatments names more than {MOST_NAMED} entries"
        )
    for order, use in enumerate(uses):
        _write_use(
            section, order, **{name: use.get(name) for name in ("treatment", "part", "source")}
        )


def _write_use(section, order, treatment, part, source):
    def found(name, code):
        target = TreatmentUse._meta.get_field(name).related_model
        return target.objects.filter(code=code).first() if isinstance(code, str) else None

    named, by = found("treatment", treatment), found("source", source)
    if named is None or (source and by is None):
        raise UnreadableContent(
            f"section {section.code}: treatment {treatment} or its source does not exist"
        )
    use = TreatmentUse(section=section, treatment=named, part=part, source=by, order=order)
    _check(use, "section", section.code)
    use.save()


def _check(row, kind, code=None):
    """All that a form would refuse, in one UnreadableContent."""
    try:
        row.full_clean()
    except ValidationError as error:
        words = [
            f"{name}: {' '.join(texts)}" if name != "__all__" else " ".join(texts)
            for name, texts in error.message_dict.items()
        ]
        raise UnreadableContent(f"{kind} {code or row.code}: {'; '.join(words)}") from None
