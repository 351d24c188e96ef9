"""The endpoints of api.weixin.qq.com that a reminder service calls, with WeChat's answers and error codes."""

from __future__ import annotations

import asyncio
import json
import re
import secrets
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from wechat_sandbox import fields
from wechat_sandbox.faults import Fault, Faults
from wechat_sandbox.push import Push
from wechat_sandbox.state import State, StateFile, Template

ERRORS = {
    -1: "system error",
    40001: "invalid credential, access_token is invalid or not latest",
    40002: "invalid grant_type",
    40003: "invalid openid",
    40008: "invalid message type",
    40013: "invalid appid",
    40014: "invalid access_token",
    40029: "invalid code",
    40037: "invalid template_id",
    40097: "invalid args",
    40125: "invalid appsecret",
    40129: "invalid scene",
    40163: "code been used",
    40164: "invalid ip 127.0.0.1, not in whitelist",
    40165: "invalid weapp pagepath",
    40169: "invalid length for scene, or the data is not json string",
    40212: "invalid query",
    40226: "code blocked",
    41001: "access_token missing",
    41002: "appid missing",
    41004: "appsecret missing",
    41008: "missing code",
    41030: "invalid page",
    42001: "access_token expired",
    43001: "require GET method",
    43002: "require POST method",
    43004: "require subscribe",
    43101: "user refuse to accept the msg",
    43107: "subscribe message capability banned",
    43108: "concurrent send to the same user",
    44002: "empty post data",
    44004: "empty content",
    45009: "reach max api daily quota limit",
    45011: "api minute-quota reach limit",
    45015: "response out of time limit or subscription is canceled",
    45047: "out of response count limit",
    45168: "keyword in blacklist",
    47001: "data format error",
    47003: "argument invalid!",
    48001: "api unauthorized",
    76021: "cgi_path not found",
    76022: "could not use this cgi_path, no permission",
    85401: "time limit between 1min and 1year",
    85402: "invalid env_version",
    200012: "private template number limit",
    200014: "invalid tid",
    200016: "invalid start",
    200017: "invalid limit",
    200018: "missing category ids",
    200019: "invalid category ids",
    200020: "invalid kidList",
    200021: "invalid sceneDesc",
    200022: "template with the same title and keywords exists",
}
LOGGED_CALLS = 100_000
SEND_PATH = "/cgi-bin/message/subscribe/send"

Endpoint = Callable[[Request, dict[str, Any], float], Awaitable[dict[str, Any] | Response]]


class WeChatError(Exception):
    """An answer of WeChat that is not success."""

    def __init__(self, errcode: int, errmsg: str = "") -> None:
        super().__init__(errcode)
        self.errcode = errcode
        self.errmsg = errmsg or ERRORS.get(errcode, "system error")


class ConnectionCut(Exception):
    """The fault injected into this call cuts the connection instead of answering."""


class WeChat:
    """
    One call goes: faults that strike before → the endpoint → faults that strike after → the log.
    Injected latency of a send is spent while its openid is locked, so that real concurrency is answered 43108.
    """

    def __init__(
        self,
        *,
        appid: str,
        secret: str,
        state: State,
        state_file: StateFile,
        faults: Faults,
        push: Push,
        others: Mapping[str, str],
    ) -> None:
        self.appid = appid
        self.secret = secret
        self.secrets = {**others, appid: secret}
        self.state = state
        self.state_file = state_file
        self.faults = faults
        self.push = push
        self.calls: deque[dict[str, Any]] = deque(maxlen=LOGGED_CALLS)
        self.sending: set[str] = set()

        self.endpoints: dict[str, Endpoint] = {
            "/sns/jscode2session": self.jscode2session,
            "/cgi-bin/token": self.token,
            "/cgi-bin/stable_token": self.stable_token,
            SEND_PATH: self.subscribe_send,
        }

    def routes(self) -> list[Route]:
        return [
            Route(path, self._answering(path, endpoint), methods=["GET", "POST"])
            for path, endpoint in self.endpoints.items()
        ]

    def _answering(self, path: str, endpoint: Endpoint) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            call: dict[str, Any] = {"path": path, "at": self.state.now(), "errcode": 0}
            self.calls.append(call)
            effects = self.faults.strike(path)
            try:
                if effects.spoilt_before:
                    await asyncio.sleep(effects.delay_before)
                    return _spoilt(effects.spoilt_before, call)
                content: dict[str, Any] | Response = await endpoint(
                    request, call, effects.delay_before
                )
                await asyncio.sleep(effects.delay_after)
                if effects.spoilt_after:
                    return _spoilt(effects.spoilt_after, call)
            except WeChatError as error:
                call["errcode"] = error.errcode
                content = {
                    "errcode": error.errcode,
                    "errmsg": f"{error.errmsg} rid: {_rid(self.state)}",
                }
            except ConnectionCut:
                call["errcode"] = None
                await _cut_connection(request)
                return Response()
            finally:
                self.state_file.is_dirty = True
            return content if isinstance(content, Response) else JSONResponse(content)

        return answer

    async def admit(
        self, request: Request, delay: float, *, method: str = "GET", appid: str = ""
    ) -> None:
        """What every call with a token is checked for first; it is the mini-program's token unless said."""
        await asyncio.sleep(delay)
        if request.method != method:
            raise WeChatError(43001 if method == "GET" else 43002)
        self._check_token(request.query_params.get("access_token"), appid or self.appid)

    async def jscode2session(
        self, request: Request, call: dict[str, Any], delay: float
    ) -> dict[str, Any]:
        await asyncio.sleep(delay)
        query = request.query_params
        self._check_app(appid=query.get("appid"), secret=query.get("secret"))
        if not query.get("js_code"):
            raise WeChatError(41008)
        if query.get("grant_type") != "authorization_code":
            raise WeChatError(40002)
        code = self.state.codes.get(query["js_code"])
        if code is None or code.purpose != "login" or code.expires_at <= self.state.now():
            raise WeChatError(40029)
        if code.used:
            raise WeChatError(40163)
        code.used = True
        call["openid"] = _tail(code.openid)
        user = self.state.users[code.openid]
        known = {"unionid": user.unionid} if self.state.is_bound else {}
        return {"session_key": user.session_key, "openid": code.openid, **known}

    async def token(self, request: Request, call: dict[str, Any], delay: float) -> dict[str, Any]:
        await asyncio.sleep(delay)
        if request.method != "GET":
            raise WeChatError(43001)
        query = request.query_params
        self._check_credentials(
            grant_type=query.get("grant_type"), appid=query.get("appid"), secret=query.get("secret")
        )
        value, expires_in = self.state.classic_token(appid=query["appid"])
        return {"access_token": value, "expires_in": expires_in}

    async def stable_token(
        self, request: Request, call: dict[str, Any], delay: float
    ) -> dict[str, Any]:
        await asyncio.sleep(delay)
        body = await json_body(request)
        self._check_credentials(
            grant_type=body.get("grant_type"), appid=body.get("appid"), secret=body.get("secret")
        )
        value, expires_in = self.state.stable_token(
            appid=body["appid"], force_refresh=body.get("force_refresh") is True
        )
        return {"access_token": value, "expires_in": expires_in}

    async def subscribe_send(
        self, request: Request, call: dict[str, Any], delay: float
    ) -> dict[str, Any]:
        if request.method != "POST":
            raise WeChatError(43002)
        self._check_token(request.query_params.get("access_token"), self.appid)
        body = await json_body(request)
        template = self._template(body.get("template_id"))
        openid = body.get("touser")
        call["openid"], call["template_id"] = _tail(openid), template.template_id
        if not isinstance(openid, str) or openid not in self.state.users:
            raise WeChatError(40003)
        _check_data(body.get("data"), template)
        page = _checked_page(body)
        if template.banned:
            raise WeChatError(43107)
        if openid in self.sending:
            raise WeChatError(43108)
        self.sending.add(openid)
        try:
            await asyncio.sleep(delay)
            if self.state.used_today(SEND_PATH) >= self.state.daily_limit:
                raise WeChatError(45009)
            if self.state.grants_of(openid=openid, template_id=template.template_id) <= 0:
                raise WeChatError(43101)
            self.state.spend_grant(openid=openid, template=template)
            message = self.state.add_message(
                openid=openid, template=template, data=body["data"], page=page
            )
        finally:
            self.sending.discard(openid)
        self.state.use(SEND_PATH)
        call["msgid"] = message.msgid
        self.push.sent(message)
        return {"errcode": 0, "errmsg": "ok", "msgid": message.msgid}

    def _check_credentials(self, *, grant_type: object, appid: object, secret: object) -> None:
        if grant_type != "client_credential":
            raise WeChatError(40002)
        self._check_app(appid=appid, secret=secret)

    def _check_app(self, *, appid: object, secret: object) -> None:
        if not appid:
            raise WeChatError(41002)
        if not secret:
            raise WeChatError(41004)
        if appid not in self.secrets:
            raise WeChatError(40013)
        if secret != self.secrets[appid]:
            raise WeChatError(40125)

    def _check_token(self, value: str | None, appid: str) -> None:
        if not value:
            raise WeChatError(41001)
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,512}", value):
            raise WeChatError(40014)
        token = self.state.tokens.get(value)
        now = self.state.now()
        if (
            token is None
            or token.appid != appid
            or (token.replaced_at is not None and token.replaced_at <= now)
        ):
            raise WeChatError(40001)
        if token.expires_at <= now:
            raise WeChatError(42001)

    def _template(self, template_id: object) -> Template:
        template = self.state.templates.get(template_id) if isinstance(template_id, str) else None
        if template is None:
            raise WeChatError(40037)
        return template


def _check_data(data: object, template: Template) -> None:
    """Every key of the template must be there and valid. Surplus keys are let pass: WeChat documents nothing else."""
    if not isinstance(data, dict):
        raise WeChatError(47003, "argument invalid! data invalid")
    for key in template.fields:
        entry = data.get(key)
        value = entry.get("value") if isinstance(entry, dict) else None
        if value is None or value == "":
            raise WeChatError(47003, f"argument invalid! data.{key}.value is emtpy")
        in_list = key not in template.enums or value in template.enums[key]
        if not isinstance(value, str) or not in_list or not fields.is_valid(key=key, value=value):
            raise WeChatError(47003, f"argument invalid! data.{key}.value invalid")


def _checked_page(body: dict[str, Any]) -> str:
    page = body.get("page") or ""
    if not isinstance(page, str) or "://" in page:
        raise WeChatError(41030)
    if body.get("miniprogram_state", "formal") not in ("developer", "trial", "formal"):
        raise WeChatError(47003, "argument invalid! miniprogram_state invalid")
    if body.get("lang", "zh_CN") not in ("zh_CN", "en_US", "zh_HK", "zh_TW"):
        raise WeChatError(47003, "argument invalid! lang invalid")
    return page


async def json_body(request: Request) -> dict[str, Any]:
    if request.method != "POST":
        raise WeChatError(43002)
    raw = await request.body()
    if not raw.strip():
        raise WeChatError(44002)
    try:
        body = strict_json(raw)
    except ValueError:
        raise WeChatError(47001) from None
    if not isinstance(body, dict):
        raise WeChatError(47001)
    return body


def strict_json(raw: bytes) -> Any:
    """Parse JSON that can also be written again: no NaN, no lone surrogates, no bottomless nesting. Else ValueError."""
    try:
        content = json.loads(raw)
        json.dumps(content, ensure_ascii=False, allow_nan=False).encode()
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    return content


def _spoilt(fault: Fault, call: dict[str, Any]) -> Response:
    if fault.kind == "reset":
        raise ConnectionCut
    if fault.kind == "errcode":
        raise WeChatError(fault.errcode)
    call["errcode"] = None
    status = fault.status if fault.kind == "status" else 200
    page = f"<html><head><title>{status}</title></head><body><h1>WeChat sandbox fault {status}</h1></body></html>"
    return HTMLResponse(page, status_code=status)


async def _cut_connection(request: Request) -> None:
    """Abort the TCP connection (see `server.Protocol`) and wait until the server has noticed."""
    request.scope["extensions"]["wechat_sandbox.abort"]["call"]()
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _rid(state: State) -> str:
    return f"{int(state.now()):08x}-{secrets.token_hex(4)}-{secrets.token_hex(4)}"


def _tail(openid: object) -> str:
    return openid[-6:] if isinstance(openid, str) else ""
