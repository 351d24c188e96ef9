"""The one door to WeChat: login, the shared access token, and sending one subscribe message.

Sending many at once is in `wechat_transport`, over the same token, errors and settings; reading
WeChat's callbacks is in `wechat_push`; rarer calls are in `wechat_templates`, `wechat_posters`,
`wechat_quota` and `wechat_chat`.

No secret leaves this module: the app secret, access tokens, session keys and openids appear in no
log line, no repr, and nowhere in an exception (text, arguments, attributes, context, pickle).
"""

from __future__ import annotations

import hashlib
import logging
import os
import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final, NamedTuple, NoReturn
from urllib.parse import urlsplit

import orjson
import redis
import requests
from django.conf import settings
from redis.exceptions import LockError, RedisError
from urllib3.exceptions import NewConnectionError
from wechatpy.client import WeChatClient
from wechatpy.client.api import WeChatWxa
from wechatpy.session.redisstorage import RedisStorage

logger = logging.getLogger(__name__)

SEND_PATH: Final = "/cgi-bin/message/subscribe/send"
LOGIN_PATH: Final = "/sns/jscode2session"
TOKEN_PATH: Final = "/cgi-bin/stable_token"  # noqa: S105  a path, not a password

# WeChat hands out a new token in the last five minutes of the old one; both work meanwhile.
TOKEN_OVERLAP_SECONDS: Final = 300
# A forced refresh sooner than this after another one is ignored by WeChat.
FORCED_REFRESH_SECONDS: Final = 30
LOCK_POLL_SECONDS: Final = 0.02


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


@dataclass(frozen=True, slots=True)
class Session:
    """Who logged in. All of it stays on the server."""

    openid: str = field(repr=False)
    session_key: str = field(repr=False)
    unionid: str | None = field(repr=False)


def encoded_fields(data: Mapping[str, str]) -> orjson.Fragment:
    """A message's fields as they go out, encoded once for all messages that say the same."""
    return orjson.Fragment(orjson.dumps({key: {"value": value} for key, value in data.items()}))


@dataclass(slots=True)
class SubscribeMessage:
    """One subscribe message; `data` maps WeChat's field keys (thing1, date2 …) to their text.

    Not frozen, which would double the cost of making one; a sender makes a million.
    """

    openid: str = field(repr=False)
    template_id: str
    page: str
    data: Mapping[str, str] | orjson.Fragment = field(repr=False)

    def encode(self) -> bytes:
        """The JSON body of subscribe/send."""
        body: dict[str, Any] = {
            "touser": self.openid,
            "template_id": self.template_id,
            "miniprogram_state": settings.WECHAT_MINIPROGRAM_STATE,
            "lang": "zh_CN",
            "data": self.data
            if isinstance(self.data, orjson.Fragment)
            else encoded_fields(self.data),
        }
        if self.page:
            body["page"] = self.page
        return orjson.dumps(body)


@dataclass(frozen=True, slots=True)
class MiniProgram:
    """Whom we speak as, and where WeChat is."""

    appid: str
    secret: str = field(repr=False)
    api_base: str
    connect_timeout: float
    read_timeout: float

    @classmethod
    def from_settings(cls) -> MiniProgram:
        return cls(
            appid=settings.WECHAT_APPID,
            secret=settings.WECHAT_SECRET,
            api_base=settings.WECHAT_API_BASE.rstrip("/"),
            connect_timeout=settings.WECHAT_CONNECT_TIMEOUT,
            read_timeout=settings.WECHAT_READ_TIMEOUT,
        )

    @property
    def fingerprint(self) -> str:
        """Names this program's shared token: another server, app or secret has another token."""
        identity = "\n".join((self.api_base, self.appid, self.secret))
        return hashlib.sha256(identity.encode()).hexdigest()[:16]


def login(code: str) -> Session:
    """Redeem what `wx.login` gave the mini-program. Needs no access token.

    Raises WeChatError; BROKEN means the code or the account, not the service, is at fault.
    """
    answer = client().wxa.code_to_session(code)
    try:
        return Session(answer["openid"], answer["session_key"], answer.get("unionid"))
    except KeyError:
        pass
    raise WeChatError(Kind.TEMPORARY, None, NOT_WECHAT)


def send_subscribe(message: SubscribeMessage) -> int | None:
    """Send one message; returns WeChat's msgid where it gave one. Raises WeChatError."""
    status, body = client().call("POST", SEND_PATH, body=message.encode(), lost=Kind.UNCERTAIN)
    outcome = outcome_of(status, body)
    if outcome.kind is not None:
        raise WeChatError(outcome.kind, outcome.errcode, outcome.detail)
    return outcome.msgid


def ask(
    method: str,
    path: str,
    *,
    params: Mapping[str, Any] | None = None,
    content: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The answer of any other call that takes the token. Raises WeChatError."""
    return client().ask(
        method, path, params=params, body=None if content is None else orjson.dumps(content)
    )


def judged(status: int, body: bytes) -> WeChatError:
    """The failure that an answer tells which is not what was asked for."""
    answer = _judge(status, body)
    return (
        answer if isinstance(answer, WeChatError) else WeChatError(Kind.TEMPORARY, None, NOT_WECHAT)
    )


def access_token() -> str:
    """The token all processes share; minted by exactly one of them when there is none."""
    token: str = client().access_token
    return token


def renew_token(*, dead: str) -> str:
    """A token other than `dead`, which WeChat has just refused. Raises WeChatError."""
    return client().renew_token(dead=dead)


def outcome_of(status: int, body: bytes) -> Outcome:
    """Judge WeChat's answer to subscribe/send.

    An answer that is whole JSON but says neither errcode nor msgid is UNCERTAIN: it does not deny
    that the message went out.
    """
    answer = _judge(status, body)
    if isinstance(answer, WeChatError):
        return Outcome(answer.kind, answer.errcode, None, answer.message)
    if "errcode" in answer or "msgid" in answer:
        return Outcome(None, 0, _msgid(answer.get("msgid")))
    return Outcome(Kind.UNCERTAIN, None, None, NO_ANSWER)


def _judge(status: int, body: bytes) -> dict[str, Any] | WeChatError:
    """The answer of any WeChat call, or the failure it tells. Success may omit errcode."""
    answer = _read(body)
    if answer is None:
        return WeChatError(Kind.TEMPORARY, None, f"{NOT_WECHAT}(HTTP {status})")
    try:
        errcode = int(answer.get("errcode", 0))
    except (TypeError, ValueError, OverflowError):
        return WeChatError(Kind.TEMPORARY, None, NOT_WECHAT)
    if errcode:
        kind, sentence = ERRORS.get(errcode, UNLISTED)
        return WeChatError(kind, errcode, sentence + _quoted(answer.get("errmsg")))
    if status != 200:
        return WeChatError(Kind.TEMPORARY, None, f"{NOT_WECHAT}(HTTP {status})")
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


class _Wxa(WeChatWxa):  # type: ignore[misc]
    def code_to_session(self, js_code: str) -> Any:
        """As in wechatpy, but without first fetching an access token it does not need."""
        return self._client.call_anonymously(
            "GET",
            LOGIN_PATH,
            params={
                "appid": self.appid,
                "secret": self.secret,
                "js_code": js_code,
                "grant_type": "authorization_code",
            },
        )


class Client(WeChatClient):  # type: ignore[misc]
    """wechatpy's client with its defects closed; use `client()` to get this thread's.

    - Every address, also the ones wechatpy hard-codes, is moved to `MiniProgram.api_base`.
    - Every call has a connect and a read timeout, follows no redirect and uses no proxy.
    - A refused token is renewed and the call repeated exactly once.
    - Failures of any sort are WeChatError, raised outside `except` so that no request, URL or
      client hangs on the exception.
    """

    wxa = _Wxa()

    def __init__(self, program: MiniProgram) -> None:
        self.program = program
        self._store = _redis(settings.REDIS_URL)
        self._prefix = f"yibao:wechat:{program.fingerprint}"
        super().__init__(
            program.appid,
            program.secret,
            session=RedisStorage(self._store, prefix=self._prefix),
            timeout=(program.connect_timeout, program.read_timeout),
            auto_retry=False,
        )
        self._http.trust_env = False

    def __repr__(self) -> str:
        return f"Client({self.program!r})"

    def __reduce__(self) -> NoReturn:
        raise TypeError("微信客户端带有密钥，不能序列化。")

    # --- the token ---

    @property
    def access_token(self) -> str:
        return self._shared_token() or self.renew_token(dead=None)

    def renew_token(self, *, dead: str | None) -> str:
        """Replace `dead` (None: there is no token) for all processes.

        Under one lock in Redis: whoever comes first mints; the others find a token that is not
        the dead one and take it. Normal mode may give the dead token back, since WeChat thinks it
        lives; only then is it refreshed by force, which WeChat allows rarely.
        """
        patience = 2 * sum(self.timeout) + 1
        lock = self._store.lock(
            f"{self._prefix}:lock",
            timeout=patience,
            blocking_timeout=patience,
            sleep=LOCK_POLL_SECONDS,
            raise_on_release_error=False,
        )
        try:
            with lock:
                current = self._shared_token()
                if current and current != dead:
                    return current
                return self._mint(dead=dead)
        except (LockError, RedisError):
            pass
        raise WeChatError(Kind.TEMPORARY, None, "暂时拿不到 access_token:Redis 连不上或正忙。")

    def fetch_access_token(self, *, force_refresh: bool = False) -> dict[str, Any]:
        """Ask WeChat for a token; expires_in is the life it has left, in seconds."""
        answer: dict[str, Any] = self.call_anonymously(
            "POST",
            TOKEN_PATH,
            body=orjson.dumps(
                {
                    "grant_type": "client_credential",
                    "appid": self.appid,
                    "secret": self.secret,
                    "force_refresh": force_refresh,
                }
            ),
        )
        token, life = answer.get("access_token"), answer.get("expires_in")
        if isinstance(token, str) and isinstance(life, int):
            return answer
        raise WeChatError(Kind.TEMPORARY, None, NOT_WECHAT)

    def _shared_token(self) -> str | None:
        try:
            token: str | None = self.session.get("token")
            return token
        except RedisError:
            pass
        raise WeChatError(Kind.TEMPORARY, None, "暂时拿不到 access_token:Redis 连不上。")

    def _mint(self, *, dead: str | None) -> str:
        answer = self.fetch_access_token()
        if answer["access_token"] == dead and self._may_force():
            answer = self.fetch_access_token(force_refresh=True)
        life = answer["expires_in"]
        keep = max(life - TOKEN_OVERLAP_SECONDS, life // 2, 1)
        token: str = answer["access_token"]
        self.session.set("token", token, keep)
        logger.info("wechat token renewed, kept for %d s", keep)
        return token

    def _may_force(self) -> bool:
        mark = f"{self._prefix}:forced"
        return bool(self._store.set(mark, 1, nx=True, ex=FORCED_REFRESH_SECONDS))

    # --- calls ---

    def call(
        self,
        method: str,
        path: str,
        *,
        lost: Kind,
        params: Mapping[str, Any] | None = None,
        body: bytes | None = None,
    ) -> tuple[int, bytes]:
        """Status and body of one call with the token, after at most one renewal.

        `lost` is the kind of failure when the request left and no answer came.
        """
        token = self.access_token
        for renewed in (False, True):
            query = {**(params or {}), "access_token": token}
            status, answer = self._exchange(method, path, params=query, body=body, lost=lost)
            judged = _judge(status, answer)
            refused = isinstance(judged, WeChatError) and judged.kind is Kind.TOKEN
            if renewed or not refused:
                break
            token = self.renew_token(dead=token)
        return status, answer

    def call_anonymously(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, Any] | None = None,
        body: bytes | None = None,
    ) -> dict[str, Any]:
        """The answer of a call that takes the app secret itself, hence no token.

        A complaint about the credential can only mean the secret here.
        """
        status, raw = self._exchange(method, path, params=params, body=body, lost=Kind.TEMPORARY)
        answer = _judge(status, raw)
        if not isinstance(answer, WeChatError):
            return answer
        if answer.kind is Kind.TOKEN:
            answer = WeChatError(Kind.CONFIG, answer.errcode, ERRORS[40125][1])
        raise answer

    def _request(
        self,
        method: str,
        url_or_endpoint: str,
        *,
        api_base_url: str = WeChatClient.API_BASE_URL,
        params: Mapping[str, Any] | None = None,
        data: Any = None,
        result_processor: Callable[[dict[str, Any]], Any] | None = None,
    ) -> Any:
        """The one funnel of wechatpy's own API classes."""
        whole = url_or_endpoint if "://" in url_or_endpoint else api_base_url + url_or_endpoint
        body = orjson.dumps(data) if isinstance(data, dict) else data
        answer = self.ask(method.upper(), urlsplit(whole).path, params=params, body=body)
        return result_processor(answer) if result_processor else answer

    def ask(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, Any] | None = None,
        body: bytes | None = None,
    ) -> dict[str, Any]:
        """The judged answer of one call with the token. Raises WeChatError."""
        lost = Kind.TEMPORARY if method == "GET" else Kind.UNCERTAIN
        answer = _judge(*self.call(method, path, params=params, body=body, lost=lost))
        if isinstance(answer, WeChatError):
            raise answer
        return answer

    def _exchange(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, Any] | None,
        body: bytes | None,
        lost: Kind,
    ) -> tuple[int, bytes]:
        try:
            response = self._http.request(
                method,
                self.program.api_base + path,
                params=params,
                data=body,
                headers={"Content-Type": "application/json"} if body is not None else None,
                timeout=self.timeout,
                allow_redirects=False,
            )
            return response.status_code, response.content
        except requests.RequestException as error:
            sent = not _never_left(error)
        logger.warning("wechat %s %s: no answer (sent: %s)", method, path, sent)
        if sent:
            raise WeChatError(lost, None, NO_ANSWER)
        raise WeChatError(Kind.TEMPORARY, None, NO_CONNECTION)


def _never_left(error: requests.RequestException) -> bool:
    """Whether the connection surely failed before a byte of the request was written."""
    if isinstance(error, requests.ConnectTimeout | ValueError):
        return True
    if isinstance(error, requests.exceptions.SSLError):
        return "EOF" not in str(error)
    reason = getattr(error.args[0] if error.args else None, "reason", None)
    return isinstance(reason, NewConnectionError)


_thread = threading.local()


def client() -> Client:
    """This thread's client (an HTTP session is not made for sharing), by the present settings."""
    identity = (MiniProgram.from_settings(), settings.REDIS_URL, os.getpid())
    if getattr(_thread, "identity", None) != identity:
        _thread.client = Client(identity[0])
        _thread.identity = identity
    kept: Client = _thread.client
    return kept


@lru_cache(maxsize=4)
def _redis(url: str) -> redis.Redis:
    return redis.Redis.from_url(url, socket_connect_timeout=3, socket_timeout=10)


class _QueryHider(logging.Filter):
    """Cuts query strings out of urllib3's debug lines: WeChat wants its secrets there."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(
                arg.partition("?")[0] if isinstance(arg, str) else arg for arg in record.args
            )
        return True


for _name in ("urllib3.connectionpool", "urllib3.util.retry"):
    logging.getLogger(_name).addFilter(_QueryHider())
