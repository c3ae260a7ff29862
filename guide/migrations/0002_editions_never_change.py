"""An edition never changes: the database itself refuses an update, whoever asks."""

from django.db import migrations

SQLITE = """
CREATE TRIGGER guide_edition_never_changes BEFORE UPDATE ON guide_edition
BEGIN SELECT RAISE(ABORT, 'an edition never changes'); END
"""
POSTGRESQL = """
CREATE FUNCTION guide_refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'an edition never changes' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE TRIGGER guide_edition_never_changes BEFORE UPDATE ON guide_edition
FOR EACH ROW EXECUTE FUNCTION guide_refuse_change();
"""


def forbid(apps, schema_editor):
    schema_editor.execute({"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor])


def allow(apps, schema_editor):
    on_table = " ON guide_edition" if schema_editor.connection.vendor == "postgresql" else ""
    schema_editor.execute(f"DROP TRIGGER guide_edition_never_changes{on_table}")
    if on_table:
        schema_editor.execute("DROP FUNCTION guide_refuse_change()")


class Migration(migrations.Migration):
    dependencies = [("guide", "0001_initial")]
    operations = [migrations.RunPython(forbid, allow)]
