"""nginx with the files of deploy/nginx, on free ports, over TLS with a certificate made for the
occasion.
"""

import os
import shutil
import socket
import ssl
import subprocess
from contextlib import contextmanager
from pathlib import Path

from tests.postgresql import free_port
from tests.programs import need
from tools.faults.site import wait_until

EXAMPLE = Path(__file__).resolve().parents[1] / "deploy" / "nginx"


def program(name):
    """The path of a program; None where it is not installed."""
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin")


def need_programs(*names):
    """Skip the test where one is missing; in CI that is a failure."""
    for name in names:
        need(program(name), name)


class Proxy:
    """Configured below a folder. servers: where the app listens, as in app.conf. `certificate`
    vouches for itself.

    log_level: from which level on nginx.conf asks nginx to say what happens, into `log`. trusted: a
    CDN's addresses.
    """

    def __init__(self, folder, servers, host="localhost", log_level="crit", trusted=""):
        self.folder, self.plain_port, self.port = Path(folder), free_port(), free_port()
        shutil.copytree(EXAMPLE, self.folder, dirs_exist_ok=True)
        self.certificate = self._make_certificate(host)
        (self.folder / "app.conf").write_text("".join(f"server {server};\n" for server in servers))
        self.log = self.folder / "error.log"
        self._change("nginx.conf", ("error_log stderr crit", f"error_log {self.log} {log_level}"))
        if trusted:
            self._change(
                "guide.conf", ("# set_real_ip_from 192.0.2.0/24", f"set_real_ip_from {trusted}")
            )
        self.mirror = self.folder / "mirror"
        # What the example has where only root may write lies here; the ports of the example may be
        # taken.
        self._change(
            "nginx.conf",
            ("/var/run/", f"{self.folder}/"),
            ("include guide", f"include {self.folder}/guide"),
        )
        self._change(
            "guide.conf",
            ("/var/cache/nginx/", f"{self.folder}/"),
            ("/var/cache/guide/site", str(self.mirror)),
            ("listen 80 ", f"listen {self.plain_port} "),
        )
        self._change("guide.conf", ("listen 443 ", f"listen {self.port} "))

    def command(self, *arguments):
        told = "daemon off; user root;" if os.geteuid() == 0 else "daemon off;"
        files = ["-p", self.folder, "-c", self.folder / "nginx.conf", "-e", "stderr"]
        return [program("nginx"), *files, "-g", told, *arguments]

    def reload(self):
        """Take its files anew; back when they count."""
        subprocess.run(self.command("-s", "reload"), check=True, capture_output=True)
        wait_until(
            lambda: self.log.read_text().count("gracefully shutting down"),
            20,
            "nginx to take its files anew",
        )

    def answers(self):
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def trust(self):
        """How a client knows this proxy: by its certificate and name."""
        return ssl.create_default_context(cafile=self.certificate)

    def _make_certificate(self, host):
        folder = self.folder / "certificates"
        folder.mkdir()
        make = [
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "1",
            "-subj",
            f"/CN={host}",
        ]
        names = ["-addext", f"subjectAltName=DNS:{host}"]
        out = ["-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem"]
        subprocess.run([program("openssl"), *make, *names, *out], check=True, capture_output=True)
        return folder / "fullchain.pem"

    def _change(self, name, *pairs):
        text = (self.folder / name).read_text()
        for old, new in pairs:
            text = text.replace(old, new)
        (self.folder / name).write_text(text)


@contextmanager
def proxy(folder, servers, host="localhost", **given):
    """A running Proxy."""
    made = Proxy(folder, servers, host, **given)
    process = subprocess.Popen(made.command(), stderr=subprocess.PIPE)
    try:
        wait_until(made.answers, 20, "nginx to answer")
        yield made
    finally:
        process.terminate()
        process.wait(20)
        process.stderr.close()
