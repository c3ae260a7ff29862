"""The production server on a free port, and readers who count what goes wrong."""

import contextlib
import http.client
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from tests.postgresql import free_port

ROOT = Path(__file__).resolve().parents[2]
HOST = "guide.test"
KEY = "k3y-of-the-tests-that-is-long-enough-to-be-taken-for-a-real-one-0123456789"


class Site:
    """`deploy/serve` with its own data folder; `environment` adds to or replaces its settings."""

    def __init__(self, folder, database_url, **environment):
        self.port, self.folder = free_port(), Path(folder)
        self.environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ} | {
            "DEVELOPMENT": "no",
            "SECRET_KEY": KEY,
            "ALLOWED_HOSTS": HOST,
            "DATABASE_URL": database_url,
            "DATA_DIR": str(self.folder),
            "STATIC_ROOT": str(self.folder.parent / "static"),
            "SECURE_SSL_REDIRECT": "no",
            "PORT": str(self.port),
            "PYTHON": sys.executable,
            **environment,
        }

    def manage(self, *arguments, check=True):
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(command, cwd=ROOT, env=self.environment, check=check, capture_output=True, text=True)

    def set_up(self):
        for command in (["migrate", "--verbosity", "0"], ["load_starter", "--if-empty"]):
            self.manage(*command)
        self.manage("collectstatic", "--noinput", "--verbosity", "0")

    def start(self, seconds=60):
        self.folder.mkdir(parents=True, exist_ok=True)
        self.log = (self.folder / "log").open("ab")
        self.process = subprocess.Popen(
            [ROOT / "deploy" / "serve"],
            cwd=ROOT,
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

    def workers(self):
        """Process ids of the workers."""
        listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(self.process.pid)], capture_output=True, text=True)
        return [int(pid) for pid in listed.stdout.split()]

    def get(self, path, method="GET", body=None, **headers):
        """(status, body); status 0 where there was no answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, body, {"Host": HOST} | headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        except (OSError, http.client.HTTPException):
            return 0, b""
        finally:
            connection.close()

    def ready(self):
        return json.loads(self.get("/health/ready")[1] or b"{}")


@contextlib.contextmanager
def running(folder, database_url, **environment):
    site = Site(folder, database_url, **environment)
    site.set_up()
    site.start()
    try:
        yield site
    finally:
        site.stop()


class Readers:
    """Threads that read pages without a pause. `seen` counts the answers by status; 0 is no answer."""

    def __init__(self, site, paths, threads=4):
        self.site, self.paths, self.seen = site, paths, {}
        self._end, self._lock = threading.Event(), threading.Lock()
        self._threads = [threading.Thread(target=self._read, args=(number,)) for number in range(threads)]

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *failure):
        self._end.set()
        for thread in self._threads:
            thread.join()

    def _read(self, turn):
        while not self._end.is_set():
            status, _body = self.site.get(self.paths[turn % len(self.paths)])
            with self._lock:
                self.seen[status] = self.seen.get(status, 0) + 1
            turn += 1

    def failed(self):
        return {status: count for status, count in self.seen.items() if status != 200}


def wait_until(true, seconds, what):
    """Ask again and again until it is true; fails after so many seconds."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise AssertionError(f"waited {seconds} s for {what}")
        time.sleep(0.1)
