"""The token of a telephone."""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import cache, lru_cache
from typing import Any

import orjson
from rest_framework_simplejwt.state import token_backend
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
    return _as_we_write_them(token) or AccessToken(token).payload


def _as_we_write_them(token: Any) -> Any:
    """The payload of a token that we signed, by the quickest way; None leaves it to the library.

    The header must be ours to the letter, so nobody chooses an algorithm. A good signature under our
    key is only on what we wrote ourselves; whatever else there is, the library judges and words.
    """
    header = _our_header()
    if header is None or not isinstance(token, bytes) or not token.startswith(header):
        return None
    signed, _, signature = token.rpartition(b".")
    mac = hmac.digest(str(token_backend.signing_key).encode(), signed, "sha256")
    if not hmac.compare_digest(urlsafe_b64encode(mac).rstrip(b"="), signature):
        return None
    payload = signed[len(header) :]
    told = orjson.loads(urlsafe_b64decode(payload + b"=" * (-len(payload) % 4)))
    return told if told.get("token_type") == AccessToken.token_type and told.get("jti") else None


@cache
def _our_header() -> bytes | None:
    if token_backend.algorithm != "HS256" or token_backend.audience or token_backend.issuer:
        return None
    return str(AccessToken()).encode().partition(b".")[0] + b"."
