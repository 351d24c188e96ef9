from __future__ import annotations

import pytest

from tests.sandbox import RunningSandbox
from tests.wechat_sandbox.caller import STABLE_TOKEN, TOKEN, Caller

# What a send with a good token is answered here: the check after the token's is the template's.
TOKEN_ACCEPTED = 40037


def errcode_with(wechat: Caller, token: str) -> int:
    errcode: int = wechat.send("nobody", token=token, template_id="none")["errcode"]
    return errcode


def test_a_stable_token_is_the_same_until_five_minutes_are_left(
    wechat: Caller, sandbox: RunningSandbox
) -> None:
    first = wechat.stable_token()
    assert first["expires_in"] == 7200
    sandbox.control("clock", {"skip_seconds": 6890})
    again = wechat.stable_token()
    assert again["access_token"] == first["access_token"]
    assert 300 <= again["expires_in"] <= 310
    sandbox.control("clock", {"skip_seconds": 20})
    renewed = wechat.stable_token()
    assert renewed["access_token"] != first["access_token"]
    assert renewed["expires_in"] == 7200
    assert errcode_with(wechat, first["access_token"]) == TOKEN_ACCEPTED
    sandbox.control("clock", {"skip_seconds": 300})
    assert errcode_with(wechat, first["access_token"]) == 42001
    assert errcode_with(wechat, renewed["access_token"]) == TOKEN_ACCEPTED


def test_a_forced_refresh_kills_the_old_stable_token_at_once(wechat: Caller) -> None:
    old = wechat.stable_token()["access_token"]
    new = wechat.stable_token(force_refresh=True)["access_token"]
    assert errcode_with(wechat, old) == 40001
    assert errcode_with(wechat, new) == TOKEN_ACCEPTED


def test_a_forced_refresh_within_thirty_seconds_refreshes_nothing(
    wechat: Caller, sandbox: RunningSandbox
) -> None:
    first = wechat.stable_token(force_refresh=True)["access_token"]
    sandbox.control("clock", {"skip_seconds": 20})
    assert wechat.stable_token(force_refresh=True)["access_token"] == first
    sandbox.control("clock", {"skip_seconds": 10})
    assert wechat.stable_token(force_refresh=True)["access_token"] != first


def test_only_twenty_forced_refreshes_a_day_count(wechat: Caller, sandbox: RunningSandbox) -> None:
    sandbox.control("clock", {"skip_seconds": 0})
    tokens = set()
    for _ in range(60):
        tokens.add(wechat.stable_token(force_refresh=True)["access_token"])
        sandbox.control("clock", {"skip_seconds": 30})
    # Should midnight fall into these thirty minutes, the next day's twenty count as well.
    assert 20 <= len(tokens) <= 40
    assert sandbox.log()["tokens"]["stable"] == len(tokens)


def test_a_new_classic_token_leaves_the_old_one_five_minutes(
    wechat: Caller, sandbox: RunningSandbox
) -> None:
    old, new = (wechat.classic_token()["access_token"] for _ in range(2))
    assert old != new
    assert errcode_with(wechat, old) == TOKEN_ACCEPTED
    sandbox.control("clock", {"skip_seconds": 301})
    assert errcode_with(wechat, old) == 40001
    assert errcode_with(wechat, new) == TOKEN_ACCEPTED


def test_the_overlap_of_classic_tokens_can_be_taken_away(
    wechat: Caller, sandbox: RunningSandbox
) -> None:
    sandbox.control("settings", {"token_overlap": 0})
    old, _ = (wechat.classic_token()["access_token"] for _ in range(2))
    assert errcode_with(wechat, old) == 40001


def test_the_two_kinds_of_token_do_not_touch_each_other(
    wechat: Caller, sandbox: RunningSandbox
) -> None:
    sandbox.control("settings", {"token_overlap": 0})
    stable = wechat.stable_token()["access_token"]
    classic = wechat.classic_token()["access_token"]
    wechat.stable_token(force_refresh=True)
    assert errcode_with(wechat, classic) == TOKEN_ACCEPTED
    assert errcode_with(wechat, stable) == 40001
    assert sandbox.log()["tokens"] == {"classic": 1, "stable": 2}


def test_all_tokens_can_be_expired_at_once(wechat: Caller, sandbox: RunningSandbox) -> None:
    old = wechat.stable_token()["access_token"]
    assert sandbox.control("expire-tokens", {}) == {"expired": 1}
    assert errcode_with(wechat, old) == 42001
    assert errcode_with(wechat, wechat.stable_token()["access_token"]) == TOKEN_ACCEPTED


@pytest.mark.parametrize(
    ("token", "errcode"), [("", 41001), ("never-minted", 40001), ("not a token!", 40014)]
)
def test_a_bad_token_is_answered_with_its_errcode(wechat: Caller, token: str, errcode: int) -> None:
    assert errcode_with(wechat, token) == errcode


@pytest.mark.parametrize(
    ("wrong", "errcode"),
    [
        ({"grant_type": "none"}, 40002),
        ({"appid": ""}, 41002),
        ({"secret": ""}, 41004),
        ({"appid": "wx0000000000000000"}, 40013),
        ({"secret": "wrong"}, 40125),
    ],
)
def test_wrong_credentials_mint_nothing(
    wechat: Caller, sandbox: RunningSandbox, wrong: dict[str, str], errcode: int
) -> None:
    assert wechat.stable_token(**wrong)["errcode"] == errcode
    assert wechat.classic_token(**wrong)["errcode"] == errcode
    assert sandbox.log()["tokens"] == {"classic": 0, "stable": 0}


def test_each_token_endpoint_wants_its_own_method(wechat: Caller) -> None:
    assert wechat.get(STABLE_TOKEN)["errcode"] == 43002
    assert wechat.post(TOKEN, {})["errcode"] == 43001
