from __future__ import annotations

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from policies import views
from policies.models import RULES, Contribution, FilingRule, PaymentWindow, Region

pytestmark = pytest.mark.usefixtures("policies", "season")

GUANGZHOU = "/api/v1/regions/440100"


@pytest.fixture
def api() -> APIClient:
    return APIClient()


def test_places_are_searched_without_login(api: APIClient) -> None:
    answer = api.get("/api/v1/regions", {"q": "天河"})
    assert answer.status_code == 200
    assert answer.json() == {
        "results": [
            {
                "code": "440106",
                "name": "天河区",
                "level": "county",
                "level_name": "县/区/县级市/旗",
                "parent": "440100",
                "parent_name": "广州市",
                "full_name": "广东省 广州市 天河区",
                "aliases": [],
                "note": "",
                "is_pooling_area": False,
                "valid_to": None,
            }
        ]
    }


@pytest.mark.parametrize("q", ["没有这个地方", "%", "_", "'; DROP TABLE", "\\", "😀"])
def test_a_search_for_nonsense_finds_nothing(api: APIClient, q: str) -> None:
    answer = api.get("/api/v1/regions", {"q": q})
    assert (answer.status_code, answer.json()) == (200, {"results": []})


def test_a_search_without_words_lists_no_more_than_fifty(api: APIClient) -> None:
    Region.objects.bulk_create(
        Region(code=f"4403{number}", name=f"{number}区", level="county", parent_id="440300")
        for number in range(10, 99)
    )
    found = api.get("/api/v1/regions").json()["results"]
    assert len(found) == views.MOST_REGIONS
    assert found[0]["name"] == "全国"


def test_one_place_is_told_by_its_code(api: APIClient) -> None:
    place = api.get(GUANGZHOU).json()
    assert (place["name"], place["parent_name"], place["is_pooling_area"]) == (
        "广州市",
        "广东省",
        True,
    )


def test_a_payment_window_is_told_with_sentence_row_and_sources(api: APIClient) -> None:
    answer = api.get(
        f"{GUANGZHOU}/payment-window", {"coverage_year": "2026", "category": "STUDENT"}
    )
    assert answer.status_code == 200
    body = answer.json()
    assert {name: body[name] for name in ("due_on", "closes_on", "opens_text", "pay_at")} == {
        "due_on": "2025-12-20",
        "closes_on": "2025-12-20",
        "opens_text": "9月下旬",
        "pay_at": "粤税通",
    }
    assert body["explanation"].startswith("广州市2026年度的缴费期从9月下旬到2025年12月20日。")
    assert body["needs_check"] is False
    assert body["provenance"]["code"] == "PW-GZ-2026-S"
    assert body["provenance"]["confidence"] == "A"
    assert body["provenance"]["checked_on"] == "2026-11-21"
    assert body["provenance"]["sources"] == [
        {
            "code": "GZ-2025-1017",
            "title": "关于开展2026年度广州市城乡居民基本医疗保险集中参保缴费工作的通告",
            "issuer": "广州市医疗保险服务中心",
            "number": "",
            "dated": "2025-10-17",
            "url": "https://www.gz.gov.cn/zt/zzyyzq/tzgg/content/post_10493724.html",
        }
    ]


def test_a_year_nobody_has_announced_has_no_date_but_a_reason(api: APIClient) -> None:
    body = api.get(f"{GUANGZHOU}/payment-window", {"coverage_year": 2027}).json()
    assert (body["due_on"], body["provenance"], body["needs_check"]) == (None, None, True)
    assert "请查看本地公告" in body["explanation"]
    assert [row["code"] for row in body["unverified"]] == ["PW-2027-ALL"]


def test_an_amount_is_told_with_its_row(api: APIClient) -> None:
    body = api.get(
        f"{GUANGZHOU}/contribution", {"coverage_year": "2026", "category": "ELDER"}
    ).json()
    assert body["amount"] == "549.00"
    assert body["options"][0]["provenance"]["code"] == "CS-GZ-2026-O"


def test_an_amount_may_depend_on_the_birth_date(api: APIClient) -> None:
    asked = {"coverage_year": "2026", "category": "COLLEGE"}
    hangzhou = "/api/v1/regions/330100/contribution"
    assert api.get(hangzhou, asked).json()["amount"] is None
    assert api.get(hangzhou, {**asked, "born_on": "2008-01-01"}).json()["amount"] == "100.00"


def test_a_filing_rule_is_told_field_by_field(api: APIClient) -> None:
    body = api.get(f"{GUANGZHOU}/filing-rule", {"on": "2026-08-31"}).json()
    values = {each["name"]: (each["value"], each["provenance"]["code"]) for each in body["values"]}
    assert values["temporary_months"] == (6, "FR-CN")
    assert values["in_province_needs_filing"] == (True, "FR-GD")
    assert values["review_days"] == (2, "FR-GZ")
    assert body["on"] == "2026-08-31"
    assert body["explanation"].startswith("广州市参保的人：临时备案有效6个月；")


def test_a_filing_rule_is_that_of_today_unless_a_day_is_named(api: APIClient) -> None:
    assert api.get(f"{GUANGZHOU}/filing-rule").json()["on"] == "2025-11-20"


@pytest.mark.parametrize(
    "url",
    [
        "/api/v1/regions/999999",
        "/api/v1/regions/999999/payment-window?coverage_year=2026",
        "/api/v1/regions/999999/contribution?coverage_year=2026",
        "/api/v1/regions/999999/filing-rule",
        f"{GUANGZHOU}/filing-rule?care_region=999999",
        "/api/v1/regions/44010",
        "/api/v1/regions/%00",
        "/api/v1/regions/４４０１００",
        "/api/v1/regions/" + "4" * 5000,
    ],
)
def test_an_unknown_place_is_not_found(api: APIClient, url: str) -> None:
    answer = api.get(url)
    assert answer.status_code == 404
    assert answer.json()["code"] == "not_found"


@pytest.mark.parametrize(
    ("url", "field"),
    [
        (f"{GUANGZHOU}/payment-window", "coverage_year"),
        (f"{GUANGZHOU}/payment-window?coverage_year=", "coverage_year"),
        (f"{GUANGZHOU}/payment-window?coverage_year=明年", "coverage_year"),
        (f"{GUANGZHOU}/payment-window?coverage_year=1999", "coverage_year"),
        (f"{GUANGZHOU}/payment-window?coverage_year=99999999999999999999", "coverage_year"),
        (f"{GUANGZHOU}/payment-window?coverage_year=2026.5", "coverage_year"),
        (f"{GUANGZHOU}/payment-window?coverage_year={'9' * 5000}", "coverage_year"),
        (f"{GUANGZHOU}/payment-window?coverage_year=2026&category=KING", "category"),
        (f"{GUANGZHOU}/payment-window?coverage_year=2026&category=%00", "category"),
        (f"{GUANGZHOU}/payment-window?coverage_year=2026&scheme=NONE", "scheme"),
        (f"{GUANGZHOU}/contribution?coverage_year=2026&born_on=2025-02-30", "born_on"),
        (f"{GUANGZHOU}/rules?on=2025-02-29", "on"),
        (f"{GUANGZHOU}/rules?scheme=%00", "scheme"),
        (f"{GUANGZHOU}/rules?category=KING", "category"),
        (f"{GUANGZHOU}/filing-rule?on=2025-02-29", "on"),
        (f"{GUANGZHOU}/filing-rule?on=yesterday", "on"),
        (f"{GUANGZHOU}/filing-rule?care_region=xian", "care_region"),
        ("/api/v1/regions?q=%00", "q"),
        (f"/api/v1/regions?q={'广' * 61}", "q"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused_with_the_field(
    api: APIClient, url: str, field: str
) -> None:
    answer = api.get(url)
    assert answer.status_code == 400, answer.json()
    body = answer.json()
    assert body["code"] == "invalid"
    assert list(body["fields"]) == [field]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_changed(api: APIClient, method: str) -> None:
    for url in ("/api/v1/regions", GUANGZHOU, f"{GUANGZHOU}/payment-window"):
        assert getattr(api, method)(url, {"name": "x"}).status_code == 405


def test_a_stale_token_is_no_obstacle(api: APIClient) -> None:
    api.credentials(HTTP_AUTHORIZATION="Bearer stale")
    assert api.get(GUANGZHOU).status_code == 200


@pytest.mark.parametrize(
    ("url", "queries"),
    [
        ("/api/v1/regions?q=市", 1),
        (GUANGZHOU, 1),
        (f"{GUANGZHOU}/payment-window?coverage_year=2026", 3),
        (f"{GUANGZHOU}/contribution?coverage_year=2026", 3),
        (f"{GUANGZHOU}/filing-rule", 3),
        (f"{GUANGZHOU}/rules", 4),
        (f"{GUANGZHOU}/sources", 3),
        ("/api/v1/rules/PW-GZ-2026-O", 3),
        (f"{GUANGZHOU}/rules?on=2027-01-01&scheme=EMPLOYEE&category=EMP_ACTIVE", 3),
    ],
)
def test_each_answer_costs_a_fixed_number_of_queries(
    api: APIClient, url: str, queries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(queries):
        assert api.get(url).status_code == 200


@pytest.mark.parametrize(
    ("model", "where"),
    [
        (PaymentWindow, "payment-window?coverage_year=2026"),
        (Contribution, "contribution?coverage_year=2026"),
        (FilingRule, "filing-rule"),
    ],
)
def test_without_any_row_there_is_still_an_answer(api: APIClient, model: Any, where: str) -> None:
    model.objects.all().delete()
    answer = api.get(f"{GUANGZHOU}/{where}")
    assert answer.status_code == 200
    assert "请查看本地公告" in answer.json()["explanation"]


def test_all_rules_of_a_place_come_with_their_sources_and_in_words(api: APIClient) -> None:
    answer = api.get(f"{GUANGZHOU}/rules?category=STUDENT").json()
    assert (answer["region_name"], answer["category"], answer["on"]) == (
        "广州市",
        "STUDENT",
        "2025-11-20",
    )
    assert [window["due_on"] for window in answer["payment_windows"]] == [None, "2025-12-20"]
    rules = {rule["kind"]: rule for rule in answer["rules"]}
    newborn = rules["newborn_rules"]
    assert newborn["title"] == "新生儿规则"
    assert newborn["explanation"].startswith(
        "广州市参保的人：出生后180天内参保；按时参保从出生之日起享受。"
    )
    (within,) = [value for value in newborn["values"] if value["name"] == "within_days"]
    assert (within["value"], within["text"], within["provenance"]["code"]) == (180, "180", "NB-GZ")
    assert within["provenance"]["sources"][0]["code"] == "GZ-2025-1017"
    assert rules["waiting_rules"]["confidence"] == "C"
    assert rules["waiting_rules"]["needs_check"] is True


def test_rules_of_a_place_nobody_knows_are_not_found(api: APIClient) -> None:
    for code in ("999999", "44010", "广州"):
        assert api.get(f"/api/v1/regions/{code}/rules").status_code == 404
    assert api.get(f"{GUANGZHOU}/rules?on=9999-12-31").status_code == 200
    assert api.get(f"{GUANGZHOU}/rules?on=0001-01-01").status_code == 200


@pytest.mark.parametrize(
    ("code", "title", "says", "confidence"),
    [
        ("PW-GZ-2026-O", "缴费期", "广州市2026年度的缴费期从10月下旬到2025年12月20日。", "A"),
        ("NB-GZ", "新生儿规则", "广州市参保的人：出生后180天内参保", "A"),
    ],
)
def test_one_rule_is_told_by_its_number_in_a_sentence(
    api: APIClient, code: str, title: str, says: str, confidence: str
) -> None:
    rule = api.get(f"/api/v1/rules/{code}").json()
    assert rule["title"] == title
    assert rule["explanation"].startswith(says)
    assert rule["provenance"]["confidence"] == confidence
    assert rule["provenance"]["sources"][0]["dated"] == "2025-10-17"


def test_every_rule_can_be_told(api: APIClient) -> None:
    """Whatever a reminder rests on, its number leads to an answer."""
    for kind in RULES.values():
        for code in kind._default_manager.values_list("code", flat=True)[:3]:
            assert api.get(f"/api/v1/rules/{code}").json()["provenance"]["code"] == code


def test_a_rule_that_is_no_longer_published_is_not_told(api: APIClient) -> None:
    PaymentWindow.objects.filter(code="PW-GZ-2026-O").update(status="retired")
    for code in ("PW-GZ-2026-O", "NO-SUCH", "x" * 200):
        assert api.get(f"/api/v1/rules/{code}").status_code == 404


def test_the_notices_of_a_place_are_listed_with_those_of_the_nation_newest_first(
    api: APIClient,
) -> None:
    found = api.get(f"{GUANGZHOU}/sources").json()["results"]
    assert {"GZ-2025-1017", "GOV-2024-38"} <= {source["code"] for source in found}
    assert [source["dated"] for source in found] == sorted(
        (source["dated"] for source in found), reverse=True
    )
    kinds = {source["kind_name"]: source["official"] for source in found}
    assert (kinds["国家文件"], kinds["地方官方发布"], kinds["汇总页面"]) == (True, True, False)
    assert not [each for each in found if each["code"].startswith("HEN-")]
    assert api.get("/api/v1/regions/999999/sources").status_code == 404
