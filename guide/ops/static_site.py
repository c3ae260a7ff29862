"""The public site of one edition as plain files, for any web server, an intranet or a USB stick.

Every address is relative, so the files work from any folder and without a server. Questions are
links. What needs a program (search, feedback, the print page) is left out, or leads to the real
site.
"""

import os
import re
import time
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.handlers.base import BaseHandler
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse
from django.utils.translation import override

from guide.edition import current
from guide.lib.atomic_file import in_place_of
from guide.page.addresses import address_of, all_addresses, pages_of

FIRST = "/"
# Written after all others: which edition stands there, whole.
LAST = ".edition"
A_DAY = 24 * 60 * 60
ON_THE_REAL_SITE = ("guide:feedback", "guide:keep")
MACHINES = ("machine:edition", "machine:sitemap", "machine:robots")
LOCAL = re.compile(r'\b(href|src)="(/[^"]*)"')
SCRIPT = re.compile(r"<script\b.*?</script>\n?", re.DOTALL)


class Incomplete(ValueError):
    """An address could not be written, or a link leads to nothing; the message names it."""


class Mirror:
    """Writes the live edition below a folder.

    `origin` is where the real site is: https://guide.example.org.
    """

    def __init__(self, folder, origin):
        self.folder = Path(folder)
        self.origin = urlsplit(origin.rstrip("/"))
        self.edition = current.live_edition()
        self.static = set()
        self.handler = BaseHandler()
        self.handler.load_middleware()

    def is_of_today(self):
        """Whether this edition was written there in the last day.

        A new version of the program may write other pages.
        """
        try:
            file = self.folder / LAST
            is_new = time.time() - file.stat().st_mtime < A_DAY
            return is_new and file.read_text() == self.edition.digest
        except OSError:
            return False

    def write(self):
        """Write everything; returns how many files there are."""
        addresses = [FIRST, *self._addresses()]
        self.known = set(addresses)
        self.in_order = {frozenset(address.split("/")): address for address in addresses}
        self.elsewhere = set()
        for language, _name in settings.LANGUAGES:
            self.elsewhere |= {translated(name, language) for name in ON_THE_REAL_SITE}
        for address in addresses:
            content, kind = self._content(address)
            if kind.startswith("text/html"):
                content = self._with_links_to_files(content, address)
            self._put(file_of(address), content)
        for name in sorted(self.static):
            self._put(f"static/{name}", self._asset(name))
        self._put(LAST, self.edition.digest.encode())
        return len(addresses) + len(self.static)

    def _addresses(self):
        for language, _name in settings.LANGUAGES:
            guide = self.edition.guide(language)
            yield from all_addresses(guide)
            for name, arguments in pages_of(guide):
                if name == "path":
                    yield address_of(("summary", arguments), language)
        for name in MACHINES:
            yield reverse(name)

    def _content(self, address):
        if address == FIRST:
            return render_to_string("guide/mirror_first.html").encode(), "text/html"
        secure = self.origin.scheme == "https"
        request = RequestFactory(SERVER_NAME=self.origin.hostname).get(address, secure=secure)
        request.META["HTTP_HOST"] = self.origin.netloc
        request.is_mirror = True
        request.origin = self.origin.geturl()
        request.edition = self.edition
        with override(None):
            response = self.handler.get_response(request)
        if response.status_code != 200:
            raise Incomplete(f"{address} answered {response.status_code}")
        return b"".join(response), response["Content-Type"]

    def _with_links_to_files(self, content, address):
        """The page without its scripts, each link relative to its own file."""
        here = file_of(address)

        def local(match):
            attribute, link = match.groups()
            target, hash_, anchor = link.partition("#")
            if target.partition("?")[0] in self.elsewhere:
                return f'{attribute}="{self.origin.geturl()}{link}"'
            there = os.path.relpath(self._target(target, address), Path(here).parent)
            return f'{attribute}="{there}{hash_}{anchor}"'

        html = SCRIPT.sub("", content.decode())
        return LOCAL.sub(local, html).encode()

    def _target(self, target, address):
        path = target.partition("?")[0]
        if path.startswith(settings.STATIC_URL):
            self.static.add(path.removeprefix(settings.STATIC_URL))
            return path.lstrip("/")
        # A text may lead to a result with its answers in another order.
        path = self.in_order.get(frozenset(path.split("/")), path)
        if path not in self.known:
            raise Incomplete(f"{address} leads to {target}, which is not in the mirror")
        return file_of(path)

    def _asset(self, name):
        found = finders.find(name)
        if found:
            return Path(found).read_bytes()
        collected = Path(settings.STATIC_ROOT) / name
        if not collected.exists():
            raise Incomplete(f"There is no file {name}")
        return collected.read_bytes()

    def _put(self, name, content):
        file = self.folder / name
        self._make_folder(file.parent)
        with in_place_of(file, mode=0o644) as out:
            out.write(content)

    def _make_folder(self, folder):
        """What is public is for everybody to read, whatever this user's other files are."""
        if folder.is_dir():
            return
        self._make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        folder.chmod(0o755)


def translated(name, language):
    with override(language):
        return reverse(name)


def file_of(address):
    """/en/words/ → en/words/index.html"""
    if address.endswith("/"):
        address += "index.html"
    return address.lstrip("/")
