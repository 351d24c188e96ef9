"""The product's processes under a supervisor, as a host would keep them: what dies is started again."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[2]


class Process:
    """One child with all it starts. `kill` takes the whole of it or one of its own children."""

    def __init__(self, name: str, *command: str, env: Mapping[str, str], log: Path) -> None:
        self.name, self.command, self.env, self.log = name, command, env, log
        self.start()

    def start(self) -> None:
        with self.log.open("ab") as output:
            self.child = subprocess.Popen(
                [sys.executable, "-m", *self.command],
                cwd=ROOT,
                env=dict(self.env),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def kill(self, chance: random.Random) -> None:
        """`kill -9` at whatever it is doing."""
        children = psutil.Process(self.child.pid).children(recursive=True)
        if children and chance.random() < 0.5:
            with contextlib.suppress(psutil.NoSuchProcess):
                chance.choice(children).kill()
        else:
            self.end()

    def end(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.child.pid, signal.SIGKILL)
        self.child.wait()

    def is_down(self) -> bool:
        return self.child.poll() is not None

    def revive(self) -> None:
        self.end()
        self.start()


class Server:
    """PostgreSQL or Valkey: found by what it answers, killed as a whole, started by its own starter."""

    def __init__(self, name: str, *, pid: Callable[[], int], start: Callable[[], object]) -> None:
        self.name, self.find, self.start = name, pid, start
        self.pid = pid()

    def kill(self, chance: random.Random) -> None:
        self.end()

    def end(self) -> None:
        if self.is_down():
            return
        tree = [psutil.Process(self.pid), *psutil.Process(self.pid).children(recursive=True)]
        for each in tree:
            with contextlib.suppress(psutil.NoSuchProcess):
                each.kill()
        psutil.wait_procs(tree, timeout=10)

    def is_down(self) -> bool:
        return not psutil.pid_exists(self.pid) or (
            psutil.Process(self.pid).status() == psutil.STATUS_ZOMBIE
        )

    def revive(self) -> None:
        self.start()
        self.pid = self.find()


class Supervisor:
    """Starts again, after a moment, whatever is down."""

    def __init__(self, *watched: Process | Server, chance: random.Random) -> None:
        self.watched = watched
        self.chance = chance
        self.back_at: dict[str, float] = {}

    def look(self) -> None:
        for each in self.watched:
            if not each.is_down():
                continue
            at = self.back_at.setdefault(each.name, time.monotonic() + self.chance.uniform(0, 2))
            if time.monotonic() >= at:
                each.revive()
                del self.back_at[each.name]

    def up(self) -> list[Process | Server]:
        return [each for each in self.watched if not each.is_down()]
