"""Open every kind of page in each engine that is found: pictures to look at, and a list of what
each engine drops.

    python -m tools.engines FOLDER [--packages FOLDER]

Found are the system's chromium, firefox-esr and WebKitGTK (webkit2gtk-driver, xvfb), and old
Chromiums below --packages: npm packages that ship one as bin/chromium.br, unpacked beside it as
bin/chromium (docs/browsers.md).
"""

import argparse
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import django

from docs.screenshots import serving

from .chromium import Chromium
from .engine import PHONE, WIDE, NoAnswer
from .firefox import Firefox
from .webkit import MINI_BROWSERS, WebKit

PAGES = (
    "/en/",
    "/en/guide/high/",
    "/fr/guide/high/one-place/",
    "/en/guide/unsure-risk/unsure-place/",
    "/en/treatments/immunotherapy/",
    "/en/treatments/at-a-glance/",
    "/fr/soutien/",
    "/fr/garder/",
    "/en/print/?risk=high&place=one-place",
    "/en/feedback/",
)
DROPPED = (
    "return %s.filter(([name, value]) => !CSS.supports(name, value)).map((one) => one.join(': '))"
)
# Words that an engine without popovers has to show, and that nothing closed may be drawn as if it
# were open.
MEANINGS = """const can = "popover" in HTMLElement.prototype;
const meanings = [...document.querySelectorAll("[popover]:not(#menu)")];
const unfolded = meanings.filter((one) => !one.closest("details:not([open])"));
return unfolded.filter((one) => {
  const style = getComputedStyle(one);
  return can ? style.display !== "none" : !one.offsetWidth || style.boxShadow !== "none" || style.position === "fixed";
}).length"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--packages", type=Path)
    arguments = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rnbsite.settings")
    django.setup()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, serving(Path(scratch)) as site:
        for start in engines(arguments.packages):
            engine = start()
            try:
                look(engine, site, arguments.folder)
            except NoAnswer as problem:
                print(f"{engine.name}: {problem}")
            finally:
                engine.close()


def engines(packages: Path | None) -> Iterator[Callable]:
    """A function that starts it, for each engine of this machine."""
    old = sorted(packages.rglob("bin/chromium")) if packages else []
    for program in (*old, shutil.which("chromium")):
        if program:
            yield lambda program=program: Chromium(Path(program))
    if firefox := shutil.which("firefox-esr"):
        yield lambda: Firefox(Path(firefox))
    driver = shutil.which("WebKitWebDriver")
    mini_browser = next(Path("/").glob(MINI_BROWSERS.lstrip("/")), None)
    if driver and mini_browser and shutil.which("Xvfb"):
        yield lambda: WebKit(Path(driver), mini_browser)


def look(engine, site: str, folder: Path) -> None:
    """Take the pictures; print what the engine drops, and how many meanings stand wrong."""
    from .declarations import declarations  # it needs Django

    wrong = 0
    for width, height in ((PHONE, 740), (WIDE, 900)):
        for address in PAGES:
            engine.resize(width, height)
            engine.open(site + address)
            time.sleep(1)  # the script that comes after the words
            wrong += engine.run(MEANINGS)
            name = f"{engine.name} {width} {address}".replace(" ", "-").replace("/", "_")
            engine.picture(folder / f"{name}.png")
    dropped = engine.run(DROPPED % json.dumps(declarations()))
    print(f"{engine.name}: {wrong} meanings wrong; drops {len(dropped)}:", *dropped, sep="\n    ")


if __name__ == "__main__":
    main()
