"""Which days are worked, as the State Council ordered for the years it has spoken of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache

from chinese_calendar.constants import holidays, workdays

from policies.models import Holiday, HolidayKind
from policies.rules import WorkCalendar


@cache
def published_calendar() -> WorkCalendar:
    """The holidays and make-up workdays that come with the product."""
    return WorkCalendar(
        holidays=frozenset(holidays),
        make_up_workdays=frozenset(workdays),
        known_years=frozenset(day.year for day in holidays),
    )


def work_calendar() -> WorkCalendar:
    """The published days with those that people entered since; one query."""
    days: dict[str, list[date]] = {kind: [] for kind in HolidayKind.values}
    for day, kind in Holiday.objects.values_list("day", "kind"):
        days[kind].append(day)
    return _amended(
        published_calendar(),
        holidays=days[HolidayKind.HOLIDAY],
        make_up_workdays=days[HolidayKind.MAKE_UP_WORKDAY],
    )


def _amended(
    calendar: WorkCalendar, *, holidays: Iterable[date], make_up_workdays: Iterable[date]
) -> WorkCalendar:
    """The calendar with days that people entered; these win over the published ones."""
    free, worked = frozenset(holidays), frozenset(make_up_workdays)
    return WorkCalendar(
        holidays=(calendar.holidays - worked) | free,
        make_up_workdays=(calendar.make_up_workdays - free) | worked,
        known_years=calendar.known_years | {day.year for day in free},
    )
