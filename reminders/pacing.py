"""When a message may reach a resident, as SQL: the weekly cap and the hours of one's own.

What rules.py says for one resident, here for all who are due at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from reminders.kinds import KINDS, Kind
from reminders.rules import SEND_FROM, SEND_UNTIL, week_begins

SAME_IDENTITY = """
    r.user_id = d.user_id AND r.kind = %(kind)s AND r.subject = d.subject
    AND r.due_on = d.due_on AND r.stage = d.stage
"""


def facts_of(kind: Kind, *, today: date) -> dict[str, Any]:
    """What the statements here ask for."""
    return {"week": week_begins(today), "cap": kind.weekly_cap, "before": _before(kind)}


def _before(kind: Kind) -> list[str]:
    """Kinds that take their places in a week before `kind` does."""
    codes = list(KINDS)
    return codes[: codes.index(kind.code)]


def is_last_day(kind: Kind) -> str:
    return f"(due_on = %(today)s AND {kind.ends})"


def find_crowded(kind: Kind) -> str:
    """SQL of a table of what is due but finds no room in its resident's week.

    Room is taken by what was sent within the week and by what is planned of kinds of more worth.
    Only residents for whom it all comes to more than the cap are looked at closely, so that for
    a city in which everybody is due once it costs one pass over those due.
    """
    return f"""
        CREATE TEMPORARY TABLE crowded ON COMMIT DROP AS
        WITH told AS (
            SELECT user_id FROM reminders_reminder
            WHERE status = 'sent' AND sent_at >= %(week)s
              AND user_id IN (SELECT user_id FROM due_now)
            UNION ALL
            SELECT user_id FROM reminders_reminder
            WHERE status = 'planned' AND kind = ANY(%(before)s)
              AND user_id IN (SELECT user_id FROM due_now)),
        busy AS (
            SELECT user_id, count(*) FILTER (WHERE is_told) AS told
            FROM (SELECT user_id, true AS is_told FROM told
                  UNION ALL SELECT user_id, false FROM due_now) AS messages
            GROUP BY user_id HAVING count(*) > %(cap)s)
        SELECT user_id, subject, due_on, stage FROM (
            SELECT d.user_id, d.subject, d.due_on, d.stage,
                   told + row_number() OVER (PARTITION BY user_id ORDER BY due_on, subject)
                       AS place
            FROM due_now d JOIN busy USING (user_id)
            WHERE NOT {is_last_day(kind)}
              AND NOT EXISTS (
                  SELECT FROM reminders_reminder r
                  WHERE {SAME_IDENTITY}
                    AND r.status NOT IN ('planned', 'held', 'done', 'superseded'))) AS waiting
        WHERE place > %(cap)s
    """


def own_hours(moment: str) -> str:
    """SQL of `moment` moved out of the quiet hours of `own`; rules.send_after for one's own."""
    local = f"({moment} AT TIME ZONE 'Asia/Shanghai')"
    opens = f"greatest(own.quiet_until, '{SEND_FROM}')"
    return f"""
        CASE WHEN own.quiet_from IS NULL THEN {moment}
             WHEN {local}::time < {opens}
             THEN ({local}::date + {opens}) AT TIME ZONE 'Asia/Shanghai'
             WHEN {local}::time > least(own.quiet_from, '{SEND_UNTIL}')
             THEN ({local}::date + 1 + {opens}) AT TIME ZONE 'Asia/Shanghai'
             ELSE {moment} END
    """


OWN_HOURS = """
    SELECT id AS user_id, quiet_from, quiet_until FROM accounts_user WHERE quiet_from IS NOT NULL
"""


def keep_quiet(kinds: Iterable[Kind]) -> str:
    """SQL that puts off what is late for the day of residents who have hours of their own."""
    ending = ", ".join(f"'{kind.code}'" for kind in kinds if kind.ends)
    moved = own_hours("%(now)s::timestamptz")
    return f"""
        UPDATE reminders_reminder r SET send_after = {moved}
        FROM accounts_user own
        WHERE own.quiet_from IS NOT NULL AND r.user_id = own.id AND r.status = 'planned'
          AND r.send_after <= %(now)s AND {moved} > %(now)s
          AND NOT (r.due_on = %(today)s AND r.kind IN ({ending}))
    """
