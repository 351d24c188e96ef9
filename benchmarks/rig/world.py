"""What every benchmark stands on: a database of its own, people in it, and honest figures.

Import this before Django: it starts the local servers, and points the settings at a database that
is made anew and dropped at the end.
"""

from __future__ import annotations

import atexit
import json
import os
import platform
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from io import StringIO
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

import psutil
import psycopg
import redis
from psycopg import sql

if TYPE_CHECKING:
    from django.db.models import Model

ROOT = Path(__file__).resolve().parent.parent.parent


def prepare(name: str, *, keep: bool = False, settings: str = "benchmarks.rig.settings") -> bool:
    """Start PostgreSQL and Valkey, make the database `yibao_bench_<name>`, set up Django.

    `keep` takes the database that an earlier run left, and leaves it; the answer is whether it was
    made anew. Prepared again under another name, everything that follows uses that one.
    """
    from yibao_project import local_services

    os.environ.update(
        DEBUG="false",
        REHEARSAL="false",
        SECRET_KEY="only-for-benchmarks-" + "0" * 40,
        TEXT_KEYS="only-for-benchmarks-" + "1" * 40,
        ALLOWED_HOSTS="127.0.0.1",
        WECHAT_APPID="wx0123456789abcdef",
        WECHAT_SECRET="only-for-benchmarks",
        WECHAT_API_BASE="http://127.0.0.1:9",
        DJANGO_SETTINGS_MODULE=settings,
    )
    local_services.provide()
    database = f"yibao_bench_{name}"
    parts = urlsplit(os.environ["DATABASE_URL"])
    server_url = urlunsplit(parts._replace(path="/postgres"))
    anew = not (keep and _is_there(server_url, database))
    if anew:
        _remake(server_url, database)
    if not keep:
        atexit.register(_drop, server_url, database)
    os.environ["DATABASE_URL"] = urlunsplit(parts._replace(path=f"/{database}"))
    os.environ["REDIS_URL"] = os.environ["REDIS_URL"].rsplit("/", 1)[0] + "/7"

    import django

    django.setup()
    from django.core.cache import cache
    from django.core.management import call_command
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = database
    step("建库、迁移、装入政策数据")
    cache.clear()
    call_command("migrate", verbosity=0)
    call_command("load_policies", stdout=StringIO())
    return anew


def _is_there(server_url: str, database: str) -> bool:
    with psycopg.connect(server_url) as server:
        found = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database])
        return found.fetchone() is not None


def _drop(server_url: str, database: str) -> None:
    from django.db import connections

    connections.close_all()
    with psycopg.connect(server_url, autocommit=True) as server:
        server.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database))
        )


def _remake(server_url: str, database: str) -> None:
    with psycopg.connect(server_url, autocommit=True) as server:
        name = sql.Identifier(database)
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
        server.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'").format(name)
        )


def populate(
    *,
    members: int,
    credits: int,
    region: str = "440100",
    elsewhere: Mapping[str, int] = MappingProxyType({}),
) -> None:
    """`members` residents of one place with one unpaid member each, and `credits` credits.

    `elsewhere` says how many more live in which other places.
    """
    from django.db import connection

    from accounts.models import Member, User
    from reminders.models import Grant, MessageTemplate
    from yibao_project.sealed import seal

    total = members + sum(elsewhere.values())
    step(f"造 {total:,} 位居民")
    template = MessageTemplate.objects.create(
        kind="payment_deadline",
        template_id="TPL-PAYMENT-DEADLINE-0001",
        title="医保缴费提醒",
        fields={
            "thing1": "who",
            "date2": "due",
            "thing3": "amount",
            "thing4": "place",
            "thing5": "tip",
        },
    )
    resident = User(password="!", facts_allowed=True, reminders_allowed=True)
    multiply(
        resident,
        source=f"generate_series(1, {total}) AS n",
        username="'wx-' || n",
        openid="'o' || lpad(n::text, 27, '0')",
    )
    residents = "accounts_user WHERE openid IS NOT NULL"
    member = Member(relation="self", region_id=region, scheme="RESIDENT", category="ADULT")
    names = ", ".join(f"'{seal(f'家人{number}')}'" for number in range(1000))
    places, until = [], total
    for place, count in elsewhere.items():
        until -= count
        places.append(f"WHEN substr(username, 4)::int > {until} THEN '{place}'")
    multiply(
        member,
        source=residents,
        user_id="id",
        nickname=f"(ARRAY[{names}])[1 + id % 1000]",
        region_id=f"CASE {' '.join(places)} WHEN true THEN '{region}' END",
    )
    grant = Grant(template=template, balance=credits)
    multiply(grant, source=residents, user_id="id")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def multiply(example: Model, *, source: str, **columns: str) -> None:
    """A row like the example for each row of the source; `columns` differ, as SQL."""
    from django.db import connection

    fields = [each for each in example._meta.concrete_fields if not each.primary_key]
    alike = {
        str(each.column): each.get_db_prep_save(each.pre_save(example, True), connection)
        for each in fields
        if each.column not in columns
    }
    expressions = ["%s"] * len(alike) + [each.replace("%", "%%") for each in columns.values()]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {example._meta.db_table} ({', '.join([*alike, *columns])}) "
            f"SELECT {', '.join(expressions)} FROM {source}",
            list(alike.values()),
        )


class Stub:
    """The stand-in for WeChat, in a process of its own."""

    def __init__(self, latency_ms: float, *, arrivals: bool = False) -> None:
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "benchmarks.rig.stub",
                str(latency_ms),
                *["arrivals"] * arrivals,
            ],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        atexit.register(self.process.kill)
        assert self.process.stdout
        self.url = f"http://127.0.0.1:{int(self.process.stdout.readline())}"

    def stats(self) -> dict[str, float]:
        found: dict[str, float] = self._get("/stats")
        return found

    def arrivals(self) -> dict[str, list[float]]:
        """When each resident was written to; only if asked to remember."""
        found: dict[str, list[float]] = self._get("/arrivals")
        return found

    def reset(self) -> None:
        self._get("/reset")

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait()

    def _get(self, path: str) -> Any:
        with urllib.request.urlopen(self.url + path, timeout=10) as answer:  # noqa: S310  loopback
            return json.load(answer)


@contextmanager
def running(*command: str, **environment: str) -> Iterator[psutil.Process]:
    """A child process in its own session, ended with all its children."""
    process = subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        yield psutil.Process(process.pid)
    finally:
        for each in tree(psutil.Process(process.pid)):
            with suppress(psutil.NoSuchProcess):
                each.terminate()
        process.wait(30)


def tree(process: psutil.Process) -> list[psutil.Process]:
    return [process, *process.children(recursive=True)]


def servers() -> list[psutil.Process]:
    """The PostgreSQL and the Valkey in use; their children are counted with them."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        postmaster = psutil.Process(cursor.fetchone()[0]).parent()
    assert postmaster
    with redis.Redis.from_url(os.environ["REDIS_URL"]) as valkey:
        return [postmaster, psutil.Process(valkey.info("server")["process_id"])]


def cpu_seconds(roots: Sequence[psutil.Process]) -> float:
    """User and system time of these processes, their children and the children they reaped."""
    total = 0.0
    for root in roots:
        for process in tree(root):
            try:
                times = process.cpu_times()
            except psutil.NoSuchProcess:
                continue
            total += times.user + times.system + times.children_user + times.children_system
    return total


def memory_mb(root: psutil.Process) -> float:
    """Proportional set size of a process and its children, in MiB."""
    return sum(process.memory_full_info().pss for process in tree(root)) / 2**20


def step(sentence: str) -> None:
    print(f"[{time.strftime('%H:%M:%S')}] {sentence}", flush=True)


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def table(rows: Sequence[tuple[str, ...]]) -> None:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        print("  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)))


def finish(figures: dict[str, Any]) -> None:
    """The last line of every benchmark: its figures as JSON, with the machine they were taken on."""
    machine = (
        f"{psutil.cpu_count()} vCPU, {psutil.virtual_memory().total / 2**30:.0f} GiB,"
        f" Python {platform.python_version()}"
    )
    print(json.dumps({**figures, "machine": machine}, ensure_ascii=False))
