"""The world every test lives in: real local servers, no network beyond loopback, one sandbox."""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import ipaddress
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import django
import psycopg
import pytest
import redis
from django.conf import settings
from psycopg import sql

from tests.sandbox import RunningSandbox

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var" / "test"
SANDBOX_APPID = "wx5a4e0c1d2b3f6789"
SANDBOX_SECRET = "sandbox-secret"

# A developer's .env must not reach the tests, so everything it could hold is set here.
ENVIRONMENT = {
    "VAR_DIR": str(VAR),
    "DEBUG": "true",
    "REHEARSAL": "false",
    "SECRET_KEY": "only-for-tests-" + "0" * 40,
    "TEXT_KEYS": "only-for-tests-" + "1" * 40,
    "ALLOWED_HOSTS": "testserver,127.0.0.1,localhost",
    "WEB_URL": "http://127.0.0.1:8000",
    "SANDBOX_URL": "http://127.0.0.1:9",
    "WECHAT_APPID": SANDBOX_APPID,
    "WECHAT_SECRET": SANDBOX_SECRET,
    "WECHAT_API_BASE": "http://127.0.0.1:9",
    "WECHAT_PUSH_TOKEN": "test-push-token",
    "WECHAT_PUSH_AES_KEY": "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
    "WECHAT_MINIPROGRAM_STATE": "formal",
    "WECHAT_SERVICE_APPID": "",
    "WECHAT_SERVICE_SECRET": "sandbox-service-secret",
    "WECHAT_SERVICE_NAME": "医保提醒服务号",
    "WECHAT_SERVICE_TEMPLATE_ID": "TPL-SERVICE-0001",
    "WECHAT_SERVICE_FIELDS": "thing1=what,thing2=day,thing3=left",
    "WECHAT_SERVICE_PUSH_TOKEN": "test-service-push-token",
    "WECHAT_SERVICE_PUSH_AES_KEY": "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdefg",
    "SMS_PROVIDER": "",
    "SMS_SECRET_ID": "AKIDsandbox",
    "SMS_SECRET_KEY": "sandbox-sms-key",
    "SMS_APP_ID": "1400006666",
    "SMS_SIGN_NAME": "医保提醒",
    "SMS_TEMPLATE_ID": "1110",
    "SMS_REGION": "ap-guangzhou",
    "SMS_API_BASE": "http://127.0.0.1:9",
    "PROXIES": "0",
    "SECOND_FACTOR": "false",
    "SEND_CONNECTIONS": "16",
    "SENDERS": "2",
    "SEND_RATE": "0",
}


class NetworkRefused(RuntimeError):
    """A test tried to reach something outside this machine."""


def _refuse_the_network(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "socket.connect":
        address = arguments[1]
    elif event == "socket.getaddrinfo":
        address = arguments[:1]
    else:
        return
    if isinstance(address, tuple) and not _is_here(address[0]):
        raise NetworkRefused(f"a test tried to reach {address[0]}")


def _is_here(host: str | bytes | None) -> bool:
    name = host.decode() if isinstance(host, bytes) else host
    if not name or name == "localhost":
        return True
    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(name).is_loopback
    return False


def _start_local_servers() -> None:
    """PostgreSQL is shared by test runs at the same time, each with its own database; Valkey is per run."""
    from yibao_project import local_services

    run = VAR / f"run-{os.getpid()}"
    atexit.register(shutil.rmtree, run, ignore_errors=True)
    os.environ["DATABASE_URL"] = local_services.postgres(VAR / "postgres", durable=False)
    os.environ["REDIS_URL"] = local_services.valkey(run / "valkey")
    for folder in VAR.glob("run-*"):
        if not local_services.is_alive(int(folder.name.removeprefix("run-"))):
            shutil.rmtree(folder, ignore_errors=True)
    _drop_databases_of_killed_runs(local_services.is_alive)


def _drop_databases_of_killed_runs(is_alive: Callable[[int], bool]) -> None:
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        for (name,) in connection.execute(
            "SELECT datname FROM pg_database WHERE datname LIKE 'test\\_yibao\\_%'"
        ).fetchall():
            if not is_alive(int(name.rsplit("_", 1)[1])):
                connection.execute(
                    sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
                )


# Django reads its settings at once, from this environment; pytest-django then finds them ready.
os.environ.update(ENVIRONMENT)
_start_local_servers()
os.environ["DJANGO_SETTINGS_MODULE"] = "yibao_project.settings"
assert settings.TIME_ZONE == "Asia/Shanghai"
django.setup()  # the casts of the apps' tests import models
# Workers of xdist inherit the environment; none may read its settings before it has run this file.
del os.environ["DJANGO_SETTINGS_MODULE"]
sys.addaudithook(_refuse_the_network)
signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """Several test runs may go on at once, so each has a database of its own: a copy."""
    settings.DATABASES["default"]["TEST"].update(
        NAME=f"test_yibao_{os.getpid()}", TEMPLATE=_migrated_database()
    )


def _migrated_database() -> str:
    """A database to copy, which any run makes when the migrations have changed."""
    migrations = sorted(ROOT.glob("*/migrations/*.py"))
    digest = hashlib.sha256(b"".join(each.read_bytes() for each in migrations)).hexdigest()[:16]
    name, server = f"migrated_{digest}", os.environ["DATABASE_URL"]
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(hashtext('migrated'))")
        found = connection.execute("SELECT datname FROM pg_database WHERE datname ~ '^migrated_'")
        known = {datname for (datname,) in found.fetchall()}
        if name in known:
            return name
        for each in (*known, "migrating"):
            connection.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(each))
            )
        connection.execute("CREATE DATABASE migrating TEMPLATE template0 ENCODING 'UTF8'")
        subprocess.run(
            [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
            cwd=ROOT,
            env={**os.environ, "DATABASE_URL": f"{server.rsplit('/', 1)[0]}/migrating"},
            check=True,
        )
        connection.execute(
            sql.SQL("ALTER DATABASE migrating RENAME TO {}").format(sql.Identifier(name))
        )
    return name


@pytest.fixture(autouse=True)
def fresh_redis() -> Iterator[None]:
    """No token, throttle or queued task survives a test."""
    yield
    with redis.Redis.from_url(os.environ["REDIS_URL"]) as client:
        client.flushall()


@pytest.fixture(scope="session")
def sandbox_process() -> Iterator[RunningSandbox]:
    with RunningSandbox.running(appid=SANDBOX_APPID, secret=SANDBOX_SECRET) as running:
        yield running


@pytest.fixture
def sandbox(sandbox_process: RunningSandbox, settings: Any) -> RunningSandbox:
    """A clean WeChat sandbox that the product's settings point at."""
    sandbox_process.reset()
    settings.WECHAT_API_BASE = sandbox_process.url
    settings.SANDBOX_URL = sandbox_process.url
    return sandbox_process
