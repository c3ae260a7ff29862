#!/usr/bin/env python
"""Take the screenshots of the README and the docs: `make screenshots`.

`python docs/screenshots.py FOLDER --all` takes every kind of page and all results, at three widths,
in both languages and both colour schemes, to be looked at.
"""

import argparse
import base64
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

HOUSE = Path(__file__).resolve().parent.parent
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
]
FOR_DOCS = {
    "home": ("/en/", 1280, "light"),
    "question": ("/en/guide/high/", 390, "light"),
    "result": ("/en/guide/high/one-place/", 390, "light"),
    "result-fr-dark": ("/fr/guide/high/one-place/", 390, "dark"),
    "at-a-glance": ("/en/treatments/at-a-glance/", 1280, "light"),
}
OVERVIEW = """<style>
body { margin: 0; padding: 40px; display: flex; gap: 32px; align-items: start; justify-content: center; background: #eaf3f1 }
img { height: 720px; border-radius: 24px; box-shadow: 0 12px 40px -12px #1d2b2e66; background: #fff }
img:last-child { border-radius: 4px }
</style>"""
RISKS, PLACES = (
    ("low", "intermediate", "high", "unsure-risk"),
    ("one-place", "spread", "brain-spine", "brain-and-elsewhere", "unsure-place"),
)
RESULTS = [f"guide/{risk}/{place}/" for risk in RISKS for place in PLACES]
PAGES = {
    "en": ["", "guide/", "guide/high/", "guide/?sent=1", "treatments/", "treatments/chemotherapy/", "treatments/surgery/",
           "treatments/at-a-glance/", "support/?region=ON", "words/", "questions/", "about/", "privacy/", "accessibility/",
           "search/?q=mibg", "feedback/", "keep/", "nowhere/", *RESULTS],
    "fr": ["", "guide/", "guide/high/", "guide/?sent=1", "traitements/", "traitements/chemotherapy/", "soutien/?region=QC",
           "mots/", "questions/", *RESULTS],
}  # fmt: skip


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", default=str(HOUSE / "docs" / "img"), type=Path)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--widths", default="360,768,1280")
    parser.add_argument("--schemes", default="light,dark")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as scratch,
        serving(Path(scratch)) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        shots = every_page(arguments) if arguments.all else FOR_DOCS
        for name, (page, width, scheme) in shots.items():
            shoot(
                browser,
                address + page,
                arguments.folder / f"{name}.png",
                width,
                scheme,
                whole=arguments.all,
            )
        if not arguments.all:
            overview(browser, address, arguments.folder, Path(scratch))
        browser.close()


def every_page(arguments):
    widths, schemes = arguments.widths.split(","), arguments.schemes.split(",")
    return {
        f"{language}-{page.strip('/').replace('/', '_') or 'home'}-{width}-{scheme}".replace(
            "?", "-"
        ): (
            f"/{language}/{page}",
            int(width),
            scheme,
        )
        for language, pages in PAGES.items()
        for page in pages
        for width in widths
        for scheme in schemes
    }


def overview(browser, address, folder, scratch):
    """A question, a result and its handout side by side, for the README."""
    pdf = scratch / "handout.pdf"
    pdf.write_bytes(urllib.request.urlopen(f"{address}/en/guide/high/one-place/summary.pdf").read())
    subprocess.run(
        ["pdftoppm", "-png", "-r", "100", "-singlefile", pdf, scratch / "handout"], check=True
    )
    files = [folder / "question.png", folder / "result.png", scratch / "handout.png"]
    pictures = [base64.b64encode(file.read_bytes()).decode() for file in files]
    page = browser.new_page(viewport={"width": 1360, "height": 800})
    page.set_content(
        OVERVIEW + "".join(f'<img src="data:image/png;base64,{picture}">' for picture in pictures)
    )
    page.screenshot(path=folder / "overview.png")
    page.close()


def shoot(browser, address, file, width, scheme, *, whole):
    context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)
    page = context.new_page()
    page.goto(address)
    page.screenshot(path=file, full_page=whole)
    context.close()


class serving:
    """A development server with the starter content, and what further commands make of it, on a
    free port.

    A database that lies in `folder` already is served as it is. database: the address of another
    one, which is empty.
    """

    def __init__(self, folder, *further, database=""):
        is_there = (folder / "guide.sqlite3").exists()
        loading = [] if is_there else [["migrate", "--verbosity", "0"], ["load_starter"]]
        self.commands = [*loading, *further]
        database = database or f"sqlite:///{folder / 'guide.sqlite3'}"
        self.environment = os.environ | {"DATABASE_URL": database}

    def __enter__(self):
        for command in self.commands:
            self._manage(*command).wait()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        address = f"http://127.0.0.1:{port}"
        self.environment["SITE_ADDRESS"] = address  # as pages say it of themselves
        self.server = self._manage("runserver", f"127.0.0.1:{port}", "--noreload", "--insecure")
        self._wait_for(address)
        return address

    def __exit__(self, *exception):
        self.server.terminate()
        self.server.wait()

    def _wait_for(self, address, seconds=180):
        """Beside other work a server may take a minute to start; one that has stopped never does."""
        deadline = time.monotonic() + seconds
        while True:
            try:
                return urllib.request.urlopen(f"{address}/en/")
            except OSError:
                if self.server.poll() is not None or time.monotonic() > deadline:
                    raise
                time.sleep(0.1)

    def manage(self, *arguments, **environment):
        """Run a command beside the server, to its end."""
        command = [sys.executable, "manage.py", *arguments]
        subprocess.run(command, cwd=HOUSE, env=self.environment | environment, check=True)

    def _manage(self, *arguments):
        return subprocess.Popen(
            [sys.executable, "manage.py", *arguments],
            cwd=HOUSE,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


def people_of(site):
    """Run the demo command on a site that is served: {name: password} of the people that it made."""
    command = [sys.executable, "manage.py", "demo"]
    done = subprocess.run(
        command, cwd=HOUSE, env=site.environment, capture_output=True, text=True, check=True
    )
    return dict(line.split() for line in done.stdout.splitlines() if line.startswith("demo-"))


if __name__ == "__main__":
    main()
