"""The door to the service account: its template message, who follows it, and what it pushes to us.

Same rules as in `wechat`, which keeps its token too: no secret and no openid leaves it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import orjson
from django.conf import settings

from yibao_project import wechat_push
from yibao_project.answer import Answer
from yibao_project.wechat import Client, MiniProgram, client
from yibao_project.wechat_answers import Kind, WeChatError, outcome_of
from yibao_project.wechat_push import Account, Unknown

SEND_PATH: Final = "/cgi-bin/message/template/send"
FOLLOWER_PATH: Final = "/cgi-bin/user/info"
FINISHED: Final = "TEMPLATESENDJOBFINISH"
LEFT: Final = "unsubscribe"

# What the codes mean here, where it is not what they mean to the mini-program.
# https://developers.weixin.qq.com/doc/service/api/notify/template/api_sendtemplatemessage
ERRORS: Final[Mapping[int, tuple[Kind, str]]] = {
    40001: (
        Kind.TOKEN,
        "微信不认服务号的 access_token，换新后仍被拒；请检查是否有别的程序在刷新它。",
    ),
    40003: (Kind.REFUSED, "居民的服务号代号不对，可能已经取消关注。"),
    40013: (Kind.CONFIG, "服务号的 AppID 无效，请检查 WECHAT_SERVICE_APPID。"),
    40037: (Kind.CONFIG, "服务号没有这个模板，请检查 WECHAT_SERVICE_TEMPLATE_ID。"),
    40125: (Kind.CONFIG, "服务号的 AppSecret 无效，请检查 WECHAT_SERVICE_SECRET。"),
    40165: (Kind.CONFIG, "小程序没有和服务号关联，或页面还没发布；请在公众平台关联。"),
    43004: (Kind.REFUSED, "居民没有关注服务号。"),
    43101: (Kind.REFUSED, "居民在服务号里拒收了消息。"),
    47003: (Kind.CONFIG, "服务号模板的字段对不上，请检查 WECHAT_SERVICE_FIELDS。"),
    48001: (Kind.CONFIG, "服务号没有模板消息的权限，请到微信公众平台开通。"),
}


@dataclass(frozen=True, slots=True)
class Followed:
    """Somebody follows the service account: began to, or wrote to it."""

    openid: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Unfollowed:
    openid: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Finished:
    """What became of a template message that WeChat had taken."""

    openid: str = field(repr=False)
    msgid: int
    delivered: bool


ServicePush = Followed | Unfollowed | Finished | Unknown


def send(*, openid: str, data: Mapping[str, str], page: str, key: str) -> Answer:
    """Send one template message that opens `page` of the mini-program; never raises.

    WeChat sends it once for the same `key`.
    """
    body = {
        "touser": openid,
        "template_id": settings.WECHAT_SERVICE_TEMPLATE_ID,
        "client_msg_id": key,
        "miniprogram": {"appid": settings.WECHAT_APPID, "pagepath": page},
        "data": {name: {"value": value} for name, value in data.items()},
    }
    try:
        told = _client().call("POST", SEND_PATH, body=orjson.dumps(body), lost=Kind.UNCERTAIN)
    except WeChatError as error:
        return _answer(error.kind, error.errcode, error.message)
    outcome = outcome_of(*told)
    if outcome.kind is None:
        return Answer(None, receipt=str(outcome.msgid or ""))
    return _answer(outcome.kind, outcome.errcode, outcome.detail)


def unionid_of(openid: str) -> str:
    """By what the resident is known to all programs of one owner; empty where there is none.

    Raises WeChatError.
    """
    told = _client().ask("GET", FOLLOWER_PATH, params={"openid": openid, "lang": "zh_CN"})
    return str(told.get("unionid") or "")


def account() -> Account:
    return Account(
        name="WECHAT_SERVICE_PUSH",
        appid=settings.WECHAT_SERVICE_APPID,
        token=settings.WECHAT_SERVICE_PUSH_TOKEN,
        aes_key=settings.WECHAT_SERVICE_PUSH_AES_KEY,
    )


def understand(content: dict[str, Any]) -> ServicePush:
    """What an opened push of the service account says. Raises PushRefused."""
    name = str(content.get("Event") or content.get("MsgType") or "")
    if content.get("MsgType") != "event" or name in ("subscribe", "SCAN", "CLICK"):
        return Followed(wechat_push.text_of(content, "FromUserName"))
    if name == LEFT:
        return Unfollowed(wechat_push.text_of(content, "FromUserName"))
    if name == FINISHED:
        return Finished(
            wechat_push.text_of(content, "FromUserName"),
            wechat_push.number_of(content, "MsgID"),
            wechat_push.text_of(content, "Status") == "success",
        )
    return Unknown(name[:64])


def _client() -> Client:
    return client(
        MiniProgram(
            appid=settings.WECHAT_SERVICE_APPID,
            secret=settings.WECHAT_SERVICE_SECRET,
            api_base=settings.WECHAT_API_BASE.rstrip("/"),
            connect_timeout=settings.WECHAT_CONNECT_TIMEOUT,
            read_timeout=settings.WECHAT_READ_TIMEOUT,
        )
    )


def _answer(kind: Kind, errcode: int | None, detail: str) -> Answer:
    kind, detail = ERRORS.get(errcode or 0, (kind, detail))
    return Answer(kind, "" if errcode is None else str(errcode), detail)
