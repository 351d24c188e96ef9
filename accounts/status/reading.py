"""The facts of a whole household, with all that an answer about it rests on, in one statement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import orjson
from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import F, Model, OuterRef, QuerySet
from django.db.models.expressions import RawSQL
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
from policies.models import PolicyVersion
from policies.selectors import names_of_places
from yibao_project.postgresql.prepared import Prepared
from yibao_project.sealed import unseal

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
    "progress",
    "promised",
    "papers_due_on",
)


DAYS = ("special_since", "born_on", "ended_on", "debit_since", "last_paid_month")
ASKED = "$1::bigint"


@dataclass(frozen=True, slots=True)
class Reading:
    """One resident: whether the account is open, the version of the policies, and the household.

    The version was read with the facts, so answers kept under it are as new as they are. A row of
    `rows` is what is known of one member, as the database tells it.
    """

    is_active: bool
    written: str | None
    rows: list[dict[str, Any]]

    @property
    def household(self) -> list[MemberFacts]:
        return [facts_of(row) for row in self.rows]


def household_of(user: User) -> list[MemberFacts]:
    """Everyone a resident looks after, in the order they were added; one query."""
    reading = read_resident(user.pk)
    return reading.household if reading else []


def read_resident(number: int) -> Reading | None:
    """What is known of the resident with that number, in one query; None where there is none.

    The names of places are of the policies, and read once for every version of them.
    """
    with connection.cursor() as cursor:
        RESIDENT.execute(cursor, number)
        row = cursor.fetchone()
    if row is None:
        return None
    is_active, written, members = row
    rows, names = orjson.loads(members), names_of_places(written)
    for each in rows:
        each["nickname"] = unseal(each["nickname"])
        each["region_name"] = names[each["region_id"]]
        for filed in each["filed"]:
            filed["care_region_name"] = names[filed["care_region"]]
    return Reading(is_active, written, rows)


@cache
def _statement() -> str:
    """Written by the ORM once, with the resident's number left open."""
    with connection.cursor() as cursor:
        members = cursor.mogrify(*_members().query.sql_with_params())
    # Every name comes from the models.
    return f"""
        SELECT resident.is_active, version.value::text, COALESCE(
            (SELECT json_agg(member ORDER BY member.id) FROM ({members}) AS member), '[]'
        )::text
        FROM {User._meta.db_table} AS resident
        LEFT JOIN {PolicyVersion._meta.db_table} AS version ON TRUE
        WHERE resident.id = {ASKED}
    """  # noqa: S608


RESIDENT = Prepared("yibao_resident", parameters="bigint", statement=_statement)


def _members() -> QuerySet[Member, dict[str, Any]]:
    resident = RawSQL(ASKED, [])  # noqa: S611  no value in it
    members: QuerySet[Member, dict[str, Any]] = Member.objects.filter(user_id=resident).values(
        *COLUMNS,
        debit_day=F("debit_plan__day"),
        debit_since=F("debit_plan__since"),
        last_paid_month=F("job_loss__last_paid_month"),
        years=_each(Enrolment, "coverage_year", "paid_on", "exempt"),
        filed=_each(
            Filing,
            *FILING_COLUMNS,
            only={"cancelled_on": None},
            care_region="care_region_id",
        ),
        results=_each(DebitResult, "month", "succeeded", "repaired_on"),
        recognised=_each(ChronicRecognition, "id", "recognised_on", "recheck_on"),
    )
    return members


def _each(
    table: type[Model], *columns: str, only: dict[str, Any] | None = None, **named: str
) -> ArraySubquery:
    rows: QuerySet[Any, Any] = (
        table._default_manager.filter(member=OuterRef("pk"), **(only or {}))
        .order_by("id")
        .values(fact=JSONObject(**{name: name for name in columns}, **named))
    )
    return ArraySubquery(rows)


def facts_of(row: dict[str, Any]) -> MemberFacts:
    """What a row says, as values."""
    (told,) = _dated([row], *DAYS)
    years, filed, results, recognised = (
        told.pop(name) for name in ("years", "filed", "results", "recognised")
    )
    return MemberFacts(
        region=told.pop("region_id"),
        **told,
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
