"""The statements of the backup channels: whom a message could not reach, mark it, write what came."""

from __future__ import annotations

from reminders import truth
from reminders.kinds import Kind
from reminders.models import Way
from reminders.pausing import Paused

# So few days before the end a message matters so much that it goes another way.
LAST_DAYS = 7
# WeChat would not take it, could not bring it to the phone, or there was no credit. What may have
# arrived is not among these.
COULD_NOT_REACH = """
    (r.status IN ('refused', 'failed') OR r.status = 'held' AND r.reason = 'no_credit')
"""
# In the order in which they are tried.
ADDRESSES = {Way.SERVICE: "c.service_openid", Way.SMS: "c.phone"}
# The first channel that has not been tried, or may be tried again; none while one is to be tried
# again later, unless that one rests.
WAYS = ", ".join(
    f"({place}, '{way}', {address})" for place, (way, address) in enumerate(ADDRESSES.items())
)
NEXT_WAY = f"""
    SELECT way.code, way.address FROM (VALUES {WAYS}) AS way(place, code, address)
    LEFT JOIN reminders_delivery d ON d.reminder_id = r.id AND d.way = way.code
    WHERE way.code = ANY(%(ways)s) AND way.address <> '' AND (d.id IS NULL OR d.state = 'waiting')
      AND NOT EXISTS (SELECT FROM reminders_delivery later
                      WHERE later.reminder_id = r.id AND later.again_at > %(now)s
                        AND later.way = ANY(%(ways)s))
    ORDER BY way.place LIMIT 1
"""
# Of residents who agreed. `ends_today` is the last day, on which neither their own hours nor the
# week count, as for every message.
UNREACHED = f"""
    FROM accounts_contact c
    JOIN accounts_user own ON own.id = c.user_id
    JOIN reminders_reminder r ON r.user_id = c.user_id
    CROSS JOIN LATERAL ({NEXT_WAY}) AS way
    WHERE r.due_on BETWEEN %(today)s AND %(today)s::date + {LAST_DAYS} AND r.stage <= {LAST_DAYS}
      AND r.send_after <= %(now)s AND {COULD_NOT_REACH}
"""

KINDS_UNREACHED = f"SELECT DISTINCT r.kind {UNREACHED}"

WHAT_A_DEAD_PROCESS_LEFT = """
    UPDATE reminders_delivery
    SET state = 'unknown', detail = '发送时中断，不能确定是否送出。' WHERE state = 'sending'
"""


def claim_sql(kind: Kind, paused: Paused) -> str:
    """Mark messages as handed over, at most one for each resident; gives all that were looked at.

    1. unreached: the next rows after %(after)s that could not reach.
    2. current: what is due for these residents now, by the kind's own SQL.
    3. chosen: of those that are still true the first of each resident.
    4. marked: they become `relayed`, unless somebody else changed them meanwhile.
    5. begun: each has a delivery that is `sending`.
    """
    current = truth.still_due_sql(
        kind, only="AND m.user_id = ANY(ARRAY(SELECT user_id FROM unreached))"
    )
    holds = paused.holds_sql(kind.code, row="r")
    is_last_day = "r.due_on = %(today)s"
    return f"""
        WITH unreached AS (
            SELECT r.id, r.user_id, r.subject, r.due_on, r.stage, r.status, r.members,
                   way.code, way.address
            {UNREACHED}
              AND r.kind = %(kind)s AND r.due_on <= %(due_by)s AND r.id > %(after)s
              AND ({is_last_day} OR own.quiet_from IS NULL
                   OR %(time)s::time BETWEEN own.quiet_until AND own.quiet_from)
              AND ({is_last_day} OR %(cap)s > (
                   SELECT count(*) FROM reminders_reminder told
                   WHERE told.user_id = r.user_id AND told.status IN ('sent', 'relayed')
                     AND told.sent_at >= %(week)s AND told.due_on >= %(speaks_since)s))
              {f"AND NOT {holds}" if holds else ""}
            ORDER BY r.id LIMIT %(size)s),
        current AS ({current}),
        chosen AS (
            SELECT DISTINCT ON (user_id) u.*
            FROM unreached u JOIN current USING (user_id, subject, due_on, stage)
            ORDER BY user_id, due_on, subject),
        marked AS (
            UPDATE reminders_reminder r SET status = 'relayed', sent_at = %(now)s
            FROM chosen u
            WHERE r.id = u.id AND r.due_on = u.due_on AND r.status = u.status
            RETURNING r.id),
        begun AS (
            INSERT INTO reminders_delivery AS d
                (reminder_id, way, state, begun_at, attempts, code, detail, receipt)
            SELECT id, u.code, 'sending', %(now)s, 1, '', '', ''
            FROM chosen u JOIN marked USING (id)
            ON CONFLICT (reminder_id, way) DO UPDATE
            SET state = 'sending', begun_at = %(now)s, attempts = d.attempts + 1, again_at = NULL,
                code = '', detail = ''
            RETURNING d.id, d.reminder_id, d.attempts)
        SELECT u.id, begun.id, begun.attempts, u.code, u.address, u.due_on,
               u.members::jsonb @> '[{{"confidence": "C"}}]'
        FROM unreached u LEFT JOIN begun ON begun.reminder_id = u.id
        ORDER BY u.id
    """


# What really happened also reaches a row that was taken for dead in the meantime.
RECORD = """
    UPDATE reminders_delivery
    SET state = %(state)s, code = %(code)s, detail = %(detail)s, receipt = %(receipt)s,
        attempts = %(attempts)s, again_at = %(again_at)s
    WHERE id = %(delivery)s AND state IN ('sending', 'unknown')
"""

# It did not go out after all: the row is again what it was.
PUT_BACK = """
    UPDATE reminders_reminder
    SET status = CASE reason WHEN 'no_credit' THEN 'held' WHEN 'refused' THEN 'refused'
                             ELSE 'failed' END,
        sent_at = NULL
    WHERE id = %(reminder)s AND due_on >= %(today)s AND status = 'relayed'
"""
