"""Ways into the mini-program that are printed or passed on: its codes with a scene, and links."""

from __future__ import annotations

import io
import re
import secrets
from typing import Any
from urllib.parse import quote

import segno
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from wechat_sandbox.state import State
from wechat_sandbox.wechat import Endpoint, WeChat, WeChatError, json_body

SCENE = re.compile(r"[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]+")
LONGEST_SCENE = 32
PAGE = re.compile(r"[\w-]+(/[\w-]+)*")
WIDTHS = range(280, 1281)
VERSIONS = ("release", "trial", "develop")
LONGEST_DAYS = 30
LONGEST_QUERY = 1024


class Posters:
    """A code shows, and a link opens, the mini-program's page in the browser where that is set up."""

    def __init__(self, *, wechat: WeChat, state: State) -> None:
        self.wechat = wechat
        self.state = state

    def endpoints(self) -> dict[str, Endpoint]:
        return {"/wxa/getwxacodeunlimit": self.code, "/wxa/generate_urllink": self.link}

    def routes(self) -> list[Route]:
        return [Route("/l/{name}", self.follow)]

    async def code(self, request: Request, call: dict[str, Any], delay: float) -> Response:
        await self.wechat.admit(request, delay, method="POST")
        body = await json_body(request)
        scene, page = body.get("scene"), body.get("page", "")
        if not isinstance(scene, str) or not 0 < len(scene) <= LONGEST_SCENE:
            raise WeChatError(40169)
        if not SCENE.fullmatch(scene):
            raise WeChatError(40129)
        if not isinstance(page, str) or page and not PAGE.fullmatch(page):
            raise WeChatError(41030)
        if (
            body.get("width", 430) not in WIDTHS
            or body.get("env_version", "release") not in VERSIONS
        ):
            raise WeChatError(40097)
        return Response(
            _drawn(self._address(page, f"scene={quote(scene, safe='')}")), media_type="image/png"
        )

    async def link(self, request: Request, call: dict[str, Any], delay: float) -> dict[str, Any]:
        await self.wechat.admit(request, delay, method="POST")
        body = await json_body(request)
        page, query = body.get("path", ""), body.get("query", "")
        if not isinstance(page, str) or page and not PAGE.fullmatch(page.removeprefix("/")):
            raise WeChatError(40165)
        if not isinstance(query, str) or len(query) > LONGEST_QUERY:
            raise WeChatError(40212)
        if body.get("env_version", "release") not in VERSIONS:
            raise WeChatError(85402)
        days = body.get("expire_interval")
        if (
            body.get("expire_type") != 1
            or not isinstance(days, int)
            or not 1 <= days <= LONGEST_DAYS
        ):
            raise WeChatError(85401)
        name = secrets.token_urlsafe(9)
        self.state.links[name] = self._address(page.removeprefix("/"), query)
        return {"errcode": 0, "errmsg": "ok", "url_link": f"{request.base_url}l/{name}"}

    async def follow(self, request: Request) -> Response:
        address = self.state.links.get(request.path_params["name"], "")
        if not address.startswith("http"):
            return Response(f"真手机上会打开小程序：{address or '链接失效'}", status_code=404)
        return RedirectResponse(address)

    def _address(self, page: str, query: str) -> str:
        inside = f"{page}?{query}" if query else page
        return f"{self.state.mini_program_url}#/{inside}" if self.state.mini_program_url else inside


def _drawn(address: str) -> bytes:
    image = io.BytesIO()
    segno.make(address, error="m").save(image, kind="png", scale=8)
    return image.getvalue()
