"""The production set-up: safe settings or none, and example files that the programs themselves accept."""

import os
import shutil
import subprocess
import sys

import pytest
import yaml
from django.conf import settings

KEY = "k3y-of-the-tests-that-is-long-enough-to-be-taken-for-a-real-one-0123456789"
GOOD = {
    "DEVELOPMENT": "no",
    "SECRET_KEY": KEY,
    "ALLOWED_HOSTS": "guide.example.org",
    "DATABASE_URL": "sqlite://:memory:",
}
DEPLOY = settings.BASE_DIR / "deploy"


def manage(*arguments, **environment):
    passed_on = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=settings.BASE_DIR, env=passed_on | environment, capture_output=True, text=True)


def test_django_finds_nothing_to_warn_of_in_the_production_settings():
    done = manage("check", "--deploy", "--fail-level", "WARNING", **GOOD)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS"])
def test_in_production_nothing_starts_without(missing):
    done = manage("check", **{name: value for name, value in GOOD.items() if name != missing})
    assert done.returncode != 0
    assert missing in done.stderr


def test_the_production_servers_way_in_is_never_a_development_site():
    code = "import rnbsite.wsgi"
    done = subprocess.run([sys.executable, "-c", code], cwd=settings.BASE_DIR, env={}, capture_output=True, text=True)
    assert done.returncode != 0
    assert "SECRET_KEY" in done.stderr


def program(name):
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin")
    if not found:
        if os.environ.get("CI"):
            pytest.fail(f"CI needs {name}: .ci/run installs it")
        pytest.skip(f"needs {name}")
    return found


@pytest.mark.parametrize("upstream", ["app.conf", "app-compose.conf"])
def test_nginx_accepts_the_example(tmp_path, upstream):
    nginx, openssl = program("nginx"), program("openssl")
    shutil.copytree(DEPLOY / "nginx", tmp_path, dirs_exist_ok=True)
    certificates = tmp_path / "certificates"
    certificates.mkdir()
    make = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-days", "1"]
    out = ["-keyout", certificates / "privkey.pem", "-out", certificates / "fullchain.pem"]
    subprocess.run([openssl, *make, *out], check=True, capture_output=True)
    # `app` is a name inside the compose network, and the rest of these lie where only root may write.
    (tmp_path / "app.conf").write_text((DEPLOY / "nginx" / upstream).read_text().replace("app:", "127.0.0.1:"))
    for file in ("nginx.conf", "guide.conf"):
        text = (tmp_path / file).read_text()
        text = text.replace("/var/run/", f"{tmp_path}/").replace("/var/cache/nginx/", f"{tmp_path}/")
        (tmp_path / file).write_text(text.replace("include guide.conf", f"include {tmp_path}/guide.conf"))
    done = subprocess.run(
        [nginx, "-t", "-p", tmp_path, "-c", tmp_path / "nginx.conf", "-e", "stderr"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_nginx_writes_down_no_address():
    conf = (DEPLOY / "nginx" / "guide.conf").read_text()
    assert "access_log off;" in conf
    assert "error_log stderr crit;" in (DEPLOY / "nginx" / "nginx.conf").read_text()


def test_the_compose_file_runs_the_app_without_rights_it_does_not_need():
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
    assert set(services) == {"database", "set-up", "app", "nginx"}
    assert services["app"]["read_only"]
    assert services["app"]["cap_drop"] == ["ALL"]
    assert {name for name, service in services.items() if service.get("ports")} == {"nginx"}


def test_the_image_runs_as_a_user_without_rights():
    lines = (DEPLOY / "Dockerfile").read_text().splitlines()
    assert lines.index("USER guide") < lines.index('CMD ["deploy/serve"]')
