from __future__ import annotations

import pytest

from tests.sandbox import RunningSandbox
from tests.wechat_sandbox.caller import LOGIN, Caller


def test_a_code_becomes_an_openid_and_the_answer_carries_no_errcode(
    wechat: Caller, sandbox: RunningSandbox, wang_fang: str
) -> None:
    answer = wechat.login(sandbox.login_code(wang_fang))
    assert answer == {"openid": wang_fang, "session_key": answer["session_key"]}
    assert len(answer["session_key"]) == 24


def test_the_session_key_of_a_resident_stays_the_same(
    wechat: Caller, sandbox: RunningSandbox, wang_fang: str
) -> None:
    first = wechat.login(sandbox.login_code(wang_fang))
    assert wechat.login(sandbox.login_code(wang_fang)) == first


def test_a_code_can_be_used_only_once(
    wechat: Caller, sandbox: RunningSandbox, wang_fang: str
) -> None:
    code = sandbox.login_code(wang_fang)
    wechat.login(code)
    assert wechat.login(code)["errcode"] == 40163


def test_a_code_lives_five_minutes(wechat: Caller, sandbox: RunningSandbox, wang_fang: str) -> None:
    lasting, expired = sandbox.login_code(wang_fang), sandbox.login_code(wang_fang)
    sandbox.control("clock", {"skip_seconds": 290})
    assert "openid" in wechat.login(lasting)
    sandbox.control("clock", {"skip_seconds": 11})
    assert wechat.login(expired)["errcode"] == 40029


@pytest.mark.parametrize(
    ("query", "errcode"),
    [
        ({"appid": ""}, 41002),
        ({"secret": ""}, 41004),
        ({"js_code": ""}, 41008),
        ({"grant_type": "client_credential"}, 40002),
        ({"appid": "wx0000000000000000"}, 40013),
        ({"secret": "wrong"}, 40125),
        ({"js_code": "never-issued"}, 40029),
    ],
)
def test_a_wrong_login_call_is_answered_with_its_errcode(
    wechat: Caller, sandbox: RunningSandbox, wang_fang: str, query: dict[str, str], errcode: int
) -> None:
    assert wechat.login(sandbox.login_code(wang_fang), **query)["errcode"] == errcode


def test_parameters_sent_as_a_body_are_not_seen(wechat: Caller) -> None:
    assert wechat.post(LOGIN, {"appid": wechat.appid, "secret": wechat.secret})["errcode"] == 41002


def test_every_failure_carries_a_request_id(wechat: Caller) -> None:
    answer = wechat.login("never-issued")
    assert answer["errmsg"].startswith("invalid code rid: ")
    assert [len(part) for part in answer["errmsg"].split(" rid: ")[1].split("-")] == [8, 8, 8]
