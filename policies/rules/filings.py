"""How long the filing of care elsewhere holds, and what it covers."""

from __future__ import annotations

from datetime import date, timedelta

from policies.rules.days import ONE_DAY, WorkCalendar, add_months


def filing_last_valid(*, start: date, months: int = 6, end: date | None = None) -> date:
    """The last day a filing holds: its recorded `end`, or by its `months`.

    One day before the same day `months` later (clamped to that month): the careful reading,
    at most one day early.
    """
    return end or add_months(start, months) - ONE_DAY


def filing_unlock(*, start: date, lock_months: int = 6) -> date:
    """The first day on which the place of care may be changed."""
    return add_months(start, lock_months)


def filing_covers(*, start: date, last_valid: date | None = None, admission: date) -> bool:
    """Whether a stay is covered: judged by the day of admission alone. None means no end."""
    return start <= admission and (last_valid is None or admission <= last_valid)


def filing_review(*, start: date, today: date | None = None) -> date:
    """The first yearly review of a long-term filing on or after `today`, or the very first.

    Reviews fall on the anniversary of the start; 29 February is reviewed on 28 February in
    common years.
    """
    year = max((today or start).year - start.year, 1)
    review = add_months(start, 12 * year)
    return review if today is None or review >= today else add_months(start, 12 * (year + 1))


def emergency_calendar(*, admission: date, days: int) -> date:
    """The last day to file an emergency stay; the day of admission is not counted."""
    return admission + timedelta(days=days)


def emergency_workdays(*, admission: date, days: int, calendar: WorkCalendar) -> date:
    """`emergency_calendar` in working days."""
    return calendar.add_workdays(admission, days)
