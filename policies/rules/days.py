"""Civil days, months and working days."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
SATURDAY = 5


def add_months(day: date, months: int) -> date:
    """The same day `months` later, or the last day of that month where it has no such day."""
    years, month0 = divmod(day.month - 1 + months, 12)
    return in_month(day.year + years, month0 + 1, day.day)


def in_month(year: int, month: int, day: int) -> date:
    """A day of a month, or the last day of that month where it has no such day."""
    return date(year, month, min(day, monthrange(year, month)[1]))


def last_of_month(day: date) -> date:
    return in_month(day.year, day.month, 31)


def offsets(*, due: date, offsets: Iterable[int]) -> list[date]:
    """The days on which to remind. Never moved for weekends: a due day is not moved either."""
    return [due - timedelta(days=days) for days in offsets]


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Which days are worked: weekdays without `holidays`, and the `make_up_workdays`.

    The State Council fixes a year's holidays in the autumn before. Outside `known_years` only
    weekends are free, and an answer that rests on such a year has to say so.
    """

    holidays: frozenset[date] = frozenset()
    make_up_workdays: frozenset[date] = frozenset()
    known_years: frozenset[int] = frozenset()

    def is_workday(self, day: date) -> bool:
        if day in self.make_up_workdays:
            return True
        return day.weekday() < SATURDAY and day not in self.holidays

    def knows(self, first: date, last: date) -> bool:
        """Whether the holidays of every year from `first` to `last` are known."""
        return self.known_years.issuperset(range(first.year, last.year + 1))

    def roll(self, day: date) -> date:
        """The first working day from `day` on."""
        while not self.is_workday(day):
            day += ONE_DAY
        return day

    def add_workdays(self, day: date, count: int) -> date:
        """The `count`th working day after `day`, which is not counted itself."""
        for _ in range(count):
            day = self.roll(day + ONE_DAY)
        return day


WEEKENDS_ONLY = WorkCalendar()
