"""WeChat's callbacks, as the sandbox sends them: signed, in every mode and format."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.test import Client

from accounts.models import User
from reminders.models import Grant, GrantReport, Lease, Reminder
from reminders.services import report_answers, settle_receipt
from tests.reminders.conftest import PAYMENT_TEMPLATE, morning, plan_on
from tests.sandbox import RunningSandbox

T_30 = "2025-11-20"


def wait_until(true: Callable[[], bool], *, seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def balance() -> int:
    return Grant.objects.get(template__template_id=PAYMENT_TEMPLATE).balance


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("mode", ["plain", "safe"])
@pytest.mark.parametrize("form", ["json", "xml"])
def test_a_tap_and_a_withdrawal_are_booked_in_every_mode_and_format(
    mode: str,
    form: str,
    sandbox: RunningSandbox,
    live_server: Any,
    settings: Any,
    resident: Callable[..., User],
) -> None:
    if mode == "plain":
        settings.WECHAT_PUSH_AES_KEY = ""
    sandbox.push_to(
        f"{live_server.url}/wechat/push",
        token=settings.WECHAT_PUSH_TOKEN,
        aes_key=settings.WECHAT_PUSH_AES_KEY,
        mode=mode,
        format=form,
    )
    openid = str(resident(credits=0).openid)
    sandbox.add_user(openid=openid)
    sandbox.add_template(
        template_id=PAYMENT_TEMPLATE, title="医保缴费提醒", fields={"thing1": "提醒对象"}
    )
    sandbox.control("push", {"duplicate": True})
    sandbox.answer(openid, {PAYMENT_TEMPLATE: "accept"})
    wait_until(lambda: balance() == 1)
    time.sleep(1.1)  # WeChat tells taps apart by the second
    sandbox.answer(openid, {PAYMENT_TEMPLATE: "accept"})
    wait_until(lambda: balance() == 2)
    sandbox.control("reject", {"openid": openid, "template_id": PAYMENT_TEMPLATE})
    wait_until(lambda: balance() == 0)


@pytest.mark.parametrize(
    ("mistake", "query", "body"),
    [
        ("nothing at all", {}, b""),
        ("no signature", {"timestamp": "1", "nonce": "1"}, b"{}"),
        ("wrong signature", {"signature": "a", "timestamp": "1", "nonce": "1"}, b"{}"),
        ("not text", {"msg_signature": "a", "timestamp": "1", "nonce": "1"}, b"\xff\x00"),
        ("an XML bomb", {"msg_signature": "a"}, b'<!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>'),
        ("too large", {"msg_signature": "a"}, b"x" * 300_000),
    ],
)
@pytest.mark.django_db
def test_what_is_not_from_wechat_is_refused(
    mistake: str, query: dict[str, str], body: bytes, client: Client
) -> None:
    refused = client.post(
        "/wechat/push",
        body,
        content_type="application/json",
        query_params=query,
    )
    assert 400 <= refused.status_code < 500, mistake
    assert set(refused.json()) == {"code", "message"}


@pytest.mark.django_db
def test_the_address_check_needs_the_right_signature(client: Client) -> None:
    refused = client.get("/wechat/push", query_params={"echostr": "1", "signature": "x"})
    assert 400 <= refused.status_code < 500


@pytest.fixture
def in_doubt(window: Any, resident: Callable[..., User], member: Any) -> Reminder:
    """A reminder whose sending was interrupted."""
    member(resident(credits=3))
    plan_on(T_30)
    Reminder.objects.update(status="unknown", reason="interrupted")
    return Reminder.objects.get()


def receipt(row: Reminder, *, delivered: bool = True, msgid: int = 2**62) -> bool:
    return settle_receipt(
        openid=str(row.user.openid),
        template_id=PAYMENT_TEMPLATE,
        msgid=msgid,
        delivered=delivered,
        now=morning(T_30),
    )


def test_a_receipt_settles_a_reminder_in_doubt_once(
    in_doubt: Reminder, django_assert_num_queries: Callable[..., Any]
) -> None:
    assert receipt(in_doubt)
    with django_assert_num_queries(1):
        assert not receipt(in_doubt)
    in_doubt.refresh_from_db()
    assert (in_doubt.status, in_doubt.msgid, in_doubt.sent_at) == (
        "sent",
        2**62,
        morning(T_30),
    )
    assert balance() == 2


@pytest.mark.django_db(transaction=True)
def test_a_receipt_that_meets_its_own_record_settles_no_other_in_doubt(in_doubt: Reminder) -> None:
    """The sender writes down what it sent while WeChat's receipt for the same message is read."""
    other = Reminder.objects.create(
        **{
            each.attname: getattr(in_doubt, each.attname)
            for each in Reminder._meta.concrete_fields
            if each.attname not in ("id", "due_on", "status", "reason")
        },
        due_on=in_doubt.due_on + timedelta(days=1),
        status="planned",
    )
    lease = Lease.objects.create(
        claimed_at=morning(T_30), untouched=0, reminders=[other.pk], users=[other.user_id]
    )
    answers: list[bool] = []

    def read() -> None:
        answers.append(receipt(in_doubt))
        connections.close_all()

    reader = threading.Thread(target=read)
    with transaction.atomic():
        Reminder.objects.filter(pk=other.pk).update(status="sent", msgid=2**62)
        reader.start()
        wait_until(somebody_waits)
        lease.delete()
    reader.join()
    in_doubt.refresh_from_db()
    assert (in_doubt.status, answers, balance()) == ("unknown", [False], 3)


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return bool(cursor.fetchone()[0])


def test_a_receipt_of_failure_says_that_it_did_not_arrive(in_doubt: Reminder) -> None:
    receipt(in_doubt)
    assert receipt(in_doubt, delivered=False)
    in_doubt.refresh_from_db()
    assert (in_doubt.status, in_doubt.reason) == ("failed", "undelivered")
    assert balance() == 2


def test_a_receipt_for_somebody_else_changes_nothing(
    in_doubt: Reminder, resident: Callable[..., User]
) -> None:
    stranger = resident()
    assert not settle_receipt(
        openid=str(stranger.openid),
        template_id=PAYMENT_TEMPLATE,
        msgid=1,
        delivered=True,
        now=morning(T_30),
    )
    in_doubt.refresh_from_db()
    assert in_doubt.status == "unknown"


@pytest.mark.django_db
def test_reports_for_templates_we_do_not_know_are_passed_over(
    resident: Callable[..., User],
) -> None:
    assert (
        report_answers(
            user=resident(),
            answers={"TPL-OF-ANOTHER-VERSION": "accept"},
            key="tap-0001",
            source=GrantReport.Source.CLIENT,
            at=morning(T_30),
        )
        == []
    )
