"""Every change of a declared fact leaves a trace, and can be taken back for a while.

A snapshot holds the `TRACED` fields of a fact as JSON; putting it back is the same for every
sort of fact.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models
from rest_framework import status

from accounts import rules
from accounts.models import (
    Change,
    ChronicRecognition,
    DebitPlan,
    DebitResult,
    Enrolment,
    Fact,
    Filing,
    JobLoss,
    Member,
)
from yibao_project.errors import AppError

Snapshot = dict[str, Any] | None

FACTS: dict[str, tuple[type[models.Model], Callable[[int], dict[str, Any]]]] = {
    Fact.ENROLMENT: (Enrolment, lambda key: {"coverage_year": key}),
    Fact.FILING: (Filing, lambda key: {"pk": key}),
    Fact.DEBIT_PLAN: (DebitPlan, lambda key: {}),
    Fact.DEBIT_RESULT: (DebitResult, lambda key: {"month": date(key // 100, key % 100, 1)}),
    Fact.JOB_LOSS: (JobLoss, lambda key: {}),
    Fact.CHRONIC: (ChronicRecognition, lambda key: {"pk": key}),
}
"""For each sort of fact its table, and the columns that a change's key stands for."""


def key_of_month(month: date) -> int:
    return month.year * 100 + month.month


def snapshot(row: Any) -> Snapshot:
    """The traced fields of a fact as JSON; None stands for no fact."""
    if row is None:
        return None
    columns = [row._meta.get_field(name) for name in row.TRACED]
    return {column.name: _plain(getattr(row, column.attname)) for column in columns}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def record(
    *,
    member: Member,
    fact: Fact,
    key: int = 0,
    before: Snapshot,
    after: Snapshot,
    now: datetime,
    by: str = Change.By.RESIDENT,
) -> None:
    """Keep one change; what stayed as it was leaves no trace."""
    if before != after:
        member.changes.create(fact=fact, key=key, changed_at=now, before=before, after=after, by=by)


def undo(*, member: Member, change: Change, now: datetime) -> None:
    """Put back what was there before `change`; the caller holds the member's row.

    Only the latest change of a fact that still stands can be taken back, for 30 days. Raises
    AppError 409.
    """
    latest = latest_of(member, fact=change.fact, key=change.key)
    if latest is None or latest.pk != change.pk:
        raise _conflict("changed_meanwhile", "内容已经变了，请刷新后再看。")
    if now - change.changed_at > rules.UNDO_WITHIN:
        raise _conflict(
            "undo_too_late",
            f"只能撤销 {rules.UNDO_WITHIN.days} 天内的改动，请直接改成正确的内容。",
        )
    change.undone_at = now
    change.save(update_fields=["undone_at"])
    if change.fact == Fact.MEMBER:
        _put_back(member, change.before or {})
    else:
        _restore(member, change)


def latest_of(member: Member, *, fact: str, key: int) -> Change | None:
    """The newest change of a fact that was not taken back."""
    return member.changes.filter(fact=fact, key=key, undone_at__isnull=True).order_by("-id").first()


def _restore(member: Member, change: Change) -> None:
    table, identity = FACTS[change.fact]
    named = identity(change.key)
    found = table._default_manager.filter(member=member, **named)
    if change.before is None:
        found.delete()
    else:
        _put_back(found.first() or table(member=member, **named), change.before)


def _put_back(row: models.Model, facts: dict[str, Any]) -> None:
    for name, value in facts.items():
        column: Any = row._meta.get_field(name)
        setattr(row, column.attname, None if value is None else column.to_python(value))
    row.save()


def _conflict(code: str, message: str) -> AppError:
    return AppError(code, message, status=status.HTTP_409_CONFLICT)
