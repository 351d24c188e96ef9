"""Only a token that we signed, for this purpose, and that is not over, opens the door."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Callable
from datetime import timedelta

import jwt
import orjson
import pytest
from rest_framework.test import APIClient
from rest_framework_simplejwt.tokens import AccessToken, RefreshToken

from accounts.models import User


def encoded(part: dict[str, object]) -> str:
    return urlsafe_b64encode(orjson.dumps(part)).rstrip(b"=").decode()


def for_another(user: User) -> str:
    header, _, signature = str(AccessToken.for_user(user)).split(".")
    return f"{header}.{encoded({**AccessToken.for_user(user).payload, 'user_id': '1'})}.{signature}"


def over(user: User) -> str:
    token = AccessToken.for_user(user)
    token.set_exp(lifetime=timedelta(seconds=-1))
    return str(token)


def unsigned(user: User) -> str:
    header = encoded({"alg": "none", "typ": "JWT"})
    return f"{header}.{encoded(AccessToken.for_user(user).payload)}."


def half(user: User) -> str:
    return str(AccessToken.for_user(user)).rpartition(".")[0]


def under_another_key(user: User) -> str:
    return jwt.encode(AccessToken.for_user(user).payload, "another-key-" + "0" * 32)


def without_an_end(user: User) -> str:
    token = AccessToken.for_user(user)
    del token["exp"]
    return str(token)


FORGED = [
    for_another,
    over,
    unsigned,
    half,
    under_another_key,
    without_an_end,
    lambda user: str(RefreshToken.for_user(user)),
]


@pytest.mark.django_db
@pytest.mark.parametrize("forged", FORGED)
def test_any_other_token_is_refused(li_ming: User, forged: Callable[[User], str]) -> None:
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {AccessToken.for_user(li_ming)}")
    assert client.get("/api/v1/status").status_code == 200
    for _ in range(2):
        client.credentials(HTTP_AUTHORIZATION=f"Bearer {forged(li_ming)}")
        assert client.get("/api/v1/status").status_code == 401
