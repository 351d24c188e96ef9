from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient
from rest_framework_simplejwt.tokens import AccessToken

from accounts.models import Member, User
from reminders.models import Grant, GrantReport, Reminder
from reminders.services import report_answers
from tests.reminders.conftest import FILING_TEMPLATE, PAYMENT_TEMPLATE, morning, pay, plan_on

T_30 = "2025-11-20"
KEY = "tap-0001"

MakeUser = Callable[..., User]
Make = Callable[..., Member]


@pytest.fixture
def client_of() -> Callable[[User], APIClient]:
    def make(user: User) -> APIClient:
        client = APIClient()
        client.credentials(HTTP_AUTHORIZATION=f"Bearer {AccessToken.for_user(user)}")
        return client

    return make


@pytest.fixture
def inbox(
    window: Any, resident: MakeUser, member: Make, client_of: Callable[[User], APIClient]
) -> tuple[User, APIClient]:
    """A resident with one planned reminder for two members."""
    user = resident()
    member(user, "妈妈")
    member(user, "小宝", category="MINOR")
    plan_on(T_30)
    return user, client_of(user)


def test_the_inbox_says_what_is_owed_why_and_how_it_went(inbox: tuple[User, APIClient]) -> None:
    _, client = inbox
    (row,) = client.get("/api/v1/reminders").json()["results"]
    assert row["title"] == "居民医保 12月20日截止"
    assert "妈妈、小宝还没有缴 2026 年度的居民医保，要缴 2人共1098元" in row["text"]
    assert row["rules"] == ["PW-GZ-2026-O"]
    assert (row["status"], row["status_label"], row["stage"]) == ("planned", "待发", 30)
    assert row["due_on"] == "2025-12-20"


def test_a_reminder_without_credit_is_in_the_inbox_and_says_so(
    inbox: tuple[User, APIClient],
) -> None:
    _, client = inbox
    Grant.objects.update(balance=0)
    plan_on(T_30)
    (row,) = client.get("/api/v1/reminders").json()["results"]
    assert row["status_label"] == "只在站内"
    assert row["reason_label"] == "没有微信提醒次数，先放在站内"


def test_withdrawn_rows_that_were_never_sent_leave_the_inbox(
    inbox: tuple[User, APIClient],
) -> None:
    user, client = inbox
    for person in user.members.all():
        pay(person)
    plan_on(T_30)
    assert client.get("/api/v1/reminders").json()["results"] == []


def test_the_inbox_needs_the_same_queries_for_one_row_and_for_thirty(
    inbox: tuple[User, APIClient],
) -> None:
    user, client = inbox
    with CaptureQueriesContext(connection) as one:
        client.get("/api/v1/reminders")
    known = Reminder.objects.get()
    Reminder.objects.bulk_create(
        Reminder(
            user=user,
            kind=known.kind,
            subject=known.subject,
            due_on=known.due_on + timedelta(days=day),
            stage=30,
            members=known.members,
            fingerprint=known.fingerprint,
            status="sent",
            sent_at=morning(T_30),
            send_after=morning(T_30),
            created_at=morning(T_30),
        )
        for day in range(1, 31)
    )
    with CaptureQueriesContext(connection) as many:
        assert len(client.get("/api/v1/reminders").json()["results"]) == 31
    assert len(one) == len(many)


def test_reading_is_remembered_once(inbox: tuple[User, APIClient]) -> None:
    _, client = inbox
    row = Reminder.objects.get()
    assert client.post(f"/api/v1/reminders/{row.pk}/read").status_code == 204
    row.refresh_from_db()
    first = row.read_at
    assert first is not None
    client.post(f"/api/v1/reminders/{row.pk}/read")
    row.refresh_from_db()
    assert row.read_at == first


def test_a_stranger_sees_and_marks_nothing(
    inbox: tuple[User, APIClient], resident: MakeUser, client_of: Callable[[User], APIClient]
) -> None:
    stranger = client_of(resident())
    assert stranger.get("/api/v1/reminders").json()["results"] == []
    refused = stranger.post(f"/api/v1/reminders/{Reminder.objects.get().pk}/read")
    assert (refused.status_code, refused.json()["code"]) == (404, "not_found")
    assert Reminder.objects.get().read_at is None


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", "/api/v1/reminders"),
        ("post", "/api/v1/reminders/1/read"),
        ("get", "/api/v1/subscriptions"),
        ("post", "/api/v1/subscriptions"),
    ],
)
@pytest.mark.django_db
def test_nobody_gets_in_without_a_token(method: str, path: str) -> None:
    refused = getattr(APIClient(), method)(path)
    assert (refused.status_code, refused.json()["code"]) == (401, "not_authenticated")


def test_a_tap_reported_twice_buys_one_credit(
    resident: MakeUser, client_of: Callable[[User], APIClient]
) -> None:
    client = client_of(resident(credits=0))
    report = {"key": KEY, "answers": {PAYMENT_TEMPLATE: "accept", FILING_TEMPLATE: "reject"}}
    for _ in range(2):
        answer = client.post("/api/v1/subscriptions", report)
        assert answer.status_code == 200
        assert {row["template_id"]: row["balance"] for row in answer.json()} == {
            PAYMENT_TEMPLATE: 1,
            FILING_TEMPLATE: 0,
        }


@pytest.mark.parametrize("first", ["client", "push"])
@pytest.mark.django_db
def test_the_mini_program_and_wechat_tell_of_the_same_tap_in_any_order(
    first: str, resident: MakeUser
) -> None:
    user = resident(credits=0)
    sources = {"client": GrantReport.Source.CLIENT, "push": GrantReport.Source.PUSH}
    order = [sources.pop(first), *sources.values()]
    for seconds, source in enumerate(order):
        report_answers(
            user=user,
            answers={PAYMENT_TEMPLATE: "accept"},
            key=f"{source}-key-1",
            source=source,
            at=morning(T_30) + timedelta(seconds=seconds),
        )
    assert Grant.objects.get(template__template_id=PAYMENT_TEMPLATE).balance == 1
    report_answers(
        user=user,
        answers={PAYMENT_TEMPLATE: "accept"},
        key="client-key-2",
        source=GrantReport.Source.CLIENT,
        at=morning(T_30) + timedelta(seconds=30),
    )
    assert Grant.objects.get(template__template_id=PAYMENT_TEMPLATE).balance == 2


@pytest.mark.parametrize(
    ("answer", "balance"),
    [
        ("accept", 3),
        ("acceptWithAlert", 3),
        ("acceptWithAudio", 3),
        ("reject", 2),
        ("filter", 2),
        ("ban", 0),
        ("something new", 2),
    ],
)
def test_every_answer_of_wechat_is_understood(
    answer: str, balance: int, resident: MakeUser, client_of: Callable[[User], APIClient]
) -> None:
    client = client_of(resident(credits=2))
    client.post("/api/v1/subscriptions", {"key": KEY, "answers": {PAYMENT_TEMPLATE: answer}})
    assert Grant.objects.get(template__template_id=PAYMENT_TEMPLATE).balance == balance


@pytest.mark.parametrize(
    ("mistake", "body"),
    [
        ("nothing", {}),
        ("no key", {"answers": {PAYMENT_TEMPLATE: "accept"}}),
        ("short key", {"key": "a", "answers": {PAYMENT_TEMPLATE: "accept"}}),
        ("key with a NUL", {"key": "tap-0001\x00", "answers": {PAYMENT_TEMPLATE: "accept"}}),
        ("no answers", {"key": KEY, "answers": {}}),
        ("a list", {"key": KEY, "answers": ["accept"]}),
        ("too many", {"key": KEY, "answers": {f"T{each}": "accept" for each in range(6)}}),
        ("a long answer", {"key": KEY, "answers": {PAYMENT_TEMPLATE: "a" * 33}}),
        ("a long template", {"key": KEY, "answers": {"T" * 65: "accept"}}),
        ("an answer with a NUL", {"key": KEY, "answers": {PAYMENT_TEMPLATE: "a\x00"}}),
        ("a template with a NUL", {"key": KEY, "answers": {"T\x00": "accept"}}),
        ("an object as answer", {"key": KEY, "answers": {PAYMENT_TEMPLATE: {"a": 1}}}),
        ("no object", [1, 2, 3]),
        ("a number", 7),
    ],
)
def test_a_wrong_report_is_refused_with_the_field_to_mend(
    mistake: str, body: Any, resident: MakeUser, client_of: Callable[[User], APIClient]
) -> None:
    refused = client_of(resident()).post("/api/v1/subscriptions", body)
    assert refused.status_code == 400, mistake
    assert refused.json()["code"] in {"invalid", "malformed"}
    assert refused.json()["message"]
    assert GrantReport.objects.count() == 0


def test_half_a_letter_in_a_template_is_refused(
    resident: MakeUser, client_of: Callable[[User], APIClient]
) -> None:
    body = f'{{"key": "{KEY}", "answers": {{"T\\ud800": "accept"}}}}'
    refused = client_of(resident()).post(
        "/api/v1/subscriptions", body, content_type="application/json"
    )
    assert refused.status_code == 400


@pytest.mark.parametrize(
    "path", ["/api/v1/reminders?cursor=nonsense", "/api/v1/reminders?cursor=cD1hYmM%3D"]
)
def test_a_nonsense_cursor_is_a_404_and_not_a_500(
    path: str, resident: MakeUser, client_of: Callable[[User], APIClient]
) -> None:
    assert client_of(resident()).get(path).status_code == 404


def test_a_reminder_number_beyond_the_database_is_not_found(
    resident: MakeUser, client_of: Callable[[User], APIClient]
) -> None:
    refused = client_of(resident()).post(f"/api/v1/reminders/{10**30}/read")
    assert refused.status_code == 404


def test_a_filing_reminder_reads_well(
    resident: MakeUser, member: Make, changsha: Any, client_of: Callable[[User], APIClient]
) -> None:
    user = resident()
    member(user, "奶奶").filings.create(
        kind="TMP_OTHER",
        care_region=changsha,
        starts_on=date(2025, 6, 21),
        ends_on=date(2025, 12, 20),
        rule_code="FR-CN",
    )
    plan_on(T_30)
    (row,) = client_of(user).get("/api/v1/reminders").json()["results"]
    assert row["title"] == "异地就医备案 12月20日到期"
    assert "奶奶在长沙市的异地就医备案，最后有效日是2025年12月20日" in row["text"]
    assert row["rules"] == ["FR-CN"]
