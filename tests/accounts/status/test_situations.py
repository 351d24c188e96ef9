"""Every situation of situations.yaml through the API: what a household sees on a day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.db import transaction

from accounts.models import (
    ChronicRecognition,
    DebitPlan,
    DebitResult,
    Enrolment,
    Filing,
    JobLoss,
    Member,
    User,
)
from tests.accounts.conftest import client_of
from tests.accounts.status.season import make_season

SITUATIONS = yaml.safe_load((Path(__file__).parent / "situations.yaml").read_text())
SHORT = {
    "answer": "today.answer",
    "state": "today.state",
    "begins_on": "today.begins_on",
    "until": "today.until",
    "why": "today.explanation",
    "doubt": "today.needs_check",
    "action": "next_action.kind",
    "by": "next_action.by",
    "where": "next_action.where",
}


@pytest.fixture(scope="module", autouse=True)
def season(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The policies, once for all situations."""
    with django_db_blocker.unblock(), transaction.atomic():
        make_season()
        yield
        transaction.set_rollback(True)


def tell(user: User, situation: dict[str, Any]) -> Member:
    """Write the facts of a situation."""
    facts = {"region_id": "440100", "relation": "parent", **situation.get("member", {})}
    member = Member.objects.create(user=user, nickname="妈妈", **facts)
    for year, told in situation.get("years", {}).items():
        Enrolment.objects.create(
            member=member,
            coverage_year=year,
            paid_on=told if isinstance(told, date) else None,
            exempt=told == "exempt",
        )
    for filing in situation.get("filings", []):
        Filing.objects.create(member=member, care_region_id="110000", **filing)
    if plan := situation.get("debit"):
        DebitPlan.objects.create(member=member, **plan)
    for month, told in situation.get("months", {}).items():
        DebitResult.objects.create(
            member=member,
            month=month,
            succeeded=told == "ok",
            repaired_on=told if isinstance(told, date) else None,
        )
    if month := situation.get("last_paid_month"):
        JobLoss.objects.create(member=member, last_paid_month=month)
    for recognition in situation.get("rechecks", []):
        ChronicRecognition.objects.create(member=member, **recognition)
    return member


def found(seen: dict[str, Any], path: str) -> Any:
    """What stands at a dotted path; `date.KIND` is the day of that kind among the next ones."""
    value: Any = seen
    if path.startswith("date."):
        kind = path.removeprefix("date.")
        return next((day["on"] for day in seen["next_dates"] if day["kind"] == kind), None)
    for step in SHORT.get(path, path).split("."):
        if step == "count":
            return len(value)
        value = value[int(step)] if isinstance(value, list) else (value or {}).get(step)
    return value


def agrees(value: Any, expected: Any) -> bool:
    """Sentences need only hold the expected words."""
    if isinstance(expected, date):
        return bool(value == expected.isoformat())
    if isinstance(expected, str) and isinstance(value, str):
        return expected in value
    return bool(value == expected)


def test_there_are_enough_situations_and_no_two_alike() -> None:
    names = [situation["name"] for situation in SITUATIONS]
    assert len(names) == len(set(names)) >= 60


@pytest.mark.django_db
@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda situation: situation["name"])
def test_the_household_sees(
    situation: dict[str, Any], li_ming: User, clock: Callable[[str], None]
) -> None:
    clock(f"{situation.get('today', date(2025, 11, 20))}T09:00")
    tell(li_ming, situation)
    supposed = {"paid_on": situation["suppose"]} if "suppose" in situation else {}
    answer = client_of(li_ming).get("/api/v1/status", supposed)
    assert answer.status_code == 200, answer.json()
    seen = answer.json()["members"][0]
    assert seen["headline"].startswith(("妈妈", "还不知道妈妈"))
    assert seen["headline"].endswith("。")
    wrong = {
        path: (found(seen, path), expected)
        for path, expected in situation["expect"].items()
        if not agrees(found(seen, path), expected)
    }
    assert wrong == {}, seen["headline"]
