"""Writes down what residents can see anew, one plain sentence a change."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import ForeignKey
from django.utils import timezone

from policies.desk.differences import FieldChange, differences, source_difference, told
from policies.desk.trace import trace
from policies.models import DESK_FIELDS, REVIEWED, Event, Publication, Rule, Source, Status

NAMING = ("scheme", "category", "categories", "tier", "coverage_year")
"""Fields that say for whom a rule is: they name it and need not be told again."""
CALLED = ("question", "title", "name")
"""Fields that a row is called by, where it has one of them."""
QUIET = frozenset({"checked_on", "note", "also_asked", "next_review_on"})
"""Fields that only help to keep and to find a row: a change of theirs alone is no news."""
UNTOLD = {"id", "code", "region", "status", "confidence", "position", *QUIET, *DESK_FIELDS}
MOST_FACTS = 4
LONGEST_TOLD = 40


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


def record_load(codes: Collection[str], before: Mapping[str, Rule]) -> None:
    """Trace and tell what the files changed; `before` has the rows by code as they were."""
    for kind in REVIEWED:
        rows = kind._default_manager.filter(code__in=codes).select_related("region")
        loaded = list(rows.prefetch_related("sources"))
        for new in (True, False):
            trace(
                [row for row in loaded if (row.code not in before) == new],
                reason="载入数据文件",
                new=new,
            )
        told = (_loaded(row, before.get(row.code)) for row in loaded)
        record(change for change in told if change)


def _loaded(row: Rule, before: Rule | None) -> Told | None:
    if before is None or before.status != Status.PUBLISHED:
        return Told(Event.ADDED, row) if row.status == Status.PUBLISHED else None
    if row.status != Status.PUBLISHED:
        return Told(Event.ENDED, row)
    changes = [
        *differences(before, row, leave_out=QUIET),
        *source_difference(*([one.code for one in each.sources.all()] for each in (before, row))),
    ]
    return Told(Event.CHANGED, row, changes) if changes else None


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
        told = "；".join(map(_difference, change.fields))
        return f"{name}有变{since}：{told or '内容没有变，重新核对发布'}。"
    facts = "，".join(_facts(change.rule))
    return f"{name}发布{since}{f'：{facts}' if facts else ''}。"


def _difference(change: FieldChange) -> str:
    if _is_prose(change.before) or _is_prose(change.after):
        return f"{change.label}有改动"
    return f"{change.label}由{change.before}改为{change.after}"


def _is_prose(text: str) -> bool:
    """Whether a text is too much for the sentence; the change itself has it whole."""
    return len(text) > LONGEST_TOLD or "。" in text


def title(rule: Rule) -> str:
    """Which rule it is: its place, year and kind, what it is called, and for whom."""
    name = next((f"“{getattr(rule, field)}”" for field in CALLED if hasattr(rule, field)), "")
    year = getattr(rule, "coverage_year", None)
    whom = [
        told(field, getattr(rule, field.attname))
        for field in rule._meta.concrete_fields
        if field.name in NAMING[:-1] and getattr(rule, field.attname)
    ]
    place_and_year = f"{rule.region.name}{f'{year}年度' if year else ''}"
    people = f"（{'，'.join(whom)}）" if whom else ""
    return f"{place_and_year}{rule._meta.verbose_name}{name}{people}"


def _facts(rule: Rule) -> Iterator[str]:
    """The first few things that the row says."""
    count = 0
    for field in rule._meta.concrete_fields:
        value = getattr(rule, field.attname)
        if field.name in {*UNTOLD, *NAMING, *CALLED} or value in (None, "", [], {}, False):
            continue
        text = told(field, value)
        if isinstance(field, ForeignKey) or _is_prose(text):
            continue
        yield f"{field.verbose_name}{text}"
        count += 1
        if count == MOST_FACTS:
            return


def _source(source: Source) -> dict[str, Any]:
    return {
        name: getattr(source, name)
        for name in ("code", "title", "issuer", "number", "dated", "url")
    }
