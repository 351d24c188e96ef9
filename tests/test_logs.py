"""No log line says who a person is, or opens a door."""

from __future__ import annotations

import io
import json
import logging
import os
import re
import time
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
import redis
import structlog
from celery.contrib.testing.worker import start_worker
from django.conf import settings as every_setting
from django.db import IntegrityError, connection
from django.test import Client
from rest_framework.test import APIClient

from accounts.models import Member, User
from reminders.backup.relay import relay_due
from reminders.models import MessageTemplate, Reminder
from reminders.planning import plan
from reminders.sending import send_due
from tests.accounts.conftest import client_of, clock, places, rules
from tests.consenting import agree_to_everything
from tests.sandbox import RunningSandbox
from yibao_project import wechat
from yibao_project.celery import app
from yibao_project.clock import BEIJING
from yibao_project.logs import logging_config
from yibao_project.sealed import seal

__all__ = ["clock", "places", "rules"]

NICKNAME = "妈妈桂兰"
TEMPLATE = "TPL-PAYMENT-DEADLINE-0001"
SECRET = re.compile(r"(SECRET|KEYS?|TOKEN|PASSWORD)$")
NOON = datetime(2025, 11, 20, 12, tzinfo=BEIJING)


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What production would log, with our own loggers at their most talkative."""
    config = logging_config(readable=False)["formatters"]["line"]
    formatter = config.pop("()")
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(formatter(**config))
    root = logging.getLogger()
    root.addHandler(handler)
    ours = [logging.getLogger(name) for name in ("accounts", "privacy", "reminders", "policies")]
    ours += [logging.getLogger(name) for name in ("yibao_project", "django_structlog", "celery")]
    before = [logger.level for logger in ours]
    for logger in ours:
        logger.setLevel(logging.DEBUG)
    yield written
    root.removeHandler(handler)
    for logger, level in zip(ours, before, strict=True):
        logger.setLevel(level)


def wechat_secrets() -> dict[str, str]:
    """Whatever the product keeps of WeChat in Valkey: the access token is among it."""
    with redis.Redis.from_url(os.environ["REDIS_URL"]) as client:
        kept = {key.decode(): client.get(key) for key in client.scan_iter("*token*")}
    texts = {key: str(value).strip("b'\"") for key, value in kept.items() if value}
    return {key: text for key, text in texts.items() if len(text) > 20}


def secrets_of_the_settings() -> dict[str, str]:
    """Every setting that opens a door, by its name, also one that is added later."""
    named = {
        name: getattr(every_setting, name) for name in dir(every_setting) if SECRET.search(name)
    }
    lists = {name: value if isinstance(value, list) else [value] for name, value in named.items()}
    return {
        f"{name} {number}": secret
        for name, values in lists.items()
        for number, secret in enumerate(values)
        if isinstance(secret, str) and secret
    }


def leaked(text: str, forbidden: dict[str, str]) -> set[str]:
    """The names of what stands in `text`, as it is or as JSON writes it."""
    return {
        name
        for name, secret in forbidden.items()
        if secret in text or json.dumps(secret)[1:-1] in text
    }


def give_phone_number(phone: APIClient, sandbox: RunningSandbox, openid: str) -> str:
    told = sandbox.control("phone-codes", {"openid": openid})
    phone.put("/api/v1/me/backup/phone", {"code": "nonsense"})
    assert phone.put("/api/v1/me/backup/phone", {"code": told["code"]}).status_code == 200
    return str(told["phone"])


@pytest.mark.django_db(transaction=True)
def test_no_openid_nickname_token_or_secret_reaches_a_log_line(
    lines: io.StringIO,
    sandbox: RunningSandbox,
    rules: None,
    client: Client,
    settings: Any,
) -> None:
    settings.SMS_PROVIDER, settings.SMS_API_BASE = "tencent", f"{sandbox.url}/sms"
    openid = sandbox.add_user("李明", openid="oLiMingWhoMustNotBeNamed1234")
    sandbox.add_template(template_id=TEMPLATE, title="缴费", fields={"thing1": "提醒对象"})
    MessageTemplate.objects.create(
        kind="payment_deadline", template_id=TEMPLATE, title="缴费", fields={"thing1": "who"}
    )
    code = sandbox.login_code(openid)
    token = APIClient().post("/api/v1/auth/login", {"code": code}).json()["access"]
    APIClient().post("/api/v1/auth/login", {"code": code})  # used already
    sandbox.fault("/sns/jscode2session", "errcode", errcode=40125, times=1)
    APIClient().post("/api/v1/auth/login", {"code": sandbox.login_code(openid)})
    phone = APIClient()
    phone.credentials(HTTP_AUTHORIZATION=f"Bearer {token}")
    agree_to_everything(phone)
    mother = {"nickname": NICKNAME, "relation": "parent", "region": "440100", "category": "ELDER"}
    phone.post("/api/v1/members", mother)
    number = give_phone_number(phone, sandbox, openid)
    phone.post("/api/v1/members", mother)  # a conflict
    phone.post("/api/v1/members", {**mother, "region": NICKNAME})
    phone.get(f"/api/v1/members?nickname={NICKNAME}&openid={openid}")
    phone.get(f"/api/v1/nowhere?openid={openid}")
    client.post(f"/wechat/push?openid={openid}&signature={token}", b"{}", "application/json")
    client.force_login(User.objects.create_superuser("desk"))
    client.get(f"/admin/accounts/member/?q={NICKNAME}")
    client.get(f"/admin/accounts/nothing/?q={NICKNAME}")
    for tap in range(4):
        answers = sandbox.answer(openid, {TEMPLATE: "accept"})
        phone.post("/api/v1/subscriptions", {"key": f"tap-000{tap}", "answers": answers})
    plan(today=date(2025, 11, 20), now=NOON)
    sandbox.fault("/cgi-bin/message/subscribe/send", "errcode", errcode=40037, times=1)
    send_due(now=lambda: NOON)
    late = NOON.replace(month=12, day=13)
    plan(today=late.date(), now=late)
    Reminder.objects.update(status="refused", reason="refused")
    sandbox.control("sms", {"code": "FailedOperation.TemplateUnapprovedOrNotExist"})
    assert relay_due(now=lambda: late) == {"waiting": 1}
    calendar = phone.post("/api/v1/calendar/feed").json()["url"].partition("/api/")[2]
    APIClient().get(f"/api/{calendar}")
    APIClient().get(f"/api/{calendar}x")  # not found
    APIClient().put(f"/api/{calendar}")  # not allowed
    client.get(f"/nowhere/{calendar}")
    signing = sandbox.login_code(openid)
    signed = phone.post("/api/v1/calendar/phone", {"code": signing}).json()["events"]
    forbidden = {
        "openid": openid,
        "nickname": NICKNAME,
        "phone number": number,
        "sealed phone number": seal(f"+86{number}"),
        "sealed nickname": seal(NICKNAME),
        "login code": code,
        "login code for the calendar": signing,
        "token": token,
        "session_key": wechat.login(sandbox.login_code(openid)).session_key,
        "signature of the calendar": signed[0]["phone"]["signature"],
        "secret of the calendar": calendar.partition("key=")[2],
        **secrets_of_the_settings(),
        **wechat_secrets(),
    }
    assert {"SECRET_KEY 0", "TEXT_KEYS 0", "WECHAT_SECRET 0"} < forbidden.keys()
    assert {"WECHAT_PUSH_TOKEN 0", "WECHAT_PUSH_AES_KEY 0"} < forbidden.keys()
    assert wechat_secrets()
    phone.post("/api/v1/me/erase", {"confirm": True})

    assert "/api/v1/nowhere" in lines.getvalue()
    assert leaked(lines.getvalue(), forbidden) == set()
    for name, secret in forbidden.items():  # the search finds each, wherever it is written
        lines.truncate(lines.seek(0))
        logging.getLogger("accounts").warning("a line with %s", {"it": secret})
        assert name in leaked(lines.getvalue(), forbidden), name


@pytest.mark.django_db
def test_a_crash_is_logged_without_the_row_that_caused_it(
    lines: io.StringIO, rules: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = User.objects.create(username="li", openid="o-li-ming-secret")
    facts = {"user": user, "nickname": NICKNAME, "relation": "self", "region_id": "440100"}
    Member.objects.create(**facts)

    def crash(*args: Any, **kwargs: Any) -> None:
        Member.objects.create(**facts)

    monkeypatch.setattr("accounts.selectors.members_of", crash)
    phone = client_of(user)
    phone.raise_request_exception = False
    with connection.cursor():
        answer = phone.get("/api/v1/members")
    assert answer.status_code == 500
    text = lines.getvalue()
    assert IntegrityError.__name__ in text
    assert "member_nickname_once" in text
    assert NICKNAME not in text


def test_every_line_is_json_with_its_request(lines: io.StringIO) -> None:
    with structlog.contextvars.bound_contextvars(request_id="r-1"):
        logging.getLogger("accounts").warning("登录 %s 次", 3)
    line = json.loads(lines.getvalue())
    assert (line["event"], line["request_id"], line["level"], line["logger"]) == (
        "登录 3 次",
        "r-1",
        "warning",
        "accounts",
    )


@pytest.mark.parametrize(
    ("given", "kept"),
    [("req-7f3A", True), ("妈妈", False), ("o-openid_of_somebody", False), ("a" * 65, False)],
)
def test_a_caller_names_the_request_but_writes_nothing_else_into_lines(
    lines: io.StringIO, given: str, kept: bool
) -> None:
    APIClient().get("/api/v1/nowhere", HTTP_X_REQUEST_ID=given)
    assert (given in lines.getvalue()) is kept


@pytest.mark.django_db(transaction=True)
def test_a_workers_lines_carry_the_id_of_the_request_that_started_the_task(
    lines: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.setup", lambda: None)  # done already; it would take `lines` away
    with structlog.contextvars.bound_contextvars(request_id="req-7f3A"):
        app.send_task("privacy.tasks.forget")
    with start_worker(app, perform_ping_check=False):
        deadline = time.monotonic() + 10
        while "task_succeeded" not in lines.getvalue() and time.monotonic() < deadline:
            time.sleep(0.02)
    written = [json.loads(line) for line in lines.getvalue().splitlines()]
    of_task = [line for line in written if line["event"] in ("task_started", "task_succeeded")]
    assert [line["request_id"] for line in of_task] == ["req-7f3A"] * 2
