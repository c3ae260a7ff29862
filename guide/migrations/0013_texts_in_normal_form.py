"""Every text that was saved before there was one normal form of texts is put in it.

What looks the same is the same from now on (guide/lib/text.py): accents in one sign, no soft hyphen, no sign without width,
nothing in a text that holds only markup, a list as files write it. What staff find on a site in use:

- Every approval stands, with its name and day: where it was given for exactly the text that is there, the digest of the
  normal form takes the place of the old one. So do the digests that remarks speak of.
- Editions are as they were, digest and all. A difference of form alone counts as no change: nothing waits, and the next
  edition has the normal form.
- Earlier versions are in the normal form too, so that history tells of words and of nothing else.
- A publication that is planned goes out as planned.
- A review link that is on its way to somebody for a text of another form no longer opens: send a new one.

An approved entry of which no version was ever kept is left alone. It is put in form when it is next saved.
"""

from datetime import UTC

from django.db import migrations, models
from django.utils.timezone import get_current_timezone

from guide.lib.canonical_json import content_digest
from guide.lib.text import normal_line, normal_rich_text, normal_text

KINDS = ("source", "organisation", "question", "choice", "treatment", "section", "prompt", "resource", "term", "ward")
RICH = {"why", "what", "expect", "side_effects", "call", "key_points", "body"}
RICH |= {"who_writes", "who_reviews", "funding", "update_policy"}
LINES = {"offers", "forms", "definition", "text", "note", "said"}
NO_TEXTS = {"code", "approved_digest", "reviewer_name", "email"}


def put_in_form(apps, schema_editor):
    plan = apps.get_model("guide", "PlannedPublication").objects.filter(done_at=None).first()
    # Older versions of the program wrote the day of an approval as it was in UTC.
    zones = (UTC, get_current_timezone())
    is_known = plan is not None and plan.digest in [_digest_of_coming(apps, zone) for zone in zones]
    for kind in KINDS:
        for row in apps.get_model("guide", kind).objects.order_by("pk"):
            _put_row_in_form(apps, kind, row)
    if is_known:
        plan.digest = _digest_of_coming(apps, get_current_timezone())
        plan.save(update_fields=["digest"])


def _put_row_in_form(apps, kind, row):
    versions = list(apps.get_model("guide", "EntryVersion").objects.filter(kind=kind, code=row.code))
    if row.approved_digest and not versions:
        return
    put = {}
    for version in versions:
        if digest := _put_version_in_form(kind, version):
            put[version.digest] = digest
    remarks = apps.get_model("guide", "Remark").objects.filter(kind=kind, code=row.code)
    for old, new in put.items():
        remarks.filter(digest=old).update(digest=new)
    told = {field.attname: getattr(row, field.attname) for field in _text_fields(row)}
    told |= {name: _normal(name.removesuffix("_en").removesuffix("_fr"), text) for name, text in told.items()}
    signed = put.get(row.approved_digest, row.approved_digest)
    type(row).objects.filter(pk=row.pk).update(**told, approved_digest=signed)


def _put_version_in_form(kind, version):
    """The new digest of a version; "" where it was in normal form."""
    content = {name: _normal(name, value) for name, value in version.content.items()}
    note = normal_text(version.note)
    if content == version.content and note == version.note:
        return ""
    digest = content_digest([kind, version.code, content])
    same = type(version).objects.filter(pk=version.pk)
    same.update(content=content, digest=digest, note=note)
    return digest


def _text_fields(row):
    texts = [field for field in row._meta.fields if isinstance(field, models.CharField | models.TextField)]
    return [field for field in texts if field.name not in NO_TEXTS]


def _normal(name, value):
    """A text, or a text in each language, as the field of this name keeps it."""
    if isinstance(value, dict):
        return {language: _normal(name, text) for language, text in value.items()}
    if not isinstance(value, str) or name in NO_TEXTS:
        return value
    if name in RICH:
        return normal_rich_text(value)
    return normal_text(value) if name in LINES else normal_line(value)


def _digest_of_coming(apps, zone):
    """That of the next edition's content: approved entries, and the last published form of the others."""
    newest = apps.get_model("guide", "Edition").objects.order_by("-number").first()
    published = newest.content["entries"] if newest else {}
    entries = {}
    for kind in KINDS:
        entries[kind] = {}
        for row in apps.get_model("guide", kind).objects.all():
            content = _coming(apps, kind, row, published.get(kind, {}).get(row.code), zone)
            if content is not None:
                entries[kind][row.code] = content
    return content_digest({"format": 1, "entries": entries})


def _coming(apps, kind, row, published, zone):
    versions = apps.get_model("guide", "EntryVersion").objects.filter(kind=kind, code=row.code)
    last = versions.order_by("-version").first()
    if last is None or row.approved_digest != last.digest:
        return published
    if row.withdrawn:
        return None
    day = row.approved_at.astimezone(zone).date().isoformat()
    return last.content | {"reviewed": {"by": row.reviewer_name, "on": day} if row.reviewer_name else None}


class Migration(migrations.Migration):
    dependencies = [("guide", "0012_remarks_stand")]
    operations = [
        migrations.AlterField("sourcereading", "text", models.TextField()),
        migrations.RunPython(put_in_form, migrations.RunPython.noop),
    ]
