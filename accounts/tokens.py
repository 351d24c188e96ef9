"""The token of a telephone."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from rest_framework_simplejwt.tokens import AccessToken
from rest_framework_simplejwt.utils import aware_utcnow

TOKENS_KEPT = 10_000


class KnownToken(AccessToken):
    """An access token whose signature is checked once in a process, and its end every time.

    A telephone asks several things at each visit and for two hours; nothing else of a token can
    change. Whether the account is still there is not the token's to say.
    """

    def __init__(self, token: Any = None, verify: bool = True) -> None:
        if token is None or not verify:
            super().__init__(token, verify)
            return
        self.token = token
        self.current_time = aware_utcnow()
        self.payload = _checked(token)
        self.check_exp()


@lru_cache(maxsize=TOKENS_KEPT)
def _checked(token: Any) -> Any:
    return AccessToken(token).payload
