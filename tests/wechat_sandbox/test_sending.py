from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests

from tests.sandbox import RunningSandbox
from tests.wechat_sandbox.caller import DATA, FILING, PAYMENT, SEND, Caller


@pytest.fixture
def granted(sandbox: RunningSandbox, wang_fang: str) -> str:
    """A resident who has accepted one payment reminder."""
    sandbox.answer(wang_fang, {PAYMENT: "accept"})
    return wang_fang


def test_a_send_with_grant_shows_on_the_phone(
    wechat: Caller, sandbox: RunningSandbox, granted: str
) -> None:
    sandbox.control("display-time", {"iso": "2025-11-20T09:00:00"})
    answer = wechat.send(granted)
    assert (answer["errcode"], answer["errmsg"]) == (0, "ok")
    assert len(str(answer["msgid"])) == 19
    assert sandbox.messages() == [
        {
            "seq": 1,
            "msgid": answer["msgid"],
            "openid": granted,
            "template_id": PAYMENT,
            "template": "医保缴费提醒",
            "data": DATA,
            "fields": {"参保人": "王芳", "截止日期": "2025-12-20"},
            "page": "pages/inbox",
            "sent_at": "2025-11-20T09:00:00+08:00",
            "channel": "mini-program",
        }
    ]


def test_one_accept_buys_one_message(wechat: Caller, sandbox: RunningSandbox, granted: str) -> None:
    assert wechat.send(granted)["errcode"] == 0
    assert wechat.send(granted)["errcode"] == 43101
    assert len(sandbox.messages(granted)) == 1


def test_a_grant_of_one_template_buys_nothing_of_another(wechat: Caller, granted: str) -> None:
    assert wechat.send(granted, template_id=FILING)["errcode"] == 43101
    assert wechat.send(granted)["errcode"] == 0


def test_a_long_term_template_sends_again_and_again(
    wechat: Caller, sandbox: RunningSandbox, wang_fang: str
) -> None:
    sandbox.control(
        "templates",
        {"template_id": "long", "title": "长期提醒", "type": 3, "fields": {"thing1": "内容"}},
    )
    sandbox.answer(wang_fang, {"long": "accept"})
    assert [wechat.send(wang_fang, template_id="long")["errcode"] for _ in range(3)] == [0, 0, 0]


@pytest.mark.parametrize(
    ("body", "errcode"),
    [
        ({"template_id": "none"}, 40037),
        ({"template_id": None}, 40037),
        ({"template_id": ["x"]}, 40037),
        ({"touser": "nobody"}, 40003),
        ({"touser": ""}, 40003),
        ({"touser": {}}, 40003),
        ({"data": None}, 47003),
        ({"data": '{"thing1": {"value": "字符串"}}'}, 47003),
        ({"data": {"thing1": {"value": "王芳"}}}, 47003),
        ({"data": {**DATA, "thing1": {"value": 5}}}, 47003),
        ({"data": {**DATA, "thing1": "王芳"}}, 47003),
        ({"page": "https://example.com"}, 41030),
        ({"page": 5}, 41030),
        ({"miniprogram_state": "release"}, 47003),
        ({"lang": "fr"}, 47003),
    ],
)
def test_a_wrong_send_is_refused_and_costs_no_grant(
    wechat: Caller, granted: str, body: dict[str, Any], errcode: int
) -> None:
    assert wechat.send(granted, **body)["errcode"] == errcode
    assert wechat.send(granted)["errcode"] == 0


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("", "argument invalid! data.thing1.value is emtpy"),
        ("医" * 21, "argument invalid! data.thing1.value invalid"),
    ],
)
def test_the_refusal_names_the_wrong_field(
    wechat: Caller, granted: str, value: str, reason: str
) -> None:
    answer = wechat.send(granted, data={**DATA, "thing1": {"value": value}})
    assert answer["errcode"] == 47003
    assert answer["errmsg"].split(" rid: ")[0] == reason


def test_a_list_field_takes_only_values_of_its_list(
    wechat: Caller, sandbox: RunningSandbox, wang_fang: str
) -> None:
    sandbox.control(
        "templates",
        {
            "template_id": "state",
            "title": "状态提醒",
            "fields": {"enum_string1": "状态"},
            "enums": {"enum_string1": ["待缴费", "已缴费"]},
        },
    )
    sandbox.answer(wang_fang, {"state": "accept"})
    for value, errcode in [("别的", 47003), ("待缴费", 0)]:
        data = {"enum_string1": {"value": value}}
        assert wechat.send(wang_fang, template_id="state", data=data)["errcode"] == errcode


def test_checks_come_in_the_order_token_template_openid_data_ban_grant(
    wechat: Caller, sandbox: RunningSandbox, wang_fang: str
) -> None:
    wrong: dict[str, Any] = {"touser": "nobody", "template_id": "none", "data": {}}
    steps: list[tuple[dict[str, Any], int]] = [
        (wrong, 40037),
        (wrong | {"template_id": PAYMENT}, 40003),
        (wrong | {"template_id": PAYMENT, "touser": wang_fang}, 47003),
        ({}, 43107),
    ]
    sandbox.control(
        "templates",
        {
            "template_id": PAYMENT,
            "title": "医保缴费提醒",
            "fields": {"thing1": "参保人", "date2": "截止日期"},
            "banned": True,
        },
    )
    assert wechat.send(wang_fang, token="never-minted", **wrong)["errcode"] == 40001
    assert [wechat.send(wang_fang, **body)["errcode"] for body, _ in steps] == [
        errcode for _, errcode in steps
    ]


@pytest.mark.parametrize(
    ("body", "errcode"),
    [
        (b"", 44002),
        (b"  ", 44002),
        (b"{", 47001),
        (b"[]", 47001),
        (b"\xff", 47001),
        (b'{"data": NaN}', 47001),
        (b'{"data": "\\ud800"}', 47001),
        (b"[" * 100_000, 47001),
    ],
)
def test_a_malformed_body_is_answered_with_its_errcode(
    wechat: Caller, body: bytes, errcode: int
) -> None:
    token = wechat.stable_token()["access_token"]
    assert wechat.post(SEND, body, access_token=token)["errcode"] == errcode


def test_sending_wants_post(wechat: Caller) -> None:
    assert wechat.get(SEND)["errcode"] == 43002


def test_two_sends_to_one_resident_at_once_are_refused_but_to_two_are_not(
    wechat: Caller, sandbox: RunningSandbox, granted: str
) -> None:
    li_ming = sandbox.add_user("李明")
    sandbox.answer(granted, {PAYMENT: "accept"})
    sandbox.answer(li_ming, {PAYMENT: "accept"})
    sandbox.fault(SEND, "latency", seconds=0.4)
    token = wechat.stable_token()["access_token"]
    with ThreadPoolExecutor(3) as callers:
        answers = callers.map(lambda to: wechat.send(to, token=token), [granted, granted, li_ming])
        errcodes = [answer["errcode"] for answer in answers]
    assert sorted(errcodes[:2]) == [0, 43108]
    assert errcodes[2] == 0
    sandbox.clear_faults()
    assert wechat.send(granted)["errcode"] == 0


def test_many_connections_at_eighty_milliseconds_lose_and_repeat_nothing(
    wechat: Caller, sandbox: RunningSandbox
) -> None:
    openids = [sandbox.control("users", {"openid": f"load-{n:05}"})["openid"] for n in range(256)]
    for openid in openids:
        sandbox.answer(openid, {PAYMENT: "accept"})
    sandbox.fault(SEND, "latency", seconds=0.08)
    token = wechat.stable_token()["access_token"]
    url = f"{wechat.url}{SEND}?access_token={token}"

    def send_share(share: list[str]) -> list[int]:
        with requests.Session() as session:
            bodies = ({"touser": to, "template_id": PAYMENT, "data": DATA} for to in share)
            return [session.post(url, json=body, timeout=10).json()["errcode"] for body in bodies]

    started = time.monotonic()
    with ThreadPoolExecutor(64) as callers:
        errcodes = [
            code
            for share in callers.map(send_share, [openids[n::64] for n in range(64)])
            for code in share
        ]
    assert set(errcodes) == {0}
    assert sorted(message["openid"] for message in sandbox.messages()) == openids
    assert time.monotonic() - started < 8
    log = sandbox.log()
    assert log["counts"][SEND] == 256
    assert log["calls"][-1]["openid"] == log["calls"][-1]["openid"][-6:]
