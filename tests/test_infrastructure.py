from __future__ import annotations

import socket

import pytest
from django.db import connection

from tests.conftest import NetworkRefused
from tests.sandbox import RunningSandbox


def test_tests_cannot_leave_this_machine() -> None:
    with pytest.raises(NetworkRefused):
        socket.create_connection(("api.weixin.qq.com", 443), timeout=1)
    with pytest.raises(NetworkRefused):
        socket.create_connection(("192.0.2.1", 443), timeout=1)


@pytest.mark.django_db
def test_tests_run_on_postgresql() -> None:
    assert connection.vendor == "postgresql"


def test_the_sandbox_starts_clean(sandbox: RunningSandbox) -> None:
    openid = sandbox.add_user("陈女士")
    assert sandbox.login_code(openid)
    assert sandbox.messages() == []
