from __future__ import annotations

import socket
import time
from urllib.parse import urlsplit

import pytest
import requests

from tests.sandbox import RunningSandbox
from tests.wechat_sandbox.caller import LOGIN, PAYMENT, SEND, STABLE_TOKEN, Caller


@pytest.fixture
def granted(sandbox: RunningSandbox, wang_fang: str) -> str:
    for _ in range(9):
        sandbox.answer(wang_fang, {PAYMENT: "accept"})
    return wang_fang


def raw_send(wechat: Caller, openid: str, **how: float) -> requests.Response:
    token = wechat.stable_token()["access_token"]
    body = {
        "touser": openid,
        "template_id": PAYMENT,
        "data": {"thing1": {"value": "王芳"}, "date2": {"value": "2025-12-20"}},
    }
    return requests.post(
        f"{wechat.url}{SEND}?access_token={token}", json=body, timeout=how.get("timeout", 10)
    )


@pytest.mark.parametrize("errcode", [-1, 45009, 45011, 43108, 99999])
def test_an_errcode_on_request(
    wechat: Caller, sandbox: RunningSandbox, granted: str, errcode: int
) -> None:
    sandbox.fault(SEND, "errcode", errcode=errcode)
    assert wechat.send(granted)["errcode"] == errcode
    assert sandbox.messages() == []


def test_a_fault_strikes_every_nth_call_and_only_so_often(
    wechat: Caller, sandbox: RunningSandbox, granted: str
) -> None:
    sandbox.fault(SEND, "errcode", errcode=-1, every=3, times=2)
    errcodes = [wechat.send(granted)["errcode"] for _ in range(9)]
    assert errcodes == [0, 0, -1, 0, 0, -1, 0, 0, 0]


def test_a_fault_strikes_only_its_path(
    wechat: Caller, sandbox: RunningSandbox, granted: str
) -> None:
    sandbox.fault(STABLE_TOKEN, "errcode", errcode=-1)
    assert wechat.stable_token()["errcode"] == -1
    assert "openid" in wechat.login(sandbox.login_code(granted))


def test_a_star_strikes_every_path(wechat: Caller, sandbox: RunningSandbox) -> None:
    sandbox.fault("*", "errcode", errcode=-1)
    assert wechat.stable_token()["errcode"] == -1
    assert wechat.login("any")["errcode"] == -1


def test_cleared_faults_strike_no_more(
    wechat: Caller, sandbox: RunningSandbox, granted: str
) -> None:
    sandbox.fault(SEND, "errcode", errcode=-1)
    sandbox.clear_faults()
    assert wechat.send(granted)["errcode"] == 0


def test_html_instead_of_json(wechat: Caller, sandbox: RunningSandbox, granted: str) -> None:
    sandbox.fault(SEND, "html", times=1)
    answer = raw_send(wechat, granted)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")


def test_a_status_on_request(wechat: Caller, sandbox: RunningSandbox, granted: str) -> None:
    sandbox.fault(SEND, "status", status=503)
    assert raw_send(wechat, granted).status_code == 503


@pytest.mark.parametrize("path", [LOGIN, SEND])
def test_a_reset_connection_is_a_real_one(
    wechat: Caller, sandbox: RunningSandbox, path: str
) -> None:
    sandbox.fault(path, "reset", times=1)
    address = urlsplit(wechat.url)
    with socket.create_connection((address.hostname, address.port), timeout=5) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {address.netloc}\r\n\r\n".encode())
        with pytest.raises(ConnectionResetError):
            connection.recv(1)
    assert requests.get(f"{wechat.url}{path}", timeout=5).status_code == 200


@pytest.mark.parametrize("kind", ["reset", "status", "html", "errcode"])
def test_a_fault_after_the_effect_delivers_the_message_all_the_same(
    wechat: Caller, sandbox: RunningSandbox, granted: str, kind: str
) -> None:
    details = {"errcode": -1} if kind == "errcode" else {}
    sandbox.fault(SEND, kind, after=True, **details)
    if kind == "reset":
        with pytest.raises(requests.ConnectionError):
            raw_send(wechat, granted)
    else:
        assert b'"msgid"' not in raw_send(wechat, granted).content
    assert len(sandbox.messages()) == 1


def test_latency_before_delivers_late_even_when_the_caller_has_gone(
    wechat: Caller, sandbox: RunningSandbox, granted: str
) -> None:
    sandbox.fault(SEND, "latency", seconds=0.5, times=1)
    with pytest.raises(requests.Timeout):
        raw_send(wechat, granted, timeout=0.1)
    assert sandbox.messages() == []
    time.sleep(0.6)
    assert len(sandbox.messages()) == 1


def test_latency_after_has_already_delivered_and_locks_nobody(
    wechat: Caller, sandbox: RunningSandbox, granted: str
) -> None:
    sandbox.fault(SEND, "latency", seconds=3600, times=1, after=True)
    with pytest.raises(requests.Timeout):
        raw_send(wechat, granted, timeout=0.2)
    assert len(sandbox.messages()) == 1
    assert wechat.send(granted)["errcode"] == 0


def test_the_log_tells_what_each_call_was_answered_and_no_whole_openid(
    wechat: Caller, sandbox: RunningSandbox, granted: str
) -> None:
    sandbox.fault(SEND, "status", times=1)
    raw_send(wechat, granted)
    wechat.send(granted)
    calls = [call for call in sandbox.log()["calls"] if call["path"] == SEND]
    assert [call["errcode"] for call in calls] == [None, 0]
    assert calls[1]["openid"] == granted[-6:]
    assert granted not in str(calls)
