"""What a control call says, read field by field, with a Chinese sentence for each that is wrong."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request

from wechat_sandbox.wechat import strict_json

LARGEST_BODY = 1_000_000
ControlCall = tuple[str, str, Callable[[Request], Awaitable[Any]]]


class Refused(Exception):
    """A control call that cannot be done; the text says why in Chinese."""

    def __init__(self, message: str, *, status: int = 400, **details: Any) -> None:
        super().__init__(message)
        self.status = status
        self.content = {"message": message, **details}


class Body:
    """The JSON object of a control call."""

    def __init__(self, content: dict[str, Any]) -> None:
        self.content = content

    def __contains__(self, name: str) -> bool:
        return self.content.get(name) is not None

    def text(self, name: str, *, default: str | None = None, longest: int = 200) -> str:
        value = self.content.get(name)
        if value is None and default is not None:
            return default
        if not isinstance(value, str) or not value.strip() or len(value) > longest:
            raise Refused(f"{name} 要写成不超过 {longest} 个字的文字。")
        return value

    def number(
        self, name: str, *, least: float, most: float, default: float | None = None
    ) -> float:
        value = self.content.get(name)
        if value is None and default is not None:
            return default
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise Refused(f"{name} 要写成一个数。")
        if not least <= value <= most:
            raise Refused(f"{name} 要在 {least:g} 到 {most:g} 之间。")
        return value

    def integer(self, name: str, *, least: int, most: int, default: int | None = None) -> int:
        value = self.number(name, least=least, most=most, default=default)
        if value != int(value):
            raise Refused(f"{name} 要写成整数。")
        return int(value)

    def flag(self, name: str) -> bool:
        value = self.content.get(name, False)
        if not isinstance(value, bool):
            raise Refused(f"{name} 要写成 true 或 false。")
        return value

    def texts(self, name: str) -> dict[str, str]:
        value = self.content.get(name)
        if not isinstance(value, dict) or not all(
            isinstance(item, str) and item for item in value.values()
        ):
            raise Refused(f"{name} 要写成“名字： 文字”的对象。")
        return value


async def read_body(request: Request) -> Body:
    raw = b""
    async for chunk in request.stream():
        raw += chunk
        if len(raw) > LARGEST_BODY:
            raise Refused("内容太长了，最多 1 MB。", status=413)
    try:
        content = strict_json(raw or b"{}")
    except ValueError:
        raise Refused("内容不是合法的 JSON。") from None
    if not isinstance(content, dict):
        raise Refused("内容要是一个 JSON 对象。")
    return Body(content)
