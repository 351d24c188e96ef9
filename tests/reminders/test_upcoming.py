"""What is coming, when, by which way, and why not by WeChat."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.models import Enrolment, Filing, Member, User
from reminders.models import Grant, MessageTemplate
from reminders.planning import plan
from tests.accounts.conftest import (
    api,
    clock,
    fresh_login,
    li_ming,
    mother,
    places,
    rules,
    stranger,
    wang_fang,
)
from yibao_project.clock import BEIJING

__all__ = [
    "api",
    "clock",
    "fresh_login",
    "li_ming",
    "mother",
    "places",
    "rules",
    "stranger",
    "wang_fang",
]
UPCOMING = "/api/v1/upcoming"

pytestmark = pytest.mark.django_db


@pytest.fixture
def template() -> MessageTemplate:
    return MessageTemplate.objects.create(
        kind="payment_deadline", template_id="TPL-1", title="缴费", fields={"thing1": "who"}
    )


def told(api: APIClient) -> list[tuple[Any, ...]]:
    return [
        (each["stage"], each["send_at"][:16], each["way"], each["reason"])
        for each in api.get(UPCOMING).json()
    ]


def test_without_credits_everything_stays_in_the_inbox(api: APIClient, mother: Member) -> None:
    assert told(api) == [
        (30, "2025-11-20T09:00", "inbox", "no_credit"),
        (7, "2025-12-13T09:00", "inbox", "no_credit"),
        (1, "2025-12-19T09:00", "inbox", "no_credit"),
        (0, "2025-12-20T08:00", "inbox", "no_credit"),
    ]
    first = api.get(UPCOMING).json()[0]
    assert (first["kind_label"], first["due_on"]) == ("缴费截止", "2025-12-20")
    assert [member["nickname"] for member in first["members"]] == ["妈妈"]
    assert "没有微信提醒次数" in first["reason_label"]


def test_one_credit_is_kept_for_the_week_before(
    api: APIClient, mother: Member, li_ming: User, template: MessageTemplate
) -> None:
    Grant.objects.create(user=li_ming, template=template, balance=1)
    assert [(stage, way, reason) for stage, _, way, reason in told(api)] == [
        (30, "inbox", "saved"),
        (7, "wechat", ""),
        (1, "inbox", "no_credit"),
        (0, "inbox", "no_credit"),
    ]


def test_what_planning_wrote_is_what_is_told(
    api: APIClient, mother: Member, li_ming: User, template: MessageTemplate
) -> None:
    plan(today=date(2025, 11, 20), now=datetime(2025, 11, 20, 9, tzinfo=BEIJING))
    reminder = li_ming.reminders.get()
    assert told(api)[0] == (30, "2025-11-20T09:00", "inbox", reminder.reason)
    li_ming.reminders.update(status="sent")
    assert [stage for stage, *_ in told(api)] == [7, 1, 0]


@pytest.mark.parametrize("status", ["done", "superseded", "expired"])
def test_what_was_withdrawn_and_is_owed_again_is_coming_again(
    api: APIClient, mother: Member, li_ming: User, status: str
) -> None:
    plan(today=date(2025, 12, 13), now=datetime(2025, 12, 13, 9, tzinfo=BEIJING))
    assert li_ming.reminders.get().stage == 7
    li_ming.reminders.update(status=status)
    assert [stage for stage, *_ in told(api)] == [30, 7, 1, 0]


def test_the_muted_and_those_who_did_not_agree_are_told_so(
    api: APIClient, mother: Member, li_ming: User
) -> None:
    Member.objects.update(muted=True)
    assert {(way, reason) for _, _, way, reason in told(api)} == {("none", "muted")}
    User.objects.filter(pk=li_ming.pk).update(reminders_allowed=False)
    assert {(way, reason) for _, _, way, reason in told(api)} == {("none", "no_consent")}


def test_at_night_it_waits_for_the_morning(
    mother: Member,
    li_ming: User,
    template: MessageTemplate,
    clock: Callable[[str], None],
    fresh_login: Callable[[], APIClient],
) -> None:
    Grant.objects.create(user=li_ming, template=template, balance=9)
    clock("2025-12-13T22:00")
    assert told(fresh_login())[0] == (7, "2025-12-14T09:00", "wechat", "quiet")


def test_nothing_comes_for_what_is_settled_or_ended(
    api: APIClient, mother: Member, stranger: APIClient
) -> None:
    Filing.objects.create(
        member=mother,
        kind="TMP_OTHER",
        care_region_id="610100",
        starts_on=date(2025, 6, 11),
        ends_on=date(2025, 12, 10),
    )
    Enrolment.objects.create(member=mother, coverage_year=2026, paid_on=date(2025, 11, 19))
    assert [(stage, at) for stage, at, *_ in told(api)] == [
        (30, "2025-11-20T09:00"),
        (7, "2025-12-03T09:00"),
        (1, "2025-12-09T09:00"),
    ]
    assert stranger.get(UPCOMING).json() == []
    Member.objects.update(ended_on=date(2025, 11, 1), ending="death", muted=True)
    assert told(api) == []


def test_a_household_of_nine_costs_no_more_queries(
    api: APIClient, mother: Member, li_ming: User, django_assert_num_queries: Any
) -> None:
    api.get(UPCOMING)
    with django_assert_num_queries(9):
        api.get(UPCOMING)
    for number in range(8):
        Member.objects.create(
            user=li_ming, nickname=f"家人{number}", relation="other", region_id="440100"
        )
    api.get(UPCOMING)
    with django_assert_num_queries(9):
        assert len(api.get(UPCOMING).json()[0]["members"]) == 9
