"""What the notices say, read from the policy files as they lie there: windows, newborns' days, holidays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from benchmarks.season.facts import YEAR

NOTICES = Path(__file__).resolve().parents[2] / "policies" / "data"
# 国办发明电〔2024〕12号 and 〔2025〕7号: National Day 2025, New Year and Spring Festival 2026.
HOLIDAYS = frozenset(
    first + timedelta(days=number)
    for first, length in ((date(2025, 10, 1), 8), (date(2026, 1, 1), 3), (date(2026, 2, 15), 9))
    for number in range(length)
)
WIDER = {"ELDER": "ADULT", "WORKING_AGE": "ADULT", "STUDENT": "MINOR"}
TRUSTED = ("A", "B", "C")


@dataclass(frozen=True, slots=True)
class Window:
    code: str
    region: str
    everywhere: bool
    categories: tuple[str, ...]
    opens_on: date
    closes_on: date


class Notices:
    """The windows and the newborns' days that are published with a source to trust."""

    def __init__(self) -> None:
        self.windows: list[Window] = []
        self.newborn_days: dict[str, int] = {}
        for path in sorted(NOTICES.glob("[0-9]*.yaml")):
            told: dict[str, Any] = yaml.safe_load(path.read_text())
            region = str(told["region"])
            for row in told.get("payment_windows", ()):
                if row.get("coverage_year") == YEAR and row["confidence"] in TRUSTED:
                    assert not row.get("blackouts"), "no place of the season stops taking money"
                    self.windows.append(
                        Window(
                            row["code"],
                            region,
                            row.get("uniform", False),
                            tuple(row.get("categories", ())),
                            row["opens_on"],
                            row["closes_on"],
                        )
                    )
            for row in told.get("newborn_rules", ()):
                if row["confidence"] in TRUSTED and "within_days" in row:
                    self.newborn_days[region] = row["within_days"]

    @cache  # noqa: B019  there is one, for the whole run
    def window_for(self, region: str, category: str) -> Window | None:
        """The nearest place's window for that sort of person; a province's only where it says so."""
        for place in _way_up(region):
            here = [
                window
                for window in self.windows
                if window.region == place and (place == region or window.everywhere)
            ]
            for sort in (category, WIDER.get(category)):
                for window in here:
                    if sort in window.categories:
                        return window
            for window in here:
                if not window.categories:
                    return window
        return None

    def last_day(self, region: str, category: str) -> date | None:
        window = self.window_for(region, category)
        return window.closes_on if window else None

    def days_of_newborns(self, region: str) -> int:
        return next(
            self.newborn_days[place] for place in _way_up(region) if place in self.newborn_days
        )


def _way_up(region: str) -> tuple[str, ...]:
    return (region, f"{region[:2]}0000", "100000")
