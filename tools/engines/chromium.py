"""Chromium of any age since 2019, driven by its DevTools protocol over a pipe: no library, no
port.
"""

import base64
import contextlib
import fcntl
import json
import os
import subprocess
import tempfile
from pathlib import Path

from .engine import TALLEST, WIDE, NoAnswer

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-zygote",
    "--hide-scrollbars",
    "--no-first-run",
    "--disable-background-networking",
    "--remote-debugging-pipe",
)


class Chromium:
    """One running Chromium with one page."""

    def __init__(self, program: Path):
        self.folder = tempfile.TemporaryDirectory(prefix="engine-")
        self._start(program)
        target = self._send("Target.createTarget", url="about:blank")["targetId"]
        attached = self._send("Target.attachToTarget", targetId=target, flatten=True)
        self.session = attached["sessionId"]
        self._send("Page.enable")
        version = self._send("Browser.getVersion", of_browser=True)["product"]
        self.name = "Chromium " + version.split("/")[1].split(".")[0]
        self.resize(WIDE, 900)

    def _start(self, program):
        to_browser, self.writer = os.pipe()
        self.reader, from_browser = os.pipe()
        # The browser reads commands at 3 and writes answers at 4.
        commands = fcntl.fcntl(to_browser, fcntl.F_DUPFD, 10)
        answers = fcntl.fcntl(from_browser, fcntl.F_DUPFD, 10)

        def connect():
            os.dup2(commands, 3)
            os.dup2(answers, 4)

        self.process = subprocess.Popen(
            [str(program), *FLAGS, f"--user-data-dir={self.folder.name}", "about:blank"],
            pass_fds=(3, 4),
            preexec_fn=connect,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for end in (to_browser, from_browser, commands, answers):
            os.close(end)
        self.session, self.number, self.heard = None, 0, b""

    def open(self, address: str) -> None:
        self._send("Page.navigate", url=address)
        while self._hear().get("method") != "Page.loadEventFired":
            pass

    def run(self, script: str) -> object:
        """The value of a function body, which may wait for something."""
        expression = f"(async () => {{ {script} }})()"
        answer = self._send(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True
        )
        if "exceptionDetails" in answer:
            raise NoAnswer(json.dumps(answer["exceptionDetails"])[:400])
        return answer["result"].get("value")

    def click(self, x: float, y: float) -> None:
        for kind in ("mousePressed", "mouseReleased"):
            self._send("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def press_tab(self) -> None:
        for kind in ("rawKeyDown", "keyUp"):
            self._send(
                "Input.dispatchKeyEvent", type=kind, key="Tab", code="Tab", windowsVirtualKeyCode=9
            )

    def back(self) -> None:
        self.run("history.back()")

    def resize(self, width: int, height: int) -> None:
        self.width = width
        self._send(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    def picture(self, file: Path, *, whole: bool = True) -> None:
        height = (
            min(int(self.run("return document.documentElement.scrollHeight")), TALLEST)
            if whole
            else 740
        )
        self.resize(self.width, height)
        file.write_bytes(
            base64.b64decode(self._send("Page.captureScreenshot", format="png")["data"])
        )

    def close(self) -> None:
        with contextlib.suppress(OSError, NoAnswer):
            self._send("Browser.close", of_browser=True)
        self.process.kill()
        self.process.wait()
        os.close(self.writer)
        os.close(self.reader)
        self.folder.cleanup()

    def _send(self, method, *, of_browser=False, **params):
        self.number += 1
        command = {"id": self.number, "method": method, "params": params}
        if self.session and not of_browser:
            command["sessionId"] = self.session
        os.write(self.writer, json.dumps(command).encode() + b"\0")
        while True:
            answer = self._hear()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise NoAnswer(f"{method}: {answer['error']}")
                return answer["result"]

    def _hear(self):
        while b"\0" not in self.heard:
            more = os.read(self.reader, 1 << 16)
            if not more:
                raise NoAnswer("the browser went away")
            self.heard += more
        message, self.heard = self.heard.split(b"\0", 1)
        return json.loads(message)
