from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminders.rules import (
    may_send,
    retry_after,
    send_after,
    stage_on,
)

BEIJING = ZoneInfo("Asia/Shanghai")
PAYMENT = (30, 7, 1, 0)
FILING = (30, 7, 1)


def at(day: str, time: str) -> datetime:
    return datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("trap", "due_on", "today", "stages", "stage"),
    [
        ("a day too early", "2025-12-20", "2025-11-19", PAYMENT, None),
        ("the first stage", "2025-12-20", "2025-11-20", PAYMENT, 30),
        ("planner was down on T-7", "2025-12-20", "2025-12-15", PAYMENT, 7),
        ("the eve", "2025-12-20", "2025-12-19", PAYMENT, 1),
        ("the last day", "2025-12-20", "2025-12-20", PAYMENT, 0),
        ("the day after", "2025-12-20", "2025-12-21", PAYMENT, None),
        ("a filing's last day", "2025-12-20", "2025-12-20", FILING, 1),
        ("over a leap day", "2028-03-01", "2028-02-23", PAYMENT, 7),
        ("over the year's end", "2027-01-05", "2026-12-29", PAYMENT, 7),
    ],
)
def test_the_stage_of_a_day(
    trap: str, due_on: str, today: str, stages: tuple[int, ...], stage: int | None
) -> None:
    found = stage_on(
        due_on=date.fromisoformat(due_on), today=date.fromisoformat(today), stages=stages
    )
    assert found == stage, trap


@given(
    due_on=st.dates(date(2024, 2, 1), date(2040, 12, 31)),
    days_left=st.integers(min_value=-5, max_value=40),
)
def test_each_stage_lasts_until_the_next_begins(due_on: date, days_left: int) -> None:
    walked = None
    for stage in PAYMENT:
        if 0 <= days_left <= stage:
            walked = stage
    today = due_on - timedelta(days=days_left)
    assert stage_on(due_on=due_on, today=today, stages=PAYMENT) == walked


@pytest.mark.parametrize(
    ("trap", "now", "due_on", "expected"),
    [
        ("at night", at("2025-11-20", "00:01"), "2025-12-20", at("2025-11-20", "09:00")),
        ("in the day", at("2025-11-20", "14:00"), "2025-12-20", at("2025-11-20", "14:00")),
        ("in the evening", at("2025-11-20", "20:31"), "2025-12-20", at("2025-11-21", "09:00")),
        (
            "one minute to midnight",
            at("2025-12-31", "23:59"),
            "2026-01-07",
            at("2026-01-01", "09:00"),
        ),
        (
            "last day starts earlier",
            at("2025-12-20", "00:01"),
            "2025-12-20",
            at("2025-12-20", "08:00"),
        ),
        ("eve of the last day", at("2025-12-19", "22:00"), "2025-12-20", at("2025-12-20", "08:00")),
    ],
)
def test_messages_wait_for_the_morning(
    trap: str, now: datetime, due_on: str, expected: datetime
) -> None:
    assert send_after(now=now, due_on=date.fromisoformat(due_on)) == expected, trap


def test_beijing_decides_the_hour_whatever_zone_the_clock_speaks() -> None:
    utc = at("2025-11-20", "07:00").astimezone(ZoneInfo("UTC"))
    assert not may_send(now=utc)
    assert may_send(now=at("2025-11-20", "09:00").astimezone(ZoneInfo("UTC")))


def test_tries_come_ever_later_and_go_on() -> None:
    now = at("2025-11-20", "09:00")
    times = [retry_after(now=now, attempts=tries) for tries in range(1, 8)]
    assert times == sorted(times)
    assert times[0] > now
    assert times[-1] == times[-2]
