"""What the development server prints: where it is, and nothing of what is read there."""

import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request

import pytest
from django.conf import settings


@pytest.fixture
def server(tmp_path):
    """(address, process) of a development server that has just said where it is."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-u",
        "manage.py",
        "runserver",
        f"127.0.0.1:{port}",
        "--noreload",
        "--skip-checks",
    ]
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{tmp_path / 'guide.sqlite3'}"}
    process = subprocess.Popen(
        command,
        cwd=settings.BASE_DIR,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    for line in process.stdout:
        if line.startswith("Starting development server at"):
            break
    yield f"http://127.0.0.1:{port}", process
    process.kill()
    process.wait()
    process.stdout.close()


def test_the_development_server_prints_no_address_that_somebody_reads(server):
    address, process = server
    for path in ("/en/guide/high/one-place/?region=ON", "/high", "/static/img/mark.svg"):
        try:
            urllib.request.urlopen(address + path).close()
        except urllib.error.HTTPError as answer:
            answer.close()
    process.terminate()
    printed = process.communicate()[0]
    assert not [
        word for word in ("high", "one-place", "region", "mark.svg", "GET") if word in printed
    ], printed


def test_a_file_that_is_too_large_gets_a_sentence(server):
    address, _process = server
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{address}/admin/login/", data=bytes(7_000_000))
    assert refused.value.code == 413
    assert "choose a smaller file" in refused.value.read().decode()
