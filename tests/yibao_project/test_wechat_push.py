"""Callbacks: only the genuine are read, the malformed are refused, re-delivery is harmless."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import http.server
import json
import queue
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from wechatpy.crypto import PrpCrypto

from tests.sandbox import RunningSandbox
from yibao_project import wechat_push
from yibao_project.wechat_push import (
    AuthorisationEnded,
    ChatEntered,
    ChatMessage,
    Choice,
    Delivery,
    MessagesSent,
    PhoneWithdrawn,
    PopupAnswered,
    PushRefused,
    SubscriptionChanged,
    Unknown,
)

NOW = datetime(2025, 11, 20, 1, 0, tzinfo=UTC)
TIMESTAMP = str(int(NOW.timestamp()))
TOKEN = "push-token"
AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
APPID = "wx5a4e0c1d2b3f6789"
OPENID = "oPushTest_abcdefghijklmnopqr"
TEMPLATE = "TEMPLATE_of_the_push_tests_0000000000000000"


@pytest.fixture(autouse=True)
def plain_mode(settings: Any) -> None:
    settings.WECHAT_PUSH_TOKEN = TOKEN
    settings.WECHAT_PUSH_AES_KEY = ""
    settings.WECHAT_APPID = APPID


@pytest.fixture
def safe_mode(settings: Any) -> None:
    settings.WECHAT_PUSH_AES_KEY = AES_KEY


def signature(*parts: str) -> str:
    return hashlib.sha1("".join(sorted(parts)).encode()).hexdigest()  # noqa: S324


def signed(*, nonce: str = "1514711492", timestamp: str = TIMESTAMP, **more: str) -> dict[str, str]:
    right = signature(TOKEN, timestamp, nonce)
    return {"signature": right, "timestamp": timestamp, "nonce": nonce, **more}


def encrypted(
    content: bytes, *, appid: str = APPID, nonce: str = "415670741"
) -> tuple[dict[str, str], bytes]:
    secret: str = PrpCrypto(base64.b64decode(AES_KEY + "=")).encrypt(content, appid).decode()
    query = signed(nonce=nonce, encrypt_type="aes", openid=OPENID)
    query["msg_signature"] = signature(TOKEN, TIMESTAMP, nonce, secret)
    return query, json.dumps({"ToUserName": "gh_1", "Encrypt": secret}).encode()


def event(name: str, items: Any, **changes: Any) -> dict[str, Any]:
    return {
        "ToUserName": "gh_5a4e0c1d2b3f",
        "FromUserName": OPENID,
        "CreateTime": 1763600000,
        "MsgType": "event",
        "Event": name,
        "List": items,
        **changes,
    }


def read(content: Any, **options: Any) -> wechat_push.Push:
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    return wechat_push.read(signed(**options), body, now=NOW)


def refusal_of(query: dict[str, str], body: bytes, now: datetime = NOW) -> PushRefused:
    with pytest.raises(PushRefused) as caught:
        wechat_push.read(query, body, now=now)
    assert 400 <= caught.value.status < 500
    return caught.value


ACCEPTED = {"TemplateId": TEMPLATE, "SubscribeStatusString": "accept", "PopupScene": "0"}
REJECTED = {"TemplateId": TEMPLATE, "SubscribeStatusString": "reject", "PopupScene": "0"}
RECEIPT = {
    "TemplateId": TEMPLATE,
    "MsgID": "2258412345678901234",
    "ErrorCode": "0",
    "ErrorStatus": "success",
}
AT = datetime.fromtimestamp(1763600000, UTC)

# --- WeChat's own examples ---
# https://developers.weixin.qq.com/miniprogram/dev/framework/server-ability/message-push.html

OFFICIAL_CIPHERTEXT = (
    "+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPxLKJG"
    "QqcvZqzDpVzazhZv6JsXUnnR8XGT740XgXZUXQ7vJVnAG+tE8NUd4yFyjPy7GgiaviNrlCTj+l5kdfMuFUPpRSrf"
    "MZuMcp3Fn2Pede2IuQrKEYwKSqFIZoNqJ4M8EajAsjLY2km32IIjdf8YL/P50F7mStwntrA2cPDrM1kb6mOcfBgR"
    "tWygb3VIYnSeOBrebufAlr7F9mFUPAJGj04="
)


@pytest.fixture
def official(settings: Any) -> None:
    settings.WECHAT_PUSH_TOKEN = "AAAAA"
    settings.WECHAT_APPID = "wxba5fad812f8e6fb9"


def at(timestamp: str) -> datetime:
    return datetime.fromtimestamp(int(timestamp), UTC)


@pytest.mark.usefixtures("official")
def test_the_official_verification_is_answered() -> None:
    query = {
        "signature": "f464b24fc39322e44b38aa78f5edd27bd1441696",
        "timestamp": "1714036504",
        "nonce": "1514711492",
        "echostr": "4375120948345356249",
    }
    assert wechat_push.verify(query, now=at("1714036504")) == "4375120948345356249"


@pytest.mark.usefixtures("official")
def test_the_official_plain_push_is_read() -> None:
    query = {
        "signature": "899cf89e464efb63f54ddac96b0a0a235f53aa78",
        "timestamp": "1714037059",
        "nonce": "486452656",
    }
    body = b'{"ToUserName":"gh_97417a04a28d","MsgType":"event","Event":"debug_demo"}'
    assert wechat_push.read(query, body, now=at("1714037059")) == Unknown("debug_demo")


@pytest.mark.usefixtures("official")
@pytest.mark.parametrize(
    "body",
    [
        json.dumps({"ToUserName": "gh_97417a04a28d", "Encrypt": OFFICIAL_CIPHERTEXT}),
        f"<xml><ToUserName>gh_1</ToUserName><Encrypt><![CDATA[{OFFICIAL_CIPHERTEXT}]]></Encrypt></xml>",
    ],
)
def test_the_official_safe_push_is_read(settings: Any, body: str) -> None:
    settings.WECHAT_PUSH_AES_KEY = "A" * 43
    query = {
        "signature": "6c5c811b55cc85e0e1b54100749188c20beb3f5d",
        "timestamp": "1714112445",
        "nonce": "415670741",
        "openid": "o9AgO5Kd5ggOC-bXrbNODIiE3bGY",
        "encrypt_type": "aes",
        "msg_signature": "046e02f8204d34f8ba5fa3b1db94908f3df2e9b3",
    }
    assert wechat_push.read(query, body.encode(), now=at("1714112445")) == Unknown("debug_demo")


# --- what events say ---


def test_one_answer_to_the_popup_is_an_object() -> None:
    assert read(event("subscribe_msg_popup_event", ACCEPTED)) == PopupAnswered(
        OPENID, AT, (Choice(TEMPLATE, "accept"),)
    )


def test_several_answers_to_the_popup_are_an_array() -> None:
    answered = read(event("subscribe_msg_popup_event", [ACCEPTED, REJECTED]))
    assert isinstance(answered, PopupAnswered)
    assert [choice.accepted for choice in answered.choices] == [True, False]


def test_every_sort_of_accept_is_an_accept() -> None:
    assert Choice(TEMPLATE, "acceptWithAudio").accepted
    assert not Choice(TEMPLATE, "ban").accepted


def test_a_withdrawal_is_a_change() -> None:
    item = {"TemplateId": TEMPLATE, "SubscribeStatusString": "reject"}
    assert read(event("subscribe_msg_change_event", item)) == SubscriptionChanged(
        OPENID, AT, (Choice(TEMPLATE, "reject"),)
    )


@pytest.mark.parametrize("created", [1763600000, "1763600000"])
@pytest.mark.parametrize("msgid", [2258412345678901234, "2258412345678901234"])
@pytest.mark.parametrize("errcode", [0, "0"])
def test_numbers_may_be_written_as_text(created: Any, msgid: Any, errcode: Any) -> None:
    item = RECEIPT | {"MsgID": msgid, "ErrorCode": errcode}
    assert read(event("subscribe_msg_sent_event", item, CreateTime=created)) == MessagesSent(
        OPENID, AT, (Delivery(TEMPLATE, 2258412345678901234, 0, "success"),)
    )


def test_a_failed_delivery_keeps_its_code() -> None:
    item = RECEIPT | {"ErrorCode": "-7", "ErrorStatus": "system failure"}
    sent = read(event("subscribe_msg_sent_event", item))
    assert isinstance(sent, MessagesSent)
    assert sent.deliveries[0].errcode == -7


XML_SENT = f"""<xml>
<ToUserName><![CDATA[gh_5a4e0c1d2b3f]]></ToUserName>
<FromUserName><![CDATA[{OPENID}]]></FromUserName>
<CreateTime>1763600000</CreateTime>
<MsgType><![CDATA[event]]></MsgType>
<Event><![CDATA[subscribe_msg_sent_event]]></Event>
<SubscribeMsgSentEvent>
 <List><TemplateId><![CDATA[{TEMPLATE}]]></TemplateId><MsgID>2258412345678901234</MsgID>
 <ErrorCode>0</ErrorCode><ErrorStatus><![CDATA[success]]></ErrorStatus></List>
</SubscribeMsgSentEvent>
</xml>""".encode()


def test_xml_says_the_same_as_json() -> None:
    assert read(XML_SENT) == read(event("subscribe_msg_sent_event", RECEIPT), nonce="2")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (event("user_authorization_revoke", {}, AppID="wx-another"), "user_authorization_revoke"),
        ({"MsgType": "location", "FromUserName": OPENID}, "location"),
        ({}, ""),
        (event("x" * 500, {}), "x" * 64),
        ({"MsgType": "event", "Event": {"a": 1}}, "{'a': 1}"),
    ],
)
def test_other_pushes_are_unknown(content: dict[str, Any], name: str) -> None:
    assert read(content) == Unknown(name)


@pytest.mark.parametrize(
    ("name", "revoked", "meant"),
    [
        ("user_authorization_revoke", "8", PhoneWithdrawn),
        ("user_authorization_revoke", 8, PhoneWithdrawn),
        ("user_authorization_revoke", "1", AuthorisationEnded),
        ("user_authorization_cancellation", "8", AuthorisationEnded),
    ],
)
def test_taking_back_the_phone_number_is_not_leaving(name: str, revoked: Any, meant: type) -> None:
    told = event(name, {}, AppID=APPID, OpenID=OPENID, RevokeInfo=revoked)
    assert isinstance(read(told), meant)


CHAT = {"ToUserName": "gh_1", "FromUserName": OPENID, "CreateTime": 1482048670}


@pytest.mark.parametrize(
    ("content", "text", "key"),
    [
        ({"MsgType": "text", "Content": "几号截止", "MsgId": 2**62}, "几号截止", str(2**62)),
        ({"MsgType": "text", "Content": "几号截止", "MsgId": "49d7_1"}, "几号截止", "49d7_1"),
        ({"MsgType": "image", "PicUrl": "http://x", "MsgId": 5}, "", "5"),
        ({"MsgType": "miniprogrampage", "Title": "x"}, "", "2016-12-18T08:11:10+00:00"),
    ],
    ids=["a number", "a text as number", "a picture", "no number"],
)
def test_what_was_written_in_the_chat_is_read(content: dict[str, Any], text: str, key: str) -> None:
    said = read({**CHAT, **content})
    assert isinstance(said, ChatMessage)
    assert (said.openid, said.text, said.key) == (OPENID, text, key)
    assert OPENID not in repr(said)


def test_coming_into_the_chat_is_told() -> None:
    came = read({**CHAT, "MsgType": "event", "Event": "user_enter_tempsession", "SessionFrom": ""})
    assert isinstance(came, ChatEntered)


def test_events_do_not_show_the_resident() -> None:
    assert OPENID not in repr(read(event("subscribe_msg_popup_event", ACCEPTED)))


# --- what is refused ---


@pytest.mark.parametrize(
    "change",
    [
        {"signature": "0" * 40},
        {"signature": ""},
        {"signature": "签名"},
        {"signature": "\ud800"},
        {"timestamp": "1763600001"},
        {"nonce": "2"},
        {"nonce": ""},
        {"nonce": "9" * 300},
    ],
)
def test_a_wrong_signature_is_refused(change: dict[str, str]) -> None:
    refusal_of(signed() | change, b"{}")
    with pytest.raises(PushRefused):
        wechat_push.verify(signed(echostr="1") | change, now=NOW)


@pytest.mark.parametrize("missing", ["signature", "timestamp", "nonce", "echostr"])
def test_a_verification_needs_all_parameters(missing: str) -> None:
    query = signed(echostr="1")
    del query[missing]
    with pytest.raises(PushRefused):
        wechat_push.verify(query, now=NOW)


def test_without_a_token_nothing_is_believed(settings: Any) -> None:
    settings.WECHAT_PUSH_TOKEN = ""
    query = signed() | {"signature": signature("", TIMESTAMP, "1514711492")}
    assert refusal_of(query, b"{}").status == 403


@pytest.mark.parametrize(
    ("late", "believed"), [(299, True), (-299, True), (301, False), (-301, False)]
)
def test_only_fresh_pushes_are_believed(late: int, believed: bool) -> None:
    now = NOW + timedelta(seconds=late)
    if believed:
        assert wechat_push.read(signed(), b"{}", now=now) == Unknown("")
    else:
        assert refusal_of(signed(), b"{}", now=now).status == 403


@pytest.mark.parametrize("timestamp", ["soon", "1" * 30, "-5", "1e9", "١٧٦٣٦٠٠٠٠٠"])
def test_a_timestamp_that_is_none_is_refused(timestamp: str) -> None:
    refusal_of(signed(timestamp=timestamp), b"{}")


def test_time_is_real_time_unless_given() -> None:
    moment = str(int(datetime.now(UTC).timestamp()))
    assert wechat_push.read(signed(timestamp=moment), b"{}") == Unknown("")


def test_the_same_push_again_is_read_again() -> None:
    content = event("subscribe_msg_sent_event", RECEIPT)
    assert read(content) == read(content) == read(content)


def test_an_old_nonce_with_another_body_is_refused() -> None:
    read(event("subscribe_msg_popup_event", REJECTED))
    forged = json.dumps(event("subscribe_msg_popup_event", ACCEPTED)).encode()
    assert refusal_of(signed(), forged).status == 403


def test_without_redis_wechat_is_asked_to_come_again(settings: Any) -> None:
    settings.CACHES = {
        "default": settings.CACHES["default"] | {"LOCATION": "redis://127.0.0.1:1/0"}
    }
    with pytest.raises(PushRefused) as caught:
        wechat_push.read(signed(), b"{}", now=NOW)
    assert caught.value.status == 503


def test_an_oversized_body_is_refused() -> None:
    assert refusal_of(signed(), b"{" + b" " * 70_000 + b"}").status == 413


LAUGHS = b"<!DOCTYPE xml [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><xml><Event>&b;</Event></xml>"
FILE = b"<!DOCTYPE xml [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><xml><Event>&a;</Event></xml>"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b"{",
        b"\xff\xfe{}",
        b"[" * 60_000,
        b"<",
        b"<xml/>",
        b"<xml></xml>",
        b"<html><body/></html>",
        b"<xml><a></xml>",
        b"<a>" * 20_000,
        b"<?xml version='1.0' encoding='gbk'?><xml><a>\xb1\xa3</a></xml>",
        LAUGHS,
        FILE,
    ],
)
def test_a_body_that_is_neither_json_nor_xml_is_refused(body: bytes) -> None:
    assert refusal_of(signed(), body).status == 400


@pytest.mark.parametrize("name", wechat_push.XML_WRAPPERS)
@pytest.mark.parametrize(
    "change",
    [
        {"List": None},
        {"List": "accept"},
        {"List": []},
        {"List": [None]},
        {"List": [["a"]]},
        {"List": {}},
        {"List": {"TemplateId": 5}},
        {"List": ACCEPTED | RECEIPT | {"TemplateId": ""}},
        {"List": ACCEPTED | RECEIPT | {"TemplateId": "a\0b"}},
        {"FromUserName": None},
        {"FromUserName": {"a": 1}},
        {"CreateTime": None},
        {"CreateTime": "yesterday"},
        {"CreateTime": 1.5},
        {"CreateTime": True},
        {"CreateTime": 10**18},
        {"CreateTime": "٣"},
    ],
)
def test_malformed_events_are_refused(name: str, change: dict[str, Any]) -> None:
    refusal_of(signed(), json.dumps(event(name, ACCEPTED | RECEIPT) | change).encode())


@pytest.mark.parametrize(
    "msgid", [None, "", "12x", 2.5e18, 2**63, "9" * 30, "9" * 5000, [1], True, "--5"]
)
def test_a_message_id_that_is_none_is_refused(msgid: Any) -> None:
    content = event("subscribe_msg_sent_event", RECEIPT | {"MsgID": msgid})
    refusal_of(signed(), json.dumps(content).encode())


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_no_signed_event_breaks_the_reader(data: st.DataObject) -> None:
    scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9)
    tangle = st.recursive(
        scalars,
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(sorted(ACCEPTED | RECEIPT | {"List": 0})), inner)
        ),
        max_leaves=6,
    )
    content = event(data.draw(st.sampled_from(sorted(wechat_push.XML_WRAPPERS))), data.draw(tangle))
    content |= data.draw(st.dictionaries(st.sampled_from(sorted(content)), tangle, max_size=2))
    body = json.dumps(content).encode()
    with contextlib.suppress(PushRefused):
        wechat_push.read(signed(nonce=hashlib.md5(body).hexdigest()), body, now=NOW)  # noqa: S324


# --- safe mode ---


@pytest.mark.usefixtures("safe_mode")
def test_an_encrypted_event_is_read() -> None:
    content = json.dumps(event("subscribe_msg_popup_event", ACCEPTED)).encode()
    answered = wechat_push.read(*encrypted(content), now=NOW)
    assert answered == PopupAnswered(OPENID, AT, (Choice(TEMPLATE, "accept"),))


@pytest.mark.usefixtures("safe_mode")
def test_a_plain_push_is_refused_where_encryption_is_agreed() -> None:
    refusal_of(signed(), json.dumps(event("subscribe_msg_popup_event", ACCEPTED)).encode())


@pytest.mark.usefixtures("safe_mode")
def test_a_push_for_another_app_is_refused() -> None:
    query, body = encrypted(b"{}", appid="wxanother")
    assert refusal_of(query, body).status == 403


@pytest.mark.usefixtures("safe_mode")
@pytest.mark.parametrize(
    "secret", ["", "!", "AAAA", "A" * 64, "A" * 43 + "=", "汉字", "QUFB" * 400]
)
def test_ciphertext_that_is_none_is_refused(secret: str) -> None:
    query = signed(msg_signature=signature(TOKEN, TIMESTAMP, "1514711492", secret))
    refusal_of(query, json.dumps({"Encrypt": secret}).encode())


@pytest.mark.usefixtures("safe_mode")
@pytest.mark.parametrize("body", [b"{}", b'{"Encrypt":5}', b"<xml/>", b"[]"])
def test_an_envelope_without_ciphertext_is_refused(body: bytes) -> None:
    refusal_of(signed(msg_signature="0" * 40), body)


@pytest.mark.usefixtures("safe_mode")
def test_the_plain_signature_is_no_substitute_in_safe_mode() -> None:
    query, body = encrypted(b"{}")
    refusal_of(query | {"msg_signature": query["signature"]}, body)


def test_refusals_are_short_sentences_without_content() -> None:
    refusal = refusal_of(signed(), json.dumps(event("subscribe_msg_popup_event", [])).encode())
    assert OPENID not in f"{refusal!r}{refusal}"
    assert str(refusal) == "推送内容缺少 List。"


# --- as the sandbox sends it ---


@pytest.fixture
def callback() -> Iterator[tuple[str, queue.Queue[tuple[dict[str, str], bytes]]]]:
    """An address that takes every push and keeps it."""
    pushes: queue.Queue[tuple[dict[str, str], bytes]] = queue.Queue()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            pushes.put((dict(parse_qsl(urlsplit(self.path).query)), body))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Quiet."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/push", pushes
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("mode", ["plain", "compatible", "safe"])
@pytest.mark.parametrize("form", ["json", "xml"])
def test_what_the_sandbox_pushes_is_understood(
    sandbox: RunningSandbox, settings: Any, callback: Any, mode: str, form: str
) -> None:
    url, pushes = callback
    settings.WECHAT_PUSH_AES_KEY = "" if mode == "plain" else AES_KEY
    sandbox.push_to(url, token=TOKEN, aes_key=AES_KEY, mode=mode, format=form)
    openid = sandbox.add_user("王芳")
    for template in ("template-one", "template-two"):
        sandbox.add_template(template_id=template, title=template, fields={"thing1": "事项"})
    sandbox.answer(openid, {"template-one": "accept", "template-two": "reject"})
    query, body = pushes.get(timeout=10)
    pushed = wechat_push.read(query, body)
    assert isinstance(pushed, PopupAnswered)
    assert replace(pushed, at=AT) == PopupAnswered(
        openid, AT, (Choice("template-one", "accept"), Choice("template-two", "reject"))
    )
