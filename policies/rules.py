"""Date arithmetic of the policies: civil dates in, civil dates out. No database, no clock.

Every day is a day in Beijing and lasts until 24:00. Where a rule can be read in two ways, the
reading that warns earlier is taken; docs/rules.md gives the reasons.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
MonthDay = str
"""A day of every year, as "12-26"."""
Blackout = Sequence[MonthDay]
"""First and last day of a yearly span; a span may run over New Year."""


def add_months(day: date, months: int) -> date:
    """The same day `months` later, or the last day of that month where it has no such day."""
    years, month0 = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month0 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def offsets(*, due: date, days_before: Iterable[int]) -> list[date]:
    """The days on which to remind. Never moved for weekends: a due day is not moved either."""
    return [due - timedelta(days=days) for days in days_before]


def is_payable(
    day: date, *, monthly_days: tuple[int, int] | None, blackouts: Sequence[Blackout] = ()
) -> bool:
    """Whether money is taken on `day`: inside the days of the month, outside every blackout."""
    if monthly_days and not monthly_days[0] <= day.day <= monthly_days[1]:
        return False
    return not any(_is_within(day, *blackout) for blackout in blackouts)


def _is_within(day: date, first: MonthDay, last: MonthDay) -> bool:
    month_day = f"{day:%m-%d}"
    if first <= last:
        return first <= month_day <= last
    return month_day >= first or month_day <= last


def effective_last_payable_day(
    *,
    opens_on: date,
    closes_on: date,
    monthly_days: tuple[int, int] | None = None,
    blackouts: Sequence[Blackout] = (),
) -> date | None:
    """The last day in the window on which money is really taken, or None if there is none.

    Walks back from the close, so that the answer is only ever earlier than the close, never
    later: a close on a Saturday stays on that Saturday.
    """
    day = closes_on
    while day >= opens_on:
        if is_payable(day, monthly_days=monthly_days, blackouts=blackouts):
            return day
        day -= ONE_DAY
    return None


def next_payable(*, today: date, monthly_days: tuple[int, int]) -> date:
    """The first day from `today` on which money is taken.

    Months too short to have such a day are passed over.
    """
    first, last = monthly_days
    if first <= today.day <= last:
        return today
    month = today.replace(day=1)
    if today.day > last:
        month = add_months(month, 1)
    while monthrange(month.year, month.month)[1] < first:
        month = add_months(month, 1)
    return month.replace(day=first)


def in_window_benefit(*, paid: date, coverage_start: date, spill: str) -> date:
    """From which day care is covered when the money arrived inside the window.

    `spill` is the place's rule for money that arrives when the coverage year has already begun:
    "from_coverage_start" or "next_day".
    """
    if paid < coverage_start or spill == "from_coverage_start":
        return coverage_start
    return paid + ONE_DAY


def filing_last_valid(*, start: date, months: int) -> date:
    """The last day a filing of `months` holds.

    One day before the same day `months` later (clamped to that month): the careful reading,
    at most one day early.
    """
    return add_months(start, months) - ONE_DAY


def filing_unlock(*, start: date, lock_months: int) -> date:
    """The first day on which the place of care may be changed."""
    return add_months(start, lock_months)


def filing_covers(*, start: date, last_valid: date | None, admission: date) -> bool:
    """Whether a stay is covered: judged by the day of admission alone. None means no end."""
    return start <= admission and (last_valid is None or admission <= last_valid)


def next_review(*, start: date, today: date) -> date:
    """The first yearly review of a long-term filing on or after `today`.

    Reviews fall on the anniversary of the start; 29 February is reviewed on 28 February in
    common years.
    """
    year = max(today.year - start.year, 1)
    review = add_months(start, 12 * year)
    return review if review >= today else add_months(start, 12 * (year + 1))
