"""One way of sending at a time: the bare loop, our pipeline, and what people would use instead."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import psutil

from benchmarks.rig import world
from benchmarks.rig.peers import Owed, Peer

LEAD = 3.0
START_UP = 6.0
DUE_DAY = "2025-11-20"
PATIENCE = 300
# The product's processes know nothing of the tables of others.
OURS = {"DJANGO_SETTINGS_MODULE": "benchmarks.rig.settings"}


@dataclass
class Leg:
    """One way of sending at one latency, and what its rounds showed."""

    name: str
    rates: list[float] = field(default_factory=list)
    firsts: list[float] = field(default_factory=list)
    recorded: list[float] = field(default_factory=list)
    cpu_per_1000: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    scheduling_per_1000: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        return world.median(self.rates)

    @property
    def cpu(self) -> float:
        return world.median(self.cpu_per_1000)


def bare_leg(leg: Leg, stub: world.Stub, count: int) -> None:
    stub.reset()
    with world.running("benchmarks.dispatch.bare", stub.url, str(count), "64") as process:
        while stub.stats()["count"] < count and process.status() != psutil.STATUS_ZOMBIE:
            time.sleep(0.05)
    note(leg, stub, count)


def stub_ceiling(stub: world.Stub, count: int) -> float:
    """The best the bare loop gets out of the stub: two processes at it at once."""
    stub.reset()
    arguments = ("benchmarks.dispatch.bare", stub.url, str(count), "64")
    with world.running(*arguments), world.running(*arguments):
        while stub.stats()["count"] < 2 * count:
            time.sleep(0.05)
    seen = stub.stats()
    return 2 * count / (seen["last"] - seen["first"])


@contextmanager
def sender(stub: world.Stub, *, connections: int) -> Iterator[psutil.Process]:
    """A Celery worker that does nothing but send."""
    with world.running(
        *("celery", "-A", "yibao_project", "worker", "-Q", "send", "-P", "solo"),
        **OURS,
        WECHAT_API_BASE=stub.url,
        SEND_CONNECTIONS=str(connections),
    ) as process:
        yield process


@contextmanager
def beat() -> Iterator[psutil.Process]:
    with world.running(
        "celery", "-A", "yibao_project", "beat", "-s", "var/benchmark-beat", "--pidfile=", **OURS
    ) as process:
        yield process


def ours_leg(leg: Leg, stub: world.Stub, *, connections: int, count: int) -> None:
    from reminders.models import Reminder

    forget()
    with sender(stub, connections=connections) as worker, beat() as ticks:
        time.sleep(START_UP)
        stub.reset()
        due = make_due()
        processes = [worker, ticks, *world.servers()]
        time.sleep(max(0.0, due - time.time() - 0.2))
        before, peak = world.cpu_seconds(processes), Peak(worker)
        # The stub is asked until all have arrived: asking the ledger would slow what is measured.
        while stub.stats()["count"] < count or Reminder.objects.filter(status="planned").exists():
            time.sleep(0.1)
            give_up_after(due + PATIENCE)
        leg.recorded.append(time.time() - due)
        leg.cpu_per_1000.append((world.cpu_seconds(processes) - before) / count * 1000)
        leg.memory.append(peak.stop())
    unsent = Reminder.objects.exclude(status="sent").count()
    if unsent:
        sys.exit(f"{unsent} 条没有发成，这一轮不算。")
    note(leg, stub, count)
    leg.firsts.append(stub.stats()["first"] - due)


def peer_leg(leg: Leg, peer: Peer, stub: world.Stub, count: int) -> None:
    """The CPU is counted from when they are due: starting and scheduling are not in it."""
    from reminders.models import Reminder
    from reminders.planning import plan
    from yibao_project import clock

    forget()
    plan(today=clock.today(), now=clock.now())
    planned = Reminder.objects.order_by("pk").values_list("pk", "due_on")[:count]
    owed = [Owed(number, due_on.isoformat()) for number, due_on in planned]
    with ExitStack() as running:
        processes = [
            running.enter_context(world.running(*command, WECHAT_API_BASE=stub.url))
            for command in peer.commands
        ]
        processes += world.servers()
        time.sleep(peer.warm_up)
        stub.reset()
        due = time.time() + LEAD + count * peer.seconds_each
        began = time.monotonic()
        peer.schedule(owed, datetime.fromtimestamp(due, UTC))
        leg.scheduling_per_1000.append((time.monotonic() - began) / count * 1000)
        if time.time() > due:
            sys.exit(f"{leg.name}：到点了还没有排完，这一轮不算。")
        time.sleep(due - time.time())
        before = world.cpu_seconds(processes)
        while stub.stats()["count"] < count or peer.recorded() < count:
            time.sleep(0.1)
            give_up_after(due + PATIENCE)
            if any(each.status() == psutil.STATUS_ZOMBIE for each in processes):
                sys.exit(f"{leg.name} 自己停了，这一轮不算。")
        leg.cpu_per_1000.append((world.cpu_seconds(processes) - before) / count * 1000)
        for process in processes[: len(peer.commands)]:
            end_at_once(process)  # one of them does not end when it is asked to
    note(leg, stub, count)
    leg.firsts.append(stub.stats()["first"] - due)


def end_at_once(process: psutil.Process) -> None:
    for each in world.tree(process):
        each.kill()


def make_due() -> float:
    """Plan for everybody; all is due at the instant that is answered, with the tables at rest."""
    from django.db import connection, transaction

    from reminders.models import Reminder
    from reminders.planning import plan
    from yibao_project import clock

    began = time.monotonic()
    with transaction.atomic():
        plan(today=clock.today(), now=clock.now())
        lead = LEAD + 2 * (time.monotonic() - began)
        due = time.time() + lead
        Reminder.objects.update(send_after=clock.now() + timedelta(seconds=lead))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE reminders_reminder")
    return due


def give_up_after(deadline: float) -> None:
    if time.time() > deadline:
        sys.exit(f"{PATIENCE} 秒还没有发完，中止。")


def forget() -> None:
    """An empty ledger on the morning of the first stage, with a table for each month as always."""
    from django.core.cache import cache
    from django.db import connection

    from reminders import months
    from yibao_project import clock

    cache.clear()
    clock.set_rehearsal_date(date.fromisoformat(DUE_DAY))
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE reminders_reminder, reminders_attempt, reminders_lease")
    months.tend(today=clock.today())


def note(leg: Leg, stub: world.Stub, count: int) -> None:
    seen = stub.stats()
    if seen["count"] != count:
        sys.exit(f"{leg.name}：应到 {count} 条，实到 {seen['count']} 条。")
    leg.rates.append(count / (seen["last"] - seen["first"]))
    world.step(f"{leg.name}：{leg.rates[-1]:,.0f} 条/秒")


class Peak:
    """The largest memory of a process tree, looked at a few times a second."""

    def __init__(self, process: psutil.Process) -> None:
        self.process, self.value, self.watching = process, 0.0, True
        self.thread = threading.Thread(target=self._watch, daemon=True)
        self.thread.start()

    def _watch(self) -> None:
        while self.watching:
            self.value = max(self.value, world.memory_mb(self.process))
            time.sleep(0.5)

    def stop(self) -> float:
        self.watching = False
        self.thread.join()
        return self.value
