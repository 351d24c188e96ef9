"""Turns what is due today into ledger rows, in one statement per kind.

Planning is idempotent and derives everything from the facts of the moment, so it may run every
minute, be skipped, or run twice at once: it creates what is missing, refreshes what changed,
revives what became true again and withdraws what is true no more.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection, transaction

from reminders import truth
from reminders.kinds import KINDS, Kind
from reminders.messages import MemberFacts
from reminders.models import Reminder
from reminders.rules import send_after

PLANNER_LOCK = 0x59425031  # one planner at a time; a second one has nothing to add


@dataclass(frozen=True, slots=True)
class PlanResult:
    created: int = 0
    changed: int = 0
    withdrawn: int = 0

    def __add__(self, other: PlanResult) -> PlanResult:
        return PlanResult(
            self.created + other.created,
            self.changed + other.changed,
            self.withdrawn + other.withdrawn,
        )


@dataclass(frozen=True, slots=True)
class Preview:
    """One reminder that planning would owe on a day; nothing is written for it."""

    kind: str
    user_id: int
    subject: str
    due_on: date
    stage: int
    members: list[MemberFacts]


def plan(*, today: date, now: datetime) -> PlanResult:
    """Bring the ledger in line with the facts of `today`.

    Each kind is one transaction, so one that fails holds up no other's rows.
    """
    cohorts = truth.cohorts_of(KINDS.values(), today=today)
    result = PlanResult()
    for kind in KINDS.values():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [PLANNER_LOCK])
            if not cursor.fetchone()[0]:
                return result
            _load_cohorts(cursor, {kind.code: cohorts[kind.code]})
            cursor.execute("SET LOCAL work_mem = '256MB'")
            cursor.execute(
                _plan_sql(kind),
                {
                    "today": today,
                    "now": now,
                    "kind": kind.code,
                    "tonight": send_after(now=now, due_on=date.max),
                    "last_day": send_after(now=now, due_on=today),
                },
            )
            result += PlanResult(*cursor.fetchone())
    return result


def preview(*, today: date, region: str | None = None) -> list[Preview]:
    """Whom planning would remind of what on `today`; writes nothing.

    `region` narrows it to members insured there or below.
    """
    found = []
    cohorts = truth.cohorts_of(KINDS.values(), today=today)
    with transaction.atomic(), connection.cursor() as cursor:
        _load_cohorts(cursor, cohorts)
        cursor.execute("SET TRANSACTION READ ONLY")
        for kind in KINDS.values():
            only = "AND (%(region)s::text IS NULL OR m.region_id IN ({}))".format(
                """WITH RECURSIVE inside AS (
                       SELECT code FROM policies_region WHERE code = %(region)s
                       UNION ALL
                       SELECT child.code FROM policies_region child
                       JOIN inside ON child.parent_id = inside.code)
                   SELECT code FROM inside"""
            )
            cursor.execute(
                truth.due_sql(kind, only=only) + " ORDER BY due_on, stage, user_id",
                {"today": today, "region": region},
            )
            for user_id, subject, due_on, stage, members in cursor.fetchall():
                facts = json.loads(members) if isinstance(members, str) else members
                found.append(Preview(kind.code, user_id, subject, due_on, stage, facts))
    return found


def _load_cohorts(cursor: Any, cohorts: dict[str, list[Any]]) -> None:
    cursor.execute(truth.MAKE_COHORT_TABLE)
    cursor.execute(truth.EMPTY_COHORT_TABLE)
    cursor.execute(truth.FILL_COHORT_TABLE, {"cohorts": truth.cohorts_json(cohorts)})
    cursor.execute(truth.INDEX_COHORT_TABLE)
    cursor.execute(truth.ANALYZE_COHORT_TABLE)


def _plan_sql(kind: Kind) -> str:
    """One statement that inserts, refreshes, revives and withdraws; answers three counts.

    1. current: who is due now, by the kind's own SQL.
    2. wanted: the same with the status that the resident's credits allow.
    3. added: identities the ledger does not know yet.
    4. changed: open or withdrawn rows that are true again or whose facts differ.
    5. withdrawn: open rows that are due no more, with the reason.
    """
    withdrawal = truth.withdrawal_sql(kind)
    return f"""
        WITH current AS MATERIALIZED ({truth.due_sql(kind)}),
        wanted AS (
            SELECT current.*,
                   CASE WHEN enough THEN 'planned' ELSE 'held' END AS status,
                   CASE WHEN enough THEN '' WHEN credits.balance > 0 THEN 'saved'
                        ELSE 'no_credit' END AS reason,
                   CASE WHEN due_on = %(today)s THEN %(last_day)s::timestamptz
                        ELSE %(tonight)s::timestamptz END AS send_after
            FROM current
            LEFT JOIN (
                SELECT g.user_id, g.balance, t.duration
                FROM reminders_grant g
                JOIN reminders_messagetemplate t ON t.id = g.template_id
                WHERE t.kind = %(kind)s) AS credits USING (user_id)
            CROSS JOIN LATERAL (
                SELECT coalesce(credits.balance > 0 AND (
                    credits.duration = 3 OR credits.balance >= {truth.credits_sql(kind)}
                ), false) AS enough) AS credit),
        added AS (
            INSERT INTO reminders_reminder
                (user_id, kind, subject, due_on, stage, members, status, reason, send_after,
                 attempts, created_at)
            SELECT user_id, %(kind)s, subject, due_on, stage, members, status, reason, send_after,
                   0, %(now)s
            FROM wanted w
            WHERE NOT EXISTS (
                SELECT FROM reminders_reminder r
                WHERE r.user_id = w.user_id AND r.kind = %(kind)s AND r.subject = w.subject
                  AND r.due_on = w.due_on AND r.stage = w.stage)
            ON CONFLICT DO NOTHING
            RETURNING 1),
        changed AS (
            UPDATE reminders_reminder r
            SET members = w.members, status = w.status,
                reason = CASE WHEN r.status = w.status THEN r.reason ELSE w.reason END,
                send_after = CASE WHEN r.status = w.status THEN r.send_after
                                  ELSE w.send_after END
            FROM wanted w
            WHERE r.user_id = w.user_id AND r.kind = %(kind)s AND r.subject = w.subject
              AND r.due_on = w.due_on AND r.stage = w.stage
              AND (r.status IN ('done', 'superseded')
                   OR r.status IN ('planned', 'held')
                      AND (r.status <> w.status OR r.members <> w.members))
            RETURNING 1),
        withdrawn AS (
            UPDATE reminders_reminder r
            SET status = {withdrawal.status}, reason = {withdrawal.reason}
            WHERE r.kind = %(kind)s AND r.status IN ('planned', 'held')
              AND NOT EXISTS (
                SELECT FROM current c
                WHERE r.user_id = c.user_id AND r.subject = c.subject
                  AND r.due_on = c.due_on AND r.stage = c.stage)
            RETURNING 1)
        SELECT (SELECT count(*) FROM added), (SELECT count(*) FROM changed),
               (SELECT count(*) FROM withdrawn)
    """


def next_reminder_day(*, after: date, horizon_days: int = 400) -> date | None:
    """The first day later than `after` on which planning would owe something new."""
    known = set(
        Reminder.objects.values_list("user_id", "kind", "subject", "due_on", "stage").iterator()
    )
    for offset in range(1, horizon_days + 1):
        day = after + timedelta(days=offset)
        for owed in preview(today=day):
            if (owed.user_id, owed.kind, owed.subject, owed.due_on, owed.stage) not in known:
                return day
    return None
