"""How much of a day's calls is left: `openapi/quota/get`."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request

from wechat_sandbox.state import State
from wechat_sandbox.wechat import Endpoint, WeChat, WeChatError, json_body


class Quota:
    def __init__(self, *, wechat: WeChat, state: State) -> None:
        self.wechat = wechat
        self.state = state

    def endpoints(self) -> dict[str, Endpoint]:
        return {"/cgi-bin/openapi/quota/get": self.tell}

    async def tell(self, request: Request, call: dict[str, Any], delay: float) -> dict[str, Any]:
        await self.wechat.admit(request, delay, method="POST")
        path = (await json_body(request)).get("cgi_path")
        if path not in self.wechat.endpoints:
            raise WeChatError(76021)
        if not isinstance(path, str) or path.startswith("/sns/"):
            raise WeChatError(76022)
        limit, used = self.state.daily_limit, self.state.used_today(path)
        quota = {"daily_limit": limit, "used": used, "remain": max(limit - used, 0)}
        return {"errcode": 0, "errmsg": "ok", "quota": quota}
