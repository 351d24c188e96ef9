from __future__ import annotations

from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.models import Enrolment, Filing, Member

FILING = {"kind": "TMP_OTHER", "care_region": "610100", "starts_on": "2025-08-31"}


def everything_of(mother: Member, filing: Filing) -> list[tuple[str, str, Any]]:
    """Every endpoint about someone's own things, with a body that its owner could send."""
    member = f"/api/v1/members/{mother.pk}"
    one = f"/api/v1/filings/{filing.pk}"
    return [
        ("get", member, None),
        ("patch", member, {"nickname": "我的"}),
        ("delete", member, None),
        ("get", f"{member}/enrolments", None),
        ("put", f"{member}/enrolments/2026", {"paid_on": "2025-11-19"}),
        ("post", f"{member}/enrolments/2026/undo", {}),
        ("get", f"{member}/enrolments/2026/changes", None),
        ("get", f"{member}/filings", None),
        ("post", f"{member}/filings", FILING),
        ("get", one, None),
        ("patch", one, {"starts_on": "2025-09-01"}),
        ("delete", one, None),
    ]


@pytest.fixture
def filing(api: APIClient, mother: Member) -> Filing:
    api.put(f"/api/v1/members/{mother.pk}/enrolments/2026", {})
    api.post(f"/api/v1/members/{mother.pk}/filings", FILING)
    return Filing.objects.get()


@pytest.mark.django_db
def test_a_stranger_finds_nothing_and_changes_nothing(
    mother: Member, filing: Filing, stranger: APIClient
) -> None:
    for method, url, body in everything_of(mother, filing):
        answer = getattr(stranger, method)(url, body)
        assert answer.status_code == 404, (method, url)
        assert answer.json() == {"code": "not_found", "message": "没有找到，可能已被删除。"}
    assert stranger.get("/api/v1/members").json() == []
    mother.refresh_from_db()
    filing.refresh_from_db()
    assert (mother.nickname, filing.cancelled_on) == ("妈妈", None)
    assert Enrolment.objects.get().paid_on is None


@pytest.mark.django_db
def test_nobody_gets_in_without_logging_in(mother: Member, filing: Filing) -> None:
    for method, url, body in [
        *everything_of(mother, filing),
        ("get", "/api/v1/members", None),
        ("post", "/api/v1/members", {}),
    ]:
        answer = getattr(APIClient(), method)(url, body)
        assert answer.status_code == 401, (method, url)
        assert answer.json()["code"] == "not_authenticated"


@pytest.mark.django_db
def test_what_was_deleted_meanwhile_is_not_found(
    mother: Member, filing: Filing, api: APIClient
) -> None:
    urls = everything_of(mother, filing)
    mother.delete()
    for method, url, body in urls:
        assert getattr(api, method)(url, body).status_code == 404, (method, url)
