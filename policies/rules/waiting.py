"""From which day care is covered, and the wait of those who paid late or missed years."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from policies.rules.days import ONE_DAY, add_months


class Spill(StrEnum):
    """When money counts that arrives inside the window but in the coverage year itself."""

    NEXT_DAY = "next_day"
    FROM_COVERAGE_START = "from_coverage_start"


class StartConvention(StrEnum):
    """How a wait of months ends: on the same day, or with the month in which that day lies."""

    SAME_DAY = "same_day_n_months"
    NEXT_MONTH_FIRST = "next_month_first"


class ExemptStart(StrEnum):
    NEXT_DAY = "next_day"
    NEXT_MONTH_FIRST = "next_month_first"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A place's convention of waiting; the defaults are the national ones.

    `counts_from` is the first missed year in a row that adds to the fixed months. Each year
    repaired takes `months_repaired_per_year` off the added months, never off the fixed ones.
    From `floor_missed` years the whole is never below `floor_months`. `days`, where set, replaces
    the months altogether.
    """

    fixed_months: int = 3
    months_per_missed_year: int = 1
    counts_from: int = 2
    months_repaired_per_year: int = 1
    floor_missed: int = 4
    floor_months: int = 6
    start: str = StartConvention.SAME_DAY
    days: int | None = None
    last_day_excluded: bool = True

    def months(self, *, missed: int, repaired: int = 0) -> int:
        counted = max(0, missed - self.counts_from + 1)
        variable = counted * self.months_per_missed_year - repaired * self.months_repaired_per_year
        months = self.fixed_months + max(0, variable)
        return max(months, self.floor_months) if missed >= self.floor_missed else months


NATIONAL = Waiting()


class Wait(NamedTuple):
    """`benefit_start` is None where the wait outlasts the coverage year."""

    months: int
    benefit_start: date | None


def missed_years(years: Iterable[int], *, counted_from: int = 2025) -> int:
    """How many missed years count; those before `counted_from` were forgiven."""
    return len({year for year in years if year >= counted_from})


def in_window_benefit(*, paid: date, coverage_start: date, spill: str) -> date:
    """From which day care is covered when the money arrived inside the window."""
    if paid < coverage_start or spill == Spill.FROM_COVERAGE_START:
        return coverage_start
    return paid + ONE_DAY


def next_day(*, paid: date) -> date:
    return paid + ONE_DAY


def next_month_first(*, paid: date) -> date:
    return add_months(paid.replace(day=1), 1)


def wait_over(*, anchor: date, months: int, convention: str = StartConvention.SAME_DAY) -> date:
    """The first day after a wait of `months` from `anchor`.

    By `next_month_first` care begins with a month: on the day the wait is over if that is a
    first, else on the next first.
    """
    day = add_months(anchor, months)
    if convention == StartConvention.NEXT_MONTH_FIRST and day.day > 1:
        return next_month_first(paid=day)
    return day


def late_wait(
    *,
    paid: date,
    months: int = 3,
    coverage_start: date | None = None,
    coverage_end: date | None = None,
    convention: str = StartConvention.SAME_DAY,
) -> date | None:
    """When care begins after a payment outside the window, or None if not in this year at all.

    The wait runs from the later of payment and coverage start.
    """
    start = wait_over(
        anchor=max(paid, coverage_start or paid), months=months, convention=convention
    )
    return _within(start, coverage_end)


def late_wait_days(
    *,
    paid: date,
    days: int = 90,
    last_day_excluded: bool = True,
    coverage_start: date | None = None,
    coverage_end: date | None = None,
) -> date | None:
    """`late_wait` in days. With `last_day_excluded` the last day is still waited through."""
    anchor = max(paid, coverage_start or paid)
    return _within(anchor + timedelta(days=days + last_day_excluded), coverage_end)


def rejoin_wait(
    *,
    missed: int,
    paid: date,
    coverage_start: date,
    repaired: int = 0,
    coverage_end: date | None = None,
    waiting: Waiting = NATIONAL,
) -> Wait:
    """The wait of one who missed years in a row, `repaired` of which were paid afterwards.

    Who missed none and pays before the coverage year is no rejoiner and does not wait. Without
    `coverage_end` the coverage year is taken to have twelve months.
    """
    if missed == 0 and paid < coverage_start:
        return Wait(0, coverage_start)
    months = waiting.months(missed=missed, repaired=repaired)
    start = late_wait(
        paid=paid,
        months=months,
        coverage_start=coverage_start,
        coverage_end=coverage_end or year_after(coverage_start),
        convention=waiting.start,
    )
    return Wait(months, start)


def benefit_start(
    *,
    paid: date,
    coverage_start: date,
    in_window: bool,
    spill: str,
    missed: int = 0,
    repaired: int = 0,
    exempt: bool = False,
    exempt_start: str = ExemptStart.NEXT_DAY,
    coverage_end: date | None = None,
    waiting: Waiting = NATIONAL,
) -> date | None:
    """When care begins, or None if no more in this coverage year.

    1. In the window and without a break, or exempt from waiting: the window's convention.
    2. Outside the window and exempt: the day or the month after payment.
    3. Else the wait, in days where the place counts days, from the later of payment and
       coverage start.
    """
    end = coverage_end or year_after(coverage_start)
    if in_window and (missed == 0 or exempt):
        return in_window_benefit(paid=paid, coverage_start=coverage_start, spill=spill)
    if exempt:
        first = next_month_first if exempt_start == ExemptStart.NEXT_MONTH_FIRST else next_day
        return _within(max(first(paid=paid), coverage_start), end)
    if waiting.days is not None:
        return late_wait_days(
            paid=paid,
            days=waiting.days,
            last_day_excluded=waiting.last_day_excluded,
            coverage_start=coverage_start,
            coverage_end=end,
        )
    return late_wait(
        paid=paid,
        months=waiting.months(missed=missed, repaired=repaired),
        coverage_start=coverage_start,
        coverage_end=end,
        convention=waiting.start,
    )


def year_after(coverage_start: date) -> date:
    """The last day of the twelve months that begin on `coverage_start`."""
    return add_months(coverage_start, 12) - ONE_DAY


def _within(start: date, coverage_end: date | None) -> date | None:
    return None if coverage_end and start > coverage_end else start
