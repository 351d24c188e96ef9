"""What each pays oneself: a reminder never tells a helped person the full price."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from accounts.models import Member, User
from policies.models import ParticipationSubsidy, PaymentWindow
from reminders import messages
from reminders.models import Reminder
from tests.reminders.conftest import plan_on

CARD = {"thing1": "who", "date2": "due", "thing3": "amount"}
UNKNOWN, FREE, PRICE = "以当地公告为准", "自己不用缴", "549元"
DISABLED = {"categories": ["DISABLED"], "help": "full", "certificate_by": date(2025, 11, 30)}


@pytest.fixture
def card_of(
    window: PaymentWindow, resident: Callable[..., User], member: Callable[..., Member]
) -> Callable[..., dict[str, str]]:
    """The card and the inbox row of a household of these people, under this rule."""

    def told(rule: dict[str, Any], *people: dict[str, Any]) -> dict[str, str]:
        if rule:
            ParticipationSubsidy.objects.create(
                **{
                    "code": "SP-GZ",
                    "region_id": "440100",
                    "status": "published",
                    "confidence": "A",
                    **rule,
                }
            )
        user = resident()
        for number, facts in enumerate(people):
            member(user, f"家人{number}", **facts)
        plan_on("2025-11-20")
        row = Reminder.objects.get(kind="payment_deadline")
        row.refresh_from_db()
        facts = {"kind": row.kind, "due_on": row.due_on, "subject": row.subject}
        card = messages.card(
            fields=CARD,
            members=row.members,
            today=date(2025, 11, 20),
            **facts,
        )
        inbox = messages.inbox(members=row.members, **facts)
        return {"amount": card["thing3"], "text": inbox["text"]}

    return told


@pytest.mark.parametrize(
    ("rule", "facts", "amount"),
    [
        ({}, {}, PRICE),
        ({}, {"special_group": "DIBAO"}, PRICE),
        ({"categories": ["DIBAO"], "help": "full"}, {"special_group": "DIBAO"}, FREE),
        ({"categories": ["DIBAO"], "help": "full"}, {}, PRICE),
        (
            {"categories": ["DIBAO"], "help": "quota", "individual_pays": 110},
            {"special_group": "DIBAO"},
            "110元",
        ),
        (
            {"categories": ["DIBAO"], "help": "quota", "individual_pays": 900},
            {"special_group": "DIBAO"},
            PRICE,
        ),
        (
            {"categories": ["DIBAO"], "help": "quota", "least_percent": 60},
            {"special_group": "DIBAO"},
            UNKNOWN,
        ),
        (
            {"categories": ["DIBAO"], "help": "full", "confidence": "C"},
            {"special_group": "DIBAO"},
            UNKNOWN,
        ),
        (
            {"categories": ["DIBAO"], "help": "full", "confidence": "D"},
            {"special_group": "DIBAO"},
            PRICE,
        ),
        (
            {"categories": ["DIBAO"], "help": "full", "local_household_only": True},
            {"special_group": "DIBAO"},
            UNKNOWN,
        ),
        (
            {"categories": ["DIBAO"], "help": "full", "coverage_year": 2025},
            {"special_group": "DIBAO"},
            PRICE,
        ),
        (DISABLED, {"special_group": "DISABLED"}, UNKNOWN),
        (DISABLED, {"special_group": "DISABLED", "special_since": date(2025, 11, 30)}, FREE),
        (DISABLED, {"special_group": "DISABLED", "special_since": date(2025, 12, 1)}, PRICE),
        ({"categories": ["ELDER"], "help": "full"}, {"category": "ELDER"}, FREE),
        ({"categories": ["ADULT"], "help": "full"}, {"category": "ELDER"}, FREE),
        (
            {"categories": ["ELDER"], "help": "full", "age_from": 70},
            {"category": "ELDER"},
            UNKNOWN,
        ),
    ],
)
def test_a_card_tells_the_own_share_or_refers_to_the_notice(
    rule: dict[str, Any],
    facts: dict[str, Any],
    amount: str,
    card_of: Callable[..., dict[str, str]],
) -> None:
    assert card_of(rule, facts)["amount"] == amount


def test_a_household_pays_what_its_members_pay(card_of: Callable[..., dict[str, str]]) -> None:
    rule = {"categories": ["DIBAO"], "help": "quota", "individual_pays": 110}
    told = card_of(rule, {}, {"special_group": "DIBAO"})
    assert told["amount"] == "2人共659元"
    assert "要缴 2人共659元" in told["text"]


def test_who_pays_nothing_is_asked_to_see_that_they_are_insured(
    card_of: Callable[..., dict[str, str]],
) -> None:
    rule = {"categories": ["DIBAO"], "help": "full"}
    text = card_of(rule, {"special_group": "DIBAO"})["text"]
    assert "自己不用缴" in text
    assert "在粤税通确认已经参保" in text
