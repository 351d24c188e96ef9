"""A minimal stand-in for WeChat that costs almost nothing: the thing that is never measured.

Raw keep-alive HTTP on uvloop. It answers every send with errcode 0 after a fixed latency and
remembers how many came and when the first and the last did. `GET /stats` tells, `GET /reset`
starts over. With `arrivals` it also remembers when each resident was written to, which costs a
little; `GET /arrivals` tells.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections import defaultdict
from typing import Any, cast

import orjson
import uvloop

SENT = b'{"errcode":0,"errmsg":"ok","msgid":2258000000000000001}'
TOKEN = b'{"access_token":"benchmark-token","expires_in":7200}'
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b"
SENT_ANSWER = HEAD % (len(SENT), SENT)
TOKEN_ANSWER = HEAD % (len(TOKEN), TOKEN)


class Log:
    count = 0
    first = 0.0
    last = 0.0
    arrivals: defaultdict[str, list[float]] = defaultdict(list)


class Connection(asyncio.Protocol):
    latency = 0.0
    remembers_arrivals = False

    def __init__(self) -> None:
        self.buffer = b""
        self.loop = asyncio.get_running_loop()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        buffer = self.buffer + data if self.buffer else data
        while buffer:
            end = buffer.find(b"\r\n\r\n")
            if end < 0:
                break
            length = self._length(buffer, end)
            if len(buffer) < end + 4 + length:
                break
            self._answer(buffer[: end + 4 + length])
            buffer = buffer[end + 4 + length :]
        self.buffer = buffer

    def _length(self, buffer: bytes, end: int) -> int:
        at = buffer.find(b"ontent-Length: ", 0, end)
        return int(buffer[at + 15 : buffer.find(b"\r", at)]) if at >= 0 else 0

    def _answer(self, request: bytes) -> None:
        if request.startswith(b"POST /cgi-bin/message"):
            Log.last = time.time()
            if not Log.count:
                Log.first = Log.last
            Log.count += 1
            if self.remembers_arrivals:
                body = orjson.loads(request.partition(b"\r\n\r\n")[2])
                Log.arrivals[body["touser"]].append(Log.last)
            if self.latency:
                self.loop.call_later(self.latency, self._answer_late)
            else:
                self.transport.write(SENT_ANSWER)
        elif b"token" in request[:40]:
            self.transport.write(TOKEN_ANSWER)
        else:
            if request.startswith(b"GET /reset"):
                Log.count = 0
                Log.arrivals.clear()
            told: dict[str, Any] = {"count": Log.count, "first": Log.first, "last": Log.last}
            if request.startswith(b"GET /arrivals"):
                told = Log.arrivals
            answer = json.dumps(told).encode()
            self.transport.write(HEAD % (len(answer), answer))

    def _answer_late(self) -> None:
        if not self.transport.is_closing():
            self.transport.write(SENT_ANSWER)


async def serve(latency: float, *, remembers_arrivals: bool) -> None:
    Connection.latency, Connection.remembers_arrivals = latency, remembers_arrivals
    server = await asyncio.get_running_loop().create_server(
        Connection, "127.0.0.1", 0, backlog=4096
    )
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(serve(float(sys.argv[1]) / 1000, remembers_arrivals="arrivals" in sys.argv))
