"""How often one resident, and one address, may ask. Counted in Redis, shared by all processes.

Rates stand in settings. Redis being down closes no door: then everybody is let through.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

import redis
from django.conf import settings
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

if TYPE_CHECKING:  # it reads the settings that name these classes
    from rest_framework.views import APIView

logger = logging.getLogger(__name__)

# Counts one more of each key and tells for how many seconds it is too many: one round trip.
COUNT = """
local waits = {}
for place, key in ipairs(KEYS) do
    local most, seconds = tonumber(ARGV[2 * place - 1]), ARGV[2 * place]
    local count = redis.call('INCR', key)
    if count == 1 then redis.call('EXPIRE', key, seconds) end
    waits[place] = count > most and math.max(redis.call('TTL', key), 1) or 0
end
return waits
"""
SECONDS = {"sec": 1, "min": 60, "hour": 3600, "day": 86400}
OF_A_RESIDENT = ("user", "writes", "mistakes")


class _Counters(threading.local):
    """One connection for each thread: a pool's would be taken and given back at every request."""

    def __init__(self) -> None:
        self.of = cache(
            lambda url: redis.Redis.from_url(url, single_connection_client=True).register_script(
                COUNT
            )
        )


_counters = _Counters()


def _counter(url: str) -> Any:
    return _counters.of(url)


@cache
def limit_of(scope: str) -> tuple[int, int]:
    """How many in how many seconds, as the settings write it: “600/min”."""
    rates: Any = settings.REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"]
    most, period = rates[scope].split("/")
    return int(most), SECONDS[period]


def key_of(scope: str, who: object) -> str:
    return f"yibao:throttle:{scope}:{who}"


def forget_counts(number: int) -> None:
    """Drop what was counted of a resident who is no more."""
    _counter(settings.REDIS_URL).registered_client.delete(
        *(key_of(scope, number) for scope in OF_A_RESIDENT)
    )


class Limits(BaseThrottle):
    """So many requests from the first one until its period is over, then anew.

    Everything is counted by address and a resident's also as such. A village may share an address
    and so do many telephones, so it may ask for as much as ten residents.
    """

    seconds = 0

    def counted(self, request: Request) -> Iterator[tuple[str, object]]:
        """Under which scope the request is counted, of whom."""
        user = request.user
        resident = user.pk if user is not None and user.is_authenticated else None
        address = self.get_ident(request)
        if resident:
            yield "user", resident
        yield "address" if resident else "anon", address
        if request.method not in SAFE_METHODS:
            if resident:
                yield "writes", resident
            yield "address-writes", address

    def allow_request(self, request: Request, view: APIView) -> bool:
        counted = list(self.counted(request))
        try:
            waits = _counter(settings.REDIS_URL)(
                keys=[key_of(scope, who) for scope, who in counted],
                args=[number for scope, _ in counted for number in limit_of(scope)],
            )
        except redis.RedisError:
            logger.exception("限流用的 Redis 连不上，暂不限流")
            return True
        self.seconds = max(waits)
        return not self.seconds

    def wait(self) -> float | None:
        return float(self.seconds)
