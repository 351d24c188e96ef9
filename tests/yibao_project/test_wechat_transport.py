"""Sending many at once: every message has exactly one true outcome, whatever the server does."""

from __future__ import annotations

import asyncio
import datetime
import logging
import ssl
import threading
import time
from collections import Counter
from collections.abc import Callable, Coroutine, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import uvloop
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.sandbox import RunningSandbox
from tests.yibao_project.scripted_wechat import (
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
from yibao_project import wechat, wechat_transport
from yibao_project.wechat import SubscribeMessage
from yibao_project.wechat_answers import Kind, Outcome
from yibao_project.wechat_transport import Pool, Request, Sender

TEMPLATE = "TEMPLATE_of_the_door_tests_0000000000000000"


@pytest.fixture
def scripted(settings: Any) -> Iterator[ScriptedWeChat]:
    with ScriptedWeChat.running() as running:
        settings.WECHAT_API_BASE = running.url
        yield running


@pytest.fixture
def quick(settings: Any) -> None:
    settings.WECHAT_CONNECT_TIMEOUT = 0.5
    settings.WECHAT_READ_TIMEOUT = 0.4


@pytest.fixture
def residents(sandbox: RunningSandbox) -> list[str]:
    """Two hundred, each with one credit."""
    sandbox.add_template(template_id=TEMPLATE, title="缴费提醒", fields={"thing1": "事项"})
    openids = [f"oResident{number:019}" for number in range(200)]
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda openid: sandbox.add_user("居民", openid=openid), openids))
        list(threads.map(lambda openid: sandbox.answer(openid, {TEMPLATE: "accept"}), openids))
    return openids


def body_for(openid: str) -> bytes:
    return SubscribeMessage(
        openid, TEMPLATE, "pages/index/index", {"thing1": "居民医保缴费"}
    ).encode()


class Outcomes(dict[Any, Outcome]):
    """Outcomes by key; a second one for the same key is an error."""

    def __call__(self, key: Any, outcome: Outcome) -> None:
        assert key not in self, f"{key} has two outcomes"
        self[key] = outcome

    @property
    def kinds(self) -> Counter[Kind | None]:
        return Counter(outcome.kind for outcome in self.values())


def run(main: Coroutine[Any, Any, None]) -> None:
    uvloop.run(asyncio.wait_for(main, 30))


def send_all(
    keys: Iterable[Any],
    *,
    connections: int = 8,
    seen: Callable[[Any, Outcome], None] = lambda key, outcome: None,
) -> Outcomes:
    outcomes = Outcomes()

    def on_outcome(key: Any, outcome: Outcome) -> None:
        outcomes(key, outcome)
        seen(key, outcome)

    async def main() -> None:
        async with Sender(on_outcome=on_outcome, connections=connections) as sender:
            sender.submit((key, body_for(str(key))) for key in keys)
            await sender.drain()

    run(main())
    return outcomes


# --- when all is well ---


def test_every_message_arrives_once(sandbox: RunningSandbox, residents: list[str]) -> None:
    outcomes = send_all(residents)
    assert outcomes.kinds == {None: 200}
    arrived = {card["openid"]: int(card["msgid"]) for card in sandbox.messages()}
    assert arrived == {openid: outcome.msgid for openid, outcome in outcomes.items()}
    assert min(arrived.values()) > 2**53
    assert sandbox.log()["counts"] == {TOKEN: 1, SEND: 200}


def test_there_are_never_more_requests_than_connections(scripted: ScriptedWeChat) -> None:
    def slow(call: Call) -> bytes:
        time.sleep(0.01)
        return SENT

    scripted.scripts[SEND] = slow
    assert send_all(range(100), connections=5).kinds == {None: 100}
    assert scripted.most_in_flight == 5
    assert len({call.connection for call in scripted.calls_to(SEND)}) == 5


def test_few_messages_open_few_connections(scripted: ScriptedWeChat) -> None:
    assert send_all(range(2), connections=50).kinds == {None: 2}
    assert len({call.connection for call in scripted.calls_to(SEND)}) <= 2


def test_the_number_of_connections_is_a_setting(scripted: ScriptedWeChat, settings: Any) -> None:
    settings.SEND_CONNECTIONS = 3
    outcomes = Outcomes()

    async def main() -> None:
        async with Sender(on_outcome=outcomes) as sender:
            sender.submit((key, b"{}") for key in range(30))
            await sender.drain()

    run(main())
    assert len({call.connection for call in scripted.calls_to(SEND)}) <= 3


def test_batches_can_be_fed_while_others_are_sent(scripted: ScriptedWeChat) -> None:
    outcomes = Outcomes()

    async def main() -> None:
        async with Sender(on_outcome=outcomes, connections=4) as sender:
            for batch in range(10):
                sender.submit(((batch, number), b"{}") for number in range(20))
                await sender.drain(to=5)
                assert len(outcomes) >= (batch + 1) * 20 - 5
            await sender.drain()

    run(main())
    assert outcomes.kinds == {None: 200}
    assert len({call.connection for call in scripted.calls_to(SEND)}) <= 4


def test_a_batch_whose_making_fails_is_not_sent_at_all(scripted: ScriptedWeChat) -> None:
    outcomes = Outcomes()

    async def main() -> None:
        async with Sender(on_outcome=outcomes, connections=4) as sender:
            with pytest.raises(ZeroDivisionError):
                sender.submit((key, b"%d" % (1 // (5 - key))) for key in range(10))
            await sender.drain()

    run(main())
    assert outcomes == {}
    assert not scripted.calls_to(SEND)


def test_it_also_runs_on_the_standard_event_loop(scripted: ScriptedWeChat) -> None:
    outcomes = Outcomes()

    async def main() -> None:
        async with Sender(on_outcome=outcomes, connections=4) as sender:
            sender.submit((key, b"{}") for key in range(20))
            await sender.drain()

    asyncio.run(main())
    assert outcomes.kinds == {None: 20}


# --- the token ---


def test_a_token_that_expires_in_mid_batch_costs_one_new_token(
    sandbox: RunningSandbox, residents: list[str]
) -> None:
    done = Counter[str]()

    def expire(key: str, outcome: Outcome) -> None:
        done["sent"] += 1
        if done["sent"] == 50:
            sandbox.control("expire-tokens", {})

    assert send_all(residents, seen=expire).kinds == {None: 200}
    assert len(sandbox.messages()) == 200
    assert sandbox.log()["tokens"]["stable"] == 2


def test_a_dead_token_in_the_store_is_replaced_once(scripted: ScriptedWeChat) -> None:
    def only_the_second(call: Call) -> bytes:
        return SENT if call.query["access_token"] == "token-2" else error(42001)

    wechat.access_token()
    scripted.scripts[SEND] = only_the_second
    assert send_all(range(100)).kinds == {None: 100}
    assert scripted.minted == 2


def test_two_senders_share_the_new_token(scripted: ScriptedWeChat) -> None:
    def not_the_first(call: Call) -> bytes:
        return error(40001) if call.query["access_token"] == "token-1" else SENT

    scripted.scripts[SEND] = not_the_first
    with ThreadPoolExecutor(2) as threads:
        both = threads.map(lambda _: asyncio.run(_send_forty()), range(2))
    assert [outcomes.kinds for outcomes in both] == [{None: 40}] * 2
    assert scripted.minted == 2


async def _send_forty() -> Outcomes:
    outcomes = Outcomes()
    async with Sender(on_outcome=outcomes, connections=4) as sender:
        sender.submit((key, b"{}") for key in range(40))
        await sender.drain()
    return outcomes


@pytest.mark.parametrize("errcode", [40001, 40014, 42001])
def test_a_server_that_refuses_every_token_sees_each_message_at_most_twice(
    scripted: ScriptedWeChat, errcode: int
) -> None:
    scripted.scripts[SEND] = lambda call: error(errcode)
    outcomes = send_all(range(500), connections=8)
    assert outcomes.kinds == {Kind.TOKEN: 500}
    tries = Counter(call.body for call in scripted.calls_to(SEND))
    assert max(tries.values()) == 2
    assert len(scripted.calls_to(SEND)) <= 3 * 8
    assert scripted.minted <= 3


def test_without_a_token_nothing_is_sent_and_the_reason_is_told(
    sandbox: RunningSandbox, settings: Any
) -> None:
    settings.WECHAT_SECRET = "wrong"
    outcomes = send_all(range(20))
    assert outcomes.kinds == {Kind.CONFIG: 20}
    assert "WECHAT_SECRET" in outcomes[0].detail
    assert sandbox.log()["counts"] == {TOKEN: 1}


def test_a_token_outage_that_ends_is_forgotten(scripted: ScriptedWeChat) -> None:
    outcomes = Outcomes()
    token = scripted.scripts[TOKEN]

    async def main() -> None:
        async with Sender(on_outcome=outcomes, connections=4) as sender:
            scripted.scripts[TOKEN] = lambda call: http(b"<html>")
            sender.submit((key, b"{}") for key in range(10))
            await sender.drain()
            scripted.scripts[TOKEN] = token
            sender.submit((key, b"{}") for key in range(10, 20))
            await sender.drain()

    run(main())
    assert outcomes.kinds == {Kind.TEMPORARY: 10, None: 10}


# --- when WeChat or the network misbehaves ---


def test_each_answer_is_for_its_own_message(scripted: ScriptedWeChat) -> None:
    def by_remainder(call: Call) -> bytes:
        number = int(call.json["touser"])
        replies = [SENT, error(43101), error(43108), http(b"<html>", status=502), error(47003)]
        return replies[number % 5]

    scripted.scripts[SEND] = by_remainder
    outcomes = send_all(range(200))
    expected = [None, Kind.REFUSED, Kind.TEMPORARY, Kind.TEMPORARY, Kind.BROKEN]
    assert {key: outcome.kind for key, outcome in outcomes.items()} == {
        key: expected[key % 5] for key in range(200)
    }


def test_two_messages_to_one_resident_at_once_are_temporary(
    sandbox: RunningSandbox, residents: list[str]
) -> None:
    sandbox.fault(SEND, "latency", seconds=0.2)
    outcomes = Outcomes()

    async def main() -> None:
        async with Sender(on_outcome=outcomes, connections=2) as sender:
            sender.submit((key, body_for(residents[0])) for key in "ab")
            await sender.drain()

    run(main())
    assert outcomes.kinds == {None: 1, Kind.TEMPORARY: 1}
    assert {outcome.errcode for outcome in outcomes.values()} == {0, 43108}


@pytest.mark.parametrize("end", [Cut, Hush])
def test_a_connection_that_ends_without_an_answer_is_uncertain_for_its_message_alone(
    scripted: ScriptedWeChat, end: type[Exception]
) -> None:
    def unlucky(call: Call) -> bytes:
        if int(call.json["touser"]) % 10 == 0:
            raise end
        return SENT

    scripted.scripts[SEND] = unlucky
    outcomes = send_all(range(100))
    assert outcomes.kinds == {None: 90, Kind.UNCERTAIN: 10}
    assert {key for key, outcome in outcomes.items() if outcome.kind} == set(range(0, 100, 10))
    assert len(scripted.calls_to(SEND)) == 100


@pytest.mark.usefixtures("quick")
def test_silence_is_uncertain_within_the_read_timeout_and_holds_up_nobody(
    scripted: ScriptedWeChat,
) -> None:
    release = threading.Event()

    def silent_for_one(call: Call) -> bytes:
        if call.json["touser"] == "0":
            release.wait(10)
        return SENT

    scripted.scripts[SEND] = silent_for_one
    started = time.monotonic()
    outcomes = send_all(range(50), connections=2)
    assert time.monotonic() - started < 2
    assert outcomes.kinds == {None: 49, Kind.UNCERTAIN: 1}
    assert outcomes[0].kind is Kind.UNCERTAIN
    release.set()


def test_a_closed_door_fails_everything_at_once_as_temporary(
    scripted: ScriptedWeChat, settings: Any
) -> None:
    wechat.access_token()
    outcomes = Outcomes()

    async def main() -> None:
        async with Sender(on_outcome=outcomes, connections=8) as sender:
            sender._pool.port = 1
            sender.submit((key, b"{}") for key in range(500))
            await sender.drain()

    started = time.monotonic()
    run(main())
    assert outcomes.kinds == {Kind.TEMPORARY: 500}
    assert time.monotonic() - started < 2


@pytest.mark.usefixtures("quick")
def test_a_door_that_opens_again_is_used_again(scripted: ScriptedWeChat) -> None:
    wechat.access_token()
    outcomes = Outcomes()

    async def main() -> None:
        async with Sender(on_outcome=outcomes, connections=4) as sender:
            port, sender._pool.port = sender._pool.port, 1
            sender.submit((key, b"{}") for key in range(10))
            await sender.drain()
            sender._pool.port = port
            sender.submit((key, b"{}") for key in range(10, 20))
            await sender.drain()

    run(main())
    assert outcomes.kinds == {Kind.TEMPORARY: 10, None: 10}


def test_a_server_that_closes_after_each_answer_gets_them_all(scripted: ScriptedWeChat) -> None:
    def once(call: Call) -> bytes:
        return SENT.replace(b"\r\n", b"\r\nConnection: close\r\n", 1)

    scripted.scripts[SEND] = once
    assert send_all(range(40), connections=4).kinds == {None: 40}
    assert len({call.connection for call in scripted.calls_to(SEND)}) == 40


def test_a_connection_closed_while_idle_is_replaced_silently(scripted: ScriptedWeChat) -> None:
    outcomes = Outcomes()

    async def main() -> None:
        async with Sender(on_outcome=outcomes, connections=3) as sender:
            sender.submit((key, body_for(str(key))) for key in range(9))
            await sender.drain()
            for connection in list(sender._pool.open_connections):
                connection.transport.abort()
            sender.submit((key, body_for(str(key))) for key in range(9, 18))
            await sender.drain()

    run(main())
    assert outcomes.kinds == {None: 18}
    assert len(scripted.calls_to(SEND)) == 18


def test_a_connection_idle_too_long_is_not_trusted(
    scripted: ScriptedWeChat, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wechat_transport, "IDLE_SECONDS", 0.1)
    settings.WECHAT_READ_TIMEOUT = 0.4
    outcomes = Outcomes()

    async def main() -> None:
        async with Sender(on_outcome=outcomes, connections=1) as sender:
            for key in range(2):
                sender.submit([(key, b"{}")])
                await sender.drain()
                await asyncio.sleep(0.4)

    run(main())
    assert outcomes.kinds == {None: 2}
    first, second = scripted.calls_to(SEND)
    assert first.connection != second.connection


BODY = b'{"errcode":0,"errmsg":"ok","msgid":7}'


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n25\r\n"
            + BODY
            + b"\r\n0\r\n\r\n",
            None,
        ),
        (b"HTTP/1.1 100 Continue\r\n\r\n" + SENT, None),
        (SENT + b"and some more", None),
        (SENT + error(43101), None),
        (b"HTTP/1.1 200 OK\r\n\r\n" + BODY, None),
        (b"HTTP/1.1 200 OK\r\n\r\n" + BODY[:-3], Kind.UNCERTAIN),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n" + BODY[:9], Kind.UNCERTAIN),
        (b"HTTP/1.1 502 Bad Gateway\r\n\r\n<html>", Kind.TEMPORARY),
        (b"HTTP/1.1 200 OK\r\n\r\n<html>", Kind.UNCERTAIN),
        (
            b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
            Kind.UNCERTAIN,
        ),
        (b"HTTP/1.1 204 No Content\r\n\r\n", Kind.TEMPORARY),
        (b"SSH-2.0-OpenSSH_9.9\r\n", Kind.UNCERTAIN),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n" + b"x" * 100_000, Kind.UNCERTAIN),
        (http(b"x" * 100_000), Kind.TEMPORARY),
    ],
)
def test_strange_answers_are_judged_safely(
    scripted: ScriptedWeChat, answer: bytes, kind: Kind | None
) -> None:
    def strange(call: Call) -> bytes:
        raise Hush(answer)

    scripted.scripts[SEND] = strange
    assert send_all(["anyone"])["anyone"].kind is kind
    assert len(scripted.calls_to(SEND)) == 1


# --- closing, and mistakes of the caller ---


def test_closing_early_tells_what_was_not_sent_from_what_may_have_been(
    scripted: ScriptedWeChat,
) -> None:
    release = threading.Event()
    scripted.scripts[SEND] = lambda call: SENT if release.wait(10) else SENT
    outcomes = Outcomes()

    async def main() -> None:
        async with Sender(on_outcome=outcomes, connections=4) as sender:
            sender.submit((key, b"{}") for key in range(50))
            while len(scripted.calls_to(SEND)) < 4:
                await asyncio.sleep(0.01)

    run(main())
    release.set()
    assert outcomes.kinds == {Kind.UNCERTAIN: 4, Kind.TEMPORARY: 46}


def test_a_mistake_in_the_callback_is_not_swallowed(scripted: ScriptedWeChat) -> None:
    def mistaken(key: int, outcome: Outcome) -> None:
        if key == 3:
            raise ZeroDivisionError

    async def main() -> None:
        async with Sender(on_outcome=mistaken, connections=2) as sender:
            sender.submit((key, b"{}") for key in range(10))
            await sender.drain()

    with pytest.raises(ZeroDivisionError):
        run(main())


def test_no_secret_is_logged(
    scripted: ScriptedWeChat, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.WECHAT_SECRET = "0123456789abcdef0123456789abcdef"
    caplog.set_level(logging.DEBUG)

    def unlucky(call: Call) -> bytes:
        if call.json["touser"] == "oResidentUnlucky":
            raise Cut
        return error(47003, f"{call.query} {call.body.decode()}")

    token = "92_" + "Tt0-" * 30
    scripted.scripts[TOKEN] = lambda call: http({"access_token": token, "expires_in": 7200})
    scripted.scripts[SEND] = unlucky
    outcomes = send_all(["oResidentUnlucky", "oResidentWithALongOpenid0000"])
    told = caplog.text + repr(outcomes.values())
    for secret in (settings.WECHAT_SECRET, token, "oResidentWithALongOpenid0000"):
        assert secret not in told


# --- the engine alone, as the benchmarks use it ---


def test_the_bare_pool_sends_bodies_and_hands_back_answers(scripted: ScriptedWeChat) -> None:
    answers = dict[int, tuple[int, bytes]]()

    def on_answer(request: Request[int], status: int, body: bytes, head: bytes) -> None:
        answers[request.key] = (status, body)

    def on_failure(request: Request[int], kind: Kind, why: str) -> None:
        pytest.fail(why)

    async def main() -> None:
        pool = Pool(
            base=scripted.url,
            connections=4,
            connect_timeout=1,
            read_timeout=1,
            on_answer=on_answer,
            on_failure=on_failure,
        )
        async with pool:
            pool.submit(Request(key, b'{"key":%d}' % key) for key in range(50))
            pool.open(pool.request_head(f"{SEND}?access_token=any"))
            await pool.drain()

    run(main())
    assert len(answers) == 50
    assert {status for status, _ in answers.values()} == {200}
    assert sorted(call.json["key"] for call in scripted.calls_to(SEND)) == list(range(50))


# --- TLS ---


@pytest.fixture
def authority(tmp_path: Path) -> Path:
    """A certificate for localhost and its key in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path / "authority.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    return file


@pytest.fixture
def over_tls(authority: Path, settings: Any) -> Iterator[ScriptedWeChat]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority)
    asked = list[str]()
    context.sni_callback = lambda _, name, __: asked.append(name)
    with ScriptedWeChat.running(tls=context) as running:
        running.server_names = asked
        settings.WECHAT_API_BASE = running.url
        yield running


def test_messages_travel_over_tls(
    over_tls: ScriptedWeChat, authority: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority))
    monkeypatch.setattr(wechat, "access_token", lambda: "any")
    assert send_all(range(40), connections=4).kinds == {None: 40}
    assert set(over_tls.server_names) == {"localhost"}


def test_an_unknown_certificate_gets_no_message(
    over_tls: ScriptedWeChat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wechat, "access_token", lambda: "any")
    assert send_all(range(40), connections=4).kinds == {Kind.TEMPORARY: 40}
    assert not over_tls.calls
