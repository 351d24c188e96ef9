"""Published rules of many kinds, read at once: two statements, however many kinds and places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

import orjson
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.db.models import Q, QuerySet

from policies.models import PolicyVersion, Region, Rule, Source, Status

AnyRule = TypeVar("AnyRule", bound=Rule)


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


def rules_of(kinds: Sequence[type[Rule]], *, places: Mapping[str, Region], on: date) -> list[Rule]:
    """Every published rule of these kinds and places, valid on a day, with its sources.

    Tables of different columns are read in one statement, each row as one JSON value.
    """
    with connection.cursor() as cursor:
        cursor.execute(_statement(tuple(kinds)), {"places": list(places), "day": on})
        found = cursor.fetchall()
    sources = Source.objects.in_bulk({code for _, _, cited in found for code in cited})
    rules = []
    for number, columns, cited in found:
        rule = _as_rule(kinds[number], orjson.loads(columns))
        rule.region = places[rule.region_id]
        rule.cite([sources[code] for code in cited])
        rules.append(rule)
    return sorted(rules, key=lambda rule: rule.code)


@cache
def _statement(kinds: tuple[type[Rule], ...]) -> str:
    """Written once: for so many tables the ORM would take longer to write it than it takes to run."""
    return " UNION ALL ".join(_part(number, kind) for number, kind in enumerate(kinds))


def _part(number: int, kind: type[Rule]) -> str:
    table = kind._meta.db_table
    # Every name comes from the models.
    return f"""
        SELECT {number}, to_jsonb(rule), ARRAY(
            SELECT cited.source_id FROM {table}_sources AS cited
            WHERE cited.{kind._meta.model_name}_id = rule.id
        )
        FROM {table} AS rule
        WHERE rule.region_id = ANY(%(places)s)
          AND rule.status = '{Status.PUBLISHED.value}'
          AND (rule.valid_from IS NULL OR rule.valid_from <= %(day)s)
          AND (rule.valid_to IS NULL OR rule.valid_to >= %(day)s)
    """  # noqa: S608


def _as_rule(kind: type[Rule], columns: Mapping[str, Any]) -> Rule:
    fields = kind._meta.concrete_fields
    return kind.from_db(
        "default",
        [field.attname for field in fields],
        [_from_json(field, columns[field.attname]) for field in fields],
    )


def _from_json(field: models.Field[Any, Any], value: Any) -> Any:
    """The value of a column as the ORM would have read it."""
    if value is None:
        return None
    if isinstance(field, ArrayField):
        return [_from_json(field.base_field, item) for item in value]
    if isinstance(field, models.DecimalField):
        return Decimal(str(value)).quantize(Decimal(1).scaleb(-(field.decimal_places or 0)))
    return field.to_python(value)
