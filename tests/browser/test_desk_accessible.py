"""No violation of WCAG 2.2 AA that axe-core can see on any kind of page of the desk."""

import json
import subprocess
import sys

import pytest

from docs.screenshots import HOUSE

from .axe import violations

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
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "resultTypes": ["violations"]}


@pytest.fixture(scope="module")
def work(server):
    environment = server.environment | {"DJANGO_SETTINGS_MODULE": "rnbsite.settings"}
    command = [sys.executable, "-m", "tests.browser.desk_work"]
    done = subprocess.run(
        command, cwd=HOUSE, env=environment, check=True, capture_output=True, text=True
    )
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def colleague(browser, server, work):
    context = browser.new_context(
        base_url=f"{server.address}/admin/", viewport={"width": 1100, "height": 800}
    )
    context.add_cookies(
        [{"name": work["name"], "value": work["value"], "url": f"{server.address}/admin/"}]
    )
    yield context.new_page()
    context.close()


def test_every_kind_of_page_of_the_desk_is_accessible(colleague, work, subtests):
    for address in work["pages"]:
        with subtests.test(address):
            colleague.emulate_media(color_scheme="light")
            response = colleague.goto(address)
            assert (response.status, colleague.url) == (200, response.url)
            assert "/login/" not in response.url
            colleague.evaluate(SHORTEN)
            found = violations(colleague, AA)
            if address in work["our_pages"]:
                colleague.emulate_media(color_scheme="dark")
                found += violations(colleague, COLOURS)
            assert not found, "\n".join(found)


def test_signing_in_is_accessible(new_page):
    page = new_page()
    page.goto("/admin/")
    assert page.get_by_label("Username").is_visible()
    assert not violations(page, AA)
