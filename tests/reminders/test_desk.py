"""The admin's view of the ledger and the preview command."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Member, User
from reminders.models import Attempt, MessageTemplate, Reminder
from tests.reminders.conftest import morning, plan_on

T_30 = "2025-11-20"

MakeUser = Callable[..., User]
Make = Callable[..., Member]


@pytest.fixture
def ledger(window: Any, resident: MakeUser, member: Make) -> Reminder:
    member(resident())
    plan_on(T_30)
    row = Reminder.objects.get()
    Attempt.objects.create(
        reminder=row, finished_at=morning(T_30), outcome="temporary", errcode=-1, detail="x"
    )
    return row


def test_the_ledger_is_read_and_never_edited(ledger: Reminder, admin_client: Client) -> None:
    page = admin_client.get(f"/admin/reminders/reminder/{ledger.pk}/change/")
    text = page.content.decode()
    assert page.status_code == 200
    assert "妈妈还没有缴 2026 年度的居民医保" in text
    assert "PW-GZ-2026-O" in text
    assert "微信系统繁忙" in text
    assert 'name="_save"' not in text
    assert admin_client.get("/admin/reminders/reminder/add/").status_code == 403
    assert admin_client.post(f"/admin/reminders/reminder/{ledger.pk}/delete/").status_code == 403


def test_the_list_needs_the_same_queries_for_one_row_and_for_thirty(
    ledger: Reminder, admin_client: Client, resident: MakeUser, member: Make
) -> None:
    admin_client.get("/admin/reminders/reminder/")
    with CaptureQueriesContext(connection) as one:
        admin_client.get("/admin/reminders/reminder/")
    for _ in range(30):
        member(resident())
    plan_on(T_30)
    with CaptureQueriesContext(connection) as many:
        page = admin_client.get("/admin/reminders/reminder/")
    assert len(one) == len(many)
    assert "31 " in page.content.decode()


def test_no_openid_is_shown_to_staff(ledger: Reminder, admin_client: Client) -> None:
    openid = str(ledger.user.openid)
    for page in (
        "/admin/reminders/reminder/",
        f"/admin/reminders/reminder/{ledger.pk}/change/",
        "/admin/reminders/grant/",
    ):
        assert openid not in admin_client.get(page).content.decode()


def test_a_wrong_field_mapping_is_refused_with_a_sentence(
    templates: dict[str, MessageTemplate], admin_client: Client
) -> None:
    template = templates["payment_deadline"]
    form = {
        "kind": template.kind,
        "title": template.title,
        "template_id": template.template_id,
        "duration": 2,
        "page": template.page,
        "fields": '{"thing1": "who", "thing2": "due"}',
    }
    address = f"/admin/reminders/messagetemplate/{template.pk}/change/"
    refused = admin_client.post(address, form)
    assert refused.status_code == 200
    assert "要放进 date 类型的字段" in refused.content.decode()
    saved = admin_client.post(address, {**form, "fields": '{"thing1": "who", "date2": "due"}'})
    assert saved.status_code == 302
    template.refresh_from_db()
    assert template.fields == {"thing1": "who", "date2": "due"}
    assert "thing1：妈妈、小宝" in admin_client.get(address).content.decode()


def test_the_preview_lists_whom_and_why_and_writes_nothing(
    window: Any, resident: MakeUser, member: Make
) -> None:
    member(resident())
    told = StringIO()
    call_command("preview_reminders", date=T_30, region="440000", stdout=told)
    assert "缴费截止  截止 2025-12-20  提前 30 天  妈妈  依据 PW-GZ-2026-O" in told.getvalue()
    assert "2025-11-20 共 1 条，没有写入任何数据。" in told.getvalue()
    assert not Reminder.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"date": "20 November"}, "“20 November”不是日期，请写成 2025-11-20 这样。"),
        ({"date": "2025-02-30"}, "“2025-02-30”不是日期"),
        ({"date": T_30, "region": "999999"}, "没有代码为 999999 的地区"),
    ],
)
def test_a_wrong_preview_is_refused_with_a_sentence(options: dict[str, str], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence.split("(")[0]):
        call_command("preview_reminders", **options)
