"""The production server on a free port, with a data folder and a database of its own."""

import contextlib
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tests.pages import read_html
from tests.postgresql import free_port

ROOT = Path(__file__).resolve().parents[2]
HOST = "guide.test"
KEY = "k3y-of-the-tests-that-is-long-enough-to-be-taken-for-a-real-one-0123456789"


GUNICORN = (sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "rnbsite.wsgi")
FILL = """
from django.core.management import call_command as run
run("migrate", verbosity=0)
run("load_starter", if_empty=True)
"""
# Without brotli for the scripts of the desk, which would take longer than all the rest.
COLLECT = """
from django.core.management import call_command as run
from whitenoise import compress
compress.brotli_installed = False
run("collectstatic", interactive=False, verbosity=0)
"""
SET_UP = FILL + COLLECT  # in one process


@dataclass(frozen=True)
class Answer:
    """status is 0 where there was none."""

    status: int
    body: bytes
    headers: dict

    @property
    def page(self):
        return read_html(self.body.decode())


class Site:
    """`deploy/serve` with its own data folder; `environment` adds to or replaces its settings.

    server: another command to start it, as GUNICORN. root: another checkout of the program.
    patience: after how many seconds somebody who asks has given up.
    """

    patience = 20

    def __init__(self, folder, database_url, *, server=None, root=ROOT, **environment):
        self.port, self.folder, self.root = free_port(), Path(folder), Path(root)
        self.server = server or [self.root / "deploy" / "serve"]
        self.environment = {
            name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ
        } | {
            "DEVELOPMENT": "no",
            "SECRET_KEY": KEY,
            "ALLOWED_HOSTS": HOST,
            "SITE_ADDRESS": f"https://{HOST}",
            "DATABASE_URL": database_url,
            "DATA_DIR": str(self.folder),
            "STATIC_ROOT": str(self.folder.parent / f"static-of-{self.root.name}"),
            "SECURE_SSL_REDIRECT": "no",
            "PORT": str(self.port),
            "PYTHON": sys.executable,
            **environment,
        }

    def manage(self, *arguments, check=True):
        """Run a management command; raises with its last words where it fails, unless check is
        False.
        """
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(
            command, cwd=self.root, env=self.environment, capture_output=True, text=True
        )
        if check and done.returncode:
            raise AssertionError(f"manage.py {arguments[0]} failed: {done.stderr[-2000:]}")
        return done

    def set_up(self, code=SET_UP):
        """Fill the database and collect the static files; or only one of them."""
        self.manage("shell", "--no-imports", "-c", code)

    def start(self, seconds=60):
        self.folder.mkdir(parents=True, exist_ok=True)
        self.log = (self.folder / "log").open("ab")
        self.process = subprocess.Popen(
            self.server,
            cwd=self.root,
            env=self.environment,
            stdout=self.log,
            stderr=self.log,
            start_new_session=True,
        )
        wait_until(lambda: self.get("/health/live")[0] == 200, seconds, "the server to answer")

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.log.close()
        # The next start on this port would do so; here every start has a port of its own.
        shutil.rmtree(f"/dev/shm/guide-{os.getuid()}-{self.port}", ignore_errors=True)

    @contextlib.contextmanager
    def running(self):
        """Started for as long as this lasts."""
        self.start()
        try:
            yield self
        finally:
            self.stop()

    def workers(self):
        """Process ids of the workers."""
        listed = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(self.process.pid)], capture_output=True, text=True
        )
        return [int(pid) for pid in listed.stdout.split()]

    def get(self, path, method="GET", body=None, **headers):
        """(status, body); status 0 where there was no answer."""
        answer = self.ask(path, method, body, **headers)
        return answer.status, answer.body

    def ask(self, path, method="GET", body=None, **headers):
        """The whole Answer."""
        connection = self.connect()
        try:
            connection.request(method, path, body, {"Host": HOST} | headers)
            answer = connection.getresponse()
            return Answer(answer.status, answer.read(), answer.headers)
        except (OSError, http.client.HTTPException):
            return Answer(0, b"", {})
        finally:
            connection.close()

    def connect(self):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.patience)

    def ready(self):
        return json.loads(self.get("/health/ready")[1] or b"{}")


class ProxiedSite(Site):
    """The same site as readers see it: through a Proxy, over TLS."""

    def __init__(self, site, front):
        self.__dict__ |= vars(site)
        self.front = front

    def connect(self):
        return Named(self.front.port, self.front.trust())


class Named(http.client.HTTPSConnection):
    """HTTPS to this machine under the site's name."""

    def __init__(self, port, trust):
        super().__init__(HOST, port, timeout=20, context=trust)

    def connect(self):
        plain = socket.create_connection(("127.0.0.1", self.port), self.timeout)
        self.sock = self._context.wrap_socket(plain, server_hostname=HOST)


@contextlib.contextmanager
def running(folder, database_url, **given):
    site = Site(folder, database_url, **given)
    site.set_up()
    with site.running():
        yield site


def wait_until(true, seconds, what):
    """Ask again and again until it is true; fails after so many seconds."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise AssertionError(f"waited {seconds} s for {what}")
        time.sleep(0.1)
