"""The units of systemd: systemd itself accepts them, and the service works with no more rights than
they leave it.
"""

import json
import re
import shutil
import subprocess
import sys

import pytest
from django.conf import settings

from tools.faults.scene import PAGES, PAPER
from tools.faults.site import ROOT, SET_UP, Site

from . import kept_site
from .programs import need

UNITS = settings.BASE_DIR / "deploy" / "systemd"
SERVICES = ["guide.service", "guide-task@.service"]


@pytest.fixture(autouse=True)
def systemd():
    need(shutil.which("systemd-analyze"), "systemd-analyze")


@pytest.mark.parametrize("unit", sorted(path.name for path in UNITS.iterdir()))
def test_systemd_accepts_the_unit(tmp_path, unit):
    """With the programs where this checkout has them."""
    for path in UNITS.iterdir():
        text = (
            path.read_text()
            .replace("/srv/guide/.venv/bin/python", sys.executable)
            .replace("/srv/guide", str(ROOT))
        )
        (tmp_path / path.name).write_text(text)
    name = unit.replace("@.", "@check_links.")
    done = subprocess.run(
        ["systemd-analyze", "verify", tmp_path / name], capture_output=True, text=True
    )
    about_ours = [line for line in done.stderr.splitlines() if "guide" in line]
    assert (done.returncode, about_ours) == (0, [])


@pytest.mark.parametrize("unit", SERVICES)
def test_systemd_finds_a_service_little_exposed(unit):
    command = [
        "systemd-analyze",
        "security",
        "--offline=true",
        "--no-pager",
        "--threshold=15",
        UNITS / unit,
    ]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-3000:]
    open_ = {line.split()[1] for line in done.stdout.splitlines() if line.startswith("✗")}
    closed = (
        "UMask=",
        "ProtectProc=",
        "LockPersonality=",
        "SystemCallFilter=",
        "RestrictAddressFamilies=~…",
    )
    assert not [name for name in open_ if name.startswith(closed)]


@pytest.mark.parametrize("unit", SERVICES)
def test_a_service_keeps_its_files_to_itself(unit):
    lines = (UNITS / unit).read_text().splitlines()
    assert {"UMask=0077", "StateDirectory=guide", "StateDirectoryMode=0700"} <= set(lines)


def test_the_service_works_under_its_filter_of_system_calls(tmp_path):
    confined = [sys.executable, "-m", "tools.faults.confine", UNITS / "guide.service"]
    refused = subprocess.run(
        [*confined, "nice", "-n", "5", "true"], cwd=ROOT, capture_output=True, text=True
    )
    assert "Operation not permitted" in refused.stderr
    (tmp_path / "data").mkdir()
    site = Site(tmp_path / "data", kept_site.starter_in(tmp_path / "data"), WORKERS="1")
    site.server = [*confined, *map(str, site.server)]
    # What ExecStartPre does, in one process.
    command = [*confined, sys.executable, "manage.py", "shell", "--no-imports", "-c", SET_UP]
    done = subprocess.run(command, cwd=ROOT, env=site.environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    site.start()
    try:
        assert [site.get(path)[0] for path in PAGES] == [200] * len(PAGES)
        assert site.get(PAPER)[1].startswith(b"%PDF")
        assert site.get("/en/print/first-page.png?risk=high&place=one-place")[1].startswith(
            b"\x89PNG"
        )
        page = site.ask("/admin/login/")
        token = re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', page.body)[1].decode()
        form = f"csrfmiddlewaretoken={token}&username=nobody&password=wrong"
        cookie = page.headers["Set-Cookie"].partition(";")[0]
        sent = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie}
        assert "correct username" in site.ask("/admin/login/", "POST", form, **sent).body.decode()
    finally:
        site.stop()
    for line in (site.folder / "log").read_text().splitlines():
        assert json.loads(line)["at"]
