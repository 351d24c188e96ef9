"""Telephones that ask one thing after the other, on connections that stay open."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import cast

import uvloop


@dataclass(slots=True)
class Answered:
    """How long each answer took, in seconds, over a time of `seconds`.

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
    def __init__(self, requests: Sequence[bytes], answered: Answered) -> None:
        self.requests = requests
        self.answered = answered
        self.waiting = 0
        self.head = b""
        self.asked_at = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)
        self.ask()

    def ask(self) -> None:
        self.asked_at = time.perf_counter()
        self.transport.write(random.choice(self.requests))  # noqa: S311  no secret

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


def browse(
    *, port: int, requests: Sequence[bytes], seconds: float, connections: int = 32
) -> Answered:
    """Let so many telephones ask for that time, each waiting for its answer before it asks again."""
    return uvloop.run(_browse(port, requests, seconds, connections))


async def _browse(
    port: int, requests: Sequence[bytes], seconds: float, connections: int
) -> Answered:
    loop = asyncio.get_running_loop()
    answered = Answered()
    telephones = [
        await loop.create_connection(lambda: Telephone(requests, answered), "127.0.0.1", port)
        for _ in range(connections)
    ]
    answered.times.clear()
    started = time.perf_counter()
    await asyncio.sleep(seconds)
    answered.seconds = time.perf_counter() - started
    for transport, _ in telephones:
        transport.abort()
    return answered


def get(path: str, **headers: str) -> bytes:
    """A request as the proxy in front of the product would pass it on."""
    told = {"Host": "127.0.0.1", "X-Forwarded-Proto": "https", **headers}
    lines = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    return f"GET {path} HTTP/1.1\r\n{lines}\r\n".encode()
