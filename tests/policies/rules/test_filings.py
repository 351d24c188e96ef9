from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies import rules
from tests.policies.rules.civil import ONE_DAY, days, turn_months, walk

AUTUMN = date(2026, 8, 31)


@given(start=days, months=st.integers(1, 36))
def test_a_filing_ends_on_the_eve_of_the_day_its_place_may_change(start: date, months: int) -> None:
    last = rules.filing_last_valid(start=start, months=months)
    assert last + ONE_DAY == turn_months(start, months)
    assert last + ONE_DAY == rules.filing_unlock(start=start, lock_months=months)
    assert rules.filing_covers(start=start, last_valid=last, admission=last)
    assert not rules.filing_covers(start=start, last_valid=last, admission=last + ONE_DAY)


def test_a_recorded_end_goes_before_the_months_of_the_rule() -> None:
    end = date(2026, 10, 31)
    assert rules.filing_last_valid(start=AUTUMN, months=6, end=end) == end


def test_six_months_is_the_default_of_validity_and_lock() -> None:
    assert rules.filing_last_valid(start=AUTUMN) == date(2027, 2, 27)
    assert rules.filing_unlock(start=AUTUMN) == date(2027, 2, 28)


def test_a_filing_covers_its_first_and_last_day_and_one_without_end_every_later_day() -> None:
    last = date(2027, 2, 27)
    assert rules.filing_covers(start=AUTUMN, last_valid=last, admission=AUTUMN)
    assert rules.filing_covers(start=AUTUMN, last_valid=last, admission=last)
    assert not rules.filing_covers(start=AUTUMN, last_valid=last, admission=AUTUMN - ONE_DAY)
    assert rules.filing_covers(start=AUTUMN, admission=date(2039, 1, 1))
    assert not rules.filing_covers(start=AUTUMN, admission=AUTUMN - ONE_DAY)


@given(start=days, length=st.none() | st.integers(0, 400), admitted=st.integers(-50, 450))
def test_a_stay_is_covered_if_its_first_day_is_among_the_days_of_the_filing(
    start: date, length: int | None, admitted: int
) -> None:
    last = None if length is None else start + timedelta(days=length)
    admission = start + timedelta(days=admitted)
    covered = admission in walk(start, last or date(2045, 1, 1))
    assert rules.filing_covers(start=start, last_valid=last, admission=admission) is covered


@pytest.mark.parametrize(
    ("start", "today", "expected"),
    [
        (date(2026, 5, 20), date(2026, 5, 20), date(2027, 5, 20)),
        (date(2026, 5, 20), date(2027, 5, 20), date(2027, 5, 20)),
        (date(2026, 5, 20), date(2027, 5, 21), date(2028, 5, 20)),
        (date(2026, 5, 20), None, date(2027, 5, 20)),
        (date(2028, 2, 29), None, date(2029, 2, 28)),
        (date(2028, 2, 29), date(2029, 3, 1), date(2030, 2, 28)),
        (date(2028, 2, 29), date(2031, 3, 1), date(2032, 2, 29)),
        (date(2026, 12, 31), date(2026, 1, 1), date(2027, 12, 31)),
    ],
)
def test_a_long_term_filing_is_reviewed_on_each_anniversary(
    start: date, today: date | None, expected: date
) -> None:
    assert rules.filing_review(start=start, today=today) == expected


@given(start=days, later=st.integers(0, 3000))
def test_the_next_review_is_the_first_anniversary_not_yet_past(start: date, later: int) -> None:
    today = start + timedelta(days=later)
    anniversaries = [turn_months(start, 12 * years) for years in range(1, 11)]
    expected = next(day for day in anniversaries if day >= today)
    assert rules.filing_review(start=start, today=today) == expected


@given(admission=days, count=st.integers(0, 30))
def test_an_emergency_may_be_filed_so_many_days_after_admission(
    admission: date, count: int
) -> None:
    last = rules.emergency_calendar(admission=admission, days=count)
    assert len(walk(admission + ONE_DAY, last)) == count


@given(admission=days, count=st.integers(1, 20))
def test_without_holidays_working_days_are_the_days_from_monday_to_friday(
    admission: date, count: int
) -> None:
    last = rules.emergency_workdays(admission=admission, days=count, calendar=rules.WEEKENDS_ONLY)
    week = [day for day in walk(admission + ONE_DAY, last) if day.isoweekday() < 6]
    assert len(week) == count
    assert week[-1] == last
