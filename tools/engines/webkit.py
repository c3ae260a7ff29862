"""WebKit as GTK has it: MiniBrowser under a screen of its own, driven by WebKitWebDriver over
HTTP.
"""

import base64
import contextlib
import json
import os
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

from .engine import WIDE, NoAnswer
from .firefox import connected, free_port, pressed_at, tab_pressed

MINI_BROWSERS = "/usr/lib/*/webkit2gtk-4.*/MiniBrowser"


class WebKit:
    """One running MiniBrowser with one page.

    It must be narrow enough for the screen: 1,600 × 1,200.
    """

    def __init__(self, driver: Path, mini_browser: Path):
        self.screen, display = started_screen()
        port = free_port()
        self.process = subprocess.Popen(
            [str(driver), f"--port={port}"],
            env=os.environ | {"DISPLAY": display, "WEBKIT_DISABLE_COMPOSITING_MODE": "1"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        connected(port).close()
        self.address = f"http://127.0.0.1:{port}/session"
        options = {"binary": str(mini_browser), "args": ["--automation"]}
        asked = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}
        session = self._send("", **asked)
        self.address += f"/{session['sessionId']}"
        self.name = f"WebKitGTK {session['capabilities']['browserVersion']}"
        self.resize(WIDE, 900)

    def open(self, address: str) -> None:
        self._send("/url", url=address)

    def run(self, script: str) -> object:
        """The value of a function body, which may wait for something."""
        body = f"""const done = arguments[arguments.length - 1];
            (async () => {{ {script} }})().then(done, (problem) => done({{ problem: String(problem) }}))"""
        answer = self._send("/execute/async", script=body, args=[])
        if isinstance(answer, dict) and "problem" in answer:
            raise NoAnswer(answer["problem"])
        return answer

    def click(self, x: float, y: float) -> None:
        self._send(
            "/actions", actions=[{"type": "pointer", "id": "mouse", "actions": pressed_at(x, y)}]
        )

    def press_tab(self) -> None:
        self._send("/actions", actions=[{"type": "key", "id": "keys", "actions": tab_pressed()}])

    def back(self) -> None:
        self._send("/back")

    def resize(self, width: int, height: int) -> None:
        self._send("/window/rect", width=width, height=height)
        inside = self.run("return [innerWidth, innerHeight]")
        self._send("/window/rect", width=2 * width - inside[0], height=2 * height - inside[1])

    def picture(self, file: Path, *, whole: bool = True) -> None:
        # The driver pictures one element whole, or else what is on the screen.
        place = "/screenshot"
        if whole:
            found = self._send("/element", using="css selector", value="html")
            place = f"/element/{next(iter(found.values()))}/screenshot"
        file.write_bytes(base64.b64decode(self._send(place)))

    def close(self) -> None:
        with contextlib.suppress(OSError, NoAnswer):
            self._ask(urllib.request.Request(self.address, method="DELETE"))
        for process in (self.process, self.screen):
            process.terminate()
            process.wait()

    def _send(self, place, **data):
        if place.endswith("screenshot"):
            return self._ask(urllib.request.Request(self.address + place))
        return self._ask(
            urllib.request.Request(self.address + place, data=json.dumps(data).encode())
        )

    def _ask(self, request):
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as problem:
            raise NoAnswer(f"{request.full_url}: {problem.read()[:300]}") from problem


def started_screen() -> tuple[subprocess.Popen, str]:
    """A screen that nobody sees, and its name."""
    reader, writer = os.pipe()
    command = [
        "Xvfb",
        "-displayfd",
        str(writer),
        "-screen",
        "0",
        "1600x1200x24",
        "-nolisten",
        "tcp",
    ]
    screen = subprocess.Popen(
        command, pass_fds=[writer], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    os.close(writer)
    with os.fdopen(reader) as said:
        return screen, ":" + said.readline().strip()
