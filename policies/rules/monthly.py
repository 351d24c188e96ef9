"""Monthly payments: when money is debited, what a failure means, and bridging a lost job."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from policies.rules.days import (
    WEEKENDS_ONLY,
    WorkCalendar,
    add_months,
    in_month,
    last_of_month,
    offsets,
)


def debit_nominal(*, year: int, month: int, day: int) -> date:
    """The day named in the agreement, or the last day of a month too short to have it."""
    return in_month(year, month, day)


def debit(
    *,
    year: int,
    month: int,
    day: int,
    roll: bool = False,
    calendar: WorkCalendar = WEEKENDS_ONLY,
) -> date:
    """The day money is taken: the nominal day, or with `roll` the next working day from it."""
    nominal = debit_nominal(year=year, month=month, day=day)
    return calendar.roll(nominal) if roll else nominal


def debit_reminders(*, year: int, month: int, day: int, offsets_days: Iterable[int]) -> list[date]:
    """Days to remind, counted back from the nominal day: the balance must be there by then."""
    return offsets(due=debit_nominal(year=year, month=month, day=day), offsets=offsets_days)


def flex_suspend(*, year: int, month: int) -> date:
    """The first day without benefits after the debit of a month has failed."""
    return add_months(date(year, month, 1), 1)


def flex_repair_deadline(*, year: int, month: int, months: int = 3) -> date:
    """The last day to pay up without a new wait: the end of the `months`th unpaid month.

    The month whose debit failed is the first: the stricter reading.
    """
    return last_of_month(add_months(date(year, month, 1), months - 1))


def job_loss_deadline(*, year: int, month: int, months: int = 3) -> date:
    """The last day to go on insured without a gap: `months` after the last month paid."""
    return last_of_month(add_months(date(year, month, 1), months))
