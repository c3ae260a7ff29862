"""A wrong setting is named: what pages or paper rest on stops the start, the rest only itself."""

import json
import os
import socket
import subprocess
import sys

import pytest
from django.apps import apps
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

from guide.models import JobRun
from guide.serving import in_front_of
from rnbsite.environment import Environment

from .builders import make_user
from .pages import read
from .test_production import DEPLOY, GOOD, manage

SECRET = "pa55"


def database(url):
    return Environment({"DATABASE_URL": url}).database("DATABASE_URL", "", relative=False)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        (f"postgres://guide:{SECRET}/x@host/guide", "%2F"),
        (f"postgres://guide:{SECRET}#x@host/guide", "%23"),
        (f"postgres://guide:{SECRET}@x@host/guide", "%40"),
        (f"postgres://guide:{SECRET}%x@host/guide", "%25"),
        (f"postgres://guide:{SECRET}[x@host/guide", "%5B"),
        (f"postgres://guide:{SECRET}@host:five/guide", "no port"),
        (f"postgres://guide:{SECRET}@host", "names no database"),
        (f"postgres://guide:{SECRET}@host/", "names no database"),
        (f"mysql://guide:{SECRET}@host/guide", "sqlite://"),
        (f"{SECRET}", "sqlite://"),
        ("sqlite:///var/lib/guide.sqlite3", "Write four: sqlite:////var/lib/guide.sqlite3"),
        ("sqlite://var/lib/guide.sqlite3", "four slashes"),
        ("sqlite:/var/lib/guide.sqlite3", "four slashes"),
    ],
)
def test_a_wrong_address_of_the_database_is_named_with_what_to_write(url, said):
    with pytest.raises(ImproperlyConfigured, match=r"^DATABASE_URL: ") as stopped:
        database(url)
    assert said in str(stopped.value)
    assert SECRET not in str(stopped.value)


def test_a_right_address_of_the_database_is_taken():
    assert database("sqlite:////var/lib/guide.sqlite3")["NAME"] == "/var/lib/guide.sqlite3"
    assert database("sqlite://:memory:")["NAME"] == ":memory:"
    told = database("postgres://guide:a%2Fb%40c@host:5433/guide")
    assert (told["PASSWORD"], told["HOST"], told["PORT"]) == ("a/b@c", "host", 5433)
    socket_ = database("postgres:////var/run/postgresql/guide")
    assert (socket_["HOST"], socket_["NAME"]) == ("/var/run/postgresql", "guide")


@pytest.mark.parametrize(
    "url",
    ["smpt://mail.example.org:25", f"smtp://me:{SECRET}/x@host", "smtp://", "mail.example.org:25"],
)
def test_a_wrong_mail_server_stops_mail_alone(url):
    env = Environment({"EMAIL_URL": url})
    assert env.mail("EMAIL_URL", "") == {"EMAIL_BACKEND": "rnbsite.no_mail.NoMail"}
    assert "no mail is sent" in env.wrong["EMAIL_URL"]
    assert SECRET not in env.wrong["EMAIL_URL"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TIME_ZONE", "Toronto/Canada"),
        ("PROXIES", "nginx"),
        ("THREADS", "many"),
        ("ALLOWED_HOSTS", "https://guide.example.org"),
        ("ALLOWED_HOSTS", "guide.example.org:443"),
        ("DEVELOPMENT", "perhaps"),
        ("SCRIPT_NAME", "/guide"),
        ("SITE_ADDRESS", "https://hospital.example.org/guide"),
    ],
)
def test_what_pages_rest_on_stops_the_start_with_one_line_that_names_it(name, value):
    done = manage("check", **GOOD | {name: value})
    assert done.returncode == 1
    assert done.stderr.startswith("Settings: ")
    assert len(done.stderr.splitlines()) == 1
    assert name in done.stderr


def test_what_is_optional_and_wrong_counts_as_usual_and_is_told():
    env = Environment({"FOUR_EYES": "oui", "PAGE_MEMORY": "much", "CSRF_TRUSTED_ORIGINS": "a.org"})
    assert env.flag("FOUR_EYES", default=True) is True
    assert env.number("PAGE_MEMORY", 16) == 16
    assert env.origins("CSRF_TRUSTED_ORIGINS") == []
    assert set(env.wrong) == {"FOUR_EYES", "PAGE_MEMORY", "CSRF_TRUSTED_ORIGINS"}
    assert all(sentence.startswith(name) for name, sentence in env.wrong.items())


def test_quotes_are_taken_off_as_systemd_does_and_told():
    env = Environment({"A": '"x"', "B": "'y'", "C": "it's", "D": '"'})
    assert [env(name) for name in "ABCD"] == ["x", "y", "it's", '"']
    assert set(env.wrong) == {"A", "B"}


def test_what_is_empty_is_not_set():
    env = Environment({"PAGE_MEMORY": "", "FOUR_EYES": " "})
    assert (env.number("PAGE_MEMORY", 7), env.flag("FOUR_EYES", default=True)) == (7, True)
    assert env.wrong == {}


def test_with_a_wrong_mail_server_the_site_runs_and_says_so(client, db, settings, caplog):
    settings.EMAIL_BACKEND = "rnbsite.no_mail.NoMail"
    settings.WRONG_SETTINGS = {"EMAIL_URL": "it begins with none of smtp://."}
    in_front_of(get_wsgi_application())
    assert "it begins with none of" in caplog.text
    client.force_login(make_user("root", superuser=True))
    page = read(client.get("/admin/"))
    assert "EMAIL_URL: it begins with none of" in page.first(class_="stops").text
    call_command("publish_due")
    assert JobRun.objects.get().succeeded
    with pytest.raises(OSError, match="EMAIL_URL"):
        mail.send_mail("a", "b", None, ["c@example.org"])


def test_a_further_language_is_refused_with_a_sentence(settings):
    settings.LANGUAGES = [*settings.LANGUAGES, ("de", "Deutsch")]
    with pytest.raises(ImproperlyConfigured, match="written in English and French"):
        apps.get_app_config("guide").ready()


def test_what_a_key_of_before_signed_still_counts():
    code = (
        "from django.conf import settings as s; from django.core.signing import dumps, loads;"
        "print(loads(dumps('x', key=s.SECRET_KEY_FALLBACKS[1])))"
    )
    told = GOOD | {"SECRET_KEY_FALLBACKS": "the-one-before,the-first"}
    assert manage("shell", "--no-imports", "-c", code, **told).stdout == "x\n"


# Before a server starts


def may_start(**told):
    environment = {"PATH": os.environ["PATH"]} | GOOD | told
    return subprocess.run(
        [sys.executable, "-m", "rnbsite.may_start"],
        cwd=DEPLOY.parent,
        env=environment,
        capture_output=True,
        text=True,
    )


def refused(**told):
    """The one line of JSON, as a dict."""
    done = may_start(**told)
    assert done.returncode == 1
    [line] = done.stderr.splitlines()
    return json.loads(line)["message"]


@pytest.fixture(params=["127.0.0.1", "::1"])
def taken(request):
    """(host, port) at which something listens that would share its port."""
    family = socket.AF_INET6 if ":" in request.param else socket.AF_INET
    with socket.socket(family) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        listening.bind((request.param, 0))
        listening.listen()
        yield request.param, str(listening.getsockname()[1])


def test_a_second_server_on_the_same_port_does_not_start(taken):
    host, port = taken
    told = f"[{host}]" if ":" in host else host
    assert "Another server has port" in refused(HOST=told, PORT=port)


def test_where_port_and_settings_are_right_nothing_is_said():
    done = may_start(PORT="0")
    assert "no port" in done.stderr
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    done = may_start(PORT=port)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_wrong_settings_are_one_line_of_the_log():
    assert "SITE_ADDRESS is missing" in refused(SITE_ADDRESS="")
    assert "no address of this machine" in refused(HOST="203.0.113.9", PORT="8999")
