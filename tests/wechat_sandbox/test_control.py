from __future__ import annotations

import re
from typing import Any

import pytest
import requests

from tests.sandbox import RunningSandbox
from tests.wechat_sandbox.caller import PAYMENT, SEND, Caller

TEMPLATE = {"template_id": "t", "title": "提醒", "type": 2, "fields": {"thing1": "内容"}}

WRONG: list[tuple[str, Any, int]] = [
    ("users", {"openid": 5}, 400),
    ("users", {"openid": "x" * 65}, 400),
    ("users", {"name": ["王芳"]}, 400),
    ("codes", {}, 400),
    ("codes", {"openid": "nobody"}, 404),
    ("templates", {}, 400),
    ("templates", TEMPLATE | {"type": 4}, 400),
    ("templates", TEMPLATE | {"type": True}, 400),
    ("templates", TEMPLATE | {"fields": {}}, 400),
    ("templates", TEMPLATE | {"fields": {"things": "内容"}}, 400),
    ("templates", TEMPLATE | {"fields": ["thing1"]}, 400),
    ("templates", TEMPLATE | {"fields": {"thing1": None}}, 400),
    ("templates", TEMPLATE | {"fields": {f"thing{n}": "内容" for n in range(6)}}, 400),
    ("templates", TEMPLATE | {"enums": {"thing9": ["a"]}}, 400),
    ("templates", TEMPLATE | {"banned": "yes"}, 400),
    ("subscribe", {}, 400),
    ("subscribe", {"openid": "wang", "answers": []}, 400),
    ("subscribe", {"openid": "wang", "answers": {PAYMENT: "maybe"}}, 400),
    ("subscribe", {"openid": "wang", "answers": {PAYMENT: "accept"}, "always_keep": 1}, 400),
    ("reject", {"openid": "wang"}, 400),
    ("reject", {"openid": "wang", "template_id": "none"}, 404),
    ("authorization", {"openid": "wang"}, 400),
    ("authorization", {"openid": "wang", "event": "user_left"}, 400),
    ("faults", {}, 400),
    ("faults", {"path": SEND, "kind": "flood"}, 400),
    ("faults", {"path": "/elsewhere", "kind": "html"}, 400),
    ("faults", {"path": SEND, "kind": "errcode"}, 400),
    ("faults", {"path": SEND, "kind": "errcode", "errcode": 0}, 400),
    ("faults", {"path": SEND, "kind": "latency"}, 400),
    ("faults", {"path": SEND, "kind": "latency", "seconds": -1}, 400),
    ("faults", {"path": SEND, "kind": "html", "every": 0}, 400),
    ("faults", {"path": SEND, "kind": "html", "times": 1.5}, 400),
    ("faults", {"path": SEND, "kind": "status", "status": 200}, 400),
    ("clock", {}, 400),
    ("clock", {"skip_seconds": "1"}, 400),
    ("clock", {"skip_seconds": 10**400}, 400),
    ("display-time", {"iso": "明天"}, 400),
    ("display-time", {"iso": "0001-01-01T00:00:00+23:00"}, 400),
    ("settings", {"mini_program": ""}, 400),
    ("settings", {"token_overlap": -1}, 400),
    ("push", {"address": "http://127.0.0.1"}, 400),
    ("push", {"url": "ftp://127.0.0.1"}, 400),
    ("push", {"url": "http://[::1"}, 400),
    ("push", {"url": 5}, 400),
    ("push", {"url": "http://127.0.0.1/", "mode": "safe", "aes_key": "short"}, 400),
    ("push", {"mode": "secret"}, 400),
    ("push", {"format": "yaml"}, 400),
    ("push", {"retry_seconds": None}, 400),
    ("push/verify", {}, 400),
    ("users", b"{", 400),
    ("users", b"[]", 400),
    ("users", b"\xff\xfe", 400),
    ("users", b'{"name": "\\ud800"}', 400),
    ("users", b'{"name": NaN}', 400),
    ("users", b"[" * 100_000, 400),
    ("users", b" " * 1_000_001, 413),
    ("nothing", {}, 404),
    ("log", {}, 405),
]


@pytest.mark.parametrize(("path", "body", "status"), WRONG)
def test_a_wrong_control_call_is_told_in_a_chinese_sentence(
    sandbox: RunningSandbox, path: str, body: Any, status: int
) -> None:
    sandbox.control("users", {"openid": "wang"})
    how = {"data": body} if isinstance(body, bytes) else {"json": body}
    answer = requests.post(f"{sandbox.url}/control/{path}", timeout=5, **how)
    assert answer.status_code == status
    assert re.search(r"[\u4e00-\u9fff].*。$", answer.json()["message"])


@pytest.mark.parametrize("since", ["-1", "x", "1.5", "９", "9" * 30])
@pytest.mark.parametrize("path", ["messages.json", "phones.json"])
def test_a_wrong_since_is_refused(sandbox: RunningSandbox, path: str, since: str) -> None:
    answer = requests.get(f"{sandbox.url}/{path}", params={"since": since}, timeout=5)
    assert answer.status_code == 400


def test_a_resident_can_be_made_with_a_given_openid_and_renamed(sandbox: RunningSandbox) -> None:
    assert sandbox.control("users", {"openid": "wang", "name": "王芳"})["name"] == "王芳"
    sandbox.control("users", {"openid": "wang"})
    sandbox.control("users", {"openid": "wang", "name": "王小芳"})
    assert sandbox.control("users") == {"users": [{"openid": "wang", "name": "王小芳"}]}


def test_a_made_up_openid_looks_like_one_of_wechat(sandbox: RunningSandbox) -> None:
    assert re.fullmatch(r"o[A-Za-z0-9_-]{27}", sandbox.add_user())


def test_messages_can_be_asked_for_since_the_last_known_one(
    wechat: Caller, sandbox: RunningSandbox, wang_fang: str
) -> None:
    for _ in range(3):
        sandbox.answer(wang_fang, {PAYMENT: "accept"})
        wechat.send(wang_fang)
    answer = requests.get(f"{sandbox.url}/messages.json?since=2", timeout=5).json()
    assert [message["seq"] for message in answer["messages"]] == [3]
    assert answer["last"] == 3
    assert sandbox.messages("nobody") == []


def test_the_display_time_can_be_set_and_freed(sandbox: RunningSandbox) -> None:
    shown = sandbox.control("display-time", {"iso": "2025-11-20T01:00:00Z"})
    assert shown == {"iso": "2025-11-20T09:00:00+08:00"}
    assert sandbox.control("display-time", {})["iso"] > "2026"


def test_reset_forgets_everything(wechat: Caller, sandbox: RunningSandbox, wang_fang: str) -> None:
    sandbox.answer(wang_fang, {PAYMENT: "accept"})
    wechat.send(wang_fang)
    sandbox.fault(SEND, "html")
    sandbox.control("reset", {})
    assert sandbox.messages() == []
    assert sandbox.control("users") == {"users": []}
    assert sandbox.control("faults") == {"faults": []}
    assert sandbox.log()["calls"] == []


def test_the_page_may_be_embedded(sandbox: RunningSandbox) -> None:
    answer = requests.get(f"{sandbox.url}/phones/anyone", timeout=5)
    assert answer.status_code == 200
    assert "x-frame-options" not in answer.headers
