"""Every kind of reminder: who is due, who is not, and who is no longer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from django.db.models import Model

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
from policies.models import (
    ChronicRule,
    EmergencyFilingRule,
    FilingRule,
    FlexibleRule,
    NewbornRule,
    ParticipationSubsidy,
    PaymentWindow,
    Region,
    Rule,
    WaitingRule,
)
from reminders.kinds import KINDS
from reminders.models import Reminder
from reminders.upcoming import upcoming_for
from tests.reminders.conftest import morning, plan_on

Facts = Mapping[str, Any]
NATION, GUANGDONG, GUANGZHOU, CHANGSHA = "100000", "440000", "440100", "430100"


def day(text: str) -> date:
    return date.fromisoformat(text)


@dataclass(frozen=True)
class Case:
    """One kind at work: the facts, the rule, the day it speaks, what ends it."""

    kind: str
    told: dict[str, tuple[str, str]]
    """By day: the due day and the stage that speaks."""
    silent: tuple[str, ...]
    member: Facts = field(default_factory=dict)
    facts: tuple[tuple[type[Model], Facts], ...] = ()
    rule: tuple[type[Rule], Facts] | None = None
    settle: Callable[[Member], object] | None = None


FLEXIBLE = {"scheme": "FLEXIBLE", "category": "FLEX"}
SEPTEMBER_FAILED = (DebitResult, {"month": day("2025-09-01"), "succeeded": False})


def paid(*years: int) -> Callable[[Member], object]:
    return lambda member: [
        Enrolment.objects.create(member=member, coverage_year=year, paid_on=day("2025-11-01"))
        for year in years
    ]


def gone(model: type[Model], **changes: Any) -> Callable[[Member], object]:
    """The fact is changed, or taken back where nothing is named."""

    def settle(member: Member) -> object:
        rows = model._default_manager.filter(member=member)
        return rows.update(**changes) if changes else rows.delete()

    return settle


CASES = [
    Case(
        "newborn",
        {
            "2025-10-19": ("2025-12-18", "60"),
            "2025-11-18": ("2025-12-18", "30"),
            "2025-12-11": ("2025-12-18", "7"),
            "2025-12-18": ("2025-12-18", "1"),
        },
        ("2025-10-18", "2025-12-19"),
        {"category": "NEWBORN", "born_on": day("2025-09-19")},
        rule=(NewbornRule, {"within_days": 90}),
        settle=paid(2025),
    ),
    Case(
        "newborn",
        {"2025-12-30": ("2026-02-28", "60"), "2026-02-27": ("2026-02-28", "1")},
        ("2026-03-01",),
        {"category": "NEWBORN", "born_on": day("2025-11-30")},
        rule=(NewbornRule, {"within_days": 90}),
        settle=paid(2025, 2026),
    ),
    Case(
        "window_opens",
        {"2025-10-21": ("2025-10-21", "0"), "2025-10-27": ("2025-10-21", "0")},
        ("2025-10-20", "2025-10-28"),
        settle=paid(2026),
    ),
    Case(
        "after_window",
        {"2025-12-21": ("2025-12-21", "0"), "2026-01-03": ("2025-12-21", "0")},
        ("2025-12-20", "2026-01-04"),
        settle=paid(2026),
    ),
    Case(
        "filing_review",
        {"2027-02-21": ("2027-02-28", "7"), "2027-02-28": ("2027-02-28", "7")},
        ("2027-02-20", "2027-03-01", "2024-02-27"),
        facts=((Filing, {"kind": "LT_WORK", "starts_on": day("2024-02-29")}),),
        settle=gone(Filing, cancelled_on=day("2026-01-01")),
    ),
    Case(
        "filing_papers",
        {"2026-01-29": ("2026-02-27", "30"), "2026-02-20": ("2026-02-27", "7")},
        ("2026-01-27", "2026-02-28"),
        facts=((Filing, {"kind": "LT_WORK", "starts_on": day("2025-08-31"), "promised": True}),),
        rule=(FilingRule, {"promise_months": 6}),
        settle=gone(Filing, promised=False),
    ),
    Case(
        "emergency_filing",
        {"2025-10-10": ("2025-10-13", "3"), "2025-10-12": ("2025-10-13", "1")},
        ("2025-10-09", "2025-10-14"),
        facts=((Filing, {"kind": "TMP_EMERGENCY", "starts_on": day("2025-09-30")}),),
        rule=(EmergencyFilingRule, {"days": 4, "unit": "workdays", "region_id": GUANGZHOU}),
        settle=gone(Filing, cancelled_on=day("2025-10-01")),
    ),
    Case(
        "debit",
        {"2026-02-25": ("2026-02-28", "3"), "2026-02-28": ("2026-02-28", "1")},
        ("2026-02-24", "2026-03-27"),
        FLEXIBLE,
        facts=((DebitPlan, {"day": 31, "since": day("2025-09-01")}),),
        settle=lambda member: DebitResult.objects.create(
            member=member, month=day("2026-02-01"), succeeded=True
        ),
    ),
    Case(
        "debit_result",
        {"2025-12-03": ("2025-12-03", "0"), "2025-12-09": ("2025-12-03", "0")},
        ("2025-12-02", "2025-12-10"),
        FLEXIBLE,
        facts=((DebitPlan, {"day": 30, "since": day("2025-09-01")}),),
        settle=lambda member: DebitResult.objects.create(
            member=member, month=day("2025-11-01"), succeeded=False
        ),
    ),
    Case(
        "suspension",
        {"2025-09-24": ("2025-10-01", "7"), "2025-09-30": ("2025-10-01", "1")},
        ("2025-09-23", "2025-10-02"),
        FLEXIBLE,
        facts=(SEPTEMBER_FAILED,),
        rule=(FlexibleRule, {"suspended_next_month": True}),
        settle=gone(DebitResult, repaired_on=day("2025-09-20")),
    ),
    Case(
        "repair_deadline",
        {"2025-10-31": ("2025-11-30", "30"), "2025-11-30": ("2025-11-30", "1")},
        ("2025-10-30", "2025-12-01"),
        FLEXIBLE,
        facts=(SEPTEMBER_FAILED,),
        rule=(FlexibleRule, {"retro_months": 3}),
        settle=gone(DebitResult, repaired_on=day("2025-10-20")),
    ),
    Case(
        "bridge",
        {"2025-10-31": ("2025-11-30", "30"), "2025-11-29": ("2025-11-30", "1")},
        ("2025-10-30", "2025-12-01"),
        {"scheme": "EMPLOYEE", "category": "EMP_ACTIVE"},
        facts=((JobLoss, {"last_paid_month": day("2025-08-01")}),),
        rule=(FlexibleRule, {"bridge_months": 3}),
        settle=lambda member: Member.objects.filter(pk=member.pk).update(scheme="FLEXIBLE"),
    ),
    Case(
        "chronic_recheck",
        {"2025-12-30": ("2026-02-28", "60"), "2026-02-28": ("2026-02-28", "30")},
        ("2025-12-29", "2026-03-01"),
        facts=((ChronicRecognition, {"recognised_on": day("2024-02-29")}),),
        rule=(ChronicRule, {"recheck_from_years": 2, "recheck_to_years": 5}),
        settle=gone(ChronicRecognition),
    ),
    Case(
        "certificate",
        {"2025-10-31": ("2025-11-30", "30"), "2025-11-30": ("2025-11-30", "7")},
        ("2025-10-30", "2025-12-01"),
        {"special_group": "DISABLED"},
        rule=(
            ParticipationSubsidy,
            {
                "coverage_year": 2026,
                "categories": ["DISABLED"],
                "certificate_by": day("2025-11-30"),
                "region_id": GUANGZHOU,
            },
        ),
        settle=lambda member: Member.objects.filter(pk=member.pk).update(
            special_since=day("2025-10-01")
        ),
    ),
]
WAITS = (WaitingRule, {"scheme": "RESIDENT", "fixed_months": 3, "months_per_missed_year": 1})
CASES += [
    # Paid five days after the window had closed: three months from the first day of the year.
    Case(
        "benefit",
        {"2026-04-01": ("2026-04-01", "0"), "2026-04-04": ("2026-04-01", "0")},
        ("2026-03-31", "2026-04-05"),
        facts=((Enrolment, {"coverage_year": 2026, "paid_on": day("2025-12-25")}),),
        rule=WAITS,
        settle=gone(Enrolment),
    ),
    # Late in the year itself, to a day that the month of the end does not have.
    Case(
        "benefit",
        {"2026-04-30": ("2026-04-30", "0")},
        ("2026-04-29", "2026-05-04"),
        facts=((Enrolment, {"coverage_year": 2026, "paid_on": day("2026-01-30")}),),
        rule=WAITS,
        settle=gone(Enrolment),
    ),
    # In time, but after a year that was missed.
    Case(
        "benefit",
        {"2026-04-01": ("2026-04-01", "0")},
        ("2026-01-01", "2026-03-31", "2026-04-05"),
        facts=(
            (Enrolment, {"coverage_year": 2025}),
            (Enrolment, {"coverage_year": 2026, "paid_on": day("2025-11-25")}),
        ),
        rule=WAITS,
        settle=gone(Enrolment),
    ),
]
DATED_BY_POLICY = [case for case in CASES if case.rule]
IDS = [f"{case.kind}-{number}" for number, case in enumerate(CASES)]


@pytest.fixture
def live(
    guangzhou: Region,
    changsha: Region,
    window: PaymentWindow,
    resident: Callable[..., User],
    member: Callable[..., Member],
) -> Callable[..., Member]:
    """Make a case true: its rule, its member and what they told."""

    def make(case: Case, **rule_facts: Any) -> Member:
        if case.rule:
            model, facts = case.rule
            model._default_manager.create(
                **{
                    "code": "RULE-1",
                    "region_id": NATION,
                    "status": "published",
                    "confidence": "A",
                    **facts,
                    **rule_facts,
                }
            )
        person = member(resident(), **case.member)
        for table, told in case.facts:
            place = {"care_region_id": CHANGSHA} if table is Filing else {}
            table._default_manager.create(member=person, **place, **told)
        return person

    return make


def told(kind: str) -> set[tuple[str, str]]:
    """What stands open in the ledger of one kind."""
    rows = Reminder.objects.filter(kind=kind, status__in=["planned", "held"])
    return {(row.due_on.isoformat(), str(row.stage)) for row in rows}


def test_every_kind_has_a_case() -> None:
    assert {case.kind for case in CASES} | {
        "payment_deadline",
        "filing_expiry",
        "window_moved",
    } == set(KINDS)


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_a_kind_speaks_on_its_days_only_once_and_until_it_is_settled(
    case: Case, live: Callable[..., Member]
) -> None:
    person = live(case)
    for silent in case.silent:
        plan_on(silent)
        assert told(case.kind) == set(), silent
    Reminder.objects.all().delete()
    for on, expected in case.told.items():
        plan_on(on)
        plan_on(on)
        assert told(case.kind) == {expected}, on
        coming = upcoming_for(person.user, today=day(on), now=morning(on))
        assert (case.kind, expected) in {
            (each.kind.code, (each.due_on.isoformat(), str(each.stage))) for each in coming
        }, on
    assert Reminder.objects.filter(kind=case.kind).count() == len(set(case.told.values()))
    last = list(case.told)[-1]
    assert case.settle is not None
    case.settle(person)
    plan_on(last)
    assert told(case.kind) == set()
    closing = Reminder.objects.filter(kind=case.kind).latest("pk")
    assert (closing.status, closing.reason) == ("done", "settled")


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_nobody_is_told_who_does_not_want_to(case: Case, live: Callable[..., Member]) -> None:
    person = live(case)
    members, users = Member.objects.filter(pk=person.pk), User.objects.filter(pk=person.user_id)
    for rows, silence in (
        (members, {"muted": True}),
        (users, {"reminders_allowed": False}),
        (users, {"is_active": False}),
    ):
        rows.update(**silence)
        plan_on(next(iter(case.told)))
        assert told(case.kind) == set(), silence
        rows.update(**{name: not value for name, value in silence.items()})


@pytest.mark.parametrize("kind", ["filing_review", "filing_papers"])
@pytest.mark.parametrize("progress", ["draft", "submitted", "returned"])
def test_nothing_is_told_of_a_filing_that_the_bureau_has_not_taken(
    kind: str, progress: str, live: Callable[..., Member]
) -> None:
    case = next(case for case in CASES if case.kind == kind)
    live(case)
    Filing.objects.update(progress=progress)
    plan_on(next(iter(case.told)))
    assert told(kind) == set()


@pytest.mark.parametrize(
    "case",
    DATED_BY_POLICY,
    ids=[f"{case.kind}-{number}" for number, case in enumerate(DATED_BY_POLICY)],
)
def test_a_day_that_policy_does_not_make_certain_is_never_told(
    case: Case, live: Callable[..., Member]
) -> None:
    live(case)
    assert case.rule
    rules = case.rule[0]._default_manager.filter(code="RULE-1")
    certain = {"confidence": "A", "reference_only": False, "status": "published"}
    for doubt in (
        {"confidence": "D"},
        {"confidence": "U"},
        {"reference_only": True},
        {"status": "draft"},
        {"valid_to": day("2023-12-31")},
    ):
        rules.update(**{**certain, **doubt})
        plan_on(next(iter(case.told)))
        assert told(case.kind) == set(), doubt


@pytest.mark.parametrize(
    ("trap", "person", "paid_on", "rule"),
    [
        ("in time and without a gap", {}, "2025-12-20", {}),
        ("of a group that need not wait", {"special_group": "DIBAO"}, "2025-12-25", {}),
        ("a newborn", {"category": "NEWBORN", "born_on": day("2025-06-01")}, "2025-12-25", {}),
        ("another scheme since", {"scheme": "EMPLOYEE"}, "2025-12-25", {}),
        ("the wait outlasts the year", {}, "2026-10-15", {}),
        ("by days, not yet", {}, "2025-12-25", {"start_convention": "days", "wait_days": 120}),
    ],
)
def test_nobody_is_told_of_a_wait_who_does_not_wait(
    trap: str,
    person: Facts,
    paid_on: str,
    rule: Facts,
    live: Callable[..., Member],
) -> None:
    case = Case(
        "benefit",
        {},
        (),
        person,
        facts=((Enrolment, {"coverage_year": 2026, "paid_on": day(paid_on)}),),
        rule=WAITS,
    )
    live(case, exempt=["DIBAO"], **rule)
    for on in ("2026-01-01", "2026-04-01", "2026-04-03", "2026-12-31"):
        plan_on(on)
        assert told("benefit") == set(), (trap, on)
