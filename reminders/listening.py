"""Since when nothing that WeChat pushed can have passed us by.

WeChat pushes a receipt after every message and gives up after three tries. A receipt that came
while the web server, the database or Redis was away is lost, so of that time silence proves nothing.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.cache import cache
from django.db import connection

KEY = "reminders:listening"
# The clocks of hosts may differ by so much, and a receipt may be on its way for a while.
MARGIN = timedelta(minutes=2)


def begin_anew(*, now: datetime) -> datetime:
    """A web server has started, or a server it needs was away."""
    cache.set(KEY, (now, _database()), None)
    return now


def listening_since(*, now: datetime) -> datetime:
    """From then on every receipt has reached us. Redis that forgot, or another start of the
    database than was known, means that it begins only now."""
    known: tuple[datetime, datetime] | None = cache.get(KEY)
    if known is None or known[1] != _database():
        return begin_anew(now=now) + MARGIN
    return known[0] + MARGIN


def _database() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_postmaster_start_time()")
        started: datetime = cursor.fetchone()[0]
    return started
