"""Every situation of situations.yaml through the API: what a household sees on a day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
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
from tests.accounts.status.grounds import ungrounded
from tests.accounts.status.season import make_season

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


@dataclass(frozen=True, kw_only=True)
class Expected:
    """What every situation must say: the answer, the reason, the next action and its day.

    Nothing to do is an `action` of None; an action that no rule gives a day for has none in `by`.
    """

    answer: str
    why: str
    action: str | None
    by: date | None

    def __post_init__(self) -> None:
        if self.answer not in ("yes", "no", "unknown"):
            raise ValueError(self.answer)
        if not self.why or not isinstance(self.why, str):
            raise ValueError("no reason")
        if self.by and not self.action:
            raise ValueError("a day, and nothing to do")


@dataclass(frozen=True, kw_only=True)
class Situation:
    """What a household told, and what it must be told; `besides` is whatever else the row is about."""

    name: str
    expect: Expected
    besides: dict[str, Any] = field(default_factory=dict)
    today: date = date(2025, 11, 20)
    suppose: date | None = None
    member: dict[str, Any] = field(default_factory=dict)
    years: dict[int, date | str] = field(default_factory=dict)
    filings: list[dict[str, Any]] = field(default_factory=list)
    debit: dict[str, Any] | None = None
    months: dict[date, date | str] = field(default_factory=dict)
    last_paid_month: date | None = None
    rechecks: list[dict[str, Any]] = field(default_factory=list)


def situation(row: dict[str, Any]) -> Situation:
    """A row of the table; one that leaves out or misspells something does not load."""
    return Situation(**{**row, "expect": Expected(**row["expect"])})


SITUATIONS = [
    situation(row)
    for row in yaml.safe_load((Path(__file__).parent / "situations.yaml").read_text())
]


@pytest.fixture(scope="module", autouse=True)
def season(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The policies, once for all situations."""
    with django_db_blocker.unblock(), transaction.atomic():
        make_season()
        yield
        transaction.set_rollback(True)


def tell(user: User, told: Situation) -> Member:
    """Write the facts of a situation."""
    facts = {"region_id": "440100", "relation": "parent", **told.member}
    member = Member.objects.create(user=user, nickname="妈妈", **facts)
    for year, paid in told.years.items():
        Enrolment.objects.create(
            member=member,
            coverage_year=year,
            paid_on=paid if isinstance(paid, date) else None,
            exempt=paid == "exempt",
        )
    for filing in told.filings:
        Filing.objects.create(member=member, care_region_id="110000", **filing)
    if told.debit:
        DebitPlan.objects.create(member=member, **told.debit)
    for month, result in told.months.items():
        DebitResult.objects.create(
            member=member,
            month=month,
            succeeded=result == "ok",
            repaired_on=result if isinstance(result, date) else None,
        )
    if told.last_paid_month:
        JobLoss.objects.create(member=member, last_paid_month=told.last_paid_month)
    for recognition in told.rechecks:
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
    names = [each.name for each in SITUATIONS]
    assert len(names) == len(set(names)) >= 90


@pytest.mark.parametrize("left_out", ["answer", "why", "action", "by"])
def test_a_situation_that_leaves_out_what_must_be_told_does_not_load(left_out: str) -> None:
    told = {"answer": "yes", "why": "已经缴费", "action": None, "by": None}
    assert situation({"name": "完整", "expect": told})
    del told[left_out]
    with pytest.raises(TypeError, match=left_out):
        situation({"name": "不完整", "expect": told})


@pytest.mark.django_db
@pytest.mark.parametrize("told", SITUATIONS, ids=lambda told: told.name)
def test_the_household_sees(told: Situation, li_ming: User, clock: Callable[[str], None]) -> None:
    clock(f"{told.today}T09:00")
    tell(li_ming, told)
    supposed = {"paid_on": told.suppose.isoformat()} if told.suppose else {}
    answer = client_of(li_ming).get("/api/v1/status", supposed)
    assert answer.status_code == 200, answer.json()
    seen = answer.json()["members"][0]
    assert seen["headline"].startswith(("妈妈", "还不知道妈妈"))
    assert seen["headline"].endswith("。")
    wrong = {
        path: (found(seen, path), expected)
        for path, expected in {**vars(told.expect), **told.besides}.items()
        if not agrees(found(seen, path), expected)
    }
    assert wrong == {}, seen["headline"]
    assert list(ungrounded(seen)) == []
