"""Staff at the door, and what is written down of what they look at."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.hashers import identify_hasher
from django.test import Client
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice
from rest_framework.test import APIClient

from accounts.models import Member, User
from privacy.models import AccessRecord

LOGIN, ADMIN, CODE = "/admin/login/", "/admin/", "/admin/second-factor/"
PASSWORD = "correct horse 7"

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(db: None) -> User:
    return User.objects.create_superuser("desk", password=PASSWORD)


def log_in(client: Client, password: str = PASSWORD, **where: Any) -> Any:
    return client.post(LOGIN, {"username": "desk", "password": password}, **where)


@pytest.fixture
def desk(staff: User) -> Client:
    client = Client()
    client.force_login(staff)
    return client


def test_passwords_are_kept_with_argon2(staff: User) -> None:
    assert identify_hasher(staff.password).algorithm == "argon2"


def test_five_wrong_passwords_close_the_door_for_a_while(
    staff: User, clock: Callable[[str], None]
) -> None:
    client = Client()
    answers = [log_in(client, "wrong") for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200] * 4 + [429]
    assert "请 15 分钟后再试" in answers[-1].content.decode()
    assert log_in(client).status_code == 429
    assert log_in(Client(), REMOTE_ADDR="10.0.0.2").status_code == 302


def test_the_demonstration_needs_no_second_factor(desk: Client) -> None:
    assert desk.get(ADMIN).status_code == 200


@pytest.fixture
def strict(settings: Any) -> None:
    settings.SECOND_FACTOR = True


def code_of(device: TOTPDevice, *, step: int = 0) -> str:
    return f"{totp(device.bin_key, drift=step):06d}"


@pytest.mark.usefixtures("strict")
def test_a_first_log_in_sets_up_the_authenticator(desk: Client, staff: User) -> None:
    asked = desk.get("/admin/accounts/member/")
    assert (asked.status_code, asked["Location"]) == (302, f"{CODE}?next=/admin/accounts/member/")
    page = desk.get(asked["Location"]).content.decode()
    assert "data:image/svg+xml" in page
    device = TOTPDevice.objects.get(user=staff)
    assert "验证码不对" in desk.post(CODE, {"token": "000000"}).content.decode()
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    done = desk.post(CODE, {"token": code_of(device), "next": "/admin/accounts/member/"})
    codes = re.findall(r"<code>(\w+)</code>", done.content.decode())
    assert len(codes) == 8
    assert desk.get("/admin/accounts/member/").status_code == 200

    again = Client()
    again.force_login(staff)
    assert "data:image/svg+xml" not in again.get(CODE).content.decode()
    assert again.get(ADMIN).status_code == 302
    assert again.post(CODE, {"token": codes[0]})["Location"] == ADMIN
    assert again.get(ADMIN).status_code == 200

    third = Client()
    third.force_login(staff)
    assert third.post(CODE, {"token": codes[0]}).status_code == 200  # a code works once
    assert third.get(ADMIN).status_code == 302


@pytest.mark.usefixtures("strict")
def test_no_admin_page_opens_without_the_second_factor(desk: Client, mother: Member) -> None:
    for page in ("", "accounts/user/", f"accounts/member/{mother.pk}/change/", "jsi18n/"):
        assert desk.get(f"{ADMIN}{page}")["Location"].startswith(CODE)
    assert Client().get(CODE)["Location"].startswith(LOGIN)


@pytest.mark.usefixtures("strict")
def test_the_way_on_leads_nowhere_else(desk: Client, staff: User) -> None:
    device = TOTPDevice.objects.create(user=staff)
    answer = desk.post(CODE, {"token": code_of(device), "next": "https://evil.example/"})
    assert answer["Location"] == ADMIN


def test_a_session_ends_after_twelve_hours_whatever_happens(
    desk: Client, clock: Callable[[str], None]
) -> None:
    for time in ("09:00", "10:59", "12:58", "14:57", "16:56", "18:55", "20:54"):
        clock(f"2025-11-20T{time}")
        assert desk.get(ADMIN).status_code == 200, time
    clock("2025-11-20T21:01")
    assert desk.get(ADMIN)["Location"].startswith(LOGIN)


def test_a_session_ends_after_two_idle_hours(desk: Client, clock: Callable[[str], None]) -> None:
    assert desk.get(ADMIN).status_code == 200
    clock("2025-11-20T11:01")
    assert desk.get(ADMIN)["Location"].startswith(LOGIN)


def test_looking_at_residents_is_written_down(
    desk: Client, staff: User, mother: Member, wang_fang: User, api: APIClient
) -> None:
    li_ming = mother.user
    filing = {"kind": "TMP_OTHER", "care_region": "610100", "starts_on": "2025-08-31"}
    number = api.post(f"/api/v1/members/{mother.pk}/filings", filing).json()["id"]
    looked = [
        (f"accounts/member/{mother.pk}/change/", "家人（详情）", [li_ming]),
        (f"accounts/member/{mother.pk}/history/", "家人（详情）", [li_ming]),
        ("accounts/member/?q=妈妈", "家人（列表）", [li_ming]),
        ("accounts/user/", "用户（列表）", [li_ming, wang_fang]),
        (f"accounts/filing/{number}/change/", "异地备案（详情）", [li_ming]),
    ]
    for page, words, residents in looked:
        assert desk.get(f"{ADMIN}{page}").status_code == 200
        records = AccessRecord.objects.order_by("resident")
        assert [(row.staff, row.resident, row.page) for row in records] == [
            (staff, resident, words) for resident in residents
        ]
        records.delete()
    for page in ("", "policies/region/", "privacy/accessrecord/", f"accounts/user/{staff.pk}/"):
        desk.get(f"{ADMIN}{page}", follow=True)
    assert not AccessRecord.objects.exists()


def test_the_resident_can_see_it_and_nobody_can_change_it(
    desk: Client, mother: Member, api: APIClient
) -> None:
    desk.get(f"{ADMIN}accounts/member/{mother.pk}/change/")
    told = {row["table"]: row["rows"] for row in api.get("/api/v1/me/export").json()["sections"]}
    assert [row["page"] for row in told["privacy.AccessRecord"]] == ["家人（详情）"]
    number = AccessRecord.objects.get().pk
    page = desk.get(f"{ADMIN}privacy/accessrecord/")
    assert "家人（详情）" in page.content.decode()
    assert desk.get(f"{ADMIN}privacy/accessrecord/add/").status_code == 403
    assert desk.post(f"{ADMIN}privacy/accessrecord/{number}/delete/").status_code == 403
    api.post("/api/v1/me/erase", {"confirm": True})
    assert AccessRecord.objects.get().resident is None


def test_every_page_says_where_its_parts_may_come_from(desk: Client) -> None:
    for page, own in (
        ("/", "'self'"),
        (ADMIN, "'self'"),
        (LOGIN, "'self'"),
        ("/api/docs/", "'self'"),
        ("/api/v1/consents", "'none'"),
    ):
        policy = desk.get(page)["Content-Security-Policy"]
        assert f"default-src {own}" in policy
        assert "frame-ancestors 'none'" in policy
        script = re.search(r"script-src([^;]*)", policy)
        assert script
        assert "unsafe-inline" not in script[1]
    assert "<script>" not in desk.get("/api/docs/").content.decode()
