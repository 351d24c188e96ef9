"""The facts of a whole household in one query."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Model, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from accounts.models import (
    ChronicRecognition,
    DebitResult,
    Enrolment,
    Filing,
    Member,
    User,
)
from accounts.status.facts import Declared, FiledCare, MemberFacts, MonthResult, Recognition

COLUMNS = (
    "id",
    "nickname",
    "relation",
    "region_id",
    "scheme",
    "category",
    "special_group",
    "special_since",
    "born_on",
    "ended_on",
    "ending",
    "muted",
)
FILING_COLUMNS = (
    "id",
    "kind",
    "starts_on",
    "ends_on",
    "ends_on_reason",
    "rule_code",
    "promised",
    "papers_due_on",
)


def household_of(user: User) -> list[MemberFacts]:
    """Everyone a resident looks after, in the order they were added; one query."""
    rows = (
        Member.objects.filter(user=user)
        .order_by("id")
        .values(
            *COLUMNS,
            region_name=F("region__name"),
            debit_day=F("debit_plan__day"),
            debit_since=F("debit_plan__since"),
            last_paid_month=F("job_loss__last_paid_month"),
            years=_each(Enrolment, "coverage_year", "paid_on", "exempt"),
            filed=_each(
                Filing,
                *FILING_COLUMNS,
                only={"cancelled_on": None},
                care_region="care_region_id",
                care_region_name="care_region__name",
            ),
            results=_each(DebitResult, "month", "succeeded", "repaired_on"),
            recognised=_each(ChronicRecognition, "id", "recognised_on", "recheck_on"),
        )
    )
    return [_member(row) for row in rows]


def _each(
    table: type[Model], *columns: str, only: dict[str, Any] | None = None, **named: str
) -> ArraySubquery:
    rows: QuerySet[Any, Any] = (
        table._default_manager.filter(member=OuterRef("pk"), **(only or {}))
        .order_by("id")
        .values(fact=JSONObject(**{name: name for name in columns}, **named))
    )
    return ArraySubquery(rows)


def _member(row: dict[str, Any]) -> MemberFacts:
    years, filed, results, recognised = (
        row.pop(name) for name in ("years", "filed", "results", "recognised")
    )
    return MemberFacts(
        **{("region" if name == "region_id" else name): value for name, value in row.items()},
        enrolments={
            each.pop("coverage_year"): Declared(**each) for each in _dated(years, "paid_on")
        },
        filings=tuple(
            FiledCare(**each) for each in _dated(filed, "starts_on", "ends_on", "papers_due_on")
        ),
        debit_results={
            each.pop("month"): MonthResult(**each)
            for each in _dated(results, "month", "repaired_on")
        },
        recognitions=tuple(
            Recognition(**each) for each in _dated(recognised, "recognised_on", "recheck_on")
        ),
    )


def _dated(facts: Iterable[dict[str, Any]], *names: str) -> list[dict[str, Any]]:
    """Facts out of JSON with the named columns as days again."""
    return [
        {**each, **{name: each[name] and date.fromisoformat(each[name]) for name in names}}
        for each in facts
    ]
