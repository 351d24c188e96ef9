"""The rehearsal moves the clock; outside rehearsal mode nothing of it can be reached."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from yibao_project import clock

ADDRESSES = [
    ("get", "/rehearsal/state"),
    ("post", "/rehearsal/advance"),
    ("post", "/rehearsal/members/1/paid"),
    ("post", "/rehearsal/members/1/undo"),
    ("post", "/rehearsal/start-again"),
]


@pytest.fixture
def rehearsal(settings: Any, tmp_path: Path) -> Any:
    settings.REHEARSAL = True
    settings.REHEARSAL_CLOCK = tmp_path / "rehearsal.json"
    settings.DEBUG = True
    return settings


@pytest.mark.parametrize(("method", "address"), ADDRESSES)
def test_the_rehearsal_does_not_exist_outside_rehearsal_mode(
    client: Client, method: str, address: str
) -> None:
    answer = getattr(client, method)(address)
    assert answer.status_code == 404
    assert answer.json()["code"] == "not_found"


def test_the_date_cannot_be_moved_outside_rehearsal_mode() -> None:
    with pytest.raises(ImproperlyConfigured):
        clock.set_rehearsal_date(date(2025, 12, 1))


@pytest.mark.usefixtures("rehearsal")
@pytest.mark.parametrize(("method", "address"), ADDRESSES[1:])
def test_the_stage_takes_no_order_from_another_site(method: str, address: str) -> None:
    answer = getattr(Client(enforce_csrf_checks=True), method)(address)
    assert answer.status_code == 403


@pytest.mark.django_db
@pytest.mark.usefixtures("rehearsal")
def test_a_stranger_to_the_household_cannot_be_marked(client: Client) -> None:
    answer = client.post("/rehearsal/members/4711/paid")
    assert answer.status_code == 404
    assert answer.json() == {"code": "not_found", "message": "这位家人已经不在了，请刷新页面。"}


def test_rehearsal_with_production_settings_stops_the_start(rehearsal: Any) -> None:
    rehearsal.DEBUG = False
    assert "yibao.E002" in {problem.id for problem in run_checks()}


@pytest.mark.parametrize(
    ("base", "is_refused"),
    [
        ("https://api.weixin.qq.com", True),
        ("http://127.0.0.1.example.org", True),
        ("http://10.0.0.1:8001", True),
        ("http://127.0.0.1:8001", False),
        ("http://localhost:8001", False),
        ("http://[::1]:8001", False),
    ],
)
def test_a_rehearsal_reaches_only_the_sandbox_on_this_machine(
    rehearsal: Any, base: str, is_refused: bool
) -> None:
    rehearsal.WECHAT_API_BASE = base
    assert ("yibao.E003" in {problem.id for problem in run_checks()}) == is_refused


def test_the_start_page_outside_rehearsal_says_where_to_go(client: Client) -> None:
    page = client.get("/").content.decode()
    assert 'href="/admin/"' in page
    assert 'href="/api/docs/"' in page
    assert "演练" not in page


@pytest.mark.django_db
def test_the_health_page_answers_when_database_and_broker_do(client: Client) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
