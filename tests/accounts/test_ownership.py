from __future__ import annotations

from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.models import Filing, Member

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
def test_what_was_deleted_meanwhile_is_not_found(
    mother: Member, filing: Filing, api: APIClient
) -> None:
    urls = everything_of(mother, filing)
    mother.delete()
    for method, url, body in urls:
        assert getattr(api, method)(url, body).status_code == 404, (method, url)
