"""A real Celery worker is killed while it sends, and the broker is emptied in between."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import redis
from django.db import connection
from django.db.models import F

from accounts.models import Member, User
from policies.models import PaymentWindow
from reminders.models import Grant, Lease, MessageTemplate, Reminder
from reminders.planning import plan
from reminders.rules import LEASE_LASTS
from reminders.services import sweep
from reminders.tasks import send
from tests.consenting import AGREED
from tests.reminders.conftest import PAYMENT_TEMPLATE, morning
from tests.sandbox import RunningSandbox

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).resolve().parents[2]
T_30 = "2025-11-20"
SEND = "/cgi-bin/message/subscribe/send"
CONNECTIONS = 64


@pytest.fixture
def due(
    window: PaymentWindow, templates: dict[str, MessageTemplate], sandbox: RunningSandbox
) -> int:
    """2,000 residents with a message due, each known to the sandbox with one credit there."""
    number = 2_000
    template = templates["payment_deadline"]
    sandbox.add_template(
        template_id=PAYMENT_TEMPLATE,
        title=template.title,
        fields=dict.fromkeys(template.fields, "内容"),
    )
    users = User.objects.bulk_create(
        User(username=f"wx-{each}", openid=f"o{each:027d}", **AGREED) for each in range(number)
    )
    Member.objects.bulk_create(
        Member(user=user, nickname="妈妈", relation="self", region_id="440100") for user in users
    )
    Grant.objects.bulk_create(Grant(user=user, template=template, balance=3) for user in users)
    for user in users:
        sandbox.add_user(openid=str(user.openid))
        sandbox.answer(str(user.openid), {PAYMENT_TEMPLATE: "accept"})
        sandbox.answer(str(user.openid), {PAYMENT_TEMPLATE: "accept"})
    plan(today=date.fromisoformat(T_30), now=morning(T_30))
    return number


@pytest.fixture
def worker_environment(sandbox: RunningSandbox, tmp_path: Path) -> dict[str, str]:
    """A worker that lives on the morning of the first stage and sees the test's database."""
    database = connection.settings_dict
    return {
        **os.environ,
        "DATABASE_URL": os.environ["DATABASE_URL"].rsplit("/", 1)[0] + f"/{database['NAME']}",
        "REHEARSAL": "true",
        "VAR_DIR": str(tmp_path),
        "WECHAT_API_BASE": sandbox.url,
        "SEND_CONNECTIONS": str(CONNECTIONS),
    }


@contextlib.contextmanager
def worker(environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    log = Path(environment["VAR_DIR"]) / "worker.log"
    with log.open("ab") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "celery", "-A", "yibao_project", "worker"]
            + ["-Q", "send", "-c", "1", "-l", "info"],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield process
    except AssertionError as error:
        error.add_note(log.read_text()[-4000:])
        raise
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        forget_the_dead()


def forget_the_dead(*, seconds: float = 30) -> None:
    """Wait until PostgreSQL has ended the sessions of a process that was killed."""
    end = time.monotonic() + seconds
    with connection.cursor() as cursor:
        while time.monotonic() < end:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
            )
            if cursor.fetchone()[0] == 0:
                return
            time.sleep(0.1)


def tick_until(true: Any, *, seconds: float = 180) -> None:
    """What beat does, until something has happened."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, Counter(Reminder.objects.values_list("status", flat=True))
        send.apply_async(queue="send", expires=5)
        time.sleep(0.3)


def test_a_worker_killed_in_the_middle_sends_nothing_twice_and_loses_nothing(
    due: int, worker_environment: dict[str, str], sandbox: RunningSandbox
) -> None:
    sandbox.fault(SEND, "latency", seconds=0.08)
    with worker(worker_environment) as first:
        tick_until(lambda: len(sandbox.messages()) > due * 0.3)
        os.killpg(first.pid, signal.SIGKILL)
    with worker(worker_environment):
        # The leases of the dead run out while the next sender is at work.
        Lease.objects.update(claimed_at=F("claimed_at") - LEASE_LASTS)
        sweep(now=morning(T_30) + timedelta(minutes=5))
        tick_until(lambda: not Reminder.objects.filter(status="planned").exists())

    received = Counter(card["openid"] for card in sandbox.messages())
    assert max(received.values()) == 1
    states = Counter(Reminder.objects.values_list("status", flat=True))
    assert states["sent"] + states["unknown"] == due
    assert states["unknown"] <= 4 * CONNECTIONS, "no more than were handed over at the kill"
    unsure = set(Reminder.objects.filter(status="unknown").values_list("user__openid", flat=True))
    for openid in set(received) ^ set(
        Reminder.objects.filter(status="sent").values_list("user__openid", flat=True)
    ):
        assert openid in unsure, "every card without a record is accounted for"


def test_an_emptied_broker_loses_nothing(
    due: int, worker_environment: dict[str, str], sandbox: RunningSandbox
) -> None:
    for _ in range(50):
        send.apply_async(queue="send")
    with redis.Redis.from_url(os.environ["REDIS_URL"]) as broker:
        broker.flushall()
        with worker(worker_environment):
            tick_until(lambda: len(sandbox.messages()) > due * 0.3)
            broker.flushall()
            tick_until(lambda: not Reminder.objects.filter(status="planned").exists())
    assert Counter(Reminder.objects.values_list("status", flat=True)) == Counter(sent=due)
    assert max(Counter(card["openid"] for card in sandbox.messages()).values()) == 1
