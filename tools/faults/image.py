"""The container image without a container engine: what the Dockerfile copies, run as it says, on a
read-only disk.

bubblewrap gives the program a file system of which only /data and /tmp can be written, a user
without rights and no capability, as deploy/compose.yaml does.
"""

import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from tests.proxy import program

from .scene import PAGES, PAPER, LeftOut, expect, scene, sqlite
from .site import ROOT, Site, wait_until

DOCKERFILE = ROOT / "deploy" / "Dockerfile"
PREVIEW = "/en/print/first-page.png?risk=high&place=one-place"


@scene
def image_on_a_read_only_disk(folder, options):
    if not program("bwrap"):
        raise LeftOut("needs Debian's bubblewrap")
    lines = DOCKERFILE.read_text().replace("\\\n", " ").splitlines()
    app, copied = folder / "app", _assemble(lines, folder / "app")
    told = dict(
        pair.split("=")
        for line in lines
        if line.startswith("ENV ")
        for pair in shlex.split(line)[1:]
    )
    site = Site(folder / "data", sqlite(folder / "data"), root=app)
    site.folder.mkdir()
    site.environment |= told | {
        "PORT": str(site.port),
        "HOST": "127.0.0.1",
        "STATIC_ROOT": "/app/staticfiles",
    }
    site.environment["DATABASE_URL"] = "sqlite:////data/guide.sqlite3"
    del site.environment["PYTHON"]
    shell = _inside(folder, site)
    manage = ".venv/bin/python manage.py"
    _run(shell, "collectstatic", f"{manage} collectstatic --noinput --verbosity 0", app=True)
    _run(shell, "set-up", f"{manage} migrate --noinput && {manage} load_starter")
    site.server, site.root = shell("exec deploy/serve"), folder
    site.start()
    try:
        statuses = {path: site.get(path)[0] for path in [*PAGES, PAPER, PREVIEW, "/admin/login/"]}
        expect(set(statuses.values()) == {200}, f"{statuses}")
        wait_until((folder / "data" / "edition.json").exists, 15, "the edition file in /data")
        _run(shell, "health check", f"{manage} healthy")
        refused = subprocess.run(
            shell("touch /app/x || touch /etc/x || touch /app/guide/x"), capture_output=True
        )
        expect(refused.returncode, "the file system can be written")
        who = subprocess.check_output(
            shell("id -u; grep CapEff /proc/self/status"), text=True
        ).split()
    finally:
        site.stop()
    expect(who == ["10001", "CapEff:", "0000000000000000"], f"ran as {who}")
    print(
        f"  copied {', '.join(copied)}; read-only but for /data and /tmp, as user {who[0]} with "
        "no capability"
    )
    print("  pages, search, paper, preview, sign-in: 200; its health check passed")


def _assemble(lines, app):
    """Copy what the first stage copies from the repository; returns the names."""
    names = [
        line.split()[1:] for line in lines if line.startswith("COPY ") and "--from" not in line
    ]
    for *sources, target in names:
        for source in sources:
            expect(
                (ROOT / source).exists(), f"the Dockerfile copies {source}, which does not exist"
            )
            place = app / source if target in (".", "./") else app / target
            if target.endswith("/") and target != "./":
                place = app / target / Path(source).name
            place.parent.mkdir(parents=True, exist_ok=True)
            copy = shutil.copytree if (ROOT / source).is_dir() else shutil.copy
            copy(ROOT / source, place)
    (app / ".venv").mkdir()
    (app / "staticfiles").mkdir()
    return [source for *sources, _ in names for source in sources]


def _inside(folder, site):
    """shell(command) → the command line that runs it as the image would; app: while /app is still
    being built.
    """

    def shell(command, app=False):
        system = ["/usr", "/bin", "/sbin", "/lib", "/lib64", "/etc", sys.base_prefix]
        system = [part for part in system if Path(part).exists()]
        words = [program("bwrap"), *(word for part in system for word in ("--ro-bind", part, part))]
        words += [
            "--bind" if app else "--ro-bind",
            folder / "app",
            "/app",
            "--ro-bind",
            sys.prefix,
            "/app/.venv",
        ]
        words += ["--bind", site.folder, "/data", "--dev", "/dev", "--proc", "/proc"]
        words += ["--tmpfs", "/tmp", "--remount-ro", "/", "--die-with-parent"]
        words += [
            "--unshare-user",
            "--uid",
            "10001",
            "--gid",
            "10001",
            "--cap-drop",
            "ALL",
            "--clearenv",
        ]
        words += [
            word for name, value in site.environment.items() for word in ("--setenv", name, value)
        ]
        return [*map(str, words), "--chdir", "/app", "sh", "-c", command]

    return shell


def _run(shell, what, command, app=False):
    done = subprocess.run(shell(command, app), capture_output=True, text=True)
    expect(not done.returncode, f"{what}: {done.stderr[-800:]}")
