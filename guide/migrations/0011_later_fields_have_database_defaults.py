"""The database knows that a drawing without words has none: an older version of the program can go on saving."""

from django.db import migrations, models

HELP = (
    "One or two short sentences that a screen reader says in place of the drawing: what is seen, no more. "
    "Leave this empty where the guide has no drawing."
)


def _field():
    return models.CharField(
        blank=True, db_default="", default="", help_text=HELP, max_length=300, verbose_name="what the drawing shows"
    )


class Migration(migrations.Migration):
    dependencies = [("guide", "0010_drawings_have_words")]
    operations = [
        migrations.AlterField(kind, f"drawing_{language}", _field())
        for kind in ("choice", "treatment")
        for language in ("en", "fr")
    ]
