"""The control API: what WeChat's console, the residents' thumbs and bad luck do, as JSON calls under /control/."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from wechat_sandbox import fields
from wechat_sandbox.calls import Body, ControlCall, Refused, read_body
from wechat_sandbox.chat import AFTER_ENTERING, AFTER_WRITING
from wechat_sandbox.faults import KINDS, Fault
from wechat_sandbox.push import Push, PushConfig
from wechat_sandbox.state import BEIJING, State, StateFile, Template, User
from wechat_sandbox.wechat import ERRORS, WeChat

MOST_TEMPLATES_A_CALL = 5
MOST_TEMPLATE_FIELDS = 5
YEAR_SECONDS = 366 * 24 * 3600
AUTHORISATION_EVENTS = ("user_authorization_revoke", "user_authorization_cancellation")


class Control:
    def __init__(
        self,
        *,
        state: State,
        state_file: StateFile,
        wechat: WeChat,
        push: Push,
        other_pushes: Iterable[Push] = (),
    ) -> None:
        self.state = state
        self.state_file = state_file
        self.wechat = wechat
        self.faults = wechat.faults
        self.push = push
        self.other_pushes = other_pushes

    def routes(self, *, also: Iterable[ControlCall] = ()) -> list[Route]:
        calls: list[ControlCall] = [
            *also,
            ("GET", "users", self.list_users),
            ("POST", "users", self.add_user),
            ("POST", "codes", self.new_code),
            ("GET", "templates", self.list_templates),
            ("POST", "templates", self.put_template),
            ("POST", "subscribe", self.subscribe),
            ("POST", "silent-accepts", self.accept_silently),
            ("POST", "reject", self.reject),
            ("POST", "authorization", self.end_authorisation),
            ("GET", "grants", self.list_grants),
            ("GET", "chat", self.list_chat),
            ("POST", "chat", self.write_in_chat),
            ("GET", "faults", self.list_faults),
            ("POST", "faults", self.add_fault),
            ("DELETE", "faults", self.clear_faults),
            ("POST", "expire-tokens", self.expire_tokens),
            ("POST", "clock", self.skip_clock),
            ("POST", "display-time", self.set_display_time),
            ("POST", "settings", self.change_settings),
            ("GET", "push", self.show_push),
            ("POST", "push", self.configure_push),
            ("POST", "push/verify", self.verify_push),
            ("GET", "log", self.show_log),
            ("POST", "reset", self.reset),
        ]
        return [
            Route(f"/control/{path}", self._answering(call), methods=[method])
            for method, path, call in calls
        ]

    def _answering(
        self, call: Callable[[Request], Awaitable[Any]]
    ) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            try:
                content = await call(request)
            except Refused as refused:
                return JSONResponse(refused.content, status_code=refused.status)
            if request.method != "GET":
                self.state_file.is_dirty = True
            return JSONResponse(content)

        return answer

    async def list_users(self, request: Request) -> Any:
        return {"users": [_shown_user(user) for user in self.state.users.values()]}

    async def add_user(self, request: Request) -> Any:
        body = await read_body(request)
        openid = body.text("openid", default="", longest=64)
        return _shown_user(
            self.state.add_user(openid=openid, name=body.text("name", default="", longest=20))
        )

    async def new_code(self, request: Request) -> Any:
        body = await read_body(request)
        return {"code": self.state.new_code(openid=self._known_openid(body))}

    async def list_templates(self, request: Request) -> Any:
        kept = self.state.kept_answers.get(request.query_params.get("openid", ""), {})
        return {
            "templates": [
                {**vars(template), "kept": kept.get(template.template_id, "")}
                for template in self.state.templates.values()
            ]
        }

    async def put_template(self, request: Request) -> Any:
        body = await read_body(request)
        keys = body.texts("fields")
        if not 1 <= len(keys) <= MOST_TEMPLATE_FIELDS:
            raise Refused(f"模板要有 1 到 {MOST_TEMPLATE_FIELDS} 个字段。")
        for key in keys:
            if fields.type_of(key) is None:
                raise Refused(f"字段 {key} 不对，要写成“类型加数字”，例如 thing1、date2。")
        template = Template(
            template_id=body.text("template_id", longest=64),
            title=body.text("title", longest=30),
            type=body.integer("type", least=2, most=3, default=2),
            fields=keys,
            enums=_enums(body, keys),
            banned=body.flag("banned"),
        )
        self.state.templates[template.template_id] = template
        return vars(template)

    async def subscribe(self, request: Request) -> Any:
        """What `wx.requestSubscribeMessage` tells the mini-program; each accept, also a silent one, adds a grant."""
        body = await read_body(request)
        openid = self._known_openid(body)
        asked = body.texts("answers")
        always_keep = body.flag("always_keep")
        templates = self._asked_templates(asked)
        result = {"errMsg": "requestSubscribeMessage:ok"}
        shown: dict[str, str] = {}
        kept = self.state.kept_answers.setdefault(openid, {})
        titles: set[str] = set()
        for template in templates:
            template_id = template.template_id
            answer = kept.get(template_id) or asked[template_id]
            template.banned = template.banned or answer == "ban"
            if template.banned:
                answer = "ban"
            elif template.title in titles:
                answer = "filter"
            titles.add(template.title)
            result[template_id] = answer
            if answer not in ("ban", "filter") and template_id not in kept:
                shown[template_id] = "accept" if answer.startswith("accept") else "reject"
                if always_keep:
                    kept[template_id] = answer
            if answer.startswith("accept"):
                self.state.add_grant(openid=openid, template=template)
        self.push.answered(openid=openid, answers=shown)
        return result

    def _asked_templates(self, asked: dict[str, str]) -> list[Template]:
        if not asked:
            raise _popup_failure(10001, "TmplIds can't be empty", "answers 里要至少有一个模板。")
        if len(asked) > MOST_TEMPLATES_A_CALL:
            raise _popup_failure(
                20003, "Templates count out of max bounds", "一次最多请求 5 个模板。"
            )
        templates = []
        for template_id, answer in asked.items():
            if template_id not in self.state.templates:
                raise _popup_failure(
                    20001, "No template data return", f"没有模板 {template_id}，请先登记模板。"
                )
            if answer not in ("reject", "ban", "filter") and not answer.startswith("accept"):
                raise Refused(f"模板 {template_id} 的回答要是 accept、reject、ban 或 filter。")
            templates.append(self.state.templates[template_id])
        if len({template.type for template in templates}) > 1:
            raise _popup_failure(
                20002, "Templates type must be same", "一次性模板和长期模板不能一起请求。"
            )
        return templates

    async def accept_silently(self, request: Request) -> Any:
        """Taps of many residents at once whose answer is kept: each adds a grant, and nothing is pushed."""
        taps = (await read_body(request)).content.get("taps")
        if not isinstance(taps, list):
            raise Refused("taps 要写成列表。")
        known = [self._tap(Body(tap) if isinstance(tap, dict) else Body({})) for tap in taps]
        for openid, template in known:
            self.state.kept_answers.setdefault(openid, {})[template.template_id] = "accept"
            self.state.add_grant(openid=openid, template=template)
        return {"count": len(known)}

    def _tap(self, tap: Body) -> tuple[str, Template]:
        openid, template_id = self._known_openid(tap), tap.text("template_id", longest=64)
        if template_id not in self.state.templates:
            raise Refused(f"没有模板 {template_id}。", status=404)
        return openid, self.state.templates[template_id]

    async def reject(self, request: Request) -> Any:
        body = await read_body(request)
        openid, template_id = self._known_openid(body), body.text("template_id", longest=64)
        if template_id not in self.state.templates:
            raise Refused(f"没有模板 {template_id}。", status=404)
        self.state.clear_grants(openid=openid, template_id=template_id)
        self.push.rejected(openid=openid, template_id=template_id)
        return {"openid": openid, "template_id": template_id, "count": 0}

    async def end_authorisation(self, request: Request) -> Any:
        """The user withdraws authorisations in WeChat's settings, or closes the account."""
        body = await read_body(request)
        openid, event = self._known_openid(body), body.text("event")
        if event not in AUTHORISATION_EVENTS:
            raise Refused(f"event 只能是 {'、'.join(AUTHORISATION_EVENTS)}。")
        self.push.authorisation_ended(
            openid=openid, name=event, revoked=body.text("revoked", default="1")
        )
        return {"openid": openid, "event": event}

    async def list_grants(self, request: Request) -> Any:
        wanted = request.query_params.get("openid")
        return {
            "grants": [
                {"openid": openid, "template_id": template_id, "count": count}
                for openid, held in self.state.grants.items()
                for template_id, count in held.items()
                if wanted in (None, openid)
            ]
        }

    async def list_chat(self, request: Request) -> Any:
        return {"chat": self.state.chats.get(request.query_params.get("openid", ""), [])}

    async def write_in_chat(self, request: Request) -> Any:
        """The user enters the chat with customer service and, given a text, writes it."""
        body = await read_body(request)
        openid = self._known_openid(body)
        if "text" not in body:
            self._allow_answers(openid, AFTER_ENTERING)
            self.push.entered_chat(openid=openid)
            return {"chat": self.state.chats.get(openid, [])}
        text = body.text("text", longest=2000)
        self._allow_answers(openid, AFTER_WRITING)
        self.state.chats.setdefault(openid, []).append({"from": "user", "text": text})
        self.push.wrote(openid=openid, text=text)
        return {"chat": self.state.chats[openid]}

    def _allow_answers(self, openid: str, right: tuple[int, float]) -> None:
        """A better right that is held already stays."""
        count, seconds = right
        until = self.state.now() + seconds
        if until >= self.state.chat_rights.get(openid, (0, 0.0))[1]:
            self.state.chat_rights[openid] = (count, until)

    async def list_faults(self, request: Request) -> Any:
        return {"faults": [vars(fault) for fault in self.faults.active]}

    async def add_fault(self, request: Request) -> Any:
        body = await read_body(request)
        kind = body.text("kind")
        if kind not in KINDS:
            raise Refused(f"kind 只能是 {'、'.join(KINDS)}。")
        path = body.text("path")
        if path != "*" and path not in {route.path for route in self.wechat.routes()}:
            raise Refused(f"沙箱里没有 {path} 这个微信接口；写 * 表示全部接口。")
        fault = Fault(
            id=self.faults.next_id(),
            path=path,
            kind=kind,
            errcode=body.integer(
                "errcode", least=-1, most=999999, default=None if kind == "errcode" else -1
            ),
            seconds=body.number(
                "seconds", least=0, most=3600, default=None if kind == "latency" else 0
            ),
            status=body.integer("status", least=400, most=599, default=502),
            every=body.integer("every", least=1, most=10**9, default=1),
            times=body.integer("times", least=1, most=10**9) if "times" in body else None,
            after=body.flag("after"),
        )
        if fault.errcode == 0:
            raise Refused("errcode 为 0 就不是故障了。")
        self.faults.active.append(fault)
        return {"id": fault.id, "errmsg": ERRORS.get(fault.errcode, "system error")}

    async def clear_faults(self, request: Request) -> Any:
        cleared = len(self.faults.active)
        self.faults.active.clear()
        return {"cleared": cleared}

    async def expire_tokens(self, request: Request) -> Any:
        return {"expired": self.state.expire_tokens()}

    async def skip_clock(self, request: Request) -> Any:
        body = await read_body(request)
        self.state.skipped_seconds += body.number("skip_seconds", least=0, most=YEAR_SECONDS)
        return {"skipped_seconds": self.state.skipped_seconds}

    async def set_display_time(self, request: Request) -> Any:
        body = await read_body(request)
        self.state.fixed_display_time = _beijing(body.text("iso")) if "iso" in body else ""
        return {"iso": self.state.display_time()}

    async def change_settings(self, request: Request) -> Any:
        body = await read_body(request)
        state = self.state
        state.mini_program = body.text("mini_program", default=state.mini_program, longest=30)
        state.token_overlap = body.number(
            "token_overlap", least=0, most=3600, default=state.token_overlap
        )
        state.daily_limit = body.integer(
            "daily_limit", least=0, most=10**9, default=state.daily_limit
        )
        state.mini_program_url = body.text(
            "mini_program_url", default=state.mini_program_url, longest=200
        )
        state.is_bound = body.flag("bound") if "bound" in body else state.is_bound
        return {
            "bound": state.is_bound,
            "mini_program": state.mini_program,
            "mini_program_url": state.mini_program_url,
            "token_overlap": state.token_overlap,
            "daily_limit": state.daily_limit,
        }

    async def show_push(self, request: Request) -> Any:
        return {
            "url": self.push.config.url,
            "mode": self.push.config.mode,
            "format": self.push.config.format,
            "pending": self.push.queue.qsize(),
            **self.push.counts,
            "failures": list(self.push.failures),
        }

    async def configure_push(self, request: Request) -> Any:
        body = await read_body(request)
        known = {item.name for item in dataclasses.fields(PushConfig)}
        if unknown := set(body.content) - known:
            raise Refused(f"推送没有这些设置：{'、'.join(sorted(unknown))}。")
        config = dataclasses.replace(self.push.config, **body.content)
        if problem := config.problem():
            raise Refused(problem)
        self.push.config = config
        return await self.show_push(request)

    async def verify_push(self, request: Request) -> Any:
        if not self.push.config.url:
            raise Refused("还没有设置推送地址。")
        return {"ok": await self.push.verify()}

    async def show_log(self, request: Request) -> Any:
        calls = list(self.wechat.calls)
        return {
            "calls": calls,
            "counts": Counter(call["path"] for call in calls),
            "tokens": dict(self.state.minted),
            "messages": len(self.state.messages),
        }

    async def reset(self, request: Request) -> Any:
        self.state.reset()
        self.faults.active.clear()
        self.wechat.calls.clear()
        for push in (self.push, *self.other_pushes):
            push.reset()
        return {"ok": True}

    def _known_openid(self, body: Body) -> str:
        openid = body.text("openid", longest=64)
        if openid not in self.state.users:
            raise Refused(
                f"没有 openid 为 {openid} 的居民，请先用 /control/users 登记。", status=404
            )
        return openid


def _shown_user(user: User) -> dict[str, str]:
    return {"openid": user.openid, "name": user.name}


def _popup_failure(code: int, reason: str, message: str) -> Refused:
    return Refused(message, errMsg=f"requestSubscribeMessage:fail {reason}", errCode=code)


def _enums(body: Body, keys: dict[str, str]) -> dict[str, list[str]]:
    enums = body.content.get("enums") or {}
    if not isinstance(enums, dict) or not all(
        key in keys
        and isinstance(values, list)
        and values
        and all(isinstance(value, str) for value in values)
        for key, values in enums.items()
    ):
        raise Refused("enums 要写成“字段： [可选的值]”的对象。")
    return enums


def _beijing(iso: str) -> str:
    """The instant in Beijing time; a text without offset is taken as Beijing time."""
    try:
        moment = datetime.fromisoformat(iso)
        moment = moment.astimezone(BEIJING) if moment.tzinfo else moment.replace(tzinfo=BEIJING)
    except (ValueError, OverflowError):
        raise Refused("iso 要写成 2025-11-20T09:00:00+08:00 这样的时间。") from None
    return moment.isoformat(timespec="seconds")
