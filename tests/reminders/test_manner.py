"""How residents want to be reminded: hours of their own, kinds switched off, two messages a week."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from rest_framework.test import APIClient

from accounts.models import Member, User
from policies.models import Region
from reminders.models import Reminder
from reminders.upcoming import Way, upcoming_for
from tests.accounts.conftest import client_of
from tests.reminders.conftest import BEIJING, file_for_care, morning, plan_on

MANNER = "/api/v1/me/reminders"
T_30, T_7, T_0 = "2025-11-20", "2025-12-13", "2025-12-20"
USUAL = {"quiet_from": "21:00", "quiet_until": "08:30", "muted_kinds": []}

MakeUser = Callable[..., User]
Make = Callable[..., Member]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("window")]


@pytest.fixture
def family(resident: MakeUser, member: Make, changsha: Region) -> User:
    """One unpaid mother, and two filings of hers that end on 27 November and 20 December."""
    user = resident(credits=20)
    mother = member(user)
    file_for_care(mother, changsha, start="2025-05-28", end="2025-11-27")
    shaoyang = Region.objects.create(
        code="430500", name="邵阳市", level="prefecture", parent_id="430000"
    )
    file_for_care(mother, shaoyang, start="2025-06-21", end="2025-12-20")
    return user


def ledger() -> set[tuple[str, str, int, str, str]]:
    return {
        (row.kind, f"{row.due_on:%m-%d}", row.stage, row.status, row.reason)
        for row in Reminder.objects.filter(status__in=["planned", "held"])
    }


def deliver() -> list[tuple[str, date, int, date]]:
    """What is planned goes out at its time."""
    gone = []
    for row in Reminder.objects.filter(status="planned"):
        row.status, row.sent_at = "sent", row.send_after
        row.save()
        day = row.send_after.astimezone(BEIJING).date()
        gone.append((row.kind, row.due_on, row.stage, day))
    return gone


@pytest.mark.usefixtures("family")
def test_a_week_has_room_for_two_messages_of_the_most_worth_and_the_soonest() -> None:
    plan_on(T_30)
    assert ledger() == {
        ("payment_deadline", "12-20", 30, "planned", ""),
        ("filing_expiry", "11-27", 7, "planned", ""),
        ("filing_expiry", "12-20", 30, "held", "capped"),
    }
    deliver()
    plan_on("2025-11-26")
    assert ledger() == {
        ("filing_expiry", "11-27", 1, "held", "capped"),
        ("filing_expiry", "12-20", 30, "held", "capped"),
    }
    plan_on("2025-11-27")
    assert ledger() == {
        ("filing_expiry", "11-27", 1, "planned", ""),
        ("filing_expiry", "12-20", 30, "planned", ""),
    }


@pytest.mark.usefixtures("family")
def test_the_last_day_is_told_however_full_the_week_is() -> None:
    plan_on("2025-12-18")
    full = datetime.combine(date(2025, 12, 18), time(12), BEIJING)
    Reminder.objects.update(status="sent", sent_at=full)
    plan_on("2025-12-19")
    assert {row[3:] for row in ledger()} == {("held", "capped")}
    plan_on(T_0)
    assert ledger() == {
        ("payment_deadline", "12-20", 0, "planned", ""),
        ("filing_expiry", "12-20", 1, "planned", ""),
    }


def test_what_is_said_to_be_coming_is_what_comes_day_by_day(family: User) -> None:
    first = date.fromisoformat(T_30)
    said = {
        (each.kind.code, each.due_on, each.stage, each.send_at.astimezone(BEIJING).date())
        for each in upcoming_for(family, today=first, now=morning(T_30))
        if each.way == Way.WECHAT and each.kind.code in ("payment_deadline", "filing_expiry")
    }
    came = []
    for number in range(31):
        plan_on((first + timedelta(days=number)).isoformat())
        came += deliver()
    assert said == set(came)
    assert len(came) == len(set(came)) == 8
    for day in {each[3] for each in came}:
        week = [each for each in came if day - timedelta(days=6) <= each[3] <= day]
        assert len([each for each in week if each[1] != each[3]]) <= 2


@pytest.mark.parametrize(
    ("trap", "quiet", "day", "at", "expected"),
    [
        ("quiet until ten", ("21:00", "10:00"), T_30, "07:00", f"{T_30}T10:00"),
        ("in the open hours", ("19:00", "10:00"), T_30, "18:59", f"{T_30}T18:59"),
        ("quiet from seven", ("19:00", "08:30"), T_30, "19:01", "2025-11-21T09:00"),
        ("both", ("18:00", "12:00"), T_30, "20:00", "2025-11-21T12:00"),
        ("the last day", ("18:00", "12:00"), T_0, "00:01", f"{T_0}T08:00"),
    ],
)
def test_hours_of_ones_own_are_kept_but_for_the_last_day(
    trap: str,
    quiet: tuple[str, str],
    day: str,
    at: str,
    expected: str,
    resident: MakeUser,
    member: Make,
) -> None:
    user = resident(credits=9)
    member(user)
    choose(user, quiet_from=quiet[0], quiet_until=quiet[1])
    now = datetime.fromisoformat(f"{day}T{at}").replace(tzinfo=BEIJING)
    user.refresh_from_db()
    (said,) = (
        each
        for each in upcoming_for(user, today=now.date(), now=now)
        if each.stage == (0 if day == T_0 else 30) and each.kind.code == "payment_deadline"
    )
    plan_on(day, at=at)
    row = Reminder.objects.get(kind="payment_deadline")
    assert row.send_after.astimezone(BEIJING).isoformat()[:16] == expected, trap
    assert said.send_at == row.send_after


def test_what_is_late_waits_for_the_end_of_ones_own_quiet(resident: MakeUser, member: Make) -> None:
    user = resident(credits=9)
    member(user)
    plan_on(T_30, at="09:30")
    User.objects.update(quiet_from=time(18), quiet_until=time(8, 30))
    plan_on(T_30, at="18:30")
    assert Reminder.objects.get().send_after == morning("2025-11-21")


def on_the_day(hour: str) -> datetime:
    return datetime.fromisoformat(f"{T_30}T{hour}").replace(tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("trap", "before", "chosen", "reason", "planned", "now", "expected"),
    [
        ("quiet no more", ("18:00", "12:00"), ("21:00", "08:30"), "", "12:00", "10:00", "10:00"),
        ("a little earlier", ("18:00", "12:00"), ("18:00", "10:00"), "", "12:00", "09:10", "10:00"),
        (
            "quiet from now on",
            ("21:00", "08:30"),
            ("18:00", "12:00"),
            "",
            "09:00",
            "08:50",
            "12:00",
        ),
        (
            "late, and quiet now",
            ("21:00", "08:30"),
            ("18:00", "11:00"),
            "",
            "09:00",
            "09:30",
            "11:00",
        ),
        (
            "its place in the day",
            ("18:00", "10:00"),
            ("21:00", "08:30"),
            "",
            "15:00",
            "09:30",
            "15:00",
        ),
        (
            "tried again later",
            ("18:00", "12:00"),
            ("21:00", "08:30"),
            "retry",
            "12:00",
            "10:00",
            "12:00",
        ),
    ],
)
def test_a_new_choice_of_hours_holds_for_what_is_planned(
    trap: str,
    before: tuple[str, str],
    chosen: tuple[str, str],
    reason: str,
    planned: str,
    now: str,
    expected: str,
    resident: MakeUser,
    member: Make,
) -> None:
    user = resident(credits=9)
    member(user)
    choose(user, quiet_from=before[0], quiet_until=before[1])
    plan_on(T_30, at="00:01")
    Reminder.objects.update(reason=reason, send_after=on_the_day(planned))
    with time_machine.travel(on_the_day(now), tick=False):
        choose(user, quiet_from=chosen[0], quiet_until=chosen[1])
    row = Reminder.objects.get()
    assert row.send_after.astimezone(BEIJING).isoformat()[:16] == f"{T_30}T{expected}", trap


def choose(user: User, **changes: Any) -> Any:
    answer = client_of(user).put(MANNER, {**USUAL, **changes})
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_a_kind_switched_off_is_told_nowhere_until_it_is_switched_on(family: User) -> None:
    with time_machine.travel(morning(T_30), tick=False):
        plan_on(T_30)
        choose(family, muted_kinds=["payment_deadline", "payment_deadline"])
        plan_on(T_30)
        row = Reminder.objects.get(kind="payment_deadline")
        assert (row.status, row.reason) == ("done", "settled")
        assert ("filing_expiry", "12-20", 30, "planned", "") in ledger(), "there is room now"
        coming = client_of(family).get("/api/v1/upcoming").json()
        payments = [each for each in coming if each["kind"] == "payment_deadline"]
        assert {(each["way"], each["reason_label"]) for each in payments} == {
            ("none", "您关掉了这类提醒")
        }
        shown = choose(family)
        assert not any(each["muted"] for each in shown["kinds"])
        plan_on(T_30)
        assert ("payment_deadline", "12-20", 30, "planned", "") in ledger()


def test_the_manner_is_shown_with_everybodys_hours_at_first(family: User) -> None:
    shown = client_of(family).get(MANNER).json()
    kinds = shown.pop("kinds")
    assert shown == {
        "quiet_from": "21:00",
        "quiet_until": "08:30",
        "last_day_from": "08:00",
        "weekly_cap": 2,
    }
    assert {"kind": "filing_expiry", "kind_label": "异地备案到期", "muted": False}.items() <= next(
        each for each in kinds if each["kind"] == "filing_expiry"
    ).items()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("quiet_from", "17:59"),
        ("quiet_from", "22:00"),
        ("quiet_from", "九点"),
        ("quiet_until", "07:00"),
        ("quiet_until", "12:01"),
        ("muted_kinds", ["advertising"]),
        ("muted_kinds", "payment_deadline"),
        ("muted_kinds", None),
    ],
)
def test_a_choice_that_is_not_possible_changes_nothing(
    field: str, value: Any, family: User
) -> None:
    refused = client_of(family).put(MANNER, {**USUAL, "quiet_from": "20:00", field: value})
    assert refused.status_code == 400
    assert refused.json()["fields"]
    family.refresh_from_db()
    assert (family.quiet_from, family.muted_kinds) == (None, [])


def test_nobody_changes_the_manner_of_somebody_else(family: User, resident: MakeUser) -> None:
    choose(resident(), quiet_from="19:00", muted_kinds=["window_opens"])
    assert client_of(family).get(MANNER).json()["quiet_from"] == "21:00"
    assert APIClient().get(MANNER).status_code == 401
    seen = client_of(family).get(MANNER)["ETag"]
    choose(family, quiet_from="20:00")
    late = client_of(family).put(MANNER, USUAL, HTTP_IF_MATCH=seen)
    assert late.status_code == 412
