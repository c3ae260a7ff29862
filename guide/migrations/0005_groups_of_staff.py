"""Editors, reviewers and publishers. Their permissions must exist first, so they are made here as well."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

from guide.roles import make_groups


def make(apps, schema_editor):
    config = apps.get_app_config("guide")
    config.models_module = True  # what create_permissions asks for; a historical registry leaves it empty
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    make_groups(apps)


class Migration(migrations.Migration):
    dependencies = [
        ("guide", "0004_desk"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
