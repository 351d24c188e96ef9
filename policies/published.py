"""Published rules of many kinds, read at once: two statements, however many kinds and places."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

import orjson
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.db.models import Q, QuerySet

from policies.models import (
    DESK_FIELDS,
    RULES,
    Guide,
    GuideStep,
    PolicyVersion,
    Region,
    Rule,
    Source,
    Status,
)

AnyRule = TypeVar("AnyRule", bound=Rule)

AS_IN_JSON = (
    models.BooleanField,
    models.CharField,
    models.ForeignKey,
    models.IntegerField,
    models.JSONField,
    models.TextField,
)


def version() -> str | None:
    """What changes with every write of policy. To be read before the rules it is kept with."""
    value = PolicyVersion.objects.values_list("value", flat=True).first()
    return str(value) if value else None


def published(rows: QuerySet[AnyRule], *, on: date) -> QuerySet[AnyRule]:
    """Those of `rows` that are published and valid on a day."""
    return rows.filter(
        Q(valid_from=None) | Q(valid_from__lte=on),
        Q(valid_to=None) | Q(valid_to__gte=on),
        status=Status.PUBLISHED,
    )


def place_of_rule(code: str) -> str | None:
    """The place whose published rule has that number, whatever its kind; one query."""
    found = _anywhere(code)
    return found[2] if found else None


def rule_numbered(code: str) -> Rule | None:
    """The published rule that has that number, with its place and sources; three queries."""
    found = _anywhere(code)
    if found is None:
        return None
    section, pk, _ = found
    rows = RULES[section]._default_manager.select_related("region").prefetch_related("sources")
    return rows.filter(pk=pk).first()


def _anywhere(code: str) -> tuple[str, int, str] | None:
    """Section, key and place of the published rule that has that number."""
    rows = (
        kind._default_manager.filter(code=code, status=Status.PUBLISHED)
        .order_by()
        .values_list(models.Value(section), "pk", "region_id")
        for section, kind in RULES.items()
    )
    return next(iter(next(rows).union(*rows, all=True)[:1]), None)


def rules_of(
    kinds: Sequence[type[Rule]], *, places: Iterable[Region], on: date, task: str | None = None
) -> list[Rule]:
    """Every published rule of these kinds and places, valid on a day, with its sources.

    `task` leaves out guides and steps of other tasks. Tables of different columns are read in one statement, each row as one JSON list.
    """
    known = {place.code: place for place in places}
    with connection.cursor() as cursor:
        cursor.execute(_statement(tuple(kinds)), {"places": list(known), "day": on, "task": task})
        found = cursor.fetchall()
    sources = Source.objects.in_bulk({code for _, _, cited in found for code in cited})
    rules = []
    for number, values, cited in found:
        rule = _columns_of(kinds[number]).row(orjson.loads(values))
        rule.region = known[rule.region_id]
        rule.cite([sources[code] for code in cited])
        rules.append(rule)
    return sorted(rules, key=lambda rule: rule.code)


@cache
def _statement(kinds: tuple[type[Rule], ...]) -> str:
    """Written once: for so many tables the ORM would take longer to write it than it takes to run."""
    return " UNION ALL ".join(_part(number, kind) for number, kind in enumerate(kinds))


def _part(number: int, kind: type[Rule]) -> str:
    table = kind._meta.db_table
    columns = ", ".join(f"rule.{field.column}" for field in _columns_of(kind).fields)
    of_task = issubclass(kind, Guide | GuideStep)
    # Every name comes from the models.
    return f"""
        SELECT {number}, json_build_array({columns})::text, ARRAY(
            SELECT cited.source_id FROM {table}_sources AS cited
            WHERE cited.{kind._meta.model_name}_id = rule.id
        )
        FROM {table} AS rule
        WHERE rule.region_id = ANY(%(places)s)
          AND rule.status = '{Status.PUBLISHED.value}'
          AND (rule.valid_from IS NULL OR rule.valid_from <= %(day)s)
          AND (rule.valid_to IS NULL OR rule.valid_to >= %(day)s)
          {"AND (%(task)s::text IS NULL OR rule.task = %(task)s)" if of_task else ""}
    """  # noqa: S608


class _Columns:
    """What a row of a kind says, as JSON has it and as the ORM would have read it.

    How the row came to be is not read; the ORM would fetch it if it were asked for.
    """

    def __init__(self, kind: type[Rule]) -> None:
        self.kind = kind
        self.fields = [
            field for field in kind._meta.concrete_fields if field.name not in DESK_FIELDS
        ]
        self.names = frozenset(field.attname for field in self.fields)
        self.readers = [
            (place, reader)
            for place, field in enumerate(self.fields)
            if (reader := _reader(field)) is not None
        ]

    def row(self, values: list[Any]) -> Rule:
        for place, reader in self.readers:
            if values[place] is not None:
                values[place] = reader(values[place])
        return self.kind.from_db("default", self.names, values)


_columns_of = cache(_Columns)


def _reader(field: models.Field[Any, Any]) -> Callable[[Any], Any] | None:
    """How to read a value of the field; None where JSON has it as it is."""
    if isinstance(field, ArrayField):
        item = _reader(field.base_field)
        return None if item is None else lambda values: [item(value) for value in values]
    if isinstance(field, models.DecimalField):
        step = Decimal(1).scaleb(-(field.decimal_places or 0))
        return lambda value: Decimal(str(value)).quantize(step)
    return None if isinstance(field, AS_IN_JSON) else field.to_python
