"""A correction reaches whoever comes next: nginx shows no page that is older than it promises, not
even once, and not the one that nobody has asked for in a week.
"""

import time

import pytest

from tools.faults.site import GUNICORN, HOST, ProxiedSite, wait_until

from . import kept_site
from .proxy import need_programs, proxy

RESULT = "/en/guide/high/one-place/"
CORRECT = """
from guide.models import Section
from guide.publishing.actions import approve_as_starter, publish
section = Section.objects.get(code="high-one-place")
section.title_en = "A title that was put right"
section.save()
approve_as_starter(Section.objects.with_links().get(pk=section.pk))
publish(None)
"""


@pytest.fixture
def site(tmp_path):
    need_programs("nginx", "openssl")
    told = {"PROXIES": "1", "SECURE_SSL_REDIRECT": "yes", "WORKERS": "1", "PAGE_SECONDS": "1"}
    made = kept_site.site_in(tmp_path, server=GUNICORN, **told)
    made.start()
    yield made
    if made.process.poll() is None:
        made.stop()


def test_the_first_reader_after_a_page_has_run_out_gets_the_newer_one(site, tmp_path):
    with proxy(tmp_path / "nginx", [f"127.0.0.1:{site.port}"], HOST) as running:
        front = ProxiedSite(site, running)
        assert b"A title that was put right" not in front.ask(RESULT).body
        site.manage("shell", "--no-imports", "-c", CORRECT)
        wait_until(lambda: site.ready()["edition"] == 2, 60, "the site to read the correction")
        time.sleep(3)  # a second that it may be kept, one that it may be shown while it is renewed
        assert b"A title that was put right" in front.ask(RESULT).body


def test_while_the_site_is_away_the_page_that_is_there_is_shown(site, tmp_path):
    with proxy(tmp_path / "nginx", [f"127.0.0.1:{site.port}"], HOST) as running:
        front = ProxiedSite(site, running)
        page = front.ask(RESULT).body
        site.stop()
        time.sleep(4)
        away = front.ask(RESULT)
        assert (away.status, away.body) == (200, page)
