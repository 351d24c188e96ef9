"""What the product holds about a resident, to take along: for programs and for reading."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.models import User
from privacy.holdings import Cell, cells, holdings


@dataclass(frozen=True, slots=True)
class Section:
    """One table: what it is called, and the rows of this resident."""

    table: str
    title: str
    rows: list[list[Cell]]


def export_of(user: User) -> list[Section]:
    """Every table that holds something about `user`, in one query each."""
    sections = [
        Section(
            table=holding.model._meta.label,
            title=str(holding.model._meta.verbose_name),
            rows=[cells(row) for row in holding.rows(user)],
        )
        for holding in holdings()
    ]
    return [section for section in sections if section.rows]
