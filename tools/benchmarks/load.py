"""Requests per second and waiting times of a warm page, side by side with bare Django and a static
file.

`python -m tools.benchmarks.load [--rounds N]`. Needs wrk and nginx. One core for the servers and
one for wrk; rounds of one second, interleaved, every other one backwards, since a machine's speed
swings: compare the ratios, not the numbers. CPU is the time that the server's processes used for
one request: what others do on the machine counts little there.
"""

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from tests.postgresql import free_port
from tools.faults.site import HOST, ROOT, Site, wait_until

PAGE = "/en/guide/high/one-place/"
GUNICORN = ["--no-control-socket", "--reuse-port", "-w", "2", "-k", "gthread", "--threads", "4"]
GRANIAN = [
    "--interface",
    "wsgi",
    "--workers",
    "2",
    "--blocking-threads",
    "16",
    "--http",
    "1",
    "--log-level",
    "warning",
    "--no-access-log",
]
NGINX = """worker_processes 2; daemon off; pid {run}/pid; error_log stderr crit; events {{ }}
http {{ access_log off; server {{ listen 127.0.0.1:{port}; root {run}; location / {{ default_type text/html; }} }} }}"""


def on_core(core, *command):
    return (
        ["taskset", "-c", str(core), *map(str, command)]
        if shutil.which("taskset")
        else list(map(str, command))
    )


class Target:
    def __init__(self, name, path, command, port, **environment):
        self.name, self.path, self.port, self.seen = name, path, port, []
        keep = {
            variable: os.environ[variable]
            for variable in ("PATH", "HOME")
            if variable in os.environ
        }
        self.process = subprocess.Popen(
            on_core(0, *command),
            cwd=ROOT,
            env=keep | environment,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def measure(self, seconds=1):
        address = f"http://127.0.0.1:{self.port}{self.path}"
        headers = ["-H", f"Host: {HOST}", "-H", "Accept-Encoding: gzip, deflate, br"]
        before = self.cpu()
        wrk = on_core(1, "wrk", "-t1", "-c8", f"-d{seconds}s", "--latency", *headers, address)
        said = subprocess.run(wrk, capture_output=True, text=True, check=True).stdout
        used = self.cpu() - before
        if "Non-2xx" in said:
            raise AssertionError(f"{self.name}: {said}")
        rate = float(re.search(r"Requests/sec: +([\d.]+)", said)[1])
        number, unit = re.search(r"99% +([\d.]+)(us|ms|s)", said).groups()
        answered = int(re.search(r"(\d+) requests in", said)[1])
        return (
            rate,
            float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit],
            used / max(answered, 1) * 1e6,
        )

    def processes(self):
        listed = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(self.process.pid)], capture_output=True, text=True
        )
        return [int(pid) for pid in listed.stdout.split()]

    def cpu(self):
        """Seconds of CPU that its workers have used so far."""
        ticks = os.sysconf("SC_CLK_TCK")
        stats = [
            Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            for pid in self.processes()
        ]
        return sum(int(stat[11]) + int(stat[12]) for stat in stats) / ticks

    def rests(self):
        """Whether it has nothing more to make ready."""
        before = self.cpu()
        time.sleep(3)
        return self.cpu() - before < 0.1

    def memory(self):
        """Largest PSS of its workers, in MiB."""
        sizes = [Path(f"/proc/{pid}/smaps_rollup").read_text() for pid in self.processes()]
        return max((int(re.search(r"\nPss: +(\d+)", size)[1]) / 1024 for size in sizes), default=0)

    def stop(self):
        self.process.terminate()
        self.process.wait(30)


def targets(folder):
    site = Site(
        folder / "data",
        f"sqlite:///{folder / 'guide.sqlite3'}",
        REQUEST_LOG=os.environ.get("LOG", "yes"),
    )
    site.set_up()
    page = folder / "page"
    page.write_bytes(b"x" * 13_500)
    ports = [free_port() for _ in range(6)]
    (folder / "nginx.conf").write_text(NGINX.format(run=folder, port=ports[0]))
    gunicorn = [sys.executable, "-m", "gunicorn", *GUNICORN]
    yield Target(
        "nginx, a file of 13 kB",
        "/page",
        ["nginx", "-e", "stderr", "-c", folder / "nginx.conf"],
        ports[0],
    )
    hello = [*gunicorn, "-b", f"127.0.0.1:{ports[1]}", "tools.benchmarks.hello:application"]
    yield Target("bare Django hello, gunicorn", "/hello", hello, ports[1])
    ours = [*gunicorn, "-b", f"127.0.0.1:{ports[2]}", "rnbsite.wsgi:application"]
    yield Target("a result, gunicorn", PAGE, ours, ports[2], **site.environment)
    ready = [*gunicorn, "-b", f"127.0.0.1:{ports[4]}", "tools.benchmarks.ready:application"]
    yield Target("a ready answer, gunicorn", "/", ready, ports[4])
    ready = [
        sys.executable,
        "-m",
        "granian",
        *GRANIAN,
        "--port",
        str(ports[5]),
        "tools.benchmarks.ready:application",
    ]
    yield Target("a ready answer, granian", "/", ready, ports[5])
    served = site.environment | {"PORT": str(ports[3])}
    yield Target("a result, deploy/serve", PAGE, [ROOT / "deploy" / "serve"], ports[3], **served)


def main():
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=15)
    rounds = asked.parse_args().rounds
    with tempfile.TemporaryDirectory(prefix="guide-load-") as folder:
        os.chmod(folder, 0o755)
        with running(targets(Path(folder))) as found:
            for number in range(rounds):
                for target in found[:: 1 if number % 2 else -1]:
                    target.seen.append(target.measure())
            _print(found)


@contextmanager
def running(targets):
    """These targets as a list, once each of them answers and has nothing more to make ready;
    stopped afterwards.
    """
    found = []
    try:
        for target in targets:
            found.append(target)
            wait_until(lambda t=target: _answers(t), 60, target.name)
            wait_until(target.rests, 120, f"{target.name} to rest")
        yield found
    finally:
        for target in found:
            target.stop()


def _answers(target):
    try:
        return target.measure() and True
    except (subprocess.CalledProcessError, AssertionError, AttributeError, TypeError):
        return False


def _print(found):
    middle = {
        t.name: [statistics.median(column) for column in zip(*t.seen, strict=True)] for t in found
    }
    hello = middle[found[1].name]
    print(
        f"{'':28}{'requests/s':>12}{'x hello':>9}{'p99 ms':>9}{'CPU us':>9}{'x hello':>9}{'PSS MiB':>9}"
    )
    for target in found:
        rate, wait, cpu = middle[target.name]
        ratios = rate / hello[0], hello[2] / cpu
        print(
            f"{target.name:28}{rate:12,.0f}{ratios[0]:9.2f}{wait:9.2f}{cpu:9.0f}{ratios[1]:9.2f}{target.memory():9.0f}"
        )


if __name__ == "__main__":
    main()
