"""Turns what is due today into ledger rows, in a few statements per kind.

Planning is idempotent and derives everything from the facts of the moment, so it may run every
minute, be skipped, or run twice at once: it creates what is missing, refreshes what changed,
revives what became true again and withdraws what is true no more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any, cast

from django.db import connection, transaction
from psycopg.errors import LockNotAvailable

from policies.workdays import work_calendar
from reminders import pacing, truth
from reminders.kinds import Cohort, Kind
from reminders.models import MessageTemplate
from reminders.pausing import Paused, paused_now
from reminders.rules import LARGE_COHORT
from reminders.tuning import kinds_in_force
from reminders.wording import MemberFacts
from yibao_project.sealed import unseal_names

# So many rows are joined by hashing, whatever the ledger's statistics said before they came. Not where
# rows are withdrawn: for each of these a few members are looked up.
LARGE = 10_000
# One planner at a time, so identities stay unique. A second one may know of something newer, so it
# waits for its turn; a long first one is a city's season, which the next tick finishes.
PLANNER_LOCK = 0x59425031
PATIENCE = "10s"
# Where so many residents are known, planning is done in halves, each over a connection of its own, so
# that it is not bound to one core of the database. Neighbours stay together: halves that write to the
# same pages of an index would wait for each other.
MANY_RESIDENTS, NEIGHBOURS = 500_000, 1024
EVERYBODY = ""
HALVES = tuple(f"AND mod({{row}}.user_id / {NEIGHBOURS}, 2) <> {other}" for other in (1, 0))


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

    Each kind is one transaction, or two for many residents. One that fails, as when a resident is
    erased meanwhile, holds up no other's rows and is made up for at the next tick; what failed is
    raised together at the end. A planner that finds another at work waits for PATIENCE, then leaves
    the rest to the next. Kinds of which nothing is due nor open cost nothing more than the question.
    """
    result, failed = PlanResult(), list[Exception]()
    kinds = kinds_in_force()
    with connection.cursor() as cursor:
        cursor.execute(pacing.put_off(kinds.values(), now=now), {"today": today, "now": now})
    cohorts = truth.cohorts_of(kinds.values(), today=today)
    holidays, paused = work_calendar().holidays, paused_now()
    for kind in _awake(kinds, cohorts, today=today):
        at = pacing.moments(today=today, now=now, holidays=holidays, hours=kind.hours)
        plan_part = partial(
            _plan_part, kind, {kind.code: cohorts[kind.code]}, at, paused, today=today, now=now
        )
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                _wait_for_turn(cursor)
                result += _in_halves(plan_part) if _are_many(cursor) else plan_part(EVERYBODY)
        except Exception as error:
            if isinstance(error.__cause__, LockNotAvailable):
                break
            failed.append(error)
    if failed:
        raise ExceptionGroup("有几类提醒这一轮没有排成", failed)
    return result


def _are_many(cursor: Any) -> bool:
    """Whether there are MANY_RESIDENTS, as the database last counted them."""
    cursor.execute("SELECT reltuples FROM pg_class WHERE oid = 'accounts_user'::regclass")
    return bool(cursor.fetchone()[0] >= MANY_RESIDENTS)


def _in_halves(plan_part: Callable[[str], PlanResult]) -> PlanResult:
    """Plan both at once. The half that succeeds stays; the other is made up for at the next tick."""

    def over_a_connection_of_its_own(whose: str) -> PlanResult:
        try:
            return plan_part(whose)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(HALVES)) as threads:
        return sum(threads.map(over_a_connection_of_its_own, HALVES), PlanResult())


def _wait_for_turn(cursor: Any) -> None:
    cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE}'")
    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [PLANNER_LOCK])
    cursor.execute("SET LOCAL lock_timeout = 0")


def _awake(
    kinds: Mapping[str, Kind], cohorts: dict[str, list[Cohort]], *, today: date
) -> list[Kind]:
    """The kinds of which something is due or open."""
    with connection.cursor() as cursor:
        cursor.execute(
            truth.awake_sql(kinds.values()),
            {"cohorts": truth.cohorts_json(cohorts), "today": today, "kinds": list(kinds)},
        )
        codes = {code for (code,) in cursor.fetchall()}
    return [kind for kind in kinds.values() if kind.code in codes]


def _plan_part(
    kind: Kind,
    cohorts: dict[str, list[Cohort]],
    at: pacing.Moments,
    paused: Paused,
    whose: str,
    *,
    today: date,
    now: datetime,
) -> PlanResult:
    """Bring one kind's rows in line, of everybody or of one of the HALVES.

    1. due_now: who is due now, by the kind's own SQL.
    2. Withdraw open rows that are due no more, with the reason.
    3. Refresh open rows whose facts or credits changed; revive withdrawn ones true again.
    4. Insert the identities that the ledger does not know yet, pushed or held as credits, the
       resident's week and pauses allow.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        load_cohorts(cursor, cohorts)
        due = _find_due(cursor, kind, whose, today=today)
        households = due * len(HALVES) if whose else due
        facts = _facts(kind, at, today=today, now=now, households=households)
        cursor.execute("CREATE INDEX ON due_now (user_id)")
        cursor.execute("ANALYZE due_now")
        cursor.execute(_withdraw_sql(kind, whose), facts)
        withdrawn = cursor.rowcount
        if due > LARGE:
            cursor.execute("SET LOCAL enable_nestloop = off")
        added = changed = 0
        if due:
            wanted = _find_wanted(cursor, kind, at, facts, paused, households=households)
            cursor.execute(_change_sql(wanted), facts)
            changed = cursor.rowcount
            cursor.execute(_add_sql(wanted), facts)
            added = cursor.rowcount
            cursor.execute("DROP TABLE contended")
        cursor.execute("DROP TABLE due_now")
        return PlanResult(added, changed, withdrawn)


def _find_due(cursor: Any, kind: Kind, whose: str, *, today: date) -> int:
    """Make the table of who is due now; gives how many. Millions are looked up in memory."""
    cursor.execute("SET LOCAL work_mem = '512MB'; SET LOCAL enable_nestloop = on")
    due = truth.due_sql(kind, only=whose.format(row="m"))
    cursor.execute(f"CREATE TEMPORARY TABLE due_now ON COMMIT DROP AS {due}", {"today": today})
    found: int = cursor.rowcount
    return found


def _find_wanted(
    cursor: Any,
    kind: Kind,
    at: pacing.Moments,
    facts: dict[str, Any],
    paused: Paused,
    *,
    households: int,
) -> str:
    """Make the table of what is contended; gives the SQL of what is wanted, asked with `facts`."""
    facts["paused_places"] = paused.places.get(kind.code, [])
    cursor.execute(pacing.find_contended(kind), facts)
    send_at = pacing.moment(kind, is_holiday=at.is_holiday, is_large=households > LARGE_COHORT)
    contended = cursor.rowcount > 0
    held = paused.holds_sql(kind.code, row="d")
    return _wanted_sql(kind, contended=contended, send_at=send_at, held=held)


def _facts(
    kind: Kind, at: pacing.Moments, *, today: date, now: datetime, households: int
) -> dict[str, Any]:
    template = MessageTemplate.objects.filter(kind=kind.code).first()
    return {
        **pacing.facts_of(kind, at, today=today, households=households),
        "template": template and template.pk,
        "long_term": bool(template and template.duration == MessageTemplate.Duration.LONG_TERM),
        "today": today,
        "now": now,
        "kind": kind.code,
    }


def count_to_send(*, today: date, now: datetime) -> int:
    """How many messages planning would hand to WeChat on `today`; writes nothing.

    Only what a credit allows and has not gone out yet. Costs about what planning that day costs.
    """
    kinds = kinds_in_force().values()
    cohorts = truth.cohorts_of(kinds, today=today)
    holidays, paused = work_calendar().holidays, paused_now()
    total = 0
    with transaction.atomic(), connection.cursor() as cursor:
        load_cohorts(cursor, cohorts)
        for kind in kinds:
            at = pacing.moments(today=today, now=now, holidays=holidays, hours=kind.hours)
            due = _find_due(cursor, kind, EVERYBODY, today=today)
            facts = _facts(kind, at, today=today, now=now, households=due)
            wanted = _find_wanted(cursor, kind, at, facts, paused, households=due)
            cursor.execute(
                f"""SELECT count(*) FROM ({wanted}) AS d
                    WHERE d.status = 'planned' AND NOT EXISTS (
                        SELECT FROM reminders_reminder r
                        WHERE {pacing.SAME_IDENTITY} AND {pacing.IS_OVER})""",
                facts,
            )
            total += cursor.fetchone()[0]
            cursor.execute("DROP TABLE contended, due_now")
    return total


def preview(*, today: date, region: str | None = None) -> list[Preview]:
    """Whom planning would remind of what on `today`; writes nothing.

    `region` narrows it to members insured there or below.
    """
    found = []
    kinds = kinds_in_force()
    cohorts = truth.cohorts_of(kinds.values(), today=today)
    with transaction.atomic(), connection.cursor() as cursor:
        load_cohorts(cursor, cohorts)
        cursor.execute("SET TRANSACTION READ ONLY")
        for kind in kinds.values():
            only = "AND (%(region)s::text IS NULL OR m.region_id IN ({}))".format(
                """WITH RECURSIVE inside AS (
                       SELECT code FROM policies_region WHERE code = %(region)s
                       UNION ALL
                       SELECT child.code FROM policies_region child
                       JOIN inside ON child.parent_id = inside.code)
                   SELECT code FROM inside"""
            )
            cursor.execute(
                truth.due_sql(kind, only=only) + " ORDER BY due_on, stage, user_id, subject",
                {"today": today, "region": region},
            )
            for user_id, subject, due_on, stage, members, _ in cursor.fetchall():
                people = cast("list[MemberFacts]", unseal_names(members))
                found.append(Preview(kind.code, user_id, subject, due_on, stage, people))
    return found


def load_cohorts(cursor: Any, cohorts: dict[str, list[Any]]) -> None:
    cursor.execute(truth.MAKE_COHORT_TABLE)
    cursor.execute(truth.EMPTY_COHORT_TABLE)
    cursor.execute(truth.FILL_COHORT_TABLE, {"cohorts": truth.cohorts_json(cohorts)})
    cursor.execute(truth.INDEX_COHORT_TABLE)
    cursor.execute(truth.ANALYZE_COHORT_TABLE)


# It has had its turn: neither thrift nor the week holds back what nobody knows to have arrived.
SENT_ONCE_MORE = "(r.status = 'planned' AND r.reason = 'no_answer')"


def _wanted_sql(kind: Kind, *, contended: bool, send_at: str, held: str) -> str:
    """Who is due, with the status that credits and week allow and the hour to send.

    Whether anything is `contended`, or `held` by a pause, is known by then, so that a city's season
    pays nothing for it.
    """
    needed, fits, join = pacing.credits_sql(kind), "true", ""
    if contended:
        needed = f"coalesce(contended.needed, {needed})"
        fits = "coalesce(contended.place <= %(cap)s, true)"
        join = "LEFT JOIN contended USING (user_id, subject, due_on, stage)"
    return f"""
        SELECT d.*,
               CASE {f"WHEN {held} THEN 'held'" if held else ""} WHEN enough AND fits THEN 'planned' ELSE 'held' END AS status,
               CASE {f"WHEN {held} THEN 'paused'" if held else ""} WHEN enough AND fits THEN '' WHEN enough THEN 'capped'
                    WHEN balance > 0 THEN 'saved' ELSE 'no_credit' END AS reason,
               {send_at} AS send_after
        FROM due_now AS d
        {join}
        LEFT JOIN reminders_grant AS credits
          ON credits.user_id = d.user_id AND credits.template_id = %(template)s AND balance > 0
        LEFT JOIN ({pacing.OWN_HOURS}) AS own ON own.user_id = d.user_id
        CROSS JOIN LATERAL (
            SELECT coalesce(balance >= CASE WHEN %(long_term)s THEN 1 ELSE {needed} END, false)
                   AS enough,
                   {fits} AS fits) AS allowed
    """


def _add_sql(wanted: str) -> str:
    return f"""
        INSERT INTO reminders_reminder
            (user_id, kind, subject, due_on, stage, members, fingerprint, status, reason,
             send_after, attempts, created_at)
        SELECT user_id, %(kind)s, subject, due_on, stage, members, fingerprint, status, reason,
               send_after, 0, %(now)s
        FROM ({wanted}) AS d
        WHERE NOT EXISTS (SELECT FROM reminders_reminder r WHERE {pacing.SAME_IDENTITY})
    """


def _change_sql(wanted: str) -> str:
    return f"""
        UPDATE reminders_reminder r
        SET members = d.members, fingerprint = d.fingerprint,
            status = CASE WHEN {SENT_ONCE_MORE} THEN r.status ELSE d.status END,
            reason = CASE WHEN {SENT_ONCE_MORE} OR r.status = 'planned' AND d.status = 'planned'
                          THEN r.reason ELSE d.reason END,
            send_after = CASE WHEN {SENT_ONCE_MORE} OR r.status = d.status
                              THEN r.send_after ELSE d.send_after END
        FROM ({wanted}) AS d
        WHERE {pacing.SAME_IDENTITY}
          AND {pacing.NOT_IN_FLIGHT}
          AND (r.status IN ('done', 'superseded', 'expired')
               OR r.status IN ('planned', 'held')
                  AND (r.status <> d.status AND NOT {SENT_ONCE_MORE} OR r.fingerprint <> d.fingerprint
                       OR r.status = 'held' AND r.reason <> d.reason))
    """


def _withdraw_sql(kind: Kind, whose: str) -> str:
    withdrawal = truth.withdrawal_sql(kind)
    return f"""
        UPDATE reminders_reminder r
        SET status = {withdrawal.status}, reason = {withdrawal.reason}
        WHERE r.kind = %(kind)s AND r.status IN ('planned', 'held') AND {pacing.NOT_IN_FLIGHT}
          AND NOT EXISTS (SELECT FROM due_now d WHERE {pacing.SAME_IDENTITY})
          {whose.format(row="r")}
    """
