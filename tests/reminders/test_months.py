"""The ledger's months: every reminder has its place, whatever months there are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.db import connection
from django.test import Client

from accounts.models import Member, User
from privacy.erasure import erase
from privacy.holdings import holdings
from reminders import months
from reminders.inbox import shape_of
from reminders.models import ArchivedReminder, Reminder
from reminders.planning import PlanResult
from reminders.tasks import tend_months
from tests.reminders.conftest import morning, plan_on

pytestmark = pytest.mark.django_db
Make = Callable[..., Member]
MakeUser = Callable[..., User]
TODAY = date(2026, 11, 22)


def told(user: User, due_on: str, **facts: Any) -> Reminder:
    return Reminder.objects.create(
        **{
            "user": user,
            "kind": "payment_deadline",
            "subject": "RESIDENT:2026",
            "due_on": due_on,
            "stage": 7,
            "members": [{"id": 1, "name": "妈妈", "rule": "PW-GZ-2026-O"}],
            "fingerprint": 1,
            "status": "sent",
            "send_after": morning(due_on),
            "sent_at": morning(due_on),
            "created_at": morning(due_on),
            **facts,
        }
    )


def table_of(row: Reminder | ArchivedReminder) -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT tableoid::regclass::text FROM {row._meta.db_table} WHERE id = %s",  # noqa: S608
            [row.pk],
        )
        name: str = cursor.fetchone()[0]
        return name


@pytest.mark.parametrize(
    ("due_on", "table"),
    [
        ("2023-11-30", "reminders_reminder_2023_11"),
        ("2025-09-30", "reminders_reminder_2025_09"),
        ("2025-10-01", "reminders_reminder_2025_10"),
        ("2024-02-29", "reminders_reminder_2024_02"),
        ("2026-12-31", "reminders_reminder_2026_12"),
        ("2027-01-01", "reminders_reminder_2027_01"),
        ("2027-05-31", "reminders_reminder_2027_05"),
        ("2028-02-29", "reminders_reminder_2028_02"),
    ],
)
def test_what_was_there_before_its_month_moves_into_it(
    resident: MakeUser, due_on: str, table: str
) -> None:
    row = told(resident(), due_on)
    assert table_of(row) == months.REST
    before = Reminder.objects.values().get()
    months.tend(today=TODAY)
    is_old = due_on < "2025-10-01"
    found = ArchivedReminder.objects if is_old else Reminder.objects
    assert found.values().get() == before
    assert table_of(found.get()) == table
    assert Reminder.objects.exists() is not is_old


def test_months_are_made_half_a_year_ahead_and_only_once() -> None:
    first = months.tend(today=TODAY)
    assert first["made"] == [
        *(date(2026, month, 1) for month in (11, 12)),
        *(date(2027, month, 1) for month in (1, 2, 3, 4, 5)),
    ]
    assert months.tend(today=TODAY) == {"made": [], "archived": [], "dropped": []}
    assert months.tend(today=date(2026, 12, 1))["made"] == [date(2027, 6, 1)]


def test_a_month_that_grows_old_is_archived_as_it_is(resident: MakeUser) -> None:
    told(resident(), "2026-12-20")
    months.tend(today=TODAY)
    before = Reminder.objects.values().get()
    assert date(2026, 12, 1) not in months.tend(today=date(2028, 1, 31))["archived"]
    assert date(2026, 12, 1) in months.tend(today=date(2028, 2, 1))["archived"]
    assert not Reminder.objects.exists()
    assert ArchivedReminder.objects.values().get() == before
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_index WHERE indrelid = 'reminders_reminder_2026_12'::regclass"
        )
        assert cursor.fetchone()[0] == 2, "the archive has no index for what is open or due"


def test_an_archived_month_goes_when_nothing_is_left_of_it(resident: MakeUser) -> None:
    row = told(resident(), "2025-01-31")
    assert months.tend(today=TODAY)["dropped"] == []
    ArchivedReminder.objects.get(pk=row.pk).delete()
    assert months.tend(today=TODAY)["dropped"] == [date(2025, 1, 1)]


@pytest.mark.usefixtures("window")
def test_planning_finds_what_it_said_when_rows_have_moved(resident: MakeUser, member: Make) -> None:
    member(resident())
    assert plan_on("2025-11-20").created == 1
    months.tend(today=date(2025, 11, 20))
    assert plan_on("2025-11-20") == PlanResult()
    assert plan_on("2025-12-13").created == 1
    numbers = Reminder.objects.values_list("pk", flat=True)
    assert len(set(numbers)) == 2
    assert {table_of(row) for row in Reminder.objects.all()} == {"reminders_reminder_2025_12"}


def test_the_archive_is_exported_and_erased_with_its_resident(
    resident: MakeUser, admin_user: User
) -> None:
    user, other = resident(), resident()
    for each in (user, other):
        LogEntry.objects.log_actions(
            admin_user.pk, [told(each, "2025-06-30")], CHANGE, change_message="再发一次"
        )
    months.tend(today=TODAY)
    held = {holding.model: holding for holding in holdings()}
    assert held[ArchivedReminder].rows(user).count() == 1
    erase(user=user)
    (row,) = ArchivedReminder.objects.all()
    assert row.user_id == other.pk
    assert [entry.object_id for entry in LogEntry.objects.all()] == [str(row.pk)]


def test_the_archive_says_what_was_told_and_why(resident: MakeUser, admin_client: Client) -> None:
    row = told(resident(), "2025-06-30")
    text = shape_of(Reminder.objects.get(pk=row.pk))["text"]
    months.tend(today=TODAY)
    page = admin_client.get(f"/admin/reminders/archivedreminder/{row.pk}/change/")
    assert page.status_code == 200
    assert text in page.content.decode()
    assert "PW-GZ-2026-O" in page.content.decode()
    assert admin_client.get("/admin/reminders/archivedreminder/").status_code == 200


def test_the_task_runs_every_night() -> None:
    assert settings.CELERY_BEAT_SCHEDULE["tend-months"]["task"] == tend_months.name
    tend_months()


def test_the_archive_has_every_column_of_the_ledger_in_its_order() -> None:
    with connection.cursor() as cursor:
        columns = [
            [each.name for each in connection.introspection.get_table_description(cursor, table)]
            for table in (months.LEDGER, months.REST, months.ARCHIVE)
        ]
    assert columns[0] == columns[1] == columns[2]
    assert {field.column for field in apps.get_model("reminders.Reminder")._meta.fields} == set(
        columns[0]
    )
