"""A whole walk, two questions and the result, beside the same walk through a wizard of django-formtools.

`python -m tests.benchmarks.walk [--seconds N]`, with django-formtools installed beside. A client in Python is slower
than our server, so what is compared is the server's CPU time for one walk: its inverse is how many walks a core can do.
"""

import argparse
import http.client
import re
import sys
import tempfile
import time
from pathlib import Path
from subprocess import run
from urllib.parse import urlencode, urlsplit

from tests.faults.site import HOST, ROOT, Site, wait_until
from tests.postgresql import free_port

from .load import GUNICORN, Target

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)"(?:[^>]* value="([^"]*)")?')


class Walker:
    """A reader without scripts: keeps its connection and its cookies, and follows redirects."""

    def __init__(self, port):
        self.connection, self.cookies = http.client.HTTPConnection("127.0.0.1", port, timeout=20), {}

    def ask(self, method, address, answers=()):
        """The text of the page that this leads to."""
        headers = {"Host": HOST, "Accept-Encoding": "identity", "Content-Type": "application/x-www-form-urlencoded"}
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        self.connection.request(method, address, urlencode(answers) if method == "POST" else None, headers)
        response = self.connection.getresponse()
        text = response.read().decode()
        for cookie in response.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        if response.status in (301, 302):
            target = urlsplit(response.headers["Location"])
            return self.ask("GET", target.path + (f"?{target.query}" if target.query else ""))
        assert response.status == 200, (address, response.status)
        return text


def our_walk(port):
    reader = Walker(port)
    reader.ask("GET", "/en/guide/")
    reader.ask("GET", "/en/guide/?choice=high&sent=1")
    assert "High risk, one place" in reader.ask("GET", "/en/guide/high/?choice=one-place&sent=1")


def wizard_walk(port):
    reader, address = Walker(port), "/guide/"
    text = reader.ask("GET", address)
    for answer in ({"risk-choice": "high"}, {"place-choice": "one-place"}):
        text = reader.ask("POST", address, dict(HIDDEN.findall(text)) | answer)
    assert "Your result" in text


def microseconds(target, walk, seconds):
    """CPU time of the server for one walk."""
    before, walks, end = target.cpu(), 0, time.monotonic() + seconds
    while time.monotonic() < end:
        walk(target.port)
        walks += 1
    return (target.cpu() - before) / walks * 1e6


def targets(folder):
    site = Site(folder / "data", f"sqlite:///{folder / 'guide.sqlite3'}")
    site.set_up()
    ports = [free_port() for _ in range(3)]
    database = {"WIZARD_DATABASE": str(folder / "wizard.sqlite3")}
    wizard = [sys.executable, "-m", "tests.benchmarks.wizard"]
    run(wizard, cwd=ROOT, env=site.environment | database, check=True)
    gunicorn = [sys.executable, "-m", "gunicorn", *GUNICORN]
    wizard = [*gunicorn, "-b", f"127.0.0.1:{ports[0]}", "tests.benchmarks.wizard:application"]
    yield Target("a wizard, gunicorn", "", wizard, ports[0], **database), wizard_walk
    ours = [*gunicorn, "-b", f"127.0.0.1:{ports[1]}", "rnbsite.wsgi:application"]
    yield Target("ours, gunicorn", "", ours, ports[1], **site.environment), our_walk
    served = site.environment | {"PORT": str(ports[2])}
    yield Target("ours, deploy/serve", "", [ROOT / "deploy" / "serve"], ports[2], **served), our_walk


def main():
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seconds", type=float, default=20)
    seconds = asked.parse_args().seconds
    with tempfile.TemporaryDirectory(prefix="guide-walk-") as folder:
        found = []
        try:
            for target, walk in targets(Path(folder)):
                found.append((target, walk))
                wait_until(lambda t=target, w=walk: _walks(w, t.port), 60, target.name)
                wait_until(target.rests, 120, f"{target.name} to rest")
            used = [microseconds(target, walk, seconds) for target, walk in found]
            for (target, _walk), each in zip(found, used, strict=True):
                print(f"{target.name:24}{each:10,.0f} µs of CPU a walk{used[0] / each:8.1f} times as many")
        finally:
            for target, _walk in found:
                target.stop()


def _walks(walk, port):
    try:
        walk(port)
        return True
    except OSError:
        return False


if __name__ == "__main__":
    main()
