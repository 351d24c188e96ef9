"""Writes down what residents can see anew, one plain sentence a change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import ForeignKey
from django.utils import timezone

from policies.desk.differences import FieldChange, told
from policies.desk.trace import trace
from policies.models import DESK_FIELDS, RULES, Event, Publication, Rule, Source, Status

NAMING = ("scheme", "category", "categories", "tier", "coverage_year")
"""Fields that say for whom a rule is: they name it and need not be told again."""
UNTOLD = {"id", "code", "region", "status", "checked_on", "note", "confidence", *DESK_FIELDS}
MOST_FACTS = 4


@dataclass(frozen=True, slots=True)
class Told:
    """One change to be told; `fields` are the differences, none where the row is new or ended."""

    event: Event
    rule: Rule
    fields: Sequence[FieldChange] = ()
    since: date | None = None


def record(changes: Iterable[Told], *, at: datetime | None = None) -> None:
    """Tell the public. Rules need their region and sources loaded to cost no query each."""
    Publication.objects.bulk_create(
        Publication(
            region_id=change.rule.region_id,
            kind=str(change.rule._meta.verbose_name),
            code=change.rule.code,
            event=change.event,
            sentence=sentence(change),
            fields=[asdict(field) for field in change.fields],
            takes_effect_on=change.since or change.rule.valid_from,
            sources=[_source(source) for source in change.rule.sources_best_first()],
            published_at=at or timezone.now(),
        )
        for change in changes
    )


def record_load(changes: Mapping[str, Sequence[FieldChange]], before: Mapping[str, Rule]) -> None:
    """Trace and tell what the files changed: by code, how the row differs from the one before."""
    for kind in RULES.values():
        rows = kind._default_manager.filter(code__in=changes).select_related("region")
        loaded = list(rows.prefetch_related("sources"))
        for new in (True, False):
            trace(
                [row for row in loaded if (row.code not in before) == new],
                reason="载入数据文件",
                new=new,
            )
        told = (_loaded(row, before.get(row.code), changes[row.code]) for row in loaded)
        record(change for change in told if change)


def _loaded(row: Rule, before: Rule | None, fields: Sequence[FieldChange]) -> Told | None:
    was = before is not None and before.status == Status.PUBLISHED
    if row.status == Status.PUBLISHED:
        return Told(Event.CHANGED, row, fields) if was else Told(Event.ADDED, row)
    return Told(Event.ENDED, row) if was else None


def sentence(change: Told) -> str:
    """What changed, in one plain sentence.

    >>> 广州市2026年度缴费期（城乡居民医保）有变：截止日期由2025-12-20改为2026-02-28。
    """
    name = title(change.rule)
    since = f"，自{change.since}起" if change.since else ""
    if change.event == Event.ENDED:
        last = change.since - timedelta(days=1) if change.since else None
        return f"{name}{f'用到{last}为止' if last else '已停用'}。"
    if change.event == Event.CHANGED:
        told = "；".join(
            f"{field.label}由{field.before}改为{field.after}" for field in change.fields
        )
        return f"{name}有变{since}：{told or '内容没有变，重新核对发布'}。"
    facts = "，".join(_facts(change.rule))
    return f"{name}发布{since}{f'：{facts}' if facts else ''}。"


def title(rule: Rule) -> str:
    """Which rule it is: its place, year and kind, and for whom."""
    year = getattr(rule, "coverage_year", None)
    whom = [
        told(field, getattr(rule, field.attname))
        for field in rule._meta.concrete_fields
        if field.name in NAMING[:-1] and getattr(rule, field.attname)
    ]
    place_and_year = f"{rule.region.name}{f'{year}年度' if year else ''}"
    people = f"（{'，'.join(whom)}）" if whom else ""
    return f"{place_and_year}{rule._meta.verbose_name}{people}"


def _facts(rule: Rule) -> Iterator[str]:
    """The first few things that the row says."""
    count = 0
    for field in rule._meta.concrete_fields:
        value = getattr(rule, field.attname)
        if field.name in UNTOLD or field.name in NAMING or value in (None, "", [], {}, False):
            continue
        if isinstance(field, ForeignKey):
            continue
        yield f"{field.verbose_name}{told(field, value)}"
        count += 1
        if count == MOST_FACTS:
            return


def _source(source: Source) -> dict[str, Any]:
    return {
        name: getattr(source, name)
        for name in ("code", "title", "issuer", "number", "dated", "url")
    }
