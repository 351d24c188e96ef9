"""The processes of a replayed season beside the planner: sandbox, web server, and a sender to be killed."""

from __future__ import annotations

import atexit
import json
import os
import selectors
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from benchmarks.rig.world import ROOT
from yibao_project.launching import web_options

START_SECONDS = 120


def sandbox(phones: Path) -> str:
    """Start the sandbox with everybody's phones; its address."""
    process = subprocess.Popen(
        [sys.executable, "-m", "wechat_sandbox", "--port", "0", "--begin-with", str(phones)]
        + ["--appid", os.environ["WECHAT_APPID"], "--secret", os.environ["WECHAT_SECRET"]],
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    atexit.register(process.kill)
    assert process.stdout
    line = process.stdout.readline()
    assert "http://" in line, "the sandbox did not start"
    return line[line.index("http://") :].strip().rstrip("/")


def web() -> str:
    """Start the product's server, which WeChat pushes to; its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "granian", *web_options(port=port, workers=1, threads=2)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    atexit.register(process.terminate)
    address = f"http://127.0.0.1:{port}"
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(f"{address}/wechat/push", timeout=5)  # noqa: S310  loopback
        except urllib.error.HTTPError:
            return address
        except OSError:
            time.sleep(0.2)
    raise SystemExit("the server did not start")


class SenderProcess:
    """The sender's process, started anew when it was killed."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = environment
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.season.sender"],
            cwd=ROOT,
            env=dict(self.environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._answer() == "ready"

    def _answer(self) -> str:
        assert self.process.stdout
        line = self.process.stdout.readline().strip()
        assert line, "the sender ended by itself"
        return line

    def begin(self, now: datetime) -> None:
        assert self.process.stdin
        self.process.stdin.write(f"{now.isoformat()}\n")
        self.process.stdin.flush()

    def send(self, now: datetime) -> Mapping[str, int]:
        self.begin(now)
        tally: Mapping[str, int] = json.loads(self._answer())
        return tally

    def send_and_be_killed(self, now: datetime, *, when: Callable[[], bool]) -> bool:
        """Kill it in mid-run as soon as `when` is true; False where it was done before that."""
        self.begin(now)
        assert self.process.stdout
        with selectors.DefaultSelector() as selector:
            selector.register(self.process.stdout, selectors.EVENT_READ)
            while not when():
                if selector.select(timeout=0):
                    self._answer()
                    return False
        self.process.kill()
        self.process.wait()
        self.start()
        return True

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()
