"""What runs by the clock is remembered, shown to whoever runs the site, and mailed where it
failed.
"""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import DatabaseError, OperationalError
from django.utils import timezone

from guide.models import JobRun, PlannedPublication
from guide.models.job import LATE_AFTER, troubles
from guide.ops import jobs

from .builders import make_user, publish_small_guide
from .desk import make_colleague
from .pages import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings, tmp_path):
    settings.DEVELOPMENT = False
    settings.BACKUP_DIR = tmp_path / "backups"
    settings.MIRROR_DIR = tmp_path / "mirror"
    return settings


@pytest.fixture
def root(client):
    user = make_user("root", superuser=True)
    user.email = "root@example.org"
    user.save()
    client.force_login(user)
    return user


def fail(job="backup", said="No space left"):
    with pytest.raises(CommandError), jobs.remembered(job):
        raise CommandError(said)


def test_the_timers_call_what_is_remembered(settings):
    called = set()
    for timer in (settings.BASE_DIR / "deploy" / "systemd").glob("*.timer"):
        called |= set(re.findall(r"guide-task@(\w+)\.service", timer.read_text()))
    assert called == set(LATE_AFTER)


def test_when_how_long_and_what_came_of_it_is_kept(server, capsys):
    publish_small_guide()
    call_command("backup")
    run = JobRun.objects.get(job="backup")
    assert run.succeeded
    assert run.last_success == run.ran_at
    assert run.seconds > 0
    assert run.outcome.startswith(f"Wrote {server.BACKUP_DIR}")
    assert run.outcome in capsys.readouterr().out
    [file] = server.BACKUP_DIR.iterdir()
    assert file.name == f"{timezone.localdate():%d}.backup"


@pytest.mark.parametrize("job", ["publish_due", "send_review_reminders"])
def test_a_run_with_nothing_to_do_is_a_success_too(job):
    call_command(job)
    assert JobRun.objects.get(job=job).last_success


def test_a_mirror_by_the_clock_is_written_once_for_an_edition(server):
    publish_small_guide()
    call_command("export_site")
    assert "files" in JobRun.objects.get().outcome
    call_command("export_site")
    assert "stands in" in JobRun.objects.get().outcome


def test_a_failure_is_kept_and_leaves_the_last_success_as_it_was(server):
    with jobs.remembered("backup"):
        pass
    before = JobRun.objects.get().last_success
    fail()
    run = JobRun.objects.get()
    assert (run.succeeded, run.outcome, run.last_success) == (False, "No space left", before)


def test_a_failure_is_mailed_to_the_superusers_once_a_day_until_it_works_again(server, root):
    fail("publish_due")
    fail("publish_due")
    [letter] = mail.outbox
    assert letter.to == ["root@example.org"]
    assert letter.subject == "publish_due failed on http://127.0.0.1:8000"
    assert "No space left" in letter.body
    assert "doctor" in letter.body
    JobRun.objects.update(told_at=timezone.now() - timedelta(hours=25))
    fail("publish_due")
    assert len(mail.outbox) == 2
    with jobs.remembered("publish_due"):
        pass
    fail("publish_due")
    assert len(mail.outbox) == 3


def test_who_is_named_for_it_gets_the_mail(server, root):
    server.ADMIN_MAIL = ["it@example.org", "night@example.org"]
    fail()
    assert [letter.to for letter in mail.outbox] == [["it@example.org"], ["night@example.org"]]


def test_a_mail_that_cannot_be_sent_hides_no_failure(server, root):
    server.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    server.EMAIL_HOST, server.EMAIL_PORT = "127.0.0.1", 1
    fail()
    assert not JobRun.objects.get().succeeded


def test_where_nothing_can_be_kept_the_job_itself_goes_on(server, monkeypatch):
    def broken(*told):
        raise OperationalError("away")

    monkeypatch.setattr(jobs, "_write", broken)
    server.ADMIN_MAIL = ["it@example.org"]
    with jobs.remembered("backup"):
        pass
    assert mail.outbox == []
    with pytest.raises(DatabaseError), jobs.remembered("publish_due"):
        raise DatabaseError("every minute")
    assert mail.outbox == []
    fail("backup")
    assert [letter.to for letter in mail.outbox] == [["it@example.org"]]


def test_whoever_runs_the_site_sees_at_the_desk_what_failed_and_what_never_ran(
    client, server, root
):
    publish_small_guide()
    fail("check_links", "Not one site answered")
    page = read(client.get("/admin/"))
    assert "check_links failed on" in page.text
    assert "Not one site answered" in page.text
    assert "backup has never run: its timer is not set up." in page.text
    table = read(client.get("/admin/guide/jobrun/")).text
    assert "Not one site answered" in table


def test_no_colleague_is_bothered_with_it(client, server):
    publish_small_guide()
    client.force_login(make_colleague("Publishers"))
    fail()
    assert "backup" not in read(client.get("/admin/")).text


@pytest.mark.parametrize("job", sorted(LATE_AFTER))
def test_what_should_have_run_since_is_in_trouble(job):
    now = timezone.now()
    run = JobRun(job=job, ran_at=now, seconds=1, succeeded=True, last_success=now)
    assert run.trouble(now + LATE_AFTER[job] - timedelta(seconds=1)) == ""
    assert "should have run since" in run.trouble(now + LATE_AFTER[job] + timedelta(seconds=1))


def test_where_everything_runs_there_is_no_trouble():
    for job in LATE_AFTER:
        with jobs.remembered(job):
            pass
    assert troubles() == []


def about_the_plan(client):
    notices = read(client.get("/admin/")).all("p", class_="notice")
    [found] = [notice for notice in notices if "next edition goes out" in notice.text]
    return found


def test_a_plan_stands_in_red_while_nothing_looks_at_the_clock(client):
    publish_small_guide()
    publisher = make_colleague("Publishers")
    client.force_login(publisher)
    at = timezone.now() + timedelta(hours=2)
    PlannedPublication.objects.create(at=at, by=publisher, digest="x", expected=1)
    notice = about_the_plan(client)
    assert "nothing looks at the clock yet" in notice.text
    assert "stops" in notice["class"]
    call_command("publish_due")
    notice = about_the_plan(client)
    assert "nothing looks" not in notice.text
    JobRun.objects.update(last_success=timezone.now() - timedelta(minutes=6))
    assert "nothing looks at the clock yet" in read(client.get("/admin/")).text


def test_the_figures_tell_of_each_job(client, settings):
    settings.METRICS_TOKEN = "a-token"
    publish_small_guide()
    client.get("/en/")
    with jobs.remembered("backup"):
        pass
    fail("check_links")
    told = client.get("/metrics", headers={"authorization": "Bearer a-token"}).content.decode()
    moment = JobRun.objects.get(job="backup").last_success.timestamp()
    [line] = [line for line in told.splitlines() if 'last_success_seconds{job="backup"}' in line]
    assert line.startswith("guide_job_last_success_seconds")
    assert float(line.split()[1]) == pytest.approx(moment, abs=1)
    assert 'guide_job_succeeded{job="check_links"} 0.0' in told
    assert 'guide_job_succeeded{job="backup"} 1.0' in told
