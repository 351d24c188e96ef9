"""`kill -9` of the sender when 30 % are sent, at 80 ms: who is lost, told twice, stuck or in doubt.

Another sender is started after RESTART seconds; beat and the worker that sweeps go on. The stub knows
who was written to when, and so whom it still owed an answer at the kill: the in-flight window. No
more than that would have to be in doubt.
"""

from __future__ import annotations

import time
from typing import Any, NamedTuple

from benchmarks.dispatch.legs import (
    OURS,
    PATIENCE,
    START_UP,
    beat,
    forget,
    give_up_after,
    make_due,
    sender,
)
from benchmarks.rig import world

LATENCY_MS = 80
SHARE = 0.3
RESTART = 2.5
GRACE = 5.0


class Aftermath(NamedTuple):
    """What one kill left behind, when nothing was left to do."""

    connections: int
    arrived_before: int
    window: int  # arrived, and was unanswered at the kill
    lost: int  # neither arrived nor in doubt
    twice: int
    wrong: int  # called sent, but never arrived
    stuck: int  # in no final state when the lease and GRACE were over
    at_rest_s: float  # after the kill
    unknown: int
    never_handed: int  # of these, what had not left the sender
    unwritten: int  # of these, what was answered, but not yet written down


def measure(*, n: int, connections: list[int]) -> dict[str, Any]:
    world.prepare("dispatch_kill")
    world.populate(members=n, credits=1_000_000)
    found = []
    for each in connections:
        world.step(f"{each} 条连接，发到三成时 kill -9")
        found.append(_aftermath(n, each))
    world.table([Aftermath._fields, *(tuple(f"{value:g}" for value in each) for each in found)])
    return {"n": n, "kills": [each._asdict() for each in found]}


def _aftermath(n: int, connections: int) -> Aftermath:
    from reminders.models import Reminder
    from reminders.rules import LEASE_LASTS

    forget()
    stub = world.Stub(LATENCY_MS, arrivals=True)
    sweeper = ("celery", "-A", "yibao_project", "worker", "-Q", "celery", "-P", "solo")
    planned = Reminder.objects.filter(status="planned")
    with beat(), world.running(*sweeper, "-n", "sweeper@%h", **OURS):
        with sender(stub, connections=connections) as worker:
            time.sleep(START_UP)
            due = make_due()
            while stub.stats()["count"] < SHARE * n:
                time.sleep(0.01)
                give_up_after(due + PATIENCE)
            family = world.tree(worker)
            killed = time.time()
            for process in family:
                process.kill()
        time.sleep(RESTART)
        before = stub.stats()["count"]
        with sender(stub, connections=connections):
            patience = LEASE_LASTS.total_seconds() + GRACE
            time.sleep(max(0.0, killed + patience - time.time()))
            stuck = planned.count()
            while planned.exists():
                time.sleep(0.2)
                give_up_after(killed + PATIENCE)
            at_rest = time.time() - killed
    arrived = stub.arrivals()
    stub.stop()
    states = dict(Reminder.objects.values_list("user__openid", "status"))
    answered_since = killed - LATENCY_MS / 1000
    restarted = killed + RESTART
    window = {
        openid
        for openid, times in arrived.items()
        if any(answered_since < each < restarted for each in times)
    }
    unknown = {openid for openid, status in states.items() if status == "unknown"}
    sent = {openid for openid, status in states.items() if status == "sent"}
    return Aftermath(
        connections=connections,
        arrived_before=int(before),
        window=len(window),
        lost=len(states.keys() - arrived.keys() - unknown) + (n - len(states)),
        twice=sum(len(times) > 1 for times in arrived.values()),
        wrong=len(sent - arrived.keys()),
        stuck=stuck,
        at_rest_s=round(at_rest, 1),
        unknown=len(unknown),
        never_handed=len(unknown - arrived.keys()),
        unwritten=len((unknown & arrived.keys()) - window),
    )
