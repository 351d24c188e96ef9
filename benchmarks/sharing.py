"""What a second host adds: workers that share one database, one Redis and one rate of sending.

Each worker is a process tree of its own with a few connections to a WeChat that answers after
80 ms, so that a worker's connections are the limit and not the machine. Compared in the same run:
one worker, two, and two where SEND_RATE allows less than both could. A message that two workers
sent would be one too many at the stub, and ends the run.

    python -m benchmarks.sharing [--n 3000] [--rounds 3] [--small]
"""

from __future__ import annotations

import argparse
import sys
import time
from contextlib import ExitStack
from datetime import timedelta

from benchmarks.dispatch.legs import LEAD, Leg, forget, note
from benchmarks.rig import world

CONNECTIONS = 16
LATENCY_MS = 80
ALLOWED = 250  # a second: more than one worker's connections carry, less than two workers'
PATIENCE = 300
QUIET = 1.0  # a second copy would arrive within this time


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=3_000, help="due reminders per leg")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--small", action="store_true", help="a quick look: n 1,000, one round")
    options = parser.parse_args()
    if options.small:
        options.n, options.rounds = 1_000, 1
    world.prepare("sharing")
    world.populate(members=options.n, credits=1_000_000)
    stub = world.Stub(LATENCY_MS)
    one, two, limited = Leg("one worker"), Leg("two workers"), Leg(f"two, {ALLOWED}/s allowed")
    for number in range(1, options.rounds + 1):
        world.step(f"第 {number}/{options.rounds} 轮")
        send_all(one, stub, workers=1, allowed=0, count=options.n)
        send_all(two, stub, workers=2, allowed=0, count=options.n)
        send_all(limited, stub, workers=2, allowed=ALLOWED, count=options.n)
    world.table(
        [("way", "msg/s"), *((each.name, f"{each.rate:,.0f}") for each in (one, two, limited))]
    )
    world.finish(
        {
            "second_adds": round(two.rate / one.rate, 2),
            "of_connections": round(two.rate / (2 * CONNECTIONS / LATENCY_MS * 1000), 2),
            "of_allowed": round(limited.rate / ALLOWED, 2),
            "n": options.n,
            "rounds": options.rounds,
        }
    )


def send_all(leg: Leg, stub: world.Stub, *, workers: int, allowed: int, count: int) -> None:
    from reminders.models import Reminder
    from reminders.planning import plan
    from reminders.tasks import send
    from yibao_project import clock

    environment = {"WECHAT_API_BASE": stub.url, "SEND_CONNECTIONS": str(CONNECTIONS)}
    if allowed:
        environment["SEND_RATE"] = str(allowed)
    forget()
    with ExitStack() as running:
        for number in range(workers):
            command = ["celery", "-A", "yibao_project", "worker", "-Q", "send", "-P", "solo"]
            running.enter_context(world.running(*command, "-n", f"host{number}@%h", **environment))
        time.sleep(6)
        stub.reset()
        plan(today=clock.today(), now=clock.now())
        due = time.monotonic() + LEAD
        Reminder.objects.update(send_after=clock.now() + timedelta(seconds=LEAD))
        while Reminder.objects.filter(status="planned").exists():
            send.apply_async(queue="send", expires=5)
            time.sleep(0.5)
            if time.monotonic() > due + PATIENCE:
                sys.exit(f"{PATIENCE} 秒还没有发完，中止。")
        time.sleep(QUIET)
    note(leg, stub, count)


if __name__ == "__main__":
    main()
