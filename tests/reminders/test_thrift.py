"""Scarce credits go to the most valuable coming messages over all of a resident's matters."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from random import Random
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import Member, User
from policies.models import Region
from reminders.models import Reminder
from reminders.rules import stage_on
from reminders.thrift import MOST_VALUABLE_FIRST, Rival, credits_needed, value_of
from reminders.upcoming import Way, upcoming_for
from tests.reminders.conftest import file_for_care, morning, plan_on

PAYMENT = (30, 7, 1, 0)
FILING = (30, 7, 1)
EPOCH = date(2025, 9, 1)


@pytest.mark.parametrize(
    ("trap", "stage", "stages", "rivals", "needed"),
    [
        ("the first of four", 30, PAYMENT, [], 3),
        ("the most valuable", 7, PAYMENT, [], 1),
        ("the eve", 1, PAYMENT, [], 1),
        ("the day itself", 0, PAYMENT, [], 1),
        ("a filing's first", 30, FILING, [], 3),
        ("beside another's first, that goes first", 30, FILING, [Rival(30, goes_first=True)], 6),
        ("beside another's first, that goes after", 30, FILING, [Rival(30)], 5),
        ("beside another's week before", 30, FILING, [Rival(7)], 5),
        ("beside another's week before, that was sent", 30, FILING, [Rival(7, False)], 4),
        ("the eve beside another's week before", 1, FILING, [Rival(7)], 2),
        ("the eve beside another's first", 1, FILING, [Rival(30)], 2),
        ("the week before beside another's first", 7, FILING, [Rival(30)], 1),
        ("the week before beside another's, that goes first", 7, FILING, [Rival(7, True, True)], 2),
    ],
)
def test_a_credit_is_kept_for_what_is_worth_more(
    trap: str, stage: int, stages: tuple[int, ...], rivals: list[Rival], needed: int
) -> None:
    assert credits_needed(stage=stage, stages=stages, rivals=rivals) == needed, trap


class Household(NamedTuple):
    """Matters of one kind by their due days, and what happens: credits told and days of paying."""

    stages: tuple[int, ...]
    order: tuple[int, ...]
    due: tuple[int, ...]
    credits: int
    taps: dict[int, int]
    paid: dict[int, int]


def household(random: Random, *, eventful: bool) -> Household:
    stages = tuple(sorted(random.sample((60, 30, 20, 10, 7, 5, 3, 1, 0), random.randint(2, 5))))
    stages = stages[::-1]
    order = random.choice([MOST_VALUABLE_FIRST, tuple(random.sample(stages, len(stages)))])
    due = tuple(random.sample(range(60, 160), random.randint(1, 4)))
    taps = {random.randint(0, 160): random.randint(1, 2) for _ in range(2)} if eventful else {}
    paid = {each: random.randint(0, each) for each in due if eventful and random.random() < 0.3}
    return Household(stages, order, due, random.randint(0, 8), taps, paid)


def value_reached(home: Household, *, thrifty: bool) -> int:
    """What the messages that went out were worth, day by day; in order of time if not `thrifty`."""
    credits, reached = home.credits, 0
    sent: set[tuple[int, int]] = set()
    days = {due - stage for due in home.due for stage in home.stages} | set(home.taps)
    for day in sorted(days | set(home.paid.values())):
        credits += home.taps.get(day, 0)
        standing = {
            due: stage
            for due in sorted(home.due)
            if home.paid.get(due, due + 1) > day
            and (stage := stage_of(due, day, home.stages)) is not None
        }
        for due, stage in standing.items():
            rivals = [
                Rival(other, is_open=(each, other) not in sent, goes_first=each < due)
                for each, other in standing.items()
                if each != due
            ]
            needed = credits_needed(
                stage=stage,
                stages=home.stages,
                order=home.order,
                rivals=rivals,
            )
            if (due, stage) not in sent and credits >= (needed if thrifty else 1):
                sent.add((due, stage))
                credits -= 1
                reached += len(home.order) + value_of(stage, home.order)
    return reached


def stage_of(due: int, day: int, stages: tuple[int, ...]) -> int | None:
    return stage_on(
        due_on=EPOCH + timedelta(days=due), today=EPOCH + timedelta(days=day), stages=stages
    )


BATCH = 100


# 100 examples of 100 households each: 10,000 simulated households.
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**63))
def test_ten_thousand_households_never_fare_worse_than_in_order_of_time(seed: int) -> None:
    random = Random(seed)
    for _ in range(BATCH):
        home = household(random, eventful=False)
        assert value_reached(home, thrifty=True) >= value_reached(home, thrifty=False), home


def test_with_late_taps_and_early_payments_households_gain_in_all() -> None:
    random = Random(20251220)
    homes = [household(random, eventful=True) for _ in range(2_000)]
    thrifty = sum(value_reached(home, thrifty=True) for home in homes)
    in_time = sum(value_reached(home, thrifty=False) for home in homes)
    assert thrifty > 1.05 * in_time


@pytest.mark.django_db
@pytest.mark.parametrize("credits", [1, 3, 5])
def test_planning_and_what_is_coming_keep_credits_across_matters_alike(
    credits: int,
    resident: Callable[..., User],
    member: Callable[..., Member],
    changsha: Region,
) -> None:
    """Two filings, ending on 3 and on 20 December."""
    user = resident(credits=credits)
    person = member(user)
    shaoyang = Region.objects.create(
        code="430500", name="邵阳市", level="prefecture", parent_id="430000"
    )
    file_for_care(person, changsha, start="2025-06-04", end="2025-12-03")
    file_for_care(person, shaoyang, start="2025-06-21", end="2025-12-20")
    first, *days = (
        date.fromisoformat(f"2025-{day}")
        for day in ("11-03", "11-20", "11-26", "12-02", "12-13", "12-19", "12-20")
    )
    said = {
        (f"{each.due_on:%m-%d}", each.stage)
        for each in upcoming_for(user, today=first, now=morning("2025-11-03"))
        if each.way == Way.WECHAT
    }
    came = set()
    for day in (first, *days):
        plan_on(day.isoformat())
        for row in Reminder.objects.filter(status="planned"):
            came.add((f"{row.due_on:%m-%d}", row.stage))
            row.status, row.sent_at = "sent", datetime.combine(day, row.send_after.timetz())
            row.save()
            user.grants.update(balance=user.grants.get(template__kind="filing_expiry").balance - 1)
    weeks_before, eves = {("12-03", 7), ("12-20", 7)}, {("12-03", 1), ("12-20", 1)}
    assert came == said
    assert len(came) == credits
    assert came >= (weeks_before if credits >= 2 else set())
    assert came >= (weeks_before | eves if credits >= 5 else set())
