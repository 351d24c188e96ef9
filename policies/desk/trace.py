"""The history of rules: every version with its sources, who made it and how."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from policies.models import REVIEWED, Rule, Source, Status

REASON_LENGTH = 200


def trace(rows: Iterable[Rule], *, reason: str, by: int | None = None, new: bool = False) -> None:
    """Keep the present version of `rows`; load their sources beforehand to save queries."""
    now = timezone.now()
    kept: dict[type[Any], list[Any]] = {}
    for row in rows:
        record = type(row).history.model
        kept.setdefault(record, []).append(
            record(
                history_date=now,
                history_type="+" if new else "~",
                history_change_reason=reason[:REASON_LENGTH],
                history_user_id=by,
                source_codes=sorted(source.pk for source in row.sources.all()),
                **{field.attname: getattr(row, field.attname) for field in record.tracked_fields},
            )
        )
    for record, versions in kept.items():
        record.objects.bulk_create(versions)


def is_cited(source: Source) -> bool:
    """Whether a rule that is published, or about to be, rests on `source`."""
    return any(
        kind._default_manager.filter(
            sources=source, status__in=[Status.PUBLISHED, Status.REVIEW]
        ).exists()
        for kind in REVIEWED
    )
