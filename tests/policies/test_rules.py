from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from policies import rules

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "due_date_cases.yaml").read_text(encoding="utf-8")
)["cases"]
ONE_DAY = timedelta(days=1)

days = st.dates(date(2024, 1, 1), date(2040, 12, 31))
month_counts = st.integers(1, 36)
payable_days = st.tuples(st.integers(1, 31), st.integers(1, 31)).map(
    lambda pair: tuple(sorted(pair))
)
month_days = st.dates(date(2024, 1, 1), date(2024, 12, 31)).map(lambda day: f"{day:%m-%d}")
blackout_lists = st.lists(st.tuples(month_days, month_days), max_size=2)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_worked_answers_hold(case: dict[str, Any]) -> None:
    assert getattr(rules, case["rule"])(**case["in"]) == case["expect"], case["title"]


def test_the_worked_answers_speak_of_every_date_rule() -> None:
    assert {case["rule"] for case in CASES} == {
        "effective_last_payable_day",
        "filing_covers",
        "filing_last_valid",
        "filing_unlock",
        "in_window_benefit",
        "next_payable",
        "next_review",
        "offsets",
    }


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
    assert rules.offsets(due=due, days_before=[30, 7, 1, 0]) == expected


@pytest.mark.parametrize(
    ("closes_on", "monthly_days", "blackouts", "expected"),
    [
        (date(2025, 12, 20), None, [], date(2025, 12, 20)),
        (date(2028, 2, 29), None, [("02-29", "02-29")], date(2028, 2, 28)),
        (date(2027, 2, 28), None, [("02-29", "02-29")], date(2027, 2, 28)),
        (date(2026, 1, 3), None, [("12-26", "01-05")], date(2025, 12, 25)),
        (date(2025, 12, 31), (1, 25), [("12-20", "12-31")], date(2025, 12, 19)),
        (date(2026, 3, 2), (5, 20), [], date(2026, 2, 20)),
        (date(2026, 2, 28), (31, 31), [], date(2026, 1, 31)),
        (date(2025, 11, 30), (31, 31), [("10-01", "10-31")], None),
    ],
    ids=[
        "a Saturday stays a Saturday",
        "shut on the leap day",
        "a leap-day blackout in a common year",
        "a blackout over New Year",
        "blackout and days of the month together",
        "the close lies before the first payable day of its month",
        "only the 31st, and February has none",
        "no day is left",
    ],
)
def test_the_last_payable_day_is_moved_earlier_only(
    closes_on: date,
    monthly_days: tuple[int, int] | None,
    blackouts: list[tuple[str, str]],
    expected: date | None,
) -> None:
    assert (
        rules.effective_last_payable_day(
            opens_on=closes_on - timedelta(days=60),
            closes_on=closes_on,
            monthly_days=monthly_days,
            blackouts=blackouts,
        )
        == expected
    )


@pytest.mark.parametrize(
    ("today", "monthly_days", "expected"),
    [
        (date(2026, 10, 25), (1, 25), date(2026, 10, 25)),
        (date(2026, 10, 26), (1, 25), date(2026, 11, 1)),
        (date(2026, 12, 26), (1, 25), date(2027, 1, 1)),
        (date(2026, 10, 3), (5, 20), date(2026, 10, 5)),
        (date(2027, 2, 1), (30, 31), date(2027, 3, 30)),
        (date(2028, 2, 1), (29, 31), date(2028, 2, 29)),
        (date(2027, 1, 31), (1, 1), date(2027, 2, 1)),
    ],
)
def test_the_next_payable_day_skips_to_a_month_that_has_it(
    today: date, monthly_days: tuple[int, int], expected: date
) -> None:
    assert rules.next_payable(today=today, monthly_days=monthly_days) == expected


@pytest.mark.parametrize(
    ("start", "today", "expected"),
    [
        (date(2026, 5, 20), date(2026, 5, 20), date(2027, 5, 20)),
        (date(2026, 5, 20), date(2027, 5, 20), date(2027, 5, 20)),
        (date(2026, 5, 20), date(2027, 5, 21), date(2028, 5, 20)),
        (date(2028, 2, 29), date(2029, 3, 1), date(2030, 2, 28)),
        (date(2028, 2, 29), date(2031, 3, 1), date(2032, 2, 29)),
        (date(2026, 12, 31), date(2026, 1, 1), date(2027, 12, 31)),
    ],
)
def test_a_long_term_filing_is_reviewed_on_each_anniversary(
    start: date, today: date, expected: date
) -> None:
    assert rules.next_review(start=start, today=today) == expected


def test_a_filing_covers_its_first_and_last_day_and_one_without_end_every_later_day() -> None:
    start, last = date(2026, 8, 31), date(2027, 2, 27)
    assert rules.filing_covers(start=start, last_valid=last, admission=start)
    assert rules.filing_covers(start=start, last_valid=last, admission=last)
    assert not rules.filing_covers(start=start, last_valid=last, admission=start - ONE_DAY)
    assert rules.filing_covers(start=start, last_valid=None, admission=date(2039, 1, 1))


def same_day_walking(start: date, months: int) -> date:
    """An independent restatement: turn the leaves of the calendar one day at a time."""
    day, turned = start, 0
    while turned < months:
        day += ONE_DAY
        turned += day.day == 1
    while day.day < start.day and (day + ONE_DAY).month == day.month:
        day += ONE_DAY
    return day


@given(start=days, months=month_counts)
def test_adding_months_agrees_with_walking_the_calendar(start: date, months: int) -> None:
    assert rules.add_months(start, months) == same_day_walking(start, months)


@given(start=days, months=month_counts)
def test_a_filing_ends_on_the_eve_of_the_day_its_place_may_change(start: date, months: int) -> None:
    last = rules.filing_last_valid(start=start, months=months)
    assert last + ONE_DAY == rules.filing_unlock(start=start, lock_months=months)
    assert rules.filing_covers(start=start, last_valid=last, admission=last)
    assert not rules.filing_covers(start=start, last_valid=last, admission=last + ONE_DAY)


@given(due=days, before=st.lists(st.integers(0, 90), max_size=5))
def test_every_reminder_day_is_so_many_days_before(due: date, before: list[int]) -> None:
    reminded = rules.offsets(due=due, days_before=before)
    assert [len(list(between(day, due))) for day in reminded] == before


def between(first: date, last: date) -> list[date]:
    found = []
    while first < last:
        found.append(first)
        first += ONE_DAY
    return found


def is_shut(day: date, blackouts: list[tuple[str, str]]) -> bool:
    """An independent restatement: list the days of every span around the asked year."""
    for first, last in blackouts:
        for year in (day.year - 1, day.year):
            end_year = year + (last < first)
            start, end = nearest(year, first), nearest(end_year, last, end=True)
            if start <= day <= end:
                return True
    return False


def nearest(year: int, month_day: str, *, end: bool = False) -> date:
    month, number = map(int, month_day.split("-"))
    try:
        return date(year, month, number)
    except ValueError:
        return date(year, 2, 28) if end else date(year, 3, 1)


@given(
    opens_on=days,
    length=st.integers(0, 200),
    monthly_days=st.none() | payable_days,
    blackouts=blackout_lists,
)
def test_the_last_payable_day_is_the_last_of_all_days_on_which_money_is_taken(
    opens_on: date,
    length: int,
    monthly_days: tuple[int, int] | None,
    blackouts: list[tuple[str, str]],
) -> None:
    closes_on = opens_on + timedelta(days=length)
    open_days = [
        day
        for day in [*between(opens_on, closes_on), closes_on]
        if (monthly_days is None or day.day in range(monthly_days[0], monthly_days[1] + 1))
        and not is_shut(day, blackouts)
    ]
    assert rules.effective_last_payable_day(
        opens_on=opens_on, closes_on=closes_on, monthly_days=monthly_days, blackouts=blackouts
    ) == (open_days[-1] if open_days else None)


@given(today=days, monthly_days=payable_days)
def test_the_next_payable_day_is_found_by_walking_on(
    today: date, monthly_days: tuple[int, int]
) -> None:
    day = today
    while not monthly_days[0] <= day.day <= monthly_days[1]:
        day += ONE_DAY
    assert rules.next_payable(today=today, monthly_days=monthly_days) == day


@given(paid=days, spill=st.sampled_from(["next_day", "from_coverage_start"]))
def test_benefit_never_starts_before_the_coverage_year_nor_before_the_money_is_there_unless_told(
    paid: date, spill: str
) -> None:
    coverage_start = date(paid.year + (paid.month > 6), 1, 1)
    start = rules.in_window_benefit(paid=paid, coverage_start=coverage_start, spill=spill)
    assert start >= coverage_start
    assert start > paid or spill == "from_coverage_start"
    assert start in (coverage_start, paid + ONE_DAY)


@given(start=days, later=st.integers(0, 3000))
def test_the_next_review_is_the_first_anniversary_not_yet_past(start: date, later: int) -> None:
    today = start + timedelta(days=later)
    review = rules.next_review(start=start, today=today)
    anniversaries = [same_day_walking(start, 12 * years) for years in range(1, 11)]
    assert review == next(day for day in anniversaries if day >= today)
