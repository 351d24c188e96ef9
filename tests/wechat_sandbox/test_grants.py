from __future__ import annotations

import json
from typing import Any

import pytest
import requests
from requests import HTTPError

from tests.sandbox import RunningSandbox
from tests.wechat_sandbox.caller import FILING, PAYMENT, Caller
from tests.wechat_sandbox.conftest import Callback


def grants(sandbox: RunningSandbox, openid: str) -> dict[str, int]:
    held = sandbox.control(f"grants?openid={openid}")["grants"]
    return {grant["template_id"]: grant["count"] for grant in held}


def test_accepts_add_up(sandbox: RunningSandbox, wang_fang: str) -> None:
    for _ in range(3):
        answer = sandbox.answer(wang_fang, {PAYMENT: "accept", FILING: "reject"})
    assert answer == {
        "errMsg": "requestSubscribeMessage:ok",
        PAYMENT: "accept",
        FILING: "reject",
    }
    assert grants(sandbox, wang_fang) == {PAYMENT: 3}


@pytest.mark.parametrize("answer", ["acceptWithAudio", "acceptWithAlert", "acceptWithForcePush"])
def test_every_answer_that_starts_with_accept_counts(
    sandbox: RunningSandbox, wang_fang: str, answer: str
) -> None:
    assert sandbox.answer(wang_fang, {PAYMENT: answer})[PAYMENT] == answer
    assert grants(sandbox, wang_fang) == {PAYMENT: 1}


def test_a_banned_template_answers_ban_and_gives_nothing(
    wechat: Caller, sandbox: RunningSandbox, wang_fang: str
) -> None:
    assert sandbox.answer(wang_fang, {PAYMENT: "ban"})[PAYMENT] == "ban"
    assert sandbox.answer(wang_fang, {PAYMENT: "accept"})[PAYMENT] == "ban"
    assert grants(sandbox, wang_fang) == {}
    assert wechat.send(wang_fang)["errcode"] == 43107


def test_of_templates_with_one_title_only_the_first_is_asked(
    sandbox: RunningSandbox, wang_fang: str
) -> None:
    sandbox.add_template(template_id="twin", title="医保缴费提醒", fields={"thing1": "参保人"})
    answer = sandbox.answer(wang_fang, {PAYMENT: "accept", "twin": "accept"})
    assert (answer[PAYMENT], answer["twin"]) == ("accept", "filter")
    assert grants(sandbox, wang_fang) == {PAYMENT: 1}


def test_always_keep_answers_silently_and_still_grants(
    sandbox: RunningSandbox, wang_fang: str, callback: Callback
) -> None:
    sandbox.push_to(callback.url)
    sandbox.control(
        "subscribe",
        {"openid": wang_fang, "answers": {PAYMENT: "accept"}, "always_keep": True},
    )
    assert json.loads(callback.next().body)["Event"] == "subscribe_msg_popup_event"
    assert sandbox.answer(wang_fang, {PAYMENT: "reject"})[PAYMENT] == "accept"
    assert grants(sandbox, wang_fang) == {PAYMENT: 2}
    sandbox.control("reject", {"openid": wang_fang, "template_id": PAYMENT})
    assert json.loads(callback.next().body)["Event"] == "subscribe_msg_change_event"


def test_many_taps_that_nobody_watched_are_told_at_once(
    wechat: Caller, sandbox: RunningSandbox, wang_fang: str, callback: Callback
) -> None:
    sandbox.push_to(callback.url)
    tap = {"openid": wang_fang, "template_id": PAYMENT}
    assert sandbox.control("silent-accepts", {"taps": [tap, tap]}) == {"count": 2}
    assert grants(sandbox, wang_fang) == {PAYMENT: 2}
    assert sandbox.answer(wang_fang, {PAYMENT: "reject"})[PAYMENT] == "accept"
    for wrong in ({"taps": 1}, {"taps": [1]}, {"taps": [tap, {**tap, "openid": "nobody"}]}):
        with pytest.raises(HTTPError):
            sandbox.control("silent-accepts", wrong)
    assert grants(sandbox, wang_fang) == {PAYMENT: 3}
    sandbox.control("reject", tap)
    assert json.loads(callback.next().body)["Event"] == "subscribe_msg_change_event"


def test_rejecting_in_the_settings_destroys_what_is_left(
    wechat: Caller, sandbox: RunningSandbox, wang_fang: str
) -> None:
    sandbox.answer(wang_fang, {PAYMENT: "accept"})
    sandbox.control("reject", {"openid": wang_fang, "template_id": PAYMENT})
    assert grants(sandbox, wang_fang) == {}
    assert wechat.send(wang_fang)["errcode"] == 43101


@pytest.mark.parametrize(
    ("answers", "errcode"),
    [
        ({}, 10001),
        ({"none": "accept"}, 20001),
        ({PAYMENT: "accept", "long": "accept"}, 20002),
        ({f"t{n}": "accept" for n in range(6)}, 20003),
    ],
)
def test_a_wrong_prompt_fails_as_in_the_mini_program(
    sandbox: RunningSandbox, wang_fang: str, answers: dict[str, Any], errcode: int
) -> None:
    sandbox.control(
        "templates",
        {"template_id": "long", "title": "长期提醒", "type": 3, "fields": {"thing1": "内容"}},
    )
    body = {"openid": wang_fang, "answers": answers}
    answer = requests.post(f"{sandbox.url}/control/subscribe", json=body, timeout=5)
    assert answer.status_code == 400
    assert answer.json()["errCode"] == errcode
    assert answer.json()["errMsg"].startswith("requestSubscribeMessage:fail ")
