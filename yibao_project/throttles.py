"""How often one resident, and one address, may ask. Counted in Redis, shared by all processes.

Rates stand in settings. Redis being down closes no door: then everybody is let through.
"""

from __future__ import annotations

import logging
from functools import cache
from typing import TYPE_CHECKING, Any

import redis
from django.conf import settings
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

if TYPE_CHECKING:  # it reads the settings that name these classes
    from rest_framework.views import APIView

logger = logging.getLogger(__name__)

# Counts one more and tells how many there are and how long they are still counted: one round trip.
COUNT = """
local count = redis.call('INCR', KEYS[1])
if count == 1 then redis.call('EXPIRE', KEYS[1], ARGV[1]) end
return {count, redis.call('TTL', KEYS[1])}
"""
OF_A_RESIDENT = ("user", "writes")


@cache
def _counter(url: str) -> Any:
    return redis.Redis.from_url(url).register_script(COUNT)


def forget_counts(number: int) -> None:
    """Drop what was counted of a resident who is no more."""
    _counter(settings.REDIS_URL).registered_client.delete(
        *(Throttle.key_of(scope, number) for scope in OF_A_RESIDENT)
    )


class Throttle(SimpleRateThrottle):
    """So many requests from the first one until its period is over, then anew."""

    duration: int
    num_requests: int
    left = 0

    @staticmethod
    def key_of(scope: str | None, ident: object) -> str:
        return f"yibao:throttle:{scope}:{ident}"

    def allow_request(self, request: Request, view: APIView) -> bool:
        key = self.get_cache_key(request, view)
        if key is None:
            return True
        try:
            count, self.left = _counter(settings.REDIS_URL)(keys=[key], args=[self.duration])
        except redis.RedisError:
            logger.exception("限流用的 Redis 连不上，暂不限流")
            return True
        return bool(count <= self.num_requests)

    def wait(self) -> float | None:
        return float(max(self.left, 1))

    def by_user(self, request: Request) -> str | None:
        user = request.user
        if user is None or not user.is_authenticated:
            return None
        return self.key_of(self.scope, user.pk)

    def by_address(self, request: Request) -> str:
        return self.key_of(self.scope, self.get_ident(request))


class AnonymousThrottle(Throttle):
    """Whoever has not logged in, by address. A village may share one, and so do many telephones."""

    scope = "anon"

    def get_cache_key(self, request: Request, view: APIView) -> str | None:
        return None if self.by_user(request) else self.by_address(request)


class ResidentThrottle(Throttle):
    scope = "user"

    def get_cache_key(self, request: Request, view: APIView) -> str | None:
        return self.by_user(request)


class WriteThrottle(Throttle):
    """What changes something, by resident."""

    scope = "writes"

    def get_cache_key(self, request: Request, view: APIView) -> str | None:
        return None if request.method in SAFE_METHODS else self.by_user(request)


class AddressWriteThrottle(Throttle):
    """What changes something, by address: logging in, and many residents behind one address."""

    scope = "address-writes"

    def get_cache_key(self, request: Request, view: APIView) -> str | None:
        return None if request.method in SAFE_METHODS else self.by_address(request)
