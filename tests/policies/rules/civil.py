"""Days to try, and the calendar restated one day at a time, without any of the tested functions."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

ONE_DAY = timedelta(days=1)
FIRST, LAST = date(2024, 1, 1), date(2040, 12, 31)

EDGES = [
    date(year, month, day)
    for year in (2024, 2025, 2027, 2028, 2032, 2039, 2040)
    for month, day in ((1, 1), (1, 31), (2, 28), (3, 1), (8, 31), (11, 30), (12, 1), (12, 31))
] + [date(year, 2, 29) for year in (2024, 2028, 2032, 2036, 2040)]

days = st.dates(FIRST, LAST) | st.sampled_from(EDGES)
"""Any day, and often a leap day, the end of a month or the end of a year."""


def walk(first: date, last: date) -> list[date]:
    """Every day from `first` to `last`, both included."""
    return [date.fromordinal(number) for number in range(first.toordinal(), last.toordinal() + 1)]


def turn_months(start: date, months: int) -> date:
    """The same day `months` later, found by turning the leaves one at a time."""
    day, turned = start, 0
    while turned < months:
        day += ONE_DAY
        turned += day.day == 1
    while day.day < start.day and (day + ONE_DAY).month == day.month:
        day += ONE_DAY
    return day


def last_of_months(year: int, month: int) -> date:
    """The last day of a month; months past December belong to the years after."""
    day = date(year, 1, 1)
    seen = 1
    while True:
        tomorrow = day + ONE_DAY
        if tomorrow.day == 1:
            if seen == month:
                return day
            seen += 1
        day = tomorrow
