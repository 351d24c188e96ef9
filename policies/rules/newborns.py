"""Until when a newborn is to be enrolled, and from which day it is covered."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from policies.rules.days import add_months
from policies.rules.waiting import late_wait, late_wait_days, next_day, next_month_first


class LateStart(StrEnum):
    """When the care of a baby begins that was enrolled after the deadline."""

    NEXT_DAY = "next_day"
    NEXT_MONTH_FIRST = "next_month_first"
    WAIT_DAYS = "wait_days"
    WAIT_MONTHS = "wait_months"


class NewbornPayment(NamedTuple):
    """One year to pay for: until `pay_by`, then covered from `covered_from` to `covered_to`."""

    coverage_year: int
    pay_by: date
    covered_from: date
    covered_to: date


def newborn_deadline(*, birth: date, days: int | None = 90, months: int | None = None) -> date:
    """The last day of enrolment in time; the day of birth is not counted, the last day is.

    Where a place counts months, `months` replaces the days.
    """
    if months is not None:
        return add_months(birth, months)
    return birth + timedelta(days=days or 0)


def newborn_start(
    *,
    birth: date,
    paid: date,
    days: int | None = 90,
    months: int | None = None,
    late: str | None = None,
    wait_days: int = 90,
    wait_months: int = 3,
    late_until_age_years: int | None = None,
    coverage_end: date | None = None,
) -> date | None:
    """From which day a baby is covered: from birth if enrolled in time.

    Afterwards by the place's convention `late`. None where the place names none, from the
    birthday `late_until_age_years` on (then the rules for everyone hold), and where care would
    begin only after `coverage_end`.
    """
    if paid <= newborn_deadline(birth=birth, days=days, months=months):
        return birth
    if late_until_age_years is not None and paid >= add_months(birth, 12 * late_until_age_years):
        return None
    start = _late_start(paid, late, wait_days=wait_days, wait_months=wait_months)
    if start and coverage_end and start > coverage_end:
        return None
    return start


def _late_start(paid: date, late: str | None, *, wait_days: int, wait_months: int) -> date | None:
    match late:
        case LateStart.NEXT_DAY:
            return next_day(paid=paid)
        case LateStart.NEXT_MONTH_FIRST:
            return next_month_first(paid=paid)
        case LateStart.WAIT_DAYS:
            return late_wait_days(paid=paid, days=wait_days)
        case LateStart.WAIT_MONTHS:
            return late_wait(paid=paid, months=wait_months)
    return None


def newborn_plan(
    *, birth: date, days: int | None = 90, months: int | None = None
) -> list[NewbornPayment]:
    """What to pay for a baby, and until when, so that no day from birth on is uncovered.

    The year of birth alone, or that and the next year if the deadline lies in the next year:
    both are then paid in the same days.
    """
    deadline = newborn_deadline(birth=birth, days=days, months=months)
    return [
        NewbornPayment(year, deadline, max(birth, date(year, 1, 1)), date(year, 12, 31))
        for year in range(birth.year, deadline.year + 1)
    ]
