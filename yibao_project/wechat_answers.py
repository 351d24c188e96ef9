"""What WeChat's answers mean: its error codes in plain words, and the two shapes of a failure.

No answer is quoted with anything in it that could be a token or an openid.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final, NamedTuple

import orjson


class Kind(StrEnum):
    """What an unsuccessful call means for the caller."""

    REFUSED = "refused"
    """The resident does not want it or has no credit left. Normal; no alarm."""
    TEMPORARY = "temporary"
    """It surely did not go out, and may succeed later."""
    UNCERTAIN = "uncertain"
    """The request was sent and no answer came: it may have gone out. Do not repeat it blindly."""
    BROKEN = "broken"
    """This very call cannot succeed, however often it is repeated."""
    TOKEN = "token"  # noqa: S105
    """WeChat refuses even a freshly renewed access token."""
    CONFIG = "config"
    """Nothing of this sort can succeed until an operator mends the set-up."""


# https://developers.weixin.qq.com/miniprogram/dev/server/API/mp-message-management/subscribe-message/api_sendmessage
# https://developers.weixin.qq.com/miniprogram/dev/server/API/user-login/api_code2session
# https://developers.weixin.qq.com/miniprogram/dev/server/API/mp-access-token/api_getstableaccesstoken
ERRORS: Final[Mapping[int, tuple[Kind, str]]] = {
    -1: (Kind.TEMPORARY, "微信系统繁忙，稍后会自动再试。"),
    40001: (
        Kind.TOKEN,
        "微信不认当前的 access_token，换新后仍被拒；请检查是否有别的程序在刷新它。",
    ),
    40002: (Kind.BROKEN, "grant_type 不对，请联系开发人员。"),
    40003: (Kind.BROKEN, "openid 不属于这个小程序，这条消息发不出去；请居民重新登录一次。"),
    40008: (Kind.BROKEN, "微信不收这种客服消息，请联系开发人员。"),
    40013: (Kind.CONFIG, "AppID 无效，请检查 WECHAT_APPID。"),
    40014: (Kind.TOKEN, "access_token 格式不对，换新后仍被拒；请稍后再看。"),
    40029: (Kind.BROKEN, "登录凭证无效或已过期，请重新进入小程序。"),
    40037: (Kind.CONFIG, "模板编号不存在，请在后台“消息模板”里核对。"),
    40097: (Kind.BROKEN, "小程序码的参数不对，请联系开发人员。"),
    40125: (Kind.CONFIG, "AppSecret 无效，请检查 WECHAT_SECRET。"),
    40129: (Kind.BROKEN, "小程序码的场景值有微信不允许的字符，请联系开发人员。"),
    40163: (Kind.BROKEN, "登录凭证已经用过，请重新进入小程序。"),
    40164: (Kind.CONFIG, "服务器 IP 不在白名单，请在微信公众平台的开发设置里加上。"),
    40165: (Kind.CONFIG, "链接指向的页面不在已发布的小程序里，请先发布新版。"),
    40169: (Kind.BROKEN, "小程序码的场景值太长或为空，请联系开发人员。"),
    40212: (Kind.BROKEN, "链接的参数不对，请联系开发人员。"),
    40226: (Kind.BROKEN, "微信认为这个账号有风险，暂时不让登录。"),
    40243: (Kind.CONFIG, "AppSecret 已被冻结，请到微信公众平台解冻。"),
    41001: (Kind.BROKEN, "请求里缺少 access_token，请联系开发人员。"),
    41002: (Kind.CONFIG, "请求里缺少 AppID，请检查 WECHAT_APPID。"),
    41004: (Kind.CONFIG, "请求里缺少 AppSecret，请检查 WECHAT_SECRET。"),
    41008: (Kind.BROKEN, "缺少登录凭证，请重新进入小程序。"),
    41030: (Kind.CONFIG, "消息指向的页面不在已发布的小程序里，请核对页面路径或先发布新版。"),
    42001: (Kind.TOKEN, "access_token 已过期，换新后仍被拒；请检查服务器时间和别的刷新程序。"),
    43002: (Kind.BROKEN, "这个接口只收 POST 请求，请联系开发人员。"),
    43101: (Kind.REFUSED, "居民没有订阅、次数已用完或已拒收；再次订阅后才能发。"),
    43102: (Kind.CONFIG, "这个编号不是订阅消息模板，请在后台“消息模板”里核对。"),
    43107: (Kind.CONFIG, "订阅消息能力已被封禁，请到微信公众平台查看违规通知。"),
    43108: (Kind.TEMPORARY, "正有另一条消息发给同一位居民，稍后会自动再试。"),
    44002: (Kind.BROKEN, "请求内容为空，请联系开发人员。"),
    44004: (Kind.BROKEN, "客服消息的文字为空，请联系开发人员。"),
    44990: (Kind.TEMPORARY, "这一秒发得太快，稍后会自动再试。"),
    44991: (Kind.TEMPORARY, "这一分钟发得太多，稍后会自动再试。"),
    45009: (Kind.TEMPORARY, "今天的调用次数已用完，明天会自动再试；急用可到微信公众平台清零。"),
    45011: (Kind.TEMPORARY, "调用太频繁，稍后会自动再试。"),
    45015: (Kind.REFUSED, "过了可以回复的时间；对方再说一句话后才能回。"),
    45047: (Kind.REFUSED, "可以回复的条数已用完；对方再说一句话后才能回。"),
    45168: (Kind.BROKEN, "内容含有微信不允许的词，请修改后再发。"),
    47001: (Kind.BROKEN, "请求内容不是有效的 JSON，请联系开发人员。"),
    47003: (Kind.BROKEN, "模板字段的内容不合微信的格式，请核对“消息模板”的字段对应。"),
    48001: (Kind.CONFIG, "小程序没有这个接口的权限，请到微信公众平台开通。"),
    50004: (Kind.CONFIG, "账号被禁止获取 access_token，请到微信公众平台查看。"),
    50007: (Kind.CONFIG, "账号已被冻结，请到微信公众平台查看。"),
    76021: (Kind.BROKEN, "微信没有这个接口，查不了额度，请联系开发人员。"),
    76022: (Kind.BROKEN, "这个接口不能查额度，请联系开发人员。"),
    85079: (Kind.CONFIG, "小程序还没有发布，不能生成链接；请先发布。"),
    85096: (Kind.BROKEN, "小程序码的场景值用了微信保留的名字，请联系开发人员。"),
    85401: (Kind.BROKEN, "链接的有效期不对，请联系开发人员。"),
    85402: (Kind.BROKEN, "链接的小程序版本不对，请联系开发人员。"),
    89503: (Kind.CONFIG, "微信认为这次调用有风险，请管理员先在微信里确认。"),
    89506: (Kind.CONFIG, "管理员在 24 小时内拒绝过这台服务器的 IP，请先与管理员确认。"),
    89507: (Kind.CONFIG, "管理员在 1 小时内拒绝过这台服务器的 IP，请先与管理员确认。"),
    200011: (Kind.CONFIG, "账号的模板能力被封禁，请到微信公众平台查看。"),
    200012: (Kind.CONFIG, "模板数量已到上限，请先在微信公众平台删掉不用的。"),
    200013: (Kind.CONFIG, "这个模板已被微信封禁，请换一个。"),
    200014: (Kind.CONFIG, "公共模板库里没有这个编号，请核对。"),
    200020: (Kind.CONFIG, "选的关键词不对：要 2 到 5 个，并且都在这个标题里。"),
    200021: (Kind.CONFIG, "使用场景要写 1 到 15 个字。"),
    200022: (Kind.CONFIG, "已经有标题和关键词都一样的模板，请直接用它。"),
}
UNLISTED: Final = (Kind.BROKEN, "微信返回了未收录的错误码，请查微信文档。")
NO_ANSWER: Final = "请求已发出但没有收到微信的回答，不能确定是否送出。"
NO_CONNECTION: Final = "连不上微信服务器，稍后会自动再试。"
NOT_WECHAT: Final = "收到的回答不是微信的格式（可能来自网关），稍后会自动再试。"


class WeChatError(Exception):
    """A call to WeChat that did not succeed. `message` is one Chinese sentence for people."""

    def __init__(self, kind: Kind, errcode: int | None, message: str) -> None:
        super().__init__(kind, errcode, message)
        self.kind = kind
        self.errcode = errcode
        self.message = message

    def __str__(self) -> str:
        return self.message if self.errcode is None else f"{self.message}（{self.errcode}）"


class Outcome(NamedTuple):
    """What became of one message; `kind` is None when WeChat took it."""

    kind: Kind | None
    errcode: int | None = None
    msgid: int | None = None
    detail: str = ""


def outcome_of(status: int, body: bytes) -> Outcome:
    """Judge WeChat's answer to subscribe/send.

    An answer that is whole JSON but says neither errcode nor msgid is UNCERTAIN: it does not deny
    that the message went out.
    """
    answer = judge(status, body)
    if isinstance(answer, WeChatError):
        return Outcome(answer.kind, answer.errcode, None, answer.message)
    if "errcode" in answer or "msgid" in answer:
        return Outcome(None, 0, _msgid(answer.get("msgid")))
    return Outcome(Kind.UNCERTAIN, None, None, NO_ANSWER)


def judge(status: int, body: bytes) -> dict[str, Any] | WeChatError:
    """The answer of any WeChat call, or the failure it tells. Success may omit errcode."""
    answer = _read(body)
    if answer is None:
        return WeChatError(Kind.TEMPORARY, None, f"{NOT_WECHAT}（HTTP {status}）")
    try:
        errcode = int(answer.get("errcode", 0))
    except (TypeError, ValueError, OverflowError):
        return WeChatError(Kind.TEMPORARY, None, NOT_WECHAT)
    if errcode:
        kind, sentence = ERRORS.get(errcode, UNLISTED)
        return WeChatError(kind, errcode, sentence + _quoted(answer.get("errmsg")))
    if status != 200:
        return WeChatError(Kind.TEMPORARY, None, f"{NOT_WECHAT}（HTTP {status}）")
    return answer


def _read(body: bytes) -> dict[str, Any] | None:
    try:
        answer = orjson.loads(body)
    except ValueError:
        return None
    return answer if isinstance(answer, dict) else None


def _msgid(value: object) -> int | None:
    """WeChat's message id: a 64-bit number, here and there written as a string."""
    try:
        return int(value)  # type: ignore[call-overload, no-any-return]
    except (TypeError, ValueError, OverflowError):
        return None


_RID_OR_SECRET = re.compile(r"(rid: ?[0-9a-f]{8}(?:-[0-9a-f]{8}){2})|[A-Za-z0-9_+/=-]{20,}")


def _quoted(errmsg: object) -> str:
    """WeChat's own words for the operator, without anything that could be a token or an openid."""
    words = _RID_OR_SECRET.sub(lambda found: found[1] or "…", str(errmsg or ""))[:160]
    return f" [{words}]" if words else ""


def judged(status: int, body: bytes) -> WeChatError:
    """The failure that an answer tells which is not what was asked for."""
    answer = judge(status, body)
    return (
        answer if isinstance(answer, WeChatError) else WeChatError(Kind.TEMPORARY, None, NOT_WECHAT)
    )
