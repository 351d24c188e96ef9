from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.models import Change, Filing, Member
from accounts.services import correct_filing_ends
from policies.models import FilingRule
from yibao_project import clock as product_clock

TEMPORARY = {"kind": "TMP_OTHER", "care_region": "610100", "starts_on": "2025-08-31"}
LONG_TERM = {"kind": "LT_RESIDENT", "care_region": "610100", "starts_on": "2025-05-20"}


@pytest.fixture
def url(mother: Member) -> str:
    return f"/api/v1/members/{mother.pk}/filings"


@pytest.mark.django_db
def test_a_temporary_filing_ends_by_the_rule_and_says_why(
    mother: Member, api: APIClient, url: str
) -> None:
    answer = api.post(url, TEMPORARY)
    assert answer.status_code == 201
    filing = answer.json()
    assert api.get(f"/api/v1/filings/{filing['id']}").json() == filing
    assert {name: filing[name] for name in filing if name not in ("id", "updated_at")} == {
        "member": mother.pk,
        "kind": "TMP_OTHER",
        "kind_label": "其他临时外出就医人员",
        "long_term": False,
        "progress": "accepted",
        "care_region": "610100",
        "care_region_name": "西安市",
        "starts_on": "2025-08-31",
        "ends_on": "2026-02-27",
        "ends_on_reason": (
            "全国的规定是临时备案至少 6 个月有效，从开始日期算起。依据：医保发〔2022〕22号。"
        ),
        "rule_code": "FR-CN",
        "promised": False,
        "papers_due_on": None,
        "state": "valid",
        "state_label": "有效",
        "cancelled_on": None,
        "needs_check": False,
        "basis": filing["grounds"]["ends_on"]["basis"],
        "grounds": filing["grounds"],
    }


# What is declared; the field of the day, whether the resident gave it, by which rule, how sure, 待核实.
GROUNDS = [
    (TEMPORARY, "starts_on", (True, None, None, False)),
    (TEMPORARY, "ends_on", (False, "FR-CN", "A", False)),
    ({**TEMPORARY, "care_region": "440300"}, "ends_on", (False, "FR-GD", "C", True)),
    ({**TEMPORARY, "ends_on": "2026-03-31"}, "ends_on", (True, None, None, False)),
    (
        {**LONG_TERM, "promised": True, "papers_due_on": "2025-08-19"},
        "papers_due_on",
        (True, None, None, False),
    ),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("declared", "day", "expected"), GROUNDS)
def test_each_day_of_a_filing_says_how_sure_it_is(
    api: APIClient,
    url: str,
    guangdong_files_for_eight_months: None,
    declared: dict[str, Any],
    day: str,
    expected: tuple[bool, str | None, str | None, bool],
) -> None:
    filing = api.post(url, declared).json()
    ground = filing["grounds"][day]
    basis = ground["basis"] or {"rule": None, "confidence": None}
    assert (ground["given"], basis["rule"], basis["confidence"], ground["needs_check"]) == expected
    if day == "ends_on":
        assert (filing["basis"], filing["needs_check"]) == (ground["basis"], ground["needs_check"])
        assert ground["explanation"] == filing["ends_on_reason"]


@pytest.mark.django_db
def test_a_filing_without_an_end_names_its_rule_or_asks_to_check(api: APIClient, url: str) -> None:
    lasting = api.post(url, LONG_TERM).json()
    unknown = api.post(url, {**TEMPORARY, "starts_on": "2022-12-31"}).json()
    assert (lasting["basis"]["rule"], lasting["needs_check"]) == ("FR-CN", False)
    assert (unknown["basis"], unknown["needs_check"]) == (None, True)
    assert "ends_on" not in {**lasting["grounds"], **unknown["grounds"]}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [
        ("2024-02-29", "2024-08-28"),
        ("2023-08-31", "2024-02-28"),
        ("2023-09-01", "2024-02-29"),
        ("2025-11-10", "2026-05-09"),
    ],
)
def test_six_months_are_clamped_to_the_month_and_end_the_day_before(
    api: APIClient, url: str, starts_on: str, ends_on: str
) -> None:
    assert api.post(url, {**TEMPORARY, "starts_on": starts_on}).json()["ends_on"] == ends_on


@pytest.mark.django_db
def test_a_long_term_filing_has_no_end_and_says_why(api: APIClient, url: str) -> None:
    filing = api.post(url, LONG_TERM).json()
    assert (filing["ends_on"], filing["long_term"], filing["state"]) == (None, True, "valid")
    assert "一直有效" in filing["ends_on_reason"]
    assert filing["rule_code"] == "FR-CN"


@pytest.mark.django_db
def test_an_end_the_resident_gives_is_kept(api: APIClient, url: str) -> None:
    filing = api.post(url, {**LONG_TERM, "ends_on": "2026-05-19"}).json()
    assert (filing["ends_on"], filing["rule_code"]) == ("2026-05-19", "")
    assert filing["ends_on_reason"] == "按您填写的日期。"
    one = f"/api/v1/filings/{filing['id']}"
    assert api.patch(one, {"starts_on": "2025-06-01"}).json()["ends_on"] == "2026-05-19"
    assert api.patch(one, {"ends_on": None}).json()["ends_on"] is None


@pytest.mark.django_db
def test_another_start_moves_the_computed_end(api: APIClient, url: str) -> None:
    one = f"/api/v1/filings/{api.post(url, TEMPORARY).json()['id']}"
    assert api.patch(one, {"starts_on": "2025-09-01"}).json()["ends_on"] == "2026-02-28"
    assert api.patch(one, {"kind": "LT_WORK"}).json()["ends_on"] is None
    assert Change.objects.count() == 3


@pytest.mark.django_db
def test_a_filing_before_the_known_rules_has_no_invented_end(api: APIClient, url: str) -> None:
    filing = api.post(url, {**TEMPORARY, "starts_on": "2022-12-31"}).json()
    assert (filing["ends_on"], filing["state"]) == (None, "unknown_end")
    assert "待核实" in filing["ends_on_reason"]


@pytest.mark.django_db
def test_a_filing_can_be_over_on_the_day_it_is_declared(api: APIClient, url: str) -> None:
    assert api.post(url, {**TEMPORARY, "starts_on": "2025-05-20"}).json()["state"] == "expired"


@pytest.mark.django_db
def test_a_rule_for_inside_the_province_goes_first_at_home(
    api: APIClient, url: str, guangdong_files_for_eight_months: None
) -> None:
    inside = api.post(url, {**TEMPORARY, "care_region": "440300"}).json()
    outside = api.post(url, TEMPORARY).json()
    assert (inside["ends_on"], inside["rule_code"]) == ("2026-04-29", "FR-GD")
    assert "待核实" in inside["ends_on_reason"]
    assert outside["ends_on"] == "2026-02-27"


@pytest.mark.django_db
def test_the_last_valid_day_lasts_until_midnight(
    api: APIClient, url: str, clock: Callable[[str], None], fresh_login: Callable[[], APIClient]
) -> None:
    one = f"/api/v1/filings/{api.post(url, TEMPORARY).json()['id']}"
    clock("2026-02-27T23:59")
    assert fresh_login().get(one).json()["state"] == "expiring"
    clock("2026-02-28T00:00")
    assert fresh_login().get(one).json()["state"] == "expired"


@pytest.mark.django_db
def test_a_cancelled_filing_stays_readable_with_its_trace(api: APIClient, url: str) -> None:
    one = f"/api/v1/filings/{api.post(url, TEMPORARY).json()['id']}"
    assert api.delete(one).status_code == 204
    assert api.delete(one).status_code == 204
    filing = api.get(one).json()
    assert (filing["state"], filing["cancelled_on"]) == ("cancelled", "2025-11-20")
    answer = api.patch(one, {"starts_on": "2025-09-01"})
    assert (answer.status_code, answer.json()["code"]) == (409, "filing_cancelled")
    change = Change.objects.latest("id")
    assert change.before == {**change.after, "cancelled_on": None}
    assert change.after["cancelled_on"] == "2025-11-20"
    assert Change.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("declared", "state"),
    [
        (TEMPORARY, "terminated"),
        ({**LONG_TERM, "progress": "submitted"}, "terminated"),
        ({**TEMPORARY, "starts_on": "2025-01-10"}, "expired"),
    ],
)
def test_a_filing_ends_with_the_member(
    api: APIClient, url: str, mother: Member, declared: dict[str, Any], state: str
) -> None:
    one = f"/api/v1/filings/{api.post(url, declared).json()['id']}"
    ending = {"ending": "death", "ended_on": "2025-11-19"}
    assert api.put(f"/api/v1/members/{mother.pk}/ending", ending).status_code == 200
    assert api.get(one).json()["state"] == state


@pytest.mark.django_db
def test_one_filing_is_declared_once_until_cancelled(api: APIClient, url: str) -> None:
    first = api.post(url, TEMPORARY).json()
    again = api.post(url, TEMPORARY)
    assert (again.status_code, again.json()["code"]) == (409, "filing_exists")
    api.delete(f"/api/v1/filings/{first['id']}")
    assert api.post(url, TEMPORARY).status_code == 201


@pytest.mark.django_db
def test_care_at_home_needs_no_filing(api: APIClient, url: str) -> None:
    answer = api.post(url, {**TEMPORARY, "care_region": "440100"})
    assert answer.json()["fields"] == {"care_region": ["就医地就是参保地，不用备案。"]}


@pytest.mark.django_db
def test_a_member_has_at_most_twenty_filings_at_a_time(
    mother: Member, api: APIClient, url: str
) -> None:
    for day in range(1, 21):
        Filing.objects.create(
            member=mother,
            kind="TMP_OTHER",
            care_region_id="610100",
            starts_on=date(2025, 9, day),
        )
    answer = api.post(url, TEMPORARY)
    assert (answer.status_code, answer.json()["code"]) == (409, "too_many_filings")


@pytest.mark.django_db
def test_the_list_is_newest_first_in_a_constant_number_of_queries(
    api: APIClient, url: str, django_assert_num_queries: Any
) -> None:
    api.post(url, TEMPORARY)
    with django_assert_num_queries(4):
        api.get(url)
    api.post(url, LONG_TERM)
    with django_assert_num_queries(4):
        kinds = [filing["kind"] for filing in api.get(url).json()["results"]]
    assert kinds == ["LT_RESIDENT", "TMP_OTHER"]


@pytest.mark.django_db
def test_a_corrected_rule_moves_the_ends_that_follow_from_it(
    api: APIClient, url: str, mother: Member, django_assert_num_queries: Any
) -> None:
    computed = api.post(url, TEMPORARY).json()
    given = api.post(url, {**TEMPORARY, "starts_on": "2025-09-02", "ends_on": "2026-03-31"}).json()
    cancelled = api.post(url, {**TEMPORARY, "starts_on": "2025-09-03"}).json()
    api.delete(f"/api/v1/filings/{cancelled['id']}")
    assert correct_filing_ends(now=product_clock.now()) == 0
    with django_assert_num_queries(1):
        assert correct_filing_ends(now=product_clock.now()) == 0

    FilingRule.objects.filter(code="FR-CN").update(temporary_months=3)
    assert correct_filing_ends(now=product_clock.now()) == 1
    now = {each["id"]: each["ends_on"] for each in api.get(url).json()["results"]}
    assert now == {
        computed["id"]: "2025-11-29",
        given["id"]: "2026-03-31",
        cancelled["id"]: cancelled["ends_on"],
    }
    told = api.get(f"/api/v1/members/{mother.pk}/changes").json()["results"][0]
    assert (told["by_label"], told["key"]) == ("规定更正", computed["id"])

    assert api.post(f"/api/v1/members/{mother.pk}/changes/{told['id']}/undo").status_code < 300
    assert api.get(f"/api/v1/filings/{computed['id']}").json()["ends_on"] == "2025-11-29"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("starts_on", "ends_on"), [("2025-08-31", "2026-02-27"), ("2025-10-01", "2026-09-30")]
)
def test_a_rule_that_follows_another_leaves_what_began_before_it(
    api: APIClient, url: str, starts_on: str, ends_on: str
) -> None:
    filing = api.post(url, {**TEMPORARY, "starts_on": starts_on}).json()
    FilingRule.objects.filter(code="FR-CN").update(valid_to=date(2025, 9, 30))
    FilingRule.objects.create(
        code="FR-CN-2",
        region_id="100000",
        valid_from=date(2025, 10, 1),
        status="published",
        confidence="A",
        temporary_months=12,
    )
    correct_filing_ends(now=product_clock.now())
    assert api.get(f"/api/v1/filings/{filing['id']}").json()["ends_on"] == ends_on
