"""What two versions of one row say differently, in words people read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

from policies.models import DESK_FIELDS


@dataclass(frozen=True, slots=True)
class FieldChange:
    label: str
    before: str
    after: str


def differences(
    before: models.Model, after: models.Model, *, leave_out: Collection[str] = ()
) -> Iterator[FieldChange]:
    """Every own field that differs; links to other rows are told by their keys."""
    for compared in before._meta.concrete_fields:
        if compared.name in DESK_FIELDS or compared.primary_key and compared.name == "id":
            continue
        if compared.name in leave_out:
            continue
        old, new = (getattr(row, compared.attname) for row in (before, after))
        if old != new:
            yield FieldChange(str(compared.verbose_name), told(compared, old), told(compared, new))


def source_difference(before: Iterable[str], after: Iterable[str]) -> list[FieldChange]:
    old, new = sorted(before), sorted(after)
    return [FieldChange("来源", in_words(old), in_words(new))] if old != new else []


def told(field: models.Field[Any, Any], value: Any) -> str:
    """A value of `field` as people read it."""
    return in_words(_labelled(value, _labels(field)))


def _labels(compared: models.Field[Any, Any]) -> dict[Any, str]:
    """What people read for each choice of the field, or of the items it lists."""
    chosen = getattr(compared, "base_field", compared)
    return {value: str(label) for value, label in chosen.flatchoices}


def _labelled(value: Any, labels: Mapping[Any, str]) -> Any:
    if isinstance(value, list):
        return [_item(item, labels) for item in value]
    return labels.get(value, value) if labels else value


def _item(item: Any, labels: Mapping[Any, str]) -> Any:
    """One of a list: a span of days, a paper with what belongs to it, or a plain choice."""
    if isinstance(item, list):
        return " 至 ".join(item)
    if isinstance(item, dict):
        return " ".join(in_words(content) for content in item.values())
    return labels.get(item, item)


def in_words(value: Any) -> str:
    if value is None or value in ("", [], {}):
        return "空"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(map(str, value))
    if isinstance(value, dict):
        return "；".join(f"{title}：{content}" for title, content in value.items())
    return str(value)
