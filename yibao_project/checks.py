"""System checks: what must be true of the settings before the product may start."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register


def is_loopback(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@register()
def time_zone_is_beijing(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    if settings.TIME_ZONE == "Asia/Shanghai" and settings.USE_TZ:
        return []
    return [
        Error(
            "截止日期都按北京时间计算，时区必须是 Asia/Shanghai 且 USE_TZ=True。",
            id="yibao.E001",
        )
    ]


@register()
def rehearsal_stays_at_home(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """A rehearsal moves the clock, so it must never be able to reach real residents."""
    if not settings.REHEARSAL:
        return []
    problems: list[CheckMessage] = []
    if not settings.DEBUG:
        problems.append(Error("演练模式会改动日期，只能和 DEBUG=true 一起用。", id="yibao.E002"))
    if not is_loopback(settings.WECHAT_API_BASE):
        problems.append(
            Error(
                "演练模式只能连本机的微信沙箱，请把 WECHAT_API_BASE 设为 127.0.0.1 的地址。",
                id="yibao.E003",
            )
        )
    return problems


@register(deploy=True)
def push_is_protected(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    if settings.WECHAT_PUSH_TOKEN and settings.WECHAT_PUSH_AES_KEY:
        return []
    return [
        Warning(
            "没有设置 WECHAT_PUSH_TOKEN 和 WECHAT_PUSH_AES_KEY：收不到微信的送达回执，"
            "结果不明的消息就一直没有下文。",
            id="yibao.W001",
        )
    ]
