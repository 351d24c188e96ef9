"""Ownership, login and consent at every route and method of the API, found in the URLconf."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

import pytest
from django.urls import URLPattern
from rest_framework.permissions import AllowAny
from rest_framework.test import APIClient

from accounts.models import Member, User
from privacy.export import export_of
from privacy.holdings import holdings
from reminders.models import MessageTemplate
from reminders.planning import plan
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
from yibao_project.clock import BEIJING
from yibao_project.urls import api as routes

__all__ = ["api", "clock", "li_ming", "mother", "places", "rules", "stranger", "wang_fang"]

NICKNAME = "妈妈桂兰"
PLAIN = {"coverage_year": 2026, "code": "440100", "rule": "next_day", "purpose": "reminders"}
PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")
WRITES = ("post", "put", "patch", "delete")

pytestmark = pytest.mark.django_db


class Endpoint(NamedTuple):
    route: str
    method: str
    view: Any

    @property
    def is_public(self) -> bool:
        return AllowAny in self.view.permission_classes

    @property
    def names_a_thing(self) -> bool:
        """Whether the address itself says whose thing is meant."""
        return any(name not in PLAIN for _, name in PARAMETER.findall(self.route))

    def url(self, user: User) -> str:
        found = PARAMETER.sub(lambda match: str(value_of(match[2], self.view, user)), self.route)
        return f"/api/v1/{found}?on=2025-11-20"  # what a question about a day must say


def endpoints() -> Iterator[Endpoint]:
    for route in routes:
        assert isinstance(route, URLPattern)
        view = getattr(route.callback, "view_class")  # noqa: B009  no such name on plain callables
        for method in ("get", *WRITES):
            if method in view.http_method_names and hasattr(view, method):
                yield Endpoint(str(route.pattern), method, view)


EVERY = list(endpoints())
NAMES = [f"{each.method} {each.route}" for each in EVERY]


def value_of(name: str, view: Any, user: User) -> Any:
    """What stands for a route's parameter: the number of a thing that `user` owns."""
    if name in PLAIN:
        return PLAIN[name]
    wanted = name.removesuffix("_id").replace("_", "")
    if name == "pk":
        wanted = "reminder"
    for holding in holdings():
        if holding.model._meta.model_name == wanted and (row := holding.rows(user).first()):
            return row.pk
    return holdings_number(user)


def holdings_number(user: User) -> int:
    """The resident's member, for a thing that the fixture does not make."""
    return Member.objects.filter(user=user).values_list("pk", flat=True)[0]


@pytest.fixture
def owner(api: APIClient, mother: Member, li_ming: User) -> User:
    """Li Ming, with something of everything."""
    Member.objects.filter(pk=mother.pk).update(nickname=NICKNAME)
    api.put(f"/api/v1/members/{mother.pk}/enrolments/2026", {})
    filing = {"kind": "TMP_OTHER", "care_region": "610100", "starts_on": "2025-08-31"}
    assert api.post(f"/api/v1/members/{mother.pk}/filings", filing).status_code == 201
    nephew = {"nickname": "外甥", "relation": "other", "region": "440100"}
    gone = api.post("/api/v1/members", nephew).json()["id"]
    assert api.delete(f"/api/v1/members/{gone}").status_code == 204
    MessageTemplate.objects.create(
        kind="payment_deadline", template_id="TPL-1", title="缴费", fields={"thing1": "who"}
    )
    plan(today=date(2025, 11, 20), now=datetime(2025, 11, 20, 12, tzinfo=BEIJING))
    assert li_ming.reminders.exists()
    return li_ming


@pytest.mark.parametrize("endpoint", EVERY, ids=NAMES)
def test_a_stranger_finds_and_changes_nothing(
    endpoint: Endpoint, owner: User, stranger: APIClient
) -> None:
    before = str(export_of(owner))
    answer = getattr(stranger, endpoint.method)(endpoint.url(owner), {})
    assert answer.status_code < 500
    if endpoint.names_a_thing:
        assert answer.status_code in (403, 404)
    assert NICKNAME not in answer.content.decode()
    assert str(export_of(owner)) == before


@pytest.mark.parametrize(
    "endpoint",
    [each for each in EVERY if not each.is_public],
    ids=[f"{each.method} {each.route}" for each in EVERY if not each.is_public],
)
def test_nobody_gets_in_without_logging_in(endpoint: Endpoint, owner: User) -> None:
    answer = getattr(APIClient(), endpoint.method)(endpoint.url(owner), {})
    assert answer.status_code == 401
    assert answer.json()["code"] == "not_authenticated"


@pytest.mark.parametrize(
    "endpoint",
    [each for each in EVERY if not each.is_public and each.method in WRITES],
    ids=[f"{e.method} {e.route}" for e in EVERY if not e.is_public and e.method in WRITES],
)
def test_nothing_about_a_household_is_written_without_consent(
    endpoint: Endpoint, owner: User
) -> None:
    User.objects.filter(pk=owner.pk).update(facts_allowed=False)
    answer = getattr(client_of(owner), endpoint.method)(endpoint.url(owner), {})
    asks = endpoint.method != "delete" and getattr(endpoint.view, "stores_facts", True)
    assert (answer.status_code == 403) is asks
    if asks:
        assert answer.json()["code"] == "consent_required"
