"""Days as people say them, and the days of a coverage year."""

from __future__ import annotations

from datetime import date


def coverage_start(year: int) -> date:
    return date(year, 1, 1)


def coverage_end(year: int) -> date:
    return date(year, 12, 31)


def chinese(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
