"""Database, keys and what else is not public can be read by their owner alone, however the program
was started.
"""

import os
import shutil
import stat
import subprocess
import sys

import pytest
import yaml
from django.conf import settings

from tools.faults.site import GUNICORN, ROOT, Site

from . import kept_site
from .builders import publish_small_guide

DEPLOY = settings.BASE_DIR / "deploy"


def rights(file):
    return oct(stat.S_IMODE(os.stat(file).st_mode))


@pytest.fixture
def careless():
    """A user whose files everybody may read, as on most machines."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.mark.parametrize("server", [None, GUNICORN], ids=["granian", "gunicorn"])
def test_what_the_server_writes_is_for_its_user_alone(tmp_path, careless, server):
    folder = tmp_path / "data"
    folder.mkdir(mode=0o755)
    static = str(kept_site.static_files())
    database = kept_site.starter_in(folder)
    site = Site(folder, database, server=server, WORKERS="1", STATIC_ROOT=static)
    site.start()
    try:
        assert site.get("/en/search/?q=word")[0] == 200
        database = [file for file in site.folder.iterdir() if file.name.startswith("guide.sqlite3")]
        assert {rights(file) for file in database} == {"0o600"}
        assert rights(site.folder / "edition.json") == "0o600"
        assert server or rights(site.folder) == "0o700"
    finally:
        site.stop()


@pytest.mark.parametrize(
    "there",
    [("guide.sqlite3", "guide.sqlite3-wal", "guide.sqlite3-shm"), ()],
    ids=["made by an older version", "new"],
)
def test_a_database_that_everybody_could_read_is_closed_to_them(tmp_path, careless, there):
    file = tmp_path / "guide.sqlite3"
    open_files = "; ".join(
        [
            "from django.db import connection",
            "connection.cursor().execute('create table if not exists old (a)')",
            "import os, sys",
            (
                "print(*sorted(oct(os.stat(sys.argv[-1] + end).st_mode & 0o777) for end in ('', "
                "'-wal', '-shm')))"
            ),
        ]
    )
    command = [sys.executable, "-c", f"import django; django.setup(); {open_files}", str(file)]
    told = os.environ | {
        "DJANGO_SETTINGS_MODULE": "rnbsite.settings",
        "DATABASE_URL": f"sqlite:///{file}",
    }
    for name in there:
        (tmp_path / name).touch(0o644)
    done = subprocess.run(command, cwd=ROOT, env=told, capture_output=True, text=True)
    assert done.stdout.split() == ["0o600"] * 3, done.stderr


def test_a_key_that_everybody_could_read_is_closed_to_them(tmp_path, careless):
    """The recipe of `make serve` up to the server, on a folder that an older version made."""
    (tmp_path / "data").mkdir(mode=0o755)
    (tmp_path / "data" / "secret-key").write_text("a-key-of-before")
    _make_serve(tmp_path)
    assert rights(tmp_path / "data") == "0o700"
    assert rights(tmp_path / "data" / "secret-key") == "0o600"
    assert (tmp_path / "data" / "secret-key").read_text() == "a-key-of-before"


def test_a_key_that_make_serve_makes_is_for_its_owner_alone(tmp_path, careless):
    _make_serve(tmp_path)
    assert rights(tmp_path / "data" / "secret-key") == "0o600"
    assert len((tmp_path / "data" / "secret-key").read_text()) > 60


def _make_serve(folder):
    """Run it where there is nothing behind: it stops after the key."""
    shutil.copy(ROOT / "Makefile", folder)
    bin_ = folder / ".venv" / "bin"
    bin_.mkdir(parents=True)
    (bin_ / "python").symlink_to(sys.executable)
    for file in ("requirements.txt", "requirements.lock", ".venv/.run"):
        (folder / file).touch()
    subprocess.run(["make", "serve"], cwd=folder, capture_output=True)


def test_a_mirror_stays_for_everybody_to_read(tmp_path, db):
    from guide.ops.static_site import Mirror

    publish_small_guide()
    before = os.umask(0o077)
    try:
        Mirror(tmp_path / "mirror" / "site", "https://guide.example.org").write()
    finally:
        os.umask(before)
    made = [tmp_path / "mirror", *(tmp_path / "mirror").rglob("*")]
    assert {rights(one) for one in made if one.is_dir()} == {"0o755"}
    assert {rights(one) for one in made if one.is_file()} == {"0o644"}


@pytest.mark.parametrize("script", ["serve", "manage"])
def test_the_scripts_begin_with_closed_files(script):
    lines = [
        line
        for line in (DEPLOY / script).read_text().splitlines()
        if line and not line.startswith("#")
    ]
    assert lines[:2] == ["set -eu", "umask 077"]


def test_the_folder_of_the_container_is_for_its_user_alone():
    assert "install -d -o guide -m 700 /data" in (DEPLOY / "Dockerfile").read_text()
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
    assert services["app"]["volumes"] == ["data:/data", "mirror:/var/cache/guide"]
