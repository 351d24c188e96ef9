"""How many messages a second all senders together hand to WeChat; the count is kept in Redis.

A bucket holds half a second's worth. A batch takes its tokens in one call before it is claimed, a
quarter of a second's worth at least if it wants as many, and what it did not need goes back with the
next call; so a message costs nothing. When WeChat says that it is too fast, the rate is halved, at
most once a second, down to a sixty-fourth; from nothing to all it grows back in RECOVERS_IN. Time
is Redis's own, so the clocks of hosts do not matter.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from functools import cache
from typing import Any, Final, NamedTuple

import redis
from django.conf import settings

KEY: Final = "yibao:send-rate"
# What WeChat answers when it cannot keep up, or when a limit is reached.
TOO_FAST: Final = frozenset({-1, 44990, 44991, 45009, 45011})
RECOVERS_IN: Final = 300.0
SLOWEST: Final = 1 / 64
PATIENCE: Final = 1.0
LONGEST_NAP: Final = 0.25

# The bucket as it is by now, and the share of the rate that holds.
NOW: Final = """
local time = redis.call('TIME')
local now = time[1] + time[2] / 1000000
local kept = redis.call('HMGET', KEYS[1], 'tokens', 'at', 'share', 'slowed_at')
local passed = now - (kept[2] or now)
local share = math.min(1, (kept[3] or 1) + passed / ARGV[2])
local rate = ARGV[1] * share
local tokens = math.min(math.max(1, rate / 2), (kept[1] or 0) + passed * rate)
local function keep()
    redis.call('HSET', KEYS[1], 'tokens', string.format('%.6f', tokens),
               'at', string.format('%.6f', now), 'share', string.format('%.6f', share))
    redis.call('EXPIRE', KEYS[1], 3600)
end
"""
# How many of the wanted tokens are taken, and if none are, for how many milliseconds to wait.
TAKE: Final = f"""{NOW}
tokens = tokens + ARGV[4]
local least = math.min(ARGV[3], math.max(1, math.floor(rate / 4)))
local taken = 0
if tokens >= least then taken = math.min(ARGV[3], math.floor(tokens)) end
tokens = tokens - taken
keep()
return {{taken, math.ceil(math.max(0, least - tokens) / rate * 1000)}}
"""
SLOW_DOWN: Final = f"""{NOW}
if now - (kept[4] or 0) >= 1 then
    share = math.max(ARGV[3], share / 2)
    tokens = 0
    redis.call('HSET', KEYS[1], 'slowed_at', string.format('%.6f', now))
end
keep()
"""
SHARE: Final = f"{NOW} return string.format('%.6f', share)"


class Scripts(NamedTuple):
    take: Any
    slow_down: Any
    share: Any


@cache
def _scripts(url: str) -> Scripts:
    client = redis.Redis.from_url(url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE)
    return Scripts(*(client.register_script(text) for text in (TAKE, SLOW_DOWN, SHARE)))


class SendRate:
    """One sender's view of the rate that all share. Without a limit it asks nobody anything."""

    def __init__(self) -> None:
        self.limit: int = settings.SEND_RATE
        self._scripts = _scripts(settings.REDIS_URL)
        self._unused = 0
        self._slowed_at = 0.0

    async def reserve(self, wanted: int, *, stop: Callable[[], bool]) -> int:
        """How many of `wanted` messages may go out now, once there are some; 0 after `stop`.

        Raises RedisError: what nobody counts is not sent.
        """
        if not self.limit:
            return wanted
        while not stop():
            taken, wait = self._take(wanted)
            if taken:
                return taken
            await asyncio.sleep(min(wait / 1000, LONGEST_NAP))
        return 0

    def give_back(self, count: int) -> None:
        """What was reserved and not sent; told with the next call, at the latest by `close`."""
        if self.limit:
            self._unused += count

    def close(self) -> None:
        if self._unused:
            self._take(0)

    def slow_down(self) -> None:
        """WeChat cannot keep up. Asks Redis at most once a second."""
        if self.limit and time.monotonic() - self._slowed_at >= 1:
            self._slowed_at = time.monotonic()
            self._scripts.slow_down(keys=[KEY], args=[self.limit, RECOVERS_IN, SLOWEST])

    def share(self) -> float:
        """How much of the rate holds now: 1 unless WeChat could not keep up lately."""
        if not self.limit:
            return 1.0
        return float(self._scripts.share(keys=[KEY], args=[self.limit, RECOVERS_IN]))

    def _take(self, wanted: int) -> tuple[int, int]:
        unused, self._unused = self._unused, 0
        arguments = [self.limit, RECOVERS_IN, wanted, unused]
        taken, wait = self._scripts.take(keys=[KEY], args=arguments)
        return taken, wait
