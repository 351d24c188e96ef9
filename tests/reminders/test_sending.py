from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection, connections, transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import Member, User
from policies.models import PaymentWindow, Region
from reminders import claims, listening
from reminders.listening import begin_anew
from reminders.models import Attempt, Grant, Lease, MessageTemplate, Reminder
from reminders.planning import PlanResult
from reminders.rules import LEASE_LASTS, RECEIPT_WAIT
from reminders.sending import send_due
from reminders.services import settle_receipt, sweep
from reminders.verdicts import PAUSE_KEY
from tests.reminders.conftest import (
    FILING_TEMPLATE,
    PAYMENT_TEMPLATE,
    file_for_care,
    morning,
    pay,
    plan_on,
)
from tests.sandbox import RunningSandbox

pytestmark = pytest.mark.django_db(transaction=True)

T_30 = "2025-11-20"
T_0 = "2025-12-20"
SEND = "/cgi-bin/message/subscribe/send"
LABELS = {
    PAYMENT_TEMPLATE: {
        "thing1": "提醒对象",
        "date2": "截止日期",
        "thing3": "缴费金额",
        "thing4": "缴费渠道",
        "thing5": "温馨提示",
    },
    FILING_TEMPLATE: {
        "thing1": "提醒对象",
        "thing2": "就医地",
        "date3": "最后有效日",
        "thing4": "温馨提示",
    },
}

Household = Callable[..., Member]


@pytest.fixture
def household(
    sandbox: RunningSandbox,
    window: PaymentWindow,
    resident: Callable[..., User],
    member: Callable[..., Member],
    templates: dict[str, MessageTemplate],
) -> Household:
    """A resident with one unpaid member, a phone, and credits that both sides know of."""
    for template in templates.values():
        sandbox.add_template(
            template_id=template.template_id,
            title=template.title,
            fields=LABELS[template.template_id],
        )

    def make(*, credits: int = 3) -> Member:
        user = resident(credits=credits)
        sandbox.add_user(openid=str(user.openid))
        for _ in range(credits):
            sandbox.answer(str(user.openid), dict.fromkeys(LABELS, "accept"))
        return member(user)

    return make


def send_on(day: str, *, at: str = "09:00") -> Counter[str]:
    now = morning(day).replace(hour=int(at[:2]), minute=int(at[3:]))
    return send_due(now=lambda: now)


def instant(moment: datetime) -> datetime:
    return moment


def state() -> tuple[str, str]:
    found: tuple[str, str] = Reminder.objects.values_list("status", "reason").get()
    return found


def leave_in_flight(reminder: Reminder, *, is_handed_over: bool = True) -> None:
    """As a sender leaves it that dies between its claim and WeChat's answer."""
    Lease.objects.create(
        claimed_at=timezone.now(),
        untouched=0 if is_handed_over else 1,
        reminders=[reminder.pk],
        users=[reminder.user_id],
    )


def wait_until(true: Callable[[], bool], *, seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def test_a_due_reminder_becomes_a_card_on_the_phone(
    household: Household, sandbox: RunningSandbox
) -> None:
    person = household()
    plan_on(T_30)
    assert send_on(T_30) == Counter(sent=1)
    (card,) = sandbox.messages()
    assert card["openid"] == person.user.openid
    assert {key: value["value"] for key, value in card["data"].items()} == {
        "thing1": "妈妈",
        "date2": "2025年12月20日",
        "thing3": "549元",
        "thing4": "粤税通",
        "thing5": "还有30天，交了明年看病才能报",
    }
    row = Reminder.objects.get()
    assert (row.status, row.msgid, row.attempts) == ("sent", card["msgid"], 1)
    assert row.sent_at == morning(T_30)
    assert Grant.objects.get(template__template_id=PAYMENT_TEMPLATE).balance == 2
    assert not Attempt.objects.exists(), "what went out at once stands on the reminder itself"
    assert not Lease.objects.exists()
    assert send_on(T_30) == Counter()


def answered_with(errcode: int) -> dict[str, Any]:
    return {"kind": "errcode", "errcode": errcode}


@pytest.mark.parametrize(
    ("trouble", "fault", "status", "reason", "outcome", "pauses"),
    [
        ("refused", answered_with(43101), "refused", "refused", "refused", ""),
        ("busy", answered_with(-1), "planned", "retry", "temporary", ""),
        ("quota", answered_with(45009), "planned", "retry", "temporary", "everything"),
        ("gateway page", {"kind": "html"}, "planned", "retry", "temporary", ""),
        ("gateway down", {"kind": "status", "status": 502}, "planned", "retry", "temporary", ""),
        ("cut off", {"kind": "reset"}, "unknown", "no_answer", "uncertain", ""),
        ("silent", {"kind": "latency", "seconds": 3}, "unknown", "no_answer", "uncertain", ""),
        ("foreign openid", answered_with(40003), "failed", "broken", "broken", ""),
        ("bad data", answered_with(47003), "failed", "broken", "broken", ""),
        ("unreleased page", answered_with(41030), "planned", "retry", "config", "payment_deadline"),
        ("bad template", answered_with(40037), "planned", "retry", "config", "payment_deadline"),
        ("token refused", answered_with(40001), "planned", "retry", "token", "everything"),
    ],
)
def test_what_wechat_answers_decides_what_becomes_of_the_reminder(
    trouble: str,
    fault: dict[str, Any],
    status: str,
    reason: str,
    outcome: str,
    pauses: str,
    household: Household,
    sandbox: RunningSandbox,
    settings: Any,
    caplog: pytest.LogCaptureFixture,
) -> None:
    settings.WECHAT_READ_TIMEOUT = 1.0
    household()
    plan_on(T_30)
    sandbox.fault(SEND, **fault)
    assert send_on(T_30) == Counter({outcome: 1}), trouble
    assert state() == (status, reason)
    attempt = Attempt.objects.get()
    assert (attempt.outcome, attempt.errcode) == (outcome, fault.get("errcode"))
    assert attempt.detail
    assert not pauses or cache.get(f"{PAUSE_KEY}:{pauses}")
    row = Reminder.objects.get()
    if status == "planned":
        assert row.send_after > morning(T_30)
        cache.clear()
        sandbox.clear_faults()
        assert send_on(T_30) == Counter(), "not before its time"
        later = row.send_after
        assert send_due(now=lambda: later) == Counter(sent=1)
        assert len(sandbox.messages()) == 1
    if trouble == "refused":
        assert Grant.objects.get(template__template_id=PAYMENT_TEMPLATE).balance == 0
    alarms = [record for record in caplog.records if record.levelname in ("WARNING", "ERROR")]
    assert bool(alarms) == (bool(pauses) or outcome == "broken")


def test_an_outage_of_a_morning_loses_nothing(
    household: Household, sandbox: RunningSandbox
) -> None:
    household()
    plan_on(T_0)
    sandbox.fault(SEND, "html")
    now = morning(T_0)
    for _ in range(6):
        assert send_due(now=partial(instant, now)) == Counter(temporary=1)
        now = Reminder.objects.get().send_after
    sandbox.clear_faults()
    assert send_due(now=partial(instant, now)) == Counter(sent=1)
    assert len(sandbox.messages()) == 1
    assert Reminder.objects.get().attempts == 7
    assert Attempt.objects.count() == 6


def test_a_wrong_template_stops_its_own_kind_only(
    household: Household, sandbox: RunningSandbox, changsha: Region
) -> None:
    for _ in range(3):
        file_for_care(household(), changsha, start="2025-06-21", end="2025-12-20")
    MessageTemplate.objects.filter(kind="payment_deadline").update(template_id="TPL-UNKNOWN")
    plan_on(T_30)
    assert send_on(T_30)["sent"] == 3
    assert {card["template_id"] for card in sandbox.messages()} == {FILING_TEMPLATE}
    assert not Reminder.objects.filter(kind="payment_deadline").exclude(status="planned").exists()


def test_what_is_claimed_when_sending_has_to_stop_is_given_back_unsent(
    household: Household, sandbox: RunningSandbox, settings: Any
) -> None:
    settings.SEND_CONNECTIONS = 1
    for _ in range(12):
        household()
    plan_on(T_30)
    sandbox.fault(SEND, "errcode", errcode=45009)
    tried = send_on(T_30)["temporary"]
    assert 1 <= tried < 12
    assert not Lease.objects.exists()
    assert Reminder.objects.filter(reason="", attempts=0).count() == 12 - tried
    cache.clear()
    sandbox.clear_faults()
    assert send_on(T_30, at="09:01") == Counter(sent=12 - tried)


def test_a_token_that_expires_on_the_way_is_renewed_once_and_all_arrive(
    household: Household, sandbox: RunningSandbox
) -> None:
    for _ in range(40):
        household()
    plan_on(T_30)
    Reminder.objects.filter(pk__gt=Reminder.objects.earliest("pk").pk).update(
        send_after=morning(T_30) + timedelta(minutes=1)
    )
    assert send_on(T_30) == Counter(sent=1)
    sandbox.control("expire-tokens", {})
    assert send_on(T_30, at="09:01") == Counter(sent=39)
    assert len(sandbox.messages()) == 40
    assert sandbox.log()["tokens"]["stable"] == 2


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("paid", ("done", "settled")),
        ("muted", ("done", "settled")),
        ("account closed", ("done", "settled")),
        ("date moved", ("superseded", "moved")),
        ("credit gone", ("held", "no_credit")),
    ],
)
def test_what_is_true_no_more_is_not_sent(
    change: str,
    expected: tuple[str, str],
    household: Household,
    sandbox: RunningSandbox,
    window: PaymentWindow,
) -> None:
    person = household()
    plan_on(T_30)
    if change == "paid":
        pay(person)
    elif change == "muted":
        Member.objects.update(muted=True)
    elif change == "account closed":
        User.objects.update(is_active=False)
    elif change == "date moved":
        PaymentWindow.objects.update(closes_on=date(2025, 12, 10))
    else:
        Grant.objects.update(balance=0)
    send_on(T_30)
    assert state() == expected
    assert sandbox.messages() == []


def test_a_change_of_facts_between_planning_and_sending_shows_on_the_card(
    household: Household, member: Callable[..., Member], sandbox: RunningSandbox
) -> None:
    person = household()
    plan_on(T_30)
    member(person.user, "小宝", category="MINOR")
    send_on(T_30)
    (card,) = sandbox.messages()
    assert card["data"]["thing1"]["value"] == "妈妈、小宝"
    assert card["data"]["thing3"]["value"] == "2人共1098元"


@pytest.mark.parametrize(("day", "at"), [("2025-12-20", "09:00"), ("2025-12-21", "09:00")])
def test_a_reminder_that_waited_too_long_expires_instead_of_saying_tomorrow(
    day: str, at: str, household: Household, sandbox: RunningSandbox
) -> None:
    household()
    plan_on("2025-12-19")
    send_on(day, at=at)
    assert state() == ("expired", "late")
    assert sandbox.messages() == []


@pytest.mark.parametrize(
    ("day", "at", "sent"),
    [
        (T_30, "08:59", 0),
        (T_30, "09:00", 1),
        (T_30, "20:30", 1),
        (T_30, "20:31", 0),
        (T_0, "07:59", 0),
        (T_0, "08:00", 1),
    ],
)
def test_no_message_leaves_in_the_quiet_hours(
    day: str, at: str, sent: int, household: Household, sandbox: RunningSandbox
) -> None:
    household()
    plan_on(day, at="00:01")
    Reminder.objects.update(send_after=morning(day) - timedelta(hours=9))
    send_on(day, at=at)
    assert len(sandbox.messages()) == sent


def test_two_reminders_of_one_resident_are_sent_one_after_the_other(
    household: Household, sandbox: RunningSandbox, changsha: Region
) -> None:
    person = household()
    file_for_care(person, changsha, start="2025-06-21", end="2025-12-20")
    plan_on(T_30)
    assert send_on(T_30) == Counter(sent=2)
    assert {card["template_id"] for card in sandbox.messages()} == set(LABELS)


def test_four_senders_at_once_send_nothing_twice(
    household: Household, sandbox: RunningSandbox, changsha: Region, settings: Any
) -> None:
    settings.SENDERS = 4
    for _ in range(100):
        file_for_care(household(), changsha, start="2025-06-21", end="2025-12-20")
    plan_on(T_30)
    sandbox.fault(SEND, "latency", seconds=0.02)
    barrier = threading.Barrier(4)
    tallies: list[Counter[str]] = []

    def sender() -> None:
        barrier.wait()
        tallies.append(send_on(T_30))
        connections.close_all()

    threads = [threading.Thread(target=sender) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    while left := send_on(T_30):
        tallies.append(left)
    assert sum(tallies, Counter()) == Counter(sent=200)
    received = Counter((card["openid"], card["template_id"]) for card in sandbox.messages())
    assert len(received) == 200
    assert max(received.values()) == 1


def test_a_message_without_an_answer_is_settled_by_wechats_receipt(
    household: Household, sandbox: RunningSandbox, live_server: Any, settings: Any
) -> None:
    household()
    plan_on(T_30)
    sandbox.push_to(
        f"{live_server.url}/wechat/push",
        token=settings.WECHAT_PUSH_TOKEN,
        aes_key=settings.WECHAT_PUSH_AES_KEY,
        mode="safe",
        format="json",
    )
    sandbox.fault(SEND, "reset", after=True)
    assert send_on(T_30) == Counter(uncertain=1)
    wait_until(lambda: state() == ("sent", ""))
    assert len(sandbox.messages()) == 1
    assert Reminder.objects.get().msgid == sandbox.messages()[0]["msgid"]
    assert Grant.objects.get(template__template_id=PAYMENT_TEMPLATE).balance == 2


def test_a_message_without_an_answer_and_without_a_receipt_is_tried_again_later(
    household: Household, sandbox: RunningSandbox
) -> None:
    household()
    plan_on(T_30)
    begin_anew(now=morning(T_30) - timedelta(hours=1))
    sandbox.fault(SEND, "reset", times=1)
    send_on(T_30)
    now = morning(T_30)
    assert sweep(now=now).retried == 0
    assert sweep(now=now + RECEIPT_WAIT).retried == 1
    assert send_due(now=lambda: now + RECEIPT_WAIT) == Counter(sent=1)
    assert len(sandbox.messages()) == 1


def test_a_receipt_after_the_row_was_planned_anew_still_settles_it(
    household: Household, sandbox: RunningSandbox
) -> None:
    person = household()
    plan_on(T_30)
    begin_anew(now=morning(T_30) - timedelta(hours=1))
    sandbox.fault(SEND, "reset", after=True, times=1)
    send_on(T_30)
    later = morning(T_30) + RECEIPT_WAIT
    assert sweep(now=later).retried == 1
    assert settle_receipt(
        openid=str(person.user.openid),
        template_id=PAYMENT_TEMPLATE,
        msgid=sandbox.messages()[0]["msgid"],
        delivered=True,
        now=later,
    )
    assert send_due(now=lambda: later) == Counter()
    assert len(sandbox.messages()) == 1


def the_web_server_starts_anew() -> None:
    begin_anew(now=morning(T_30) + timedelta(seconds=20))


def the_database_starts_anew() -> None:
    began, database = cache.get(listening.KEY)
    cache.set(listening.KEY, (began, database - timedelta(seconds=1)), None)


def redis_forgets() -> None:
    cache.delete(listening.KEY)


@pytest.mark.parametrize(
    "happens",
    [the_web_server_starts_anew, the_database_starts_anew, redis_forgets],
    ids=lambda each: each.__name__,
)
def test_where_a_receipt_may_have_been_lost_nothing_is_repeated(
    household: Household, sandbox: RunningSandbox, happens: Callable[[], None]
) -> None:
    household()
    plan_on(T_30)
    begin_anew(now=morning(T_30) - timedelta(hours=1))
    sandbox.fault(SEND, "reset", after=True, times=1)
    send_on(T_30)
    happens()
    assert sweep(now=morning(T_30) + RECEIPT_WAIT).retried == 0
    assert state() == ("unknown", "interrupted")
    assert send_on(T_30, at="11:00") == Counter()
    assert len(sandbox.messages()) == 1


def test_where_no_receipts_can_come_nothing_is_repeated(
    household: Household, sandbox: RunningSandbox, settings: Any
) -> None:
    settings.WECHAT_PUSH_TOKEN = ""
    household()
    plan_on(T_30)
    sandbox.fault(SEND, "reset", times=1)
    send_on(T_30)
    assert sweep(now=morning(T_30) + timedelta(days=1)).retried == 0
    assert state() == ("unknown", "no_answer")


def test_names_that_no_key_opens_wait_and_go_out_once_the_key_is_back(
    household: Household, settings: Any
) -> None:
    household()
    plan_on(T_30)
    right = settings.TEXT_KEYS
    settings.TEXT_KEYS = ["another-" + "0" * 40]
    assert send_on(T_30) == {"temporary": 1}
    assert not Lease.objects.exists()
    assert state() == ("planned", "retry")
    assert "TEXT_KEYS" in Attempt.objects.get().detail

    settings.TEXT_KEYS = right
    assert send_on(T_30, at="10:00") == {"sent": 1}


def test_a_row_whose_sender_died_becomes_unknown_and_is_never_repeated(
    household: Household, sandbox: RunningSandbox
) -> None:
    household()
    plan_on(T_30)
    leave_in_flight(Reminder.objects.get())
    assert send_on(T_30) == Counter(), "somebody else is sending it"
    assert plan_on(T_30) == PlanResult()
    Lease.objects.update(claimed_at=F("claimed_at") - LEASE_LASTS)
    assert sweep(now=morning(T_30)).interrupted == 1
    assert not Lease.objects.exists()
    assert state() == ("unknown", "interrupted")
    assert plan_on(T_30).created == 0
    assert send_on(T_30) == Counter()
    assert sweep(now=morning(T_30) + timedelta(days=1)).retried == 0
    assert Attempt.objects.get().outcome == "uncertain"


def test_a_row_that_was_claimed_but_not_handed_over_when_its_sender_died_is_sent_by_the_next(
    household: Household, sandbox: RunningSandbox
) -> None:
    household()
    plan_on(T_30)
    leave_in_flight(Reminder.objects.get(), is_handed_over=False)
    assert send_on(T_30) == Counter(), "somebody else is about to send it"
    Lease.objects.update(claimed_at=F("claimed_at") - LEASE_LASTS)
    assert sweep(now=morning(T_30)).interrupted == 0
    assert send_on(T_30) == Counter(sent=1)
    assert len(sandbox.messages()) == 1


def test_only_what_was_handed_over_of_a_batch_is_in_doubt(
    household: Household, sandbox: RunningSandbox
) -> None:
    for _ in range(3):
        household()
    plan_on(T_30)
    rows = list(Reminder.objects.order_by("pk"))
    Lease.objects.create(
        claimed_at=timezone.now() - LEASE_LASTS,
        untouched=2,
        reminders=[row.pk for row in rows],
        users=[row.user_id for row in rows],
    )
    assert sweep(now=morning(T_30)).interrupted == 1
    assert send_on(T_30) == Counter(sent=2)
    assert Reminder.objects.get(status="unknown").pk == rows[0].pk


def test_a_sender_hands_over_nothing_of_a_lease_that_has_run_out(
    household: Household, sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    household()
    plan_on(T_30)
    gone = f"{claims.HAND_OVER_SQL} AND untouched < 0"
    with monkeypatch.context() as another:
        another.setattr("reminders.sending.HAND_OVER_SQL", gone)
        assert send_on(T_30) == Counter()
    assert sandbox.messages() == []
    assert state() == ("planned", "")
    Lease.objects.all().delete()
    assert send_on(T_30) == Counter(sent=1)


def test_a_resident_with_a_message_in_flight_gets_the_next_one_afterwards(
    household: Household, sandbox: RunningSandbox, changsha: Region
) -> None:
    person = household()
    plan_on(T_30)
    first = Reminder.objects.get()
    leave_in_flight(first)
    file_for_care(person, changsha, start="2025-06-21", end="2025-12-20")
    plan_on(T_30)
    assert send_on(T_30) == Counter()
    Lease.objects.all().delete()
    assert send_on(T_30) == Counter(sent=2)


@pytest.mark.parametrize("paid", [False, True])
def test_a_receipt_may_be_quicker_than_our_own_record(
    paid: bool, household: Household, sandbox: RunningSandbox
) -> None:
    person = household()
    plan_on(T_30)
    leave_in_flight(Reminder.objects.get())
    if paid:
        pay(person)
        plan_on(T_30)
    assert settle_receipt(
        openid=str(person.user.openid),
        template_id=PAYMENT_TEMPLATE,
        msgid=7,
        delivered=True,
        now=morning(T_30),
    )
    row = Reminder.objects.get()
    assert (row.status, row.msgid, row.attempts) == ("sent", 7, 1)
    assert Grant.objects.get(template__template_id=PAYMENT_TEMPLATE).balance == 2


def test_sending_tells_no_name_and_no_openid_to_the_log(
    household: Household, sandbox: RunningSandbox, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    person = household()
    plan_on(T_30)
    sandbox.fault(SEND, "errcode", errcode=40037)
    send_on(T_30)
    assert str(person.user.openid) not in caplog.text
    assert "妈妈" not in caplog.text


def test_an_outcome_that_meets_a_deadlock_is_written_down_all_the_same(
    household: Household, sandbox: RunningSandbox
) -> None:
    for _ in range(6):
        household()
    plan_on(T_30)
    *others, last = Reminder.objects.order_by("pk").values_list("pk", flat=True)
    holds_one = threading.Event()

    def plan_slowly() -> None:
        with transaction.atomic():
            Reminder.objects.filter(pk=last).update(fingerprint=F("fingerprint"))
            holds_one.set()
            with connection.cursor() as cursor:
                waiting = 0
                while not waiting:
                    time.sleep(0.01)
                    cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
                    (waiting,) = cursor.fetchone()
            Reminder.objects.filter(pk__in=others).update(fingerprint=F("fingerprint"))
        connections.close_all()

    planner = threading.Thread(target=plan_slowly)
    planner.start()
    assert holds_one.wait(10)
    assert send_on(T_30) == {"sent": 6}
    planner.join()
    assert set(Reminder.objects.values_list("status", flat=True)) == {"sent"}
    assert not Lease.objects.exists()
    assert len(sandbox.messages()) == 6
