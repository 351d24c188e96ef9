"""What a run needs of the system: to be the only one here, free ports, and children it can find again."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from yibao_project.local_services import VAR

HOST = "127.0.0.1"
LOCK = VAR / "run.lock"
CHILDREN = VAR / "run.json"
STOP_SECONDS = 8


def web_options(
    *, port: int, workers: int, threads: int, application: str = "yibao_project.wsgi:application"
) -> list[str]:
    """How granian serves the product, as the Dockerfile does; to this machine only."""
    return (
        ["--interface", "wsgi", "--host", HOST, "--port", str(port), "--no-ws"]
        + ["--workers", str(workers), "--blocking-threads", str(threads)]
        + [application]
    )


class CannotRun(Exception):
    """The run cannot go on; the text says why and what to do."""


def is_running() -> bool:
    """Whether a run of this checkout is going on now."""
    if not LOCK.exists():
        return False
    with LOCK.open() as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


@dataclass(frozen=True)
class Child:
    """A process that a run started; `born` tells it from a later process with the same number."""

    name: str
    pid: int
    born: float

    @classmethod
    def of(cls, name: str, process: subprocess.Popen[bytes]) -> Child:
        import psutil

        child = cls(name=name, pid=process.pid, born=psutil.Process(process.pid).create_time())
        # From here on the process is known by number and birth; Popen need not watch it too.
        process.returncode = 0
        return child

    def is_alive(self) -> bool:
        import psutil

        with contextlib.suppress(psutil.NoSuchProcess):
            process = psutil.Process(self.pid)
            return (
                abs(process.create_time() - self.born) < 1
                and process.status() != psutil.STATUS_ZOMBIE
            )
        return False

    def stop(self) -> None:
        """Ask it to finish, give it a moment, then end it and whatever it started."""
        if self.is_alive():
            os.kill(self.pid, signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        while self.is_alive() and time.monotonic() < deadline:
            time.sleep(0.05)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)


def remember(children: list[Child]) -> None:
    """Write down what was started, for the next run to clear away if this one is killed."""
    CHILDREN.write_text(json.dumps([vars(child) for child in children]))


def remembered() -> list[Child]:
    try:
        return [Child(**one) for one in json.loads(CHILDREN.read_text())]
    except (FileNotFoundError, ValueError, TypeError):
        return []


def forget() -> None:
    CHILDREN.unlink(missing_ok=True)


@contextlib.contextmanager
def only_run(web_url: str) -> Iterator[None]:
    """Hold the lock of this checkout. The system frees it when its holder dies, so it is never stale."""
    VAR.mkdir(parents=True, exist_ok=True)
    with LOCK.open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotRun(_already_running(lock)) from None
        lock.seek(0)
        lock.truncate()
        lock.write(f"{os.getpid()} {web_url}")
        lock.flush()
        yield


def _already_running(lock: IO[str]) -> str:
    lock.seek(0)
    pid, _, url = lock.read().partition(" ")
    return (
        f"这个目录里已经有一个演示在运行：{url or '正在启动'}（进程 {pid or '未知'}）。"
        f"直接打开它；想重新启动，先在它的窗口按 Ctrl-C，或执行 kill {pid}。"
    )


def refuse_one_port_for_both(*, web: int, sandbox: int) -> None:
    if web == sandbox:
        raise CannotRun(
            f"网页和微信沙箱不能用同一个端口 {web}。"
            f"请换一个，例如：WEB_PORT={web} SANDBOX_PORT={web % 65535 + 1} make run。"
        )


def refuse_taken_port(port: int, *, variable: str, what: str) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise CannotRun(
                f"没有权限使用端口 {port}，请换一个大于 1023 的：{variable}={port + 8000} make run。"
            ) from None
        except OSError:
            raise CannotRun(
                f"{what}要用的端口 {port} 已被{_holder(port)}占用。"
                f"请先关掉它，或换一个端口：{variable}={port + 10} make run。"
            ) from None


def _holder(port: int) -> str:
    """Who listens on the port, as far as the system lets us see."""
    import psutil

    with contextlib.suppress(psutil.Error, PermissionError):
        for connection in psutil.net_connections(kind="tcp"):
            if connection.status == psutil.CONN_LISTEN and connection.laddr[1:] == (port,):
                if connection.pid:
                    name = psutil.Process(connection.pid).name()
                    return f"进程 {connection.pid}（{name}）"
                break
    return "别的程序（可能是另一个目录里的演示）"


def port_of(variable: str, default: int) -> int:
    text = os.environ.get(variable, "") or str(default)
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        print(f"{variable}={text} 不对，要写成 1 到 65535 之间的数。", file=sys.stderr)
        raise SystemExit(1)
    return int(text)
