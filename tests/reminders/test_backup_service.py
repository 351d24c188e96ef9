"""The service account, for who follows it: before text messages, and these where it could not bring it either."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from accounts.models import Contact, User
from accounts.services import login_with_code
from policies.models import PaymentWindow
from reminders.backup.following import take_service_push
from reminders.models import Delivery, Reminder
from tests.reminders.conftest import morning, plan_on
from tests.reminders.test_backup import PHONE, T_7, only_row, relay_on, sms, texts, told_in_inbox
from tests.sandbox import RunningSandbox
from yibao_project.wechat_push import Unknown
from yibao_project.wechat_service import Finished, Followed, Unfollowed, understand

__all__ = ["sms"]

SEND, APPID = "/cgi-bin/message/template/send", "wx5e7c1ce0000000a1"

pytestmark = pytest.mark.django_db


@pytest.fixture
def service(sms: RunningSandbox, settings: Any) -> RunningSandbox:  # noqa: F811
    settings.WECHAT_SERVICE_APPID = APPID
    sms.control("settings", {"bound": True})
    return sms


@pytest.fixture
def li(
    service: RunningSandbox,
    window: PaymentWindow,
    resident: Callable[..., User],
    member: Any,
) -> User:
    """Agreed, gave a number, and follows the service account, which is known by now."""
    user = resident(credits=0)
    openid = service.add_user("李明", openid=str(user.openid))
    member(user)
    Contact.objects.create(user=user, phone=PHONE, phone_since=morning("2025-11-20"))
    login_with_code(code=service.login_code(openid))
    take(Followed(service_openid_of(service, openid)))
    assert Contact.objects.get().service_openid
    return user


def take(event: Any) -> None:
    take_service_push(event, now=morning(T_7))


def service_openid_of(sandbox: RunningSandbox, openid: str) -> str:
    told: dict[str, str] = sandbox.control("follow", {"openid": openid})
    return told["service_openid"]


def cards(sandbox: RunningSandbox) -> list[dict[str, str]]:
    return [each["fields"] for each in sandbox.messages() if each["channel"] == "service"]


def test_who_follows_is_told_there_and_not_by_text(li: User, service: RunningSandbox) -> None:
    plan_on(T_7)
    assert relay_on(T_7) == {"sent": 1}
    assert cards(service) == [{"事项": "缴费截止", "日期": "2025年12月20日", "提醒": "还有7天"}]
    assert texts(service) == []
    assert told_in_inbox(li) == "没有微信提醒次数，12月13日已发服务号消息。"


@pytest.mark.parametrize(
    ("errcode", "state", "then"),
    [
        (43004, "failed", {"sent": 1}),
        (40003, "failed", {"sent": 1}),
        (45168, "failed", {"sent": 1}),
        (-1, "waiting", {}),
        (45009, "waiting", {}),
        (40037, "waiting", {"sent": 1}),
        (47003, "waiting", {"sent": 1}),
    ],
)
def test_what_it_surely_did_not_bring_goes_by_text_unless_it_is_to_be_tried_again(
    errcode: int, state: str, then: dict[str, int], li: User, service: RunningSandbox
) -> None:
    plan_on(T_7)
    service.fault(SEND, "errcode", errcode=errcode, times=1)
    assert relay_on(T_7) == {state: 1}
    assert Delivery.objects.get().detail
    assert relay_on(T_7) == then
    assert len(texts(service)) == len(then)
    if then:
        before = "没成，稍后再试" if state == "waiting" else "没发成"
        first = "12月13日发服务号消息" if state == "waiting" else "12月13日服务号消息"
        assert told_in_inbox(li) == f"没有微信提醒次数，{first}{before}，12月13日已发短信。"


def test_a_set_up_that_is_wrong_lets_text_messages_go_on_meanwhile(
    li: User, service: RunningSandbox
) -> None:
    plan_on(T_7)
    service.fault(SEND, "errcode", errcode=40037, times=9)
    assert relay_on(T_7) == {"waiting": 1}
    assert relay_on(T_7, at="09:01") == {"sent": 1}, "while the other channel rests"
    cache.clear()
    assert relay_on(T_7, at="09:10") == {}


def test_a_silent_channel_ends_its_round_and_leaves_the_rest_as_it_was(
    li: User, service: RunningSandbox, resident: Callable[..., User], member: Any
) -> None:
    for number in range(3):
        other = resident(credits=0)
        member(other)
        Contact.objects.create(
            user=other, service_openid=f"{Contact.objects.get(user=li).service_openid}{number}"
        )
    plan_on(T_7)
    service.fault(SEND, "reset", times=1)
    assert relay_on(T_7) == {"unknown": 1}
    assert sorted(Reminder.objects.values_list("status", flat=True)) == ["held"] * 3 + ["relayed"]
    assert {(each.state, each.attempts) for each in Delivery.objects.all()} == {
        ("unknown", 1),
        ("waiting", 0),
    }
    assert sum(relay_on(T_7, at="09:01").values()) == 3


def test_an_address_that_no_key_opens_holds_up_no_other(
    li: User, service: RunningSandbox, resident: Callable[..., User], member: Any
) -> None:
    other = resident(credits=0)
    member(other)
    Contact.objects.create(user=other, service_openid=Contact.objects.get(user=li).service_openid)
    with connection.cursor() as cursor:
        sealed = (
            "UPDATE accounts_contact SET service_openid = 'nobody-can-open-this' WHERE user_id = %s"
        )
        cursor.execute(sealed, [li.pk])
    plan_on(T_7)
    assert relay_on(T_7) == {"sent": 1, "waiting": 1}


@pytest.mark.parametrize(
    ("delivered", "state", "then"), [(True, "sent", {}), (False, "failed", {"sent": 1})]
)
def test_a_receipt_settles_what_is_in_doubt_and_a_failure_goes_by_text(
    delivered: bool, state: str, then: dict[str, int], li: User, service: RunningSandbox
) -> None:
    plan_on(T_7)
    service.fault(SEND, "reset", times=1, after=True)
    assert relay_on(T_7) == {"unknown": 1}
    assert relay_on(T_7) == {}
    known = Contact.objects.get().service_openid
    for _ in range(2):
        take(Finished(known, msgid=77, delivered=delivered))
    assert Delivery.objects.get().state == state
    assert only_row()[0] == ("relayed" if delivered else "held")
    assert relay_on(T_7) == then
    take(Finished(known, msgid=77, delivered=delivered))
    assert Reminder.objects.get().status == "relayed"


def test_what_wechat_took_and_then_could_not_bring_goes_by_text(
    li: User, service: RunningSandbox
) -> None:
    plan_on(T_7)
    service.control("follow", {"openid": str(li.openid), "blocks": True})
    assert relay_on(T_7) == {"sent": 1}
    assert cards(service) == []
    msgid = int(Delivery.objects.get().receipt)
    take(Finished(Contact.objects.get().service_openid, msgid=msgid, delivered=False))
    assert relay_on(T_7) == {"sent": 1}
    assert len(texts(service)) == 1


def test_nothing_is_kept_of_who_did_not_agree_and_who_leaves_is_forgotten(
    service: RunningSandbox, resident: Callable[..., User]
) -> None:
    user = resident()
    openid = service.add_user("李明", openid=str(user.openid))
    known = service_openid_of(service, openid)
    login_with_code(code=service.login_code(openid))
    take(Followed(known))
    assert not Contact.objects.exists()
    Contact.objects.create(user=user)
    take(Followed(known))
    assert Contact.objects.get().service_openid == "", "not known before the next login"
    login_with_code(code=service.login_code(openid))
    take(Followed(known))
    assert Contact.objects.get().service_openid == known
    calls = service.log()["counts"]["/cgi-bin/user/info"]
    take(Followed(known))
    assert service.log()["counts"]["/cgi-bin/user/info"] == calls, "known already"
    take(Unfollowed(known))
    assert Contact.objects.get().service_openid == ""


PUSHED = {"ToUserName": "gh_7f083739789a", "FromUserName": "oia2TjuEGTNoeX76QEjQNrcURxG8"}
DONE = {**PUSHED, "MsgType": "event", "Event": "TEMPLATESENDJOBFINISH", "MsgID": "200163836"}
WHO = PUSHED["FromUserName"]


@pytest.mark.parametrize(
    ("content", "meant"),
    [
        ({**DONE, "Status": "success"}, Finished(WHO, 200163836, True)),
        ({**DONE, "Status": "failed:user block"}, Finished(WHO, 200163836, False)),
        ({**DONE, "Status": "failed: system failed"}, Finished(WHO, 200163836, False)),
        ({**PUSHED, "MsgType": "event", "Event": "subscribe"}, Followed(WHO)),
        ({**PUSHED, "MsgType": "event", "Event": "unsubscribe"}, Unfollowed(WHO)),
        ({**PUSHED, "MsgType": "text", "Content": "你好"}, Followed(WHO)),
        ({**PUSHED, "MsgType": "event", "Event": "VIEW"}, Unknown("VIEW")),
    ],
)
def test_the_pushes_of_the_documentation_are_understood(content: Any, meant: Any) -> None:
    assert understand(content) == meant


@pytest.mark.django_db(transaction=True)
def test_the_sandbox_pushes_who_follows_and_what_arrived_signed_and_sealed(
    li: User, service: RunningSandbox, live_server: Any, settings: Any, client: Client
) -> None:
    service.control(
        "service-push",
        {
            "url": f"{live_server.url}/wechat/service-push",
            "token": settings.WECHAT_SERVICE_PUSH_TOKEN,
            "aes_key": settings.WECHAT_SERVICE_PUSH_AES_KEY,
        },
    )
    service.follow(str(li.openid), follows=False)
    wait_until(lambda: Contact.objects.get().service_openid == "")
    service.follow(str(li.openid))
    wait_until(lambda: Contact.objects.get().service_openid != "")
    plan_on(T_7)
    service.fault(SEND, "reset", times=1, after=True)
    assert relay_on(T_7) == {"unknown": 1}
    wait_until(lambda: Delivery.objects.get().state == "sent")
    assert client.post("/wechat/service-push", b"<xml/>", "text/xml").status_code == 400


def wait_until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)
