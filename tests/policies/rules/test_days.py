from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies import rules
from tests.policies.rules.civil import ONE_DAY, days, last_of_months, turn_months, walk


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2028, 2, 29), 48, date(2032, 2, 29)),
        (date(2028, 1, 31), 3, date(2028, 4, 30)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 5, 20), 0, date(2026, 5, 20)),
    ],
)
def test_months_are_added_by_the_same_day_or_the_last_of_the_month(
    start: date, months: int, expected: date
) -> None:
    assert rules.add_months(start, months) == expected


@given(start=days, months=st.integers(0, 36))
def test_adding_months_agrees_with_turning_the_leaves_of_a_calendar(
    start: date, months: int
) -> None:
    assert rules.add_months(start, months) == turn_months(start, months)


@given(day=days)
def test_the_last_of_a_month_is_followed_by_a_first(day: date) -> None:
    last = rules.last_of_month(day)
    assert (last.year, last.month) == (day.year, day.month)
    assert (last + ONE_DAY).day == 1


@given(year=st.integers(2024, 2040), month=st.integers(1, 12), day=st.integers(1, 31))
def test_a_day_of_a_month_is_that_day_or_the_last_one(year: int, month: int, day: int) -> None:
    last = last_of_months(year, month)
    assert rules.in_month(year, month, day) == (last if day > last.day else last.replace(day=day))


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        (
            date(2028, 3, 1),
            [date(2028, 1, 31), date(2028, 2, 23), date(2028, 2, 29), date(2028, 3, 1)],
        ),
        (
            date(2027, 3, 1),
            [date(2027, 1, 30), date(2027, 2, 22), date(2027, 2, 28), date(2027, 3, 1)],
        ),
        (
            date(2026, 1, 1),
            [date(2025, 12, 2), date(2025, 12, 25), date(2025, 12, 31), date(2026, 1, 1)],
        ),
    ],
    ids=["over a leap day", "over the end of February", "over New Year"],
)
def test_reminder_days_count_back_over_month_and_year_ends(due: date, expected: list[date]) -> None:
    assert rules.offsets(due=due, offsets=[30, 7, 1, 0]) == expected


@given(due=days, before=st.lists(st.integers(0, 90), max_size=5))
def test_every_reminder_day_is_so_many_days_before(due: date, before: list[int]) -> None:
    reminded = rules.offsets(due=due, offsets=before)
    assert [len(walk(day, due)) - 1 for day in reminded] == before


SPRING = rules.WorkCalendar(
    holidays=frozenset(walk(date(2026, 2, 15), date(2026, 2, 23))),
    make_up_workdays=frozenset({date(2026, 2, 14), date(2026, 2, 28)}),
    known_years=frozenset({2026}),
)


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 2, 13), True),
        (date(2026, 2, 14), True),
        (date(2026, 2, 16), False),
        (date(2026, 2, 23), False),
        (date(2026, 2, 24), True),
        (date(2026, 2, 28), True),
        (date(2026, 3, 1), False),
        (date(2026, 3, 7), False),
    ],
    ids=[
        "an ordinary Friday",
        "a Saturday made up",
        "a Monday of the holidays",
        "the last holiday, a Monday",
        "back at work",
        "another Saturday made up",
        "an ordinary Sunday",
        "an ordinary Saturday",
    ],
)
def test_working_days_follow_the_holiday_table(day: date, worked: bool) -> None:
    assert SPRING.is_workday(day) is worked


@pytest.mark.parametrize(
    ("first", "last", "known"),
    [
        (date(2026, 1, 1), date(2026, 12, 31), True),
        (date(2026, 12, 31), date(2027, 1, 1), False),
        (date(2025, 12, 31), date(2026, 1, 1), False),
        (date(2025, 6, 1), date(2027, 6, 1), False),
    ],
)
def test_an_answer_is_certain_only_if_all_its_years_have_a_table(
    first: date, last: date, known: bool
) -> None:
    assert SPRING.knows(first, last) is known


def test_without_a_table_weekends_are_free_and_nothing_is_known() -> None:
    assert rules.WEEKENDS_ONLY.is_workday(date(2030, 10, 1))
    assert not rules.WEEKENDS_ONLY.is_workday(date(2030, 10, 5))
    assert not rules.WEEKENDS_ONLY.knows(date(2030, 1, 1), date(2030, 1, 1))


calendars = st.builds(
    rules.WorkCalendar,
    holidays=st.frozensets(st.dates(date(2026, 1, 1), date(2026, 3, 31)), max_size=20),
    make_up_workdays=st.frozensets(st.dates(date(2026, 1, 1), date(2026, 3, 31)), max_size=5),
)
beginnings = st.dates(date(2025, 12, 20), date(2026, 4, 5)) | days


def worked(calendar: rules.WorkCalendar, day: date) -> bool:
    """Restated: a made-up day is worked, a holiday and a weekend is not."""
    free = day in calendar.holidays or day.isoweekday() in (6, 7)
    return day in calendar.make_up_workdays or not free


@given(calendar=calendars, day=beginnings)
def test_rolling_finds_the_first_worked_day(calendar: rules.WorkCalendar, day: date) -> None:
    rolled = calendar.roll(day)
    assert worked(calendar, rolled)
    assert not any(worked(calendar, between) for between in walk(day, rolled - ONE_DAY))


@given(calendar=calendars, day=beginnings, count=st.integers(0, 30))
def test_so_many_working_days_lie_after_a_day(
    calendar: rules.WorkCalendar, day: date, count: int
) -> None:
    last = calendar.add_workdays(day, count)
    counted = [each for each in walk(day + ONE_DAY, last) if worked(calendar, each)]
    assert len(counted) == count
    assert last == (counted[-1] if counted else day)
