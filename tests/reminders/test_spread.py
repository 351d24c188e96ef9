"""Large cohorts come over the day, holidays are left alone, and the last days come first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest

from accounts.models import Member, User
from policies.models import Holiday, PaymentWindow
from reminders import pacing, planning, rules
from reminders.models import Reminder
from reminders.rules import can_wait, first_open_day, spread_step
from reminders.upcoming import upcoming_for
from tests.reminders.conftest import BEIJING, morning, plan_on

T_30, T_1, T_0 = "2025-11-20", "2025-12-19", "2025-12-20"
NATIONAL_DAY = frozenset(date(2025, 10, 1) + timedelta(days=number) for number in range(8))

MakeUser = Callable[..., User]
Make = Callable[..., Member]


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("trap", "due_on", "ends", "lasts", "waits"),
    [
        ("long before", "2025-10-31", True, 0, True),
        ("three days left afterwards", "2025-10-12", True, 0, True),
        ("two days left afterwards", "2025-10-11", True, 0, False),
        ("its end lies in the holiday", "2025-10-03", True, 0, False),
        ("told once, still open afterwards", "2025-10-03", False, 6, True),
        ("told once, over by then", "2025-10-02", False, 6, False),
    ],
)
def test_a_message_waits_for_the_end_of_a_holiday_if_it_can(
    trap: str, due_on: str, ends: bool, lasts: int, waits: bool
) -> None:
    back = first_open_day(day("2025-10-01"), holidays=NATIONAL_DAY)
    assert back == day("2025-10-09")
    assert can_wait(until=back, due_on=day(due_on), ends=ends, lasts=lasts) is waits, trap


def test_only_large_cohorts_are_spread_and_only_until_the_afternoon() -> None:
    start = morning(T_30)
    assert spread_step(start, households=rules.LARGE_COHORT) == timedelta(0)
    step = spread_step(start, households=rules.LARGE_COHORT + 1)
    assert start + step * rules.SPREAD_STEPS == start.replace(hour=18)
    assert spread_step(start.replace(hour=19), households=10**6) == timedelta(0)


@pytest.mark.django_db
def test_a_large_cohort_comes_over_the_day_but_for_the_last_days(
    resident: MakeUser, member: Make, window: PaymentWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (rules, planning):
        monkeypatch.setattr(module, "LARGE_COHORT", 20)
    for _ in range(40):
        member(resident())
    plan_on(T_30)
    first = {row.user_id: row.send_after for row in Reminder.objects.all()}
    assert len(set(first.values())) == 40, "no two residents in a row at once"
    assert min(first.values()) >= morning(T_30)
    assert max(first.values()) < morning(T_30).replace(hour=18)
    Reminder.objects.all().delete()
    plan_on(T_30)
    assert {row.user_id: row.send_after for row in Reminder.objects.all()} == first
    for last, at in ((T_1, "09:00"), (T_0, "08:00")):
        plan_on(last, at="00:01")
        rows = Reminder.objects.filter(status="planned")
        assert {row.send_after.astimezone(BEIJING) for row in rows} == {
            datetime.combine(day(last), time.fromisoformat(at), BEIJING)
        }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("trap", "closes_on", "expected"),
    [
        ("it can wait", "2025-11-02", "2025-10-09T09:00"),
        ("it cannot", "2025-10-10", "2025-10-03T09:00"),
        ("the last day", "2025-10-03", "2025-10-03T08:00"),
    ],
)
def test_nothing_comes_on_a_public_holiday_that_can_wait(
    trap: str,
    closes_on: str,
    expected: str,
    resident: MakeUser,
    member: Make,
    window: PaymentWindow,
) -> None:
    """The National Day holiday of 2025 was from 1 to 8 October."""
    PaymentWindow.objects.update(opens_on=day("2025-09-01"), closes_on=day(closes_on))
    user = resident()
    member(user)
    at_night = datetime(2025, 10, 3, 0, 1, tzinfo=BEIJING)
    said = next(
        each
        for each in upcoming_for(user, today=day("2025-10-03"), now=at_night)
        if each.kind.code == "payment_deadline"
    )
    plan_on("2025-10-03", at="00:01")
    row = Reminder.objects.get()
    assert row.send_after.astimezone(BEIJING).isoformat()[:16] == expected, trap
    assert said.send_at == row.send_after
    assert said.reason == ("holiday" if trap == "it can wait" else "quiet")


@pytest.mark.django_db
@pytest.mark.usefixtures("window")
def test_a_holiday_that_people_entered_is_left_alone_too(resident: MakeUser, member: Make) -> None:
    Holiday.objects.create(day=day(T_30), kind="holiday")
    member(resident())
    plan_on(T_30)
    assert Reminder.objects.get().send_after == morning("2025-11-21")


def test_an_ordinary_day_costs_no_look_at_holidays() -> None:
    at = pacing.moments(today=day(T_30), now=morning(T_30), holidays=NATIONAL_DAY)
    assert not at.is_holiday
