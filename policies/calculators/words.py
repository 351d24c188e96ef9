"""Dates, amounts and lists as people say them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal


def chinese(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def yuan(amount: Decimal) -> str:
    return f"{plain(amount)}元"


def percent(rate: Decimal) -> str:
    return f"{plain(rate * 100)}%"


def plain(number: Decimal) -> str:
    """Without trailing zeros: 400, 413.5."""
    return f"{number.normalize():f}"


def listed(parts: Iterable[object]) -> str:
    return "、".join(map(str, parts))
