"""What planning costs when a whole city is due, when nobody is, and when a province's deadline moves.

Half of all members live in a province, a tenth in the city that is due, the others where nothing is.
Compared, interleaved in the same run, with a bare INSERT … SELECT of as many rows of the same
width into a table with the same indexes and the same foreign key, undivided; and with bulk_create.

    python -m benchmarks.planning [--members 10000000] [--rounds 3] [--small]
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
CITY, IN_THE_PROVINCE, ELSEWHERE = "440100", "411000", "510100"
PROVINCES_WINDOW = "PW-HA-2026"
BY_ORM = 20_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--members", type=int, default=10_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--small", action="store_true", help="a quick look: 500,000, one round")
    options = parser.parse_args()
    if options.small:
        options.members, options.rounds = 500_000, 1
    world.prepare("planning")
    in_city, in_province = options.members // 10, options.members // 2
    rest = options.members - in_city - in_province
    world.populate(
        members=in_city,
        credits=3,
        region=CITY,
        elsewhere={IN_THE_PROVINCE: in_province, ELSEWHERE: rest},
    )
    bare, due, again, by_orm, nothing, moved = [], [], [], [], [], []
    make_bare_table()
    make_months()
    for number in range(1, options.rounds + 1):
        world.step(f"第 {number}/{options.rounds} 轮")
        empty("bare_reminder, reminders_reminder, reminders_attempt")
        by_orm.append(timed(create_by_orm) / BY_ORM * in_city)
        empty("reminders_reminder")
        nothing += [timed(lambda: plan_on(QUIET_DAY)) for _ in range(5)]
        bare.append(timed(insert_bare))
        world.step(f"光插入 {in_city:,} 行：{bare[-1]:.2f} 秒")
        execute("CHECKPOINT")
        due.append(timed(lambda: plan_on(DUE_DAY)))
        check(in_city)
        world.step(f"计划 {in_city:,} 条：{due[-1]:.2f} 秒")
        again.append(timed(lambda: plan_on(DUE_DAY)))
        world.step(f"再计划一遍：{again[-1]:.2f} 秒")
        moved += [timed(partial(move_deadline, days)) for days in (1, 0)]
    report(
        bare=bare,
        due=due,
        again=again,
        by_orm=by_orm,
        nothing=nothing,
        moved=moved,
        in_city=in_city,
        members=options.members,
    )


def plan_on(day: date) -> None:
    from reminders.planning import plan

    plan(today=day, now=datetime.combine(day, datetime.min.time(), ZoneInfo("Asia/Shanghai")))


def make_bare_table() -> None:
    execute("CREATE TABLE bare_reminder (LIKE reminders_reminder INCLUDING ALL)")
    execute("ALTER TABLE bare_reminder ADD FOREIGN KEY (user_id) REFERENCES accounts_user (id)")


def make_months() -> None:
    from reminders import months

    months.tend(today=DUE_DAY)


def create_by_orm() -> None:
    """As many rows as BY_ORM, the usual way; the whole would take minutes."""
    from django.contrib.auth import get_user_model

    from reminders.models import Reminder

    now = datetime.combine(DUE_DAY, datetime.min.time(), ZoneInfo("Asia/Shanghai"))
    residents = get_user_model().objects.filter(members__region=CITY).order_by("pk")
    Reminder.objects.bulk_create(
        [
            Reminder(
                user_id=pk,
                kind="payment_deadline",
                subject="RESIDENT:2026",
                due_on=date(2025, 12, 20),
                stage=30,
                members=[{"id": pk, "name": "家人", "rule": "PW-GZ-2026-O", "place": "粤税通"}],
                fingerprint=pk,
                status="planned",
                send_after=now,
                created_at=now,
            )
            for pk in residents.values_list("pk", flat=True)[:BY_ORM]
        ],
        batch_size=1_000,
    )


def insert_bare() -> None:
    """As many rows, as wide, with the same indexes and foreign key; every value a constant but the user."""
    execute(
        f"""
        INSERT INTO bare_reminder (user_id, kind, subject, due_on, stage, members, fingerprint, status,
                                   reason, send_after, attempts, created_at)
        SELECT user_id, 'payment_deadline', 'RESIDENT:2026', date '2025-12-20', 30,
               '[{{"id": 1234567, "name": "dxmNE6PFCYRpxeWCVgtDzp-TiOQ5GhSXsA==", "rule": "PW-GZ-2026-O", "place": "粤税通",
                  "amount": "549.00", "confidence": "A"}}]'::json,
               8071234567890123456 - user_id, 'planned', '', timestamptz '2025-11-20 09:00+08', 0, now()
        FROM accounts_member WHERE region_id = '{CITY}'
        """
    )


def move_deadline(days: int) -> None:
    """What an editor does: one row of policy. Residents' rows are found again at the next tick."""
    from policies.models import PaymentWindow

    window = PaymentWindow.objects.get(code=PROVINCES_WINDOW)
    window.closes_on = date(2025, 12, 31) + timedelta(days=days)
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
    by_orm: list[float],
    nothing: list[float],
    moved: list[float],
    in_city: int,
    members: int,
) -> None:
    world.table(
        [
            ("work", "median", "rows/s"),
            *(
                (name, f"{world.median(values):.3f} s", f"{in_city / world.median(values):,.0f}")
                for name, values in (
                    ("bare INSERT … SELECT", bare),
                    ("planning, all due", due),
                    ("planning the same again", again),
                    (f"bulk_create, by {BY_ORM:,}", by_orm),
                )
            ),
            ("planning, nobody due", f"{world.median(nothing) * 1000:.1f} ms", "–"),
            (
                "a province's deadline moved",
                f"{world.median(moved) * 1000:.1f} ms",
                "1 row written",
            ),
        ]
    )
    world.finish(
        {
            "plan_ratio": round(world.median(due) / world.median(bare), 2),
            "again_ratio": round(world.median(again) / world.median(bare), 2),
            "bulk_create_ratio": round(world.median(by_orm) / world.median(due), 1),
            "nothing_due_ms": round(world.median(nothing) * 1000, 1),
            "deadline_moved_ms": round(world.median(moved) * 1000, 1),
            "due": in_city,
            "members": members,
            "rounds": len(bare),
        }
    )


if __name__ == "__main__":
    main()
