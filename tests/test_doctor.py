"""`manage.py doctor`: one screen, what is wrong and what to do, an exit status, JSON by flag."""

import io
import json
import os
import socketserver
import threading
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from guide.models import JobRun
from guide.models.job import LATE_AFTER
from guide.ops import jobs
from guide.ops.doctor import BAD, FINE, LOOK, examine

from .builders import make_user, publish_small_guide
from .test_production import GOOD, manage

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings, tmp_path):
    """A server as it should be, but that none listens on its port."""
    settings.DEVELOPMENT = False
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir(mode=0o700)
    settings.EDITION_FILE = settings.DATA_DIR / "edition.json"
    settings.BACKUP_DIR = settings.DATA_DIR / "backups"
    settings.MIRROR_DIR = settings.DATA_DIR / "mirror"
    settings.SITE_ADDRESS = "http://localhost"
    settings.ALLOWED_HOSTS = ["localhost"]
    settings.PROXIES = 1
    return settings


def of(about):
    """[(level, what, do)] of one check."""
    return [(one.level, one.what, one.do) for name, one in examine() if name == about]


def test_each_finding_that_is_not_fine_says_what_to_do(server):
    found = [finding for _about, finding in examine()]
    assert {FINE, BAD} <= {finding.level for finding in found}
    assert [one.what for one in found if one.level != FINE and not one.do] == []


def test_it_fits_on_one_screen_and_fails_where_something_is_bad(server):
    out = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("doctor", stdout=out)
    assert ended.value.code == 1
    assert "BAD   edition   nothing is published" in out.getvalue()
    assert "→ deploy/manage load_starter" in out.getvalue()
    assert len(out.getvalue().splitlines()) <= 60


def test_the_same_for_a_program(server):
    out = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("doctor", json=True, stdout=out)
    told = json.loads(out.getvalue())
    assert told["well"] is False
    assert {"about", "level", "what", "do"} == set(told["findings"][0])


def test_a_setting_that_was_wrong_is_named(server):
    server.WRONG_SETTINGS = {"EMAIL_URL": "it begins with none of smtp://."}
    assert (BAD, "EMAIL_URL: it begins with none of smtp://.") in [o[:2] for o in of("settings")]


def test_settings_that_others_can_read_are_bad(server, tmp_path, monkeypatch):
    file = tmp_path / "guide.env"
    file.touch(0o644)
    file.chmod(0o644)
    monkeypatch.setenv("SETTINGS", str(file))
    assert any("others can read it" in what for _level, what, _do in of("settings"))


def test_a_printed_address_that_the_site_does_not_answer_to_is_bad(server):
    server.ALLOWED_HOSTS = ["guide.example.org"]
    [(level, what, _do)] = of("address")
    assert (level, "ALLOWED_HOSTS does not name localhost" in what) == (BAD, True)


def test_where_nobody_is_believed_about_tls_it_says_that_readers_go_in_a_circle(server):
    server.PROXIES, server.SECURE_SSL_REDIRECT = 0, True
    [(level, _what, do)] = of("proxies")
    assert (level, "PROXIES=1" in do) == (BAD, True)


def test_files_of_somebody_else_are_bad(server, monkeypatch):
    assert of("files")[0][0] == FINE
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    assert any("is of another user" in what for _level, what, _do in of("files"))


def test_a_folder_that_is_not_there_and_one_that_others_may_read(server):
    server.DATA_DIR.chmod(0o755)
    assert of("files") == [
        (LOOK, f"others may look into {server.DATA_DIR}", f"sudo chmod 700 {server.DATA_DIR}")
    ]
    server.DATA_DIR = server.DATA_DIR / "gone"
    assert of("files")[0][0] == BAD


def test_the_database_is_asked_and_whether_it_can_be_written(server, monkeypatch):
    [(level, what, _do)] = of("database")
    assert (level, connection.display_name in what) == (FINE, True)
    monkeypatch.setattr("guide.edition.queries.takes_writes", lambda: False)
    assert of("database")[0][0] == BAD


def test_style_sheets_that_were_not_collected_are_bad(server, tmp_path):
    server.STATIC_ROOT = tmp_path
    [(level, _what, do)] = of("static")
    assert (level, "collectstatic" in do) == (BAD, True)


def test_the_newest_backup_is_opened_and_its_age_told(server):
    publish_small_guide()
    assert of("backup")[0][:1] == (BAD,)
    call_command("backup", stdout=io.StringIO())
    [(level, what, _do)] = of("backup")
    assert (level, "newest edition 1" in what) == (FINE, True)
    [file] = server.BACKUP_DIR.iterdir()
    two_days_ago = timezone.now().timestamp() - 2 * 24 * 3600
    os.utime(file, (two_days_ago, two_days_ago))
    assert of("backup")[0][:2] == (BAD, f"{file} is 2 days old")
    file.write_bytes(file.read_bytes()[:-9])
    os.utime(file)
    assert "no whole backup" in of("backup")[0][1]


def test_a_job_that_failed_or_is_late_is_bad_and_the_others_are_fine(server):
    for job in LATE_AFTER:
        with jobs.remembered(job):
            pass
    assert {level for level, _what, _do in of("timers")} == {FINE}
    JobRun.objects.filter(job="backup").update(succeeded=False, outcome="No space left")
    now = timezone.now()
    JobRun.objects.filter(job="publish_due").update(last_success=now - timedelta(hours=1))
    wrong = [what for level, what, _do in of("timers") if level == BAD]
    assert len(wrong) == 2
    assert "No space left" in "".join(wrong)
    assert "should have run since" in "".join(wrong)


class Polite(socketserver.StreamRequestHandler):
    """As much of a mail server as says hello and good-bye."""

    def handle(self):
        self.wfile.write(b"220 hello\r\n")
        for line in self.rfile:
            ends = line.upper().startswith(b"QUIT")
            self.wfile.write(b"221 bye\r\n" if ends else b"250 well\r\n")
            if ends:
                return


def test_the_mail_server_is_asked(server):
    server.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    server.EMAIL_HOST, server.EMAIL_PORT = "127.0.0.1", 1
    assert of("mail")[0][0] == BAD
    with socketserver.TCPServer(("127.0.0.1", 0), Polite) as there:
        threading.Thread(target=there.serve_forever, daemon=True).start()
        server.EMAIL_PORT = there.server_address[1]
        [(level, what, _do)] = of("mail")
        assert (level, "nobody would hear" in what) == (LOOK, True)
        make_user("root", superuser=True, email="root@example.org")
        assert of("mail")[0][0] == FINE
        there.shutdown()


def test_a_server_that_does_not_answer_is_bad(server, monkeypatch):
    monkeypatch.setenv("PORT", "1")
    [(level, what, do)] = of("server")
    assert (level, "127.0.0.1:1" in what, "systemctl" in do) == (BAD, True, True)


def test_with_the_database_away_the_rest_is_told_all_the_same():
    done = manage("doctor", **GOOD | {"DATABASE_URL": "postgres://guide:pa55@127.0.0.1:1/guide"})
    assert done.returncode == 1
    assert "BAD   database  could not be looked at: OperationalError" in done.stdout
    assert "fine  proxies" in done.stdout or "BAD   proxies" in done.stdout
    assert "versions" in done.stdout
    assert "pa55" not in done.stdout
