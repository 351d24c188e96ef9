"""What looks wrong about a rule but may be right: asked on saving and before publishing."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import DecimalField

from policies.models import Confidence, PaymentWindow, Rule, Source, SourceKind, Status

YEARS = ("coverage_year", "notice_year")
FAR = Decimal("0.3")
LONG_WINDOW = timedelta(days=184)
A_YEAR = timedelta(days=365)
OFFICIAL = {SourceKind.OFFICIAL, SourceKind.OFFICIAL_LOCAL, SourceKind.OFFICIAL_MIRROR}


def doubts(row: Rule, *, today: date) -> list[str]:
    """One sentence each; a handful of queries."""
    sources = list(row.sources.all())
    return [*_amounts(row), *_length(row), *_sources(row, sources, today=today)]


def _amounts(row: Rule) -> Iterator[str]:
    earlier = _year_before(row)
    if earlier is None:
        return
    for field in row._meta.concrete_fields:
        if not isinstance(field, DecimalField):
            continue
        now, then = getattr(row, field.attname), getattr(earlier, field.attname)
        if now is None or not then:
            continue
        change = (now - then) / then
        if abs(change) > FAR:
            yield (
                f"{field.verbose_name} {now.normalize():f}，比 {earlier.code} 的 "
                f"{then.normalize():f} {'高' if change > 0 else '低'}了 {abs(change):.0%}，请核对。"
            )


def _year_before(row: Rule) -> Rule | None:
    """The published row of the same subject one year earlier; without a year, the replaced one."""
    year_field = next((name for name in YEARS if getattr(row, name, None)), None)
    if year_field is None:
        return row.replaces
    year = getattr(row, year_field)
    peers = type(row)._default_manager.filter(
        region=row.region_id, status=Status.PUBLISHED, **{year_field: year - 1}
    )
    return next(
        (
            peer
            for peer in peers
            if _without(peer, year - 1) == _without(row, year) and peer.coincides(row)
        ),
        None,
    )


def _without(row: Rule, year: int) -> list[Any]:
    return [part for part in row.subject() if part != year]


def _length(row: Rule) -> Iterator[str]:
    if isinstance(row, PaymentWindow) and row.opens_on and row.closes_on:
        days = (row.closes_on - row.opens_on).days + 1
        if row.closes_on - row.opens_on > LONG_WINDOW:
            yield f"缴费期长达 {days} 天，超过半年，请核对开始和截止日期。"


def _sources(row: Rule, sources: Collection[Source], *, today: date) -> Iterator[str]:
    if not sources:
        yield "还没有选来源。"
        return
    if not any(source.url for source in sources):
        yield "来源都没有网址，居民点不开原文。"
    if row.confidence == Confidence.A and not any(source.kind in OFFICIAL for source in sources):
        yield "可信度选了 A（官方原文），来源里却没有官方发布。"
    begins, ends = _begins(row), row.valid_to or getattr(row, "closes_on", None)
    dated = {source: day for source in sources if (day := _day_of(source))}
    # What holds for one year is announced every year; other rules may rest on older documents.
    is_yearly = any(getattr(row, name, None) for name in YEARS)
    years, said = (1, "一年") if is_yearly else (2, "两年")
    if begins and dated and max(dated.values()) < begins - years * A_YEAR:
        yield f"最新的来源也早于规则{said}以上（{max(dated.values())}），请看有没有新的文件。"
    for source, day in dated.items():
        if day > today:
            yield f"来源“{source.title}”的日期 {day} 在今天以后，请核对。"
        elif ends and day > ends:
            yield f"来源“{source.title}”的日期 {day} 晚于规则结束的 {ends}，请核对。"


def _begins(row: Rule) -> date | None:
    """The first day the rule is about, as far as the row says."""
    if row.valid_from:
        return row.valid_from
    year = next((getattr(row, name) for name in YEARS if getattr(row, name, None)), None)
    return getattr(row, "opens_on", None) or (date(year, 1, 1) if year else None)


def _day_of(source: Source) -> date | None:
    if source.published_on:
        return source.published_on
    for text in (source.dated, f"{source.dated}-01", f"{source.dated}-01-01"):
        try:
            return date.fromisoformat(text)
        except ValueError:
            continue
    return None
