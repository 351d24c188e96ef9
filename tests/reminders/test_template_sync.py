"""Message templates and quota, against the sandbox's library."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.models import Member, User
from reminders.kinds import KINDS
from reminders.models import MessageTemplate, Reminder
from reminders.tasks import compare_with_wechat
from reminders.template_sync import CannotInstall, chosen_keywords, drift, install
from tests.reminders.conftest import PAYMENT_TEMPLATE, morning, plan_on
from tests.sandbox import RunningSandbox
from yibao_project import clock
from yibao_project.wechat_templates import Keyword

T_30 = "2025-11-20"
FIELDS = {"thing1": "参保人", "date2": "截止", "thing3": "金额", "thing4": "渠道", "thing5": "提示"}


def keywords(*told: tuple[str, str]) -> list[Keyword]:
    return [Keyword(kid, name, rule, "") for kid, (name, rule) in enumerate(told, start=1)]


@pytest.mark.parametrize(
    ("listed", "chosen"),
    [
        ([("缴费对象", "thing"), ("截止日期", "date")], {"who": 1, "due": 2}),
        (
            [("开始日期", "date"), ("截止日期", "date"), ("温馨提示", "thing"), ("姓名", "thing")],
            {"who": 4, "due": 2, "tip": 3},
        ),
        ([("缴费金额", "amount"), ("参保人", "thing"), ("到期日", "date")], {"who": 2, "due": 3}),
    ],
    ids=["in order", "the more telling name wins", "another type cannot hold it"],
)
def test_each_content_gets_the_keyword_that_names_it(
    listed: list[tuple[str, str]], chosen: dict[str, int]
) -> None:
    found = chosen_keywords(("who", "due", "amount", "place", "tip"), keywords(*listed))
    assert {content: keyword.kid for content, keyword in found.items()} == chosen


def test_a_title_without_a_day_or_a_person_serves_nothing() -> None:
    with pytest.raises(CannotInstall, match=r"提醒谁（thing）、哪一天（date）"):
        chosen_keywords(("who", "due"), keywords(("订单编号", "character_string")))


@pytest.mark.django_db
def test_a_title_is_taken_from_the_library_with_its_keys_mapped(sandbox: RunningSandbox) -> None:
    template = install(kind="payment_deadline", tid=5001, scene="医保日期提醒")
    assert template.fields == {
        "thing1": "who",
        "date2": "due",
        "thing3": "amount",
        "thing4": "place",
        "thing5": "tip",
    }
    assert not [said for said in drift() if said.startswith("缴费截止：")]
    with pytest.raises(CannotInstall, match="已经有模板"):
        install(kind="payment_deadline", tid=5001, scene="医保日期提醒")


@pytest.mark.parametrize(
    ("there", "said"),
    [
        (None, "微信里没有模板"),
        ({"title": "缴费通知"}, "标题不同，微信里是“缴费通知”。"),
        (
            {"fields": {"thing1": "参保人", "thing6": "备注"}},
            "微信要的字段这里没有填：thing6（备注）",
        ),
        ({"fields": {"thing1": "参保人", "date2": "截止"}}, "这里填的字段微信没有：thing3、thing4"),
    ],
    ids=["deleted", "another title", "a new field", "fields gone"],
)
def test_what_differs_from_wechat_is_told_by_the_kind(
    there: dict[str, Any] | None,
    said: str,
    sandbox: RunningSandbox,
    templates: dict[str, MessageTemplate],
) -> None:
    if there is not None:
        told = {"template_id": PAYMENT_TEMPLATE, "title": "医保缴费提醒", "fields": FIELDS, **there}
        sandbox.control("templates", {"type": 2, **told})
    assert any(each.startswith("缴费截止：") and said in each for each in drift())


@pytest.mark.django_db
def test_the_command_lists_adds_and_fails_while_anything_differs(sandbox: RunningSandbox) -> None:
    told = StringIO()
    call_command("sync_templates", library=True, stdout=told)
    assert "5002  备案到期提醒（一次性）" in told.getvalue()
    call_command("sync_templates", add="filing_expiry", tid=5002, stdout=told)
    assert "thing1 → who，date3 → due，thing2 → place，thing4 → tip" in told.getvalue()
    with pytest.raises(CommandError, match=f"有 {len(KINDS) - 1} 处和微信不一致"):
        call_command("sync_templates", stdout=StringIO())
    with pytest.raises(CommandError, match="没有这个编号"):
        call_command("sync_templates", add="newborn", tid=1)


@pytest.mark.django_db
def test_the_admin_compares_with_wechat(sandbox: RunningSandbox, admin_client: Client) -> None:
    page = admin_client.get("/admin/reminders/messagetemplate/compare/", follow=True)
    assert "缴费截止：还没有模板" in page.content.decode()
    sandbox.fault("*", "errcode", errcode=40164)
    page = admin_client.get("/admin/reminders/messagetemplate/compare/", follow=True)
    assert "没有核对成：服务器 IP 不在白名单" in page.content.decode()


def test_the_admin_sets_tomorrows_messages_beside_the_quota(
    sandbox: RunningSandbox,
    admin_client: Client,
    monkeypatch: pytest.MonkeyPatch,
    window: Any,
    resident: Callable[..., User],
    member: Callable[..., Member],
) -> None:
    tomorrow = morning(T_30).date()
    monkeypatch.setattr(clock, "today", lambda: tomorrow - timedelta(days=1))
    for credits in (3, 3, 0):
        member(resident(credits=credits))

    def told() -> str:
        page = admin_client.get("/admin/reminders/reminder/tomorrow/", follow=True)
        return page.content.decode()

    assert "明天（11月20日）要发 2 条，额度 10,000,000 条（今天已用 0 条" in told()
    assert not Reminder.objects.exists()
    sandbox.control("settings", {"daily_limit": 1})
    assert "不够，多出来的会顺延一天" in told()
    plan_on(T_30)
    Reminder.objects.filter(status="planned").update(status="sent")
    assert "要发 0 条" in told()


@pytest.mark.django_db
def test_every_evening_what_differs_and_what_is_too_much_stands_in_the_log(
    sandbox: RunningSandbox, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reminders.forecast.count_to_send", lambda **_: 2)
    sandbox.control("settings", {"daily_limit": 1})
    compare_with_wechat()
    assert "消息模板与微信不一致：缴费截止：还没有模板" in caplog.text
    assert "要发 2 条，额度 1 条" in caplog.text
    sandbox.fault("*", "errcode", errcode=40164)
    compare_with_wechat()
    assert "没能和微信核对：服务器 IP 不在白名单" in caplog.text
