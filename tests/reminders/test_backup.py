"""What WeChat could not bring goes by text message to who agreed: once, while true, or not at all."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Contact, Member, User
from policies.models import PaymentWindow
from reminders.backup import relay
from reminders.backup.channels import words
from reminders.backup.ledger import LAST_DAYS
from reminders.backup.relay import matters, relay_due
from reminders.kinds import KINDS
from reminders.models import Delivery, Grant, Pause, Reminder
from reminders.services import settle_receipt, take_push
from tests.accounts.conftest import client_of
from tests.reminders.conftest import PAYMENT_TEMPLATE, morning, pay, plan_on
from tests.sandbox import RunningSandbox
from yibao_project import tencent_sms
from yibao_project.wechat_answers import Kind
from yibao_project.wechat_push import PhoneWithdrawn

pytestmark = pytest.mark.django_db

T_30, T_7, T_1, T_0 = "2025-11-20", "2025-12-13", "2025-12-19", "2025-12-20"
PHONE = "+8613800130001"


@pytest.fixture
def sms(settings: Any, sandbox: RunningSandbox) -> RunningSandbox:
    settings.SMS_PROVIDER = "tencent"
    settings.SMS_API_BASE = f"{sandbox.url}/sms"
    return sandbox


@pytest.fixture
def li(
    sms: RunningSandbox, window: PaymentWindow, resident: Callable[..., User], member: Any
) -> User:
    """Without a credit, but agreed to text messages; seven days before the end it is planned."""
    user = resident(credits=0)
    sms.add_user("李明", openid=str(user.openid))
    member(user)
    agree(user)
    return user


def agree(user: User, phone: str = PHONE) -> None:
    Contact.objects.create(user=user, phone=phone, phone_since=morning(T_30))


def relay_on(day: str, *, at: str = "09:00", now: Any = None) -> Counter[str]:
    moment = morning(day).replace(hour=int(at[:2]), minute=int(at[3:]))
    return relay_due(now=now or (lambda: moment))


def texts(sandbox: RunningSandbox) -> list[str]:
    return [each["fields"]["短信"] for each in sandbox.messages() if each["channel"] == "sms"]


def only_row() -> tuple[str, str]:
    found: tuple[str, str] = Reminder.objects.values_list("status", "reason").get()
    return found


def told_in_inbox(user: User, day: str = T_7) -> str:
    with time_machine.travel(morning(day), tick=False):
        (row,) = client_of(user).get("/api/v1/reminders").json()["results"]
    return str(row["backup"])


def test_who_has_no_credit_gets_one_text_message_that_names_nobody(
    li: User, sms: RunningSandbox
) -> None:
    plan_on(T_7)
    assert relay_on(T_7) == {"sent": 1}
    assert relay_on(T_7, at="09:01") == {}
    plan_on(T_7, at="09:01")
    (text,) = texts(sms)
    assert text.startswith("【医保提醒】您登记的“缴费截止”，日子是12月20日，还有7天。")
    assert "妈妈" not in text
    assert "http" not in text
    assert only_row() == ("relayed", "no_credit")
    assert told_in_inbox(li) == "没有微信提醒次数，12月13日已发短信。"


@pytest.mark.parametrize(
    ("state", "goes", "because"),
    [
        (("held", "no_credit"), True, "没有微信提醒次数"),
        (("refused", "refused"), True, "微信没有订阅"),
        (("failed", "undelivered"), True, "微信没能送到手机"),
        (("failed", "broken"), True, "微信没能送到手机"),
        (("unknown", "no_answer"), False, ""),
        (("unknown", "interrupted"), False, ""),
        (("planned", "retry"), False, ""),
        (("held", "saved"), False, ""),
        (("held", "capped"), False, ""),
        (("held", "paused"), False, ""),
        (("sent", ""), False, ""),
        (("done", "settled"), False, ""),
    ],
)
def test_only_what_surely_did_not_arrive_goes_another_way(
    state: tuple[str, str], goes: bool, because: str, li: User, sms: RunningSandbox
) -> None:
    plan_on(T_7)
    Reminder.objects.update(status=state[0], reason=state[1])
    assert relay_on(T_7) == ({"sent": 1} if goes else {})
    assert len(texts(sms)) == goes
    assert only_row() == (("relayed", state[1]) if goes else state)
    if goes:
        assert told_in_inbox(li) == f"{because}，12月13日已发短信。"


def without_consent(user: User) -> None:
    client_of(user).post("/api/v1/me/consents/backup/withdraw")


def no_number(user: User) -> None:
    Contact.objects.update(phone="", phone_since=None)


def paid(user: User) -> None:
    pay(user.members.get(), on="2025-12-12")


def member_muted(user: User) -> None:
    Member.objects.update(muted=True)


def kind_muted(user: User) -> None:
    User.objects.update(muted_kinds=["payment_deadline"])


def no_reminders(user: User) -> None:
    client_of(user).post("/api/v1/me/consents/reminders/withdraw")


def later_morning(user: User) -> None:
    User.objects.update(quiet_from="20:00", quiet_until="10:00")


def paused_kind(user: User) -> None:
    Pause.objects.create(kind="payment_deadline", paused_by="x", paused_at=morning(T_30))


def paused_place(user: User) -> None:
    Pause.objects.create(region_id="440000", paused_by="x", paused_at=morning(T_30))


def told_twice_this_week(user: User) -> None:
    for number in range(2):
        twin = Reminder.objects.get(kind="payment_deadline")
        twin.pk, twin.kind, twin.subject = None, "filing_expiry", str(number)
        twin.status, twin.sent_at = ("sent", "relayed")[number], morning("2025-12-12")
        twin.save()


def moved(user: User) -> None:
    PaymentWindow.objects.update(closes_on="2025-12-31")


def waits_for_its_hour(user: User) -> None:
    Reminder.objects.update(send_after=morning(T_7) + timedelta(hours=1))


@pytest.mark.parametrize(
    "happens",
    [
        *(without_consent, no_number, paid, member_muted, kind_muted, no_reminders),
        *(later_morning, paused_kind, paused_place, told_twice_this_week, moved),
        waits_for_its_hour,
    ],
    ids=lambda each: each.__name__,
)
def test_what_is_not_wanted_or_true_any_more_is_not_sent(
    happens: Callable[[User], None], li: User, sms: RunningSandbox
) -> None:
    plan_on(T_7)
    happens(li)
    before = Reminder.objects.filter(kind="payment_deadline").values().get()
    assert relay_on(T_7) == {}
    assert texts(sms) == []
    assert not Delivery.objects.exists()
    assert Reminder.objects.filter(kind="payment_deadline").values().get() == before


def test_on_the_last_day_neither_own_hours_nor_the_week_hold_it_back(
    li: User, sms: RunningSandbox
) -> None:
    later_morning(li)
    plan_on(T_0, at="08:00")
    told_twice_this_week(li)
    Reminder.objects.exclude(kind="payment_deadline").update(sent_at=morning(T_1))
    assert relay_on(T_0, at="07:59") == {}
    assert relay_on(T_0, at="08:00") == {"sent": 1}
    assert "，今天。" in texts(sms)[0]


def test_earlier_than_the_last_days_it_waits_in_the_inbox(li: User, sms: RunningSandbox) -> None:
    plan_on(T_30)
    assert relay_on(T_30) == {}
    assert only_row() == ("held", "no_credit")
    assert {kind.code for kind in KINDS.values() if matters(kind)} == {
        *("payment_deadline", "newborn", "filing_expiry", "filing_papers", "emergency_filing"),
        *("debit", "repair_deadline", "bridge", "certificate", "chronic_recheck"),
    }


def test_nothing_is_asked_where_no_channel_is_set_up_and_little_where_nothing_is_to_be_done(
    li: User, settings: Any
) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert relay_on(T_7) == {}
    assert len(queries) == 4
    settings.SMS_PROVIDER = ""
    with CaptureQueriesContext(connection) as queries:
        assert relay_on(T_7) == {}
    assert len(queries) == 0


@pytest.mark.django_db(transaction=True)
def test_two_at_once_send_one(li: User, sms: RunningSandbox) -> None:
    plan_on(T_7)
    sms.fault("/sms/", "latency", seconds=0.3)
    tallies: list[Counter[str]] = []

    def work() -> None:
        tallies.append(relay_on(T_7))
        connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sum(tallies, Counter()) == {"sent": 1}
    assert len(texts(sms)) == 1


class Dies(Exception):
    pass


@pytest.mark.parametrize("sent", [False, True], ids=["before the call", "after the call"])
def test_what_a_crash_left_in_doubt_is_never_repeated(
    sent: bool, li: User, sms: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan_on(T_7)
    really = tencent_sms.send

    def die(**how: Any) -> Any:
        if sent:
            really(**how)
        raise Dies

    monkeypatch.setattr(tencent_sms, "send", die)
    with pytest.raises(Dies):
        relay_on(T_7)
    monkeypatch.setattr(tencent_sms, "send", really)
    for minute in (1, 2, 9):
        assert relay_on(T_7, at=f"09:0{minute}") == {}
        plan_on(T_7, at=f"09:0{minute}")
    assert len(texts(sms)) == sent
    assert only_row() == ("relayed", "no_credit")
    assert Delivery.objects.get().state == "unknown"
    assert told_in_inbox(li) == "没有微信提醒次数，12月13日已交出短信，不知道到没到。"


@pytest.mark.parametrize(
    ("code", "phone", "state", "kind"),
    [
        ("LimitExceeded.DeliveryFrequencyLimit", PHONE, "waiting", Kind.TEMPORARY),
        ("LimitExceeded.PhoneNumberDailyLimit", PHONE, "failed", Kind.REFUSED),
        ("FailedOperation.PhoneNumberInBlacklist", PHONE, "failed", Kind.REFUSED),
        ("FailedOperation.ContainSensitiveWord", PHONE, "failed", Kind.BROKEN),
        ("FailedOperation.SignatureIncorrectOrUnapproved", PHONE, "waiting", Kind.CONFIG),
        ("FailedOperation.TemplateIncorrectOrUnapproved", PHONE, "waiting", Kind.CONFIG),
        ("InvalidParameterValue.IncorrectPhoneNumber", PHONE, "failed", Kind.REFUSED),
        ("InternalError.Timeout", PHONE, "unknown", Kind.UNCERTAIN),
        ("AuthFailure.SecretIdNotFound", None, "waiting", Kind.CONFIG),
        ("RequestLimitExceeded", None, "waiting", Kind.TEMPORARY),
        ("UnauthorizedOperation.ServiceSuspendDueToArrears", None, "waiting", Kind.CONFIG),
        ("Strange.NeverSeen", None, "failed", Kind.BROKEN),
    ],
)
def test_every_answer_of_the_provider_has_its_end_and_its_sentence(
    code: str, phone: str | None, state: str, kind: Kind, li: User, sms: RunningSandbox
) -> None:
    plan_on(T_7)
    sms.control("sms", {"code": code, "phone": phone})
    assert relay_on(T_7) == {state: 1}
    delivery = Delivery.objects.get()
    assert (delivery.code, tencent_sms.judge(code).kind) == (code, kind)
    assert delivery.detail.endswith("。")
    assert only_row()[0] == ("relayed" if state == "unknown" else "held")
    assert relay_on(T_7) == {}, "it rests, or waits, or is over"
    cache.clear()
    assert relay_on(T_7, at="09:10") == ({"sent": 1} if state == "waiting" else {})
    assert len(texts(sms)) == (state == "waiting")


@pytest.mark.parametrize(
    ("fault", "state"),
    [
        ({"kind": "reset"}, "unknown"),
        ({"kind": "status", "status": 502}, "unknown"),
        ({"kind": "html", "after": True}, "unknown"),
    ],
)
def test_a_lost_answer_is_in_doubt(
    fault: dict[str, Any], state: str, li: User, sms: RunningSandbox
) -> None:
    plan_on(T_7)
    sms.fault("/sms/", times=1, **fault)
    assert relay_on(T_7) == {state: 1}
    assert relay_on(T_7, at="10:00") == {}


def test_what_never_left_is_tried_again_but_not_for_ever(
    li: User, sms: RunningSandbox, settings: Any
) -> None:
    plan_on(T_7)
    settings.SMS_API_BASE = "http://127.0.0.1:9"
    found = [relay_on(T_7, at=at) for at in ("09:00", "09:02", "10:00", "12:00", "15:00", "19:00")]
    assert found == [{"waiting": 1}] * 4 + [{"failed": 1}, {}]
    assert told_in_inbox(li) == "没有微信提醒次数，12月13日短信没发成。"


def test_who_allows_wechat_before_the_text_goes_out_is_told_there_and_only_there(
    li: User, sms: RunningSandbox
) -> None:
    plan_on(T_7)
    sms.control("sms", {"code": "LimitExceeded.DeliveryFrequencyLimit", "phone": PHONE})
    assert relay_on(T_7) == {"waiting": 1}
    li.grants.update(balance=1)
    plan_on(T_7, at="09:02")
    assert only_row()[0] == "planned"
    assert relay_on(T_7, at="09:05") == {}


def test_a_receipt_of_wechat_that_comes_again_changes_nothing_any_more(
    li: User, sms: RunningSandbox
) -> None:
    plan_on(T_7)
    Reminder.objects.update(status="sent", reason="", msgid=7)

    def fails() -> bool:
        return settle_receipt(
            openid=str(li.openid),
            template_id=PAYMENT_TEMPLATE,
            msgid=7,
            delivered=False,
            now=morning(T_7),
        )

    assert fails()
    assert relay_on(T_7) == {"sent": 1}
    assert not fails()
    assert only_row() == ("relayed", "undelivered")


def test_many_are_told_in_few_requests_and_a_shared_telephone_once(
    li: User, sms: RunningSandbox, resident: Callable[..., User], member: Any
) -> None:
    for number in (1, 2, 3, 3):
        user = resident(credits=0)
        member(user)
        agree(user, f"+861390000000{number}")
    settled = resident(credits=0)
    agree(settled)
    pay(member(settled))
    plan_on(T_7)
    assert relay_on(T_7) == {"sent": 5}
    assert len(texts(sms)) == 4
    assert sms.log()["counts"]["/sms/"] == 1


def test_a_settled_matter_does_not_stand_before_an_open_one(
    li: User, sms: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relay, "AT_ONCE", 1)
    plan_on(T_7)
    twin = Reminder.objects.get()
    Reminder.objects.filter(pk=twin.pk).update(subject="RESIDENT:2025", status="refused")
    plan_on(T_7)
    assert relay_on(T_7) == {"sent": 1}


def test_what_is_said_fits_every_channel() -> None:
    for kind in filter(matters, KINDS.values()):
        for days in range(LAST_DAYS + 1):
            for is_unsure in (False, True):
                day = morning(T_0).date()
                said = words(
                    kind, due_on=day, today=day - timedelta(days=days), is_unsure=is_unsure
                )
                assert all(0 < len(each) <= 12 for each in said.values())


def test_the_number_comes_from_wechats_button_alone_and_goes_with_the_consent(
    sms: RunningSandbox, resident: Callable[..., User]
) -> None:
    user = resident()
    openid, stranger = str(user.openid), sms.add_user("别人")
    sms.add_user("李明", openid=openid)
    client = client_of(user)
    code = sms.phone_code(openid)
    put = "/api/v1/me/backup/phone"
    assert client.put(put, {"code": code}).json()["code"] == "consent_needed_first"
    for asked in client.get("/api/v1/me/consents").json():
        client.post("/api/v1/me/consents", {key: asked[key] for key in ("purpose", "version")})
    for wrong in (sms.phone_code(stranger), sms.login_code(openid), "x"):
        assert client.put(put, {"code": wrong}).json()["code"] == "phone_code_invalid"
    answer = client.put(put, {"code": code}).json()
    assert (answer["offered"], answer["agreed"], answer["sms"]) == (True, True, True)
    number = Contact.objects.get().phone
    assert answer["phone"] == f"{number[3:6]}****{number[-4:]}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM accounts_contact")
        assert number[3:] not in cursor.fetchone()[0]
    assert number in client.get("/api/v1/me/export").content.decode()
    assert client.put(put, {"code": code}).json()["code"] == "phone_code_invalid", "used"
    sms.fault("/wxa/business/getuserphonenumber", "errcode", errcode=-1, times=1)
    assert client.put(put, {"code": sms.phone_code(openid)}).status_code == 503
    client.post("/api/v1/me/consents/backup/withdraw")
    assert not Contact.objects.exists()
    assert client.get("/api/v1/me/backup").json()["phone"] == ""


def test_taking_the_number_back_in_wechat_deletes_it_and_nothing_else(li: User) -> None:
    def taken_back(day: str) -> None:
        event = PhoneWithdrawn(openid=str(li.openid), at=morning(day))
        take_push(event, now=morning(day))

    taken_back("2025-11-19")
    assert Contact.objects.get().phone == PHONE, "given since"
    taken_back(T_7)
    assert Contact.objects.get().phone == ""
    assert li.members.exists()


def test_nobody_is_offered_what_is_not_set_up(
    sms: RunningSandbox, settings: Any, resident: Callable[..., User]
) -> None:
    client = client_of(resident())
    asked = {each["purpose"]: each for each in client.get("/api/v1/consents").json()}
    settings.SMS_PROVIDER = ""
    assert "backup" not in {each["purpose"] for each in client.get("/api/v1/consents").json()}
    assert client.get("/api/v1/me/backup").json()["offered"] is False
    given = {"purpose": "backup", "version": asked["backup"]["version"]}
    assert client.post("/api/v1/me/consents", given).json()["code"] == "consent_not_offered"


def test_what_is_coming_says_which_way_it_goes_where_wechat_cannot(li: User, settings: Any) -> None:
    def coming() -> dict[int, tuple[str, str]]:
        with time_machine.travel(morning(T_30), tick=False):
            found = client_of(li).get("/api/v1/upcoming").json()
        return {each["stage"]: (each["way"], each["backup"]) for each in found}

    quietly, by_text = ("inbox", ""), ("inbox", "到时改发短信")
    assert coming() == {30: quietly, 7: by_text, 1: by_text, 0: by_text}
    Grant.objects.filter(user=li).update(balance=1)
    assert coming()[7] == ("wechat", "")
    Grant.objects.filter(user=li).update(balance=0)
    settings.SMS_PROVIDER = ""
    assert coming()[7] == quietly


def test_staff_see_the_chain_beside_the_reminder_and_on_the_desk(
    li: User, sms: RunningSandbox, admin_client: Client
) -> None:
    plan_on(T_7)
    sms.control("sms", {"code": "FailedOperation.SignatureIncorrectOrUnapproved", "phone": PHONE})
    relay_on(T_7)
    sentence = "短信签名没有通过审核"
    row = Reminder.objects.get()
    page = admin_client.get(f"/admin/reminders/reminder/{row.pk}/change/").content.decode()
    assert sentence in page
    with time_machine.travel(morning(T_7) + timedelta(minutes=5), tick=False):
        desk = admin_client.get("/admin/sending/").content.decode()
    assert "短信自动停十分钟" in desk
    assert "没发成，会再试 1 条" in desk
    assert PHONE[3:] not in page + desk
