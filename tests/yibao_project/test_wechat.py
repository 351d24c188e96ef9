"""The door to WeChat, one call at a time: against the sandbox, and against a WeChat gone mad."""

from __future__ import annotations

import logging
import os
import pickle
import re
import socket
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import redis
from hypothesis import given
from hypothesis import strategies as st

from tests.sandbox import RunningSandbox
from tests.yibao_project.scripted_wechat import (
    LOGIN,
    SEND,
    SENT,
    TOKEN,
    Call,
    Cut,
    Hush,
    ScriptedWeChat,
    error,
    http,
)
from yibao_project import wechat, wechat_answers
from yibao_project.wechat import SubscribeMessage
from yibao_project.wechat_answers import Kind, Outcome, WeChatError

OPENID = "oDoorTest_abcdefghijklmnopqr"
TEMPLATE = "TEMPLATE_of_the_door_tests_0000000000000000"
SESSION = {"openid": OPENID, "session_key": "HyVFkGl5F5OQWJZZaNzBBg=="}


def a_message(openid: str = OPENID) -> SubscribeMessage:
    return SubscribeMessage(
        openid=openid,
        template_id=TEMPLATE,
        page="pages/reminders/index?reminder=7",
        data={"thing1": "居民医保缴费", "date2": "2025-12-20"},
    )


@pytest.fixture
def scripted(settings: Any) -> Iterator[ScriptedWeChat]:
    with ScriptedWeChat.running() as running:
        settings.WECHAT_API_BASE = running.url
        yield running


@pytest.fixture
def quick(settings: Any) -> None:
    settings.WECHAT_CONNECT_TIMEOUT = 0.5
    settings.WECHAT_READ_TIMEOUT = 0.3


@pytest.fixture
def resident(sandbox: RunningSandbox) -> str:
    """Has one credit for the template."""
    openid = sandbox.add_user("王芳", openid=OPENID)
    sandbox.add_template(
        template_id=TEMPLATE, title="缴费提醒", fields={"thing1": "事项", "date2": "截止日期"}
    )
    sandbox.answer(openid, {TEMPLATE: "accept"})
    return openid


def failure_of(call: Callable[[], Any]) -> WeChatError:
    with pytest.raises(WeChatError) as caught:
        call()
    return caught.value


def send() -> int | None:
    return wechat.send_subscribe(a_message())


def mints(sandbox: RunningSandbox) -> int:
    return int(sandbox.log()["tokens"].get("stable", 0))


# --- login ---


def test_login_tells_who_it_is_and_needs_no_access_token(sandbox: RunningSandbox) -> None:
    openid = sandbox.add_user("王芳")
    session = wechat.login(sandbox.login_code(openid))
    assert session.openid == openid
    assert session.session_key
    assert set(sandbox.log()["counts"]) == {LOGIN}


@pytest.mark.parametrize(
    "fault", [{"kind": "errcode", "errcode": 40164}, {"kind": "html"}, {"kind": "reset"}]
)
def test_login_survives_a_token_outage(sandbox: RunningSandbox, fault: dict[str, Any]) -> None:
    sandbox.fault(TOKEN, **fault)
    openid = sandbox.add_user("王芳")
    assert wechat.login(sandbox.login_code(openid)).openid == openid


def test_login_survives_the_loss_of_redis(sandbox: RunningSandbox, settings: Any) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    openid = sandbox.add_user("王芳")
    assert wechat.login(sandbox.login_code(openid)).openid == openid


def test_a_login_code_works_once(sandbox: RunningSandbox) -> None:
    code = sandbox.login_code(sandbox.add_user("王芳"))
    wechat.login(code)
    failure = failure_of(lambda: wechat.login(code))
    assert (failure.kind, failure.errcode) == (Kind.BROKEN, 40163)
    assert "重新进入小程序" in failure.message


def test_a_made_up_code_is_refused(sandbox: RunningSandbox) -> None:
    failure = failure_of(lambda: wechat.login("made-up"))
    assert (failure.kind, failure.errcode) == (Kind.BROKEN, 40029)


@pytest.mark.parametrize("errcode", [40001, 40125])
def test_a_wrong_secret_is_the_operators_business(scripted: ScriptedWeChat, errcode: int) -> None:
    scripted.scripts[LOGIN] = scripted.scripts[TOKEN] = lambda call: error(errcode)
    for call in (lambda: wechat.login("code"), wechat.access_token):
        failure = failure_of(call)
        assert (failure.kind, failure.errcode) == (Kind.CONFIG, errcode)
        assert "WECHAT_SECRET" in failure.message
    assert len(scripted.calls) == 2


@pytest.mark.parametrize("answer", [http({}), http([]), http(b"<html>"), http(b"", status=500)])
def test_a_login_answer_without_a_person_is_temporary(
    scripted: ScriptedWeChat, answer: bytes
) -> None:
    scripted.scripts[LOGIN] = lambda call: answer
    assert failure_of(lambda: wechat.login("code")).kind is Kind.TEMPORARY


def test_a_session_shows_nothing_of_itself() -> None:
    assert repr(wechat.Session(OPENID, "key", "union")) == "Session()"


# --- sending one message ---


def test_a_message_arrives_on_the_phone(sandbox: RunningSandbox, resident: str) -> None:
    msgid = send()
    [card] = sandbox.messages(resident)
    assert msgid == int(card["msgid"])
    assert msgid > 2**53
    assert card["page"] == "pages/reminders/index?reminder=7"
    assert "居民医保缴费" in str(card["data"])


def test_state_and_language_are_always_said(scripted: ScriptedWeChat, settings: Any) -> None:
    settings.WECHAT_MINIPROGRAM_STATE = "trial"
    assert send() == 2**62 + 1
    [call] = scripted.calls_to(SEND)
    assert call.method == "POST"
    assert call.query == {"access_token": "token-1"}
    assert call.json == {
        "touser": OPENID,
        "template_id": TEMPLATE,
        "page": "pages/reminders/index?reminder=7",
        "miniprogram_state": "trial",
        "lang": "zh_CN",
        "data": {"thing1": {"value": "居民医保缴费"}, "date2": {"value": "2025-12-20"}},
    }


def test_without_a_page_the_card_has_none() -> None:
    message = SubscribeMessage(OPENID, TEMPLATE, "", {"thing1": "一"})
    assert b'"page"' not in message.encode()


def test_without_a_credit_the_resident_has_refused(sandbox: RunningSandbox, resident: str) -> None:
    send()
    failure = failure_of(send)
    assert (failure.kind, failure.errcode) == (Kind.REFUSED, 43101)


@pytest.mark.parametrize(
    ("errcode", "kind"),
    [
        (-1, Kind.TEMPORARY),
        (45009, Kind.TEMPORARY),
        (45011, Kind.TEMPORARY),
        (44990, Kind.TEMPORARY),
        (44991, Kind.TEMPORARY),
        (43108, Kind.TEMPORARY),
        (43101, Kind.REFUSED),
        (40003, Kind.BROKEN),
        (41030, Kind.CONFIG),
        (45168, Kind.BROKEN),
        (47003, Kind.BROKEN),
        (40013, Kind.CONFIG),
        (40037, Kind.CONFIG),
        (40164, Kind.CONFIG),
        (43107, Kind.CONFIG),
        (48001, Kind.CONFIG),
        (99999, Kind.BROKEN),
    ],
)
def test_every_errcode_has_its_kind(
    sandbox: RunningSandbox, resident: str, errcode: int, kind: Kind
) -> None:
    sandbox.fault(SEND, "errcode", errcode=errcode)
    failure = failure_of(send)
    assert (failure.kind, failure.errcode) == (kind, errcode)
    assert str(errcode) in str(failure)
    assert sandbox.log()["counts"][SEND] == 1


def test_every_listed_error_says_what_it_means() -> None:
    for errcode, (_, sentence) in wechat_answers.ERRORS.items():
        assert re.search(r"[\u4e00-\u9fff].*[。]$", sentence), errcode


def test_wechats_own_words_reach_the_operator(scripted: ScriptedWeChat) -> None:
    scripted.scripts[SEND] = lambda call: error(
        47003, "argument invalid! data.thing3.value invalid rid: 64229bc2-48d0e8b1-2008ed9b"
    )
    message = failure_of(send).message
    assert "data.thing3.value invalid" in message
    assert "rid: 64229bc2-48d0e8b1-2008ed9b" in message


@pytest.mark.parametrize("fault", [{"kind": "html"}, {"kind": "status", "status": 502}])
def test_a_gateways_page_is_temporary(
    sandbox: RunningSandbox, resident: str, fault: dict[str, Any]
) -> None:
    sandbox.fault(SEND, **fault)
    assert failure_of(send).kind is Kind.TEMPORARY


@pytest.mark.parametrize("after", [False, True])
def test_a_connection_cut_after_writing_is_uncertain(
    sandbox: RunningSandbox, resident: str, after: bool
) -> None:
    sandbox.fault(SEND, "reset", after=after)
    assert failure_of(send).kind is Kind.UNCERTAIN
    assert len(sandbox.messages(resident)) == after


@pytest.mark.parametrize("end", [Cut, Hush])
def test_a_stale_connection_is_uncertain_and_the_next_call_is_fine(
    scripted: ScriptedWeChat, end: type[Exception]
) -> None:
    def once(call: Call) -> bytes:
        if call.connection == 1:
            raise end
        return SENT

    wechat.access_token()
    scripted.scripts[SEND] = once
    assert failure_of(send).kind is Kind.UNCERTAIN
    assert send()


@pytest.mark.usefixtures("quick")
def test_an_answer_cut_short_is_uncertain(scripted: ScriptedWeChat) -> None:
    half = b"HTTP/1.1 200 OK\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\nzz"
    scripted.scripts[SEND] = lambda call: half
    assert failure_of(send).kind is Kind.UNCERTAIN


@pytest.mark.usefixtures("quick")
def test_a_silent_server_is_uncertain_within_the_read_timeout(scripted: ScriptedWeChat) -> None:
    release = threading.Event()
    scripted.scripts[SEND] = lambda call: SENT if release.wait(10) else SENT
    started = time.monotonic()
    assert failure_of(send).kind is Kind.UNCERTAIN
    assert time.monotonic() - started < 2
    release.set()


@pytest.mark.usefixtures("quick")
def test_a_silent_token_endpoint_is_temporary_within_the_read_timeout(
    scripted: ScriptedWeChat,
) -> None:
    release = threading.Event()
    scripted.scripts[TOKEN] = lambda call: SENT if release.wait(10) else SENT
    started = time.monotonic()
    assert failure_of(send).kind is Kind.TEMPORARY
    assert time.monotonic() - started < 2
    release.set()


def test_a_closed_door_is_temporary(settings: Any) -> None:
    settings.WECHAT_API_BASE = "http://127.0.0.1:1"
    for call in (send, lambda: wechat.login("code"), wechat.access_token):
        assert failure_of(call).kind is Kind.TEMPORARY


def test_a_redirect_is_not_followed(scripted: ScriptedWeChat) -> None:
    location = f"Location: {scripted.url}/elsewhere\r\n"
    scripted.scripts[SEND] = lambda call: http({}, status=302, headers=location)
    assert failure_of(send).kind is Kind.TEMPORARY
    assert not scripted.calls_to("/elsewhere")


def test_without_redis_sending_is_temporary(sandbox: RunningSandbox, settings: Any) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    assert failure_of(send).kind is Kind.TEMPORARY


# --- the shared token ---


def test_fifty_cold_threads_mint_one_token(sandbox: RunningSandbox) -> None:
    sandbox.fault(TOKEN, "latency", seconds=0.2)
    together = threading.Barrier(50)

    def cold(_: int) -> str:
        together.wait()
        return wechat.access_token()

    with ThreadPoolExecutor(50) as threads:
        tokens = set(threads.map(cold, range(50)))
    assert len(tokens) == 1
    assert mints(sandbox) == 1
    assert sandbox.log()["counts"] == {TOKEN: 1}


@pytest.mark.parametrize("openid", ["oUp2_tester-1", '引号"和\\'])
def test_a_mold_gives_the_very_message(openid: str) -> None:
    told: dict[str, Any] = {
        "template_id": "TPL",
        "data": {"thing1": "外婆", "date2": "2025年12月4日"},
    }
    mold = wechat.Mold(page="pages/reminder/index?reminder=", **told)
    message = SubscribeMessage(openid=openid, page="pages/reminder/index?reminder=42", **told)
    assert mold.fill(openid=openid, number=42) == message.encode()


COLD_PROCESS = """
import concurrent.futures
from yibao_project import wechat
with concurrent.futures.ThreadPoolExecutor(10) as threads:
    print(len(set(threads.map(lambda _: wechat.access_token(), range(10)))))
"""


def test_cold_processes_mint_one_token(sandbox: RunningSandbox) -> None:
    sandbox.fault(TOKEN, "latency", seconds=0.5)
    environment = {**os.environ, "WECHAT_API_BASE": sandbox.url}
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", COLD_PROCESS], env=environment, stdout=subprocess.PIPE
        )
        for _ in range(3)
    ]
    assert [process.communicate(timeout=60)[0].strip() for process in processes] == [b"1"] * 3
    assert sandbox.log()["counts"] == {TOKEN: 1}


def test_a_warm_token_asks_nobody(sandbox: RunningSandbox) -> None:
    first = wechat.access_token()
    assert wechat.access_token() == first
    assert sandbox.log()["counts"] == {TOKEN: 1}


@pytest.mark.parametrize(
    ("life", "kept"), [(7200, 6900), (345, 172), (300, 150), (2, 1), (0, 1), (-5, 1)]
)
def test_a_token_is_kept_for_less_than_its_life(
    scripted: ScriptedWeChat, settings: Any, life: int, kept: int
) -> None:
    scripted.scripts[TOKEN] = lambda call: http({"access_token": "t", "expires_in": life})
    wechat.access_token()
    with redis.Redis.from_url(settings.REDIS_URL) as store:
        [key] = store.scan_iter("*:wechat:*:token")
        assert kept - 2 <= store.ttl(key) <= kept


@pytest.mark.parametrize(
    "answer",
    [
        http({"access_token": "t"}),
        http({"expires_in": 7200}),
        http({"access_token": 5, "expires_in": 7200}),
        http({"access_token": "t", "expires_in": "soon"}),
        http([]),
        http(b"<html>"),
    ],
)
def test_a_token_answer_that_is_none_is_temporary(scripted: ScriptedWeChat, answer: bytes) -> None:
    scripted.scripts[TOKEN] = lambda call: answer
    assert failure_of(wechat.access_token).kind is Kind.TEMPORARY


def test_an_expired_token_is_renewed_and_the_message_sent(
    sandbox: RunningSandbox, resident: str
) -> None:
    wechat.access_token()
    sandbox.control("expire-tokens", {})
    assert send()
    assert mints(sandbox) == 2
    assert sandbox.log()["counts"][SEND] == 2


def test_a_dead_token_that_wechat_believes_alive_is_refreshed_by_force(
    sandbox: RunningSandbox, resident: str
) -> None:
    before = wechat.access_token()
    sandbox.fault(SEND, "errcode", errcode=40001, times=1)
    assert send()
    assert wechat.access_token() != before
    assert sandbox.log()["counts"] == {TOKEN: 3, SEND: 2}


@pytest.mark.parametrize("errcode", [40001, 40014, 42001])
def test_a_server_that_refuses_every_token_is_asked_twice(
    scripted: ScriptedWeChat, errcode: int
) -> None:
    scripted.scripts[SEND] = lambda call: error(errcode)
    failure = failure_of(send)
    assert (failure.kind, failure.errcode) == (Kind.TOKEN, errcode)
    assert [call.query["access_token"] for call in scripted.calls_to(SEND)] == [
        "token-1",
        "token-2",
    ]


def test_force_is_not_used_again_at_once(scripted: ScriptedWeChat) -> None:
    def stubborn(call: Call) -> bytes:
        return http({"access_token": "always-the-same", "expires_in": 7200})

    scripted.scripts[TOKEN] = stubborn
    scripted.scripts[SEND] = lambda call: error(40001)
    for _ in range(5):
        assert failure_of(send).kind is Kind.TOKEN
    forced = [call for call in scripted.calls_to(TOKEN) if call.json["force_refresh"]]
    assert len(forced) == 1


def test_threads_that_met_the_same_dead_token_renew_it_once(scripted: ScriptedWeChat) -> None:
    dead = wechat.access_token()
    with ThreadPoolExecutor(20) as threads:
        fresh = set(threads.map(lambda _: wechat.renew_token(dead=dead), range(20)))
    assert fresh == {"token-2"}
    assert scripted.minted == 2


def test_a_token_of_another_app_or_server_is_not_used(
    scripted: ScriptedWeChat, settings: Any
) -> None:
    first = wechat.access_token()
    settings.WECHAT_SECRET = "rotated"
    assert wechat.access_token() != first


# --- what wechatpy hard-codes ---


def test_wechatpys_own_hosts_are_never_contacted(
    scripted: ScriptedWeChat, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up: list[Any] = []
    really = socket.getaddrinfo

    def noted(host: Any, *rest: Any, **more: Any) -> Any:
        looked_up.append(host)
        return really(host, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", noted)
    for path in ("/cgi-bin/getcallbackip", "/wxa/msg_sec_check", "/datacube/getusersummary"):
        scripted.scripts[path] = lambda call: http({"ip_list": [], "list": []})
    wechat.client().misc.get_wechat_ips()
    wechat.client().wxa.check_text_security("你好")
    wechat.client().datacube.get_user_summary("2025-01-01", "2025-01-02")
    assert {call.path for call in scripted.calls} == {TOKEN, *scripted.scripts} - {SEND}
    assert set(looked_up) == {"127.0.0.1"}


def test_a_base_with_a_path_is_kept(scripted: ScriptedWeChat, settings: Any) -> None:
    settings.WECHAT_API_BASE = f"{scripted.url}/wechat/"
    for path in (TOKEN, SEND):
        scripted.scripts[f"/wechat{path}"] = scripted.scripts.pop(path)
    assert send()


# --- secrets ---

SECRET = "0123456789abcdef0123456789abcdef"
LONG_TOKEN = "92_" + "Tt0-" * 30


def echoing(call: Call) -> bytes:
    """Repeats everything it was told, as no decent server would."""
    return error(47003, f"bad request: {call.query} {call.body.decode()}")


TROUBLES: dict[str, Callable[[ScriptedWeChat], None]] = {
    "echo": lambda it: it.scripts.update({SEND: echoing, LOGIN: echoing, TOKEN: echoing}),
    "echo after the token": lambda it: it.scripts.update({SEND: echoing, LOGIN: echoing}),
    "always 40001": lambda it: it.scripts.update({SEND: lambda _: error(40001)}),
    "html": lambda it: it.scripts.update({SEND: lambda _: http(b"<html>"), LOGIN: lambda _: b"x"}),
    "cut": lambda it: it.scripts.update({SEND: _cut, LOGIN: _cut}),
    "cut token": lambda it: it.scripts.update({TOKEN: _cut, LOGIN: _cut}),
    "slow": lambda it: it.scripts.update({SEND: _slow, LOGIN: _slow}),
}


def _cut(call: Call) -> bytes:
    raise Cut


def _slow(call: Call) -> bytes:
    time.sleep(0.6)
    return SENT


def everything_in(failure: BaseException) -> str:
    """Text, arguments, attributes and chain of an exception, and its pickle."""
    attributes = [getattr(failure, name) for name in dir(failure) if name != "__traceback__"]
    printed = "".join(traceback.format_exception(failure))
    copied = pickle.dumps(failure)
    chain = [failure.__cause__, failure.__context__]
    return f"{failure!r}{failure}{failure.args}{attributes}{printed}{chain}{copied!r}"


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("trouble", TROUBLES)
def test_no_secret_is_in_any_exception_or_log(
    scripted: ScriptedWeChat, settings: Any, caplog: pytest.LogCaptureFixture, trouble: str
) -> None:
    settings.WECHAT_SECRET = SECRET
    scripted.scripts[TOKEN] = lambda call: http({"access_token": LONG_TOKEN, "expires_in": 7200})
    caplog.set_level(logging.DEBUG)
    for name in ("urllib3", "wechatpy", "requests"):
        caplog.set_level(logging.DEBUG, logger=name)
    TROUBLES[trouble](scripted)
    code = "0a3LoginCodeOfTheResident0000000"
    failures = [failure_of(call) for call in (send, lambda: wechat.login(code))]
    assert all(failure.__context__ is None for failure in failures)
    told = caplog.text + "".join(map(everything_in, failures)) + repr(wechat.client())
    for secret in (SECRET, LONG_TOKEN, OPENID, code):
        assert secret not in told
    assert "urllib3.connectionpool" in caplog.text


def test_no_secret_is_logged_when_all_goes_well(
    scripted: ScriptedWeChat, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.WECHAT_SECRET = SECRET
    scripted.scripts[TOKEN] = lambda call: http({"access_token": LONG_TOKEN, "expires_in": 7200})
    scripted.scripts[LOGIN] = lambda call: http(SESSION)
    caplog.set_level(logging.DEBUG)
    for name in ("urllib3", "wechatpy", "requests"):
        caplog.set_level(logging.DEBUG, logger=name)
    session = wechat.login("0a3LoginCodeOfTheResident0000000")
    send()
    told = (
        caplog.text + repr(session) + repr(a_message()) + repr(wechat.MiniProgram.from_settings())
    )
    for secret in (SECRET, LONG_TOKEN, OPENID, SESSION["session_key"], "0a3LoginCode"):
        assert secret not in told


def test_an_error_survives_pickling() -> None:
    failure = WeChatError(Kind.CONFIG, 40164, "不在白名单")
    again = pickle.loads(pickle.dumps(failure))  # noqa: S301  our own
    assert isinstance(again, WeChatError)
    assert (again.kind, again.errcode, again.message, str(again)) == (
        Kind.CONFIG,
        40164,
        "不在白名单",
        "不在白名单（40164）",
    )


def test_the_client_cannot_be_pickled(scripted: ScriptedWeChat) -> None:
    with pytest.raises(TypeError):
        pickle.dumps(wechat.client())


def test_each_thread_has_a_client_of_its_own(scripted: ScriptedWeChat) -> None:
    with ThreadPoolExecutor(1) as other:
        assert other.submit(wechat.client).result() is not wechat.client()
    assert wechat.client() is wechat.client()


# --- judging answers ---


@pytest.mark.parametrize(
    ("status", "body", "kind", "errcode", "msgid"),
    [
        (200, b'{"errcode":0,"errmsg":"ok","msgid":9223372036854775807}', None, 0, 2**63 - 1),
        (
            200,
            b'{"errcode":0,"errmsg":"ok","msgid":"2258412345678901234"}',
            None,
            0,
            2258412345678901234,
        ),
        (200, b'{"errcode":0,"errmsg":"ok"}', None, 0, None),
        (200, b'{"errcode":0,"errmsg":"ok","msgid":null}', None, 0, None),
        (200, b'{"errcode":0,"errmsg":"ok","msgid":"what"}', None, 0, None),
        (200, b'{"errcode":"0","errmsg":"ok","msgid":7}', None, 0, 7),
        (200, b'{"msgid":7}', None, 0, 7),
        (200, b"{}", Kind.UNCERTAIN, None, None),
        (200, b'{"errcode":"43101"}', Kind.REFUSED, 43101, None),
        (200, b'{"errcode":null}', Kind.TEMPORARY, None, None),
        (200, b'{"errcode":"many"}', Kind.TEMPORARY, None, None),
        (200, b'{"errcode":1e999}', Kind.TEMPORARY, None, None),
        (200, b"", Kind.TEMPORARY, None, None),
        (200, b"[]", Kind.TEMPORARY, None, None),
        (200, b"\xff\xfe", Kind.TEMPORARY, None, None),
        (200, b"[" * 60_000, Kind.TEMPORARY, None, None),
        (502, b"<html>", Kind.TEMPORARY, None, None),
        (500, b'{"errcode":0}', Kind.TEMPORARY, None, None),
        (500, b'{"errcode":45009}', Kind.TEMPORARY, 45009, None),
    ],
)
def test_answers_are_judged(
    status: int, body: bytes, kind: Kind | None, errcode: int | None, msgid: int | None
) -> None:
    outcome = wechat_answers.outcome_of(status, body)
    assert outcome[:3] == (kind, errcode, msgid)
    assert bool(outcome.detail) == (kind is not None)


@given(st.integers(100, 599), st.binary() | st.text().map(str.encode))
def test_no_answer_breaks_the_judge(status: int, body: bytes) -> None:
    assert isinstance(wechat_answers.outcome_of(status, body), Outcome)
