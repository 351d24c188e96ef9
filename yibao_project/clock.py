"""The one clock of the product. Tasks, views, commands and admin read it and pass the value on.

In rehearsal mode the clock follows the rehearsal date kept in `settings.REHEARSAL_CLOCK`:
it starts at 09:00 Beijing time on that date, runs with real time, and stops at 20:00 so that
an idle demonstration neither enters the quiet hours nor drifts into the next day.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

BEIJING = ZoneInfo("Asia/Shanghai")
REHEARSAL_DATE = date(2025, 11, 20)
REHEARSAL_MORNING = time(9, 0)
REHEARSAL_EVENING = time(20, 0)


def now() -> datetime:
    """The present instant, aware, in Beijing time."""
    return _rehearsal_now() if settings.REHEARSAL else datetime.now(BEIJING)


def today() -> date:
    """The civil date in Beijing."""
    return now().date()


def wall() -> datetime:
    """The real time, also in rehearsal: for comparing with the times that WeChat tells."""
    return datetime.now(BEIJING)


def set_rehearsal_date(day: date) -> None:
    """Move the rehearsal to the morning of `day`.

    Raises ImproperlyConfigured outside rehearsal mode: real residents live by the real clock.
    """
    if not settings.REHEARSAL:
        raise ImproperlyConfigured("只有演练模式（REHEARSAL=true）才能改日期。")
    path = settings.REHEARSAL_CLOCK
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    draft.write_text(json.dumps({"date": day.isoformat(), "since": datetime.now(UTC).isoformat()}))
    draft.replace(path)


def _rehearsal_now() -> datetime:
    try:
        kept = json.loads(settings.REHEARSAL_CLOCK.read_text())
    except FileNotFoundError:
        return datetime.combine(REHEARSAL_DATE, REHEARSAL_MORNING, BEIJING)
    day = date.fromisoformat(kept["date"])
    elapsed = datetime.now(UTC) - datetime.fromisoformat(kept["since"])
    morning = datetime.combine(day, REHEARSAL_MORNING, BEIJING)
    return min(
        morning + max(elapsed, timedelta(0)), datetime.combine(day, REHEARSAL_EVENING, BEIJING)
    )
