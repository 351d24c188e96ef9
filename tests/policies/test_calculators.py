from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rest_framework.test import APIClient

from policies.calculators import BY_NAME, CALCULATORS
from policies.calculators.desk import jsonable
from policies.calculators.views import CalculatorLimits
from yibao_project import throttles

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "due_date_cases.yaml").read_text(encoding="utf-8")
)["cases"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def api() -> APIClient:
    return APIClient()


def ask(api: APIClient, rule: str, told: Any) -> Any:
    return api.post(f"/api/v1/calculators/{rule}", told)


def plain(facts: Any) -> Any:
    """As JSON would say it."""
    if isinstance(facts, dict):
        return {name: plain(value) for name, value in facts.items()}
    return [plain(each) for each in facts] if isinstance(facts, list) else jsonable(facts)


@pytest.mark.parametrize("nested", [False, True], ids=["flat", "under in"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_worked_answers_hold(api: APIClient, case: dict[str, Any], nested: bool) -> None:
    told = plain(case["in"])
    answer = ask(api, case["rule"], {"in": told} if nested else told)
    assert answer.status_code == 200, answer.json()
    body = answer.json()
    assert body["answer"] == plain(case["expect"])
    assert set(body) >= {"answer", "explanation", "sources", "confidence"}
    assert body["ignored"] == []
    assert body["explanation"].endswith("。")


VARIANTS: list[tuple[str, dict[str, Any], Any]] = [
    (
        "in_window_benefit",
        {"paid": "2026-01-15", "coverage_year": 2026, "spill": "next_day"},
        "2026-01-16",
    ),
    ("in_window_benefit", {"paid": "2025-12-31", "coverage_start": "2026-01-01"}, "2026-01-01"),
    ("in_window_benefit", {"paid": "2026-01-15", "coverage_start": "2026-01-01"}, None),
    ("late_wait", {"paid": "2026-03-15"}, "2026-06-15"),
    ("late_wait", {"paid": "2026-03-15", "missed": 3, "repaired": 1}, "2026-07-15"),
    ("late_wait", {"paid": "2026-03-15", "months": "3"}, "2026-06-15"),
    ("late_wait", {"paid": "2026-03-15", "convention": "next_month_first"}, "2026-07-01"),
    ("late_wait", {"paid": "2026-03-15", "wait_days": 90}, "2026-06-14"),
    ("late_wait", {"paid": "2025-12-30", "coverage_start": "2026-01-01"}, "2026-04-01"),
    ("late_wait", {"paid": "2026-10-05", "coverage_start": "2026-01-01"}, None),
    ("late_wait", {"paid": "2026-03-15", "coverage_end": None}, "2026-06-15"),
    ("late_wait_days", {"paid": "2027-01-15", "last_wait_day_excluded": False}, "2027-04-15"),
    ("late_wait_days", {"paid": "2026-11-15", "coverage_end": "2026-12-31"}, None),
    (
        "rejoin_wait",
        {"missed": 2, "counts_from": 1, "paid": "2026-11-01", "coverage_start": "2027-01-01"},
        {"months": 5, "benefit_start": "2027-06-01"},
    ),
    (
        "rejoin_wait",
        {
            "missed": 2,
            "variable_counts_from_missed_year": 1,
            "paid": "2026-11-01",
            "coverage_start": "2027-01-01",
        },
        {"months": 5, "benefit_start": "2027-06-01"},
    ),
    (
        "rejoin_wait",
        {"missed_years": [2023, 2024, 2025, 2026], "paid": "2026-11-01", "coverage_year": 2027},
        {"months": 4, "benefit_start": "2027-05-01"},
    ),
    (
        "rejoin_wait",
        {"missed": 10, "paid": "2036-11-01", "coverage_start": "2037-01-01"},
        {"months": 12, "benefit_start": None},
    ),
    (
        "rejoin_wait",
        {"missed": 1, "paid": "2027-02-10", "coverage_start": "2027-01-01"},
        {"months": 3, "benefit_start": "2027-05-10"},
    ),
    ("newborn_deadline", {"birth": "2026-08-31", "months": 6}, "2027-02-28"),
    (
        "newborn_start",
        {"birth": "2026-05-01", "paid": "2026-08-20", "days": 90, "late": "next_month"},
        "2026-09-01",
    ),
    (
        "newborn_start",
        {"birth": "2026-05-01", "paid": "2026-08-20", "days": 90, "late": "wait", "wait_days": 90},
        "2026-11-19",
    ),
    (
        "newborn_start",
        {"birth": "2026-05-01", "paid": "2026-08-20", "late": "wait", "wait_months": 3},
        "2026-11-20",
    ),
    (
        "newborn_start",
        {"birth": "2026-05-01", "paid": "2026-08-20", "days": 90, "late": "wait", "months": 3},
        "2026-11-20",
    ),
    ("newborn_start", {"birth": "2026-05-01", "paid": "2026-08-20"}, None),
    (
        "newborn_start",
        {
            "birth": "2025-01-01",
            "paid": "2026-01-01",
            "late": "next_day",
            "late_until_age_years": 1,
        },
        None,
    ),
    (
        "newborn_start",
        {
            "birth": "2026-05-01",
            "paid": "2026-12-31",
            "late": "next_day",
            "coverage_end": "2026-12-31",
        },
        None,
    ),
    (
        "newborn_plan",
        {"birth": "2026-10-15", "days": 90},
        [
            {
                "coverage_year": 2026,
                "pay_by": "2027-01-13",
                "covered_from": "2026-10-15",
                "covered_to": "2026-12-31",
            },
            {
                "coverage_year": 2027,
                "pay_by": "2027-01-13",
                "covered_from": "2027-01-01",
                "covered_to": "2027-12-31",
            },
        ],
    ),
    ("filing_last_valid", {"start": "2026-08-31", "end": "2026-10-31"}, "2026-10-31"),
    ("filing_covers", {"start": "2026-08-31", "months": 6, "admission": "2027-02-28"}, False),
    ("filing_covers", {"start": "2026-08-31", "admission": "2036-02-28"}, True),
    (
        "filing_covers",
        {"start": "2026-08-31", "last_valid": None, "admission": "2026-08-30"},
        False,
    ),
    ("filing_review", {"start": "2028-02-29"}, "2029-02-28"),
    ("next_review", {"start": "2028-02-29", "today": "2031-03-01"}, "2032-02-29"),
    (
        "emergency_calendar",
        {"admission": "2026-09-30", "days": 5, "unit": "workdays"},
        "2026-10-13",
    ),
    ("emergency_deadline", {"admission": "2026-09-30", "days": 3}, "2026-10-03"),
    ("emergency_calendar", {"admission": "2026-09-30"}, None),
    ("emergency_workdays", {"admission": "2026-02-13", "days": 1}, "2026-02-14"),
    ("debit", {"year": 2026, "month": 2, "day": 15}, "2026-02-15"),
    ("debit", {"year": 2026, "month": 2, "day": 15, "roll": "next_workday"}, "2026-02-24"),
    ("debit", {"year": 2026, "month": 2}, None),
    (
        "debit_reminders",
        {"year": 2026, "month": 2, "day": 15, "offsets": [3, 1]},
        ["2026-02-12", "2026-02-14"],
    ),
    ("flex_repair", {"year": 2026, "month": 12}, "2027-02-28"),
    ("job_loss_deadline", {"year": 2026, "month": 11}, "2027-02-28"),
    ("next_payable", {"today": "2026-12-27", "blackouts": [["12-26", "01-05"]]}, "2027-01-06"),
    (
        "next_payable",
        {
            "today": "2026-12-20",
            "monthly_days": [1, 25],
            "blackouts": [{"from": "12-20", "to": "12-31"}],
        },
        "2027-01-01",
    ),
    ("next_payable", {"today": "2026-12-20", "blackouts": [["01-01", "12-31"]]}, None),
    (
        "effective_close",
        {"close": "2024-12-31", "blackouts": [["2024-12-26", "2024-12-31"]]},
        "2024-12-25",
    ),
    ("last_payable", {"close": "2027-02-28", "monthly_days": [1, 25]}, "2027-02-25"),
    ("last_payable", {"close": "2024-12-31", "blackout": ["12-26", "12-31"]}, "2024-12-25"),
    ("last_payable", {"close": "2024-12-31", "blackouts": []}, "2024-12-31"),
    (
        "last_payable",
        {"opens_on": "2026-12-26", "closes_on": "2026-12-31", "blackouts": [["12-26", "12-31"]]},
        None,
    ),
    ("offsets", {"due": "2026-03-01"}, ["2026-01-30", "2026-02-22", "2026-02-28", "2026-03-01"]),
    ("incentive", {"step": 3000, "times": 25, "ceiling": 300000}, 60000),
    ("incentive", {"step": 3800, "continuous_years": 6, "ceiling": 300000}, 7600),
    (
        "incentive",
        {
            "step": 1000,
            "zero_claim_step": 2000,
            "times": 1,
            "zero_claim_years": 2,
            "ceiling": 300000,
        },
        5000,
    ),
    ("incentive", {"times": 2, "ceiling": 300000}, None),
    (
        "benefit_start",
        {"paid": "2025-12-10", "coverage_year": 2026, "closes_on": "2025-12-20"},
        "2026-01-01",
    ),
    (
        "benefit_start",
        {"paid": "2025-12-10", "coverage_year": 2026, "closes_on": "2025-12-20", "missed": 1},
        "2026-04-01",
    ),
    (
        "benefit_start",
        {"paid": "2026-03-15", "coverage_year": 2026, "in_window": False, "exempt": True},
        "2026-03-16",
    ),
    (
        "benefit_start",
        {"paid": "2026-12-31", "coverage_year": 2026, "in_window": False, "exempt": True},
        None,
    ),
    ("benefit_start", {"paid": "2026-03-15", "coverage_year": 2026}, None),
    (
        "contribution",
        {"standard": 400, "subsidy": 700, "help_ratio": 0.6},
        {"self_pay": 160, "helped": 240, "subsidy": 700},
    ),
    (
        "contribution",
        {"standard": 400, "full": True},
        {"self_pay": 0, "helped": 400, "subsidy": None},
    ),
    ("contribution", {}, None),
    (
        "employee_monthly",
        {"base": 6733, "individual_rate": 0.005},
        {"base": 6733, "individual": 33.67, "employer": None},
    ),
    (
        "employee_monthly",
        {"wage": 40000, "floor": 6236, "ceiling": 31179, "employer_rate": 0.095},
        {"base": 31179, "individual": 623.58, "employer": 2962.01},
    ),
    ("lifetime_years", {"gender": "男", "male": 30, "female": 25, "actual": 20.5}, 9.5),
    ("lifetime_years", {"gender": "female", "male": 30, "female": 25, "actual": 25}, 0),
    ("lifetime_years", {"gender": "female", "actual": 25}, None),
    (
        "reimbursement",
        {"eligible": 10000, "deductible": 800, "ratio": 0.7, "drop_points": 10},
        {"fund": 5520, "self_pay": 4480},
    ),
    ("reimbursement", {"eligible": 10000, "ratio": 0.7}, None),
    ("reimbursement", {"eligible": 9, "ratio": 0.7, "deductible": 1, "care": "unfiled"}, None),
    ("repair_cost", {"years": 3, "standard": 400.5}, 1201.5),
    ("repair_cost", {"years": 3}, None),
]


@pytest.mark.parametrize(
    ("rule", "told", "answer"), VARIANTS, ids=[f"{each[0]}-{i}" for i, each in enumerate(VARIANTS)]
)
def test_conventions_may_be_left_out_or_told_differently(
    api: APIClient, rule: str, told: dict[str, Any], answer: Any
) -> None:
    found = ask(api, rule, told)
    assert found.status_code == 200, found.json()
    body = found.json()
    assert body["answer"] == answer, body["explanation"]
    assert body["ignored"] == []
    assert body["explanation"].endswith("。")


ODD: list[tuple[str, Any, list[str]]] = [
    ("late_wait", {}, ["paid"]),
    ("late_wait", {"paid": None}, ["paid"]),
    ("late_wait", {"paid": ""}, ["paid"]),
    ("late_wait", {"paid": "2026-02-30"}, ["paid"]),
    ("late_wait", {"paid": "明天"}, ["paid"]),
    ("late_wait", {"paid": 20260315}, ["paid"]),
    ("late_wait", {"paid": ["2026-03-15"]}, ["paid"]),
    ("late_wait", {"paid": {}}, ["paid"]),
    ("late_wait", {"paid": "1999-12-31"}, ["paid"]),
    ("late_wait", {"paid": "9999-12-31"}, ["paid"]),
    ("late_wait", {"paid": "2026-03-15", "months": -1}, ["months"]),
    ("late_wait", {"paid": "2026-03-15", "months": 10**30}, ["months"]),
    ("late_wait", {"paid": "2026-03-15", "months": 1.5}, ["months"]),
    ("late_wait", {"paid": "2026-03-15", "months": True}, ["months"]),
    ("late_wait", {"paid": "2026-03-15", "months": "许多"}, ["months"]),
    ("late_wait", {"paid": "x", "months": "y"}, ["paid", "months"]),
    ("late_wait", {"paid": "2026-03-15", "missed": 1, "repaired": 2}, ["repaired"]),
    (
        "late_wait",
        {"paid": "2026-03-15", "coverage_start": "2026-01-01", "coverage_end": "2025-12-31"},
        ["coverage_end"],
    ),
    ("late_wait_days", {"paid": "2026-03-15", "days": 99999}, ["days"]),
    ("rejoin_wait", {"missed": 1, "paid": "2026-03-15"}, ["coverage_start"]),
    ("rejoin_wait", {"paid": "2026-03-15", "coverage_year": 2026}, ["missed"]),
    (
        "rejoin_wait",
        {"missed": 1, "paid": "2026-03-15", "coverage_year": 2026, "coverage_start": "2027-01-01"},
        ["coverage_year"],
    ),
    ("in_window_benefit", {"paid": "2026-03-15", "coverage_year": 2026, "spill": "x"}, ["spill"]),
    ("in_window_benefit", {"paid": "2026-03-15", "coverage_year": 2026, "spill": []}, ["spill"]),
    ("newborn_start", {"birth": "2026-05-01", "paid": "2026-04-30"}, ["paid"]),
    ("newborn_start", {"birth": "2026-05-01", "paid": "2026-08-30", "late": "later"}, ["late"]),
    ("newborn_deadline", {"birth": "2026-05-01", "days": 0}, ["days"]),
    ("filing_last_valid", {"start": "2026-05-01", "end": "2026-04-30"}, ["end"]),
    (
        "filing_covers",
        {"start": "2026-05-01", "last_valid": "2026-04-30", "admission": "2026-05-01"},
        ["last_valid"],
    ),
    ("debit", {"year": 2026, "month": 13, "day": 1}, ["month"]),
    ("debit", {"year": 2026, "month": 0, "day": 1}, ["month"]),
    ("debit", {"year": 12345, "month": 1, "day": 1}, ["year"]),
    ("debit", {"year": 2026, "month": 1, "day": 32}, ["day"]),
    ("debit", {"year": 2026, "month": 1, "day": 1, "roll": "maybe"}, ["roll"]),
    ("debit", {"year": 2026, "month": 1, "day": 1, "roll": []}, ["roll"]),
    ("offsets", {"due": "2026-05-01", "offsets": 30}, ["offsets"]),
    ("offsets", {"due": "2026-05-01", "offsets": ["x"]}, ["offsets"]),
    ("offsets", {"due": "2026-05-01", "offsets": [1] * 61}, ["offsets"]),
    ("offsets", {"due": "2026-05-01", "offsets": [99999]}, ["offsets"]),
    ("next_payable", {"today": "2026-05-01", "monthly_days": [25, 1]}, ["monthly_days"]),
    ("next_payable", {"today": "2026-05-01", "monthly_days": [1]}, ["monthly_days"]),
    ("next_payable", {"today": "2026-05-01", "blackouts": [["12-26"]]}, ["blackouts"]),
    ("next_payable", {"today": "2026-05-01", "blackouts": [["02-30", "03-01"]]}, ["blackouts"]),
    ("next_payable", {"today": "2026-05-01", "blackouts": "12-26"}, ["blackouts"]),
    ("last_payable", {"closes_on": "2026-05-01", "opens_on": "2026-05-02"}, ["opens_on"]),
    ("last_payable", {"closes_on": "2026-05-01", "opens_on": "2006-05-02"}, ["opens_on"]),
    ("incentive", {"step": -1, "times": 1, "ceiling": 1}, ["step"]),
    ("incentive", {"step": 1, "ceiling": 1}, ["times"]),
    ("incentive", {"step": "Infinity", "times": 1, "ceiling": 1}, ["step"]),
    ("incentive", {"step": "NaN", "times": 1, "ceiling": 1}, ["step"]),
    ("incentive", {"step": 1e300, "times": 1, "ceiling": 1}, ["step"]),
    ("incentive", {"step": True, "times": 1, "ceiling": 1}, ["step"]),
    ("contribution", {"standard": 400, "pays": 500}, ["pays"]),
    ("contribution", {"standard": 400, "help_ratio": 60}, ["help_ratio"]),
    ("employee_monthly", {"wage": 1, "floor": 2, "ceiling": 1}, ["ceiling"]),
    ("lifetime_years", {"actual": 1}, ["gender"]),
    ("lifetime_years", {"required": 30, "actual": 1, "local_actual": 2}, ["local_actual"]),
    ("late_wait", {"in": []}, ["in"]),
    ("late_wait", [], ["non_field_errors"]),
    ("late_wait", "2026-03-15", ["non_field_errors"]),
    ("late_wait", None, ["non_field_errors"]),
]


@pytest.mark.parametrize(
    ("rule", "told", "fields"), ODD, ids=[f"{each[0]}-{i}" for i, each in enumerate(ODD)]
)
def test_what_makes_no_sense_is_refused_with_a_plain_sentence_for_each_field(
    api: APIClient, rule: str, told: Any, fields: list[str]
) -> None:
    refusal = api.post(
        f"/api/v1/calculators/{rule}", json.dumps(told), content_type="application/json"
    )
    assert refusal.status_code == 400, refusal.json()
    body = refusal.json()
    assert body["code"] == "invalid"
    assert sorted(body["fields"]) == sorted(fields)
    assert all(sentence[0] > "\u4e00" or "。" in sentence for sentence in sentences(body["fields"]))


def sentences(told: Any) -> list[str]:
    if isinstance(told, str):
        return [told]
    parts = told.values() if isinstance(told, dict) else told
    return [sentence for part in parts for sentence in sentences(part)]


@pytest.mark.parametrize("rule", ["unknown", "LATE_WAIT", "%00", "x" * 5000, "晚缴", "__class__"])
def test_an_unknown_calculation_is_not_found_and_the_known_ones_are_named(
    api: APIClient, rule: str
) -> None:
    refusal = ask(api, rule, {})
    assert refusal.status_code == 404
    body = refusal.json()
    assert body["code"] == "not_found"
    assert all(known in body["message"] for known in CALCULATORS)
    assert "x" * 100 not in body["message"]


def test_what_a_calculation_does_not_know_is_ignored_and_said(api: APIClient) -> None:
    body = ask(api, "next_day", {"paid": "2025-03-15", "colour": "red"}).json()
    assert (body["answer"], body["ignored"]) == ("2025-03-16", ["colour"])


def test_a_year_without_announced_holidays_is_told_as_uncertain(api: APIClient) -> None:
    sure = ask(api, "emergency_workdays", {"admission": "2026-09-30", "days": 3}).json()
    assert not sure["needs_check"]
    guess = ask(api, "emergency_workdays", {"admission": "2035-09-28", "days": 3}).json()
    assert (guess["answer"], guess["needs_check"]) == ("2035-10-03", True)
    assert "还没有公布放假安排" in guess["explanation"]
    assert ask(api, "debit", {"year": 2035, "month": 9, "day": 30, "roll": True}).json()[
        "needs_check"
    ]
    assert not ask(api, "debit", {"year": 2035, "month": 9, "day": 30}).json()["needs_check"]


def test_without_a_rule_there_is_no_answer_but_a_number_to_call(api: APIClient) -> None:
    body = ask(api, "emergency_calendar", {"admission": "2026-09-30"}).json()
    assert (body["answer"], body["needs_check"]) == (None, True)
    assert "12393" in body["explanation"]
    assert "待核实" in body["explanation"]


def test_every_calculation_is_listed_with_its_facts_and_an_example_that_works(
    api: APIClient,
) -> None:
    listed = api.get("/api/v1/calculators").json()["results"]
    assert [entry["rule"] for entry in listed] == list(CALCULATORS)
    for entry in listed:
        answer = ask(api, entry["rule"], entry["example"])
        assert answer.json()["answer"] == entry["answer"]
        assert entry["answer"] is not None
        names = {fact["name"] for fact in entry["facts"]}
        assert set(entry["example"]) <= names
        assert all(fact["title"] and "：" in fact["help"] for fact in entry["facts"])


def test_no_name_means_two_calculations() -> None:
    names = [name for each in CALCULATORS.values() for name in (each.rule, *each.names)]
    assert len(names) == len(set(names)) == len(BY_NAME)


def test_no_spelling_hides_a_fact() -> None:
    for calculator in CALCULATORS.values():
        assert not set(calculator.spellings) & set(calculator.all_facts)
        assert set(calculator.spellings.values()) <= set(calculator.all_facts)


def test_calculations_are_throttled(api: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttles, "limit_of", lambda scope: (2, 60))
    answers = [ask(api, "next_day", {"paid": "2025-03-15"}).status_code for _ in range(3)]
    assert answers == [200, 200, 429]


odd_values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 40),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    st.dates(date(1990, 1, 1), date(2110, 1, 1)).map(str),
    st.dates(date(2025, 1, 1), date(2027, 12, 31)).map(str),
    st.lists(st.integers(-1, 40) | st.text(max_size=3), max_size=3),
    st.lists(st.lists(st.sampled_from(["12-26", "12-31", "02-29", "x"]), max_size=3), max_size=2),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
    st.sampled_from(["next_day", "next_month_first", "wait", "male", "true", "workdays"]),
)


@st.composite
def askings(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """Any calculation, its example bent in up to three places."""
    calculator = draw(st.sampled_from(list(CALCULATORS.values())))
    names = st.sampled_from([*calculator.all_facts, *calculator.spellings])
    bent = draw(st.dictionaries(names | st.text(max_size=4), odd_values, max_size=3))
    return calculator.rule, {**calculator.example, **bent}


@settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(asking=askings())
def test_whatever_is_asked_is_answered_or_refused_but_never_breaks(
    api: APIClient, monkeypatch: pytest.MonkeyPatch, asking: tuple[str, dict[str, Any]]
) -> None:
    monkeypatch.setattr(CalculatorLimits, "allow_request", lambda *_: True)
    rule, told = asking
    answer = api.post(
        f"/api/v1/calculators/{rule}", json.dumps(told), content_type="application/json"
    )
    body = answer.json()
    if answer.status_code == 200:
        assert body["explanation"].endswith("。")
    else:
        assert answer.status_code == 400, body
        assert body["code"] in ("invalid", "malformed")
        assert body["message"]


def test_the_schema_describes_every_calculation() -> None:
    schema = SchemaGenerator().get_schema(public=True)  # type: ignore[no-untyped-call]
    operation = schema["paths"]["/api/v1/calculators/{rule}"]["post"]
    content = operation["requestBody"]["content"]["application/json"]
    assert len(content["examples"]) == len(CALCULATORS)
    told = schema["components"]["schemas"]["CalculatorFactsRequest"]["anyOf"]
    assert len(told) == len(CALCULATORS)
    assert operation["security"] == [{}]
