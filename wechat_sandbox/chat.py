"""The chat with customer service: what the resident writes, and what the product may answer."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request

from wechat_sandbox.state import State
from wechat_sandbox.wechat import Endpoint, WeChat, WeChatError, json_body

# Who wrote may be answered five times within two days, who only came in twice within a minute.
AFTER_WRITING = (5, 48 * 3600.0)
AFTER_ENTERING = (2, 60.0)
TYPES = ("text", "image", "link", "miniprogrampage")


class Chat:
    def __init__(self, *, wechat: WeChat, state: State) -> None:
        self.wechat = wechat
        self.state = state

    def endpoints(self) -> dict[str, Endpoint]:
        return {"/cgi-bin/message/custom/send": self.answer}

    async def answer(self, request: Request, call: dict[str, Any], delay: float) -> dict[str, Any]:
        await self.wechat.admit(request, delay, method="POST")
        body = await json_body(request)
        openid = body.get("touser")
        if not isinstance(openid, str) or openid not in self.state.users:
            raise WeChatError(40003)
        if body.get("msgtype") not in TYPES:
            raise WeChatError(40008)
        text = body["text"].get("content") if isinstance(body.get("text"), dict) else None
        if body["msgtype"] == "text" and not (isinstance(text, str) and text.strip()):
            raise WeChatError(44004)
        self._spend(openid)
        self.state.chats.setdefault(openid, []).append({"from": "service", "text": text or ""})
        return {"errcode": 0, "errmsg": "ok"}

    def _spend(self, openid: str) -> None:
        left, until = self.state.chat_rights.get(openid, (0, 0.0))
        if until <= self.state.now():
            raise WeChatError(45015)
        if left <= 0:
            raise WeChatError(45047)
        self.state.chat_rights[openid] = (left - 1, until)
