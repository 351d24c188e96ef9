"""When to remind. Pure: dates in, values out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

BEIJING = ZoneInfo("Asia/Shanghai")

# Quiet hours are a choice of manner, not of law; the last day may start a little earlier. The hours
# of a kind are set in the admin, between the bounds of QUIET_FROM and QUIET_UNTIL below.
SEND_FROM = time(9, 0)
SEND_FROM_ON_LAST_DAY = time(8, 0)
SEND_UNTIL = time(20, 30)
# Within these bounds a resident may choose; without a choice it is quiet from 21:00 to 08:30.
QUIET_FROM, QUIET_UNTIL = time(21), time(8, 30)
EARLIEST_QUIET_FROM, LATEST_QUIET_UNTIL = time(18), time(12)

# So many messages within so many days; what says that today is the last day goes out all the same.
WEEKLY_CAP = 2
WEEK_DAYS = 7

# More households of one kind at once than this come one after the other until the afternoon, so
# that the places where they pay or ask are not stampeded.
LARGE_COHORT = 10_000
SPREAD_UNTIL = time(18)
SPREAD_STEPS = 1000
# So few days before the end nothing is put off.
URGENT_DAYS = 3

# Tries go on at the last interval; a row whose stage or day has passed expires instead.
BACK_OFF = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
)
# How long an unanswered send waits for WeChat's own receipt before it may be tried again.
RECEIPT_WAIT = timedelta(minutes=10)
# A lease that has lasted for so long has most likely lost its sender: with the timeouts as
# they come, a batch is answered sooner. A later answer is still booked.
LEASE_LASTS = timedelta(minutes=2)


def stage_on(*, due_on: date, today: date, stages: Sequence[int], lasts: int = 0) -> int | None:
    """The stage that speaks for `today`: the smallest offset that has begun.

    A stage stays open until the next one begins, so a planner that was down makes up for the
    nearest missed stage only. None before the first stage and more than `lasts` days after the
    due date.
    """
    days_left = (due_on - today).days
    if days_left < -lasts:
        return None
    return min((stage for stage in stages if stage >= days_left), default=None)


class Hours(NamedTuple):
    """From when to when in a day messages may reach a resident."""

    opens: time = SEND_FROM
    closes: time = SEND_UNTIL


ORDINARY = Hours()


def hours_of(
    *, quiet_from: time | None, quiet_until: time | None, hours: Hours = ORDINARY
) -> Hours:
    """The part of `hours` outside the resident's own quiet."""
    if quiet_from is None or quiet_until is None:
        return hours
    return Hours(max(hours.opens, quiet_until), min(hours.closes, quiet_from))


def quiet_hours_problems(*, quiet_from: time, quiet_until: time) -> dict[str, list[str]]:
    """What is wrong with a choice of quiet hours, by field; empty when it is possible."""
    problems = {}
    if not EARLIEST_QUIET_FROM <= quiet_from <= QUIET_FROM:
        problems["quiet_from"] = ["开始的时间要在18点到21点之间，21点以后本来就不打扰。"]
    if not QUIET_UNTIL <= quiet_until <= LATEST_QUIET_UNTIL:
        problems["quiet_until"] = ["结束的时间要在8点半到12点之间，8点半以前本来就不打扰。"]
    return problems


def week_begins(today: date) -> datetime:
    """From when on messages count for the weekly cap: seven days with today."""
    first = today - timedelta(days=WEEK_DAYS - 1)
    return datetime.combine(first, time.min, BEIJING)


def send_after(*, now: datetime, due_on: date, hours: Hours = ORDINARY) -> datetime:
    """The first instant at or after `now` outside the quiet hours, in Beijing time.

    On the due day itself nobody's own hours count: it is the last chance.
    """
    local = now.astimezone(BEIJING)
    for day in (local.date(), local.date() + timedelta(days=1)):
        opens, closes = Hours(SEND_FROM_ON_LAST_DAY) if day == due_on else hours
        opening = datetime.combine(day, opens, BEIJING)
        closing = datetime.combine(day, closes, BEIJING)
        if local <= closing:
            return max(local, opening)
    raise AssertionError("tomorrow's opening always lies ahead")


def first_open_day(day: date, *, holidays: Collection[date]) -> date:
    """`day`, or the first after the public holiday in which it lies. Weekends are no holiday."""
    while day in holidays:
        day += timedelta(days=1)
    return day


def first_chance(
    *,
    moment: datetime,
    due_on: date,
    ends: bool,
    lasts: int,
    hours: Hours,
    holidays: Collection[date],
) -> tuple[datetime, bool]:
    """The first instant from `moment` on for a message, and whether a holiday puts it off."""
    at = send_after(now=moment, due_on=due_on if ends else date.max, hours=hours)
    day = at.astimezone(BEIJING).date()
    back = first_open_day(day, holidays=holidays)
    if back == day or not can_wait(until=back, due_on=due_on, ends=ends, lasts=lasts):
        return at, False
    midnight = datetime.combine(back, time.min, BEIJING)
    return send_after(now=midnight, due_on=date.max, hours=hours), True


def can_wait(*, until: date, due_on: date, ends: bool, lasts: int) -> bool:
    """Whether a message may wait `until` a holiday is over: not if its end is near by then."""
    return (due_on - until).days >= (URGENT_DAYS if ends else -lasts)


def spread_step(start: datetime, *, households: int) -> timedelta:
    """How far apart the steps are in which a cohort is told from `start` on; none for small ones."""
    local = start.astimezone(BEIJING)
    end = datetime.combine(local.date(), SPREAD_UNTIL, BEIJING)
    if households <= LARGE_COHORT or local >= end:
        return timedelta(0)
    return (end - local) / SPREAD_STEPS


def may_send(*, now: datetime) -> bool:
    """Whether `now` lies in the hours in which a message of any kind may reach a phone."""
    return SEND_FROM_ON_LAST_DAY <= now.astimezone(BEIJING).time() <= QUIET_FROM


def is_open(*, now: datetime, hours: Hours) -> bool:
    return hours.opens <= now.astimezone(BEIJING).time() <= hours.closes


def sends_until(*, now: datetime, hours: Hours, ends: bool) -> date | None:
    """The last due day of which a message may go out now; None when nothing may.

    Outside the hours of its kind only what ends today may.
    """
    if is_open(now=now, hours=hours):
        return date.max
    if ends and is_open(now=now, hours=Hours(SEND_FROM_ON_LAST_DAY)):
        return now.astimezone(BEIJING).date()
    return None


def retry_after(*, now: datetime, attempts: int) -> datetime:
    """When to try again after `attempts` failures."""
    return now + BACK_OFF[min(attempts, len(BACK_OFF)) - 1]
