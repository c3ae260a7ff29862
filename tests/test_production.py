"""The production set-up: safe settings or none, and example files that the programs themselves
accept.
"""

import os
import pwd
import re
import subprocess
import sys

import pytest
import yaml
from django.conf import settings

from .proxy import Proxy, need_programs

KEY = "k3y-of-the-tests-that-is-long-enough-to-be-taken-for-a-real-one-0123456789"
GOOD = {
    "DEVELOPMENT": "no",
    "SECRET_KEY": KEY,
    "ALLOWED_HOSTS": "guide.example.org",
    "SITE_ADDRESS": "https://guide.example.org",
    "DATABASE_URL": "sqlite://:memory:",
}
DEPLOY = settings.BASE_DIR / "deploy"


def manage(*arguments, **environment):
    passed_on = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(
        command, cwd=settings.BASE_DIR, env=passed_on | environment, capture_output=True, text=True
    )


def test_django_finds_nothing_to_warn_of_in_the_production_settings():
    done = manage("check", "--deploy", "--fail-level", "WARNING", **GOOD)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("hosts", "to_tls", "secure"),
    [
        ("127.0.0.1,localhost", "no", False),
        ("127.0.0.1,localhost", "yes", True),
        ("guide.example.org", "no", True),
        ("localhost,guide.example.org", "no", True),
        ("*", "no", True),
    ],
)
def test_cookies_need_tls_everywhere_but_on_this_machine_alone(hosts, to_tls, secure):
    """Safari does not send them otherwise, and signing in on `make serve` says that the form was
    open for too long.
    """
    told = GOOD | {"ALLOWED_HOSTS": hosts, "SECURE_SSL_REDIRECT": to_tls}
    code = (
        "from django.conf import settings as s; print(s.SESSION_COOKIE_SECURE, "
        "s.CSRF_COOKIE_SECURE)"
    )
    done = manage("shell", "--no-imports", "-c", code, **told)
    assert done.stdout.split() == [str(secure)] * 2, done.stderr


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS", "SITE_ADDRESS"])
def test_in_production_nothing_starts_without(missing):
    done = manage("check", **{name: value for name, value in GOOD.items() if name != missing})
    assert done.returncode != 0
    assert missing in done.stderr


def test_the_production_servers_way_in_is_never_a_development_site():
    code = "import rnbsite.wsgi"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=settings.BASE_DIR, env={}, capture_output=True, text=True
    )
    assert done.returncode != 0
    assert "SECRET_KEY" in done.stderr


def test_a_command_runs_as_another_user_with_the_settings_of_the_service_and_no_secret_in_its_words(
    tmp_path,
):
    if os.getuid():
        pytest.skip("only root may run a command as somebody else")
    other = "www-data" if may_run("www-data") else "root"
    key = f"{KEY}=$HOME&'#"
    (tmp_path / "settings").write_text(
        f"# Of the tests\nSECRET_KEY={key}\nALLOWED_HOSTS=guide.example.org\n"
        "SITE_ADDRESS=https://guide.example.org"
    )
    code = (
        "import os, sys; from django.conf import settings as s;"
        " print(s.SECRET_KEY, s.ALLOWED_HOSTS, sys.argv, os.getuid())"
    )
    command = [DEPLOY / "manage", "shell", "--no-imports", "-c", code]
    told = {"SETTINGS": str(tmp_path / "settings"), "RUN_AS": other, "PATH": os.environ["PATH"]}
    told |= {"PYTHON": sys.executable, "DATABASE_URL": "sqlite://:memory:"}
    done = subprocess.run(command, env=told, capture_output=True, text=True)
    seen = f"{key} ['guide.example.org'] {['manage.py', *command[1:]]} {pwd.getpwnam(other).pw_uid}"
    assert done.stdout.strip() == seen, done.stderr


def may_run(user):
    """Whether this user may read the program and its Python, which mostly lie in somebody's
    home.
    """
    command = [
        "setpriv",
        "--reuid",
        user,
        "--clear-groups",
        sys.executable,
        settings.BASE_DIR / "manage.py",
        "--version",
    ]
    return subprocess.run(command, capture_output=True).returncode == 0


@pytest.mark.parametrize("upstream", ["app.conf", "app-compose.conf"])
def test_nginx_accepts_the_example(tmp_path, upstream):
    need_programs("nginx", "openssl")
    # `app` is a name inside the compose network.
    lines = (DEPLOY / "nginx" / upstream).read_text().replace("app:", "127.0.0.1:").splitlines()
    made = Proxy(
        tmp_path,
        [line.removeprefix("server ").strip(";") for line in lines if line.startswith("server ")],
    )
    done = subprocess.run(made.command("-t"), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_nginx_writes_down_no_address():
    conf = (DEPLOY / "nginx" / "guide.conf").read_text()
    assert "access_log off;" in conf
    assert conf.count("error_log /dev/null emerg;") == conf.count("server {")
    assert "error_log stderr crit;" in (DEPLOY / "nginx" / "nginx.conf").read_text()


def test_the_compose_file_runs_the_app_without_rights_it_does_not_need():
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
    assert set(services) == {"database", "set-up", "app", "nginx"}
    assert all(service["read_only"] for service in services.values())
    assert all(
        service["security_opt"] == ["no-new-privileges:true"] for service in services.values()
    )
    assert services["app"]["cap_drop"] == services["nginx"]["cap_drop"] == ["ALL"]
    assert "healthcheck" in services["database"]
    assert "healthcheck" in services["nginx"]
    ports = {name: service["ports"] for name, service in services.items() if "ports" in service}
    assert ports == {
        "app": ["127.0.0.1:${APP_PORT:-8000}:8000"],
        "nginx": ["80:80", "443:443"],
    }


def test_the_compose_file_says_how_the_app_is_well_and_bounds_every_log():
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
    assert services["app"]["healthcheck"]["test"][-1] == "healthy"
    assert {service["logging"]["options"]["max-size"] for service in services.values()} == {"10m"}


# What the image or the compose file itself decides.
OF_THE_IMAGE = {
    *("DEVELOPMENT", "DEBUG", "SCRIPT_NAME", "STATIC_ROOT"),
    *("DATA_DIR", "BACKUP_DIR", "MIRROR_DIR"),
}


def test_the_compose_file_passes_every_setting_on():
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
    text = (settings.BASE_DIR / "rnbsite" / "settings.py").read_text()
    read = set(re.findall(r'\benv(?:\.\w+)?\(\s*"([A-Z_]+)"', text))
    passed_on = set(services["app"]["environment"])
    assert read - OF_THE_IMAGE == passed_on - {"WORKERS"}


def test_each_base_image_can_be_given_by_its_digest():
    compose = (DEPLOY / "compose.yaml").read_text()
    images = re.findall(r"(?:image|PYTHON_IMAGE): \"?(\S+?)[\"\s]", compose)
    assert len(images) == 3
    assert all(re.fullmatch(r"\$\{\w+_IMAGE:-[a-z]+:[\w.-]+\}", image) for image in images)
    lines = (DEPLOY / "Dockerfile").read_text().splitlines()
    assert {line.split()[1] for line in lines if line.startswith("FROM")} == {"${PYTHON_IMAGE}"}


def test_the_image_runs_as_a_user_without_rights():
    lines = (DEPLOY / "Dockerfile").read_text().splitlines()
    assert lines.index("USER guide") < lines.index('CMD ["deploy/serve"]')
