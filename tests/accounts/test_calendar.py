"""The household's days in the telephone's calendar and in a subscribed one. It is 2025-11-20."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
from icalendar import Calendar
from icalendar import Event as Entry
from rest_framework.test import APIClient

from accounts.calendar.events import DOUBT
from accounts.calendar.phone import signed
from accounts.models import CalendarFeed, ChronicRecognition, Filing, Member, User
from policies.models import PaymentWindow
from tests.sandbox import RunningSandbox
from yibao_project.clock import BEIJING
from yibao_project.wechat import login

PHONE, FEED = "/api/v1/calendar/phone", "/api/v1/calendar/feed"

pytestmark = pytest.mark.django_db


@pytest.fixture
def household(mother: Member, li_ming: User) -> Member:
    """Mother's payment, filing and recheck; the brother wants no reminders."""
    Filing.objects.create(
        member=mother,
        kind="TMP_OTHER",
        care_region_id="610100",
        starts_on=date(2025, 8, 31),
        ends_on=date(2026, 2, 27),
    )
    for _ in range(2):  # two diseases recognised on one day
        ChronicRecognition.objects.create(
            member=mother, recognised_on=date(2024, 6, 1), recheck_on=date(2026, 6, 1)
        )
    Member.objects.create(
        user=li_ming, nickname="弟弟", relation="other", region_id="440100", muted=True
    )
    return mother


def subscribed(api: APIClient) -> str:
    answer = api.post(FEED)
    assert answer.status_code == 201
    address = urlsplit(answer.json()["url"])
    return f"{address.path}?{address.query}"


def entries(url: str) -> dict[str, Entry]:
    """What a calendar sees, by its own identity of each entry."""
    answer = APIClient().get(url)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return {str(entry["uid"]): entry for entry in Calendar.from_ical(answer.content).events}


def days(url: str) -> set[tuple[str, date]]:
    return {(str(entry["summary"]), entry.start) for entry in entries(url).values()}


def test_every_day_of_the_status_stands_in_the_phones_calendar(
    api: APIClient, household: Member
) -> None:
    events = api.post(PHONE, {}).json()["events"]
    assert [(event["kind"], event["on"]) for event in events] == [
        ("payment", "2025-12-20"),
        ("filing_end", "2026-02-27"),
        ("recheck", "2026-06-01"),
        ("recheck", "2026-06-01"),
    ]
    assert len({event["uid"] for event in events}) == 4
    phone = events[0]["phone"]
    at_nine = int(datetime(2025, 12, 20, 9, tzinfo=BEIJING).timestamp())
    assert phone == {
        "title": "妈妈：缴2026年度的钱，最晚这一天",
        "startTime": at_nine,
        "endTime": str(at_nine + 3600),
        "allDay": False,
        "description": phone["description"],
        "location": "粤税通",
        "alarm": True,
        "alarmOffset": 7 * 24 * 3600,
    }
    assert "《2026年度广州市城乡居民医保集中参保缴费通告》" in phone["description"]
    assert "您自己填报" in events[1]["phone"]["description"]
    assert "http" not in str(events)


def test_a_doubtful_day_says_so_and_an_alarm_never_rings_in_the_past(
    fresh_login: Callable[[], APIClient], household: Member, clock: Callable[[str], None]
) -> None:
    PaymentWindow.objects.filter(region_id="440100").update(confidence="C")
    clock("2025-12-18T20:00")
    phone = fresh_login().post(PHONE, {}).json()["events"][0]["phone"]
    assert phone["description"].endswith(DOUBT)
    assert phone["alarmOffset"] == 24 * 3600


def test_wechats_example_of_a_signature_is_reproduced() -> None:
    assert signed('{"foo":"bar"}', session_key="o0q0otL8aEzpcZL/FT9WsQ==") == (
        "654571f79995b2ce1e149e53c0a33dc39c0a74090db514261454e8dbe432aa0b"
    )


def test_the_way_back_is_signed_by_the_residents_present_session(
    api: APIClient, household: Member, li_ming: User, sandbox: RunningSandbox
) -> None:
    assert li_ming.openid
    sandbox.add_user("李明", openid=li_ming.openid)
    answer = api.post(PHONE, {"code": sandbox.login_code(li_ming.openid)})
    key = login(sandbox.login_code(li_ming.openid)).session_key
    phone = answer.json()["events"][0]["phone"]
    proof = hmac.new(key.encode(), phone["path"].encode(), hashlib.sha256).hexdigest()
    assert (phone["path"], phone["signature"]) == ("pages/home/home", proof)


@pytest.mark.parametrize(
    ("errcode", "status", "signed"),
    [(40029, 400, None), (40226, 403, None), (45011, 200, False), (40164, 200, False)],
)
def test_what_wechat_says_about_the_code(
    api: APIClient,
    household: Member,
    li_ming: User,
    sandbox: RunningSandbox,
    errcode: int,
    status: int,
    signed: bool | None,
) -> None:
    """A wrong code is refused; where WeChat is out of order, the days come without a way back."""
    assert li_ming.openid
    sandbox.add_user("李明", openid=li_ming.openid)
    sandbox.fault("/sns/jscode2session", "errcode", errcode=errcode)
    answer = api.post(PHONE, {"code": sandbox.login_code(li_ming.openid)})
    assert answer.status_code == status
    if signed is not None:
        events = answer.json()["events"]
        assert [("signature" in event["phone"]) for event in events] == [signed] * len(events)


def test_a_code_of_somebody_else_is_refused(
    api: APIClient, household: Member, sandbox: RunningSandbox
) -> None:
    sandbox.add_user("王芳", openid="o-wang-fang")
    refused = api.post(PHONE, {"code": sandbox.login_code("o-wang-fang")})
    assert (refused.status_code, refused.json()["code"]) == (400, "login_code_invalid")


def test_a_subscribed_calendar_follows_what_is_true(
    api: APIClient, household: Member, clock: Callable[[str], None]
) -> None:
    url = subscribed(api)
    before = entries(url)
    assert days(url) == {
        ("妈妈：缴2026年度的钱，最晚这一天", date(2025, 12, 20)),
        ("妈妈：西安市的备案最后一天；还要在那边看病就先续办", date(2026, 2, 27)),
        ("妈妈：门诊慢特病复审，最晚这一天", date(2026, 6, 1)),
    }
    (alarm,) = next(iter(before.values())).alarms.times
    assert alarm.trigger == datetime(2025, 12, 13, 9)  # noqa: DTZ001  a calendar has its own zone

    PaymentWindow.objects.filter(region_id="440100").update(closes_on=date(2026, 2, 28))
    moved = entries(url)
    assert set(moved) == set(before), "a day that moved is the same event"
    assert next(iter(before)) in moved
    assert date(2026, 2, 28) in {entry.start for entry in moved.values()}

    api.put(f"/api/v1/members/{household.pk}/enrolments/2026", {"paid_on": "2025-11-20"})
    Filing.objects.all().delete()
    clock("2026-06-02T09:00")
    assert days(url) == set(), "paid, cancelled and past"


def test_only_the_latest_address_opens_and_only_until_it_is_revoked(
    api: APIClient, household: Member, li_ming: User, wang_fang: User, stranger: APIClient
) -> None:
    first, second = subscribed(api), subscribed(api)
    others = subscribed(stranger)
    assert api.get(FEED).json()["active"] is True
    assert [APIClient().get(url).status_code for url in (first, second)] == [404, 200]
    assert days(others) == set()
    stored = CalendarFeed.objects.get(user=li_ming).secret_hash
    assert stored not in second
    assert second.partition("key=")[2] not in str(CalendarFeed.objects.values_list())
    assert APIClient().get(f"{FEED}.ics?key={stored}").status_code == 404

    assert [api.delete(FEED).status_code for _ in range(2)] == [204, 204]
    assert api.get(FEED).json() == {"active": False, "created_at": None}
    assert [APIClient().get(url).status_code for url in (second, others)] == [404, 200]
    User.objects.filter(pk=wang_fang.pk).update(is_active=False)
    assert APIClient().get(others).status_code == 404


def test_a_calendar_reads_again_only_what_changed_and_shares_it_with_nobody(
    api: APIClient, household: Member
) -> None:
    url = subscribed(api)
    answer = APIClient().get(url, HTTP_ACCEPT="text/calendar")
    text = answer.content.decode()
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT6H" in text
    assert "X-PUBLISHED-TTL:PT6H" in text
    assert set(answer["Cache-Control"].split(", ")) == {"private", "max-age=21600"}
    again = APIClient().get(url, HTTP_IF_NONE_MATCH=answer["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    for wrong in ("", "?key=", "?key=%00%ff", "?key=" + "x" * 43, "?key=1&key=2"):
        refused: Any = APIClient().get(f"{FEED}.ics{wrong}")
        assert (refused.status_code, refused.json()["code"]) == (404, "not_found")
        assert refused["Cache-Control"] == "private"
