"""What WeChat still lets us do today."""

from __future__ import annotations

from dataclasses import dataclass

from yibao_project.wechat import SEND_PATH, ask


@dataclass(frozen=True, slots=True)
class Quota:
    """Calls of one sort in a day: allowed, used since midnight, and left."""

    daily_limit: int
    used: int
    remain: int


def quota_of(path: str = SEND_PATH) -> Quota:
    """Raises WeChatError."""
    told = ask("POST", "/cgi-bin/openapi/quota/get", content={"cgi_path": path})["quota"]
    return Quota(*(int(told[name]) for name in ("daily_limit", "used", "remain")))
