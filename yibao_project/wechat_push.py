"""What WeChat tells us by calling back: is a callback genuine, and what does it say.

Reads the mini-program's message push in plain and safe mode, JSON and XML, into frozen dataclasses.
Nothing here touches the database; whoever acts on an event must do so idempotently, because WeChat
delivers up to three times.

With an EncodingAESKey in the settings only encrypted pushes are accepted: the plain signature does
not cover the body, and safe-mode URLs carry a valid one.

A nonce is remembered for ten minutes together with the body it came with. The same request again is
WeChat's own re-delivery and is read again; the same nonce with another body is a forgery and refused.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from xml.parsers.expat import ExpatError

import orjson
import xmltodict  # type: ignore[import-untyped]
from django.conf import settings
from django.core.cache import cache
from redis.exceptions import RedisError
from wechatpy.crypto import PrpCrypto
from wechatpy.exceptions import InvalidAppIdException

logger = logging.getLogger(__name__)

LARGEST_BODY: Final = 64 * 1024
FRESH: Final = timedelta(minutes=5)
NONCE_SECONDS: Final = 600
LARGEST_ID: Final = 2**63 - 1

POPUP: Final = "subscribe_msg_popup_event"
CHANGE: Final = "subscribe_msg_change_event"
SENT: Final = "subscribe_msg_sent_event"
ENTERED_CHAT: Final = "user_enter_tempsession"
# What residents may send in the chat with customer service.
CHAT: Final = ("text", "image", "miniprogrampage", "link", "voice", "video")
# The resident withdrew what WeChat passed on, or closed the account altogether.
REVOKED: Final = "user_authorization_revoke"
LEAVING: Final = (REVOKED, "user_authorization_cancellation")
PHONE: Final = "8"  # among what can be revoked
XML_WRAPPERS: Final = {
    POPUP: "SubscribeMsgPopupEvent",
    CHANGE: "SubscribeMsgChangeEvent",
    SENT: "SubscribeMsgSentEvent",
}


@dataclass(frozen=True, slots=True)
class Account:
    """Whose pushes these are; `name` is what its settings begin with."""

    name: str
    appid: str
    token: str = field(repr=False)
    aes_key: str = field(repr=False)


def mini_program() -> Account:
    return Account(
        name="WECHAT_PUSH",
        appid=settings.WECHAT_APPID,
        token=settings.WECHAT_PUSH_TOKEN,
        aes_key=settings.WECHAT_PUSH_AES_KEY,
    )


class PushRefused(Exception):
    """This callback is not believed or not understood. `status` is the HTTP answer it deserves:
    4xx, or 503 when Redis is down and WeChat had better deliver again."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message, status)
        self.message = message
        self.status = status

    def __str__(self) -> str:
        return self.message


@dataclass(frozen=True, slots=True)
class Choice:
    """A resident's answer for one template."""

    template_id: str
    status: str

    @property
    def accepted(self) -> bool:
        """WeChat has several sorts of accept (acceptWithAudio …)."""
        return self.status.startswith("accept")


@dataclass(frozen=True, slots=True)
class PopupAnswered:
    """The resident answered the subscription popup: each accept is one credit."""

    openid: str = field(repr=False)
    at: datetime
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class SubscriptionChanged:
    """The resident withdrew subscriptions in WeChat's settings."""

    openid: str = field(repr=False)
    at: datetime
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of one message WeChat had taken. `errcode` 0 means it is on the phone."""

    template_id: str
    msgid: int
    errcode: int
    status: str


@dataclass(frozen=True, slots=True)
class MessagesSent:
    openid: str = field(repr=False)
    at: datetime
    deliveries: tuple[Delivery, ...]


@dataclass(frozen=True, slots=True)
class AuthorisationEnded:
    """The resident wants what we hold to be deleted."""

    openid: str = field(repr=False)
    at: datetime


@dataclass(frozen=True, slots=True)
class PhoneWithdrawn:
    """The resident wants the phone number to be deleted, and nothing else."""

    openid: str = field(repr=False)
    at: datetime


@dataclass(frozen=True, slots=True)
class ChatEntered:
    """Somebody opened the chat with customer service."""

    openid: str = field(repr=False)
    at: datetime


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """What somebody wrote there; no text where it was a picture or the like.

    `key` is the same for each delivery of one message.
    """

    openid: str = field(repr=False)
    at: datetime
    text: str = field(repr=False)
    key: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """A genuine push we have no use for."""

    name: str


Push = (
    PopupAnswered
    | SubscriptionChanged
    | MessagesSent
    | AuthorisationEnded
    | PhoneWithdrawn
    | ChatEntered
    | ChatMessage
    | Unknown
)


def verify(
    query: Mapping[str, str], *, account: Account | None = None, now: datetime | None = None
) -> str:
    """The text to echo when WeChat checks the callback address. Raises PushRefused."""
    _check_signature(account or mini_program(), query, "signature")
    _check_freshness(query, now)
    return _parameter(query, "echostr")


def read(query: Mapping[str, str], body: bytes, *, now: datetime | None = None) -> Push:
    """What a POSTed callback of the mini-program says. Raises PushRefused.

    `now` is real time also in a rehearsal, since WeChat signs with it; leave it out.
    """
    return understand(opened(query, body, account=mini_program(), now=now))


def opened(
    query: Mapping[str, str], body: bytes, *, account: Account, now: datetime | None = None
) -> dict[str, Any]:
    """The content of a POSTed callback that is genuine. Raises PushRefused."""
    if len(body) > LARGEST_BODY:
        raise PushRefused("推送内容过大。", 413)
    if account.aes_key:
        ciphertext = text_of(_parse(body), "Encrypt")
        _check_signature(account, query, "msg_signature", ciphertext)
        _check_freshness(query, now)
        content = _decrypt(account, ciphertext)
    else:
        _check_signature(account, query, "signature")
        _check_freshness(query, now)
        content = body
    _check_replay(query, body)
    return _parse(content)


# --- is it genuine? ---


def _parameter(query: Mapping[str, str], name: str) -> str:
    value = query.get(name)
    if not value or len(value) > 256:
        raise PushRefused(f"缺少参数 {name}，或参数过长。")
    return value


def _check_signature(account: Account, query: Mapping[str, str], name: str, *signed: str) -> None:
    if not account.token:
        raise PushRefused(f"没有设置 {account.name}_TOKEN，不能接收推送。", 403)
    parts = sorted(
        (account.token, _parameter(query, "timestamp"), _parameter(query, "nonce")) + signed
    )
    # SHA-1 is WeChat's choice.
    right = hashlib.sha1("".join(parts).encode(errors="replace")).hexdigest()  # noqa: S324
    given = _parameter(query, name).encode(errors="replace")
    if not hmac.compare_digest(right.encode(), given):
        raise PushRefused("签名不对。", 403)


def _check_freshness(query: Mapping[str, str], now: datetime | None) -> None:
    timestamp = query["timestamp"]
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 11):
        raise PushRefused("时间戳不是数字。")
    signed_at = datetime.fromtimestamp(int(timestamp), UTC)
    if abs((now or datetime.now(UTC)) - signed_at) > FRESH:
        raise PushRefused("推送已过时，或服务器时间不准。", 403)


def _check_replay(query: Mapping[str, str], body: bytes) -> None:
    nonce = hashlib.sha256(f"{query['timestamp']}\n{query['nonce']}".encode(errors="replace"))
    key, digest = f"wechat:nonce:{nonce.hexdigest()}", hashlib.sha256(body).hexdigest()
    try:
        known = None if cache.add(key, digest, NONCE_SECONDS) else cache.get(key)
    except RedisError:
        logger.exception("wechat push: replay memory is out of reach")
        raise PushRefused("暂时不能接收推送，请稍后再送。", 503) from None
    if known is not None and known != digest:
        raise PushRefused("同一个随机数带来了不同的内容。", 403)


def _decrypt(account: Account, ciphertext: str) -> bytes:
    try:
        key = base64.b64decode(account.aes_key + "=")
        text: str = PrpCrypto(key).decrypt(ciphertext, account.appid)
    except InvalidAppIdException:
        raise PushRefused("推送不是发给这个账号的。", 403) from None
    except Exception:
        # wechatpy and cryptography complain in many ways (ValueError, IndexError, struct.error …).
        raise PushRefused("推送内容解不开，请核对 EncodingAESKey。", 403) from None
    return text.encode()


# --- what does it say? ---


def _parse(body: bytes) -> dict[str, Any]:
    """A JSON object, or the content of an XML document's <xml>. Entities are refused."""
    try:
        if body.lstrip()[:1] == b"<":
            # WeChat's own sample of an authorisation event is malformed in this one place.
            body = body.replace(b"< OpenPID>", b"<OpenPID>")
            content = xmltodict.parse(body, encoding="utf-8", disable_entities=True).get("xml")
        else:
            content = orjson.loads(body)
    except (ValueError, ExpatError):
        content = None
    if not isinstance(content, dict):
        raise PushRefused("推送内容不是可读的 JSON 或 XML。")
    return content


def understand(content: dict[str, Any]) -> Push:
    name = str(content.get("Event") or content.get("MsgType") or "")
    if content.get("MsgType") == "event" and name in LEAVING:
        return _leaving(content, name)
    if content.get("MsgType") == "event" and name == ENTERED_CHAT:
        return ChatEntered(text_of(content, "FromUserName"), _instant(content))
    if content.get("MsgType") in CHAT:
        return _chat_message(content)
    if content.get("MsgType") != "event" or name not in XML_WRAPPERS:
        return Unknown(name[:64])
    openid, at = text_of(content, "FromUserName"), _instant(content)
    items = _items(content, XML_WRAPPERS[name])
    if name == SENT:
        return MessagesSent(openid, at, tuple(_delivery(item) for item in items))
    choices = tuple(
        Choice(text_of(item, "TemplateId"), text_of(item, "SubscribeStatusString"))
        for item in items
    )
    return (
        PopupAnswered(openid, at, choices)
        if name == POPUP
        else SubscriptionChanged(openid, at, choices)
    )


def _chat_message(content: dict[str, Any]) -> ChatMessage:
    openid, at = text_of(content, "FromUserName"), _instant(content)
    text = text_of(content, "Content") if content["MsgType"] == "text" else ""
    return ChatMessage(openid, at, text, key=f"{content.get('MsgId') or at.isoformat()}"[:64])


def _leaving(content: dict[str, Any], name: str) -> Push:
    """FromUserName is the platform's here; the resident is in OpenID."""
    if text_of(content, "AppID") != settings.WECHAT_APPID:
        return Unknown(name)
    if name == REVOKED and str(content.get("RevokeInfo")) == PHONE:
        return PhoneWithdrawn(text_of(content, "OpenID"), _instant(content))
    return AuthorisationEnded(text_of(content, "OpenID"), _instant(content))


def _items(content: dict[str, Any], wrapper: str) -> list[dict[str, Any]]:
    """`List`: an object when there is one item, an array when several; in XML inside a wrapper."""
    holder = content.get(wrapper, content)
    items = holder.get("List") if isinstance(holder, dict) else None
    items = items if isinstance(items, list) else [items]
    if not items or not all(isinstance(item, dict) for item in items):
        raise PushRefused("推送内容缺少 List。")
    return items


def _delivery(item: dict[str, Any]) -> Delivery:
    return Delivery(
        template_id=text_of(item, "TemplateId"),
        msgid=number_of(item, "MsgID"),
        errcode=number_of(item, "ErrorCode"),
        status=str(item.get("ErrorStatus") or "")[:64],
    )


def text_of(content: dict[str, Any], name: str) -> str:
    value = content.get(name)
    if not isinstance(value, str) or not value or "\0" in value:
        raise PushRefused(f"推送内容缺少 {name}。")
    return value


def number_of(content: dict[str, Any], name: str) -> int:
    """A whole number of at most 64 bits, written as a number or as text."""
    value = content.get(name)
    digits = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
    unsigned = digits.removeprefix("-")
    if not (unsigned.isascii() and unsigned.isdigit() and len(unsigned) <= 19):
        raise PushRefused(f"推送内容的 {name} 不是整数。")
    if abs(int(digits)) > LARGEST_ID:
        raise PushRefused(f"推送内容的 {name} 太大。")
    return int(digits)


def _instant(content: dict[str, Any]) -> datetime:
    seconds = number_of(content, "CreateTime")
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        raise PushRefused("推送内容的 CreateTime 不是时间。") from None
