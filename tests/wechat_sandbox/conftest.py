"""The sandbox alone, two templates, and a callback URL that listens to its pushes."""

from __future__ import annotations

import contextlib
import queue
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.sandbox import RunningSandbox
from tests.wechat_sandbox.caller import FILING, PAYMENT, Caller


@pytest.fixture
def sandbox(sandbox_process: RunningSandbox) -> RunningSandbox:
    sandbox_process.reset()
    sandbox_process.add_template(
        template_id=PAYMENT,
        title="医保缴费提醒",
        fields={"thing1": "参保人", "date2": "截止日期"},
    )
    sandbox_process.add_template(
        template_id=FILING, title="备案到期提醒", fields={"thing1": "备案人", "date2": "到期日期"}
    )
    return sandbox_process


@pytest.fixture
def wechat(sandbox: RunningSandbox) -> Caller:
    return Caller(sandbox)


@pytest.fixture
def wang_fang(sandbox: RunningSandbox) -> str:
    """A resident who has accepted nothing yet."""
    return sandbox.add_user("王芳")


@dataclass
class Push:
    method: str
    query: dict[str, str]
    body: bytes


@dataclass
class Callback:
    """Answers are taken from `script` (status, seconds of delay); when it is empty, 200 at once."""

    url: str = ""
    script: list[tuple[int, float]] = field(default_factory=list)
    received: queue.Queue[Push] = field(default_factory=queue.Queue)

    def next(self) -> Push:
        return self.received.get(timeout=10)


@pytest.fixture
def callback() -> Iterator[Callback]:
    heard = Callback()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            push = self.hear(b"")
            self.answer(200, push.query.get("echostr", "").encode())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status, seconds = heard.script.pop(0) if heard.script else (200, 0)
            self.hear(body)
            time.sleep(seconds)
            self.answer(status, b"success")

        def hear(self, body: bytes) -> Push:
            query = dict(parse_qsl(urlsplit(self.path).query))
            push = Push(method=self.command, query=query, body=body)
            heard.received.put(push)
            return push

        def answer(self, status: int, body: bytes) -> None:
            with contextlib.suppress(ConnectionError):
                self.send_response(status)
                self.end_headers()
                self.wfile.write(body)

        def log_message(self, *arguments: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        heard.url = f"http://127.0.0.1:{server.server_port}/wechat/push"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield heard
        server.shutdown()
        thread.join()
