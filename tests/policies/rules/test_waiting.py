from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies import rules
from policies.rules import ExemptStart, StartConvention, Waiting
from tests.policies.rules.civil import ONE_DAY, days, turn_months

NEW_YEAR, YEAR_END = date(2026, 1, 1), date(2026, 12, 31)
FROM_THE_FIRST_MISSED_YEAR = Waiting(counts_from=1)
NINETY_DAYS = Waiting(days=90)
WITH_THE_MONTH = Waiting(start=StartConvention.NEXT_MONTH_FIRST)

coverage_starts = st.sampled_from([date(year, 1, 1) for year in range(2025, 2041)])
waitings = st.builds(
    Waiting,
    fixed_months=st.integers(0, 6),
    months_per_missed_year=st.integers(0, 3),
    counts_from=st.integers(1, 3),
    months_repaired_per_year=st.integers(0, 2),
    floor_missed=st.integers(2, 6),
    floor_months=st.integers(0, 9),
    start=st.sampled_from(list(StartConvention)),
)


@pytest.mark.parametrize(
    ("missed", "repaired", "months"),
    [
        (0, 0, 3),
        (1, 0, 3),
        (1, 1, 3),
        (2, 0, 4),
        (2, 1, 3),
        (2, 2, 3),
        (3, 0, 5),
        (3, 2, 3),
        (4, 0, 6),
        (4, 1, 6),
        (4, 4, 6),
        (5, 0, 7),
        (5, 1, 6),
        (5, 5, 6),
        (9, 1, 10),
    ],
)
def test_the_national_wait(missed: int, repaired: int, months: int) -> None:
    assert rules.NATIONAL.months(missed=missed, repaired=repaired) == months


@pytest.mark.parametrize(("missed", "months"), [(0, 3), (1, 4), (2, 5), (3, 6), (4, 7), (5, 8)])
def test_a_place_may_count_from_the_first_missed_year(missed: int, months: int) -> None:
    assert FROM_THE_FIRST_MISSED_YEAR.months(missed=missed) == months


def months_by_year(waiting: Waiting, missed: int, repaired: int) -> int:
    """Restated: go through the missed years one by one, then take the repaired ones off."""
    variable = 0
    for year in range(1, missed + 1):
        if year >= waiting.counts_from:
            variable += waiting.months_per_missed_year
    for _ in range(repaired * waiting.months_repaired_per_year):
        if variable:
            variable -= 1
    total = waiting.fixed_months + variable
    if missed >= waiting.floor_missed and total < waiting.floor_months:
        return waiting.floor_months
    return total


@given(waiting=waitings, missed=st.integers(0, 15), repaired=st.integers(0, 15))
def test_the_months_of_waiting_agree_with_counting_year_by_year(
    waiting: Waiting, missed: int, repaired: int
) -> None:
    expected = months_by_year(waiting, missed, repaired)
    assert waiting.months(missed=missed, repaired=repaired) == expected


def test_only_years_from_2025_on_count_as_missed() -> None:
    assert rules.missed_years([2022, 2023, 2024]) == 0
    assert rules.missed_years([2023, 2024, 2025, 2026, 2026]) == 2
    assert rules.missed_years([2023, 2024], counted_from=2024) == 1


@given(paid=days, spill=st.sampled_from(["next_day", "from_coverage_start"]))
def test_benefit_never_starts_before_the_coverage_year_nor_before_the_money_is_there_unless_told(
    paid: date, spill: str
) -> None:
    coverage_start = date(paid.year + (paid.month > 6), 1, 1)
    start = rules.in_window_benefit(paid=paid, coverage_start=coverage_start, spill=spill)
    assert start >= coverage_start
    assert start > paid or spill == "from_coverage_start"
    assert start in (coverage_start, paid + ONE_DAY)


def test_money_that_arrives_on_the_first_day_of_the_coverage_year_counts_from_the_next() -> None:
    assert rules.in_window_benefit(
        paid=NEW_YEAR, coverage_start=NEW_YEAR, spill="next_day"
    ) == date(2026, 1, 2)


@given(paid=days)
def test_the_next_day_and_the_next_month_begin_after_the_payment(paid: date) -> None:
    assert rules.next_day(paid=paid) - paid == ONE_DAY
    first = paid + ONE_DAY
    while first.day != 1:
        first += ONE_DAY
    assert rules.next_month_first(paid=paid) == first


@pytest.mark.parametrize(
    ("anchor", "months", "expected"),
    [
        (date(2026, 3, 15), 3, date(2026, 7, 1)),
        (date(2026, 1, 1), 3, date(2026, 4, 1)),
        (date(2026, 1, 2), 3, date(2026, 5, 1)),
        (date(2026, 10, 15), 2, date(2027, 1, 1)),
    ],
)
def test_a_wait_may_end_with_the_month(anchor: date, months: int, expected: date) -> None:
    found = rules.wait_over(anchor=anchor, months=months, convention="next_month_first")
    assert found == expected


@given(paid=days, months=st.integers(0, 36), coverage_start=st.none() | days)
def test_a_late_wait_runs_from_the_later_of_payment_and_coverage_start(
    paid: date, months: int, coverage_start: date | None
) -> None:
    anchor = paid if coverage_start is None or coverage_start < paid else coverage_start
    assert rules.late_wait(paid=paid, months=months, coverage_start=coverage_start) == turn_months(
        anchor, months
    )


@given(paid=days, months=st.integers(0, 15), coverage_end=days)
def test_a_wait_that_outlasts_the_coverage_year_has_no_date(
    paid: date, months: int, coverage_end: date
) -> None:
    start = turn_months(paid, months)
    expected = start if start <= coverage_end else None
    assert rules.late_wait(paid=paid, months=months, coverage_end=coverage_end) == expected


def test_a_wait_that_ends_on_the_last_day_of_the_year_still_has_a_date() -> None:
    assert rules.late_wait(paid=date(2026, 9, 30), coverage_end=date(2026, 12, 30)) == date(
        2026, 12, 30
    )
    assert rules.late_wait(paid=date(2026, 9, 30), coverage_end=date(2026, 12, 29)) is None


@given(
    paid=days,
    count=st.integers(0, 365),
    excluded=st.booleans(),
    coverage_start=st.none() | days,
)
def test_a_wait_of_days_is_counted_off_day_by_day(
    paid: date, count: int, excluded: bool, coverage_start: date | None
) -> None:
    day = paid if coverage_start is None else max(paid, coverage_start)
    for _ in range(count):
        day += ONE_DAY
    if excluded:
        day += ONE_DAY
    assert (
        rules.late_wait_days(
            paid=paid, days=count, last_day_excluded=excluded, coverage_start=coverage_start
        )
        == day
    )


def test_ninety_days_with_the_ninetieth_excluded_is_the_default() -> None:
    assert rules.late_wait_days(paid=date(2027, 1, 15)) == date(2027, 4, 16)
    assert rules.late_wait_days(paid=date(2026, 11, 1), coverage_end=date(2026, 12, 31)) is None


@given(
    paid=days,
    coverage_start=coverage_starts,
    missed=st.integers(1, 9),
    repaired=st.integers(0, 9),
)
def test_one_who_comes_back_waits_from_the_later_of_payment_and_coverage_start(
    paid: date, coverage_start: date, missed: int, repaired: int
) -> None:
    found = rules.rejoin_wait(
        missed=missed, repaired=repaired, paid=paid, coverage_start=coverage_start
    )
    months = months_by_year(rules.NATIONAL, missed, repaired)
    start = turn_months(max(paid, coverage_start), months)
    assert found.months == months
    assert found.benefit_start == (start if start.year <= coverage_start.year else None)


def test_who_missed_nothing_and_pays_before_the_year_does_not_wait() -> None:
    early = rules.rejoin_wait(missed=0, paid=date(2025, 12, 31), coverage_start=NEW_YEAR)
    assert early == (0, NEW_YEAR)
    late = rules.rejoin_wait(missed=0, paid=NEW_YEAR, coverage_start=NEW_YEAR)
    assert late == (3, date(2026, 4, 1))


def test_a_rejoiner_of_a_longer_coverage_year_may_start_later() -> None:
    asked: dict[str, Any] = {"missed": 1, "paid": date(2026, 11, 1), "coverage_start": NEW_YEAR}
    assert rules.rejoin_wait(**asked) == (3, None)
    assert rules.rejoin_wait(**asked, coverage_end=date(2027, 2, 1)) == (3, date(2027, 2, 1))


def test_a_rejoiner_follows_the_convention_of_the_place() -> None:
    found = rules.rejoin_wait(
        missed=2, paid=date(2026, 3, 15), coverage_start=NEW_YEAR, waiting=WITH_THE_MONTH
    )
    assert found == (4, date(2026, 8, 1))


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"paid": date(2025, 12, 10), "in_window": True}, NEW_YEAR),
        ({"paid": date(2026, 1, 15), "in_window": True}, date(2026, 1, 16)),
        ({"paid": date(2026, 1, 15), "in_window": True, "spill": "from_coverage_start"}, NEW_YEAR),
        ({"paid": date(2025, 12, 10), "in_window": True, "missed": 1}, date(2026, 4, 1)),
        ({"paid": date(2026, 1, 15), "in_window": True, "missed": 1}, date(2026, 4, 15)),
        ({"paid": date(2025, 12, 10), "in_window": True, "missed": 2}, date(2026, 5, 1)),
        (
            {"paid": date(2025, 12, 10), "in_window": True, "missed": 2, "repaired": 1},
            date(2026, 4, 1),
        ),
        ({"paid": date(2025, 12, 10), "in_window": True, "missed": 2, "exempt": True}, NEW_YEAR),
        ({"paid": date(2026, 3, 15), "in_window": False}, date(2026, 6, 15)),
        ({"paid": date(2025, 12, 28), "in_window": False}, date(2026, 4, 1)),
        ({"paid": date(2026, 11, 30), "in_window": False}, None),
        ({"paid": date(2026, 3, 15), "in_window": False, "exempt": True}, date(2026, 3, 16)),
        ({"paid": date(2025, 12, 28), "in_window": False, "exempt": True}, NEW_YEAR),
        ({"paid": date(2026, 12, 31), "in_window": False, "exempt": True}, None),
        (
            {
                "paid": date(2026, 3, 15),
                "in_window": False,
                "exempt": True,
                "exempt_start": ExemptStart.NEXT_MONTH_FIRST,
            },
            date(2026, 4, 1),
        ),
        (
            {"paid": date(2026, 3, 15), "in_window": False, "waiting": NINETY_DAYS},
            date(2026, 6, 14),
        ),
        (
            {"paid": date(2025, 12, 28), "in_window": False, "waiting": NINETY_DAYS},
            date(2026, 4, 2),
        ),
        (
            {
                "paid": date(2026, 3, 15),
                "in_window": False,
                "waiting": Waiting(days=90, last_day_excluded=False),
            },
            date(2026, 6, 13),
        ),
        (
            {"paid": date(2026, 3, 15), "in_window": False, "waiting": Waiting(days=60)},
            date(2026, 5, 15),
        ),
        ({"paid": date(2026, 10, 15), "in_window": False, "waiting": NINETY_DAYS}, None),
        (
            {"paid": date(2026, 3, 15), "in_window": False, "waiting": WITH_THE_MONTH},
            date(2026, 7, 1),
        ),
        (
            {
                "paid": date(2026, 11, 30),
                "in_window": False,
                "coverage_end": date(2027, 2, 28),
            },
            date(2027, 2, 28),
        ),
    ],
    ids=[
        "in the window, before the year",
        "in the window, in January, next day",
        "in the window, in January, from the first",
        "a break of one year",
        "a break and a payment in January",
        "a break of two years",
        "two years, one repaired",
        "a break, but exempt",
        "late",
        "late, but before the year",
        "too late for this year",
        "late and exempt",
        "late and exempt, but before the year",
        "exempt on the last day of the year",
        "late and exempt, next month",
        "late, by days",
        "late, by days, from the first of the year",
        "late, by days, the last one included",
        "late, by fewer days",
        "by days, too late for this year",
        "late, with the month",
        "a longer year",
    ],
)
def test_the_day_on_which_care_begins(facts: dict[str, Any], expected: date | None) -> None:
    asked: dict[str, Any] = {"coverage_start": NEW_YEAR, "spill": "next_day", **facts}
    assert rules.benefit_start(**asked) == expected


@given(
    paid=st.dates(date(2025, 7, 1), date(2026, 12, 31)),
    in_window=st.booleans(),
    missed=st.integers(0, 6),
    repaired=st.integers(0, 6),
    exempt=st.booleans(),
    waiting=waitings | st.just(NINETY_DAYS),
)
def test_care_never_begins_outside_the_year_and_exemption_never_delays_it(
    paid: date, in_window: bool, missed: int, repaired: int, exempt: bool, waiting: Waiting
) -> None:
    def start(*, exempt: bool) -> date | None:
        return rules.benefit_start(
            paid=paid,
            coverage_start=NEW_YEAR,
            in_window=in_window,
            spill="from_coverage_start",
            missed=missed,
            repaired=repaired,
            exempt=exempt,
            waiting=waiting,
        )

    found = start(exempt=exempt)
    assert found is None or NEW_YEAR <= found <= YEAR_END
    if in_window and not missed:
        assert found == NEW_YEAR
    if waiting.fixed_months or waiting.days:
        assert (start(exempt=True) or date.max) <= (start(exempt=False) or date.max)


@given(coverage_start=days)
def test_a_coverage_year_has_twelve_months(coverage_start: date) -> None:
    assert rules.year_after(coverage_start) == turn_months(coverage_start, 12) - timedelta(days=1)
