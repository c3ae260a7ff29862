"""Content as plain data → rows of the working copy: the way back of `Entry.content()`."""

from django.conf import settings
from django.db import transaction

from guide.models import BY_KIND, ENTRY_MODELS, Section, TreatmentUse


class UnreadableContent(ValueError):
    """The content does not fit the models; the message names the entry and the field."""


@transaction.atomic
def write_entry(kind, code, content, *, by=None, note=None):
    """Create or change one entry from its content; fields that are not given stay as they are.

    Raises UnreadableContent for an unknown field or a link to an entry that does not exist.
    """
    model = BY_KIND[kind]
    entry = model.objects.filter(code=code).first() or model(code=code)
    rest = dict(content)
    for name in [n for n in rest if n in model.PAIRS]:
        _set_pair(entry, kind, name, rest.pop(name))
    for name in [n for n in rest if n in (*model.PLAIN, "order", "withdrawn")]:
        value = rest.pop(name)
        setattr(entry, name, model._meta.get_field(name).to_python(value) if value is not None else None)
    for name in [n for n in rest if n in model.LINKS]:
        setattr(entry, name, _linked(model, name, [rest.pop(name)], kind, code)[0])
    many = {n: _linked(model, n, rest.pop(n), kind, code) for n in list(rest) if n in model.MANY_LINKS}
    uses = rest.pop("treatments", None) if model is Section else None
    if rest:
        raise UnreadableContent(f"{kind} {code}: no field is called {', '.join(rest)}")
    entry.edited_by = by
    if note is not None:
        entry.note = note
    entry.save()
    for name, linked in many.items():
        getattr(entry, name).set(linked)
    if uses is not None:
        _write_uses(entry, uses)
    return model.objects.get(pk=entry.pk)


def in_loading_order(entries):
    """{kind: {code: content}} → (kind, code, content), each after what it links to."""
    for model in ENTRY_MODELS:
        for code, content in (entries.get(model.kind_name()) or {}).items():
            yield model.kind_name(), code, content


def _set_pair(entry, kind, name, pair):
    languages = {code for code, _ in settings.LANGUAGES}
    if not isinstance(pair, dict) or set(pair) != languages:
        raise UnreadableContent(f"{kind} {entry.code}: {name} needs exactly {', '.join(sorted(languages))}")
    for language, value in pair.items():
        setattr(entry, f"{name}_{language}", (value or "").strip())


def _linked(model, name, codes, kind, code):
    target = model._meta.get_field(name).related_model
    found = {entry.code: entry for entry in target.objects.filter(code__in=codes)}
    missing = [wanted for wanted in codes if wanted not in found]
    if missing:
        raise UnreadableContent(f"{kind} {code}: {name} names {', '.join(map(str, missing))}, which does not exist")
    return [found[wanted] for wanted in codes]


def _write_uses(section, uses):
    treatment, source = TreatmentUse._meta.get_field("treatment"), TreatmentUse._meta.get_field("source")
    section.uses.all().delete()
    for order, use in enumerate(uses):
        named = treatment.related_model.objects.filter(code=use["treatment"]).first()
        by = source.related_model.objects.filter(code=use.get("source") or "").first()
        if named is None or (use.get("source") and by is None):
            raise UnreadableContent(f"section {section.code}: treatment or source of {use} does not exist")
        TreatmentUse.objects.create(section=section, treatment=named, part=use["part"], source=by, order=order)
