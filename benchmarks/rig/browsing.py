"""Telephones that ask one thing after the other, on connections that stay open, until all is asked."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import cast

import uvloop


@dataclass(slots=True)
class Answered:
    """How long each answer took, in seconds; all together took `seconds`.

    `cpu_seconds` is what the server and the database worked meanwhile.
    """

    seconds: float = 0.0
    times: list[float] = field(default_factory=list)
    refused: int = 0
    size: int = 0
    cpu_seconds: float = 0.0

    @property
    def rate(self) -> float:
        return len(self.times) / self.seconds

    @property
    def cpu_ms(self) -> float:
        return 1000 * self.cpu_seconds / len(self.times)

    def within(self, share: float) -> float:
        """In how many milliseconds that share of the answers came."""
        return 1000 * sorted(self.times)[int(share * (len(self.times) - 1))]


class Telephone(asyncio.Protocol):
    """Asks the next of the requests that all telephones share; `done` once there is none left."""

    def __init__(self, requests: Iterator[bytes], answered: Answered) -> None:
        self.requests = requests
        self.answered = answered
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.waiting = 0
        self.head = b""
        self.asked_at = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)

    def connection_lost(self, error: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(error or ConnectionError("hung up in the middle"))

    def ask(self) -> None:
        request = next(self.requests, None)
        if request is None:
            self.done.set_result(None)
            return
        self.asked_at = time.perf_counter()
        self.transport.write(request)

    def data_received(self, data: bytes) -> None:
        if not self.waiting:
            self.head += data
            head, found, body = self.head.partition(b"\r\n\r\n")
            if not found:
                return
            self.head = b""
            at = head.lower().index(b"content-length:") + 15
            self.waiting = int(head[at:].split(b"\r", 1)[0])
            self.answered.refused += not head.startswith(b"HTTP/1.1 200")
            self.answered.size = self.waiting
            data = body
        self.waiting -= len(data)
        if not self.waiting:
            self.answered.times.append(time.perf_counter() - self.asked_at)
            self.ask()


def browse(*, port: int, requests: Sequence[bytes], connections: int = 32) -> Answered:
    """Let so many telephones ask each request once, each waiting for its answer before the next."""
    return uvloop.run(_browse(port, iter(requests), connections))


async def _browse(port: int, requests: Iterator[bytes], connections: int) -> Answered:
    loop = asyncio.get_running_loop()
    answered = Answered()
    telephones = [
        (await loop.create_connection(lambda: Telephone(requests, answered), "127.0.0.1", port))[1]
        for _ in range(connections)
    ]
    started = time.perf_counter()
    for telephone in telephones:
        telephone.ask()
    await asyncio.gather(*(telephone.done for telephone in telephones))
    answered.seconds = time.perf_counter() - started
    for telephone in telephones:
        telephone.transport.abort()
    return answered


def get(path: str, **headers: str) -> bytes:
    """A request as the proxy in front of the product would pass it on."""
    told = {"Host": "127.0.0.1", "X-Forwarded-Proto": "https", **headers}
    lines = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    return f"GET {path} HTTP/1.1\r\n{lines}\r\n".encode()
