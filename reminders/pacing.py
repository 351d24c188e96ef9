"""Which messages may reach a resident and when, as SQL: credits, the week, hours of one's own.

What rules.py says for one resident, here for all who are due at once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from reminders.kinds import KINDS, Kind, speaks_since
from reminders.rules import (
    BEIJING,
    ORDINARY,
    SPREAD_STEPS,
    URGENT_DAYS,
    Hours,
    first_open_day,
    is_open,
    send_after,
    spread_step,
    week_begins,
)
from reminders.thrift import later_worth_more, value_of

# The days between which all is due say in which months of the ledger to look.
SAME_IDENTITY = """
    r.user_id = d.user_id AND r.kind = %(kind)s AND r.subject = d.subject
    AND r.due_on = d.due_on AND r.stage = d.stage AND r.due_on BETWEEN %(first)s AND %(last)s
"""

# It was said, or cannot be: what was only withdrawn is planned again when it is owed again.
IS_OVER = "r.status NOT IN ('planned', 'held', 'done', 'superseded', 'expired')"


NOT_IN_FLIGHT = "r.id NOT IN (SELECT unnest(reminders) FROM reminders_lease)"


class Moments(NamedTuple):
    """When messages planned now may go out at the earliest.

    `after_holiday` is `otherwise` where that is no holiday.
    """

    on_the_last_day: datetime
    otherwise: datetime
    after_holiday: datetime

    @property
    def is_holiday(self) -> bool:
        return self.after_holiday > self.otherwise


def moments(
    *, today: date, now: datetime, holidays: Collection[date], hours: Hours = ORDINARY
) -> Moments:
    otherwise = send_after(now=now, due_on=date.max, hours=hours)
    day = otherwise.astimezone(BEIJING).date()
    back = first_open_day(day, holidays=holidays)
    midnight = datetime.combine(back, time.min, BEIJING)
    return Moments(
        send_after(now=now, due_on=today),
        otherwise,
        otherwise if back == day else send_after(now=midnight, due_on=date.max, hours=hours),
    )


def facts_of(kind: Kind, at: Moments, *, today: date, households: int) -> dict[str, Any]:
    """What the statements here ask for, when so many households are due."""
    return {
        "first": today - timedelta(days=kind.lasts),
        "last": today + timedelta(days=max(kind.stages)),
        "speaks_since": speaks_since(week_begins(today).date()),
        "week": week_begins(today),
        "cap": kind.weekly_cap,
        "before": _before(kind),
        **at._asdict(),
        "open_day": at.after_holiday.astimezone(BEIJING).date(),
        "step": spread_step(at.otherwise, households=households),
        "step_after": spread_step(at.after_holiday, households=households),
    }


def moment(kind: Kind, *, is_holiday: bool, is_large: bool) -> str:
    """SQL of when a message goes out: rules.send_after, can_wait and spread_step for all at once.

    Days without a holiday and small cohorts pay nothing for what does not concern them.
    """
    start = "%(otherwise)s::timestamptz"
    opens, closes = kind.hours
    near = URGENT_DAYS if kind.ends else -kind.lasts
    if is_large:
        urgent = f"{kind.ends} AND due_on - %(today)s::date <= {URGENT_DAYS}"
        place = f"mod(d.user_id, {SPREAD_STEPS})"
        start = f"{start} + CASE WHEN {urgent} THEN 0 ELSE {place} END * %(step)s::interval"
    if is_holiday:
        later = "%(after_holiday)s::timestamptz"
        if is_large:
            later = f"{later} + {place} * %(step_after)s::interval"
        start = f"CASE WHEN due_on - %(open_day)s::date >= {near} THEN {later} ELSE {start} END"
    return f"""
        CASE WHEN {is_last_day(kind)} THEN %(on_the_last_day)s::timestamptz
             WHEN own.quiet_from IS NULL THEN {start}
             ELSE {open_hours(f"({start})", opens=_time(opens), closes=_time(closes))} END
    """


def _before(kind: Kind) -> list[str]:
    """Kinds that take their places in a week before `kind` does."""
    codes = list(KINDS)
    return codes[: codes.index(kind.code)]


def is_last_day(kind: Kind) -> str:
    return f"(due_on = %(today)s AND {kind.ends})"


def find_contended(kind: Kind) -> str:
    """SQL of a table of what is due to residents for whom it may be too much.

    `place` is the place in the resident's week. Others are taken by what was sent within it and by
    what is planned of kinds of more worth; the last day needs none. `needed` says how many credits
    it needs beside what else of the kind is due to the same resident (thrift.credits_needed).

    Residents of whom one thing is due and who were told little are not in it, so that for a city
    in which everybody is due once it costs one pass over those due.
    """
    return f"""
        CREATE TEMPORARY TABLE contended ON COMMIT DROP AS
        WITH told AS (
            SELECT user_id FROM reminders_reminder
            WHERE status IN ('sent', 'relayed') AND sent_at >= %(week)s AND due_on >= %(speaks_since)s
              AND user_id IN (SELECT user_id FROM due_now)
            UNION ALL
            SELECT user_id FROM reminders_reminder
            WHERE status = 'planned' AND kind = ANY(%(before)s)
              AND user_id IN (SELECT user_id FROM due_now)),
        busy AS (
            SELECT user_id, count(*) FILTER (WHERE is_told) AS told
            FROM (SELECT user_id, true AS is_told FROM told
                  UNION ALL SELECT user_id, false FROM due_now) AS messages
            GROUP BY user_id
            HAVING count(*) > %(cap)s OR count(*) FILTER (WHERE NOT is_told) > 1),
        matter AS (
            SELECT d.user_id, d.subject, d.due_on, d.stage, told, {is_last_day(kind)} AS is_last,
                   NOT EXISTS (
                       SELECT FROM reminders_reminder r
                       WHERE {SAME_IDENTITY}
                         AND {IS_OVER}) AS is_open
            FROM due_now d JOIN busy USING (user_id)),
        rivalry AS (
            SELECT mine.user_id, mine.subject, mine.due_on, mine.stage,
                   sum(later + CASE WHEN other.is_open AND (ahead > 0 OR ahead = 0
                       AND (other.due_on, other.subject) < (mine.due_on, mine.subject))
                       THEN 1 ELSE 0 END) AS needed
            FROM matter mine
            JOIN matter other ON other.user_id = mine.user_id
                AND (other.subject, other.due_on) <> (mine.subject, mine.due_on)
            JOIN ({_ranks(kind)}) AS ranks(mine_at, other_at, later, ahead)
                ON ranks.mine_at = mine.stage AND ranks.other_at = other.stage
            GROUP BY mine.user_id, mine.subject, mine.due_on, mine.stage)
        SELECT user_id, subject, due_on, stage, {credits_sql(kind)} + coalesce(needed, 0) AS needed,
               CASE WHEN is_last THEN 0 ELSE told + row_number() OVER (
                   PARTITION BY user_id, is_last ORDER BY due_on, subject) END AS place
        FROM matter LEFT JOIN rivalry USING (user_id, subject, due_on, stage)
        WHERE is_open
    """


def _ranks(kind: Kind) -> str:
    """For each pair of stages what thrift says of a rival that stands at the second."""
    order = kind.most_valuable_first
    rows = (
        (
            mine,
            other,
            later_worth_more(other, than=mine, stages=kind.stages, order=order),
            value_of(other, order) - value_of(mine, order),
        )
        for mine in kind.stages
        for other in kind.stages
    )
    return f"VALUES {', '.join(map(str, rows))}"


def credits_sql(kind: Kind) -> str:
    """SQL that gives the credits a stage needs if nothing else is due to the resident."""
    cases = " ".join(f"WHEN {stage} THEN {kind.credits_needed(stage)}" for stage in kind.stages)
    return f"CASE stage {cases} END"


def open_hours(moment: str, *, opens: str, closes: str) -> str:
    """SQL of `moment` moved between `opens` and `closes`, outside the quiet hours of `own`.

    rules.hours_of and send_after; greatest() and least() pass over hours of one's own that are none.
    """
    local = f"({moment} AT TIME ZONE 'Asia/Shanghai')"
    opens, closes = f"greatest(own.quiet_until, {opens})", f"least(own.quiet_from, {closes})"
    return f"""
        CASE WHEN {local}::time < {opens}
             THEN ({local}::date + {opens}) AT TIME ZONE 'Asia/Shanghai'
             WHEN {local}::time > {closes}
             THEN ({local}::date + 1 + {opens}) AT TIME ZONE 'Asia/Shanghai'
             ELSE {moment} END
    """


OWN_HOURS = """
    SELECT id AS user_id, quiet_from, quiet_until FROM accounts_user WHERE quiet_from IS NOT NULL
"""


def put_off(kinds: Collection[Kind], *, now: datetime) -> str:
    """SQL that moves what is late into the hours of its kind and its resident.

    While the hours of all kinds last, only residents with hours of their own are looked at.
    """
    closed = [f"'{kind.code}'" for kind in kinds if not is_open(now=now, hours=kind.hours)]
    whose = f"OR r.kind IN ({', '.join(closed)})" if closed else ""
    moved = open_hours("%(now)s::timestamptz", opens="hours.opens", closes="hours.closes")
    return f"""
        UPDATE reminders_reminder r SET send_after = {moved}
        FROM accounts_user own, {hours_of_kinds(kinds)}
        WHERE r.user_id = own.id AND r.kind = hours.kind AND r.status = 'planned'
          AND (own.quiet_from IS NOT NULL {whose})
          AND r.send_after <= %(now)s AND {moved} > %(now)s
          AND NOT (r.due_on = %(today)s AND hours.ends) AND {NOT_IN_FLIGHT}
    """


def hours_of_kinds(kinds: Iterable[Kind]) -> str:
    rows = ", ".join(
        f"('{kind.code}', {_time(kind.hours.opens)}, {_time(kind.hours.closes)}, {kind.ends})"
        for kind in kinds
    )
    return f"(VALUES {rows}) AS hours(kind, opens, closes, ends)"


def _time(hour: time) -> str:
    return f"time '{hour:%H:%M}'"
