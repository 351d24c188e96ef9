"""Published rules of many kinds, read at once: two statements, however many kinds and places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Func, JSONField, OuterRef, Q, QuerySet, Value

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
    parts = [_part(number, kind, places, on) for number, kind in enumerate(kinds)]
    found = list(parts[0].union(*parts[1:], all=True))
    sources = Source.objects.in_bulk({code for _, _, cited in found for code in cited})
    rules = []
    for number, columns, cited in found:
        rule = _as_rule(kinds[number], columns)
        rule.region = places[rule.region_id]
        rule.cite([sources[code] for code in cited])
        rules.append(rule)
    return sorted(rules, key=lambda rule: rule.code)


def _part(
    number: int, kind: type[Rule], places: Mapping[str, Region], on: date
) -> QuerySet[Any, Any]:
    through: Any = kind._meta.get_field("sources").remote_field.through
    cited = through.objects.filter(**{str(kind._meta.model_name): OuterRef("pk")}).values(
        "source_id"
    )
    whole_row = Func(template=f'to_jsonb("{kind._meta.db_table}")', output_field=JSONField())
    rows: QuerySet[Any] = kind._default_manager.filter(region__in=places).order_by()
    wrapped: QuerySet[Any, Any] = (
        published(rows, on=on)
        .annotate(
            number_of_kind=Value(number), whole_row=whole_row, cited_codes=ArraySubquery(cited)
        )
        .values_list("number_of_kind", "whole_row", "cited_codes")
    )
    return wrapped


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
