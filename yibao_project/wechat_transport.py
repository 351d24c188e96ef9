"""The door's second way: send very many subscribe messages at once, over the same token, error
table and settings as `wechat`.

Two layers. `Pool` is the HTTP engine: N keep-alive connections, one request in flight on each. A
connection that has its answer takes the next waiting request in the same callback, so a message
costs no task, no future and no timer. `Sender` puts WeChat on top: the token, and the meaning of
answers.

    async with Sender(on_outcome=record) as sender:
        for batch in batches:
            sender.submit((message.key, message.body) for message in batch)
            await sender.drain(to=500)
        await sender.drain()

Guarantees: `on_outcome(key, outcome)` is called exactly once for every submitted key, in the event
loop's thread, also when the sender is closed early; an outcome that is not UNCERTAIN is true.
"""

from __future__ import annotations

import asyncio
import ssl
from collections import deque
from collections.abc import Callable, Iterable
from typing import Final, Generic, NamedTuple, Self, TypeVar, cast
from urllib.parse import quote, urlsplit

from django.conf import settings
from httptools import HttpParserError, HttpParserUpgrade, HttpResponseParser

from yibao_project import wechat, wechat_answers
from yibao_project.wechat_answers import Kind, Outcome, WeChatError

Key = TypeVar("Key")

# A kept connection idle for longer may be closed by the server just as we write: not trusted.
IDLE_SECONDS: Final = 5.0
# After a failed connect, while other connections still work.
RECONNECT_SECONDS: Final = 1.0
LARGEST_ANSWER: Final = 64 * 1024
NOT_SENT: Final = "发送在这条之前停下了，还没有发出。"


class Request(NamedTuple, Generic[Key]):
    """A message on its way; `repeated` after its first token was refused."""

    key: Key
    body: bytes
    repeated: bool = False


OnAnswer = Callable[[Request[Key], int, bytes, bytes], None]
OnFailure = Callable[[Request[Key], Kind, str], None]


class Pool(Generic[Key]):
    """POSTs bodies to one server over `connections` keep-alive HTTP/1.1 connections.

    `on_answer(request, status, body, head)` for every answer, with the head the request went out
    under; `on_failure(request, kind, why)` when there is none: TEMPORARY if the request surely
    never left, UNCERTAIN if it may have arrived. `on_answer` may `repeat` the request.
    Nothing is sent before `open(head)` and after `hold()`.
    """

    def __init__(
        self,
        *,
        base: str,
        connections: int,
        connect_timeout: float,
        read_timeout: float,
        on_answer: OnAnswer[Key],
        on_failure: OnFailure[Key],
    ) -> None:
        parts = urlsplit(base)
        self.host = parts.hostname or ""
        self.port = parts.port or (443 if parts.scheme == "https" else 80)
        self.tls = ssl.create_default_context() if parts.scheme == "https" else None
        self.authority = parts.netloc.rpartition("@")[2]
        self.prefix = parts.path.rstrip("/")
        self.limit = connections
        self.connect_timeout = connect_timeout
        self.read_timeout = read_timeout
        self.on_answer = on_answer
        self.on_failure = on_failure
        self.head: bytes | None = None
        self.waiting: deque[Request[Key]] = deque()
        self.unsettled = 0
        self.idle: dict[_Connection[Key], None] = {}
        self.open_connections: set[_Connection[Key]] = set()
        self.error: Exception | None = None
        self._connecting: set[asyncio.Task[None]] = set()
        self._no_connect_before = 0.0
        self._low = -1
        self._drained: asyncio.Future[None] | None = None
        self._sweeper: asyncio.TimerHandle | None = None

    async def __aenter__(self) -> Self:
        self.loop = asyncio.get_running_loop()
        self._sweep_every = min(1.0, self.read_timeout / 4)
        self._sweep()
        return self

    async def __aexit__(self, *exception: object) -> None:
        """Close at once. What waits was not sent; what is in flight is uncertain.

        Raises what a callback raised, if nothing else was raised before.
        """
        if self._sweeper:
            self._sweeper.cancel()
        self.head = None
        self.abandon(Kind.TEMPORARY, NOT_SENT)
        connecting = list(self._connecting)
        for task in connecting:
            task.cancel()
        await asyncio.gather(*connecting, return_exceptions=True)
        # A connection that was being made may still come in while the others go.
        while self.open_connections:
            for connection in list(self.open_connections):
                connection.abort()
            await asyncio.sleep(0)
        if self.error is not None and exception[0] is None:
            raise self.error

    def request_head(self, path: str) -> bytes:
        """All of a request's head but the length of its body."""
        return (
            f"POST {self.prefix}{path} HTTP/1.1\r\nHost: {self.authority}\r\n"
            "Content-Type: application/json\r\nContent-Length: "
        ).encode("ascii")

    def open(self, head: bytes) -> None:
        """Send what waits, and from now on everything, under `head`."""
        self.head = head
        self.wake()

    def hold(self) -> None:
        """Send nothing new until the next `open`."""
        self.head = None

    def submit(self, requests: Iterable[Request[Key]]) -> None:
        """Queue all of them, or none if making one of them raises."""
        batch = list(requests)
        self.waiting.extend(batch)
        self.unsettled += len(batch)
        self.wake()

    def repeat(self, request: Request[Key]) -> None:
        """Put `request` back, first in the line. Only from within its own callback."""
        self.unsettled += 1
        self.waiting.appendleft(request)

    def abandon(self, kind: Kind, why: str) -> None:
        """Fail everything that waits."""
        given_up, self.waiting = self.waiting, deque()
        for request in given_up:
            self.fail(request, kind, why)

    async def drain(self, *, to: int = 0) -> None:
        """Wait until at most `to` submitted requests are without an answer.

        Raises what a callback raised, if one did.
        """
        if self.unsettled > to and self.error is None:
            self._low, self._drained = to, self.loop.create_future()
            try:
                await self._drained
            finally:
                self._low, self._drained = -1, None
        if self.error is not None:
            raise self.error

    def wake(self) -> None:
        """Set idle connections to work, and make new ones if there is work for them."""
        while self.waiting and self.idle and self.head is not None:
            self.idle.popitem()[0].take_next()
        wanted = min(
            len(self.waiting) - len(self._connecting),
            self.limit - len(self.open_connections) - len(self._connecting),
        )
        if wanted > 0 and self.loop.time() >= self._no_connect_before:
            for _ in range(wanted):
                self._connecting.add(self.loop.create_task(self._connect()))

    def answer(self, request: Request[Key], status: int, body: bytes, head: bytes) -> None:
        try:
            self.on_answer(request, status, body, head)
        except Exception as error:
            self.error = self.error or error
        self._settle()

    def fail(self, request: Request[Key], kind: Kind, why: str) -> None:
        try:
            self.on_failure(request, kind, why)
        except Exception as error:
            self.error = self.error or error
        self._settle()

    def _settle(self) -> None:
        self.unsettled -= 1
        if (
            (self.unsettled <= self._low or self.error is not None)
            and self._drained is not None
            and not self._drained.done()
        ):
            self._drained.set_result(None)

    async def _connect(self) -> None:
        try:
            async with asyncio.timeout(self.connect_timeout):
                await self._make(_Connection(self))
            failed = False
        except Exception as error:
            # TimeoutError and ssl.SSLError are OSErrors, too; anything else is a mistake of ours.
            failed = True
            if not isinstance(error, OSError):
                self.error = error
        finally:
            self._connecting.discard(cast("asyncio.Task[None]", asyncio.current_task()))
        if not failed:
            self.wake()
        elif self.open_connections or self._connecting:
            self._no_connect_before = self.loop.time() + RECONNECT_SECONDS
        else:
            self._no_connect_before = 0.0
            self.abandon(Kind.TEMPORARY, wechat_answers.NO_CONNECTION)

    async def _make(self, connection: _Connection[Key]) -> None:
        """Connect. uvloop tells a connection that is given up on the way of its making only."""
        try:
            await self.loop.create_connection(
                lambda: connection, self.host, self.port, ssl=self.tls
            )
        except BaseException:
            connection.given_up = True
            connection.connection_lost(None)
            raise

    def _sweep(self) -> None:
        """One timer for all: cut what is overdue, close what was idle too long, reconnect."""
        now = self.loop.time()
        for connection in list(self.open_connections):
            if now >= connection.deadline:
                connection.abort()
        self.wake()
        self._sweeper = self.loop.call_later(self._sweep_every, self._sweep)


class _Connection(asyncio.Protocol, Generic[Key]):
    """One keep-alive connection. `on_…` methods are httptools' callbacks."""

    def __init__(self, pool: Pool[Key]) -> None:
        self.pool = pool
        self.request: Request[Key] | None = None
        self.head = b""
        self.deadline = 0.0
        self.given_up = False
        self._begin()
        self._parser = HttpResponseParser(self)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)
        if self.given_up:
            self.transport.abort()
            return
        self.pool.open_connections.add(self)
        self.take_next()

    def take_next(self) -> None:
        """Write the next waiting request, or lie idle."""
        pool = self.pool
        if self.transport.is_closing():
            return
        if pool.head is None or not pool.waiting:
            self.deadline = pool.loop.time() + IDLE_SECONDS
            pool.idle[self] = None
            return
        self.request = request = pool.waiting.popleft()
        self.head = head = pool.head
        self.deadline = pool.loop.time() + pool.read_timeout
        body = request.body
        self.transport.write(b"%b%d\r\n\r\n%b" % (head, len(body), body))

    def _begin(self) -> None:
        self._chunks: list[bytes] = []
        self._size = 0
        self._status = 0
        self._complete = False
        self._reusable = True

    def data_received(self, data: bytes) -> None:
        try:
            self._parser.feed_data(data)
        except (HttpParserError, HttpParserUpgrade):
            self.transport.close()
        if self._complete:
            self._finish()
        elif self._size > LARGEST_ANSWER or self.transport.is_closing():
            self.abort()

    def on_headers_complete(self) -> None:
        self._status = self._status or self._parser.get_status_code()

    def on_body(self, chunk: bytes) -> None:
        if not self._complete:
            self._chunks.append(chunk)
            self._size += len(chunk)

    def on_message_complete(self) -> None:
        if self._status < 200:  # 100 Continue and the like announce the real answer
            self._status = 0
        else:
            self._complete = True
            self._reusable = self._parser.should_keep_alive()

    def _finish(self) -> None:
        """Hand over the whole answer and go on."""
        request, status, body = self.request, self._status, b"".join(self._chunks)
        if request is None:  # an answer to nothing
            self.abort()
            return
        if not self._reusable:
            self.transport.close()
        self.request = None
        self._begin()
        self.pool.answer(request, status, body, self.head)
        self.take_next()

    def abort(self) -> None:
        self.transport.abort()

    def connection_lost(self, error: Exception | None) -> None:
        pool, request = self.pool, self.request
        pool.open_connections.discard(self)
        pool.idle.pop(self, None)
        if request is not None:
            self.request = None
            self._give_up(request)
        pool.wake()

    def _give_up(self, request: Request[Key]) -> None:
        """No whole answer came. What did come still counts if it says clearly what happened."""
        if self._status:
            body = b"".join(self._chunks)
            if self._status != 200 or wechat_answers.outcome_of(200, body).errcode is not None:
                self.pool.answer(request, self._status, body, self.head)
                return
        self.pool.fail(request, Kind.UNCERTAIN, wechat_answers.NO_ANSWER)


class Sender(Generic[Key]):
    """Sends subscribe messages with the shared token.

    A refused token is renewed once for all messages that met it, and each of them is repeated once;
    if WeChat refuses the new token as well, they and everything that waits end as TOKEN. If no
    token can be had, everything that waits ends with the reason of that.
    """

    def __init__(
        self,
        *,
        on_outcome: Callable[[Key, Outcome], None],
        connections: int | None = None,
    ) -> None:
        program = wechat.MiniProgram.from_settings()
        self._on_outcome = on_outcome
        self._pool: Pool[Key] = Pool(
            base=program.api_base,
            connections=connections or settings.SEND_CONNECTIONS,
            connect_timeout=program.connect_timeout,
            read_timeout=program.read_timeout,
            on_answer=self._answered,
            on_failure=self._failed,
        )
        self._token: str | None = None
        self._head = b""
        self._renewal: asyncio.Task[None] | None = None
        self._closing = False

    async def __aenter__(self) -> Self:
        await self._pool.__aenter__()
        return self

    async def __aexit__(self, *exception: object) -> None:
        self._closing = True
        if self._renewal:
            self._renewal.cancel()
        await self._pool.__aexit__(*exception)

    def submit(self, messages: Iterable[tuple[Key, bytes]]) -> None:
        """Queue encoded messages (`SubscribeMessage.encode()`); returns at once.

        All of them, or none if making one of them raises.
        """
        self._pool.submit(Request(key, body) for key, body in messages)
        if self._token is None:
            self._renew()

    @property
    def unsettled(self) -> int:
        """How many submitted messages have no outcome yet."""
        return self._pool.unsettled

    async def drain(self, *, to: int = 0) -> None:
        """Wait until at most `to` messages are without an outcome."""
        await self._pool.drain(to=to)

    def _answered(self, request: Request[Key], status: int, body: bytes, head: bytes) -> None:
        outcome = wechat_answers.outcome_of(status, body)
        if outcome.kind is not Kind.TOKEN:
            self._on_outcome(request.key, outcome)
        elif not request.repeated and not self._closing:
            self._pool.repeat(request._replace(repeated=True))
            if head is self._head:
                self._renew()
        else:
            self._on_outcome(request.key, outcome)
            self._pool.abandon(Kind.TOKEN, outcome.detail)

    def _failed(self, request: Request[Key], kind: Kind, why: str) -> None:
        self._on_outcome(request.key, Outcome(kind, None, None, why))

    def _renew(self) -> None:
        if self._renewal is None:
            self._pool.hold()
            self._renewal = self._pool.loop.create_task(self._renew_in_thread(self._token))

    async def _renew_in_thread(self, dead: str | None) -> None:
        try:
            self._token = await asyncio.to_thread(_token_other_than, dead)
        except WeChatError as error:
            self._token = None
            self._pool.abandon(error.kind, str(error))
        except Exception as error:
            self._pool.error = error
            self._pool.abandon(Kind.TEMPORARY, NOT_SENT)
        else:
            query = f"?access_token={quote(self._token, safe='')}"
            self._head = self._pool.request_head(wechat.SEND_PATH + query)
            self._pool.open(self._head)
        finally:
            self._renewal = None


def _token_other_than(dead: str | None) -> str:
    return wechat.access_token() if dead is None else wechat.renew_token(dead=dead)
