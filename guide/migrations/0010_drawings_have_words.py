"""What a drawing shows is said in words of the entry: staff write them, reviewers approve them, editions hold them.

Until now these words stood in the templates, approved by nobody. What an editor finds on a site in use:

- No drawing is lost, and nothing is said that nobody approved. Editions published before are as they were, digest and
  all; where one has no words for a drawing, families see it as decoration and screen readers pass over it.
- Every approval stands. A field without words is left out of what is signed (`Entry.LATER`), so nothing has to be read
  again only because there is a new field.
- The starter's words wait as a draft on the entries that have a drawing, with the reason in the note for colleagues.
  Such an entry reads "edited since approval", and goes out as families read it now until somebody approves the draft.
- What is on its way is left alone, because a new word would void it: an approval that is not published yet, a text that
  somebody asked a review for or sent back, what is withdrawn. The desk lists these drawings as told by nobody yet.
"""

from pathlib import Path

import yaml
from django.db import migrations, models
from django.utils import timezone

from guide.lib.canonical_json import content_digest

STARTER = Path(__file__).resolve().parent.parent / "starter"
WHY = "The words of the drawing came with an update of the program. Check them, then ask for a review."
HELP = (
    "One or two short sentences that a screen reader says in place of the drawing: what is seen, no more. "
    "Leave this empty where the guide has no drawing."
)
LANGUAGES = ("en", "fr")


def lay_drafts(apps, schema_editor):
    for kind in ("choice", "treatment"):
        starter = yaml.safe_load((STARTER / f"{kind}s.yaml").read_text(encoding="utf-8"))
        words = {code: content["drawing"] for code, content in starter.items() if "drawing" in content}
        for row in apps.get_model("guide", kind).objects.filter(code__in=words, withdrawn=False):
            _lay_draft(apps, kind, row, words[row.code])


def _lay_draft(apps, kind, row, words):
    versions = apps.get_model("guide", "EntryVersion").objects
    last = versions.filter(kind=kind, code=row.code).order_by("-version").first()
    if last is None or _is_on_its_way(apps, kind, row, last):
        return
    content = last.content | {"drawing": words}
    version, note = max(row.version, last.version) + 1, "\n".join(filter(None, [row.note, WHY]))
    kept = {"content": content, "digest": content_digest([kind, row.code, content]), "note": note}
    versions.create(kind=kind, code=row.code, version=version, words_changed=last.words_changed, **kept)
    told = {f"drawing_{language}": words[language] for language in LANGUAGES}
    type(row).objects.filter(pk=row.pk).update(version=version, note=note, **told)


def _is_on_its_way(apps, kind, row, last):
    """Whether a new word would void an approval that is not published yet, or the request for one."""
    if row.approved_digest == last.digest:
        newest = apps.get_model("guide", "Edition").objects.order_by("-number").first()
        published = newest.content["entries"].get(kind, {}).get(row.code) if newest else None
        day = timezone.localdate(row.approved_at).isoformat()
        by = {"by": row.reviewer_name, "on": day} if row.reviewer_name else None
        return published != last.content | {"reviewed": by}
    about = {"kind": kind, "code": row.code, "digest": last.digest}
    asked = apps.get_model("guide", "Remark").objects.filter(**about, nature__in=["ready", "needs-changes"])
    return asked.exists()


def _field():
    return models.CharField(blank=True, help_text=HELP, max_length=300, verbose_name="what the drawing shows")


class Migration(migrations.Migration):
    dependencies = [("guide", "0009_reserved_codes")]
    operations = [
        *(
            migrations.AddField(kind, f"drawing_{language}", _field())
            for kind in ("choice", "treatment")
            for language in LANGUAGES
        ),
        migrations.RunPython(lay_drafts, migrations.RunPython.noop),
    ]
