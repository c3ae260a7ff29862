"""No violation of WCAG 2.2 AA that axe-core can see on any kind of page of the desk, in English and
in French, in the light and in the dark; and nothing cut off where the window is narrow or the page
is enlarged. `make matrices` asks for every page in every look.
"""

import json
import subprocess
import sys
from itertools import product

import pytest

from docs.screenshots import HOUSE
from tests.matrix import part

from .axe import violations
from .colleague import LOCALES

pytestmark = pytest.mark.browser
AA = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
}
# The first edition lists every entry in the same way: three of them say as much as three hundred.
SHORTEN = (
    "document.querySelectorAll('.change:nth-of-type(n+4)').forEach((change) => change.remove())"
)
LOOKS = list(product(("en", "fr"), ("light", "dark")))
SHARES = 4  # so that two processes have about as much to do
USUAL = 1100
# Two narrow windows; and 1,280 enlarged to 200 %.
NARROW = (1000, 900, 640)


@pytest.fixture(scope="module")
def work(server):
    environment = server.environment | {"DJANGO_SETTINGS_MODULE": "rnbsite.settings"}
    command = [sys.executable, "-m", "tests.browser.desk_work"]
    done = subprocess.run(
        command, cwd=HOUSE, env=environment, check=True, capture_output=True, text=True
    )
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def desks(browser, server, work):
    """{language: a page at the desk of somebody who may do everything}."""
    pages = {}
    for language, locale in LOCALES.items():
        context = browser.new_context(
            base_url=f"{server.address}/admin/",
            viewport={"width": USUAL, "height": 800},
            locale=locale,
        )
        cookie = {"name": work["name"], "value": work["value"], "url": f"{server.address}/admin/"}
        context.add_cookies([cookie])
        pages[language] = context.new_page()
    yield pages
    for page in pages.values():
        page.context.close()


def cells(pages):
    """[(address, language, colours)]: in the suite each page once, in each look by turns."""
    found = []
    for number, address in enumerate(pages):
        looks = [(address, *look) for look in LOOKS]
        found += part(looks, number, of=len(LOOKS))
    return found


@pytest.mark.parametrize("share", range(SHARES))
def test_every_kind_of_page_of_the_desk_is_accessible(desks, work, subtests, share):
    for address, language, colours in cells(work["pages"])[share::SHARES]:
        page = desks[language]
        with subtests.test(f"{address} {language} {colours}"):
            page.emulate_media(color_scheme=colours)
            response = page.goto(address)
            assert (response.status, page.url) == (200, response.url)
            assert "/login/" not in response.url
            assert page.locator("html").get_attribute("lang").startswith(language)
            page.evaluate(SHORTEN)
            found = violations(page, AA)
            assert not found, "\n".join(found)
            assert cut_off(page) == []


def cut_off(page):
    """The widths at which one would have to move the page sideways."""
    found = []
    for width in NARROW:
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate("document.scrollingElement.scrollWidth > innerWidth"):
            found.append(width)
    page.set_viewport_size({"width": USUAL, "height": 800})
    return found


@pytest.mark.parametrize("language", LOCALES)
def test_signing_in_is_accessible(new_page, language):
    page = new_page(locale=LOCALES[language])
    page.goto("/admin/")
    assert page.locator("#id_username").is_visible()
    for colours in ("light", "dark"):
        page.emulate_media(color_scheme=colours)
        assert not violations(page, AA)
