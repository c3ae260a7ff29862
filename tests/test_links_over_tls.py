"""A link is checked under the certificate of its name, although the address of the machine is what
is connected to.
"""

import asyncio
import shutil
import ssl
import subprocess
import threading
from http.server import ThreadingHTTPServer

import httpx
import pytest

from guide.links import http, public_network
from guide.links.http import Answer

from .link_site import Site
from .programs import need


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """For guide.example alone, signed by itself."""
    need(shutil.which("openssl"), "openssl")
    folder = tmp_path_factory.mktemp("tls")
    command = (
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 "
        "-subj /CN=guide.example"
    )
    command += " -addext subjectAltName=DNS:guide.example"
    command += f" -keyout {folder}/key.pem -out {folder}/certificate.pem"
    subprocess.run(command.split(), check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def port(certificate):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.seen, server.closing = [], threading.Event()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "certificate.pem", certificate / "key.pem")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *_: None  # visitors who do not trust it hang up
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


async def here(host, port):
    return ["127.0.0.1"]


def visit(address, trusted=None):
    transport = public_network.PublicOnly(lambda address: True, here)
    if trusted:
        context = ssl.create_default_context(cafile=trusted / "certificate.pem")
        transport.inner = httpx.AsyncHTTPTransport(verify=context)
    return asyncio.run(http._visit_all([address], 10, 0, transport))[address]


def test_a_certificate_that_nobody_vouches_for_is_said(port):
    assert visit(f"https://guide.example:{port}/").problem == "certificate"


def test_a_name_is_checked_against_its_own_certificate(port, certificate):
    assert visit(f"https://guide.example:{port}/", certificate) == Answer(200)
    problem = visit(f"https://other.example:{port}/", certificate).problem
    assert problem == "certificate"
