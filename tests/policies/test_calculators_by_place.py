"""Calculators that take their conventions from the product's own policies."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from policies.calculators import CALCULATORS
from policies.calculators.views import CalculatorLimits
from policies.models import Holiday, HolidayKind, WaitingRule

pytestmark = pytest.mark.usefixtures("policies", "season")

GUANGZHOU, BEIJING, CHENGDU, NATION = "440100", "110000", "510100", "100000"


def ask(rule: str, **told: Any) -> Any:
    answer = APIClient().post(f"/api/v1/calculators/{rule}", told)
    assert answer.status_code == 200, answer.json()
    return answer.json()


ANSWERS: list[tuple[str, dict[str, Any], Any, str | None, list[str]]] = [
    ("late_wait", {"paid": "2026-03-15", "region": GUANGZHOU}, "2026-06-15", "B", ["WR-CN"]),
    ("late_wait", {"paid": "2026-03-15", "region": CHENGDU}, "2026-06-14", "C", ["WR-CD"]),
    ("late_wait_days", {"paid": "2026-03-15", "region": CHENGDU}, "2026-06-14", "C", ["WR-CD"]),
    ("late_wait_days", {"paid": "2026-03-15", "region": GUANGZHOU}, None, "U", []),
    ("last_payable", {"coverage_year": 2025, "region": CHENGDU}, "2025-02-28", "C", ["PW-CD-2025"]),
    ("last_payable", {"close": "2024-12-31", "region": CHENGDU}, "2024-12-25", "C", ["PW-CD-2025"]),
    ("last_payable", {"close": "2025-12-20", "region": GUANGZHOU}, "2025-12-20", None, []),
    ("last_payable", {"coverage_year": 2027, "region": GUANGZHOU}, None, "U", []),
    ("next_payable", {"today": "2024-12-28", "region": CHENGDU}, "2025-01-01", "C", ["PW-CD-2025"]),
    ("next_payable", {"today": "2026-12-28", "region": GUANGZHOU}, None, "U", []),
    ("flex_suspend", {"year": 2026, "month": 9, "region": GUANGZHOU}, None, "U", []),
    ("flex_suspend", {"year": 2026, "month": 9, "region": "430100"}, "2026-10-01", "C", ["FX-CS"]),
    (
        "newborn_start",
        {"birth": "2025-01-01", "paid": "2026-06-01", "region": BEIJING},
        None,
        "C",
        ["NB-BJ"],
    ),
    (
        "benefit_start",
        {"paid": "2026-03-15", "coverage_year": 2026, "region": GUANGZHOU, "category": "VETERAN"},
        "2026-04-01",
        "C",
        ["WR-CN", "WR-GZ"],
    ),
    (
        "rejoin_wait",
        {"missed": 2, "paid": "2026-11-01", "coverage_year": 2027, "region": GUANGZHOU},
        {"months": 4, "benefit_start": "2027-05-01"},
        "B",
        ["WR-CN"],
    ),
    (
        "in_window_benefit",
        {"paid": "2026-02-10", "coverage_year": 2026, "region": BEIJING},
        "2026-01-01",
        "A",
        ["PW-BJ-2026"],
    ),
    (
        "in_window_benefit",
        {"paid": "2025-12-21", "coverage_year": 2026, "region": GUANGZHOU},
        None,
        "A",
        ["PW-GZ-2026-O"],
    ),
    (
        "benefit_start",
        {"paid": "2025-12-10", "coverage_year": 2026, "region": GUANGZHOU, "category": "STUDENT"},
        "2026-01-01",
        "A",
        ["PW-GZ-2026-S"],
    ),
    (
        "benefit_start",
        {"paid": "2026-03-10", "coverage_year": 2026, "region": GUANGZHOU},
        "2026-06-10",
        "B",
        ["PW-GZ-2026-O", "WR-CN"],
    ),
    (
        "benefit_start",
        {
            "paid": "2026-03-10",
            "coverage_year": 2026,
            "region": GUANGZHOU,
            "category": "EXTREME_POVERTY",
        },
        "2026-04-01",
        "C",
        ["WR-CN", "WR-GZ"],
    ),
    (
        "benefit_start",
        {"paid": "2026-03-10", "coverage_year": 2026, "region": CHENGDU},
        None,
        "U",
        [],
    ),
    (
        "newborn_deadline",
        {"birth": "2026-07-10", "region": GUANGZHOU},
        "2027-01-06",
        "A",
        ["NB-GZ"],
    ),
    ("newborn_deadline", {"birth": "2026-07-10", "region": "140000"}, None, "U", []),
    (
        "newborn_start",
        {"birth": "2026-05-01", "paid": "2026-08-20", "region": "610100"},
        "2026-09-01",
        "B",
        ["NB-XA"],
    ),
    (
        "newborn_start",
        {"birth": "2026-05-01", "paid": "2026-05-20", "region": CHENGDU},
        "2026-05-01",
        "C",
        ["NB-CD"],
    ),
    (
        "filing_last_valid",
        {"start": "2026-08-31", "region": GUANGZHOU},
        "2027-02-27",
        "A",
        ["FR-CN"],
    ),
    ("filing_unlock", {"start": "2026-08-31", "region": GUANGZHOU}, "2027-02-28", "A", ["FR-CN"]),
    (
        "emergency_deadline",
        {"admission": "2026-09-30", "region": "500109"},
        "2026-10-13",
        "B",
        ["EF-BB"],
    ),
    ("emergency_calendar", {"admission": "2026-09-30", "region": GUANGZHOU}, None, "U", []),
    ("debit", {"year": 2026, "month": 2, "region": GUANGZHOU}, None, "U", []),
    (
        "flex_repair_deadline",
        {"year": 2026, "month": 9, "region": "430100"},
        "2026-11-30",
        "C",
        ["FX-CS"],
    ),
    ("flex_repair_deadline", {"year": 2026, "month": 9, "region": GUANGZHOU}, None, "U", []),
    (
        "job_loss_deadline",
        {"year": 2026, "month": 8, "region": GUANGZHOU},
        "2026-11-30",
        "B",
        ["FX-LEAVE"],
    ),
    (
        "incentive",
        {"times": 2, "ceiling": 300000, "region": GUANGZHOU},
        7600,
        "A",
        ["IN-GD", "IN-CN"],
    ),
    ("incentive", {"times": 2, "region": GUANGZHOU}, None, "U", []),
    (
        "contribution",
        {"coverage_year": 2026, "region": GUANGZHOU, "category": "STUDENT"},
        {"self_pay": 413, "helped": 0, "subsidy": 956},
        "A",
        ["CS-GZ-2026-S"],
    ),
    (
        "contribution",
        {
            "coverage_year": 2026,
            "region": GUANGZHOU,
            "category": "EXTREME_POVERTY",
            "paid_as": "ADULT",
        },
        {"self_pay": 0, "helped": 549, "subsidy": 820},
        "A",
        ["CS-GZ-2026-O", "SP-GZ"],
    ),
    (
        "contribution",
        {"coverage_year": 2026, "region": "141100", "category": "DIBAO"},
        {"self_pay": 80, "helped": None, "subsidy": None},
        "B",
        ["SP-LL-DIBAO"],
    ),
    (
        "contribution",
        {"coverage_year": 2026, "region": "130000", "category": "DIBAO", "standard": 400},
        None,
        "A",
        ["SP-HEB-QUOTA"],
    ),
    ("contribution", {"coverage_year": 2026, "region": "130000"}, None, "U", []),
    (
        "contribution",
        {"standard": 400, "region": "360100", "category": "ELDER", "age": 69},
        {"self_pay": 400, "helped": 0, "subsidy": None},
        None,
        [],
    ),
    (
        "contribution",
        {"standard": 400, "region": "360100", "category": "ELDER", "age": 72},
        {"self_pay": 0, "helped": 400, "subsidy": None},
        "C",
        ["SP-JX-ELDER"],
    ),
    ("employee_monthly", {"wage": 5000, "region": GUANGZHOU}, None, "U", []),
    ("lifetime_years", {"gender": "male", "actual": 20, "region": BEIJING}, 5, "C", ["LY-BJ"]),
    ("lifetime_years", {"gender": "male", "actual": 20, "region": "411300"}, None, "U", []),
    (
        "lifetime_years",
        {"gender": "male", "actual": 20, "region": "440400", "plan": "with_account"},
        1,
        "C",
        ["LY-ZH"],
    ),
    (
        "lifetime_years",
        {"gender": "male", "actual": 20, "region": "440400", "on": "2025-06-01"},
        None,
        "U",
        [],
    ),
    *(
        (
            "reimbursement",
            {
                "eligible": 10000,
                "deductible": 1000,
                "ratio": 0.7,
                "region": region,
                "care": care,
                "on": "2026-03-01",
            },
            {"fund": fund, "self_pay": 10000 - fund} if fund is not None else None,
            confidence,
            rules,
        )
        for region, care, fund, confidence, rules in [
            (GUANGZHOU, "home", 6300, None, []),
            (GUANGZHOU, "long_term", 6300, "A", ["FR-CN"]),
            (GUANGZHOU, "referral", 5400, "A", ["FR-CN"]),
            (GUANGZHOU, "other", 4500, "A", ["FR-CN"]),
            (GUANGZHOU, "unfiled", None, "U", []),
            ("360100", "other", 4900, "B", ["FR-JX"]),  # a share, not points as well
            ("360100", "unfiled", 4900, "B", ["FR-JX"]),
        ]
    ),
    (
        "repair_cost",
        {"years": 2, "coverage_year": 2026, "paid_as": "ADULT", "region": GUANGZHOU},
        1098,
        "A",
        ["CS-GZ-2026-O", "WR-CN"],
    ),
    ("repair_cost", {"years": 2, "coverage_year": 2027, "region": GUANGZHOU}, None, "U", []),
    (
        "reimbursement",
        {
            "eligible": 10000,
            "region": "330100",
            "kind": "inpatient",
            "hospital_level": "third",
            "on": "2026-03-01",
        },
        {"fund": 6440, "self_pay": 3560},
        "B",
        ["RT-HZ-IP", "RT-HZ-IP-3"],
    ),
    (
        "reimbursement",
        {
            "eligible": 10000,
            "region": "442000",
            "kind": "inpatient",
            "hospital_level": "third",
            "scheme": "EMPLOYEE",
        },
        None,
        "U",
        [],
    ),
]


def test_the_policy_of_a_place_tells_what_the_asker_does_not() -> None:
    """One test for the whole table: loading the product's policies costs more than asking."""
    for rule, told, answer, confidence, rows in ANSWERS:
        body = ask(rule, **told)
        found = [row["code"] for row in body["rules"]]
        case = (rule, told, body["explanation"])
        assert (body["answer"], body["confidence"]) == (answer, confidence), case
        assert sorted(found) == sorted(rows), case
        assert body["needs_check"] or confidence in (None, "A", "B"), case
        assert bool(body["sources"]) is bool(rows), case
        assert body["explanation"].endswith("。"), case


def test_what_the_asker_tells_goes_before_the_policy() -> None:
    body = ask("newborn_deadline", birth="2026-07-10", region=GUANGZHOU, days=90)
    assert (body["answer"], body["confidence"], body["rules"]) == ("2026-10-08", None, [])


def test_an_answer_cites_its_source_and_doubts_it_where_it_has_to() -> None:
    sure = ask("newborn_deadline", birth="2026-07-10", region=GUANGZHOU)
    assert sure["sources"][0]["code"] == "GZ-2025-1017"
    assert sure["explanation"].endswith(f"来自《{sure['sources'][0]['title']}》。")
    doubtful = ask("late_wait", paid="2026-03-15", region=CHENGDU)
    assert doubtful["explanation"].endswith("待核实，请以本地公告为准。")


def test_an_unproven_claim_is_shown_and_never_computed_with() -> None:
    body = ask("employee_monthly", wage=5000, region=GUANGZHOU)
    assert body["answer"] is None
    assert {claim["name"] for claim in body["unverified"]} == {
        "floor",
        "ceiling",
        "individual_percent",
    }
    assert {claim["provenance"]["confidence"] for claim in body["unverified"]} == {"D"}
    assert "12393" in body["explanation"]


def test_the_rule_of_the_day_of_payment_is_asked_unless_another_day_is_named() -> None:
    WaitingRule.objects.filter(code="WR-CN").update(valid_from=date(2026, 3, 1))
    assert ask("late_wait", paid="2026-02-28", region=NATION)["answer"] is None
    assert ask("late_wait", paid="2026-03-01", region=NATION)["answer"] == "2026-06-01"
    named = ask("late_wait", paid="2026-02-28", region=NATION, on="2026-03-01")
    assert named["answer"] == "2026-05-28"


def test_an_unknown_place_is_refused() -> None:
    odd: list[Any] = ["999999", "44010", "４４０１００", 440100.5, []]
    for region in odd:
        refusal = APIClient().post(
            "/api/v1/calculators/late_wait", {"paid": "2026-03-15", "region": region}
        )
        assert refusal.status_code == 400
        assert list(refusal.json()["fields"]) == ["region"]


def test_a_newborn_is_sent_to_the_calculator_that_knows_birthdays() -> None:
    told = {"paid": "2026-03-15", "coverage_year": 2026, "region": NATION, "category": "NEWBORN"}
    refusal = APIClient().post("/api/v1/calculators/benefit_start", told)
    assert (refusal.status_code, list(refusal.json()["fields"])) == (400, ["category"])
    assert "newborn_start" in refusal.json()["fields"]["category"][0]


def test_days_that_people_enter_change_the_working_days() -> None:
    asked = {"admission": "2027-02-05", "days": 1}
    guess = ask("emergency_workdays", **asked)
    assert (guess["answer"], guess["needs_check"]) == ("2027-02-08", True)
    Holiday.objects.create(day=date(2027, 2, 8), kind=HolidayKind.HOLIDAY, name="春节")
    Holiday.objects.create(day=date(2027, 2, 6), kind=HolidayKind.MAKE_UP_WORKDAY)
    sure = ask("emergency_workdays", **asked)
    assert (sure["answer"], sure["needs_check"]) == ("2027-02-06", False)
    Holiday.objects.create(day=date(2026, 10, 10), kind=HolidayKind.HOLIDAY)
    assert ask("emergency_workdays", admission="2026-09-30", days=3)["answer"] == "2026-10-12"


def test_the_documented_answer_is_the_real_one() -> None:
    path = settings.BASE_DIR / "docs" / "examples" / "calculator.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    rule = told["request"]["path"].rsplit("/", 1)[1]
    answer = ask(rule, **told["request"]["body"])
    assert answer == told["response"]


@pytest.mark.parametrize(
    ("rule", "told", "queries"),
    [
        ("next_day", {"paid": "2025-03-15"}, 0),
        ("emergency_workdays", {"admission": "2026-09-30", "days": 3}, 1),
        ("late_wait", {"paid": "2026-03-15", "region": GUANGZHOU}, 3),
        (
            "benefit_start",
            {"paid": "2026-03-10", "coverage_year": 2026, "region": GUANGZHOU},
            6,
        ),
        ("contribution", {"coverage_year": 2026, "region": GUANGZHOU}, 6),
    ],
)
def test_an_answer_costs_a_fixed_number_of_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
    rule: str,
    told: dict[str, Any],
    queries: int,
) -> None:
    with django_assert_num_queries(queries):
        ask(rule, **told)


@hypothesis_settings(
    deadline=None,  # a busy machine proves nothing
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    rule=st.sampled_from(sorted(CALCULATORS)),
    region=st.sampled_from([GUANGZHOU, BEIJING, CHENGDU, NATION, "140000", "130000", "440400"]),
    category=st.sampled_from(["ADULT", "STUDENT", "ELDER", "DIBAO", "NEWBORN"]),
    told=st.sets(st.integers(0, 20)),
)
def test_every_place_answers_or_refuses_every_question(
    monkeypatch: pytest.MonkeyPatch, rule: str, region: str, category: str, told: set[int]
) -> None:
    monkeypatch.setattr(CalculatorLimits, "allow_request", lambda *_: True)
    example = CALCULATORS[rule].example
    facts = {name: example[name] for number, name in enumerate(example) if number in told}
    answer = APIClient().post(
        f"/api/v1/calculators/{rule}", {"region": region, "category": category, **facts}
    )
    assert answer.status_code in (200, 400), answer.json()
    if answer.status_code == 200:
        body = answer.json()
        assert body["confidence"] in (None, "A", "B", "C", "U")
        assert body["explanation"].endswith("。")
