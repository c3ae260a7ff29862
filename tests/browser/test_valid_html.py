"""Every page is valid HTML by the Nu checker, run once over all of them.

In CI Java and the checker must be there.
"""

import json
import re
import shutil
import subprocess
import urllib.error
import urllib.request

import pytest
from django.conf import settings

from tests.programs import need

from .test_accessible import PAGES

pytestmark = pytest.mark.browser

# The checker's list of CSS is older than CSS: these are in SVG 2 and in CSS Anchor Positioning. It does not see that what
# unfolds has its heading in the summary before it, nor that a table shown as cards keeps its roles only where they are said.
UNKNOWN_TO_IT = (
    ".*Property .(paint-order|position-area|position-try-fallbacks). doesn't exist.*"
    "|Section lacks heading.*"
    "|The .(table|row|rowgroup|rowheader|columnheader|cell|caption). role is unnecessary for element.*"
    "|The .role. attribute must not be used on a .(th|tr|td). element which has a .table. ancestor.*"
)
NEWER = b"::highlight(being-read)"  # of the CSS Custom Highlight API: the checker cannot read it
STYLE = re.compile(rb"<style>.*?</style>", re.DOTALL)
CHECKER = settings.BASE_DIR / ".tools" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


@pytest.fixture(scope="module")
def checker():
    need(shutil.which("java") and CHECKER.exists(), "Java and the Nu checker")
    options = ["--format", "json", "--stdout", "--no-langdetect", "--filterpattern", UNKNOWN_TO_IT]
    return ["java", "-Xss8m", "-jar", str(CHECKER), *options]


def fetch(address):
    """The HTML of a page, whatever its status."""
    try:
        return urllib.request.urlopen(address).read()
    except urllib.error.HTTPError as answer:
        return answer.read()


def messages(checker, folder):
    """One line for each message of the checker about the files in this folder."""
    run = subprocess.run([*checker, str(folder)], capture_output=True, text=True, timeout=300)
    return [
        f"{message.get('url', '').rsplit('/', 1)[-1]} {message['type']}: {message['message']}"
        for message in json.loads(run.stdout)["messages"]
    ]


def test_every_page_is_valid_html(site, addresses, checker, tmp_path):
    others = {f"/{language}/{page}" for language, page in PAGES}
    for number, address in enumerate(sorted({*addresses, *others})):
        name = f"{number}-{address.strip('/').replace('/', '-').replace('?', '-').replace('&', '-')}.html"
        page = fetch(site + address).replace(NEWER, b".highlight")
        # The style is the same text on every page: the first one stands for all.
        (tmp_path / name).write_bytes(STYLE.sub(b"", page) if number else page)
    found = messages(checker, tmp_path)
    assert not found, "\n".join(found[:40])


def test_a_page_that_is_not_valid_would_be_noticed(checker, tmp_path):
    (tmp_path / "page.html").write_text(
        "<!doctype html><html lang=en><title>A page</title><p><div></p>"
    )
    assert messages(checker, tmp_path)
