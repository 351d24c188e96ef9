"""A POST that creates something can be sent again: it happens once, and is answered alike."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import Answer, ChronicRecognition, Filing, Member, User
from privacy.retention import forget
from tests.accounts.test_two_at_once import at_once
from yibao_project.urls import api as routes

KEY = "9f0c-tap-0001"
BABY = {"nickname": "小宝", "relation": "child", "region": "440100"}
# A second time they change nothing, or say which change they mean, or only read.
REPEATABLE_AS_IT_IS = {
    "login",
    "calculator",
    "calendar-phone",
    "change-undo",
    "consent-withdrawal",
    "deletion-undo",
    "erasure",
    "member-erasure",
    "reminder-read",
    "reminder-resend",
}


def post(client: APIClient, url: str, body: Any, key: str = KEY) -> Any:
    return client.post(url, body, HTTP_IDEMPOTENCY_KEY=key)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/v1/members", BABY),
        (
            "/api/v1/members/{}/filings",
            {"kind": "TMP_OTHER", "care_region": "610100", "starts_on": "2025-08-31"},
        ),
        ("/api/v1/members/{}/chronic", {"recognised_on": "2024-06-01"}),
        ("/api/v1/calendar/feed", {}),
    ],
)
def test_the_same_again_happens_once_and_is_answered_alike(
    api: APIClient, mother: Member, path: str, body: dict[str, str]
) -> None:
    url = path.format(mother.pk)
    first = post(api, url, body)
    assert first.status_code == 201
    made = [kind.objects.count() for kind in (Member, Filing, ChronicRecognition)]
    again = post(api, url, dict(reversed(body.items())), key=f'"{KEY}"')
    assert (again.status_code, again.json()) == (201, first.json())
    assert again["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first
    assert [kind.objects.count() for kind in (Member, Filing, ChronicRecognition)] == made


@pytest.mark.django_db
def test_a_key_stands_for_one_content_at_one_address(api: APIClient, mother: Member) -> None:
    assert post(api, "/api/v1/members", BABY).status_code == 201
    for url, body in (
        ("/api/v1/members", {**BABY, "nickname": "大宝"}),
        (f"/api/v1/members/{mother.pk}/chronic", BABY),
    ):
        refused = post(api, url, body)
        assert (refused.status_code, refused.json()["code"]) == (422, "idempotency_key_reused")
    assert Member.objects.count() == 2


@pytest.mark.django_db
def test_a_refusal_is_not_remembered(api: APIClient, rules: None) -> None:
    assert post(api, "/api/v1/members", {**BABY, "region": "999999"}).status_code == 400
    assert post(api, "/api/v1/members", BABY).status_code == 201


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["short", "x" * 65, "with space", "", '"', "编号编号编号编号"])
def test_a_malformed_key_is_refused(api: APIClient, rules: None, key: str) -> None:
    refused = post(api, "/api/v1/members", BABY, key=key)
    assert (refused.status_code, refused.json()["code"]) == (400, "idempotency_key_malformed")
    assert not Member.objects.exists()


@pytest.mark.django_db
def test_a_strangers_key_is_another_key(
    api: APIClient, stranger: APIClient, rules: None, wang_fang: User
) -> None:
    mine = post(api, "/api/v1/members", BABY).json()
    theirs = post(stranger, "/api/v1/members", BABY).json()
    assert mine["id"] != theirs["id"]
    assert wang_fang.members.get().pk == theirs["id"]


@pytest.mark.django_db
def test_what_is_remembered_names_nobody_for_longer_than_it_must(
    api: APIClient, rules: None, li_ming: User
) -> None:
    made = post(api, "/api/v1/members", BABY).json()["id"]
    kept = Answer.objects.get()
    assert "小宝" not in kept.request
    api.delete(f"/api/v1/members/{made}")
    assert not Answer.objects.exists(), "the answer goes with the member"

    post(api, "/api/v1/members", BABY)
    now = timezone.now()
    assert forget(now=now + timedelta(hours=23)) == {}
    assert forget(now=now + timedelta(hours=25)) == {"accounts.Answer.answered_at": 1}


@pytest.mark.django_db(transaction=True)
def test_a_nervous_thumb_adds_one_member_and_hears_it_each_time(
    rules: None, fresh_login: Callable[[], APIClient]
) -> None:
    heard = []

    def tap() -> int:
        answer = post(fresh_login(), "/api/v1/members", BABY)
        heard.append(answer.json())
        return int(answer.status_code)

    assert at_once(*[tap] * 5) == {201: 5}
    assert Member.objects.count() == 1
    assert all(answer == heard[0] for answer in heard)


def test_every_post_that_creates_takes_a_key() -> None:
    for route in routes:
        view = getattr(route.callback, "view_class")  # noqa: B009  no such name on plain callables
        post = getattr(view, "post", None)
        takes_a_key = hasattr(post, "answered_once")
        assert post is None or takes_a_key != (route.name in REPEATABLE_AS_IT_IS), route
