from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine

from yibao_project import clock


@pytest.fixture(autouse=True)
def rehearsal(settings: Any, tmp_path: Path) -> None:
    settings.REHEARSAL = True
    settings.REHEARSAL_CLOCK = tmp_path / "rehearsal.json"


def test_a_rehearsal_begins_a_month_before_guangzhou_closes() -> None:
    assert clock.today() == date(2025, 11, 20)
    assert clock.now().isoformat() == "2025-11-20T09:00:00+08:00"


def test_time_passes_in_a_rehearsal_but_the_day_does_not_end_by_itself() -> None:
    start = datetime(2026, 5, 1, 12, tzinfo=UTC)
    with time_machine.travel(start, tick=False) as traveller:
        clock.set_rehearsal_date(date(2025, 12, 13))
        assert clock.now().isoformat() == "2025-12-13T09:00:00+08:00"
        traveller.shift(timedelta(minutes=5))
        assert clock.now().isoformat() == "2025-12-13T09:05:00+08:00"
        traveller.shift(timedelta(days=3))
        assert clock.now().isoformat() == "2025-12-13T20:00:00+08:00"


def test_a_clock_that_jumps_back_does_not_turn_the_rehearsal_back() -> None:
    with time_machine.travel(datetime(2026, 5, 1, tzinfo=UTC), tick=False) as traveller:
        clock.set_rehearsal_date(date(2025, 12, 13))
        traveller.shift(timedelta(hours=-2))
        assert clock.now().isoformat() == "2025-12-13T09:00:00+08:00"
