"""How often one resident, and one address, may ask. Counted in Redis, shared by all processes.

Rates stand in settings. Redis being down closes no door: then everybody is let through.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from redis.exceptions import RedisError
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

if TYPE_CHECKING:  # it reads the settings that name these classes
    from rest_framework.views import APIView

logger = logging.getLogger(__name__)


class Throttle(SimpleRateThrottle):
    def allow_request(self, request: Request, view: APIView) -> bool:
        try:
            return super().allow_request(request, view)
        except RedisError:
            logger.exception("限流用的 Redis 连不上，暂不限流")
            return True

    def by_user(self, request: Request) -> str | None:
        user = request.user
        if user is None or not user.is_authenticated:
            return None
        return self.cache_format % {"scope": self.scope, "ident": user.pk}

    def by_address(self, request: Request) -> str:
        return self.cache_format % {"scope": self.scope, "ident": self.get_ident(request)}


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
