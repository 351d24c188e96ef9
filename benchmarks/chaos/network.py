"""A bad line to WeChat: a TCP relay that is slow, refuses, falls silent, or cuts an answer off."""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress
from typing import Literal
from urllib.parse import urlsplit

Weather = Literal["clear", "slow", "refused", "silent", "cut"]
SLOW_SECONDS = 1.5
CHUNK = 64 * 1024


class Line:
    """Relays 127.0.0.1:`port` to `upstream`, by the weather of the moment."""

    def __init__(self, upstream: str) -> None:
        parts = urlsplit(upstream)
        self.upstream = (parts.hostname or "", parts.port or 80)
        self.weather: Weather = "clear"
        self.port = 0
        self._writers: set[asyncio.StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        is_open = threading.Event()
        threading.Thread(target=self._run, args=[is_open], daemon=True).start()
        is_open.wait()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def turn(self, weather: Weather) -> None:
        """Change the weather; what is on the line when it is cut or refused breaks off."""
        self.weather = weather
        if weather in ("cut", "refused"):
            self._loop.call_soon_threadsafe(self._break_off)

    def _run(self, is_open: threading.Event) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._accept, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        is_open.set()
        self._loop.run_forever()

    def _break_off(self) -> None:
        for writer in self._writers:
            writer.transport.abort()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.weather == "refused":
            writer.transport.abort()
            return
        try:
            far_reader, far_writer = await asyncio.open_connection(*self.upstream)
        except OSError:
            writer.transport.abort()
            return
        self._writers |= {writer, far_writer}
        try:
            await asyncio.gather(
                self._relay(reader, far_writer), self._relay(far_reader, writer, answers=True)
            )
        finally:
            self._writers -= {writer, far_writer}
            for each in (writer, far_writer):
                each.transport.abort()

    async def _relay(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, answers: bool = False
    ) -> None:
        """Requests always arrive; it is the answers that are late, or never come."""
        with suppress(OSError):
            while piece := await reader.read(CHUNK):
                if answers:
                    while self.weather == "silent":
                        await asyncio.sleep(0.1)
                    if self.weather == "slow":
                        await asyncio.sleep(SLOW_SECONDS)
                    if self.weather == "cut":
                        break
                writer.write(piece)
                await writer.drain()
        writer.transport.abort()
