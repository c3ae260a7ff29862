"""Gives the groups their permissions again, now that links, readings of sources and feedback are there."""

import importlib

from django.db import migrations

make = importlib.import_module("guide.migrations.0005_groups_of_staff").make


class Migration(migrations.Migration):
    dependencies = [("guide", "0006_links_and_ledger")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
