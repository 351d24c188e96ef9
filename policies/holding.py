"""Which rows hold in a place and for a person: the choice itself, without the database.

A path is a place and those above it, nearest first; its foot is the place that is asked about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Generic, TypeVar

from policies.models import (
    PARENT_CATEGORY,
    Contribution,
    Level,
    PaymentWindow,
    Region,
    Rule,
)

Levied = TypeVar("Levied", PaymentWindow, Contribution)
Path = Sequence[Region]


def computes(row: Rule) -> bool:
    """Whether a published row takes part in answers; the others are only shown."""
    return row.trust.may_drive_dates and not row.reference_only


def upwards(place: Region | None) -> Iterator[Region]:
    while place is not None:
        yield place
        place = place.parent


def widening(category: str) -> Iterator[str]:
    """The category and then its parents."""
    name: str | None = category
    while name is not None:
        yield name
        name = PARENT_CATEGORY.get(name)


def named_categories(row: PaymentWindow | Contribution) -> list[str]:
    """The categories a row names; none means everyone."""
    if isinstance(row, PaymentWindow):
        return row.categories
    return [row.category, *row.also_for]


def is_inside(row: Rule, path: Path) -> bool:
    """Whether what a row says of days and amounts holds at the foot of its `path`.

    Inside a pooling area a window or an amount is the same everywhere. Below a province or the
    nation it holds only where the notice itself says so.
    """
    if row.uniform or row.region_id == path[0].code:
        return True
    return row.region.level not in (Level.NATION, Level.PROVINCE)


class RowsByPlace(Generic[Levied]):
    """Windows or amounts of one scheme and coverage year, found by place."""

    def __init__(self, rows: Iterable[Levied]) -> None:
        self._rows: dict[str, list[Levied]] = {}
        for row in rows:
            self._rows.setdefault(row.region_id, []).append(row)

    def on(self, path: Path) -> Iterator[Levied]:
        """Every row of the path, nearest place first."""
        for place in path:
            yield from self._rows.get(place.code, ())

    def holding(self, path: Path) -> tuple[Levied, ...]:
        """The rows that hold at the foot of the path, nearest place first."""
        return tuple(row for row in self.on(path) if is_inside(row, path))


def most_specific(holding: Iterable[Levied], category: str) -> list[Levied]:
    """Of rows that hold, nearest place first, those meant for a person of `category`.

    The nearest place that speaks of the person wins; in it the row for the category itself,
    then for its parent, then for everyone. Several rows remain only where they differ by tier
    or by birth date.
    """
    for _, group in groupby(holding, key=lambda row: row.region_id):
        of_place = list(group)
        for name in widening(category):
            if found := [row for row in of_place if name in named_categories(row)]:
                return found
        if found := [row for row in of_place if not named_categories(row)]:
            return found
    return []
