"""Firefox, driven by Marionette, which is part of it: JSON over a local socket, so no library is
needed.
"""

import base64
import contextlib
import json
import socket
import subprocess
import tempfile
import time
from pathlib import Path

from .engine import WIDE, NoAnswer

PREFERENCES = """
user_pref("marionette.port", {port});
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("app.normandy.enabled", false);
user_pref("browser.aboutwelcome.enabled", false);
"""


class Firefox:
    """One running Firefox with one page."""

    def __init__(self, program: Path):
        self.folder = tempfile.TemporaryDirectory(prefix="engine-")
        port = free_port()
        (Path(self.folder.name) / "user.js").write_text(PREFERENCES.format(port=port))
        self.process = subprocess.Popen(
            [
                str(program),
                "--headless",
                "--marionette",
                "--no-remote",
                "--profile",
                self.folder.name,
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.socket, self.number = connected(port), 0
        self._hear()  # who is there
        version = self._send("WebDriver:NewSession")["capabilities"]["browserVersion"]
        self.name = f"Firefox {version.split('.')[0]}"
        self.resize(WIDE, 900)

    def open(self, address: str) -> None:
        self._send("WebDriver:Navigate", url=address)

    def run(self, script: str) -> object:
        """The value of a function body, which may wait for something."""
        body = f"return (async () => {{ {script} }})()"
        return self._send("WebDriver:ExecuteScript", script=body, args=[], newSandbox=False)[
            "value"
        ]

    def click(self, x: float, y: float) -> None:
        self._act({"type": "pointer", "id": "mouse", "actions": pressed_at(x, y)})

    def press_tab(self) -> None:
        self._act({"type": "key", "id": "keys", "actions": tab_pressed()})

    def _act(self, device):
        self._send("WebDriver:PerformActions", actions=[device])
        self._send("WebDriver:ReleaseActions")

    def back(self) -> None:
        self._send("WebDriver:Back")

    def resize(self, width: int, height: int) -> None:
        self._send("WebDriver:SetWindowRect", width=width, height=height)
        # The window has edges of its own.
        inside = self.run("return [innerWidth, innerHeight]")
        self._send(
            "WebDriver:SetWindowRect", width=2 * width - inside[0], height=2 * height - inside[1]
        )

    def picture(self, file: Path, *, whole: bool = True) -> None:
        data = self._send("WebDriver:TakeScreenshot", full=whole, hash=False)["value"]
        file.write_bytes(base64.b64decode(data))

    def close(self) -> None:
        with contextlib.suppress(OSError, NoAnswer):
            self._send("Marionette:Quit", flags=["eForceQuit"])
        self.socket.close()
        self.process.kill()
        self.process.wait()
        self.folder.cleanup()

    def _send(self, name, **params):
        self.number += 1
        message = json.dumps([0, self.number, name, params]).encode()
        self.socket.sendall(str(len(message)).encode() + b":" + message)
        _, _, error, answer = self._hear()
        if error:
            raise NoAnswer(f"{name}: {error['error']}: {error['message']}")
        return answer

    def _hear(self):
        length = b""
        while not length.endswith(b":"):
            length += self.socket.recv(1)
        message = b""
        while len(message) < int(length[:-1]):
            message += self.socket.recv(1 << 16)
        return json.loads(message)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def connected(port: int, seconds: float = 60) -> socket.socket:
    """A socket to a program that has just been started."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port))
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def pressed_at(x: float, y: float) -> list[dict]:
    """A click, in the words of WebDriver."""
    move = {"type": "pointerMove", "x": round(x), "y": round(y), "origin": "viewport"}
    return [move, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]


def tab_pressed() -> list[dict]:
    return [{"type": "keyDown", "value": "\ue004"}, {"type": "keyUp", "value": "\ue004"}]
