from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from policies.answers import WindowKey
from policies.models import Region
from policies.selectors import (
    contribution_for,
    find_regions,
    payment_window_for,
    payment_windows_for,
    resolve_filing_rule,
)
from tests.policies.conftest import TODAY
from tests.policies.factories import (
    make_contribution,
    make_filing_rule,
    make_place,
    make_window,
)

ASK = "请查看本地公告"


# Place, category, coverage year; last payable day, row, whether 待核实.
WINDOWS = [
    ("440100", "ADULT", 2026, date(2025, 12, 20), "PW-GZ-2026-O", False),
    ("440100", "ELDER", 2026, date(2025, 12, 20), "PW-GZ-2026-O", False),
    ("440100", "WORKING_AGE", 2026, date(2025, 12, 20), "PW-GZ-2026-O", False),
    ("440100", "STUDENT", 2026, date(2025, 12, 20), "PW-GZ-2026-S", False),
    ("440106", "ADULT", 2026, date(2025, 12, 20), "PW-GZ-2026-O", False),
    ("440106", "COLLEGE", 2026, date(2025, 12, 20), "PW-GZ-2026-S", False),
    ("410100", "ADULT", 2026, date(2025, 12, 31), "PW-HA-2026", False),
    ("440400", "ADULT", 2026, date(2026, 2, 28), "PW-ZH-2026", True),
    ("440400", "STUDENT", 2026, date(2026, 2, 28), "PW-ZH-2026", True),
    ("110000", "ADULT", 2026, date(2026, 2, 28), "PW-BJ-2026", False),
    ("110105", "ADULT", 2026, date(2026, 2, 28), "PW-BJ-2026", False),
    ("130000", "ADULT", 2026, date(2026, 2, 28), "PW-HEB-2026", False),
    ("510100", "ADULT", 2025, date(2025, 2, 28), "PW-CD-2025", True),
]
# Place, category, coverage year; words of the reason.
NO_DATE = [
    ("130800", "ADULT", 2026, "河北省的2026年度缴费期没有写明各地统一，承德市的日期可能不同"),
    ("610100", "ADULT", 2026, "陕西省的2026年度缴费期没有写明各地统一，西安市的日期可能不同"),
    ("610100", "ADULT", 2025, "西安市的2025年度缴费期还没有查到可靠的日期"),
    ("510100", "ADULT", 2026, "成都市的2026年度缴费期还没有查到可靠的日期"),
    ("440100", "ADULT", 2027, "广州市的2027年度缴费期还没有查到可靠的日期"),
    ("410100", "STUDENT", 2027, "郑州市的2027年度缴费期还没有查到可靠的日期"),
    ("440100", "DIBAO", 2026, "广州市的2026年度缴费期没有写明“最低生活保障对象”何时缴费"),
    ("440300", "ADULT", 2026, "还没有深圳市的2026年度缴费期"),
    ("100000", "ADULT", 2026, "还没有全国的2026年度缴费期"),
]


@pytest.mark.parametrize(("place", "category", "year", "due_on", "row", "needs_check"), WINDOWS)
def test_who_gets_which_window(
    policies: None,
    place: str,
    category: str,
    year: int,
    due_on: date,
    row: str,
    needs_check: bool,
) -> None:
    answer = payment_window_for(
        region_code=place, scheme="RESIDENT", category=category, coverage_year=year, on=TODAY
    )
    assert answer.provenance
    assert (answer.due_on, answer.provenance.code) == (due_on, row)
    assert answer.needs_check is needs_check
    assert ("待核实" in answer.explanation) is needs_check
    assert answer.provenance.sources


@pytest.mark.parametrize(("place", "category", "year", "reason"), NO_DATE)
def test_where_nothing_trusted_holds_there_is_no_date_but_a_reason(
    policies: None, place: str, category: str, year: int, reason: str
) -> None:
    answer = payment_window_for(
        region_code=place, scheme="RESIDENT", category=category, coverage_year=year, on=TODAY
    )
    assert (answer.due_on, answer.closes_on, answer.provenance) == (None, None, None)
    assert answer.explanation.startswith(reason)
    assert ASK in answer.explanation
    assert answer.needs_check


def test_a_claim_that_is_not_proven_is_shown_beside_the_answer(policies: None) -> None:
    answer = payment_window_for(
        region_code="610100", scheme="RESIDENT", category="ADULT", coverage_year=2025, on=TODAY
    )
    assert [(row.code, row.confidence) for row in answer.unverified] == [("PW-XA-2025", "D")]


def test_an_answer_tells_the_dates_as_published_and_the_last_real_one(db: None) -> None:
    make_window(
        closes_on=date(2025, 12, 31),
        original_closes_on=date(2025, 12, 20),
        opens_text="9月下旬",
        blackouts=[["12-26", "12-31"]],
    )
    answer = payment_window_for(
        region_code="440100", scheme="RESIDENT", category="ADULT", coverage_year=2026, on=TODAY
    )
    assert answer.due_on == date(2025, 12, 25)
    assert answer.explanation == (
        "广州市2026年度的缴费期从9月下旬到2025年12月31日（由2025年12月20日延长）；"
        "截止前有几天不收费，实际最后一天是2025年12月25日。来自《集中参保缴费通告》。"
    )


# Place, category, birth date; amount, number of options, floor.
AMOUNTS = [
    ("440100", "ADULT", None, Decimal(549), 1),
    ("440100", "ELDER", None, Decimal(549), 1),
    ("440100", "STUDENT", None, Decimal(413), 1),
    ("440106", "MINOR", None, Decimal(549), 1),
    ("440400", "STUDENT", None, Decimal(404), 1),
    ("110105", "ELDER", None, Decimal(460), 1),
    ("110105", "WORKING_AGE", None, Decimal(795), 1),
    ("110105", "ADULT", None, None, 0),
    ("330100", "ADULT", None, None, 2),
    ("330100", "COLLEGE", None, None, 2),
    ("330100", "COLLEGE", date(2007, 12, 31), Decimal(130), 1),
    ("330100", "COLLEGE", date(2008, 1, 1), Decimal(100), 1),
    ("410100", "ADULT", None, None, 0),
    ("130800", "ADULT", None, None, 0),
]


@pytest.mark.parametrize(("place", "category", "born_on", "amount", "options"), AMOUNTS)
def test_who_pays_how_much(
    policies: None,
    place: str,
    category: str,
    born_on: date | None,
    amount: Decimal | None,
    options: int,
) -> None:
    answer = contribution_for(
        region_code=place,
        scheme="RESIDENT",
        category=category,
        coverage_year=2026,
        on=TODAY,
        born_on=born_on,
    )
    assert answer.amount == amount
    assert len(answer.options) == options
    assert amount is None or f"{amount}元" in answer.explanation


def test_the_national_floor_is_shown_and_is_nobodys_amount(policies: None) -> None:
    answer = contribution_for(
        region_code="410100", scheme="RESIDENT", category="ADULT", coverage_year=2026, on=TODAY
    )
    assert answer.amount is None
    assert answer.floor
    assert answer.floor.individual == 400
    assert "国家最低标准是400元，各地可以更高" in answer.explanation
    assert ASK in answer.explanation


def test_a_county_of_its_own_mind_wins_over_its_city(db: None) -> None:
    make_window("CITY")
    make_window("COUNTY", region="440106", categories=["STUDENT"], closes_on=date(2025, 12, 10))
    make_contribution("CITY-RATE", category="STUDENT")

    def row(place: str, category: str) -> str | None:
        answer = payment_window_for(
            region_code=place, scheme="RESIDENT", category=category, coverage_year=2026, on=TODAY
        )
        return answer.provenance.code if answer.provenance else None

    assert row("440106", "STUDENT") == "COUNTY"
    assert row("440106", "ADULT") == "CITY"
    assert row("440100", "STUDENT") == "CITY"


def test_a_place_comes_before_a_category_and_a_category_before_its_parent(db: None) -> None:
    make_window("PROVINCE", region="440000", uniform=True, categories=["ELDER"])
    make_window("CITY-ADULT", categories=["ADULT"])
    make_window("CITY-WORKING", categories=["WORKING_AGE"])

    def row(place: str, category: str) -> str | None:
        answer = payment_window_for(
            region_code=place, scheme="RESIDENT", category=category, coverage_year=2026, on=TODAY
        )
        return answer.provenance.code if answer.provenance else None

    make_place("440300")
    assert row("440100", "ELDER") == "CITY-ADULT"
    assert row("440300", "ELDER") == "PROVINCE"
    assert row("440100", "WORKING_AGE") == "CITY-WORKING"
    assert row("440300", "ADULT") is None


@pytest.mark.parametrize(
    "facts", [{"confidence": "D"}, {"reference_only": True}, {"status": "draft"}]
)
def test_an_unproven_local_row_neither_gives_a_date_nor_hides_the_uniform_one(
    db: None, facts: dict[str, Any]
) -> None:
    make_window("PROVINCE", region="440000", uniform=True)
    make_window("CITY", closes_on=date(2025, 12, 1), **facts)
    answer = payment_window_for(
        region_code="440100", scheme="RESIDENT", category="ADULT", coverage_year=2026, on=TODAY
    )
    assert answer.provenance
    assert answer.provenance.code == "PROVINCE"


@pytest.mark.parametrize(("on", "row"), [(date(2025, 11, 30), "OLD"), (date(2025, 12, 1), "NEW")])
def test_a_row_holds_on_its_valid_days(db: None, on: date, row: str) -> None:
    make_window("OLD", valid_to=date(2025, 11, 30))
    make_window("NEW", valid_from=date(2025, 12, 1), closes_on=date(2025, 12, 31))
    answer = payment_window_for(
        region_code="440100", scheme="RESIDENT", category="ADULT", coverage_year=2026, on=on
    )
    assert answer.provenance
    assert answer.provenance.code == row


def test_a_filing_rule_is_inherited_field_by_field_and_says_from_where(policies: None) -> None:
    rule = resolve_filing_rule(region_code="440106", on=TODAY)
    origins = {
        name: found.code
        for name in ("temporary_months", "in_province_months", "review_days", "details.备案到哪里")
        if (found := rule.provenance(name))
    }
    assert origins == {
        "temporary_months": "FR-CN",
        "in_province_months": "FR-GD",
        "review_days": "FR-GZ",
        "details.备案到哪里": "FR-CN",
    }
    assert rule.value("temporary_months") == 6
    assert rule.value("long_term_valid_until_changed") is True
    assert rule.value("needs_filing_emergency") is False
    assert rule.value("promise_months") is None
    found = rule.provenance("temporary_months")
    assert found
    assert found.sources[0].code == "NHSA-2022-22"
    assert found.sources[0].number == "医保发〔2022〕22号"


def test_a_zero_of_the_city_wins_over_the_nations_ten(policies: None) -> None:
    zhuhai = resolve_filing_rule(region_code="440400", on=TODAY)
    assert zhuhai.value("drop_points_referral") == 0
    assert zhuhai.value("needs_filing_other") is False
    assert resolve_filing_rule(region_code="440100", on=TODAY).value("drop_points_referral") == 10


def test_unproven_filing_claims_are_only_shown(policies: None) -> None:
    rule = resolve_filing_rule(region_code="610600", on=TODAY, care_region_code="610100")
    found = rule.provenance("temporary_months")
    assert found
    assert found.code == "FR-CN"
    claims = {(claim.provenance.code, claim.label) for claim in rule.unverified}
    assert ("FR-SN-YA", "临时备案有效月数") in claims
    assert ("FR-CN-HEARSAY", "长期备案有效期") in claims


def test_a_rule_for_one_place_of_care_speaks_only_of_that_place(db: None) -> None:
    make_filing_rule("NATION", region="100000", temporary_months=6, review_days=5)
    make_filing_rule("CITY", temporary_months=12)
    make_filing_rule("TO-SHAANXI", care_region=make_place("610000"), temporary_months=9)
    make_place("610100")

    def months(care: str | None) -> int:
        rule = resolve_filing_rule(region_code="440100", on=TODAY, care_region_code=care)
        assert rule.value("review_days") == 5
        return int(rule.value("temporary_months"))

    assert months(None) == 12
    assert months("440000") == 12
    assert months("610100") == 9


def test_before_a_rule_was_in_force_nothing_is_said(policies: None) -> None:
    rule = resolve_filing_rule(region_code="130000", on=date(2022, 12, 31))
    assert rule.fields == {}
    assert rule.explanation.startswith("还没有河北省的备案规定")


def test_a_change_of_rule_takes_effect_on_its_day(db: None) -> None:
    make_filing_rule("OLD", temporary_months=6, valid_to=date(2025, 12, 31))
    make_filing_rule("NEW", temporary_months=12, valid_from=date(2026, 1, 1))
    months = [
        resolve_filing_rule(region_code="440100", on=day).value("temporary_months")
        for day in (date(2025, 12, 31), date(2026, 1, 1))
    ]
    assert months == [6, 12]


def test_an_answer_costs_three_queries_however_many_are_asked(
    policies: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    keys = [
        WindowKey(place, "RESIDENT", category, year)
        for place in ("440106", "410100", "110105", "610100", "510100")
        for category in ("ADULT", "STUDENT")
        for year in (2025, 2026, 2027)
    ]
    with django_assert_num_queries(3):
        answers = payment_windows_for(keys, on=TODAY)
    assert len(answers) == len(keys)
    with django_assert_num_queries(3):
        contribution_for(
            region_code="440106", scheme="RESIDENT", category="ADULT", coverage_year=2026, on=TODAY
        )
    with django_assert_num_queries(3):
        resolve_filing_rule(region_code="440106", on=TODAY, care_region_code="610100")


def test_many_answers_are_those_of_each(policies: None) -> None:
    keys = [WindowKey(place, "RESIDENT", "ADULT", 2026) for place in ("440106", "130800", "110105")]
    assert payment_windows_for(keys, on=TODAY) == {
        key: payment_window_for(
            region_code=key.region_code,
            scheme=key.scheme,
            category=key.category,
            coverage_year=key.coverage_year,
            on=TODAY,
        )
        for key in keys
    }


def test_an_unknown_place_is_an_error_that_names_it(policies: None) -> None:
    with pytest.raises(Region.DoesNotExist, match="999999"):
        resolve_filing_rule(region_code="999999", on=TODAY)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("广州", "440100"),
        ("4401", "440100"),
        ("西咸", "610100"),
        ("西咸新区", "610100"),
        ("广东省", "440000"),
    ],
)
def test_places_are_found_by_name_alias_and_code(policies: None, text: str, first: str) -> None:
    assert find_regions(text=text, limit=5)[0].code == first


def test_a_place_out_of_use_is_not_offered(policies: None) -> None:
    Region.objects.filter(code="440106").update(valid_to=date(2020, 1, 1))
    assert find_regions(text="天河", limit=5) == []
