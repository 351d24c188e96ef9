"""A WeChat that misbehaves on purpose, byte by byte, where the sandbox is too well-behaved."""

from __future__ import annotations

import contextlib
import json
import socket
import socketserver
import ssl
import struct
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

SEND = "/cgi-bin/message/subscribe/send"
LOGIN = "/sns/jscode2session"
TOKEN = "/cgi-bin/stable_token"


@dataclass(frozen=True)
class Call:
    method: str
    path: str
    query: dict[str, str]
    body: bytes
    connection: int

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Cut(Exception):
    """Reset the connection instead of answering."""


class Hush(Exception):
    """Close the connection in order, after these bytes or none, instead of answering."""

    def __init__(self, last_words: bytes = b"") -> None:
        self.last_words = last_words


Answer = Callable[[Call], bytes]


def http(content: Any, *, status: int = 200, headers: str = "") -> bytes:
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    head = f"HTTP/1.1 {status} Whatever\r\n{headers}Content-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def error(errcode: int, errmsg: str = "no rid: 64229bc2-48d0e8b1-2008ed9b") -> bytes:
    return http({"errcode": errcode, "errmsg": errmsg})


NOWHERE = http({}, status=404)
SENT = http({"errcode": 0, "errmsg": "ok", "msgid": 2**62 + 1})


class ScriptedWeChat:
    """Answers each path by its script and keeps every call. Tokens are token-1, token-2 …"""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.scripts: dict[str, Answer] = {TOKEN: self.new_token, SEND: lambda call: SENT}
        self.minted = 0
        self.connections = 0
        self.in_flight = 0
        self.most_in_flight = 0
        self.lock = threading.Lock()
        self.url = ""
        self.server_names: list[str] = []

    def new_token(self, call: Call) -> bytes:
        self.minted += 1
        return http({"access_token": f"token-{self.minted}", "expires_in": 7200})

    def calls_to(self, path: str) -> list[Call]:
        return [call for call in self.calls if call.path == path]

    def answer(self, call: Call) -> bytes:
        with self.lock:
            self.calls.append(call)
            self.in_flight += 1
            self.most_in_flight = max(self.most_in_flight, self.in_flight)
        try:
            return self.scripts[call.path](call) if call.path in self.scripts else NOWHERE
        finally:
            with self.lock:
                self.in_flight -= 1

    @classmethod
    @contextlib.contextmanager
    def running(cls, *, tls: ssl.SSLContext | None = None) -> Iterator[ScriptedWeChat]:
        wechat = cls()

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                with wechat.lock:
                    wechat.connections += 1
                    connection = wechat.connections
                with contextlib.suppress(OSError):
                    while call := _read(self.rfile, connection):
                        try:
                            self.wfile.write(wechat.answer(call))
                        except Hush as end:
                            self.wfile.write(end.last_words)
                            return
                        except Cut:
                            linger = struct.pack("ii", 1, 0)
                            self.request.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                            self.request.close()
                            return

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True
            block_on_close = False
            request_queue_size = 128

            def get_request(self) -> tuple[socket.socket, Any]:
                peer, address = super().get_request()
                return (tls.wrap_socket(peer, server_side=True) if tls else peer), address

            def handle_error(self, *_: Any) -> None:
                """Clients that hang up are part of the plot."""

        with Server(("127.0.0.1", 0), Handler) as server:
            scheme, host = ("https", "localhost") if tls else ("http", "127.0.0.1")
            wechat.url = f"{scheme}://{host}:{server.server_address[1]}"
            thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
            thread.start()
            yield wechat
            server.shutdown()
            thread.join()


def _read(stream: Any, connection: int) -> Call | None:
    line = stream.readline().decode()
    if not line:
        return None
    method, target, _ = line.split()
    length = 0
    while (header := stream.readline().decode().strip()) != "":
        name, _, value = header.partition(":")
        if name.lower() == "content-length":
            length = int(value)
    parts = urlsplit(target)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    return Call(method, parts.path, query, stream.read(length), connection)
