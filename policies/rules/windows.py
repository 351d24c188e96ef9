"""On which days a year's contribution can be paid."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

from policies.rules.days import ONE_DAY

MonthDay = str
"""A day of every year, as "12-26"."""
Blackout = Sequence[MonthDay]
"""First and last day of a yearly span; a span may run over New Year."""
EVERY_DAY_OF_THE_CALENDAR = timedelta(days=8 * 366)
"""Long enough to meet every month-day, even 29 February around the year 2100."""


class PaymentPhase(StrEnum):
    NOT_OPEN = "not_open"
    IN_WINDOW = "in_window"
    LATE = "late"
    LATE_FULL_PRICE = "late_full_price"
    UNKNOWN = "unknown"
    CLOSED = "closed"


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


def next_payable(
    *,
    today: date,
    monthly_days: tuple[int, int] | None = None,
    blackouts: Sequence[Blackout] = (),
) -> date | None:
    """The first day from `today` on which money is taken, or None if there is none at all.

    Months too short to have such a day are passed over.
    """
    day = today
    while day - today <= EVERY_DAY_OF_THE_CALENDAR:
        if is_payable(day, monthly_days=monthly_days, blackouts=blackouts):
            return day
        day += ONE_DAY
    return None


def payment_phase(
    *,
    paid: date,
    opens_on: date | None = None,
    closes_on: date,
    late_closes_on: date | None = None,
    full_price_from: date | None = None,
    coverage_end: date,
) -> PaymentPhase:
    """Where a payment falls: in the window, late, late at the full price, or nowhere.

    After the window one can pay until `late_closes_on`, and from `full_price_from` only together
    with the state's share. Where a place says neither, it is UNKNOWN whether one can still pay.
    """
    if opens_on and paid < opens_on:
        return PaymentPhase.NOT_OPEN
    if paid <= closes_on:
        return PaymentPhase.IN_WINDOW
    if paid > (late_closes_on or coverage_end):
        return PaymentPhase.CLOSED
    if full_price_from and paid >= full_price_from:
        return PaymentPhase.LATE_FULL_PRICE
    return PaymentPhase.LATE if late_closes_on or full_price_from else PaymentPhase.UNKNOWN
