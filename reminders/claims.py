"""The sender's sessions, and its statements: claim and re-check a batch, hand it over bit by bit,
record what came, end the lease."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, NamedTuple

import psycopg
from django.conf import settings
from django.db import connection
from psycopg.types.json import set_json_loads

from reminders import truth
from reminders.kinds import Kind
from reminders.models import MessageTemplate
from reminders.pausing import Paused

# Batches are small and the tables are large, so an index is right whatever the statistics say,
# and one plan serves for the whole run. Only HAND_OVER_SQL waits for the disk: a power cut may take
# the last outcomes, but never that they were handed over, and the sweeper calls these unknown.
SESSION_OPTIONS = " ".join(
    f"-c {option}"
    for option in (
        "enable_seqscan=off",
        "random_page_cost=1",
        "jit=off",
        "plan_cache_mode=force_generic_plan",
        "synchronous_commit=off",
    )
)
SENDER_LOCK = 0x59425332

Clock = Callable[[], datetime]


class Claimed(NamedTuple):
    """A reminder that is ours to send now."""

    id: int
    user_id: int
    openid: str
    subject: str
    due_on: date
    attempts: int
    members: bytes
    status: str
    lease: int
    template: MessageTemplate


async def connect() -> psycopg.AsyncConnection[Any]:
    parameters = connection.get_connection_params()
    parameters.pop("cursor_factory", None)
    parameters.pop("context", None)
    parameters |= {"autocommit": True, "prepare_threshold": 0, "options": SESSION_OPTIONS}
    made = await psycopg.AsyncConnection.connect(**parameters)
    set_json_loads(lambda written: written, made)  # read only where nobody was told the same
    return made


async def take_slot(claims: psycopg.AsyncConnection[Any]) -> bool:
    """Whether this run may work beside the others; the slot is free again when `claims` closes."""
    for slot in range(settings.SENDERS):
        cursor = await claims.execute("SELECT pg_try_advisory_lock(%s, %s)", [SENDER_LOCK, slot])
        row = await cursor.fetchone()
        if row and row[0]:
            return True
    return False


# The kinds of which something is due that still speaks, in the order given.
DUE_KINDS_SQL = """
    SELECT kind FROM unnest(%(kinds)s::text[]) WITH ORDINALITY AS kinds(kind, place)
    WHERE EXISTS (
        SELECT FROM reminders_reminder r
        WHERE r.status = 'planned' AND r.kind = kinds.kind AND r.send_after <= %(now)s
          AND r.due_on >= %(speaks_since)s)
    ORDER BY place
"""


def claim_sql(kind: Kind, paused: Paused) -> str:
    """Claim a batch and re-check it in one statement.

    1. picked: due rows that are in no lease. The last due day is compared as a difference: of a range
       between two days that it does not know the planner expects next to nothing, and then works
       out 3. for the whole batch once more for each of its rows.
    2. chosen: one of them per resident, and none whose resident has a message in flight.
    3. current: what is due for these residents now, by the kind's own SQL; made once, however few
       rows the planner believes to be chosen. What is told is made anew where its fingerprint is
       another.
    4. checked: the state each chosen row has by the facts of now. It stays `planned`; or is `held`
       if the credit is gone or its place is paused; or is withdrawn, with the reason, if it is
       true no more.
    5. Only rows that changed are written; what stays `planned` is leased, in one row.
    """
    current = truth.still_due_sql(
        kind, only="AND m.user_id = ANY(ARRAY(SELECT user_id FROM chosen))"
    )
    told_now = truth.due_sql(kind, only="AND m.user_id = r.user_id")
    withdrawal = truth.withdrawal_sql(kind)
    holds = paused.holds_sql(kind.code, row="r")
    return f"""
        WITH in_flight AS MATERIALIZED (
            SELECT unnest(reminders) AS reminder, unnest(users) AS user_id FROM reminders_lease),
        picked AS (
            SELECT id, user_id, subject, due_on, stage, attempts, members, fingerprint, send_after
            FROM reminders_reminder
            WHERE status = 'planned' AND kind = %(kind)s AND send_after <= %(now)s
              AND due_on >= %(speaks_since)s AND due_on - %(due_by)s::date <= 0
              AND id NOT IN (SELECT reminder FROM in_flight)
            ORDER BY send_after LIMIT %(size)s),
        chosen AS (
            SELECT DISTINCT ON (user_id) picked.* FROM picked
            WHERE user_id NOT IN (SELECT user_id FROM in_flight)
            ORDER BY user_id, send_after),
        current AS MATERIALIZED ({current}),
        checked AS (
            SELECT r.id, r.user_id, current.openid, r.subject, r.due_on, r.attempts,
                   CASE WHEN current.fingerprint <> r.fingerprint
                        THEN (SELECT members FROM ({told_now}) AS d
                              WHERE d.subject = r.subject AND d.due_on = r.due_on
                                AND d.stage = r.stage)
                        ELSE r.members END AS members,
                   r.fingerprint AS planned_fingerprint,
                   coalesce(current.fingerprint, r.fingerprint) AS fingerprint,
                   CASE WHEN current.user_id IS NULL THEN {withdrawal.status}
                        {f"WHEN {holds} THEN 'held'" if holds else ""}
                        WHEN %(long_term)s OR g.balance > 0 THEN 'planned' ELSE 'held' END
                       AS status,
                   CASE WHEN current.user_id IS NULL THEN {withdrawal.reason}
                        {f"WHEN {holds} THEN 'paused'" if holds else ""}
                        WHEN %(long_term)s OR g.balance > 0 THEN '' ELSE 'no_credit' END
                       AS reason
            FROM chosen r
            LEFT JOIN current USING (user_id, subject, due_on, stage)
            LEFT JOIN reminders_grant g
              ON g.user_id = r.user_id AND g.template_id = %(template)s),
        rewritten AS (
            UPDATE reminders_reminder r
            SET status = checked.status, reason = checked.reason, members = checked.members,
                fingerprint = checked.fingerprint
            FROM checked
            WHERE r.id = checked.id AND r.due_on = checked.due_on
              AND r.due_on BETWEEN %(speaks_since)s AND %(due_by)s
              AND (checked.fingerprint <> planned_fingerprint OR checked.status <> 'planned')),
        leased AS (
            INSERT INTO reminders_lease (claimed_at, untouched, reminders, users)
            SELECT clock_timestamp(), count(*), array_agg(id ORDER BY id),
                   array_agg(user_id ORDER BY id)
            FROM checked WHERE status = 'planned' HAVING count(*) > 0
            RETURNING id)
        SELECT id, user_id, openid, subject, due_on, attempts, members, status,
               coalesce((SELECT id FROM leased), 0)
        FROM checked
    """


# With everything that was committed before it, on the disk when it returns. No row when the lease has
# run out meanwhile and somebody else may be sending what was left of it.
HAND_OVER_SQL = """
    UPDATE reminders_lease SET untouched = %s
    WHERE id = %s AND set_config('synchronous_commit', 'on', true) = 'on'
"""

# A row that the sweeper called unknown, or that planning withdrew in the meantime, still takes what
# really happened; one that is settled by WeChat's receipt already stays as it is.
RECORD_SQL = """
    WITH answered AS (
        SELECT * FROM unnest(%(ids)s::bigint[], %(msgids)s::bigint[]) AS a(id, msgid)),
    recorded AS (
        UPDATE reminders_reminder r
        SET status = %(status)s, reason = %(reason)s, attempts = %(attempts)s,
            errcode = %(errcode)s, msgid = a.msgid,
            send_after = coalesce(%(send_after)s::timestamptz, r.send_after),
            sent_at = CASE WHEN %(outcome)s = 'sent' THEN %(now)s::timestamptz END
        FROM answered a
        WHERE r.id = a.id AND r.due_on = %(due_on)s::date
          AND (r.status IN ('planned', 'unknown')
               OR %(status)s <> 'planned' AND r.status NOT IN ('sent', 'refused', 'failed'))
        RETURNING r.user_id),
    spent AS (
        UPDATE reminders_grant g
        SET balance = CASE WHEN %(spends_all)s THEN 0 ELSE greatest(g.balance - 1, 0) END
        FROM recorded
        WHERE (%(spends_one)s OR %(spends_all)s)
          AND g.user_id = recorded.user_id AND g.template_id = %(template)s)
    INSERT INTO reminders_attempt (reminder_id, finished_at, outcome, errcode, detail)
    SELECT id, %(now)s, %(outcome)s, %(errcode)s, %(detail)s FROM answered
    WHERE %(outcome)s <> 'sent'
      AND EXISTS (
          SELECT FROM reminders_reminder r WHERE r.id = answered.id AND r.due_on = %(due_on)s::date)
"""

RELEASE_SQL = """
    WITH kept AS (
        UPDATE reminders_lease SET reminders = %(ids)s::bigint[], users = %(users)s::bigint[]
        WHERE id = %(lease)s AND %(ids)s <> '{}')
    DELETE FROM reminders_lease WHERE id = %(lease)s AND %(ids)s = '{}'
"""
