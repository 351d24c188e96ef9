"""`make run` as a newcomer starts it, in a folder and on ports of the test's own."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import requests

from rehearsal.sandbox import Sandbox

ROOT = Path(__file__).resolve().parent.parent
READY = "按 Ctrl-C 停止"
START_SECONDS = 400
STOP_SECONDS = 40


class RunningProduct:
    """One `python -m yibao_project.run` that keeps everything under `var`."""

    def __init__(self, var: Path, *, web_port: int = 0, sandbox_port: int = 0) -> None:
        self.var = var
        self.web_port = web_port or free_port()
        self.sandbox_port = sandbox_port or free_port()
        self.url = f"http://127.0.0.1:{self.web_port}"
        self.sandbox = Sandbox(f"http://127.0.0.1:{self.sandbox_port}")
        var.parent.mkdir(parents=True, exist_ok=True)
        self.screen = var.parent / f"screen-{self.web_port}.txt"

    def launch(self) -> None:
        """Start it and do not wait."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        with self.screen.open("wb") as screen:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "yibao_project.run"],
                cwd=ROOT,
                env={
                    **kept,
                    "VAR_DIR": str(self.var),
                    "WEB_PORT": str(self.web_port),
                    "SANDBOX_PORT": str(self.sandbox_port),
                },
                stdin=subprocess.DEVNULL,
                stdout=screen,
                stderr=subprocess.STDOUT,
            )

    def wait_until_ready(self) -> None:
        wait_for(lambda: READY in self.told() or self.process.poll() is not None, START_SECONDS)
        assert READY in self.told(), self.told() + self.logs()

    def told(self) -> str:
        """What stood on the terminal so far."""
        return self.screen.read_text(errors="replace")

    def logs(self) -> str:
        return "\n".join(
            f"== {log.name}\n{log.read_text(errors='replace')[-2000:]}"
            for log in sorted((self.var / "log").glob("*.log"))
        )

    def stop(self, number: signal.Signals = signal.SIGINT) -> int:
        """Press Ctrl-C, as it were, and return the exit status."""
        self.process.send_signal(number)
        return self.process.wait(timeout=STOP_SECONDS)

    def processes(self) -> list[str]:
        """Every process of this run that lives, found by its folder or ports."""
        marks = (str(self.var), f"--port\0{self.web_port}\0", f"VAR_DIR={self.var}\0")
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                command = (folder / "cmdline").read_text(errors="replace")
                environment = (folder / "environ").read_text(errors="replace")
                if any(mark in command or mark in environment for mark in marks):
                    found.append(command.replace("\0", " "))
        return found

    def get(self, path: str) -> requests.Response:
        return requests.get(self.url + path, timeout=10)


@contextlib.contextmanager
def running(var: Path) -> Iterator[RunningProduct]:
    product = RunningProduct(var)
    product.launch()
    try:
        product.wait_until_ready()
        yield product
    finally:
        if product.process.poll() is None:
            product.stop()


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def wait_for(condition: Callable[[], bool], seconds: float = 60) -> None:
    """Wait until `condition` holds; after `seconds` go on, so that the test says what is missing."""
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.1)
