"""Questions in WeChat's chat: pushed, answered from the articles, once, within WeChat's rules."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache

from accounts.chat import services
from accounts.chat.wording import LONGEST_ANSWER, words
from policies.search.finding import Found
from policies.search.rows import ArticleRow
from tests.reminders.test_push import wait_until
from tests.sandbox import RunningSandbox
from yibao_project import clock
from yibao_project.wechat_answers import Kind, WeChatError

CHAT = "/cgi-bin/message/custom/send"


def row(code: str = "PAY-WHEN", **told: Any) -> ArticleRow:
    facts = {"question": "几号截止？", "answer": "12月20日。", "confidence": "A", **told}
    return ArticleRow(
        1, code, "440100", "广州市", None, "payment", also_asked=[], scheme="", categories=[],
        checked_on=None, next_review_on=None, **facts,
    )  # fmt: skip


def test_an_answer_names_its_place_and_what_else_may_be_asked() -> None:
    found = Found([row(confidence="C")], [row("GAP-WAIT", question="断了要等多久？")])
    assert words(found).splitlines() == [
        "几号截止？",
        "12月20日。",
        "（广州市，待核实，办之前请打 12393 问清）",
        "",
        "还可以问：",
        "· 断了要等多久？",
    ]


def test_a_long_answer_ends_with_where_the_rest_is_and_none_with_whom_to_call() -> None:
    long = words(Found([row(answer="很" * 2000)]))
    assert len(long) < LONGEST_ANSWER + 100
    assert "全文请在小程序" in long
    assert "12393" in words(Found([]))


@pytest.fixture
def wang_fang(sandbox: RunningSandbox) -> str:
    return sandbox.add_user("王芳")


def chat_of(sandbox: RunningSandbox, openid: str) -> list[dict[str, str]]:
    told: list[dict[str, str]] = sandbox._call("GET", "/control/chat", params={"openid": openid})[
        "chat"
    ]
    return told


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("mode", "form"), [("plain", "json"), ("safe", "xml")])
def test_a_question_is_answered_once_however_often_wechat_delivers_it(
    mode: str, form: str, sandbox: RunningSandbox, wang_fang: str, live_server: Any, settings: Any
) -> None:
    if mode == "plain":
        settings.WECHAT_PUSH_AES_KEY = ""
    sandbox.push_to(
        f"{live_server.url}/wechat/push",
        token=settings.WECHAT_PUSH_TOKEN,
        aes_key=settings.WECHAT_PUSH_AES_KEY,
        mode=mode,
        format=form,
    )
    sandbox.control("push", {"duplicate": True})
    sandbox.fault(CHAT, "errcode", errcode=-1, times=1)  # the first try is answered: deliver again
    sandbox.control("chat", {"openid": wang_fang})
    wait_until(lambda: len(chat_of(sandbox, wang_fang)) == 1)
    sandbox.control("chat", {"openid": wang_fang, "text": "几号截止"})
    wait_until(lambda: len(chat_of(sandbox, wang_fang)) == 3)
    wait_until(lambda: sandbox.control("push")["pending"] == 0)
    greeting, question, answer = chat_of(sandbox, wang_fang)
    assert "请直接打字问" in greeting["text"]
    assert (question["from"], answer["from"]) == ("user", "service")
    assert "12393" in answer["text"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("errcode", "is_tried_again"), [(45015, False), (45047, False), (48001, False), (-1, True)]
)
def test_what_wechat_no_longer_lets_us_say_is_let_be(
    errcode: int, is_tried_again: bool, sandbox: RunningSandbox, wang_fang: str
) -> None:
    sandbox.fault(CHAT, "errcode", errcode=errcode, times=1)

    def ask() -> None:
        services.answer(openid=wang_fang, text="", key="1", today=clock.today())

    if is_tried_again:
        with pytest.raises(WeChatError) as refusal:
            ask()
        assert refusal.value.kind is Kind.TEMPORARY
    else:
        ask()
    sandbox.control("chat", {"openid": wang_fang})
    ask()
    assert len(chat_of(sandbox, wang_fang)) == int(is_tried_again)


@pytest.mark.django_db
def test_nothing_of_who_asked_is_kept(
    sandbox: RunningSandbox, wang_fang: str, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    sandbox.control("chat", {"openid": wang_fang, "text": "我的身份证 440100199001011234 能报吗"})
    with django_assert_max_num_queries(8):
        services.answer(
            openid=wang_fang,
            text="我的身份证 440100199001011234 能报吗",
            key="2",
            today=clock.today(),
        )
    keys = cache._cache.get_client().keys("*chat*")  # type: ignore[attr-defined]
    assert keys
    assert not any(wang_fang.encode() in key for key in keys)
