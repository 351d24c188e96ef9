from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.models import Member, User
from privacy.models import Consent, Purpose
from privacy.texts import ConsentText, Version, consent_texts
from reminders.kinds import KINDS
from reminders.models import Grant, MessageTemplate, Reminder
from reminders.planning import plan
from reminders.truth import due_sql
from yibao_project.clock import BEIJING

CONSENTS = "/api/v1/me/consents"
MOTHER = {"nickname": "妈妈", "relation": "parent", "region": "440100", "category": "ELDER"}
BABY = {"nickname": "小宝", "relation": "child", "region": "440100", "category": "NEWBORN"}
NOON = datetime(2025, 11, 20, 12, tzinfo=BEIJING)

pytestmark = pytest.mark.django_db


def agree(client: APIClient, *purposes: str) -> None:
    for purpose in purposes:
        version = consent_texts()[Purpose(purpose)].current.version
        answer = client.post(CONSENTS, {"purpose": purpose, "version": version})
        assert answer.status_code == 200, answer.json()


def withdraw(client: APIClient, purpose: str) -> dict[str, bool]:
    """What is in force afterwards."""
    answer = client.post(f"{CONSENTS}/{purpose}/withdraw")
    assert answer.status_code == 200
    return {row["purpose"]: row["in_force"] for row in answer.json()}


def test_everybody_can_read_the_words_before_logging_in() -> None:
    rows = APIClient().get("/api/v1/consents").json()
    assert [row["purpose"] for row in rows] == ["privacy", "sensitive", "children", "reminders"]
    assert not any(row["in_force"] for row in rows)
    assert "监护人" in "".join(rows[2]["text"])


@pytest.mark.parametrize("purpose", Purpose)
def test_the_words_are_plain_and_say_what_withdrawing_does(purpose: Purpose) -> None:
    text = consent_texts()[purpose].current
    assert text.withdrawal.startswith("撤回后，")
    for sentence in (*text.text, text.withdrawal):
        assert sentence.endswith("。")
        assert not re.search(r"[,;:()!?]", sentence)


def test_nothing_of_a_household_is_stored_without_the_separate_consent(
    newcomer: APIClient, rules: None
) -> None:
    agree(newcomer, "privacy", "reminders")
    refused = newcomer.post("/api/v1/members", MOTHER)
    assert refused.status_code == 403
    assert refused.json() == {
        "code": "consent_required",
        "message": "请先同意登记家人参保资料，再填写。",
    }
    agree(newcomer, "sensitive")
    assert newcomer.post("/api/v1/members", MOTHER).status_code == 201


def test_a_child_under_fourteen_needs_the_guardian(newcomer: APIClient, rules: None) -> None:
    agree(newcomer, "privacy", "sensitive")
    born = {**BABY, "category": "ADULT", "born_on": "2011-11-21"}
    unsaid = {name: told for name, told in BABY.items() if name != "category"}
    poor = {**BABY, "category": "DIBAO"}
    for child in (BABY, {**BABY, "category": "STUDENT"}, born, unsaid, poor):
        refused = newcomer.post("/api/v1/members", child)
        assert (refused.status_code, refused.json()["code"]) == (403, "guardian_consent_required")
    fourteen = {**BABY, "nickname": "大宝", "category": "STUDENT", "born_on": "2011-11-20"}
    assert newcomer.post("/api/v1/members", fourteen).status_code == 201
    grown_up = {**BABY, "nickname": "老大", "category": "ADULT"}
    assert newcomer.post("/api/v1/members", grown_up).status_code == 201
    mother = newcomer.post("/api/v1/members", MOTHER).json()["id"]
    changed = newcomer.patch(f"/api/v1/members/{mother}", {"category": "MINOR"})
    assert changed.status_code == 403
    agree(newcomer, "children")
    assert newcomer.post("/api/v1/members", BABY).status_code == 201


def test_each_consent_is_its_own_record_with_its_version(
    newcomer: APIClient, zhou_jie: User
) -> None:
    agree(newcomer, "privacy", "sensitive", "sensitive")
    rows = Consent.objects.filter(user=zhou_jie).order_by("pk")
    assert list(rows.values_list("purpose", "version", "withdrawn_at")) == [
        ("privacy", "2026-02", None),
        ("sensitive", "2026-01", None),
    ]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"purpose": "sensitive", "version": "2026-01"}, 409, "consent_needed_first"),
        ({"purpose": "privacy", "version": "2019-01"}, 409, "consent_text_changed"),
        ({"purpose": "advertising", "version": "2026-01"}, 400, "invalid"),
        ({"purpose": "privacy"}, 400, "invalid"),
        ({"purpose": ["privacy"], "version": {}}, 400, "invalid"),
    ],
)
def test_a_consent_that_cannot_be_taken_is_refused(
    newcomer: APIClient, body: dict[str, Any], status: int, code: str
) -> None:
    answer = newcomer.post(CONSENTS, body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert not Consent.objects.exists()


def test_newer_words_are_asked_for_anew(
    newcomer: APIClient, zhou_jie: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    agree(newcomer, "privacy")
    old = consent_texts()[Purpose.PRIVACY]
    newer = Version(version="2027-01", since=date(2027, 1, 1), text=("新。",), withdrawal="撤。")
    texts = {
        **consent_texts(),
        Purpose.PRIVACY: ConsentText(title="新", needs=(), versions=(*old.versions, newer)),
    }
    for module in ("selectors", "services"):
        monkeypatch.setattr(f"privacy.{module}.consent_texts", lambda: texts)
    row = newcomer.get(CONSENTS).json()[0]
    assert (row["in_force"], row["given_version"], row["ask_again"]) == (True, "2026-02", True)
    newcomer.post(CONSENTS, {"purpose": "privacy", "version": "2027-01"})
    row = newcomer.get(CONSENTS).json()[0]
    assert (row["given_version"], row["ask_again"]) == ("2027-01", False)
    assert Consent.objects.filter(user=zhou_jie).count() == 2


@pytest.fixture
def told(api: APIClient, mother: Member) -> Member:
    """Li Ming's household, with everything agreed to and a first reminder planned."""
    agree(api, *(each for each in Purpose.values if each != Purpose.BACKUP))
    template = MessageTemplate.objects.create(
        kind="payment_deadline",
        template_id="TPL-1",
        title="缴费提醒",
        fields={"thing1": "who", "date2": "due"},
    )
    Grant.objects.create(user=mother.user, template=template, balance=3)
    plan(today=date(2025, 11, 20), now=NOON)
    assert Reminder.objects.get().status == "planned"
    return mother


def test_without_the_reminders_consent_nothing_is_planned_or_sent(
    api: APIClient, told: Member
) -> None:
    assert withdraw(api, "reminders") == {
        "privacy": True,
        "sensitive": True,
        "children": True,
        "reminders": False,
    }
    plan(today=date(2025, 11, 20), now=NOON)
    assert Reminder.objects.get().status == "done"
    plan(today=date(2025, 12, 13), now=NOON)
    assert Reminder.objects.count() == 1
    agree(api, "reminders")
    plan(today=date(2025, 12, 13), now=NOON)
    assert Reminder.objects.count() == 2


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_kind_of_reminder_asks_for_the_consent(kind: Any) -> None:
    assert "u.reminders_allowed" in due_sql(kind)


def test_without_the_sensitive_consent_the_household_is_gone(api: APIClient, told: Member) -> None:
    after = withdraw(api, "sensitive")
    assert after == {"privacy": True, "sensitive": False, "children": False, "reminders": True}
    assert not Member.objects.exists()
    assert not Reminder.objects.exists()
    assert api.post("/api/v1/members", MOTHER).status_code == 403


def test_without_the_guardians_consent_only_children_are_gone(api: APIClient, told: Member) -> None:
    assert api.post("/api/v1/members", BABY).status_code == 201
    withdraw(api, "children")
    assert [member.nickname for member in Member.objects.all()] == ["妈妈"]
    assert Reminder.objects.count() == 1


def test_withdrawing_the_privacy_consent_ends_everything(api: APIClient, told: Member) -> None:
    assert not any(withdraw(api, "privacy").values())
    assert not Member.objects.exists()
    assert not Consent.objects.filter(withdrawn_at=None).exists()


def test_withdrawing_what_was_never_given_changes_nothing(newcomer: APIClient) -> None:
    assert not any(withdraw(newcomer, "reminders").values())
    assert newcomer.post(f"{CONSENTS}/advertising/withdraw").status_code == 404


def test_one_resident_withdrawing_leaves_the_other_alone(
    api: APIClient, told: Member, stranger: APIClient, clock: Callable[[str], None]
) -> None:
    withdraw(stranger, "privacy")
    assert Member.objects.get() == told
    assert Reminder.objects.get().status == "planned"
