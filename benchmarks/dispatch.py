"""How fast due reminders reach WeChat: the whole pipeline in one Celery worker process.

Compared, interleaved in the same run, with a bare loop over the same HTTP engine (no database)
and with one Celery ETA task per reminder through plain wechatpy. Rates are first to last message
at the stub; `recorded` is from the due instant until every outcome is in the ledger. A leg at 0 ms
lasts a second, so there are PAIRS of them in a round, and `bare_ratio` is taken pair by pair.

    python -m benchmarks.dispatch [--n 20000] [--rounds 3] [--eta-n 2000] [--small]
"""

from __future__ import annotations

import argparse
import os
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import django
import psutil

from benchmarks.rig import world

LEAD = 3.0
PAIRS = 3
DUE_DAY = "2025-11-20"


@dataclass
class Leg:
    """One way of sending at one latency, and what its rounds showed."""

    name: str
    rates: list[float] = field(default_factory=list)
    firsts: list[float] = field(default_factory=list)
    recorded: list[float] = field(default_factory=list)
    cpu_per_1000: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        return world.median(self.rates)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=20_000, help="due reminders per leg")
    parser.add_argument("--eta-n", type=int, default=2_000, help="ETA tasks per leg")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--small", action="store_true", help="a quick look: n 3,000, one round")
    parser.add_argument("--bare", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.bare:
        url, count, connections = options.bare
        bare_loop(url, int(count), int(connections))
        return
    if options.small:
        options.n, options.eta_n, options.rounds = 3_000, 500, 1
    world.prepare("dispatch")
    world.populate(members=options.n, credits=1_000_000)
    legs = {
        name: Leg(name) for name in ("bare", "ours", "eta", "ours 80 ms x64", "ours 80 ms x512")
    }
    instant, slow = world.Stub(0), world.Stub(80)
    ceiling = stub_ceiling(instant, options.n)
    for number in range(1, options.rounds + 1):
        world.step(f"第 {number}/{options.rounds} 轮")
        for _ in range(PAIRS):
            bare_leg(legs["bare"], instant, options.n)
            ours_leg(legs["ours"], instant, connections=64, count=options.n)
        eta_leg(legs["eta"], instant, options.eta_n)
        ours_leg(legs["ours 80 ms x64"], slow, connections=64, count=options.n)
        ours_leg(legs["ours 80 ms x512"], slow, connections=512, count=options.n)
    report(legs, ceiling=ceiling, n=options.n, rounds=options.rounds)


def bare_leg(leg: Leg, stub: world.Stub, count: int) -> None:
    stub.reset()
    with world.running("benchmarks.dispatch", "--bare", stub.url, str(count), "64") as process:
        while stub.stats()["count"] < count and process.status() != psutil.STATUS_ZOMBIE:
            time.sleep(0.05)
    note(leg, stub, count)


def bare_loop(url: str, count: int, connections: int) -> None:
    """The engine alone: encode, send, judge the answer, count. No database, nothing to render."""
    import uvloop

    os.environ["WECHAT_API_BASE"] = url
    django.setup()
    from yibao_project.wechat import SubscribeMessage
    from yibao_project.wechat_transport import Sender

    data = {
        "thing1": "家人 123",
        "date2": "2025年12月20日",
        "thing3": "549元",
        "thing4": "粤税通",
        "thing5": "还有30天，交了明年看病才能报",
    }
    sent: Counter[object] = Counter()

    def message(number: int) -> SubscribeMessage:
        return SubscribeMessage(
            openid=f"o{number:027d}",
            template_id="TPL-PAYMENT-DEADLINE-0001",
            page=f"pages/home/home?reminder={number}",
            data=data,
        )

    async def go() -> None:
        async with Sender[int](
            on_outcome=lambda key, outcome: sent.update((outcome.kind,)), connections=connections
        ) as sender:
            for start in range(0, count, 512):
                batch = range(start, min(start + 512, count))
                sender.submit((number, message(number).encode()) for number in batch)
                await sender.drain(to=connections + 512)
            await sender.drain()

    uvloop.run(go())
    if sent[None] != count:
        sys.exit(f"只发成 {sent[None]} 条。")


def stub_ceiling(stub: world.Stub, count: int) -> float:
    """The best the bare loop gets out of the stub: two processes at it at once."""
    stub.reset()
    arguments = ("benchmarks.dispatch", "--bare", stub.url, str(count), "64")
    with world.running(*arguments), world.running(*arguments):
        while stub.stats()["count"] < 2 * count:
            time.sleep(0.05)
    seen = stub.stats()
    return 2 * count / (seen["last"] - seen["first"])


def ours_leg(leg: Leg, stub: world.Stub, *, connections: int, count: int) -> None:
    from django.db import connection, transaction

    from reminders.models import Reminder
    from reminders.planning import plan
    from yibao_project import clock

    environment = {"WECHAT_API_BASE": stub.url, "SEND_CONNECTIONS": str(connections)}
    forget()
    with (
        world.running(
            "celery", "-A", "yibao_project", "worker", "-Q", "send", "-P", "solo", **environment
        ) as worker,
        world.running(
            "celery", "-A", "yibao_project", "beat", "-s", "var/benchmark-beat", **environment
        ) as beat,
    ):
        time.sleep(6)
        stub.reset()
        with transaction.atomic():
            plan(today=clock.today(), now=clock.now())
            due = time.time() + LEAD
            Reminder.objects.update(send_after=clock.now() + timedelta(seconds=LEAD))
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE reminders_reminder")
        processes = [worker, beat, *world.servers()]
        time.sleep(max(0.0, due - time.time() - 0.2))
        before, peak = world.cpu_seconds(processes), Peak(worker)
        # The stub is asked until all have arrived: asking the ledger would slow what is measured.
        while stub.stats()["count"] < count or Reminder.objects.filter(status="planned").exists():
            time.sleep(0.1)
            if time.time() > due + 300:
                sys.exit("300 秒还没有发完，中止。")
        leg.recorded.append(time.time() - due)
        leg.cpu_per_1000.append((world.cpu_seconds(processes) - before) / count * 1000)
        leg.memory.append(peak.stop())
    unsent = Reminder.objects.exclude(status="sent").count()
    if unsent:
        sys.exit(f"{unsent} 条没有发成，这一轮不算。")
    note(leg, stub, count)
    leg.firsts.append(stub.stats()["first"] - due)


def eta_leg(leg: Leg, stub: world.Stub, count: int) -> None:
    from benchmarks.rig.eta import send_one
    from reminders.models import Reminder
    from reminders.planning import plan
    from yibao_project import clock

    forget()
    plan(today=clock.today(), now=clock.now())
    ids = list(Reminder.objects.order_by("pk").values_list("pk", flat=True)[:count])
    with world.running(
        "celery",
        "-A",
        "benchmarks.rig.eta",
        "worker",
        "-Q",
        "eta",
        "-c",
        "2",
        WECHAT_API_BASE=stub.url,
    ) as worker:
        time.sleep(6)
        stub.reset()
        lead = 3 + count * 0.003
        eta = datetime.now(UTC) + timedelta(seconds=lead)
        for pk in ids:
            send_one.apply_async((pk,), eta=eta)
        while datetime.now(UTC) < eta:
            time.sleep(0.05)
        processes = [worker, *world.servers()]
        before = world.cpu_seconds(processes)
        while stub.stats()["count"] < count:
            time.sleep(0.1)
        leg.cpu_per_1000.append((world.cpu_seconds(processes) - before) / count * 1000)
        leg.firsts.append(stub.stats()["first"] - eta.timestamp())
    note(leg, stub, count)


def forget() -> None:
    """An empty ledger on the morning of the first stage."""
    from django.core.cache import cache
    from django.db import connection

    from yibao_project import clock

    cache.clear()
    clock.set_rehearsal_date(date.fromisoformat(DUE_DAY))
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE reminders_reminder, reminders_attempt")


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


def report(legs: dict[str, Leg], *, ceiling: float, n: int, rounds: int) -> None:
    def cell(values: list[float], form: str) -> str:
        return format(world.median(values), form) if values else "–"

    world.table(
        [
            ("way", "msg/s", "first s", "recorded s", "CPU s/1000", "MiB"),
            *(
                (
                    leg.name,
                    cell(leg.rates, ",.0f"),
                    cell(leg.firsts, ".2f"),
                    cell(leg.recorded, ".2f"),
                    cell(leg.cpu_per_1000, ".3f"),
                    cell(leg.memory, ".0f"),
                )
                for leg in legs.values()
            ),
        ]
    )
    ours = legs["ours"]
    pairs = zip(ours.rates, legs["bare"].rates, strict=True)
    figures: dict[str, Any] = {
        "bare_ratio": round(world.median([rate / bare for rate, bare in pairs]), 3),
        "eta_ratio": round(ours.rate / legs["eta"].rate, 1),
        "latency64_ratio": round(legs["ours 80 ms x64"].rate / (64 / 0.08), 3),
        "latency512_ratio": round(legs["ours 80 ms x512"].rate / (512 / 0.08), 3),
        "cpu_s_per_1000": round(world.median(ours.cpu_per_1000), 3),
        "sender_mb": round(max(ours.memory)),
        "first_s": round(world.median(ours.firsts), 2),
        "stub_ceiling": round(ceiling),
        "n": n,
        "rounds": rounds,
    }
    world.finish(figures)


if __name__ == "__main__":
    main()
