"""An edition and a plan are baskets of chosen changes, and say which of them put something right."""

from django.db import migrations, models


# SQLite makes the table anew for a further column, and leaves its triggers behind: see 0002.
TRIGGER = """
CREATE TRIGGER IF NOT EXISTS guide_edition_never_changes BEFORE UPDATE ON guide_edition
BEGIN SELECT RAISE(ABORT, 'an edition never changes'); END
"""


def forbid_again(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(TRIGGER)


class Migration(migrations.Migration):

    dependencies = [
        ('guide', '0016_edition_number_floor'),
    ]

    operations = [
        migrations.AddField(
            model_name='edition',
            name='corrections',
            field=models.JSONField(db_default=models.Value([], models.JSONField()), default=list),
        ),
        migrations.AddField(
            model_name='plannedpublication',
            name='basket',
            field=models.JSONField(db_default=models.Value([], models.JSONField()), default=list),
        ),
        migrations.AddField(
            model_name='plannedpublication',
            name='corrections',
            field=models.JSONField(db_default=models.Value([], models.JSONField()), default=list),
        ),
        migrations.AddField(
            model_name='plannedpublication',
            name='left_out',
            field=models.JSONField(db_default=models.Value([], models.JSONField()), default=list),
        ),
        migrations.RunPython(forbid_again, migrations.RunPython.noop),
    ]
