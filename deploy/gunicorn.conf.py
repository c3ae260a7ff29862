"""The same with gunicorn, where it is what the house knows: gunicorn -c deploy/gunicorn.conf.py
rnbsite.wsgi.
"""

import os
from pathlib import Path

host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")
# An address of IPv6 is written [::1] here.
bind = f"[{host.strip('[]')}]:{port}" if ":" in host else f"{host}:{port}"
workers = int(os.environ.get("WORKERS", "2"))
worker_class, threads = "gthread", int(os.environ.setdefault("THREADS", "16"))
# Each worker has a queue of its own; without this one worker gets nearly all kept-alive
# connections.
reuse_port = True
umask = 0o077
timeout, graceful_timeout, keepalive = 30, 20, 15
control_socket_disable = True
# The codes of a pile of sheets stand in the address: fifty, as a scanner types them. nginx takes as
# much.
limit_request_line = 8190
# No header says below which folder the site is: one that does not fit the address would be answered
# with 500.
forwarder_headers = ""
# Its warnings name the addresses of readers; requests are logged by the program itself, without
# them.
accesslog, loglevel = None, "error"

# In memory where there is such a place: on a full disk a worker that writes its figures would end.
# A folder of our own below it, which only this user may open.
memory = Path("/dev/shm")  # noqa: S108
data = Path(os.environ.get("DATA_DIR", "data"))
figures = memory / f"guide-{os.getuid()}-{port}" if memory.is_dir() else data / "figures"
os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", str(figures))


# From the first line on as JSON, as the program's own.
LINES = {"()": "guide.lib.log_format.JsonFormatter"}
STREAM = {"class": "logging.StreamHandler", "formatter": "lines"}
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": LINES},
    "handlers": {"lines": STREAM},
    "root": {"level": "INFO", "handlers": ["lines"]},
    "loggers": {"gunicorn.error": {"level": "ERROR", "handlers": ["lines"], "propagate": False}},
}


def on_starting(server):
    # Right settings and a free port, or one line that says what is wrong: it may be taken by a
    # server that shares it, as these workers do.
    from rnbsite.may_start import main

    if main():
        raise SystemExit(1)
    figures.mkdir(mode=0o700, parents=True, exist_ok=True)
    for old in figures.glob("*.db"):
        old.unlink()


def child_exit(server, worker):
    # Not before the folder is named above: the library looks once, when it is imported.
    from prometheus_client.multiprocess import mark_process_dead

    mark_process_dead(worker.pid)
