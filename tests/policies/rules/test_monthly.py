from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from policies import rules
from tests.policies.rules.civil import ONE_DAY, last_of_months, walk

years, months = st.integers(2024, 2040), st.integers(1, 12)
debit_days = st.integers(1, 31)


@given(year=years, month=months, day=debit_days)
def test_money_is_taken_on_the_named_day_or_the_last_of_a_short_month(
    year: int, month: int, day: int
) -> None:
    last = last_of_months(year, month)
    expected = date(year, month, day) if day < last.day else last
    assert rules.debit_nominal(year=year, month=month, day=day) == expected
    assert rules.debit(year=year, month=month, day=day) == expected


@given(year=years, month=months, day=debit_days)
def test_with_rolling_money_is_taken_on_the_next_weekday(year: int, month: int, day: int) -> None:
    nominal = rules.debit_nominal(year=year, month=month, day=day)
    rolled = rules.debit(year=year, month=month, day=day, roll=True)
    assert rolled.isoweekday() < 6
    assert all(skipped.isoweekday() > 5 for skipped in walk(nominal, rolled - ONE_DAY))


def test_rolling_follows_the_holiday_table_and_may_leave_the_month() -> None:
    shut = rules.WorkCalendar(holidays=frozenset({date(2026, 4, 30), date(2026, 5, 1)}))
    assert rules.debit(year=2026, month=4, day=31, roll=True, calendar=shut) == date(2026, 5, 4)
    assert rules.debit(year=2026, month=4, day=31, roll=False, calendar=shut) == date(2026, 4, 30)


def test_reminders_count_back_from_the_nominal_day_whatever_the_bank_does() -> None:
    reminded = rules.debit_reminders(year=2026, month=2, day=15, offsets_days=[3, 1])
    assert reminded == [date(2026, 2, 12), date(2026, 2, 14)]
    assert rules.debit_reminders(year=2027, month=2, day=31, offsets_days=[1, 0]) == [
        date(2027, 2, 27),
        date(2027, 2, 28),
    ]


@given(year=years, month=months)
def test_benefits_stop_on_the_day_after_the_month_of_the_failure(year: int, month: int) -> None:
    assert rules.flex_suspend(year=year, month=month) == last_of_months(year, month) + ONE_DAY


@given(year=years, month=months, count=st.integers(1, 12))
def test_the_failed_month_is_the_first_of_the_months_to_pay_up(
    year: int, month: int, count: int
) -> None:
    found = rules.flex_repair_deadline(year=year, month=month, months=count)
    assert found == last_of_months(year, month + count - 1)


@given(year=years, month=months, count=st.integers(0, 12))
def test_the_last_paid_month_is_not_counted_when_a_job_is_lost(
    year: int, month: int, count: int
) -> None:
    found = rules.job_loss_deadline(year=year, month=month, months=count)
    assert found == last_of_months(year, month + count)


def test_three_months_is_the_default_of_both() -> None:
    assert rules.flex_repair_deadline(year=2026, month=11) == date(2027, 1, 31)
    assert rules.job_loss_deadline(year=2026, month=11) == date(2027, 2, 28)
