from __future__ import annotations

from typing import Any

import pytest
from redis.exceptions import ConnectionError as RedisDown
from rest_framework.test import APIClient

from accounts.models import User
from tests.accounts.conftest import client_of
from tests.consenting import AGREED
from yibao_project import throttles

LOGIN, CREDITS, TEXTS = "/api/v1/auth/login", "/api/v1/subscriptions", "/api/v1/consents"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def two_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    most = {"address-writes": 3, "address": 5}
    monkeypatch.setattr(throttles, "limit_of", lambda scope: (most.get(scope, 2), 60))


def resident(name: str) -> APIClient:
    return client_of(User.objects.create(username=name, openid=f"o-{name}", **AGREED))


def statuses(*answers: Any) -> list[int]:
    return [answer.status_code for answer in answers]


def test_too_many_requests_are_told_when_to_come_back() -> None:
    client = resident("li")
    answers = [client.get(CREDITS) for _ in range(3)]
    assert statuses(*answers) == [200, 200, 429]
    assert 0 < int(answers[2]["Retry-After"]) <= 60
    assert answers[2].json() == {"code": "throttled", "message": "操作太频繁，请稍后再试。"}


def test_residents_behind_one_address_do_not_slow_each_other_down() -> None:
    one, other = resident("li"), resident("wang")
    assert statuses(one.get(CREDITS), one.get(CREDITS), one.get(CREDITS)) == [200, 200, 429]
    assert other.get(CREDITS).status_code == 200


def test_many_residents_at_one_address_cannot_read_without_end() -> None:
    phones = [resident(name) for name in ("li", "wang", "zhou")]
    asked = [phone.get(CREDITS) for phone in phones for _ in range(2)]
    assert statuses(*asked) == [200] * 5 + [429]
    assert phones[2].get(CREDITS, REMOTE_ADDR="10.0.0.2").status_code == 429  # their second
    assert resident("zhao").get(CREDITS, REMOTE_ADDR="10.0.0.2").status_code == 200


def test_writes_are_counted_by_resident_and_by_address() -> None:
    one, other, third = resident("li"), resident("wang"), resident("zhou")
    told = {"key": "tap-0001", "answers": {"TPL": "accept"}}
    assert statuses(one.post(CREDITS, told), one.post(CREDITS, told)) == [200, 200]
    assert one.post(CREDITS, told).status_code == 429
    assert statuses(other.post(CREDITS, told), third.post(CREDITS, told))[-1] == 429
    elsewhere = third.post(CREDITS, told, REMOTE_ADDR="10.0.0.2")
    assert elsewhere.status_code == 200


def test_logging_in_and_public_pages_are_counted_by_address() -> None:
    client = APIClient()
    assert statuses(*(client.get(TEXTS) for _ in range(3))) == [200, 200, 429]
    assert client.get(TEXTS, REMOTE_ADDR="10.0.0.2").status_code == 200
    assert client.post(LOGIN, {}).status_code == 429


def test_an_address_cannot_be_made_up() -> None:
    client = APIClient()
    tries = [client.get(TEXTS, HTTP_X_FORWARDED_FOR=f"10.0.0.{n}") for n in range(3)]
    assert statuses(*tries) == [200, 200, 429]


def test_without_redis_everybody_is_let_through(monkeypatch: pytest.MonkeyPatch) -> None:
    def down(*args: Any, **kwargs: Any) -> None:
        raise RedisDown

    monkeypatch.setattr(throttles, "_counter", down)
    client = resident("li")
    assert statuses(*(client.get(CREDITS) for _ in range(4))) == [200] * 4
