from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.models import Change, Enrolment, Member, User
from policies.models import NewbornRule, WaitingRule
from tests.accounts.conftest import client_of
from tests.accounts.status.grounds import ungrounded

PAID = {"paid_on": "2025-11-19", "amount": "549", "channel": "粤税通"}


@pytest.fixture
def url(mother: Member) -> str:
    return f"/api/v1/members/{mother.pk}/enrolments"


@pytest.mark.django_db
def test_this_year_and_the_next_are_listed_before_anything_is_declared(
    api: APIClient, url: str
) -> None:
    years = api.get(url).json()
    assert [year["coverage_year"] for year in years] == [2026, 2025]
    assert years[0].pop("grounds").keys() == {"last_payable_on", "window_opens_on"}
    assert years[0] == {
        "coverage_year": 2026,
        "state": "not_registered",
        "state_label": "未登记",
        "explanation": "还没有缴费，请在2025年12月20日（含当天）前缴费。",
        "registered": False,
        "paid_on": None,
        "amount": None,
        "channel": "",
        "exempt": False,
        "source": "",
        "source_label": "",
        "benefit_starts_on": None,
        "last_payable_on": "2025-12-20",
        "window_opens_on": "2025-10-21",
        "pay_at": "粤税通",
        "rule_code": "PW-GZ-2026",
        "needs_check": False,
    }
    assert years[1]["last_payable_on"] is None
    assert years[1]["needs_check"] is True
    assert not Enrolment.objects.exists()


@pytest.mark.django_db
def test_a_newborns_year_is_paid_by_the_newborns_deadline_as_on_the_home_page(
    api: APIClient,
    mother: Member,
    clock: Callable[[str], None],
    fresh_login: Callable[[], APIClient],
) -> None:
    """The window of the year of birth closed before the child was born."""
    NewbornRule.objects.create(
        code="NB-GZ", region_id="440100", status="published", confidence="A", within_days=180
    )
    Member.objects.filter(pk=mother.pk).update(
        relation="child", category="NEWBORN", born_on=date(2026, 7, 10)
    )
    clock("2026-08-01T09:00")
    phone = fresh_login()
    year = phone.get(f"/api/v1/members/{mother.pk}/enrolments/2026").json()
    assert year["last_payable_on"] == "2027-01-06"
    assert year["grounds"]["last_payable_on"]["basis"]["rule"] == "NB-GZ"
    shown = phone.get("/api/v1/status").json()["members"][0]["this_year"]
    assert shown["last_payable_on"] == year["last_payable_on"]
    assert shown["grounds"]["last_payable_on"] == year["grounds"]["last_payable_on"]


@pytest.mark.django_db
@pytest.mark.parametrize(("confidence", "doubtful"), [("A", False), ("C", True)])
def test_each_day_of_a_year_rests_on_its_own_row(
    api: APIClient, url: str, clock: Callable[[str], None], confidence: str, doubtful: bool
) -> None:
    """The window is certain; how long one waits after it may rest on a single page."""
    WaitingRule.objects.create(
        code="WR-CN",
        region_id="100000",
        scheme="RESIDENT",
        status="published",
        confidence=confidence,
        fixed_months=3,
    )
    clock("2025-12-25T09:00")
    told = client_of(User.objects.get()).put(f"{url}/2026", {"paid_on": "2025-12-24"}).json()
    assert list(ungrounded(told)) == []
    grounds = told["grounds"]
    assert (grounds["paid_on"]["given"], grounds["last_payable_on"]["needs_check"]) == (True, False)
    assert grounds["benefit_starts_on"]["basis"]["rule"] == "WR-CN"
    assert (grounds["benefit_starts_on"]["needs_check"], told["needs_check"]) == (doubtful,) * 2


@pytest.mark.django_db
def test_a_year_goes_from_registered_over_paid_to_covered_and_ended(
    api: APIClient, url: str, clock: Callable[[str], None], fresh_login: Callable[[], APIClient]
) -> None:
    assert api.put(f"{url}/2026", {}).json()["state"] == "awaiting_payment"
    paid = api.put(f"{url}/2026", PAID).json()
    assert (paid["state"], paid["benefit_starts_on"]) == ("awaiting_benefit", "2026-01-01")
    assert (paid["amount"], paid["channel"], paid["source"]) == ("549.00", "粤税通", "self")
    clock("2025-12-31T23:59")
    assert fresh_login().get(url).json()[0]["state"] == "awaiting_benefit"
    clock("2026-01-01T00:00")
    states = {year["coverage_year"]: year["state"] for year in fresh_login().get(url).json()}
    assert states == {2027: "not_registered", 2026: "covered"}
    clock("2027-01-01T00:00")
    assert fresh_login().get(url).json()[2]["state"] == "ended"


@pytest.mark.django_db
def test_one_minute_to_midnight_in_beijing_is_still_the_last_day(
    api: APIClient, url: str, clock: Callable[[str], None], fresh_login: Callable[[], APIClient]
) -> None:
    api.put(f"{url}/2026", {})
    clock("2025-12-20T23:59")
    phone = fresh_login()
    assert phone.get(url).json()[0]["state"] == "awaiting_payment"
    assert phone.put(f"{url}/2026", {"paid_on": "2025-12-21"}).status_code == 400
    clock("2025-12-21T00:00")
    phone = fresh_login()
    assert phone.get(url).json()[0]["state"] == "lapsed"
    late = phone.put(f"{url}/2026", {"paid_on": "2025-12-21"}).json()
    assert (late["state"], late["benefit_starts_on"]) == ("paid", None)
    assert "待核实" in late["explanation"]


@pytest.mark.django_db
def test_early_morning_in_beijing_is_already_today_though_utc_is_yesterday(
    url: str, clock: Callable[[str], None], fresh_login: Callable[[], APIClient]
) -> None:
    clock("2025-11-21T00:30")
    answer = fresh_login().put(f"{url}/2026", {"paid_on": "2025-11-21"})
    assert answer.status_code == 200


@pytest.mark.django_db
def test_money_on_leap_day_is_a_day_like_any_other(
    mother: Member, url: str, clock: Callable[[str], None], fresh_login: Callable[[], APIClient]
) -> None:
    clock("2028-02-29T12:00")
    phone = fresh_login()
    assert phone.put(f"{url}/2028", {"paid_on": "2028-02-29"}).status_code == 200
    assert phone.put(f"{url}/2028", {"paid_on": "2027-02-29"}).status_code == 400


@pytest.mark.django_db
def test_money_of_the_new_year_counts_from_the_next_day_in_shijiazhuang(
    mother: Member, url: str, clock: Callable[[str], None], fresh_login: Callable[[], APIClient]
) -> None:
    Member.objects.filter(pk=mother.pk).update(region_id="130100")
    clock("2026-01-15T12:00")
    paid = fresh_login().put(f"{url}/2026", {"paid_on": "2026-01-15"}).json()
    assert (paid["state"], paid["benefit_starts_on"]) == ("awaiting_benefit", "2026-01-16")


@pytest.mark.django_db
def test_where_nothing_is_known_no_date_is_invented(
    mother: Member, api: APIClient, url: str
) -> None:
    Member.objects.filter(pk=mother.pk).update(region_id="610100")
    unpaid = api.put(f"{url}/2026", {}).json()
    assert (unpaid["state"], unpaid["last_payable_on"]) == ("awaiting_payment", None)
    paid = api.put(f"{url}/2026", PAID).json()
    assert (paid["state"], paid["benefit_starts_on"], paid["needs_check"]) == ("paid", None, True)


@pytest.mark.django_db
def test_a_missed_year_before_leaves_the_start_open(api: APIClient, url: str) -> None:
    api.put(f"{url}/2025", {})
    paid = api.put(f"{url}/2026", PAID).json()
    assert (paid["state"], paid["benefit_starts_on"]) == ("paid", None)
    assert "2025 年度没有按时缴" in paid["explanation"]


@pytest.mark.django_db
def test_full_support_is_a_state_of_its_own(api: APIClient, url: str) -> None:
    api.put(f"{url}/2026", PAID)
    exempt = api.put(f"{url}/2026", {"exempt": True}).json()
    assert (exempt["state"], exempt["paid_on"], exempt["amount"]) == ("exempt", None, None)


@pytest.mark.django_db
def test_the_same_payment_told_twice_is_one_change(api: APIClient, url: str) -> None:
    for amount in ("549", "549.00", "549.0"):
        assert api.put(f"{url}/2026", {**PAID, "amount": amount}).status_code == 200
    assert Change.objects.count() == 1


@pytest.mark.django_db
def test_undo_walks_back_change_by_change(api: APIClient, url: str) -> None:
    api.put(f"{url}/2026", {})
    api.put(f"{url}/2026", PAID)
    api.put(f"{url}/2026", {"exempt": True})
    undo = f"{url}/2026/undo"
    restored = api.post(undo).json()
    assert (restored["paid_on"], restored["amount"]) == ("2025-11-19", "549.00")
    assert restored["channel"] == "粤税通"
    assert api.post(undo).json()["state"] == "awaiting_payment"
    gone = api.post(undo).json()
    assert (gone["state"], gone["registered"]) == ("not_registered", False)
    assert not Enrolment.objects.exists()
    answer = api.post(undo)
    assert (answer.status_code, answer.json()["code"]) == (409, "nothing_to_undo")


@pytest.mark.django_db
def test_every_change_can_be_read_back_even_when_undone(api: APIClient, url: str) -> None:
    api.put(f"{url}/2026", {})
    api.put(f"{url}/2026", PAID)
    api.post(f"{url}/2026/undo")
    changes = api.get(f"{url}/2026/changes").json()["results"]
    assert [change["undone_at"] is None for change in changes] == [False, True]
    assert changes[0]["before"] == {
        "paid_on": None,
        "amount": None,
        "channel": "",
        "exempt": False,
        "source": "self",
    }
    assert changes[0]["after"]["paid_on"] == "2025-11-19"
    assert changes[1]["before"] is None
    assert changes[0]["changed_at"].startswith("2025-11-20T09:00:00")


@pytest.mark.django_db
def test_a_named_change_is_undone_once(api: APIClient, url: str) -> None:
    api.put(f"{url}/2026", {})
    api.put(f"{url}/2026", PAID)
    latest = api.get(f"{url}/2026/changes").json()["results"][0]["id"]
    assert api.post(f"{url}/2026/undo", {"change": latest}).status_code == 200
    again = api.post(f"{url}/2026/undo", {"change": latest})
    assert (again.status_code, again.json()["code"]) == (409, "changed_meanwhile")
    assert Enrolment.objects.get().paid_on is None


@pytest.mark.django_db
def test_an_undo_that_is_sent_again_takes_back_one_change(api: APIClient, url: str) -> None:
    for day in ("2025-11-17", "2025-11-18", "2025-11-19"):
        api.put(f"{url}/2026", {"paid_on": day})
    for _ in range(2):
        undone = api.post(f"{url}/2026/undo", {}, HTTP_IDEMPOTENCY_KEY="tap-0001")
        assert (undone.status_code, undone.json()["paid_on"]) == (200, "2025-11-18")
    assert api.get(f"{url}/2026").json()["paid_on"] == "2025-11-18"


@pytest.mark.django_db
def test_undo_reaches_back_thirty_days(
    api: APIClient, url: str, clock: Callable[[str], None], fresh_login: Callable[[], APIClient]
) -> None:
    api.put(f"{url}/2026", {})
    api.put(f"{url}/2026", PAID)
    clock("2025-12-20T09:00")
    assert fresh_login().post(f"{url}/2026/undo").status_code == 200
    clock("2025-12-20T09:01")
    answer = fresh_login().post(f"{url}/2026/undo")
    assert (answer.status_code, answer.json()["code"]) == (409, "undo_too_late")


@pytest.mark.django_db
def test_after_undo_the_facts_can_be_declared_anew(api: APIClient, url: str) -> None:
    api.put(f"{url}/2026", PAID)
    api.post(f"{url}/2026/undo")
    assert api.put(f"{url}/2026", PAID).json()["state"] == "awaiting_benefit"
    assert api.post(f"{url}/2026/undo").json()["state"] == "not_registered"


@pytest.mark.django_db
@pytest.mark.parametrize("scheme", ["EMPLOYEE", "FLEXIBLE"])
def test_who_pays_monthly_declares_no_year(
    mother: Member, api: APIClient, url: str, scheme: str
) -> None:
    api.put(f"{url}/2025", {"paid_on": "2024-11-01"})
    Member.objects.filter(pk=mother.pk).update(scheme=scheme)
    answer = api.put(f"{url}/2026", PAID)
    assert (answer.status_code, answer.json()["code"]) == (409, "paid_monthly")
    assert [year["coverage_year"] for year in api.get(url).json()] == [2025]


@pytest.mark.django_db
def test_the_list_needs_the_same_queries_for_one_year_as_for_twenty(
    mother: Member, api: APIClient, url: str, django_assert_num_queries: Any
) -> None:
    api.get(url)
    with django_assert_num_queries(7):
        api.get(url)
    for year in range(2005, 2025):
        Enrolment.objects.create(member=mother, coverage_year=year)
    with django_assert_num_queries(7):
        assert len(api.get(url).json()) == 22
