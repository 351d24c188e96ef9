"""The cast of the accounts tests; Zhou Jie has just arrived and agreed to nothing."""

from __future__ import annotations

import pytest
from rest_framework.test import APIClient

from accounts.models import User
from tests.accounts.conftest import (
    api,
    client_of,
    clock,
    li_ming,
    mother,
    places,
    rules,
    stranger,
    wang_fang,
)

__all__ = [
    "api",
    "clock",
    "li_ming",
    "mother",
    "places",
    "rules",
    "stranger",
    "wang_fang",
]


@pytest.fixture
def zhou_jie(db: None) -> User:
    return User.objects.create(username="zhou_jie", openid="o-zhou-jie")


@pytest.fixture
def newcomer(zhou_jie: User) -> APIClient:
    """Zhou Jie's telephone."""
    return client_of(zhou_jie)
