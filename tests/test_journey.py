"""The product's one real job, once through: policy files, login, admin, planning, sending, phone."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from functools import partial
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.test import Client
from rest_framework.test import APIClient

from policies.models import PaymentWindow
from reminders.models import MessageTemplate, Reminder
from reminders.planning import plan
from reminders.sending import send_due
from tests.consenting import agree_to_everything
from tests.policies.desk_staff import change_published, client_of, make_staff
from tests.sandbox import RunningSandbox

pytestmark = pytest.mark.django_db(transaction=True)

BEIJING = ZoneInfo("Asia/Shanghai")
TEMPLATE = "TPL-PAYMENT-DEADLINE-0001"
FIELDS = {"thing1": "who", "date2": "due", "thing3": "amount", "thing4": "place", "thing5": "tip"}
ADULTS, STUDENTS = "PW-GZ-2026-O", "PW-GZ-2026-S"


@pytest.fixture
def policy() -> None:
    call_command("load_policies", stdout=StringIO())


@pytest.fixture
def family(policy: None, sandbox: RunningSandbox) -> APIClient:
    """A resident who logs in, adds the family and allows five messages, as the mini-program does."""
    MessageTemplate.objects.create(
        kind="payment_deadline", template_id=TEMPLATE, title="医保缴费提醒", fields=FIELDS
    )
    sandbox.add_template(
        template_id=TEMPLATE, title="医保缴费提醒", fields=dict.fromkeys(FIELDS, "内容")
    )
    openid = sandbox.add_user("陈女士")
    client = APIClient()
    token = client.post("/api/v1/auth/login", {"code": sandbox.login_code(openid)}).json()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {token['access']}")
    agree_to_everything(client)
    for nickname, relation, category in (
        ("我", "self", "ADULT"),
        ("老公", "spouse", "ADULT"),
        ("朵朵", "child", "STUDENT"),
    ):
        made = client.post(
            "/api/v1/members",
            {
                "nickname": nickname,
                "relation": relation,
                "category": category,
                "region": "440100",
                "scheme": "RESIDENT",
            },
        )
        assert made.status_code == 201, made.content
    for tap in range(5):
        answers = sandbox.answer(openid, {TEMPLATE: "accept"})
        client.post("/api/v1/subscriptions", {"key": f"tap-000{tap}", "answers": answers})
    return client


BEFORE_THE_MOVE = ("2025-11-18", "2025-11-19", "2025-11-20", "2025-11-21", "2025-11-30")
AFTER_THE_MOVE = (
    *("2025-12-01", "2025-12-02", "2025-12-13", "2025-12-20", "2025-12-23", "2025-12-24"),
    *("2025-12-25", "2025-12-29", "2025-12-30", "2025-12-31", "2026-01-01", "2026-01-03"),
)


def live(*days: str) -> None:
    """Days of the season: the ticks of beat at nine o'clock, twice, as two beats would."""
    for day in days:
        now = datetime.fromisoformat(f"{day}T09:00").replace(tzinfo=BEIJING)
        for _ in range(2):
            plan(today=now.date(), now=now)
            send_due(now=partial(lambda now: now, now))


def cards(sandbox: RunningSandbox) -> list[tuple[str, ...]]:
    return [tuple(card["data"][key]["value"] for key in FIELDS) for card in sandbox.messages()]


def test_a_season_with_a_moved_deadline(
    family: APIClient, sandbox: RunningSandbox, admin_client: Client
) -> None:
    me = family.get("/api/v1/members").json()[0]["id"]
    paid = family.put(f"/api/v1/members/{me}/enrolments/2026", {"paid_on": "2025-11-18"})
    assert paid.status_code in (200, 201), paid.content

    live(*BEFORE_THE_MOVE, "2025-12-01")
    assert cards(sandbox) == [
        ("老公、朵朵", "2025年12月20日", "2人共962元", "粤税通", "还有30天，交了明年看病才能报")
    ]

    reviewer = client_of(make_staff("reviewer", reviewer="440100"))
    for code in (ADULTS, STUDENTS):
        window = PaymentWindow.objects.get(code=code)
        change_published(admin_client, reviewer, window, closes_on="2025-12-31")
    live(*AFTER_THE_MOVE)
    new_series = cards(sandbox)[1:]
    assert [card[1] for card in new_series] == ["2025年12月31日"] * 4
    assert [card[4] for card in new_series] == [
        "还有30天，交了明年看病才能报",
        "还有7天，交了明年看病才能报",
        "明天截止，交了明年看病才能报",
        "今天截止，交了明年看病才能报",
    ]
    owed = Reminder.objects.filter(kind="payment_deadline")
    assert Counter(owed.values_list("status", flat=True)) == Counter(sent=5)
    (moved,) = Reminder.objects.filter(kind="window_moved")
    assert moved.status == "superseded", "the series says the new day itself"
    inbox = family.get("/api/v1/reminders").json()["results"]
    payments = [row for row in inbox if row["kind"] == "payment_deadline"]
    assert [row["due_on"] for row in payments] == ["2025-12-31"] * 4 + ["2025-12-20"]
