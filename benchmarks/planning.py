"""What planning costs when a whole city is due, when nobody is, and when a deadline moves.

Compared, interleaved in the same run, with a bare INSERT … SELECT of as many rows of the same
width into a table with the same indexes and the same foreign key.

    python -m benchmarks.planning [--members 1000000] [--rounds 3] [--small]
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from benchmarks.rig import world

DUE_DAY = date(2025, 11, 20)
QUIET_DAY = date(2025, 8, 1)
WINDOW = "PW-GZ-2026-O"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--members", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--small", action="store_true", help="a quick look: 50,000, one round")
    options = parser.parse_args()
    if options.small:
        options.members, options.rounds = 50_000, 1
    world.prepare("planning")
    world.populate(members=options.members, credits=3)
    bare, due, again, nothing, moved = [], [], [], [], []
    make_bare_table()
    for number in range(1, options.rounds + 1):
        world.step(f"第 {number}/{options.rounds} 轮")
        empty("bare_reminder, reminders_reminder, reminders_attempt")
        nothing += [timed(lambda: plan_on(QUIET_DAY)) for _ in range(5)]
        bare.append(timed(lambda: insert_bare(options.members)))
        world.step(f"光插入 {options.members:,} 行：{bare[-1]:.2f} 秒")
        execute("CHECKPOINT")
        due.append(timed(lambda: plan_on(DUE_DAY)))
        check(options.members)
        world.step(f"计划 {options.members:,} 条：{due[-1]:.2f} 秒")
        again.append(timed(lambda: plan_on(DUE_DAY)))
        world.step(f"再计划一遍：{again[-1]:.2f} 秒")
        moved += [timed(partial(move_deadline, days)) for days in (1, 0)]
    report(bare=bare, due=due, again=again, nothing=nothing, moved=moved, members=options.members)


def plan_on(day: date) -> None:
    from reminders.planning import plan

    plan(today=day, now=datetime.combine(day, datetime.min.time(), ZoneInfo("Asia/Shanghai")))


def make_bare_table() -> None:
    execute("CREATE TABLE bare_reminder (LIKE reminders_reminder INCLUDING ALL)")
    execute("ALTER TABLE bare_reminder ADD FOREIGN KEY (user_id) REFERENCES accounts_user (id)")


def insert_bare(count: int) -> None:
    """As many rows, as wide, with the same indexes and foreign key; every value a constant but the user."""
    execute(
        """
        INSERT INTO bare_reminder (user_id, kind, subject, due_on, stage, members, fingerprint, status,
                                   reason, send_after, attempts, created_at)
        SELECT user_id, 'payment_deadline', 'RESIDENT:2026', date '2025-12-20', 30,
               '[{"id": 1234567, "name": "dxmNE6PFCYRpxeWCVgtDzp-TiOQ5GhSXsA==", "rule": "PW-GZ-2026-O", "place": "粤税通",
                  "amount": "549.00", "confidence": "A"}]'::jsonb,
               8071234567890123456 - user_id, 'planned', '', timestamptz '2025-11-20 09:00+08', 0, now()
        FROM accounts_member
        """
    )


def move_deadline(days: int) -> None:
    """What an editor does: one row of policy. Residents' rows are found again at the next tick."""
    from policies.models import PaymentWindow

    window = PaymentWindow.objects.get(code=WINDOW)
    window.closes_on = date(2025, 12, 20) + timedelta(days=days)
    window.save()


def check(members: int) -> None:
    from reminders.models import Reminder

    planned = Reminder.objects.count()
    if planned != members:
        sys.exit(f"应有 {members:,} 条提醒，实有 {planned:,} 条。")


def empty(tables: str) -> None:
    execute(f"TRUNCATE {tables}")
    execute("CHECKPOINT")


def execute(statement: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement)


def timed(work: Callable[[], None]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def report(
    *,
    bare: list[float],
    due: list[float],
    again: list[float],
    nothing: list[float],
    moved: list[float],
    members: int,
) -> None:
    world.table(
        [
            ("work", "median", "rows/s"),
            *(
                (name, f"{world.median(values):.3f} s", f"{members / world.median(values):,.0f}")
                for name, values in (
                    ("bare INSERT … SELECT", bare),
                    ("planning, all due", due),
                    ("planning the same again", again),
                )
            ),
            ("planning, nobody due", f"{world.median(nothing) * 1000:.1f} ms", "–"),
            ("a city's deadline moved", f"{world.median(moved) * 1000:.1f} ms", "1 row written"),
        ]
    )
    world.finish(
        {
            "plan_ratio": round(world.median(due) / world.median(bare), 2),
            "again_ratio": round(world.median(again) / world.median(bare), 2),
            "nothing_due_ms": round(world.median(nothing) * 1000, 1),
            "deadline_moved_ms": round(world.median(moved) * 1000, 1),
            "members": members,
            "rounds": len(bare),
        }
    )


if __name__ == "__main__":
    main()
