"""A kept connection is known to be alive without asking, and one that died is replaced."""

from __future__ import annotations

import psycopg
import pytest
from django.db import connection

pytestmark = pytest.mark.django_db(transaction=True)


def next_request() -> int:
    """The server process that answers after a new request has begun."""
    connection.close_if_unusable_or_obsolete()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        number: int = cursor.fetchone()[0]
        return number


def test_a_connection_that_the_server_closed_is_replaced_before_it_is_used() -> None:
    before = next_request()
    told = connection.get_connection_params()
    with psycopg.connect(
        host=told.get("host"),
        port=told.get("port"),
        user=told.get("user"),
        password=told.get("password"),
        dbname=told["dbname"],
        autocommit=True,
    ) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [before])
    assert next_request() != before


def test_a_healthy_connection_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    before = next_request()
    monkeypatch.setattr(connection, "is_usable", lambda: pytest.fail("asked"))
    assert next_request() == before
