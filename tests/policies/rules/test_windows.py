from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies import rules
from policies.rules import PaymentPhase
from tests.policies.rules.civil import ONE_DAY, days, walk

payable_days = st.tuples(st.integers(1, 31), st.integers(1, 31)).map(
    lambda pair: (min(pair), max(pair))
)
month_days = st.dates(date(2024, 1, 1), date(2024, 12, 31)).map(lambda day: f"{day:%m-%d}")
blackout_lists = st.lists(st.tuples(month_days, month_days), max_size=2)


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
        for day in walk(opens_on, closes_on)
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


@given(today=days, monthly_days=st.none() | payable_days, blackouts=blackout_lists)
def test_no_earlier_day_than_the_next_payable_one_takes_money(
    today: date, monthly_days: tuple[int, int] | None, blackouts: list[tuple[str, str]]
) -> None:
    def takes_money(day: date) -> bool:
        inside = monthly_days is None or monthly_days[0] <= day.day <= monthly_days[1]
        return inside and not is_shut(day, blackouts)

    found = rules.next_payable(today=today, monthly_days=monthly_days, blackouts=blackouts)
    assert found is None or takes_money(found)
    end = found - ONE_DAY if found else today + timedelta(days=8 * 366)
    assert not any(map(takes_money, walk(today, end)))


def test_where_money_is_never_taken_there_is_no_next_payable_day() -> None:
    year_round = [("01-01", "12-31")]
    assert rules.next_payable(today=date(2026, 5, 1), blackouts=year_round) is None


def test_even_a_leap_day_eight_years_away_is_found() -> None:
    only_leap_days = [("03-01", "02-28")]
    found = rules.next_payable(today=date(2096, 2, 29) + ONE_DAY, blackouts=only_leap_days)
    assert found == date(2104, 2, 29)
    assert rules.next_payable(today=date(2096, 2, 29), blackouts=only_leap_days) == date(
        2096, 2, 29
    )


HEBEI = {
    "opens_on": date(2025, 10, 20),
    "closes_on": date(2026, 2, 28),
    "full_price_from": date(2026, 7, 1),
    "coverage_end": date(2026, 12, 31),
}


@pytest.mark.parametrize(
    ("paid", "phase"),
    [
        (date(2025, 10, 19), PaymentPhase.NOT_OPEN),
        (date(2025, 10, 20), PaymentPhase.IN_WINDOW),
        (date(2026, 2, 28), PaymentPhase.IN_WINDOW),
        (date(2026, 3, 1), PaymentPhase.LATE),
        (date(2026, 6, 30), PaymentPhase.LATE),
        (date(2026, 7, 1), PaymentPhase.LATE_FULL_PRICE),
        (date(2026, 12, 31), PaymentPhase.LATE_FULL_PRICE),
        (date(2027, 1, 1), PaymentPhase.CLOSED),
    ],
)
def test_a_payment_is_in_the_window_late_late_at_full_price_or_nowhere(
    paid: date, phase: PaymentPhase
) -> None:
    assert rules.payment_phase(paid=paid, **HEBEI) is phase


def test_a_late_close_ends_the_late_window_before_the_coverage_year_ends() -> None:
    def phase(paid: date) -> PaymentPhase:
        return rules.payment_phase(
            paid=paid,
            closes_on=date(2025, 12, 20),
            late_closes_on=date(2026, 6, 30),
            coverage_end=date(2026, 12, 31),
        )

    assert phase(date(2020, 1, 1)) is PaymentPhase.IN_WINDOW
    assert phase(date(2025, 12, 21)) is PaymentPhase.LATE
    assert phase(date(2026, 6, 30)) is PaymentPhase.LATE
    assert phase(date(2026, 7, 1)) is PaymentPhase.CLOSED


def test_where_a_place_says_nothing_of_late_payments_nobody_knows() -> None:
    phase = rules.payment_phase(
        paid=date(2026, 3, 1), closes_on=date(2025, 12, 20), coverage_end=date(2026, 12, 31)
    )
    assert phase is PaymentPhase.UNKNOWN
