"""A whole walk, two questions and the result, beside the same walk through a wizard of
django-formtools.

`python -m tools.benchmarks.walk [--seconds N]`, with django-formtools installed beside. Servers on
one core, clients on the other. The wizard's client must read its pages, as they hold tokens: four
in Python, which is enough to keep that server busy. Ours has nothing to hold on to, so wrk asks for
the walk's five addresses, redirects among them.
"""

import argparse
import http.client
import re
import sys
import tempfile
import time
from pathlib import Path
from subprocess import run
from threading import Thread
from urllib.parse import urlencode, urlsplit

from tests.postgresql import free_port
from tools.faults.site import HOST, ROOT, Site

from .load import GUNICORN, Target, on_core, running

ADDRESSES = (
    "/en/guide/",
    "/en/guide/?choice=high&sent=1",
    "/en/guide/high/",
    "/en/guide/high/?choice=one-place&sent=1",
    "/en/guide/high/one-place/",
)
SCRIPT = f"""local addresses, n = {{ {", ".join(f'"{address}"' for address in ADDRESSES)} }}, 0
request = function() n = n % #addresses + 1 return wrk.format("GET", addresses[n]) end"""
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)"(?:[^>]* value="([^"]*)")?')


class Walker:
    """A reader without scripts: keeps its connection and its cookies, and follows redirects."""

    def __init__(self, port):
        self.connection, self.cookies = (
            http.client.HTTPConnection("127.0.0.1", port, timeout=20),
            {},
        )

    def ask(self, method, address, answers=()):
        """The text of the page that this leads to."""
        headers = {
            "Host": HOST,
            "Accept-Encoding": "identity",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        self.connection.request(
            method, address, urlencode(answers) if method == "POST" else None, headers
        )
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


def wizard_walk(port):
    reader, address = Walker(port), "/guide/"
    text = reader.ask("GET", address)
    for answer in ({"risk-choice": "high"}, {"place-choice": "one-place"}):
        text = reader.ask("POST", address, dict(HIDDEN.findall(text)) | answer)
    assert "Your result" in text


def wizards(target, seconds):
    """Walks per second of four readers at once; says how busy they kept the server."""
    end, walked, before = time.monotonic() + seconds, [], target.cpu()

    def read():
        while time.monotonic() < end:
            wizard_walk(target.port)
            walked.append(1)

    readers = [Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    print(f"{target.name} had {(target.cpu() - before) / seconds:.2f} of its core")
    return len(walked) / seconds


def ours(target, seconds):
    """Walks per second, eight connections."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(SCRIPT)
        script.flush()
        address = f"http://127.0.0.1:{target.port}/"
        command = [
            "wrk",
            "-t1",
            "-c8",
            f"-d{seconds:.0f}s",
            "-s",
            script.name,
            "-H",
            f"Host: {HOST}",
            address,
        ]
        said = run(on_core(1, *command), capture_output=True, text=True, check=True).stdout
    assert "Non-2xx" not in said, said
    return float(re.search(r"Requests/sec: +([\d.]+)", said)[1]) / len(ADDRESSES)


def targets(folder):
    site = Site(folder / "data", f"sqlite:///{folder / 'guide.sqlite3'}")
    site.set_up()
    ports = [free_port() for _ in range(3)]
    database = {"WIZARD_DATABASE": str(folder / "wizard.sqlite3")}
    wizard = [sys.executable, "-m", "tools.benchmarks.wizard"]
    run(wizard, cwd=ROOT, env=site.environment | database, check=True)
    gunicorn = [sys.executable, "-m", "gunicorn", *GUNICORN]
    wizard = [*gunicorn, "-b", f"127.0.0.1:{ports[0]}", "tools.benchmarks.wizard:application"]
    yield Target("a wizard, gunicorn", "/guide/", wizard, ports[0], **database)
    guide = [*gunicorn, "-b", f"127.0.0.1:{ports[1]}", "rnbsite.wsgi:application"]
    yield Target("ours, gunicorn", "/en/guide/", guide, ports[1], **site.environment)
    served = site.environment | {"PORT": str(ports[2])}
    yield Target(
        "ours, deploy/serve", "/en/guide/", [ROOT / "deploy" / "serve"], ports[2], **served
    )


def main():
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seconds", type=float, default=20)
    seconds = asked.parse_args().seconds
    with (
        tempfile.TemporaryDirectory(prefix="guide-walk-") as folder,
        running(targets(Path(folder))) as found,
    ):
        rates = [
            walks(target, seconds)
            for target, walks in zip(found, (wizards, ours, ours), strict=True)
        ]
        for target, rate in zip(found, rates, strict=True):
            print(f"{target.name:24}{rate:10,.0f} walks/s{rate / rates[0]:8.1f} times")


if __name__ == "__main__":
    main()
