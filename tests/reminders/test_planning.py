from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import DataError, connection, connections
from django.test.utils import CaptureQueriesContext

from accounts.models import Member, User
from policies.models import PaymentWindow, Region
from reminders import messages, planning, rules
from reminders.kinds import KINDS
from reminders.models import Grant, Reminder
from reminders.planning import PlanResult, plan, preview
from tests.reminders.conftest import file_for_care, morning, pay, plan_on

T_30 = "2025-11-20"
T_7 = "2025-12-13"
T_1 = "2025-12-19"
T_0 = "2025-12-20"

Make = Callable[..., Member]
MakeUser = Callable[..., User]


def ledger(kind: str = "payment_deadline") -> list[tuple[str, int, str, str]]:
    return [
        (row.due_on.isoformat(), row.stage, row.status, row.reason)
        for row in Reminder.objects.filter(kind=kind).order_by("due_on", "-stage")
    ]


@pytest.mark.usefixtures("window")
def test_an_unpaid_member_is_reminded_on_each_stage(resident: MakeUser, member: Make) -> None:
    member(resident())
    created = [plan_on(day).created for day in ("2025-11-19", T_30, T_7, T_1, T_0)]
    assert created == [0, 1, 1, 1, 1]


@pytest.mark.usefixtures("window")
def test_planning_a_hundred_times_creates_nothing_twice(resident: MakeUser, member: Make) -> None:
    member(resident())
    results = [plan_on(T_30) for _ in range(100)]
    assert results[0] == PlanResult(created=1)
    assert set(results[1:]) == {PlanResult()}


@pytest.mark.usefixtures("window")
def test_strangers_who_are_told_the_same_are_worded_once(resident: MakeUser, member: Make) -> None:
    for _ in range(2):
        member(resident())
    plan_on(T_30)
    with connection.cursor() as cursor:
        cursor.execute("SELECT members::text FROM reminders_reminder")
        stored = [members.encode() for (members,) in cursor.fetchall()]
    assert len(set(stored)) == 2
    (told,) = {messages.told_of(members) for members in stored}
    (person,) = json.loads(told)
    assert (person["id"], person["rule"], person["amount"]) == (0, "PW-GZ-2026-O", "549.00")


@pytest.mark.usefixtures("window")
def test_one_message_speaks_for_the_whole_household(resident: MakeUser, member: Make) -> None:
    family = resident()
    for name in ("妈妈", "爸爸", "外婆"):
        member(family, name)
    plan_on(T_30)
    row = Reminder.objects.get()
    assert [each["name"] for each in row.members] == ["妈妈", "爸爸", "外婆"]
    assert {each["rule"] for each in row.members} == {"PW-GZ-2026-O"}
    assert {each["amount"] for each in row.members} == {"549.00"}


@pytest.mark.usefixtures("window")
@pytest.mark.parametrize("reason", ["paid", "exempt", "muted", "employee", "newborn", "elsewhere"])
def test_nobody_is_reminded_without_need(
    reason: str, resident: MakeUser, member: Make, changsha: Region
) -> None:
    differences: dict[str, dict[str, Any]] = {
        "muted": {"muted": True},
        "employee": {"scheme": "EMPLOYEE", "category": "EMP_ACTIVE"},
        "newborn": {"category": "NEWBORN"},
        "elsewhere": {"region": changsha},
    }
    facts = differences.get(reason, {})
    person = member(resident(), **facts)
    if reason == "paid":
        pay(person)
    if reason == "exempt":
        person.enrolments.create(coverage_year=2026, exempt=True)
    assert plan_on(T_30) == PlanResult()


@pytest.mark.usefixtures("window")
def test_paying_withdraws_what_was_not_sent_and_undo_brings_it_back(
    resident: MakeUser, member: Make
) -> None:
    person = member(resident())
    plan_on(T_30)
    payment = pay(person)
    assert plan_on(T_30) == PlanResult(withdrawn=1)
    assert ledger() == [(T_0, 30, "done", "settled")]
    payment.delete()
    assert plan_on(T_30) == PlanResult(changed=1)
    assert ledger() == [(T_0, 30, "planned", "")]


def test_a_moved_deadline_supersedes_and_a_withdrawn_extension_revives(
    resident: MakeUser, member: Make, window: PaymentWindow
) -> None:
    member(resident())
    plan_on(T_30)
    window.closes_on = date(2025, 12, 10)
    window.save()
    assert plan_on(T_30) == PlanResult(created=1, withdrawn=1)
    assert ledger() == [
        ("2025-12-10", 30, "planned", ""),
        ("2025-12-20", 30, "superseded", "moved"),
    ]
    window.closes_on = date(2025, 12, 20)
    window.save()
    assert plan_on(T_30) == PlanResult(changed=1, withdrawn=1)
    assert ledger() == [
        ("2025-12-10", 30, "superseded", "moved"),
        ("2025-12-20", 30, "planned", ""),
    ]


def test_what_a_worker_with_a_fast_clock_withdrew_is_planned_when_its_day_comes(
    resident: MakeUser, member: Make, window: PaymentWindow
) -> None:
    member(resident())
    plan_on(T_7)
    assert plan_on(T_30) == PlanResult(created=1, withdrawn=1)
    assert ledger() == [(T_0, 30, "planned", ""), (T_0, 7, "expired", "late")]
    plan_on(T_7)
    assert ledger() == [(T_0, 30, "expired", "late"), (T_0, 7, "planned", "")]


def test_an_extended_deadline_arms_a_new_series_and_leaves_what_was_sent(
    resident: MakeUser, member: Make, window: PaymentWindow
) -> None:
    member(resident())
    plan_on(T_30)
    Reminder.objects.update(status="sent")
    window.closes_on = date(2026, 2, 28)
    window.save()
    assert plan_on(T_7) == PlanResult(created=1)
    assert [row[0] for row in ledger("window_moved")] == ["2026-02-28"]
    plan_on("2026-01-29")
    assert ledger() == [(T_0, 30, "sent", ""), ("2026-02-28", 30, "planned", "")]


def test_a_household_insured_in_two_places_hears_of_a_move_what_its_own_place_had_said(
    resident: MakeUser, member: Make, window: PaymentWindow, changsha: Region
) -> None:
    other = PaymentWindow.objects.create(
        code="PW-CS-2026",
        region=changsha,
        status=window.status,
        confidence=window.confidence,
        scheme=window.scheme,
        coverage_year=2026,
        opens_on=window.opens_on,
        closes_on=date(2025, 12, 31),
    )
    user = resident()
    member(user)
    member(user, "爸爸", region=changsha)
    plan_on("2025-10-21")
    Reminder.objects.filter(kind="window_opens").update(status="sent")
    for place in (window, other):
        place.closes_on = date(2026, 1, 10)
        place.save()
    plan_on("2025-10-25")
    row = Reminder.objects.get(kind="window_moved")
    assert {each["name"]: each["since"] for each in row.members} == {
        "妈妈": "2025-12-20",
        "爸爸": "2025-12-31",
    }


@pytest.mark.usefixtures("window")
def test_a_planner_that_was_down_makes_up_for_the_nearest_stage_only(
    resident: MakeUser, member: Make
) -> None:
    member(resident())
    plan_on("2025-12-16")
    assert ledger() == [(T_0, 7, "planned", "")]


@pytest.mark.usefixtures("window")
def test_an_unsent_stage_expires_when_the_next_begins(resident: MakeUser, member: Make) -> None:
    member(resident())
    plan_on(T_1)
    plan_on(T_0)
    assert ledger() == [(T_0, 1, "expired", "late"), (T_0, 0, "planned", "")]
    plan_on("2025-12-21")
    assert ledger() == [(T_0, 1, "expired", "late"), (T_0, 0, "expired", "late")]


@pytest.mark.usefixtures("window")
@pytest.mark.parametrize(
    ("credits", "day", "expected"),
    [
        (0, T_30, ("held", "no_credit")),
        (1, T_30, ("held", "saved")),
        (2, T_30, ("held", "saved")),
        (3, T_30, ("planned", "")),
        (1, T_7, ("planned", "")),
        (1, T_1, ("planned", "")),
        (0, T_0, ("held", "no_credit")),
    ],
)
def test_scarce_credits_wait_for_the_most_valuable_stage(
    credits: int, day: str, expected: tuple[str, str], resident: MakeUser, member: Make
) -> None:
    member(resident(credits=credits))
    plan_on(day)
    assert Reminder.objects.values_list("status", "reason").get() == expected


@pytest.mark.usefixtures("window")
def test_a_held_reminder_is_pushed_once_the_resident_subscribes(
    resident: MakeUser, member: Make
) -> None:
    member(resident(credits=0))
    plan_on(T_7)
    Grant.objects.update(balance=1)
    assert plan_on(T_7) == PlanResult(changed=1)
    assert ledger() == [(T_0, 7, "planned", "")]


@pytest.mark.usefixtures("window")
def test_messages_planned_at_midnight_wait_for_the_morning(
    resident: MakeUser, member: Make
) -> None:
    member(resident())
    plan_on(T_30, at="00:01")
    assert Reminder.objects.get().send_after == morning(T_30)


@pytest.mark.parametrize(
    ("trap", "day", "stage"),
    [
        ("long before", "2027-01-27", None),
        ("thirty days before", "2027-01-28", 30),
        ("a week before", "2027-02-20", 7),
        ("the eve", "2027-02-26", 1),
        ("the last valid day", "2027-02-27", 1),
        ("too late", "2027-02-28", None),
    ],
)
def test_a_filing_is_announced_before_its_last_valid_day(
    trap: str, day: str, stage: int | None, resident: MakeUser, member: Make, changsha: Region
) -> None:
    file_for_care(member(resident()), changsha, start="2026-08-31", end="2027-02-27")
    plan_on(day)
    assert [row[1] for row in ledger("filing_expiry")] == ([] if stage is None else [stage]), trap


def test_a_renewed_or_cancelled_filing_needs_no_reminder(
    resident: MakeUser, member: Make, changsha: Region
) -> None:
    renewed, cancelled = member(resident()), member(resident())
    file_for_care(renewed, changsha, start="2025-06-21", end="2025-12-20")
    file_for_care(renewed, changsha, start="2025-12-21", end="2026-06-20")
    filing = file_for_care(cancelled, changsha, start="2025-06-21", end="2025-12-20")
    filing.cancelled_on = date(2025, 11, 1)
    filing.save()
    assert plan_on(T_30) == PlanResult()


@pytest.mark.parametrize(
    ("progress", "reminded"), [("accepted", 0), ("submitted", 0), ("returned", 1), ("draft", 1)]
)
def test_a_renewal_counts_once_it_is_handed_in(
    progress: str, reminded: int, resident: MakeUser, member: Make, changsha: Region
) -> None:
    person = member(resident())
    file_for_care(person, changsha, start="2025-06-21", end="2025-12-20")
    renewal = file_for_care(person, changsha, start="2025-12-21", end="2026-06-20")
    renewal.progress = progress
    renewal.save()
    assert plan_on(T_30).created == reminded


def test_moving_a_filings_end_supersedes_its_reminder(
    resident: MakeUser, member: Make, changsha: Region
) -> None:
    filing = file_for_care(member(resident()), changsha, start="2025-06-21", end="2025-12-20")
    plan_on(T_30)
    filing.ends_on = date(2025, 12, 10)
    filing.save()
    plan_on(T_30)
    assert ledger("filing_expiry") == [
        ("2025-12-10", 30, "planned", ""),
        ("2025-12-20", 30, "superseded", "moved"),
    ]


@pytest.mark.usefixtures("window")
def test_planning_needs_the_same_queries_for_one_resident_and_for_fifty(
    resident: MakeUser, member: Make
) -> None:
    plan_on(T_30)
    member(resident())
    with CaptureQueriesContext(
        connection,
    ) as one:
        plan_on(T_30)
    for _ in range(50):
        member(resident())
    with CaptureQueriesContext(connection) as many:
        plan_on(T_30)
    assert len(one) == len(many)


@pytest.mark.usefixtures("window")
def test_a_preview_shows_the_plan_and_writes_nothing(
    resident: MakeUser, member: Make, guangzhou: Region, changsha: Region
) -> None:
    family = resident()
    member(family, "妈妈")
    today = date.fromisoformat(T_30)
    found = preview(today=today, region=guangzhou.parent_id)
    assert [(each.user_id, each.stage, each.due_on) for each in found] == [
        (family.pk, 30, date(2025, 12, 20))
    ]
    assert preview(today=today, region=changsha.code) == []
    assert not Reminder.objects.exists()


@pytest.fixture
def many(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where there are so many residents that planning is done in halves."""
    monkeypatch.setattr(planning, "MANY_RESIDENTS", -1)
    halves = tuple(half.replace(str(planning.NEIGHBOURS), "1") for half in planning.HALVES)
    monkeypatch.setattr(planning, "HALVES", halves)


def as_planned() -> list[tuple[Any, ...]]:
    rows = Reminder.objects.order_by("user_id", "kind", "due_on", "stage")
    return list(rows.values_list("user_id", "kind", "stage", "status", "reason", "send_after"))


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("window")
@pytest.mark.parametrize("large", [6, 10_000])
def test_what_is_planned_in_halves_is_what_is_planned_at_once(
    resident: MakeUser,
    member: Make,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    large: int,
) -> None:
    for module in (rules, planning):
        monkeypatch.setattr(module, "LARGE_COHORT", large)
    families = [member(resident(credits=number % 3)) for number in range(8)]
    assert plan_on(T_30) == PlanResult(created=8)
    at_once = as_planned()
    Reminder.objects.all().delete()
    request.getfixturevalue("many")
    assert plan_on(T_30) == PlanResult(created=8)
    assert as_planned() == at_once
    for each in families[:2]:
        pay(each)
    assert plan_on(T_30).withdrawn == 2
    assert plan_on(T_30) == PlanResult()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("window", "many")
def test_a_half_that_fails_is_made_up_for_at_the_next_tick(
    resident: MakeUser, member: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(8):
        member(resident())
    whole = planning.HALVES
    monkeypatch.setattr(planning, "HALVES", (whole[0], "AND {row}.user_id / 0 = 1"))
    with pytest.raises(ExceptionGroup):
        plan_on(T_30)
    assert 0 < Reminder.objects.count() < 8
    monkeypatch.setattr(planning, "HALVES", whole)
    plan_on(T_30)
    assert Reminder.objects.count() == 8


@pytest.mark.usefixtures("window")
def test_a_kind_that_fails_holds_up_no_other(
    resident: MakeUser, member: Make, changsha: Region, monkeypatch: pytest.MonkeyPatch
) -> None:
    file_for_care(member(resident()), changsha, start="2025-06-21", end="2025-12-20")
    broken = replace(KINDS["payment_deadline"], told={"amount": "1 / (m.id - m.id)"})
    kinds = {**KINDS, broken.code: broken}
    monkeypatch.setattr(planning, "kinds_in_force", lambda: kinds)
    with pytest.raises(ExceptionGroup) as failed:
        plan_on(T_30)
    assert isinstance(failed.value.exceptions[0], DataError)
    assert ledger("filing_expiry")
    assert not ledger()
    monkeypatch.undo()
    assert plan_on(T_30).created == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("window")
@pytest.mark.parametrize("residents", ["few", "many"])
def test_two_planners_at_once_create_each_reminder_once(
    resident: MakeUser, member: Make, request: pytest.FixtureRequest, residents: str
) -> None:
    if residents == "many":
        request.getfixturevalue("many")
    for _ in range(300):
        member(resident())
    barrier = threading.Barrier(4)

    def planner() -> None:
        barrier.wait()
        for _ in range(3):
            plan(today=date.fromisoformat(T_30), now=morning(T_30))
        connections.close_all()

    threads = [threading.Thread(target=planner) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Reminder.objects.count() == 300
