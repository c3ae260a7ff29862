"""A backup of SQLite restored into PostgreSQL, and back again: content, history and accounts, to
the letter.
"""

import gzip

import pytest

from tools.faults.site import Site

from . import kept_site
from .database_at_work import POSTGRESQL

pytestmark = pytest.mark.parametrize("database_url", POSTGRESQL, indirect=True)

# People with a role and a phone, an edit with its history, an approval, a second edition, a remark,
# a refused password.
WORK = """
from django.contrib.auth.models import Group, User
from django_otp.plugins.otp_totp.models import TOTPDevice
from guide.accounts.lock import count_try
from guide.models import Term
from guide.publishing.actions import approve, publish
from guide.publishing.write import write_entry
ed = User.objects.create_user(
    "editor", password="a-password-of-the-tests", first_name="Élodie", is_staff=True
)
re = User.objects.create_user("reviewer", password="another-password", is_staff=True)
ed.groups.add(Group.objects.get(name="Editors"))
TOTPDevice.objects.create(user=ed, name="phone")
name = {"en": "Ω ≠ “quoted” 😀", "fr": "« cité »"}
write_entry("term", "a-draft", {"name": name}, by=ed, note="why")
entry = write_entry("term", Term.objects.exclude(code="a-draft").first().code, {"order": 99}, by=ed)
approve(entry, re)
publish(re, {"en": "A note.", "fr": "Une note."})
count_try("editor")
"""
LATER = """
from django.contrib.auth.models import User
from guide.models import Term
from guide.publishing.write import write_entry
by = User.objects.create_user("somebody-new", password="a-third-password")
write_entry("term", "a-word-of-later", {"name": {"en": "A word", "fr": "Un mot"}}, by=by)
Term.objects.get(code="a-draft").save()
"""
RUN = "from django.core.management import call_command as run; from pathlib import Path\n"


@pytest.fixture
def files(tmp_path, database_url):
    """Backups of one thing after the other, each step on the database that it is named for."""
    files = {
        name: tmp_path / name
        for name in ("sqlite", "postgresql", "postgresql-later", "sqlite-later")
    }
    steps = [
        ("sqlite", WORK, "backup sqlite"),
        (
            "postgresql",
            "migrate",
            "restore sqlite",
            "backup postgresql",
            LATER,
            "backup postgresql-later",
        ),
        ("sqlite", "restore postgresql-later guide.sqlite3", "backup sqlite-later"),
    ]
    urls = {"sqlite": kept_site.starter_in(tmp_path), "postgresql": database_url}
    for place, *told in steps:
        Site(tmp_path / "data", urls[place]).manage(
            "shell", "--no-imports", "-c", RUN + _code(told, files)
        )
    return files


def _code(told, files):
    orders = {
        "migrate": lambda: 'run("migrate", verbosity=0)',
        "backup": lambda name: f'run("backup", Path("{files[name]}"))',
        "restore": lambda name, replace="": (
            f'run("restore", Path("{files[name]}"), replace="{replace}")'
        ),
    }
    return "\n".join(
        orders[one.split()[0]](*one.split()[1:]) if one.split()[0] in orders else one
        for one in told
    )


def rows_of(file):
    """All but the first line, which tells when it was made, and the last, the digest of all with
    that.
    """
    return gzip.decompress(file.read_bytes()).splitlines()[1:-1]


def test_from_sqlite_to_postgresql_and_back_every_row_is_the_same(files):
    rows = {name: rows_of(file) for name, file in files.items()}
    assert rows["postgresql"] == rows["sqlite"]
    assert rows["sqlite-later"] == rows["postgresql-later"]
    assert rows["postgresql-later"] != rows["postgresql"]
    for word in (
        "Élodie",
        "Ω ≠ “quoted” 😀",
        "a-word-of-later",
        "somebody-new",
        "otp_totp.totpdevice",
        "guide.edition",
    ):
        assert any(word.encode() in row for row in rows["sqlite-later"]), word
