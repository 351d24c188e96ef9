"""Erasing leaves nothing: every table and every key of Valkey is searched."""

from __future__ import annotations

import base64
import json
import os
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import redis
import time_machine
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.test import Client
from rest_framework.test import APIClient
from rest_framework_simplejwt.tokens import AccessToken

from accounts.models import Contact, Member, User
from privacy.erasure import erase
from privacy.holdings import STAFF_TIES, holdings, owning_ties, ties_to
from privacy.models import AccessRecord
from privacy.retention import forget
from reminders.models import ArchivedReminder, Attempt, Delivery, Grant, MessageTemplate, Reminder
from reminders.planning import plan
from tests.accounts.conftest import client_of
from tests.accounts.test_deletion import tell_everything
from tests.consenting import agree_to_everything
from tests.sandbox import RunningSandbox
from yibao_project import clock
from yibao_project.clock import BEIJING
from yibao_project.sealed import seal

PHONE = "+8613987654321"
OPENID, NICKNAME, GONE = "o-qian-duoduo-openid", "钱多多的妈", "钱多多的外甥"
NUMBERS_FROM, NUMBERED = 736_251_000, "736251"
"""Rows of the resident are numbered like nobody else's, so that their numbers can be searched for."""
PAID = {"paid_on": "2025-11-20", "channel": "村口老周代收"}
MUTED = {
    "muted": "on",
    **{
        f"{inline}-{count}_FORMS": "0"
        for inline in ("enrolments", "filings", "changes")
        for count in ("TOTAL", "INITIAL")
    },
}
NOON = datetime(2025, 11, 20, 12, tzinfo=BEIJING)


def everything_stored() -> str:
    """Every row of every table, and every key and value of Valkey, as text."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        rows = []
        for table in tables:
            cursor.execute(f'SELECT to_jsonb(t)::text FROM "{table}" t')  # noqa: S608
            rows += [f"{table} {row}" for (row,) in cursor.fetchall()]
    with redis.Redis.from_url(os.environ["REDIS_URL"]) as client:
        for key in client.scan_iter():
            for value in contents(client, key):
                rows.append(f"valkey {key.decode()} {value.decode(errors='replace')}")
    return "\n".join(rows)


def contents(client: Any, key: bytes) -> Iterator[bytes]:
    """What a key holds, as it was put in; the tasks of a queue with their packed bodies opened."""
    readers: dict[str, Callable[[], Any]] = {
        "string": lambda: [client.get(key)],
        "list": lambda: client.lrange(key, 0, -1),
        "set": lambda: client.smembers(key),
        "zset": lambda: client.zrange(key, 0, -1),
        "hash": lambda: [part for pair in client.hgetall(key).items() for part in pair],
    }
    for value in readers[client.type(key).decode()]():
        yield value
        if b'"body"' in value:
            yield base64.b64decode(json.loads(value)["body"])


def number_rows_from(number: int) -> None:
    with connection.cursor() as cursor:
        for table in {holding.model._meta.db_table for holding in holdings()} - {"accounts_user"}:
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, number])


@pytest.fixture
def archive(db: None) -> Iterator[None]:
    """A place in the archive for whatever day; months, once made, would outlive the test."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE any_month PARTITION OF reminders_archivedreminder DEFAULT")
    yield
    if not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE any_month")


@pytest.fixture
def qian(rules: None, archive: None) -> User:
    """A resident whose numbers are nobody else's, with something in every table that can hold it."""
    desk = User.objects.create_superuser("desk")
    user = User.objects.create(pk=918273645, username="wx_qian_duoduo", openid=OPENID)
    number_rows_from(NUMBERS_FROM)
    client = client_of(user)
    agree_to_everything(client)
    gone = {"nickname": GONE, "relation": "other", "region": "440100"}
    deleted = client.post("/api/v1/members", gone).json()["id"]
    assert client.delete(f"/api/v1/members/{deleted}").status_code == 204
    told = {"nickname": NICKNAME, "relation": "parent", "region": "440100", "category": "ELDER"}
    made = client.post("/api/v1/members", told, HTTP_IDEMPOTENCY_KEY="tap-qian-0001")
    member = made.json()["id"]
    client.put(f"/api/v1/members/{member}/enrolments/2026", {})
    tell_everything(client, Member.objects.get(pk=member))
    template = MessageTemplate.objects.create(
        kind="payment_deadline", template_id="TPL-1", title="缴费", fields={"thing1": "who"}
    )
    client.post("/api/v1/mistakes", {"about": "other", "region": "440100", "words": NICKNAME})
    assert client.post("/api/v1/calendar/feed").status_code == 201
    client.post("/api/v1/subscriptions", {"key": "tap-0001", "answers": {"TPL-1": "accept"}})
    assert Grant.objects.get(user=user, template=template).balance == 1
    plan(today=date(2025, 11, 20), now=NOON)
    payment = Reminder.objects.get(kind="payment_deadline")
    Attempt.objects.create(reminder=payment, finished_at=NOON, outcome="temporary")
    row = Reminder.objects.values().get(pk=payment.pk)
    ArchivedReminder.objects.create(**row | {"members": payment.members})
    Delivery.objects.create(reminder=payment, way="sms", state="sent", begun_at=NOON)
    Contact.objects.create(user=user, phone=PHONE, phone_since=NOON)
    LogEntry.objects.create(
        user=desk,
        content_type=ContentType.objects.get_for_model(Member),
        object_id=str(member),
        object_repr=NICKNAME,
        action_flag=CHANGE,
    )
    number_rows_from(1_000)
    AccessRecord.objects.create(staff=desk, resident=user, page="家人（列表）", seen_at=NOON)
    return user


def traces_of(user: User, *tokens: str) -> list[str]:
    words = (NICKNAME, GONE, seal(NICKNAME), seal(GONE))
    marks = (OPENID, PHONE, seal(PHONE), *words, str(user.pk), user.username, NUMBERED, *tokens)
    return [line for line in everything_stored().splitlines() if any(m in line for m in marks)]


@pytest.mark.django_db(transaction=True)
def test_erasing_leaves_nothing_anywhere(qian: User, li_ming: User, api: APIClient) -> None:
    token = str(AccessToken.for_user(qian))
    client = client_of(qian)
    mine = {"nickname": "老爸", "relation": "parent", "region": "440100"}
    assert api.post("/api/v1/members", mine).status_code == 201
    tables = {line.split()[0] for line in traces_of(qian)}
    assert tables >= {
        "accounts_user",
        "accounts_member",
        "privacy_consent",
        "reminders_grant",
        "reminders_reminder",
        "reminders_archivedreminder",
        "django_admin_log",
        "accounts_answer",
        "accounts_calendarfeed",
        "accounts_mistake",
        "valkey",
    }
    for holding in holdings():
        assert holding.rows(qian).exists(), holding.model
        assert holding.model._meta.db_table in tables

    assert client.post("/api/v1/me/erase", {"confirm": True}).status_code == 204

    assert traces_of(qian, token) == []
    assert not Attempt.objects.exists()
    assert client.get("/api/v1/members").status_code == 401
    assert [row["nickname"] for row in api.get("/api/v1/members").json()] == ["老爸"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("way", ["erase", "withdraw", "thirty days"])
def test_a_deleted_member_is_erased_for_good(qian: User, way: str) -> None:
    client = client_of(qian)
    (member,) = Member.objects.filter(user=qian).values_list("pk", flat=True)
    for table in (LogEntry, apps.get_model("accounts", "Mistake")):
        table.objects.all().delete()  # other people's words, kept for other reasons
    assert client.delete(f"/api/v1/members/{member}").status_code == 204
    holding = {
        line.split()[0] for line in everything_stored().splitlines() if seal(NICKNAME) in line
    }
    ledgers = {"reminders_reminder", "reminders_archivedreminder"}
    assert holding == {"accounts_deletedmember"} | ledgers
    if way == "erase":
        gone = f"/api/v1/members/deleted/{member}/erase"
        assert [client.post(gone).status_code for _ in range(2)] == [204, 404]
    elif way == "withdraw":
        assert client.post("/api/v1/me/consents/sensitive/withdraw").status_code == 200
    else:
        for ledger in (Reminder, ArchivedReminder):
            ledger.objects.all().delete()
        forget(now=clock.now() + timedelta(days=30, seconds=1))
    assert seal(NICKNAME) not in everything_stored()
    assert User.objects.filter(pk=qian.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_whoever_has_the_database_cannot_read_what_residents_wrote(qian: User) -> None:
    LogEntry.objects.all().delete()  # made by hand above; the next is made by the admin itself
    member = Member.objects.get(user=qian)
    staff = Client()
    staff.force_login(User.objects.get(username="desk"))
    assert staff.post(f"/admin/accounts/member/{member.pk}/change/", MUTED).status_code == 302
    client_of(qian).put(f"/api/v1/members/{member.pk}/enrolments/2026", PAID)
    assert LogEntry.objects.exists()

    stored = everything_stored()

    assert seal(NICKNAME) in stored
    assert seal(PAID["channel"]) in stored
    for words in (NICKNAME, PAID["channel"], PHONE):
        assert words not in stored
        assert json.dumps(words)[1:-1] not in stored


@pytest.mark.django_db
@pytest.mark.parametrize("body", [{}, {"confirm": False}, {"confirm": None}, {"confirm": "maybe"}])
def test_erasing_needs_a_confirmation(qian: User, body: dict[str, Any]) -> None:
    refused = client_of(qian).post("/api/v1/me/erase", body)
    assert refused.status_code == 400
    assert "confirm" in refused.json()["fields"]
    assert User.objects.filter(pk=qian.pk).exists()


@pytest.mark.django_db
def test_erasing_twice_changes_nothing(qian: User) -> None:
    erase(user=qian)
    erase(user=qian)
    assert not User.objects.filter(pk=qian.pk).exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("closed", [False, True], ids=["revoke", "cancellation"])
@pytest.mark.parametrize("form", ["json", "xml"])
def test_wechats_word_that_a_resident_left_erases(
    qian: User, closed: bool, form: str, sandbox: RunningSandbox, live_server: Any, settings: Any
) -> None:
    User.objects.update(date_joined=datetime(2020, 1, 1, tzinfo=BEIJING))
    sandbox.push_to(
        f"{live_server.url}/wechat/push",
        token=settings.WECHAT_PUSH_TOKEN,
        aes_key=settings.WECHAT_PUSH_AES_KEY,
        mode="safe",
        format=form,
    )
    sandbox.add_user(openid=OPENID)
    real_now = time_machine.escape_hatch.datetime.datetime.now(UTC)
    with time_machine.travel(real_now):  # a push is signed with the real time
        sandbox.end_authorisation(OPENID, closed=closed)
        deadline = time.monotonic() + 10
        while User.objects.filter(pk=qian.pk).exists() and time.monotonic() < deadline:
            time.sleep(0.05)
    assert traces_of(qian) == []


def test_no_table_can_hold_a_resident_unnoticed() -> None:
    """Whatever points at a resident's row is exported and erased, or is staff's own."""
    held = {holding.model for holding in holdings()}
    staff = set()
    for model in held:
        owned = {(tie.model, tie.name) for tie in owning_ties(model)}
        for tie in ties_to(model):
            if (tie.model, tie.name) in owned:
                assert tie.model in held
            elif tie.remote_field.on_delete is models.CASCADE:
                staff.add(f"{tie.model._meta.label}.{tie.name}")
            else:
                history = tie.name == "history_user"
                assert history or tie.model in held, f"{tie.model._meta.label}.{tie.name}"
    assert staff == STAFF_TIES


def test_the_tables_that_hold_residents_are_found() -> None:
    assert {holding.model._meta.label for holding in holdings()} >= {
        "accounts.User",
        "accounts.Member",
        "accounts.Enrolment",
        "accounts.Change",
        "accounts.Filing",
        "privacy.Consent",
        "reminders.Grant",
        "reminders.GrantReport",
        "reminders.Reminder",
        "reminders.Attempt",
    }


@pytest.mark.django_db
def test_the_export_tells_everything_to_its_owner_only(qian: User, stranger: APIClient) -> None:
    export = client_of(qian).get("/api/v1/me/export").json()
    sections = {section["table"]: section for section in export["sections"]}
    for holding in holdings():
        rows = sections.get(holding.model._meta.label, {"rows": []})["rows"]
        assert len(rows) == holding.rows(qian).count(), holding
        for row in rows:
            assert set(row) == {field.name for field in holding.model._meta.concrete_fields}
    assert sections["accounts.Member"]["rows"][0]["nickname"] == NICKNAME
    assert sections["accounts.Member"]["columns"]["nickname"] == "称呼"
    assert OPENID not in str(export)
    others = stranger.get("/api/v1/me/export").content.decode()
    assert NICKNAME not in others


@pytest.mark.django_db
def test_the_export_can_be_read_as_a_page(qian: User) -> None:
    Member.objects.update(nickname="<b>妈")
    page = client_of(qian).get("/api/v1/me/export", HTTP_ACCEPT="text/html")
    assert page["Content-Type"] == "text/html; charset=utf-8"
    text = page.content.decode()
    for words in (
        "家人（1 条）",
        "&lt;b&gt;妈",
        "城乡老年人",
        "其他临时外出就医人员",
        "2025年8月31日",
    ):
        assert words in text
    refused = APIClient().get("/api/v1/me/export", HTTP_ACCEPT="text/html")
    assert (refused.status_code, refused.json()["code"]) == (401, "not_authenticated")
