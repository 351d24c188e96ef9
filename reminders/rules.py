"""When to remind and which reminders are worth a credit. Pure: dates in, values out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

BEIJING = ZoneInfo("Asia/Shanghai")

# Quiet hours are a choice of manner, not of law; the last day may start a little earlier.
SEND_FROM = time(9, 0)
SEND_FROM_ON_LAST_DAY = time(8, 0)
SEND_UNTIL = time(20, 30)

# Which stage a scarce credit is kept for: a week before the day is when people still can act.
MOST_VALUABLE_FIRST = (7, 3, 1, 30, 60, 0)

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


def value_of(stage: int) -> int:
    """The worth of a stage: that of the best known one nearest to it."""
    known = min(MOST_VALUABLE_FIRST, key=lambda each: abs(each - stage))
    return -MOST_VALUABLE_FIRST.index(known)


def credits_needed(*, stage: int, stages: Sequence[int]) -> int:
    """How many credits must be at hand for this stage to be pushed.

    One for itself, and one for each later stage of the same series that is worth more:
    with a single credit, T-30 stays in the inbox and T-7 is pushed.
    """
    later = [other for other in stages if other < stage]
    return 1 + sum(value_of(other) > value_of(stage) for other in later)


def send_after(*, now: datetime, due_on: date) -> datetime:
    """The first instant at or after `now` outside the quiet hours, in Beijing time."""
    local = now.astimezone(BEIJING)
    for day in (local.date(), local.date() + timedelta(days=1)):
        opens_at = SEND_FROM_ON_LAST_DAY if day == due_on else SEND_FROM
        opening = datetime.combine(day, opens_at, BEIJING)
        closing = datetime.combine(day, SEND_UNTIL, BEIJING)
        if local <= closing:
            return max(local, opening)
    raise AssertionError("tomorrow's opening always lies ahead")


def may_send(*, now: datetime) -> bool:
    """Whether `now` lies in the hours in which a message may reach a phone."""
    return SEND_FROM_ON_LAST_DAY <= now.astimezone(BEIJING).time() <= SEND_UNTIL


def may_send_before_the_last_day(*, now: datetime) -> bool:
    """Whether the ordinary hours have begun; before, only what ends today may go."""
    return now.astimezone(BEIJING).time() >= SEND_FROM


def retry_after(*, now: datetime, attempts: int) -> datetime:
    """When to try again after `attempts` failures."""
    return now + BACK_OFF[min(attempts, len(BACK_OFF)) - 1]
