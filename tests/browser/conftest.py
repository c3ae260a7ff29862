"""A real browser in front of a real server with the starter content; one of each for all tests. CI
must have both.

The server is a process of its own on its own SQLite file, so these tests need no database of
Django's.
"""

import os
import re
import shutil
import urllib.request
from contextlib import ExitStack
from pathlib import Path

import pytest

from docs.screenshots import FLAGS, people_of, serving
from tests import kept_site
from tests.postgresql import database_of_its_own
from tests.programs import need

# The first draws pages as the others do, but no window around them: that is half of their work.
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM = next((shutil.which(name) for name in PROGRAMS if shutil.which(name)), None)


FONTS = Path(__file__).resolve().parent.parent / "fonts"


def start_chromium(chromium, letters, *flags):
    """A Chromium that writes with the letters of tests/fonts/<letters>.conf, and never with those
    of the machine.
    """
    environment = os.environ | {"FONTCONFIG_FILE": str(FONTS / f"{letters}.conf")}
    return chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *flags], env=environment)


@pytest.fixture(scope="session")
def letters(request):
    """Which letters the browser writes with: "usual", or what a module asks for with
    `in_both_letters`.
    """
    return getattr(request, "param", "usual")


@pytest.fixture(scope="session")
def chromium():
    need(CHROMIUM, "Chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        yield playwright.chromium


@pytest.fixture(scope="session")
def browser(chromium, letters):
    browser = start_chromium(chromium, letters)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """The running server: its `address`, and the `environment` in which a command meets its
    database.
    """
    folder = tmp_path_factory.mktemp("site")
    kept_site.starter_in(folder)
    server = serving(folder)
    server.environment["PAGE_SECONDS"] = (
        "60"  # browsers keep pages for a while, as they do in production
    )
    with server as server.address:
        yield server


@pytest.fixture(scope="session")
def site(server):
    """The address of the running site: http://127.0.0.1:…"""
    return server.address


@pytest.fixture(scope="session")
def addresses(site):
    """Every public page of both languages, as the sitemap lists them: /en/…"""
    sitemap = urllib.request.urlopen(f"{site}/sitemap.xml").read().decode()
    return [address.removeprefix(site) for address in re.findall("<loc>(.*?)</loc>", sitemap)]


@pytest.fixture
def new_page(browser, site):
    """new_page(**context options) → a page of a fresh visitor whose addresses start at the site."""
    contexts = []

    def make(**options):
        context = browser.new_context(**{"base_url": site} | options)
        contexts.append(context)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def desk_site(request, tmp_path_factory):
    """A site of its own to work on: its `address`, and `people` {demo-editor: password, …}. On
    PostgreSQL where a module asks for "postgresql".
    """
    folder = tmp_path_factory.mktemp("desk")
    with ExitStack() as stack:
        if getattr(request, "param", "sqlite") == "postgresql":
            site = serving(folder, database=stack.enter_context(database_of_its_own()).url)
            site.address = stack.enter_context(site)
            site.people = people_of(site)
        else:
            people = kept_site.people_in(folder)
            site = serving(folder)
            site.address = stack.enter_context(site)
            site.people = people
        yield site


@pytest.fixture(scope="module")
def desk(desk_site):
    """(address, {demo-editor: password, …}) of that site."""
    return desk_site.address, desk_site.people


@pytest.fixture
def sign_in(browser, desk):
    """sign_in("demo-editor") → the desk as that person sees it."""
    address, people = desk
    contexts = []

    def enter(name):
        context = browser.new_context(base_url=address)
        contexts.append(context)
        page = context.new_page()
        page.goto("/admin/")
        page.get_by_label("Username").fill(name)
        page.get_by_label("Password").fill(people[name])
        page.get_by_role("button", name="Log in").click()
        return page

    yield enter
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def kept_phone(browser, site):
    """The browser of a phone that keeps the guide in English and in French."""
    context = browser.new_context(base_url=site)
    for address in ("/en/keep/", "/fr/garder/"):
        page = context.new_page()
        page.goto(address)
        page.locator("[data-part=keep]").click()
        page.locator("[data-part=remove]").wait_for()
        page.close()
    yield context
    context.close()


@pytest.fixture
def phone(kept_phone):
    """A page of that phone, with a network."""
    page = kept_phone.new_page()
    yield page
    kept_phone.set_offline(False)
    page.close()


@pytest.fixture
def far_away(phone):
    """A page of that phone where there is no network."""
    phone.context.set_offline(True)
    return phone


@pytest.fixture(scope="module")
def large_letters(chromium, letters):
    """A browser whose owner has set the letters, and nothing else, to twice their size."""
    large = start_chromium(chromium, letters, "--blink-settings=defaultFontSize=32")
    yield large
    large.close()
