"""What passes by the pages' middlewares still has what an answer needs."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "status"), [("consents", 200), ("status", 401), ("nothing/here", 404)]
)
@pytest.mark.parametrize("debug", [False, True])
def test_an_answer_tells_its_length_and_is_never_a_page(
    path: str, status: int, debug: bool, settings: Any
) -> None:
    settings.DEBUG = debug
    answer = Client().get(f"/api/v1/{path}")
    assert answer.status_code == status
    assert int(answer["Content-Length"]) == len(answer.content)
    assert answer["Content-Type"] == "application/json"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert not answer.cookies


def test_staff_logged_in_to_the_admin_are_strangers_to_the_api(admin_client: Client) -> None:
    assert admin_client.get("/api/v1/members").status_code == 401
