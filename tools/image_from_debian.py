"""Build the container image from Debian's packages, run it, and ask it for a page and a sheet.

`python -m tools.image_from_debian` needs root, Debian's debootstrap, buildah and PostgreSQL, and a
way to Debian's packages and PyPI. No daemon and no registry: the base image is a Debian root with
Python, and the steps of deploy/Dockerfile run in a chroot. Then what the image says of itself
(user, variables, command) is run on its own files, mounted read-only, on a PostgreSQL of its own.
It takes about five minutes and two gigabytes, which are gone at the end.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests import postgresql
from tools.faults.scene import PAGES, PAPER, expect
from tools.faults.site import HOST, ROOT, Site

PACKAGES = "python3,python3-venv,ca-certificates"
# The certificates that this machine trusts, so that pip works where a house looks into TLS.
TRUSTED = "etc/ssl/certs/ca-certificates.crt"
BASE, IMAGE = "localhost/debian-with-python", "localhost/guide"
# A file system as `docker run --read-only` gives it, and a user who may nothing; then one command.
CONFINED = """
set -eu
mount --bind "$1" "$1"; mount -o remount,ro,bind "$1"
mount --bind "$2" "$1/data"
mount -t tmpfs -o mode=1777 none "$1/tmp"; mount -t tmpfs -o uid=$3 none "$1/var/cache/guide"
mount -t proc none "$1/proc"; mount --rbind /dev "$1/dev"
exec chroot "$1" setpriv --reuid "$3" --regid "$3" --clear-groups --no-new-privs \\
    --bounding-set=-all --inh-caps=-all /bin/sh -c "cd $4 && exec $5"
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--suite", default="trixie", help="which Debian: trixie has Python 3.13")
    parser.add_argument("--mirror", default="http://deb.debian.org/debian")
    options = parser.parse_args()
    for program in ("debootstrap", "buildah", "setpriv", "unshare"):
        if not shutil.which(program):
            sys.exit(f"{program} is missing: apt install debootstrap buildah")
    with tempfile.TemporaryDirectory(prefix="guide-image-") as name:
        folder = Path(name)
        buildah = Buildah(folder)
        try:
            build(buildah, folder, options)
            try_it(buildah, folder)
        finally:
            # What is mounted would not go with the folder.
            buildah("rm", "--all")
            subprocess.run(["umount", folder / "store" / "overlay"], stderr=subprocess.DEVNULL)
    return 0


class Buildah:
    """buildah with a store of its own below a folder."""

    def __init__(self, folder):
        store = ["--root", folder / "store", "--runroot", folder / "run"]
        self.command = ["buildah", *store]

    def __call__(self, *words):
        done = subprocess.run([*self.command, *words], stdout=subprocess.PIPE, text=True)
        if done.returncode:
            sys.exit(f"buildah {words[0]} failed")
        return done.stdout.strip()


def build(buildah, folder, options):
    root = folder / "debian"
    how = ["debootstrap", "--variant=minbase", f"--include={PACKAGES}"]
    command = [*how, options.suite, root, options.mirror]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    shutil.copy(f"/{TRUSTED}", root / TRUSTED)
    empty = buildah("from", "scratch")
    buildah("add", "--quiet", empty, root, "/")
    buildah("commit", "--quiet", "--rm", empty, BASE)
    shutil.rmtree(root)
    files = ["--file", ROOT / "deploy" / "Dockerfile", "--build-arg", f"PYTHON_IMAGE={BASE}"]
    buildah("build", "--isolation", "chroot", "--quiet", *files, "--tag", IMAGE, ROOT)


def try_it(buildah, folder):
    config = json.loads(buildah("inspect", "--type", "image", IMAGE))["OCIv1"]["config"]
    mounted = Path(buildah("mount", buildah("from", IMAGE)))
    user = user_id(mounted, config["User"])
    data = folder / "data"
    data.mkdir(mode=0o700)
    os.chown(data, user, user)
    folder.chmod(0o755)

    def inside(command):
        words = [mounted, data, user, config["WorkingDir"], command]
        return ["unshare", "--mount", "sh", "-c", CONFINED, "sh", *map(str, words)]

    with postgresql.server() as database:
        site = Site(data, database.url)
        of_the_image = dict(pair.split("=", 1) for pair in config["Env"])
        site.environment |= of_the_image | {"PORT": str(site.port), "HOST": "127.0.0.1"}
        del site.environment["PYTHON"]
        manage = ".venv/bin/python manage.py"
        run(site, inside(f"sh -c '{manage} migrate --noinput && {manage} load_starter'"))
        site.server = inside(" ".join(config["Cmd"]))
        site.start()
        try:
            ask(site, inside, user)
        finally:
            site.stop()


def ask(site, inside, user):
    statuses = {path: site.get(path)[0] for path in [*PAGES, "/admin/login/"]}
    expect(set(statuses.values()) == {200}, f"{statuses}")
    page = site.ask("/en/")
    style = page.page.first("link", rel="stylesheet")
    expect(site.get(style["href"])[0] == 200, f"{style['href']} is not there")
    paper = site.ask(PAPER).body
    expect(paper.startswith(b"%PDF-"), "the sheet is none")
    ready = site.ready()
    expect(ready["status"] == "ok", f"{ready}")
    run(site, inside(".venv/bin/python manage.py healthy"))
    run(site, inside(".venv/bin/python manage.py backup"))
    run(site, inside(".venv/bin/python manage.py export_site"))
    told = run(
        site, inside(".venv/bin/python -c 'import os, sys; print(os.getuid(), sys.version)'")
    )
    expect(told.split()[0] == str(user), f"it ran as {told}")
    for file in ("/app/x", "/etc/x", "/app/guide/x"):
        done = subprocess.run(inside(f"touch {file}"), env=site.environment, capture_output=True)
        expect(done.returncode, f"{file} can be written")
    print(f"{HOST} ran from the image as user {user} on Python {told.split()[1]}, read-only:")
    print(f"  {len(statuses)} pages, a sheet of {len(paper)} bytes, {ready}")


def run(site, command):
    done = subprocess.run(command, env=site.environment, capture_output=True, text=True)
    expect(not done.returncode, f"{command[-1]}: {done.stderr[-2000:]}")
    return done.stdout


def user_id(mounted, name):
    """The number of a user of the image."""
    for line in (mounted / "etc" / "passwd").read_text().splitlines():
        fields = line.split(":")
        if fields[0] == name:
            return int(fields[2])
    raise AssertionError(f"the image has no user {name}")


if __name__ == "__main__":
    sys.exit(main())
