"""The sandbox as one ASGI program, and the server that can cut its connections on request."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import struct
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from wechat_sandbox.chat import Chat
from wechat_sandbox.control import Control
from wechat_sandbox.faults import Faults
from wechat_sandbox.library import Library
from wechat_sandbox.phones import Phones
from wechat_sandbox.posters import Posters
from wechat_sandbox.push import Push, PushConfig
from wechat_sandbox.quota import Quota
from wechat_sandbox.service_account import APPID, SECRET, ServiceAccount
from wechat_sandbox.sms import Sms
from wechat_sandbox.state import StateFile
from wechat_sandbox.wechat import WeChat


@dataclass
class Options:
    appid: str
    secret: str
    state: Path | None = None
    begin_with: Path | None = None
    push: PushConfig = field(default_factory=PushConfig)
    service_push: PushConfig = field(default_factory=PushConfig)


def create_app(options: Options) -> Starlette:
    """Build the program; raises StateFileError when the state file cannot be read."""
    state_file = StateFile(options.state, begin_with=options.begin_with)
    state = state_file.load()
    push = Push(appid=options.appid, config=options.push)
    wechat = WeChat(
        appid=options.appid,
        secret=options.secret,
        state=state,
        state_file=state_file,
        faults=Faults(),
        push=push,
        others={APPID: SECRET},
    )
    posters = Posters(wechat=wechat, state=state)
    library = Library(wechat=wechat, state=state)
    chat, quota = Chat(wechat=wechat, state=state), Quota(wechat=wechat, state=state)
    service_push = Push(appid=APPID, config=options.service_push)
    service = ServiceAccount(wechat=wechat, state=state, push=service_push)
    control = Control(
        state=state,
        state_file=state_file,
        wechat=wechat,
        push=push,
        other_pushes=[service_push],
    )
    sms = Sms(wechat=wechat, state=state)
    for part in (library, posters, chat, quota, sms, service):
        wechat.endpoints |= part.endpoints()

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        chores = [
            asyncio.create_task(push.work()),
            asyncio.create_task(service_push.work()),
            asyncio.create_task(state_file.keep_saving(state)),
        ]
        yield
        for chore in chores:
            chore.cancel()
        await asyncio.gather(*chores, return_exceptions=True)
        state_file.save(state)

    return Starlette(
        routes=[
            *wechat.routes(),
            *posters.routes(),
            *control.routes(also=[*sms.controls(), *service.controls()]),
            *Phones(state=state).routes(),
        ],
        lifespan=lifespan,
        exception_handlers={HTTPException: _http_error},
    )


async def _http_error(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    message = {404: "沙箱里没有这个地址。", 405: "这个地址不接受这种请求方法。"}.get(
        status, "请求不对。"
    )
    return JSONResponse({"message": message}, status_code=status)


class Protocol(HttpToolsProtocol):
    """Lets an endpoint abort its own TCP connection, so that the caller really sees a reset."""

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.scope["extensions"] = {"wechat_sandbox.abort": {"call": self.abort}}

    def abort(self) -> None:
        """Send RST instead of FIN: linger 0 belongs to the open socket, so it may be set through a duplicate."""
        connection = self.transport.get_extra_info("socket")
        with socket.socket(fileno=os.dup(connection.fileno())) as duplicate:
            duplicate.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.transport.abort()


def serve(app: Starlette, *, listener: socket.socket) -> None:
    config = uvicorn.Config(
        app,
        http=Protocol,
        ws="none",
        loop="uvloop",
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=1,
    )
    uvicorn.Server(config).run(sockets=[listener])
