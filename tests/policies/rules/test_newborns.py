from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies import rules
from policies.rules import LateStart, NewbornPayment
from tests.policies.rules.civil import ONE_DAY, days, turn_months, walk


@given(birth=days, count=st.integers(1, 366))
def test_the_deadline_is_counted_off_from_the_day_after_birth(birth: date, count: int) -> None:
    deadline = rules.newborn_deadline(birth=birth, days=count)
    assert len(walk(birth + ONE_DAY, deadline)) == count


@given(birth=days, months=st.integers(1, 12))
def test_a_place_may_count_months(birth: date, months: int) -> None:
    deadline = rules.newborn_deadline(birth=birth, days=90, months=months)
    assert deadline == turn_months(birth, months)


def test_ninety_days_is_the_default() -> None:
    birth = date(2026, 10, 15)
    assert rules.newborn_deadline(birth=birth) == date(2027, 1, 13)
    assert rules.newborn_deadline(birth=birth, days=None) == birth
    assert rules.newborn_start(birth=birth, paid=date(2027, 1, 13)) == birth
    assert rules.newborn_start(birth=birth, paid=date(2027, 1, 14)) is None
    assert [year.pay_by for year in rules.newborn_plan(birth=birth)] == [date(2027, 1, 13)] * 2


BIRTH = date(2026, 5, 1)


@pytest.mark.parametrize(
    ("paid", "late", "expected"),
    [
        (date(2026, 5, 1), None, BIRTH),
        (date(2026, 7, 30), None, BIRTH),
        (date(2026, 7, 30), "next_day", BIRTH),
        (date(2026, 7, 31), "next_day", date(2026, 8, 1)),
        (date(2026, 7, 31), "next_month_first", date(2026, 8, 1)),
        (date(2026, 8, 1), "next_month_first", date(2026, 9, 1)),
        (date(2026, 12, 2), "next_month_first", date(2027, 1, 1)),
        (date(2026, 8, 1), "wait_days", date(2026, 10, 31)),
        (date(2026, 11, 30), "wait_months", date(2027, 2, 28)),
        (date(2026, 8, 1), None, None),
    ],
)
def test_in_time_from_birth_and_late_as_the_place_says(
    paid: date, late: str | None, expected: date | None
) -> None:
    assert rules.newborn_start(birth=BIRTH, paid=paid, days=90, late=late) == expected


def test_the_wait_of_a_late_baby_is_the_places_own() -> None:
    asked: dict[str, Any] = {"birth": BIRTH, "paid": date(2026, 8, 1)}
    assert rules.newborn_start(**asked, late="wait_days", wait_days=30) == date(2026, 9, 1)
    assert rules.newborn_start(**asked, late="wait_months", wait_months=1) == date(2026, 9, 1)


def test_where_months_are_counted_the_days_do_not_matter() -> None:
    def start(paid: date) -> date | None:
        return rules.newborn_start(birth=BIRTH, paid=paid, days=90, months=6, late="next_day")

    assert start(date(2026, 11, 1)) == BIRTH
    assert start(date(2026, 11, 2)) == date(2026, 11, 3)


def test_from_its_first_birthday_a_late_baby_is_like_everyone() -> None:
    def start(paid: date) -> date | None:
        return rules.newborn_start(birth=BIRTH, paid=paid, late="next_day", late_until_age_years=1)

    assert start(date(2027, 4, 30)) == date(2027, 5, 1)
    assert start(date(2027, 5, 1)) is None
    assert start(date(2026, 5, 2)) == BIRTH


def test_a_late_baby_covered_only_after_the_year_has_no_date() -> None:
    def start(coverage_end: date) -> date | None:
        return rules.newborn_start(
            birth=BIRTH, paid=date(2026, 12, 30), late="next_day", coverage_end=coverage_end
        )

    assert start(date(2026, 12, 31)) == date(2026, 12, 31)
    assert start(date(2026, 12, 30)) is None


@given(
    birth=days,
    after=st.integers(0, 400),
    count=st.sampled_from([28, 90, 180]),
    late=st.sampled_from(list(LateStart)),
)
def test_a_late_baby_is_covered_after_payment_and_one_in_time_from_birth(
    birth: date, after: int, count: int, late: LateStart
) -> None:
    paid = birth
    for _ in range(after):
        paid += ONE_DAY
    start = rules.newborn_start(birth=birth, paid=paid, days=count, late=late)
    if after <= count:
        assert start == birth
    elif late is LateStart.NEXT_DAY:
        assert start == paid + ONE_DAY
    elif late is LateStart.NEXT_MONTH_FIRST:
        assert start == next(
            day for day in walk(paid + ONE_DAY, turn_months(paid, 2)) if day.day == 1
        )
    elif late is LateStart.WAIT_MONTHS:
        assert start == turn_months(paid, 3)
    else:
        assert start is not None
        assert len(walk(paid + ONE_DAY, start - ONE_DAY)) == 90


def test_a_baby_born_late_in_the_year_needs_both_years() -> None:
    assert rules.newborn_plan(birth=date(2026, 10, 3), days=90) == [
        NewbornPayment(2026, date(2027, 1, 1), date(2026, 10, 3), date(2026, 12, 31)),
        NewbornPayment(2027, date(2027, 1, 1), date(2027, 1, 1), date(2027, 12, 31)),
    ]


def test_a_baby_whose_days_end_with_the_year_needs_one() -> None:
    assert rules.newborn_plan(birth=date(2026, 10, 2), days=90) == [
        NewbornPayment(2026, date(2026, 12, 31), date(2026, 10, 2), date(2026, 12, 31))
    ]


@given(birth=days, count=st.integers(28, 180), months=st.none() | st.integers(1, 6))
def test_the_planned_years_cover_the_baby_from_birth_without_a_gap(
    birth: date, count: int, months: int | None
) -> None:
    plan = rules.newborn_plan(birth=birth, days=count, months=months)
    deadline = rules.newborn_deadline(birth=birth, days=count, months=months)
    assert plan[0].covered_from == birth
    assert plan[-1].covered_to.year == deadline.year
    assert all(year.pay_by == deadline for year in plan)
    assert all(year.covered_from.year == year.coverage_year for year in plan)
    assert all(
        (year.covered_to + ONE_DAY).timetuple()[:3] == (year.coverage_year + 1, 1, 1)
        for year in plan
    )
    for first, second in zip(plan, plan[1:], strict=False):
        assert second.covered_from == first.covered_to + ONE_DAY
