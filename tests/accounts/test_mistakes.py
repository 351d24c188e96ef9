"""报错: a resident says what looks wrong, the desk of the place answers, nobody sees who it was."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient

from accounts.models import Member, Mistake, User
from policies.models import DeskRole, PaymentWindow
from privacy.export import export_of

URL = "/api/v1/mistakes"
WRONG_DAY = {"about": "date", "region": "440106", "rule": "PW-GZ-2026", "words": "延长到12月31日"}

pytestmark = pytest.mark.django_db


def desk_in(region: str) -> Client:
    editor = User.objects.create_user(f"desk-{region}", is_staff=True)
    DeskRole.objects.create(user=editor, role="editor", region_id=region)
    client = Client()
    client.force_login(editor)
    return client


def test_a_mistake_goes_to_the_place_of_the_rule_and_back_comes_a_reply(
    mother: Member, api: APIClient, stranger: APIClient
) -> None:
    said = api.post(URL, WRONG_DAY, HTTP_IDEMPOTENCY_KEY="tap-wrong-0001")
    assert said.status_code == 201
    again = api.post(URL, WRONG_DAY, HTTP_IDEMPOTENCY_KEY="tap-wrong-0001")
    assert again.json() == said.json()
    mistake = Mistake.objects.get()
    assert (mistake.region_id, mistake.state) == ("440100", "open")

    desk = desk_in("440100")
    page = reverse("admin:accounts_mistake_change", args=[mistake.pk])
    answer = {"state": "corrected", "reply": "已按新通告改正，谢谢您。"}
    assert desk.post(page, answer).status_code == 302

    (told,) = api.get(URL).json()["results"]
    assert told == {**said.json(), **answer, "state_label": "已经改正"}
    assert stranger.get(URL).json()["results"] == []


def test_the_desk_sees_it_beside_the_rule_and_never_who_said_it(
    mother: Member, li_ming: User, api: APIClient
) -> None:
    api.post(URL, WRONG_DAY)
    window = PaymentWindow.objects.get(code="PW-GZ-2026")
    mistake = Mistake.objects.get()
    own = desk_in("440000")
    for page in (
        reverse("admin:policies_paymentwindow_change", args=[window.pk]),
        reverse("desk"),
        reverse("admin:accounts_mistake_changelist"),
        reverse("admin:accounts_mistake_change", args=[mistake.pk]),
    ):
        shown = own.get(page).content.decode()
        assert "延长到12月31日" in shown, page
        assert str(li_ming) not in shown
    elsewhere = desk_in("130000")
    assert "延长" not in elsewhere.get(reverse("desk")).content.decode()
    found = elsewhere.get(reverse("admin:accounts_mistake_change", args=[mistake.pk]))
    assert found.status_code in (302, 403)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"rule": "NO-SUCH"}, "rule"),
        ({"rule": "' OR 1=1"}, "rule"),
        ({"about": "everything"}, "about"),
        ({"region": "100000"}, "region"),
        ({"words": "我的身份证 440106199001011234"}, "words"),
        ({"words": "错" * 201}, "words"),
    ],
)
def test_what_cannot_be_looked_into_is_refused(
    change: dict[str, Any], field: str, rules: None, api: APIClient
) -> None:
    refused = api.post(URL, {**WRONG_DAY, **change})
    assert refused.status_code == 400
    assert field in refused.json()["fields"]
    assert not Mistake.objects.exists()


def test_it_is_exported_and_needs_no_consent_to_household_facts(
    rules: None, li_ming: User, api: APIClient
) -> None:
    User.objects.filter(pk=li_ming.pk).update(facts_allowed=False)
    assert api.post(URL, {"about": "other", "region": "610100"}).status_code == 201
    assert "居民报错" in {section.title for section in export_of(li_ming)}


def test_one_resident_cannot_flood_the_desk(rules: None, api: APIClient) -> None:
    answers = [api.post(URL, WRONG_DAY).status_code for _ in range(21)]
    assert answers == [201] * 20 + [429]
