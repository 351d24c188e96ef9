"""The one door to WeChat: login, the shared access token, and sending one subscribe message.

Sending many at once is in `wechat_transport`, over the same token, errors and settings; what
answers mean is in `wechat_answers`; reading
WeChat's callbacks is in `wechat_push`; rarer calls are in `wechat_templates`, `wechat_posters`,
`wechat_quota` and `wechat_chat`.

No secret leaves this module: the app secret, access tokens, session keys and openids appear in no
log line, no repr, and nowhere in an exception (text, arguments, attributes, context, pickle).
"""

from __future__ import annotations

import hashlib
import logging
import os
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final, NoReturn
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

from yibao_project.wechat_answers import (
    ERRORS,
    NO_ANSWER,
    NO_CONNECTION,
    NOT_WECHAT,
    Kind,
    WeChatError,
    judge,
    outcome_of,
)

logger = logging.getLogger(__name__)

SEND_PATH: Final = "/cgi-bin/message/subscribe/send"
LOGIN_PATH: Final = "/sns/jscode2session"
PHONE_PATH: Final = "/wxa/business/getuserphonenumber"
TOKEN_PATH: Final = "/cgi-bin/stable_token"  # noqa: S105  a path, not a password

# WeChat hands out a new token in the last five minutes of the old one; both work meanwhile.
TOKEN_OVERLAP_SECONDS: Final = 300
# A forced refresh sooner than this after another one is ignored by WeChat.
FORCED_REFRESH_SECONDS: Final = 30
LOCK_POLL_SECONDS: Final = 0.02


@dataclass(frozen=True, slots=True)
class Session:
    """Who logged in. All of it stays on the server."""

    openid: str = field(repr=False)
    session_key: str = field(repr=False)
    unionid: str | None = field(repr=False)


@dataclass(slots=True)
class SubscribeMessage:
    """One subscribe message; `data` maps WeChat's field keys (thing1, date2 …) to their text.

    Not frozen, which would double the cost of making one; a sender makes a million.
    """

    openid: str = field(repr=False)
    template_id: str
    page: str
    data: Mapping[str, str] = field(repr=False)

    def encode(self) -> bytes:
        """The JSON body of subscribe/send."""
        body: dict[str, Any] = {
            "touser": self.openid,
            "template_id": self.template_id,
            "miniprogram_state": settings.WECHAT_MINIPROGRAM_STATE,
            "lang": "zh_CN",
            "data": {key: {"value": value} for key, value in self.data.items()},
        }
        if self.page:
            body["page"] = self.page
        return orjson.dumps(body)


class Mold:
    """One message for all who are told the same: lacks only whom it is to and its page's number."""

    __slots__ = ("_rest",)

    def __init__(self, *, template_id: str, page: str, data: Mapping[str, str]) -> None:
        message = SubscribeMessage(openid="", template_id=template_id, page=page, data=data)
        self._rest = message.encode().removeprefix(b'{"touser":""').removesuffix(b'"}')

    def fill(self, *, openid: str, number: int) -> bytes:
        """The JSON body of subscribe/send for one resident; its page ends in `number`."""
        return b'{"touser":%b%b%d"}' % (orjson.dumps(openid), self._rest, number)


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


def phone_number(code: str, *, openid: str) -> str:
    """Redeem what the button for the phone number gave `openid`; gives +8613800000000.

    Raises WeChatError; BROKEN means the code is at fault: wrong, used, expired or another's.
    """
    told = ask("POST", PHONE_PATH, content={"code": code, "openid": openid}).get("phone_info")
    try:
        return f"+{int(told['countryCode'])}{int(told['purePhoneNumber'])}"  # type: ignore[index]
    except (KeyError, TypeError, ValueError):
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


def access_token() -> str:
    """The token all processes share; minted by exactly one of them when there is none."""
    token: str = client().access_token
    return token


def renew_token(*, dead: str) -> str:
    """A token other than `dead`, which WeChat has just refused. Raises WeChatError."""
    return client().renew_token(dead=dead)


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
        raise WeChatError(Kind.TEMPORARY, None, "暂时拿不到 access_token：Redis 连不上或正忙。")

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
        raise WeChatError(Kind.TEMPORARY, None, "暂时拿不到 access_token：Redis 连不上。")

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
            judged = judge(status, answer)
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
        answer = judge(status, raw)
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
        answer = judge(*self.call(method, path, params=params, body=body, lost=lost))
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
            sent = not never_left(error)
        logger.warning("wechat %s %s: no answer (sent: %s)", method, path, sent)
        if sent:
            raise WeChatError(lost, None, NO_ANSWER)
        raise WeChatError(Kind.TEMPORARY, None, NO_CONNECTION)


def never_left(error: requests.RequestException) -> bool:
    """Whether the connection surely failed before a byte of the request was written."""
    if isinstance(error, requests.ConnectTimeout | ValueError):
        return True
    if isinstance(error, requests.exceptions.SSLError):
        return "EOF" not in str(error)
    reason = getattr(error.args[0] if error.args else None, "reason", None)
    return isinstance(reason, NewConnectionError)


_thread = threading.local()


def client(program: MiniProgram | None = None) -> Client:
    """This thread's client of `program` (an HTTP session is not made for sharing).

    By default of the mini-program, by the present settings.
    """
    program = program or MiniProgram.from_settings()
    identity = (program, settings.REDIS_URL, os.getpid())
    clients: dict[str, tuple[Any, Client]] = vars(_thread).setdefault("clients", {})
    if program.appid not in clients or clients[program.appid][0] != identity:
        clients[program.appid] = (identity, Client(program))
    return clients[program.appid][1]


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
