"""What a claim costs in PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction

from accounts.models import Member, User
from policies.models import PaymentWindow
from reminders import truth
from reminders.claims import SESSION_OPTIONS, claim_sql
from reminders.kinds import speaks_since
from reminders.models import MessageTemplate
from reminders.pausing import paused_now
from reminders.planning import load_cohorts
from reminders.tuning import kinds_in_force
from tests.reminders.conftest import morning, plan_on

T_30 = "2025-11-20"
CODE = "payment_deadline"
RESIDENTS = 20


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for child in plan.get("Plans", ()):
        yield from nodes(child)


@pytest.mark.django_db
def test_who_is_due_is_asked_once_however_few_the_planner_expects(
    window: PaymentWindow, resident: Callable[..., User], member: Callable[..., Member]
) -> None:
    """In a ledger of years what is due now is so little that PostgreSQL reckons with one row."""
    for _ in range(RESIDENTS):
        member(resident())
    plan_on(T_30)
    kind = kinds_in_force()[CODE]
    today = date.fromisoformat(T_30)
    with transaction.atomic(), connection.cursor() as cursor:
        load_cohorts(cursor, truth.cohorts_of([kind], today=today))
        for option in SESSION_OPTIONS.split("-c "):
            if option:
                cursor.execute(f"SET LOCAL {option}")
        cursor.execute(
            f"EXPLAIN (ANALYZE, FORMAT JSON) {claim_sql(kind, paused_now())}",
            {
                "kind": CODE,
                "template": MessageTemplate.objects.get(kind=CODE).pk,
                "long_term": False,
                "now": morning(T_30),
                "today": today,
                "due_by": date.max,
                "size": RESIDENTS,
                "speaks_since": speaks_since(today),
            },
        )
        found = list(nodes(cursor.fetchone()[0][0]["Plan"]))
    asked = [
        each
        for each in found
        if each["Node Type"] == "Aggregate" and each["Actual Rows"] > 0 and "Group Key" in each
    ]
    assert asked
    assert {each["Actual Loops"] for each in asked} == {1}
