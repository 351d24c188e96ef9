"""The service account: who follows it, its template message, and what it pushes, as WeChat's documents say."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from wechat_sandbox import fields
from wechat_sandbox.calls import Body, ControlCall, Refused, read_body
from wechat_sandbox.push import Push, PushConfig
from wechat_sandbox.state import State, User
from wechat_sandbox.wechat import Endpoint, WeChat, WeChatError, json_body

APPID, SECRET, NAME = "wx5e7c1ce0000000a1", "sandbox-service-secret", "医保提醒服务号"
TEMPLATE_ID, TITLE = "TPL-SERVICE-0001", "办理时间提醒"
FIELDS = {"thing1": "事项", "thing2": "日期", "thing3": "提醒"}


@dataclass
class ServiceAccount:
    wechat: WeChat
    state: State
    push: Push

    def endpoints(self) -> dict[str, Endpoint]:
        return {"/cgi-bin/message/template/send": self.send, "/cgi-bin/user/info": self.follower}

    def controls(self) -> list[ControlCall]:
        return [
            ("POST", "follow", self.follow),
            ("POST", "service-text", self.write),
            ("POST", "service-push", self.push_to),
        ]

    async def follow(self, request: Request) -> Any:
        """A resident begins to follow the service account, leaves it, or blocks its messages."""
        body = await read_body(request)
        user = self._known(body)
        user.blocks = body.flag("blocks")
        follows = "follows" not in body or body.flag("follows")
        if user.follows != follows:
            user.follows = follows
            self.push.plain_event(
                openid=user.service_openid,
                name="subscribe" if follows else "unsubscribe",
                EventKey="",
            )
        return {"service_openid": user.service_openid, "follows": follows, "blocks": user.blocks}

    async def write(self, request: Request) -> Any:
        """A resident writes to the service account."""
        user = self._known(await read_body(request))
        self.push.wrote(openid=user.service_openid, text="你好")
        return {}

    async def push_to(self, request: Request) -> Any:
        """Where the service account pushes to, always XML; safe where there is a key."""
        body = await read_body(request)
        aes_key = body.text("aes_key", default="")
        config = PushConfig(
            url=body.text("url"),
            token=body.text("token"),
            aes_key=aes_key,
            mode="safe" if aes_key else "plain",
            format="xml",
        )
        if problem := config.problem():
            raise Refused(problem)
        self.push.config = config
        return {"url": config.url}

    def _known(self, body: Body) -> User:
        openid = body.text("openid", longest=64)
        if openid not in self.state.users:
            raise Refused(f"没有 openid 为 {openid} 的居民。", status=404)
        return self.state.users[openid]

    async def follower(
        self, request: Request, call: dict[str, Any], delay: float
    ) -> dict[str, Any]:
        await self.wechat.admit(request, delay, appid=APPID)
        user = self._user(request.query_params.get("openid"))
        if not user.follows:
            return {"subscribe": 0, "openid": user.service_openid, "unionid": user.unionid}
        return {
            "subscribe": 1,
            "openid": user.service_openid,
            "language": "zh_CN",
            "subscribe_time": int(self.state.now()),
            "unionid": user.unionid,
            "remark": "",
        }

    async def send(self, request: Request, call: dict[str, Any], delay: float) -> dict[str, Any]:
        await self.wechat.admit(request, delay, method="POST", appid=APPID)
        body = await json_body(request)
        if body.get("template_id") != TEMPLATE_ID:
            raise WeChatError(40037)
        user = self._user(body.get("touser"))
        data = body.get("data")
        for key in FIELDS:
            entry = data.get(key) if isinstance(data, dict) else None
            value = entry.get("value") if isinstance(entry, dict) else None
            if not isinstance(value, str) or not fields.is_valid(key=key, value=value):
                raise WeChatError(47003, f"argument invalid! data.{key}.value invalid")
        if body.get("miniprogram", {}).get("appid") not in (None, self.wechat.appid):
            raise WeChatError(40165)
        if not user.follows:
            raise WeChatError(43004)
        known = self.state.client_msg_ids
        key = f"{user.openid} {body.get('client_msg_id') or secrets.token_hex(8)}"
        if key not in known:
            known[key] = secrets.randbelow(2**31)
            self._deliver(user.openid, body, msgid=known[key])
        return {"errcode": 0, "errmsg": "ok", "msgid": known[key]}

    def _deliver(self, openid: str, body: dict[str, Any], *, msgid: int) -> None:
        """On the phone, unless the resident blocks it; either is pushed."""
        user = self.state.users[openid]
        if not user.blocks:
            self.state.add_service_message(
                openid=openid,
                title=TITLE,
                rows={label: body["data"][key]["value"] for key, label in FIELDS.items()},
                page=body.get("miniprogram", {}).get("pagepath", ""),
                msgid=msgid,
            )
        self.push.plain_event(
            openid=user.service_openid,
            name="TEMPLATESENDJOBFINISH",
            MsgID=msgid,
            Status="failed:user block" if user.blocks else "success",
        )

    def _user(self, service_openid: object) -> User:
        for user in self.state.users.values():
            if user.service_openid == service_openid:
                return user
        raise WeChatError(40003)
