"""What nobody knows of whether it arrived is sent once more only when somebody asks, for a credit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from rest_framework.test import APIClient

from accounts.models import Member
from reminders.models import Attempt, Grant, Reminder
from reminders.services import settle_receipt
from tests.accounts.conftest import client_of
from tests.reminders.conftest import PAYMENT_TEMPLATE, morning, plan_on
from tests.reminders.test_sending import household, send_on  # noqa: F401  a fixture
from tests.sandbox import RunningSandbox

T_30 = "2025-11-20"
Household = Callable[..., Member]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def in_doubt(household: Household) -> Reminder:  # noqa: F811
    """A row whose sender died at eight, and a phone to ask with at nine."""
    household(credits=3)
    plan_on(T_30)
    Reminder.objects.update(status="unknown", reason="interrupted")
    row = Reminder.objects.get()
    Attempt.objects.create(
        reminder=row, finished_at=morning(T_30) - timedelta(hours=1), outcome="uncertain"
    )
    return row


def ask(row: Reminder) -> Any:
    with time_machine.travel(morning(T_30), tick=False):
        return client_of(row.user).post(f"/api/v1/reminders/{row.pk}/resend")


def test_it_is_sent_once_more_and_says_before_what_that_costs(
    in_doubt: Reminder, sandbox: RunningSandbox
) -> None:
    with time_machine.travel(morning(T_30), tick=False):
        (row,) = client_of(in_doubt.user).get("/api/v1/reminders").json()["results"]
    assert "再用掉 1 次微信提醒" in row["resend"]
    answer = ask(in_doubt)
    assert (answer.status_code, answer.json()["status"], answer.json()["resend"]) == (
        200,
        "planned",
        "",
    )
    assert ask(in_doubt).json()["code"] == "not_in_doubt", "a second tap sends nothing more"
    plan_on(T_30)
    assert send_on(T_30)["sent"] == 1
    assert len(sandbox.messages()) == 1
    assert Grant.objects.get(template__template_id=PAYMENT_TEMPLATE).balance == 2


def test_who_asked_for_an_early_one_gets_it_though_a_later_is_worth_more(
    in_doubt: Reminder, sandbox: RunningSandbox
) -> None:
    Grant.objects.update(balance=1)
    assert ask(in_doubt).status_code == 200
    plan_on(T_30)
    in_doubt.refresh_from_db()
    assert (in_doubt.status, in_doubt.reason) == ("planned", "no_answer")
    assert send_on(T_30)["sent"] == 1


def test_a_receipt_that_comes_after_all_stops_the_second(
    in_doubt: Reminder, sandbox: RunningSandbox
) -> None:
    assert ask(in_doubt).status_code == 200
    assert settle_receipt(
        openid=str(in_doubt.user.openid),
        template_id=PAYMENT_TEMPLATE,
        msgid=7,
        delivered=True,
        now=morning(T_30),
    )
    assert not send_on(T_30)
    assert sandbox.messages() == []


@pytest.mark.parametrize(
    ("trap", "change", "code"),
    [
        ("it went out", {"status": "sent"}, "not_in_doubt"),
        ("it waits anyway", {"status": "planned"}, "not_in_doubt"),
        ("the receipt may still come", {"tried": timedelta(minutes=9)}, "receipt_may_come"),
        ("no credit is left", {"balance": 0}, "no_credit"),
    ],
)
def test_it_is_refused_where_it_would_be_wrong(
    trap: str, change: dict[str, Any], code: str, in_doubt: Reminder
) -> None:
    if "status" in change:
        Reminder.objects.update(**change)
    if "tried" in change:
        Attempt.objects.update(finished_at=morning(T_30) - change["tried"])
    if "balance" in change:
        Grant.objects.update(**change)
    refused = ask(in_doubt)
    assert (refused.status_code, refused.json()["code"]) == (409, code), trap


def test_only_whose_it_is_and_staff_who_may_can_ask(
    in_doubt: Reminder,
    household: Household,  # noqa: F811
    admin_client: Client,
) -> None:
    stranger = household().user
    url = f"/api/v1/reminders/{in_doubt.pk}/resend"
    with time_machine.travel(morning(T_30), tick=False):
        assert client_of(stranger).post(url).status_code == 404
        assert APIClient().post(url).status_code == 401
    desk = f"/admin/reminders/reminder/{in_doubt.pk}"
    page = admin_client.get(f"{desk}/change/").content.decode()
    assert "再发一次，用掉居民 1 次微信提醒" in page
    assert admin_client.get(f"{desk}/resend/").status_code == 405
    assert Client().post(f"{desk}/resend/").status_code == 302
    in_doubt.refresh_from_db()
    assert in_doubt.status == "unknown"
    assert admin_client.post(f"{desk}/resend/").status_code == 302
    in_doubt.refresh_from_db()
    assert in_doubt.status == "planned"
