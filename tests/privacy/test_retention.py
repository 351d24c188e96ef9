from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from accounts.models import Change, Member, User
from privacy.models import Consent
from privacy.retention import RETENTION, Retention, forget
from privacy.tasks import forget as nightly
from reminders import months
from reminders.models import Reminder
from yibao_project.clock import BEIJING

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "privacy.md"
NOW = datetime(2025, 11, 20, 9, tzinfo=BEIJING)

pytestmark = pytest.mark.django_db


def test_what_is_past_its_time_goes_and_the_rest_stays(mother: Member) -> None:
    for day in ("2022-11-20", "2022-11-21"):
        Reminder.objects.create(
            user=mother.user,
            kind="payment_deadline",
            subject="x",
            due_on=day,
            stage=1,
            members=[],
            fingerprint=0,
            status="sent",
            send_after=NOW,
            created_at=NOW,
        )
    months.tend(today=NOW.date())
    for days in (1095, 1096):
        when = NOW - timedelta(days=days)
        Change.objects.create(member=mother, fact="enrolment", key=2022, changed_at=when)
        Consent.objects.create(
            user=mother.user, purpose="privacy", version="1", given_at=when, withdrawn_at=when
        )
    Consent.objects.create(
        user=mother.user, purpose="privacy", version="1", given_at=NOW - timedelta(days=2000)
    )
    assert forget(now=NOW) == {
        "reminders.ArchivedReminder.due_on": 1,
        "accounts.Change.changed_at": 1,
        "privacy.Consent.withdrawn_at": 1,
    }
    assert forget(now=NOW) == {}
    assert Consent.objects.filter(withdrawn_at=None).exists()


@pytest.mark.parametrize(
    ("joined", "came", "agreed", "stays"),
    [
        (31, 31, False, False),
        (29, 29, False, True),
        (31, 31, True, True),
        (2000, 1094, True, True),
        (2000, 1096, True, False),
        (1096, None, True, False),
    ],
)
def test_residents_who_never_agreed_or_never_came_back_are_erased(
    joined: int, came: int | None, agreed: bool, stays: bool
) -> None:
    user = User.objects.create(
        username="wx",
        openid="o-1",
        date_joined=NOW - timedelta(days=joined),
        last_login=None if came is None else NOW - timedelta(days=came),
    )
    if agreed:
        Consent.objects.create(user=user, purpose="privacy", version="1", given_at=NOW)
    forget(now=NOW)
    assert User.objects.exists() is stays


def test_staff_are_not_residents() -> None:
    User.objects.create_superuser("desk", date_joined=NOW - timedelta(days=3000))
    forget(now=NOW)
    assert User.objects.exists()


def test_the_task_runs_every_night() -> None:
    scheduled = settings.CELERY_BEAT_SCHEDULE["forget"]
    assert scheduled["task"] == nightly.name
    nightly()


@pytest.mark.parametrize("rule", RETENTION, ids=lambda rule: rule.table)
def test_every_term_is_in_the_document(rule: Retention) -> None:
    name = apps.get_model(rule.table)._meta.verbose_name
    assert f"| {name} | {rule.days} | {rule.why} |" in DOCUMENT.read_text()
