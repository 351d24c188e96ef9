"""What may stand in a policy file: one shape for each kind of file and row.

The shape of a rule follows from its table, so that a file can say all that a table holds.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal

from django.contrib.postgres.fields import ArrayField
from django.db import models
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, create_model
from pydantic_core import PydanticCustomError

from policies.models import (
    DESK_FIELDS,
    RULES,
    Confidence,
    Level,
    PersonCategory,
    Rule,
    Scheme,
    SourceKind,
    Status,
    Topic,
)


def _amount(value: object) -> object:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Decimal(str(value))
    if value is None:
        return value
    raise PydanticCustomError("amount", "金额应为数字，例如 400 或 413.5。")


type_by_value = Field(strict=False)
Amount = Annotated[Decimal, BeforeValidator(_amount)]


class Entry(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, use_enum_values=True)


class RegionEntry(Entry):
    code: str
    name: str
    level: Annotated[Level, type_by_value]
    parent: str | None
    aliases: list[str] = []
    note: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


class SourceEntry(Entry):
    code: str
    title: str
    kind: Annotated[SourceKind, type_by_value]
    issuer: str = ""
    number: str = ""
    dated: str = ""
    published_on: date | None = None
    url: str = ""
    note: str = ""


class RuleEntry(Entry):
    """What every rule says of itself; `entry_of` adds the columns of its table."""

    code: str
    sources: Annotated[list[str], Field(min_length=1)]
    status: Annotated[Status, type_by_value] = Status.PUBLISHED
    checked_on: date | None = None


# The place and the day of checking are said once for a whole file; who saved a row and when is
# not for files to say.
NOT_FOR_FILES = {"id", "region", *DESK_FIELDS}
TYPES: tuple[tuple[type[models.Field[Any, Any]], Any], ...] = (
    (models.BooleanField, bool),
    (models.DecimalField, Amount),
    (models.DateField, date),
    (models.IntegerField, int),
    (models.JSONField, Any),
    (models.CharField, str),
    (models.ForeignKey, str),
)


@cache
def entry_of(model: type[Rule]) -> type[RuleEntry]:
    """The shape of one rule of this kind in a file."""
    columns: dict[str, Any] = {
        column.name: _column(column)
        for column in model._meta.concrete_fields
        if column.name not in NOT_FOR_FILES and column.name not in RuleEntry.model_fields
    }
    return create_model(f"{model.__name__}Entry", __base__=RuleEntry, **columns)


def _column(column: models.Field[Any, Any]) -> tuple[Any, Any]:
    """Type and default of a column; without a default the key must be written."""
    written = _type(column)
    if column.null:
        return written | None, None
    if column.has_default():
        return written, Field(default_factory=column.get_default)
    if column.blank:
        return written, ""
    return written, ...


def _type(column: models.Field[Any, Any]) -> Any:
    if isinstance(column, ArrayField):
        return list[_type(column.base_field)]  # type: ignore[misc]
    if column.choices:
        return Literal[tuple(value for value, _ in column.flatchoices)]
    return next(written for kind, written in TYPES if isinstance(column, kind))


class RegionsFile(Entry):
    regions: list[RegionEntry]


class SourcesFile(Entry):
    sources: list[SourceEntry]


class PlaceFile(Entry):
    """The rules of one place: `region`, and a section for each kind."""

    region: str
    checked_on: date | None = None


class ArticleEntry(RuleEntry):
    question: str
    answer: str
    confidence: Annotated[Confidence, type_by_value]
    region: str = "100000"
    also_asked: list[str] = []
    about: str | None = None
    scheme: Annotated[Scheme, type_by_value] | None = None
    categories: list[Annotated[PersonCategory, type_by_value]] = []
    valid_from: date | None = None
    valid_to: date | None = None
    note: str = ""
    next_review_on: date | None = None


class ArticlesFile(Entry):
    """Questions and answers of one topic."""

    topic: Annotated[Topic, type_by_value]
    checked_on: date
    next_review_on: date
    articles: list[ArticleEntry]


class SynonymEntry(Entry):
    code: str
    words: Annotated[list[str], Field(min_length=2)]
    note: str = ""


class SynonymsFile(Entry):
    synonyms: list[SynonymEntry]


RULE_ENTRIES = {kind: entry_of(model) for kind, model in RULES.items()}
RulesFile = create_model(
    "RulesFile",
    __base__=PlaceFile,
    **{kind: (list[entry], []) for kind, entry in RULE_ENTRIES.items()},  # type: ignore[valid-type,call-overload]
)
ENTRIES: dict[str, type[Entry]] = {
    "regions": RegionEntry,
    "sources": SourceEntry,
    "articles": ArticleEntry,
    "synonyms": SynonymEntry,
    **RULE_ENTRIES,
}
