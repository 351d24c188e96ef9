"""Deleting a member takes them out of everything at once, and can be taken back for thirty days."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.models import Answer, DeletedMember, Member, User
from privacy.export import export_of
from privacy.holdings import holdings
from reminders.models import MessageTemplate, Reminder
from reminders.planning import plan
from yibao_project import clock as product_clock

MEMBERS = "/api/v1/members"
DELETED = f"{MEMBERS}/deleted"

pytestmark = pytest.mark.django_db


def tell_everything(api: APIClient, member: Member) -> None:
    """Something in every table that hangs on a member."""
    one = f"{MEMBERS}/{member.pk}"
    filing = {"kind": "TMP_OTHER", "care_region": "610100", "starts_on": "2025-08-31"}
    for answer in (
        api.put(f"{one}/enrolments/2025", {"paid_on": "2024-11-20", "amount": "400.50"}),
        api.post(f"{one}/filings", filing),
        api.post(f"{one}/chronic", {"recognised_on": "2025-03-01"}),
        api.put(f"{one}/job-loss", {"last_paid_month": "2025-09"}),
        api.patch(one, {"scheme": "FLEXIBLE", "category": "FLEX"}),
        api.put(f"{one}/debit-plan", {"day": 20, "since": "2025-10"}),
        api.post(f"{one}/debit-results", {"month": "2025-10", "succeeded": True}),
        api.patch(one, {"scheme": "RESIDENT", "category": "ELDER"}),
    ):
        assert answer.status_code < 300, answer.json()
    for holding in holdings():
        if holding.path.startswith("member") and holding.model is not Answer:
            assert holding.rows(member.user).exists(), holding.model


def held(user: User) -> dict[str, list[Any]]:
    return {section.table: section.rows for section in export_of(user)}


def open_reminders() -> list[str]:
    plan(today=product_clock.today(), now=product_clock.now())
    return [reminder.status for reminder in Reminder.objects.all()]


def test_undo_puts_everything_back_as_it_was(api: APIClient, mother: Member) -> None:
    tell_everything(api, mother)
    before, status = held(mother.user), api.get("/api/v1/status").json()
    assert api.delete(f"{MEMBERS}/{mother.pk}").status_code == 204
    assert set(held(mother.user)) == {"accounts.User", "accounts.DeletedMember"}
    assert api.get("/api/v1/status").json()["members"] == []

    (deleted,) = api.get(DELETED).json()
    assert deleted == {
        "id": mother.pk,
        "nickname": "妈妈",
        "deleted_at": "2025-11-20T09:00:00+08:00",
        "undoable_until": "2025-12-20T09:00:00+08:00",
    }
    for _ in range(2):  # a second tap changes nothing
        answer = api.post(f"{DELETED}/{mother.pk}/undo")
        assert (answer.status_code, answer.json()["nickname"]) == (200, "妈妈")
        assert held(mother.user) == before
    assert api.get("/api/v1/status").json() == status
    assert api.get(DELETED).json() == []


def test_reminders_stop_at_once_and_come_back_with_undo(api: APIClient, mother: Member) -> None:
    MessageTemplate.objects.create(
        kind="payment_deadline", template_id="TPL-1", title="缴费", fields={"thing1": "who"}
    )
    api.post("/api/v1/subscriptions", {"key": "tap-0001", "answers": {"TPL-1": "accept"}})
    planned = open_reminders()
    assert planned[0] in ("planned", "held")
    api.delete(f"{MEMBERS}/{mother.pk}")
    assert api.get("/api/v1/upcoming").json() == []
    assert open_reminders() == ["done"]
    api.post(f"{DELETED}/{mother.pk}/undo")
    assert open_reminders() == planned
    Reminder.objects.update(status="sent", sent_at=product_clock.now())
    api.delete(f"{MEMBERS}/{mother.pk}")
    api.post(f"{DELETED}/{mother.pk}/undo")
    assert open_reminders() == ["sent"]  # not told a second time


@pytest.mark.parametrize(
    ("meanwhile", "code"),
    [
        ("named", "nickname_taken"),
        ("full", "too_many_members"),
        ("late", "not_found"),
        ("withdrawn", "consent_required"),
    ],
)
def test_a_deletion_that_cannot_be_taken_back_says_why(
    api: APIClient,
    mother: Member,
    clock: Callable[[str], None],
    meanwhile: str,
    code: str,
    fresh_login: Callable[[], APIClient],
) -> None:
    api.delete(f"{MEMBERS}/{mother.pk}")
    if meanwhile == "late":
        clock("2025-12-20T09:01")
        api = fresh_login()
    elif meanwhile == "withdrawn":
        User.objects.update(facts_allowed=False)
    for number in range(20 if meanwhile == "full" else 1):
        name = "妈妈" if meanwhile == "named" else f"家人{number}"
        Member.objects.create(
            user=mother.user, nickname=name, relation="other", region=mother.region
        )
    answer = api.post(f"{DELETED}/{mother.pk}/undo")
    assert answer.json()["code"] == code
    assert not Member.objects.filter(pk=mother.pk).exists()
    assert DeletedMember.objects.exists()
