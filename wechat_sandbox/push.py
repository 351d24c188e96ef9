"""Event pushes to the product's callback URL: signatures, AES, JSON and XML, deadline, repeats."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import secrets
import ssl
import struct
import time
from base64 import b64decode, b64encode
from collections import deque
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urlencode, urlsplit

import httptools
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from wechat_sandbox.state import Message

TO_USER_NAME = "gh_5a4e0c1d2b3f"
PLATFORM = "gh_870882ca4b1f"
MODES = ("plain", "compatible", "safe")
FORMATS = ("json", "xml")
DEADLINE_SECONDS = 5
KEPT_IDLE_SECONDS = 0.3
TRIES = 3
WORKERS = 16
PKCS7_BLOCK = 32

_XML_WRAPPERS = {
    "subscribe_msg_popup_event": "SubscribeMsgPopupEvent",
    "subscribe_msg_change_event": "SubscribeMsgChangeEvent",
    "subscribe_msg_sent_event": "SubscribeMsgSentEvent",
}
_XML_NUMBERS = {"CreateTime", "PopupScene", "MsgID", "MsgId", "ErrorCode"}


@dataclass
class PushConfig:
    url: str = ""
    token: str = ""
    aes_key: str = ""
    mode: str = "plain"
    format: str = "json"
    create_time: str = "int"
    duplicate: bool = False
    retry_seconds: float = 1

    def problem(self) -> str:
        """What is wrong with this configuration, as a Chinese sentence; empty when nothing is."""
        texts = (self.url, self.token, self.aes_key, self.mode, self.format, self.create_time)
        if not all(isinstance(text, str) for text in texts) or not isinstance(self.duplicate, bool):
            return "url、token、aes_key、mode、format、create_time 都是文字，duplicate 是 true 或 false。"
        if self.url and not _is_url(self.url):
            return "推送地址要以 http:// 或 https:// 开头。"
        if self.mode not in MODES:
            return "推送方式只能是 plain、compatible 或 safe。"
        if self.format not in FORMATS:
            return "推送格式只能是 json 或 xml。"
        if self.create_time not in ("int", "str"):
            return "create_time 只能是 int 或 str。"
        if isinstance(self.retry_seconds, bool) or not isinstance(self.retry_seconds, int | float):
            return "retry_seconds 要是一个数。"
        if not 0 <= self.retry_seconds <= 60:
            return "retry_seconds 要在 0 到 60 之间。"
        if self.url and self.mode != "plain" and not _is_aes_key(self.aes_key):
            return "安全模式和兼容模式要有 43 位的 EncodingAESKey。"
        return ""


def _is_url(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _is_aes_key(key: str) -> bool:
    try:
        return len(key) == 43 and len(b64decode(key + "=")) == 32
    except ValueError:
        return False


def signature(*parts: str) -> str:
    return hashlib.sha1("".join(sorted(parts)).encode(), usedforsecurity=False).hexdigest()


def encrypt(text: str, *, aes_key: str, appid: str, random: bytes = b"") -> str:
    """AES-256-CBC of random16 + length + text + appid, padded to blocks of 32, as WeChat's documents say."""
    key = b64decode(aes_key + "=")
    message = text.encode()
    plain = (random or os.urandom(16)) + struct.pack(">I", len(message)) + message + appid.encode()
    padding = PKCS7_BLOCK - len(plain) % PKCS7_BLOCK
    encryptor = Cipher(algorithms.AES(key), modes.CBC(key[:16])).encryptor()
    return b64encode(
        encryptor.update(plain + bytes([padding]) * padding) + encryptor.finalize()
    ).decode()


def as_xml(event: dict[str, Any]) -> str:
    return f"<xml>{_elements(event)}</xml>"


def _elements(content: dict[str, Any]) -> str:
    return "".join(_element(name, value) for name, value in content.items())


def _element(name: str, value: Any) -> str:
    if isinstance(value, dict):
        return f"<{name}>{_elements(value)}</{name}>"
    if isinstance(value, list):
        return "".join(_element(name, item) for item in value)
    if name in _XML_NUMBERS:
        return f"<{name}>{value}</{name}>"
    text = str(value).replace("]]>", "]]]]><![CDATA[>")
    return f"<{name}><![CDATA[{text}]]></{name}>"


def _event(name: str) -> dict[str, Any]:
    return {"MsgType": "event", "Event": name}


class Push:
    """A queue of events and the workers that deliver them: 5 s deadline, three tries, any 200 answer is success."""

    def __init__(self, *, appid: str, config: PushConfig) -> None:
        self.appid = appid
        self.config = self.configured_at_start = config
        self.queue: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.resets = 0
        self._count_anew()

    def reset(self) -> None:
        """Back to the configuration of the start; what is queued or waits for its next try is dropped."""
        self.config = self.configured_at_start
        self.resets += 1
        while not self.queue.empty():
            self.queue.get_nowait()
        self._count_anew()

    def _count_anew(self) -> None:
        self.counts = {"delivered": 0, "failed": 0, "attempts": 0}
        self.failures: deque[dict[str, Any]] = deque(maxlen=50)

    def sent(self, message: Message) -> None:
        item = {
            "TemplateId": message.template_id,
            "MsgID": str(message.msgid),
            "ErrorCode": "0",
            "ErrorStatus": "success",
        }
        self.event(openid=message.openid, name="subscribe_msg_sent_event", items=[item])

    def answered(self, *, openid: str, answers: dict[str, str]) -> None:
        items = [
            {"TemplateId": template_id, "SubscribeStatusString": answer, "PopupScene": "0"}
            for template_id, answer in answers.items()
        ]
        self.event(openid=openid, name="subscribe_msg_popup_event", items=items)

    def rejected(self, *, openid: str, template_id: str) -> None:
        item = {"TemplateId": template_id, "SubscribeStatusString": "reject"}
        self.event(openid=openid, name="subscribe_msg_change_event", items=[item])

    def authorisation_ended(self, *, openid: str, name: str, revoked: str) -> None:
        """Queue an authorisation event: it comes from the platform and names the user inside."""
        self._queue(
            sender=PLATFORM,
            content={
                **_event(name),
                "OpenID": openid,
                "AppID": self.appid,
                "RevokeInfo": revoked,
            },
        )

    def wrote(self, *, openid: str, text: str) -> None:
        """Queue what the resident wrote in the chat with customer service."""
        content = {"MsgType": "text", "Content": text, "MsgId": secrets.randbelow(2**62)}
        self._queue(sender=openid, content=content)

    def plain_event(self, *, openid: str, name: str, **content: Any) -> None:
        """Queue an event without a list, as service accounts push them."""
        self._queue(sender=openid, content={**_event(name), **content})

    def entered_chat(self, *, openid: str) -> None:
        content = {**_event("user_enter_tempsession"), "SessionFrom": ""}
        self._queue(sender=openid, content=content)

    def event(self, *, openid: str, name: str, items: list[dict[str, Any]]) -> None:
        """Queue one event; as in WeChat, `List` is an object when there is one item and an array when several."""
        if items:
            listed = items[0] if len(items) == 1 else items
            self._queue(sender=openid, content={**_event(name), "List": listed})

    def _queue(self, *, sender: str, content: dict[str, Any]) -> None:
        if not self.config.url:
            return
        created = int(time.time())
        content = {
            "ToUserName": TO_USER_NAME,
            "FromUserName": sender,
            "CreateTime": str(created) if self.config.create_time == "str" else created,
            **content,
        }
        for _ in range(2 if self.config.duplicate else 1):
            self.queue.put_nowait(content)

    async def work(self) -> None:
        async with asyncio.TaskGroup() as workers:
            for _ in range(WORKERS):
                workers.create_task(self._deliver_forever())

    async def _deliver_forever(self) -> None:
        line = Line()
        while True:
            try:
                async with asyncio.timeout(KEPT_IDLE_SECONDS):
                    content = await self.queue.get()
            except TimeoutError:
                line.hang_up()
                content = await self.queue.get()
            await self._deliver(content, line)

    async def _deliver(self, content: dict[str, Any], line: Line) -> None:
        resets = self.resets
        reason = ""
        for attempt in range(TRIES):
            if attempt:
                await asyncio.sleep(self.config.retry_seconds)
            if self.resets != resets:
                return
            self.counts["attempts"] += 1
            reason = await self._try(content, line)
            if not reason:
                self.counts["delivered"] += 1
                return
        self.counts["failed"] += 1
        openid = content["FromUserName"][-6:]
        self.failures.append(
            {"event": content.get("Event", "text"), "openid": openid, "reason": reason}
        )

    async def _try(self, content: dict[str, Any], line: Line) -> str:
        """Deliver once; returns why it failed, or nothing."""
        url, body = self.request(content)
        try:
            status, _ = await line.ask(
                method="POST", url=url, body=body, media_type=self._media_type()
            )
        except (OSError, TimeoutError, ValueError) as error:
            return type(error).__name__
        return "" if status == 200 else f"HTTP {status}"

    def request(self, content: dict[str, Any]) -> tuple[str, bytes]:
        """The signed URL and the body of one push in the configured mode and format."""
        timestamp, nonce = str(int(time.time())), str(secrets.randbelow(10**10))
        query = {
            "signature": signature(self.config.token, timestamp, nonce),
            "timestamp": timestamp,
            "nonce": nonce,
            "openid": content["FromUserName"],
        }
        body = content
        if self.config.mode != "plain":
            encrypted = encrypt(
                self._serialised(content), aes_key=self.config.aes_key, appid=self.appid
            )
            query |= {
                "encrypt_type": "aes",
                "msg_signature": signature(self.config.token, timestamp, nonce, encrypted),
            }
            shown = (
                content
                if self.config.mode == "compatible"
                else {"ToUserName": content["ToUserName"]}
            )
            body = {**shown, "Encrypt": encrypted}
        return self._url(query), self._serialised(body).encode()

    async def verify(self) -> bool:
        """Ask the callback URL to echo a nonce, as WeChat does when the URL is configured."""
        timestamp, nonce, echo = (
            str(int(time.time())),
            secrets.token_hex(5),
            str(secrets.randbelow(10**19)),
        )
        query = {
            "signature": signature(self.config.token, timestamp, nonce),
            "timestamp": timestamp,
            "nonce": nonce,
            "echostr": echo,
        }
        line = Line()
        try:
            status, answer = await line.ask(
                method="GET", url=self._url(query), body=b"", media_type="text/plain"
            )
        except (OSError, TimeoutError, ValueError):
            return False
        finally:
            line.hang_up()
        return status == 200 and answer == echo.encode()

    def _url(self, query: dict[str, str]) -> str:
        return f"{self.config.url}{'&' if '?' in self.config.url else '?'}{urlencode(query)}"

    def _serialised(self, content: dict[str, Any]) -> str:
        if self.config.format == "xml":
            if "List" not in content:
                return as_xml(content)
            wrapped = {
                name: value for name, value in content.items() if name not in ("List", "Encrypt")
            }
            wrapper = _XML_WRAPPERS.get(content["Event"], content["Event"])
            rest = {"Encrypt": content["Encrypt"]} if "Encrypt" in content else {}
            return as_xml(wrapped | {wrapper: {"List": content["List"]}} | rest)
        return json.dumps(content, ensure_ascii=False)

    def _media_type(self) -> str:
        return "text/xml" if self.config.format == "xml" else "application/json"


class _Answer:
    """What httptools' parser reports of one HTTP answer."""

    def __init__(self) -> None:
        self.parser = httptools.HttpResponseParser(self)
        self.body = b""
        self.has_headers = False
        self.is_complete = False
        self.keeps_alive = False

    def on_headers_complete(self) -> None:
        self.has_headers = True

    def on_body(self, body: bytes) -> None:
        self.body += body

    def on_message_complete(self) -> None:
        self.is_complete = True
        self.keeps_alive = self.parser.should_keep_alive()


class Line:
    """A connection to the callback server, kept from one request to the next while it lets us."""

    def __init__(self) -> None:
        self.place: tuple[str, str] | None = None
        self.streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(
        self, *, method: str, url: str, body: bytes, media_type: str
    ) -> tuple[int, bytes]:
        """One HTTP request within the push deadline. Raises OSError, TimeoutError or ValueError; follows no redirect."""
        parts = urlsplit(url)
        request = (
            f"{method} {parts.path or '/'}?{parts.query} HTTP/1.1\r\nHost: {parts.netloc}\r\n"
            f"User-Agent: Mozilla/4.0\r\nContent-Type: {media_type}\r\nContent-Length: {len(body)}\r\n\r\n"
        ).encode() + body
        async with asyncio.timeout(DEADLINE_SECONDS):
            if self.place != (parts.scheme, parts.netloc):
                self.hang_up()
            was_kept = self.streams is not None
            try:
                try:
                    answer = await self._exchange(request, parts)
                except ConnectionError:
                    if not was_kept:
                        raise
                    # The server had closed what we kept, so it did not hear the question.
                    self.hang_up()
                    answer = await self._exchange(request, parts)
            except BaseException:
                self.hang_up()
                raise
        if not answer.keeps_alive:
            self.hang_up()
        return answer.parser.get_status_code(), answer.body

    async def _exchange(self, request: bytes, parts: SplitResult) -> _Answer:
        if self.streams is None:
            port = parts.port or (443 if parts.scheme == "https" else 80)
            context = ssl.create_default_context() if parts.scheme == "https" else None
            self.streams = await asyncio.open_connection(parts.hostname, port, ssl=context)
            self.place = (parts.scheme, parts.netloc)
        reader, writer = self.streams
        writer.write(request)
        answer = _Answer()
        while not answer.is_complete and (received := await reader.read(65536)):
            try:
                answer.parser.feed_data(received)
            except httptools.HttpParserError as error:
                raise ValueError("the answer is not HTTP") from error
        if not answer.has_headers:
            raise ConnectionResetError("the answer ended early")
        return answer

    def hang_up(self) -> None:
        if self.streams is not None:
            self.streams[1].close()
        self.streams = None
