"""Ownership, login and consent at every route and method of the API, found in the URLconf.

What a stranger is refused, the owner is granted at the same address with the same content.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

import pytest
import time_machine
from django.db import models, transaction
from django.urls import URLPattern
from rest_framework.permissions import AllowAny
from rest_framework.test import APIClient

from accounts.models import Change, ChronicRecognition, Contact, DeletedMember, Filing, Member, User
from privacy.export import export_of
from privacy.models import Purpose
from privacy.texts import consent_texts
from reminders.models import MessageTemplate, Reminder
from reminders.planning import plan
from tests.accounts.conftest import client_of, clock, make_places, make_rules
from tests.accounts.test_deletion import tell_everything
from tests.consenting import AGREED
from yibao_project import wechat
from yibao_project.clock import BEIJING
from yibao_project.urls import api as routes

__all__ = ["clock"]

NICKNAME, FLEXIBLE = "妈妈桂兰", "老张"
PLAIN = {
    **{"coverage_year": 2026, "code": "440100", "rule": "next_day"},
    **{"purpose": "reminders", "slug": "pay-when"},
}
THINGS: dict[str, type[models.Model]] = {
    "filing_id": Filing,
    "recognition_id": ChronicRecognition,
    "deleted_member_id": DeletedMember,
    "pk": Reminder,
}
# What its owner could send; everything else takes an empty content.
CONTENTS: dict[str, dict[str, Any]] = {
    "post members": {"nickname": "二舅", "relation": "other", "region": "440100"},
    "patch members/<int:member_id>": {"nickname": "我的"},
    "put members/<int:member_id>/enrolments/<int:coverage_year>": {"paid_on": "2025-11-19"},
    "put members/<int:member_id>/debit-plan": {"day": 15, "since": "2025-09"},
    "post members/<int:member_id>/debit-results": {"month": "2025-09", "succeeded": True},
    "put members/<int:member_id>/job-loss": {"last_paid_month": "2025-08"},
    "post members/<int:member_id>/chronic": {"recognised_on": "2025-04-01"},
    "put members/<int:member_id>/chronic/<int:recognition_id>": {"recognised_on": "2025-04-01"},
    "put members/<int:member_id>/ending": {"ending": "death", "ended_on": "2025-11-01"},
    "post members/<int:member_id>/filings": {
        **{"kind": "TMP_OTHER", "care_region": "610100", "starts_on": "2025-09-30"}
    },
    "patch filings/<int:filing_id>": {"starts_on": "2025-09-01"},
    "post mistakes": {"about": "other", "region": "440100", "words": "日期不对"},
    "post me/erase": {"confirm": True},
    "post me/consents": {
        **{"purpose": "privacy", "version": consent_texts()[Purpose.PRIVACY].current.version}
    },
    "put me/backup/phone": {"code": "0a1b2c3d"},
    "put me/reminders": {"quiet_from": "19:00", "quiet_until": "09:30", "muted_kinds": []},
    "post subscriptions": {"key": "tap-0002", "answers": {"TPL-1": "accept"}},
}
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

    @property
    def name(self) -> str:
        return f"{self.method} {self.route}"

    def url(self, user: User) -> str:
        found = PARAMETER.sub(lambda match: str(self._number_of(match[2], user)), self.route)
        return f"/api/v1/{found}?on=2025-11-20"  # what a question about a day must say

    def _number_of(self, name: str, user: User) -> Any:
        """What stands for a parameter: the number of a thing that `user` owns."""
        if name in PLAIN:
            return PLAIN[name]
        member = user.members.get(nickname=FLEXIBLE if "debit" in self.route else NICKNAME)
        if name == "change_id":
            return Change.objects.filter(member=member).latest("pk").pk
        return member.pk if name == "member_id" else THINGS[name]._default_manager.get().pk

    def ask(self, client: APIClient, user: User) -> Any:
        return getattr(client, self.method)(self.url(user), CONTENTS.get(self.name, {}))


def endpoints() -> Iterator[Endpoint]:
    for route in routes:
        assert isinstance(route, URLPattern)
        view = getattr(route.callback, "view_class")  # noqa: B009  no such name on plain callables
        for method in ("get", *WRITES):
            if method in view.http_method_names and hasattr(view, method):
                yield Endpoint(str(route.pattern), method, view)


EVERY = list(endpoints())
NAMES = [each.name for each in EVERY]
OWN = [each for each in EVERY if not each.is_public]
OWN_WRITES = [each for each in OWN if each.method in WRITES]


@pytest.fixture(scope="module")
def owner(django_db_setup: None, django_db_blocker: Any) -> Iterator[User]:
    """Li Ming, with something of everything that anybody can have; made once for all tests."""
    noon = datetime(2025, 11, 20, 12, tzinfo=BEIJING)
    with (
        django_db_blocker.unblock(),
        transaction.atomic(),
        time_machine.travel(noon, tick=False),
    ):
        make_places()
        make_rules()
        yield li_ming_who_has_everything(noon)
        transaction.set_rollback(True)


def li_ming_who_has_everything(noon: datetime) -> User:
    user = User.objects.create(username="li_ming", openid="o-li-ming", **AGREED)
    api = client_of(user)
    region = {"region_id": "440100", "user": user}
    flexible = {"nickname": FLEXIBLE, "relation": "self", "scheme": "FLEXIBLE", "category": "FLEX"}
    debited = f"/api/v1/members/{Member.objects.create(**region, **flexible).pk}"
    assert api.put(f"{debited}/debit-plan", {"day": 20, "since": "2025-10"}).status_code == 200
    elder = {"nickname": NICKNAME, "relation": "parent", "category": "ELDER"}
    mother = Member.objects.create(**region, **elder)
    tell_everything(api, mother)
    api.put(f"/api/v1/members/{mother.pk}/enrolments/2026", {})
    gone = Member.objects.create(**region, nickname="外甥", relation="other")
    assert api.delete(f"/api/v1/members/{gone.pk}").status_code == 204
    MessageTemplate.objects.create(
        kind="payment_deadline", template_id="TPL-1", title="缴费", fields={"thing1": "who"}
    )
    api.post("/api/v1/subscriptions", {"key": "tap-0001", "answers": {"TPL-1": "accept"}})
    Contact.objects.create(user=user)
    plan(today=date(2025, 11, 20), now=noon)
    Reminder.objects.exclude(kind="payment_deadline").delete()
    Reminder.objects.update(status="unknown")
    return user


@pytest.fixture(autouse=True)
def wechat_knows_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wechat, "phone_number", lambda code, *, openid: "+8613900000001")


@pytest.fixture
def stranger() -> APIClient:
    return client_of(User.objects.create(username="wang_fang", openid="o-wang-fang", **AGREED))


@pytest.mark.parametrize("endpoint", EVERY, ids=NAMES)
def test_a_stranger_finds_and_changes_nothing(
    endpoint: Endpoint, owner: User, stranger: APIClient
) -> None:
    before = str(export_of(owner))
    answer = endpoint.ask(stranger, owner)
    assert answer.status_code < 500
    if endpoint.names_a_thing:
        assert answer.status_code in (403, 404)
    assert NICKNAME not in answer.content.decode()
    assert str(export_of(owner)) == before


@pytest.mark.parametrize("endpoint", OWN, ids=[each.name for each in OWN])
def test_the_owner_is_granted_what_the_stranger_is_refused(endpoint: Endpoint, owner: User) -> None:
    answer = endpoint.ask(client_of(owner), owner)
    assert 200 <= answer.status_code < 300, answer.content.decode()


@pytest.mark.parametrize("endpoint", OWN, ids=[each.name for each in OWN])
def test_nobody_gets_in_without_logging_in(endpoint: Endpoint, owner: User) -> None:
    answer = endpoint.ask(APIClient(), owner)
    assert answer.status_code == 401
    assert answer.json()["code"] == "not_authenticated"


@pytest.mark.parametrize("endpoint", OWN_WRITES, ids=[each.name for each in OWN_WRITES])
def test_nothing_about_a_household_is_written_without_consent(
    endpoint: Endpoint, owner: User
) -> None:
    User.objects.filter(pk=owner.pk).update(facts_allowed=False)
    answer = endpoint.ask(client_of(owner), owner)
    asks = endpoint.method != "delete" and getattr(endpoint.view, "stores_facts", True)
    assert (answer.status_code == 403) is asks
    if asks:
        assert answer.json()["code"] == "consent_required"


def test_no_content_is_kept_for_an_endpoint_that_is_not_there() -> None:
    assert CONTENTS.keys() <= {*NAMES}
