"""Lost updates: who insists on the version that was read never overwrites what came after it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.models import Change, Member
from tests.accounts.test_two_at_once import at_once
from yibao_project.urls import api as routes
from yibao_project.versions import Versioned

CHANGED = "changed_meanwhile"
# Nothing can be overwritten by closing a door.
WITHOUT_VERSION = {"calendar-feed", "backup-phone"}


@pytest.fixture
def household(api: APIClient, mother: Member) -> dict[str, str]:
    """Where each thing that can be changed is found."""
    father = {"nickname": "爸爸", "relation": "parent", "region": "440100", "scheme": "FLEXIBLE"}
    member, flexible = mother.pk, api.post("/api/v1/members", father).json()["id"]
    filing = {"kind": "TMP_OTHER", "care_region": "610100", "starts_on": "2025-08-31"}
    recognition = {"recognised_on": "2024-06-01"}
    filed = api.post(f"/api/v1/members/{member}/filings", filing).json()["id"]
    recognised = api.post(f"/api/v1/members/{member}/chronic", recognition).json()["id"]
    api.put(f"/api/v1/members/{flexible}/debit-plan", {"day": 1, "since": "2025-01"})
    api.put(f"/api/v1/members/{flexible}/job-loss", {"last_paid_month": "2025-01"})
    return {
        "member": f"/api/v1/members/{member}",
        "ending": f"/api/v1/members/{member}/ending",
        "enrolment": f"/api/v1/members/{member}/enrolments/2026",
        "filing": f"/api/v1/filings/{filed}",
        "debit plan": f"/api/v1/members/{flexible}/debit-plan",
        "job loss": f"/api/v1/members/{flexible}/job-loss",
        "recognition": f"/api/v1/members/{member}/chronic/{recognised}",
    }


WRITES = [
    ("member", "patch", {"relation": "other"}, {"relation": "self"}),
    ("enrolment", "put", {"paid_on": "2025-11-19"}, {"exempt": True}),
    ("filing", "patch", {"starts_on": "2025-09-01"}, {"starts_on": "2025-09-02"}),
    ("debit plan", "put", {"day": 2, "since": "2025-01"}, {"day": 3, "since": "2025-01"}),
    ("job loss", "put", {"last_paid_month": "2025-02"}, {"last_paid_month": "2025-03"}),
    ("recognition", "put", {"recognised_on": "2024-06-02"}, {"recognised_on": "2024-06-03"}),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("thing", "method", "first", "second"), WRITES, ids=lambda case: str(case))
def test_who_read_an_older_version_changes_nothing(
    household: dict[str, str],
    api: APIClient,
    thing: str,
    method: str,
    first: dict[str, Any],
    second: dict[str, Any],
) -> None:
    url, write = household[thing], getattr(api, method)
    read = api.get(url)["ETag"]

    done = write(url, first, HTTP_IF_MATCH=read)
    assert done.status_code == 200, done.content
    assert done["ETag"] != read
    assert api.get(url)["ETag"] == done["ETag"]
    assert api.get(url, HTTP_IF_NONE_MATCH=done["ETag"]).status_code == 304

    changes = Change.objects.count()
    for stale in ({"HTTP_IF_MATCH": read}, {"HTTP_IF_NONE_MATCH": "*"}):
        refused = write(url, second, **stale)
        assert (refused.status_code, refused.json()["code"]) == (412, CHANGED)
    assert api.get(url)["ETag"] == done["ETag"]
    assert Change.objects.count() == changes

    assert write(url, second, HTTP_IF_MATCH=f'"x", {done["ETag"]}').status_code == 200
    assert write(url, first).status_code == 200, "nobody has to insist"


@pytest.mark.django_db
@pytest.mark.parametrize("thing", ["filing", "debit plan", "job loss", "recognition", "member"])
def test_what_was_changed_meanwhile_is_not_deleted(
    household: dict[str, str], api: APIClient, thing: str
) -> None:
    url = household[thing]
    read = api.get(url)["ETag"]
    refused = api.delete(url, HTTP_IF_MATCH='"older"')
    assert (refused.status_code, refused.json()["code"]) == (412, CHANGED)
    assert api.get(url)["ETag"] == read
    assert api.delete(url, HTTP_IF_MATCH=read).status_code == 204


@pytest.mark.django_db
def test_ending_somebody_insists_on_the_members_version(
    household: dict[str, str], api: APIClient
) -> None:
    read = api.get(household["member"])["ETag"]
    ending = {"ending": "other_insurance", "ended_on": "2025-11-01"}
    api.patch(household["member"], {"muted": True})
    assert api.put(household["ending"], ending, HTTP_IF_MATCH=read).status_code == 412
    read = api.get(household["member"])["ETag"]
    ended = api.put(household["ending"], ending, HTTP_IF_MATCH=read)
    assert ended["ETag"] == api.get(household["member"])["ETag"]


@pytest.mark.django_db
def test_what_is_not_there_has_no_version(household: dict[str, str], api: APIClient) -> None:
    url, plan = household["debit plan"], {"day": 5, "since": "2025-02"}
    api.delete(url)
    assert api.put(url, plan, HTTP_IF_MATCH="*").status_code == 412
    assert api.put(url, plan, HTTP_IF_NONE_MATCH="*").status_code == 200
    assert api.put(url, plan, HTTP_IF_NONE_MATCH="*").status_code == 412


@pytest.mark.django_db
def test_a_stranger_learns_no_version(household: dict[str, str], stranger: APIClient) -> None:
    for thing, method, first, _ in WRITES:
        refused = getattr(stranger, method)(household[thing], first, HTTP_IF_MATCH="*")
        assert refused.status_code == 404


@pytest.mark.django_db
def test_a_refused_write_is_undone_whole(household: dict[str, str], api: APIClient) -> None:
    url = household["member"]
    read = api.get(url)["ETag"]
    refused = api.patch(url, {"nickname": "爸爸"}, HTTP_IF_MATCH=read)
    assert (refused.status_code, refused.json()["code"]) == (409, "nickname_taken")
    assert api.get(url)["ETag"] == read


@pytest.mark.django_db(transaction=True)
def test_of_many_who_read_the_same_version_one_gets_through(
    mother: Member, fresh_login: Callable[[], APIClient]
) -> None:
    url = f"/api/v1/members/{mother.pk}"
    read = fresh_login().get(url)["ETag"]
    taps = [
        lambda name=name: (
            fresh_login().patch(url, {"nickname": name}, HTTP_IF_MATCH=read).status_code
        )
        for name in ("老妈", "阿妈", "母亲", "娘")
    ]
    assert at_once(*taps) == {200: 1, 412: 3}


def test_everything_that_clients_change_has_a_version() -> None:
    for route in routes:
        view = getattr(route.callback, "view_class")  # noqa: B009  no such name on plain callables
        changes = any(
            method in view.http_method_names and hasattr(view, method)
            for method in ("put", "patch", "delete")
        )
        assert not changes or issubclass(view, Versioned) or route.name in WITHOUT_VERSION, route
