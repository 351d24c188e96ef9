from __future__ import annotations

import asyncio
import base64
import contextlib
import hashlib
import json
import time
import xml.etree.ElementTree as ElementTree  # noqa: S405 - the sandbox's own pushes
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from tests.sandbox import RunningSandbox
from tests.wechat_sandbox.caller import FILING, PAYMENT, Caller
from tests.wechat_sandbox.conftest import Callback, Push
from wechat_sandbox.push import Line, encrypt, signature

TOKEN = "push-token"
AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"


def decrypt(encrypted: str, *, appid: str) -> str:
    key = base64.b64decode(AES_KEY + "=")
    decryptor = Cipher(algorithms.AES(key), modes.CBC(key[:16])).decryptor()
    padded = decryptor.update(base64.b64decode(encrypted)) + decryptor.finalize()
    plain = padded[: -padded[-1]]
    length = int.from_bytes(plain[16:20], "big")
    assert plain[20 + length :].decode() == appid
    return plain[20 : 20 + length].decode()


def signed(*parts: str) -> str:
    return hashlib.sha1("".join(sorted(parts)).encode(), usedforsecurity=False).hexdigest()


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("1714036504", "1514711492"), "f464b24fc39322e44b38aa78f5edd27bd1441696"),
        (("1714037059", "486452656"), "899cf89e464efb63f54ddac96b0a0a235f53aa78"),
        (("1714112445", "415670741"), "6c5c811b55cc85e0e1b54100749188c20beb3f5d"),
    ],
)
def test_signatures_match_the_official_examples(parts: tuple[str, str], expected: str) -> None:
    assert signature("AAAAA", *parts) == expected


def test_encryption_matches_the_official_example() -> None:
    encrypted = encrypt(
        '{"demo_resp":"good luck"}',
        aes_key="A" * 43,
        appid="wxba5fad812f8e6fb9",
        random=b"707722b803182950",
    )
    assert encrypted == (
        "ELGduP2YcVatjqIS+eZbp80MNLoAUWvzzyJxgGzxZO/5sAvd070Bs6qrLARC9nVHm48Y4hyRbtzve1L32tmxSQ=="
    )
    assert (
        signature("AAAAA", "1713424427", "415670741", encrypted)
        == "1b9339964ed2e271e7c7b6ff2b0ef902fc94dea1"
    )


def check_signature(push: Push) -> None:
    query = push.query
    assert query["signature"] == signed(TOKEN, query["timestamp"], query["nonce"])
    assert abs(int(query["timestamp"]) - time.time()) < 60


def test_each_send_is_followed_by_its_event(
    wechat: Caller, sandbox: RunningSandbox, wang_fang: str, callback: Callback
) -> None:
    sandbox.answer(wang_fang, {PAYMENT: "accept"})
    sandbox.push_to(callback.url, token=TOKEN)
    msgid = wechat.send(wang_fang)["msgid"]
    push = callback.next()
    check_signature(push)
    event = json.loads(push.body)
    assert isinstance(event.pop("CreateTime"), int)
    assert event.pop("ToUserName").startswith("gh_")
    assert event == {
        "FromUserName": wang_fang,
        "MsgType": "event",
        "Event": "subscribe_msg_sent_event",
        "List": {
            "TemplateId": PAYMENT,
            "MsgID": str(msgid),
            "ErrorCode": "0",
            "ErrorStatus": "success",
        },
    }


def test_one_answer_is_an_object_and_several_are_an_array(
    sandbox: RunningSandbox, wang_fang: str, callback: Callback
) -> None:
    sandbox.push_to(callback.url, token=TOKEN, create_time="str")
    sandbox.answer(wang_fang, {PAYMENT: "acceptWithAudio"})
    event = json.loads(callback.next().body)
    payment = {"TemplateId": PAYMENT, "SubscribeStatusString": "accept", "PopupScene": "0"}
    assert event["List"] == payment
    assert isinstance(event["CreateTime"], str)
    sandbox.answer(wang_fang, {PAYMENT: "accept", FILING: "reject"})
    filing = {"TemplateId": FILING, "SubscribeStatusString": "reject", "PopupScene": "0"}
    assert json.loads(callback.next().body)["List"] == [payment, filing]


def test_a_rejection_is_pushed_as_a_change(
    sandbox: RunningSandbox, wang_fang: str, callback: Callback
) -> None:
    sandbox.push_to(callback.url, token=TOKEN)
    sandbox.control("reject", {"openid": wang_fang, "template_id": PAYMENT})
    event = json.loads(callback.next().body)
    assert event["Event"] == "subscribe_msg_change_event"
    assert event["List"] == {"TemplateId": PAYMENT, "SubscribeStatusString": "reject"}


def test_xml_wraps_the_items_in_the_name_of_the_event(
    sandbox: RunningSandbox, wang_fang: str, callback: Callback
) -> None:
    sandbox.push_to(callback.url, token=TOKEN, format="xml")
    sandbox.answer(wang_fang, {PAYMENT: "accept", FILING: "accept"})
    event = ElementTree.fromstring(callback.next().body)  # noqa: S314
    assert event.findtext("Event") == "subscribe_msg_popup_event"
    items = event.findall("SubscribeMsgPopupEvent/List")
    assert [item.findtext("TemplateId") for item in items] == [PAYMENT, FILING]


@pytest.mark.parametrize("how", ["json", "xml"])
@pytest.mark.parametrize("mode", ["safe", "compatible"])
def test_safe_mode_encrypts_and_compatible_mode_sends_both(
    wechat: Caller, sandbox: RunningSandbox, wang_fang: str, callback: Callback, mode: str, how: str
) -> None:
    def read(text: str | bytes) -> dict[str, Any]:
        if how == "json":
            content: dict[str, Any] = json.loads(text)
            return content
        return {node.tag: node.text for node in ElementTree.fromstring(text)}  # noqa: S314

    sandbox.push_to(callback.url, token=TOKEN, aes_key=AES_KEY, mode=mode, format=how)
    sandbox.answer(wang_fang, {PAYMENT: "accept"})
    push = callback.next()
    check_signature(push)
    body = read(push.body)
    query = push.query
    assert query["encrypt_type"] == "aes"
    assert query["openid"] == wang_fang
    assert query["msg_signature"] == signed(
        TOKEN, query["timestamp"], query["nonce"], body["Encrypt"]
    )
    event = read(decrypt(body["Encrypt"], appid=wechat.appid))
    assert event["Event"] == "subscribe_msg_popup_event"
    assert event["FromUserName"] == wang_fang
    assert ("Event" in body) == (mode == "compatible")


def test_a_push_that_fails_is_tried_three_times(
    sandbox: RunningSandbox, wang_fang: str, callback: Callback
) -> None:
    callback.script = [(500, 0), (502, 0), (200, 0)]
    sandbox.control("push", {"url": callback.url, "retry_seconds": 0.05})
    sandbox.answer(wang_fang, {PAYMENT: "accept"})
    bodies = {callback.next().body for _ in range(3)}
    assert len(bodies) == 1
    wait_for(sandbox, "delivered", 1)


def test_after_three_failures_a_push_is_given_up(
    sandbox: RunningSandbox, wang_fang: str, callback: Callback
) -> None:
    callback.script = [(500, 0)] * 3
    sandbox.control("push", {"url": callback.url, "retry_seconds": 0})
    sandbox.answer(wang_fang, {PAYMENT: "accept"})
    wait_for(sandbox, "failed", 1)
    status = sandbox.control("push")
    assert status["attempts"] == 3
    assert status["failures"][0]["reason"] == "HTTP 500"


def test_a_callback_slower_than_five_seconds_is_cut_off_and_asked_again(
    sandbox: RunningSandbox, wang_fang: str, callback: Callback
) -> None:
    callback.script = [(200, 5.5)]
    sandbox.control("push", {"url": callback.url, "retry_seconds": 0})
    sandbox.answer(wang_fang, {PAYMENT: "accept"})
    first = callback.next()
    started = time.monotonic()
    assert callback.next().body == first.body
    assert 4 < time.monotonic() - started < 5.5


def test_pushes_can_be_doubled_to_try_the_receiver(
    sandbox: RunningSandbox, wang_fang: str, callback: Callback
) -> None:
    sandbox.control("push", {"url": callback.url, "duplicate": True})
    sandbox.answer(wang_fang, {PAYMENT: "accept"})
    assert callback.next().body == callback.next().body


def test_the_callback_url_is_verified_as_on_the_console(
    sandbox: RunningSandbox, callback: Callback
) -> None:
    sandbox.push_to(callback.url, token=TOKEN)
    assert sandbox.control("push/verify", {}) == {"ok": True}
    check_signature(callback.next())
    sandbox.push_to("http://127.0.0.1:9/nobody", token=TOKEN)
    assert sandbox.control("push/verify", {}) == {"ok": False}


def wait_for(sandbox: RunningSandbox, count: str, expected: int) -> None:
    deadline = time.monotonic() + 5
    while sandbox.control("push")[count] != expected:
        assert time.monotonic() < deadline, f"{count} never became {expected}"
        time.sleep(0.02)


def test_a_connection_is_kept_while_the_server_lets_us() -> None:
    """The server hangs up without a word after the second answer, so the third question opens a new line."""
    opened = answered = 0

    async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal opened, answered
        opened += 1
        with contextlib.closing(writer), contextlib.suppress(asyncio.IncompleteReadError):
            while await reader.readuntil(b"\r\n\r\n") and await reader.readexactly(2):
                answered += 1
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
                if answered == 2:
                    return

    async def ask_thrice() -> None:
        async with await asyncio.start_server(listen, "127.0.0.1", 0) as server:
            url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
            line = Line()
            for _ in range(3):
                answer = await line.ask(method="POST", url=url, body=b"{}", media_type="text/plain")
                assert answer == (200, b"ok")
            line.hang_up()
            await asyncio.sleep(0.05)

    asyncio.run(ask_thrice())
    assert (opened, answered) == (2, 3)
