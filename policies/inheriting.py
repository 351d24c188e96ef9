"""The choice of each field of an inherited rule, without the database.

Rows are asked in order: the nearest place first; in it the row that names the case, and the row
for every case last. The first trusted row that says anything in a field gives its value.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from policies.answers import FieldValue, provenance_of
from policies.holding import Path, computes, is_inside
from policies.models import CATEGORIES, EMPTY, InheritedRule

Asked = Mapping[str, Sequence[object]]
"""For each field of the subject what a row may say there, best first; an empty field always may."""


@dataclass(slots=True)
class Chosen:
    """Values by field, and those that are only to be shown."""

    fields: dict[str, FieldValue] = field(default_factory=dict)
    unverified: list[FieldValue] = field(default_factory=list)


def choose(rows: Iterable[InheritedRule], *, path: Path, asked: Asked) -> Chosen:
    """Each field from the best row that has it; what no trusted row says is missing.

    Shown only: what has confidence D or U or stands in a row for reference, an amount of
    another place, and what a nearer place refuses to inherit.
    """
    chosen = Chosen()
    refused_by: dict[str, str] = {}
    for row in _in_order(rows, path, asked):
        for found in _values(row):
            refused = refused_by.get(found.name, row.region_id) != row.region_id
            if row.reference_only or not found.provenance.may_drive_dates:
                chosen.unverified.append(found)
            elif refused or (found.name in row.LOCAL and not is_inside(row, path)):
                if found.name not in chosen.fields:
                    chosen.unverified.append(found)
            else:
                chosen.fields.setdefault(found.name, found)
        if computes(row):
            for name in row.not_inherited:
                refused_by.setdefault(name, row.region_id)
    return chosen


def cases(
    rows: Iterable[InheritedRule], names: Sequence[str], *, path: Path, asked: Asked
) -> list[dict[str, Any]]:
    """The different cases the rows speak of in the fields `names`, the general one first."""
    anything = {name: [row.about(name) for row in rows] for name in names}
    found = {
        tuple(row.about(name) for name in names): None
        for row in _in_order(rows, path, {**asked, **anything})
    }
    ordered = sorted(found, key=lambda case: tuple(str(value or "") for value in case))
    return [dict(zip(names, case, strict=True)) for case in ordered]


def _in_order(rows: Iterable[InheritedRule], path: Path, asked: Asked) -> list[InheritedRule]:
    places = {place.code: distance for distance, place in enumerate(path)}
    ranked = [
        ((places[row.region_id], *distances, row.code), row)
        for row in rows
        if (distances := _distances(row, asked)) is not None
    ]
    return [row for _, row in sorted(ranked, key=lambda pair: pair[0])]


def _distances(row: InheritedRule, asked: Asked) -> tuple[int, ...] | None:
    """How far a row is from what is asked, by field of its subject; None if it is not meant."""
    distances = []
    for name in row.SUBJECT:
        wanted, said = asked.get(name, ()), row.about(name)
        named = said if name == CATEGORIES else [said]
        fits = [distance for distance, value in enumerate(wanted) if value in named]
        if said in EMPTY:
            fits = [len(wanted)]
        if not fits:
            return None
        distances.append(fits[0])
    return tuple(distances)


def _values(row: InheritedRule) -> Iterator[FieldValue]:
    """What a row says, field by field, details by their titles."""
    whole = provenance_of(row)
    labels = row.resolved_fields()
    for name, value in row.said().items():
        own = whole._replace(confidence=row.field_confidence.get(name, row.confidence))
        yield FieldValue(name, labels[name], value, row.in_words(name, value), own)
    for title, content in row.details.items():
        yield FieldValue(f"details.{title}", title, content, str(content), whole)
