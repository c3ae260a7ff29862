"""What runs is what was looked at: the lock files name every distribution, with the digests of its
files.
"""

import re
from importlib.metadata import distributions
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
LOCKS = {"requirements.txt": "requirements.lock", "requirements-dev.txt": "requirements-dev.lock"}
# What a virtual environment begins with.
BY_PYTHON_ITSELF = {"pip", "setuptools", "wheel"}


def plain(name):
    """One spelling for each name: Django_OTP → django-otp"""
    return re.sub(r"[-_.]+", "-", name).lower()


def asked_for(file):
    """{name: version} of a list written by hand, with those that it includes."""
    found = {}
    for line in (ROOT / file).read_text().splitlines():
        line = line.partition("#")[0].strip()
        if line.startswith("-r "):
            found |= asked_for(line.removeprefix("-r "))
        elif line:
            name, version = re.fullmatch(r"([\w.-]+)(?:\[[\w,-]+\])?==([\w.]+)", line).groups()
            found[plain(name)] = version
    return found


def locked(file):
    """{name: (version, number of digests)} of a lock file."""
    text = re.sub(r"^ *#.*\n", "", (ROOT / file).read_text(), flags=re.MULTILINE).replace(
        "\\\n", " "
    )
    found = {}
    for line in text.splitlines():
        name, version = re.match(r"([\w.-]+)==([\w.]+)", line).groups()
        found[plain(name)] = (version, line.count("--hash=sha256:"))
    return found


def versions(file):
    return {name: version for name, (version, _digests) in locked(file).items()}


@pytest.mark.parametrize("file", LOCKS)
def test_the_lock_has_what_is_asked_for_in_that_version(file):
    assert asked_for(file).items() <= versions(LOCKS[file]).items(), "make lock"


@pytest.mark.parametrize("lock", LOCKS.values())
def test_every_line_of_a_lock_has_its_digests(lock):
    assert not [name for name, (_version, digests) in locked(lock).items() if not digests]


def test_the_tests_run_on_the_very_versions_that_the_site_runs_on():
    assert versions("requirements.lock").items() <= versions("requirements-dev.lock").items()


def test_every_distribution_that_is_installed_is_locked_in_that_version():
    installed = {plain(one.metadata["Name"]): one.version for one in distributions()}
    wanted = versions("requirements-dev.lock")
    stray = {
        name for name, version in installed.items() if wanted.get(name) != version
    } - BY_PYTHON_ITSELF
    assert not stray, "make lock, or another virtual environment"


@pytest.mark.parametrize("lock", LOCKS.values())
def test_a_lock_names_no_registry(lock):
    lines = [
        line for line in (ROOT / lock).read_text().splitlines() if not line.lstrip().startswith("#")
    ]
    assert not [line for line in lines if "://" in line or "index-url" in line]


@pytest.mark.parametrize("file", ["Makefile", "deploy/Dockerfile"])
def test_nothing_is_installed_but_by_its_digest(file):
    lines = [line for line in (ROOT / file).read_text().splitlines() if "pip install" in line]
    assert lines
    assert all("--require-hashes" in line for line in lines if "uv==" not in line)
