"""No log line says who a person is, or opens a door."""

from __future__ import annotations

import io
import json
import logging
import os
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
import redis
import structlog
from django.conf import settings
from django.db import IntegrityError, connection
from django.test import Client
from rest_framework.test import APIClient

from accounts.models import Member, User
from policies.models import PaymentWindow
from reminders.models import MessageTemplate
from reminders.planning import plan
from reminders.sending import send_due
from tests.accounts.conftest import client_of, clock, places, rules
from tests.consenting import agree_to_everything
from tests.sandbox import RunningSandbox
from yibao_project.celery import app
from yibao_project.clock import BEIJING
from yibao_project.logs import logging_config

__all__ = ["clock", "places", "rules"]

NICKNAME = "妈妈桂兰"
TEMPLATE = "TPL-PAYMENT-DEADLINE-0001"
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


def wechat_secrets() -> set[str]:
    """Whatever the product keeps of WeChat in Valkey: the access token is among it."""
    with redis.Redis.from_url(os.environ["REDIS_URL"]) as client:
        kept = [client.get(key) for key in client.scan_iter("*token*")]
    texts = {str(value).strip("b'\"") for value in kept if value}
    return {text for text in texts if len(text) > 20}


@pytest.mark.django_db(transaction=True)
def test_no_openid_nickname_token_or_secret_reaches_a_log_line(
    lines: io.StringIO, sandbox: RunningSandbox, rules: None, client: Client
) -> None:
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
    calendar = phone.post("/api/v1/calendar/feed").json()["url"].partition("/api/")[2]
    APIClient().get(f"/api/{calendar}")
    APIClient().get(f"/api/{calendar}x")  # not found
    APIClient().put(f"/api/{calendar}")  # not allowed
    client.get(f"/nowhere/{calendar}")
    secrets = wechat_secrets()
    assert secrets
    phone.post("/api/v1/me/erase", {"confirm": True})

    text = lines.getvalue()
    assert "/api/v1/nowhere" in text
    for forbidden in (
        openid,
        NICKNAME,
        code,
        token,
        settings.SECRET_KEY,
        settings.WECHAT_SECRET,
        settings.WECHAT_PUSH_TOKEN,
        settings.WECHAT_PUSH_AES_KEY,
        calendar.partition("key=")[2],
        *secrets,
    ):
        assert forbidden not in text
        assert json.dumps(forbidden)[1:-1] not in text


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


@pytest.mark.django_db
def test_a_task_carries_the_id_of_the_request_that_started_it() -> None:
    from django_structlog.celery.steps import DjangoStructLogInitStep

    assert DjangoStructLogInitStep in app.steps["worker"]
    with structlog.contextvars.bound_contextvars(request_id="r-1"):
        app.send_task("privacy.tasks.forget")
    with redis.Redis.from_url(os.environ["REDIS_URL"]) as client:
        message = json.loads(client.lindex("celery", 0))
    assert message["headers"]["__django_structlog__"]["request_id"] == "r-1"
    assert PaymentWindow._meta.label not in str(message)
