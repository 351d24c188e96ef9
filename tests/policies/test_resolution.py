"""Every kind of rule for one resident: field by field, in few queries, and never out of date."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from pytest_django import DjangoAssertNumQueries

from policies.answers import ResidentRules, Resolution
from policies.models import (
    INHERITED,
    RULES,
    ChannelCalendar,
    Contribution,
    EmergencyFilingRule,
    EmployeeBase,
    IncentiveRule,
    InheritedRule,
    LifetimeYearsRule,
    NewbornRule,
    ParticipationSubsidy,
    PaymentWindow,
    Region,
    ReimbursementTier,
    Rule,
    Source,
    WaitingRule,
)
from policies.published import rules_of
from policies.selectors import resolve, resolve_all
from tests.policies.factories import make_place, make_source

TODAY = date(2025, 11, 20)


def make(kind: type[Rule], code: str, /, *, region: str = "440100", **facts: Any) -> Any:
    row = kind(
        code=code,
        region=make_place(region),
        **{"status": "published", "confidence": "A", **facts},
    )
    row.full_clean()
    row.save()
    row.sources.add(make_source())
    return row


def everything(
    region: str = "440100", scheme: str = "RESIDENT", category: str = "ADULT", on: date = TODAY
) -> ResidentRules:
    return resolve_all(region_code=region, scheme=scheme, category=category, on=on)


def only(found: ResidentRules, section: str, /, **case: Any) -> Resolution:
    (one,) = [
        rule
        for rule in found.rules
        if rule.kind == section and {part.name: part.value for part in rule.case} == case
    ]
    return one


# Kind, place, day, case; field, value, row it comes from.
ANSWERS: list[tuple[type[InheritedRule], str, date, dict[str, Any], str, Any, str | None]] = [
    (WaitingRule, "440100", TODAY, {"scheme": "RESIDENT"}, "fixed_months", 3, "WR-CN"),
    (WaitingRule, "440100", TODAY, {"scheme": "RESIDENT"}, "transfer_within_months", 3, "WR-GZ"),
    (WaitingRule, "440100", TODAY, {"scheme": "FLEXIBLE"}, "fixed_months", None, None),
    (WaitingRule, "440100", date(2024, 12, 31), {"scheme": "RESIDENT"}, "fixed_months", None, None),
    (WaitingRule, "110000", date(2026, 2, 28), {"scheme": "RESIDENT"}, "fixed_months", 3, "WR-CN"),
    (WaitingRule, "110000", date(2026, 3, 1), {"scheme": "RESIDENT"}, "fixed_months", 3, "WR-BJ"),
    (WaitingRule, "510100", TODAY, {"scheme": "RESIDENT"}, "wait_days", 90, "WR-CD"),
    (WaitingRule, "510100", TODAY, {"scheme": "RESIDENT"}, "start_convention", "days", "WR-CD"),
    # An amount of the province is not an amount of the city.
    (WaitingRule, "130000", date(2026, 7, 1), {"scheme": "RESIDENT"}, "full_price_amount", 1100, "WR-HEB"),
    (WaitingRule, "130800", date(2026, 7, 1), {"scheme": "RESIDENT"}, "full_price_amount", None, None),
    (WaitingRule, "130800", date(2026, 7, 1), {"scheme": "RESIDENT"}, "fixed_months", 3, "WR-HEB"),
    (NewbornRule, "440106", TODAY, {}, "within_days", 180, "NB-GZ"),
    (NewbornRule, "440300", TODAY, {}, "within_days", 90, "NB-CN"),
    # Shanxi's time limit is disputed: the nation's is not taken in its stead.
    (NewbornRule, "141100", TODAY, {}, "within_days", None, None),
    (NewbornRule, "141100", TODAY, {}, "in_time_start", "birth", "NB-CN"),
    # Henan's row is an unproven claim: it neither answers nor hides the nation's.
    (NewbornRule, "410100", TODAY, {}, "late_start", None, None),
    (NewbornRule, "410100", TODAY, {}, "within_days", 90, "NB-CN"),
    (ParticipationSubsidy, "141100", TODAY, {"category": "DIBAO", "coverage_year": 2026}, "individual_pays", 80, "SP-LL-DIBAO"),
    (ParticipationSubsidy, "141100", TODAY, {"category": "ORPHAN", "coverage_year": 2026}, "help", "full", "SP-LL"),
    (ParticipationSubsidy, "141100", TODAY, {"category": "DIBAO", "coverage_year": 2027}, "individual_pays", None, None),
    (ParticipationSubsidy, "141100", TODAY, {"category": "DIBAO", "coverage_year": 2027}, "help", "quota", "SP-CN-QUOTA"),
    (ParticipationSubsidy, "141100", TODAY, {"category": "ADULT"}, "help", None, None),
    (ParticipationSubsidy, "610100", TODAY, {"category": "DIBAO"}, "individual_pays", None, None),
    # Guangdong's step holds in the whole province; the nation's is only the least.
    (IncentiveRule, "440106", TODAY, {}, "step", 3800, "IN-GD"),
    (IncentiveRule, "330100", TODAY, {}, "step", None, None),
    (IncentiveRule, "330100", TODAY, {}, "least_step", 1000, "IN-CN"),
    (IncentiveRule, "510100", TODAY, {}, "step", None, None),
    (EmergencyFilingRule, "500109", TODAY, {}, "days", 5, "EF-BB"),
    (EmergencyFilingRule, "500000", TODAY, {}, "days", None, None),
    (EmergencyFilingRule, "500109", TODAY, {}, "required", False, "EF-CN"),
    (ReimbursementTier, "330100", date(2026, 5, 1), {"scheme": "RESIDENT", "kind": "inpatient", "hospital_level": "third"}, "deductible", 800, "RT-HZ-IP-3"),
    (ReimbursementTier, "330100", date(2026, 5, 1), {"scheme": "RESIDENT", "kind": "inpatient", "hospital_level": "third"}, "ceiling", 300000, "RT-HZ-IP"),
    (ReimbursementTier, "330100", date(2026, 5, 1), {"scheme": "EMPLOYEE", "kind": "inpatient", "hospital_level": "third"}, "ceiling", None, None),
    (ReimbursementTier, "330100", date(2027, 1, 1), {"scheme": "RESIDENT", "kind": "inpatient", "hospital_level": "third"}, "deductible", None, None),
    (ReimbursementTier, "330100", TODAY, {"category": "DIBAO", "kind": "assistance"}, "least_ratio_percent", 70, "RT-AID"),
    (LifetimeYearsRule, "430100", date(2027, 12, 31), {}, "actual_min", 12, "LY-HN"),
    (LifetimeYearsRule, "430100", date(2028, 1, 1), {}, "actual_min", 15, "LY-HN-2028"),
    (LifetimeYearsRule, "440400", TODAY, {"plan": "pooled_only"}, "male", 25, "LY-ZH-POOLED"),
    (LifetimeYearsRule, "440400", TODAY, {}, "male", 30, "LY-GD"),
    (EmployeeBase, "440100", TODAY, {}, "floor", None, None),
    (ChannelCalendar, "110000", TODAY, {"channel": "税务自助、批量扣款"}, "debit_day", 15, "CH-BJ-TAX"),
]  # fmt: skip


def test_each_field_comes_from_the_nearest_row_that_may_give_it(policies: None) -> None:
    for kind, region, on, case, field, value, row in ANSWERS:
        found = resolve(kind, region_code=region, on=on, **case)
        origin = found.provenance(field)
        told = (kind.__name__, region, case, field, found.value(field), origin and origin.code)
        assert told == (kind.__name__, region, case, field, value, row)


def test_what_does_not_count_is_shown_beside_the_answer(policies: None) -> None:
    shanxi = resolve(NewbornRule, region_code="141100", on=TODAY)
    assert ("NB-CN", "within_days") in {
        (one.provenance.code, one.name) for one in shanxi.unverified
    }
    bases = resolve(EmployeeBase, region_code="440100", on=TODAY)
    assert {(one.provenance.code, one.name, one.text) for one in bases.unverified} >= {
        ("EB-GZ-2025", "floor", "6236")
    }
    assert bases.needs_check
    hebei = resolve(WaitingRule, region_code="130800", on=date(2026, 7, 1), scheme="RESIDENT")
    assert "full_price_amount" in {one.name for one in hebei.unverified}


def test_a_field_may_be_trusted_less_than_its_row(policies: None) -> None:
    rule = resolve(WaitingRule, region_code="440300", on=TODAY, scheme="RESIDENT")
    letters = {
        name: found.confidence
        for name in ("fixed_months", "missed_years_from", "exempt_start")
        if (found := rule.provenance(name))
    }
    assert letters == {"fixed_months": "A", "missed_years_from": "B", "exempt_start": "C"}
    assert rule.confidence == "C"


def test_a_doubtful_field_of_a_good_row_is_only_shown(db: None) -> None:
    make(WaitingRule, "WR", fixed_months=3, wait_days=60, field_confidence={"wait_days": "D"})
    rule = resolve(WaitingRule, region_code="440100", on=TODAY, scheme="RESIDENT")
    assert (rule.value("fixed_months"), rule.value("wait_days")) == (3, None)
    assert [one.name for one in rule.unverified] == ["wait_days"]


def test_a_question_about_something_else_is_a_mistake_in_the_code(policies: None) -> None:
    with pytest.raises(TypeError, match="WaitingRule is not about level"):
        resolve(WaitingRule, region_code="440100", on=TODAY, level="third")


def test_one_answer_holds_every_kind_for_a_resident(policies: None) -> None:
    found = everything(region="330100", on=date(2026, 5, 1))
    assert [answer.due_on for answer in found.payment_windows] == [date(2025, 12, 25), None]
    assert [len(answer.options) for answer in found.contributions] == [2, 0]
    kinds = {rule.kind for rule in found.rules}
    assert {"filing_rules", "waiting_rules", "newborn_rules", "incentive_rules"} <= kinds
    assert not kinds & {"employee_bases", "lifetime_years", "flexible_rules"}
    third = only(found, "reimbursement_tiers", kind="inpatient", hospital_level="third")
    assert third.explanation == (
        "杭州市参保的人（住院，三级医院）：起付线800元；起付线以上报销70%；一年最多报销300000元。"
        "来自《2026杭州城乡居民医保缴费标准与待遇》。"
    )
    years = [rule.value("amount") for rule in found.rules if rule.kind == "subsidy_standards"]
    assert years == [640, 670, 700, 724]


def test_each_kind_answers_alone_as_in_the_whole(policies: None) -> None:
    found = everything(region="440106", category="STUDENT")
    for rule in found.rules:
        case: dict[str, Any] = {part.name: part.value for part in rule.case}
        category = "STUDENT"
        if "scheme" in INHERITED[rule.kind].SUBJECT:
            case["scheme"] = "RESIDENT"
        alone = resolve(
            INHERITED[rule.kind], region_code="440106", on=TODAY, category=category, **case
        )
        assert alone.fields == rule.fields
        assert alone.unverified == rule.unverified


def test_a_worker_is_told_of_years_and_bases_and_not_of_the_yearly_levy(policies: None) -> None:
    found = everything(region="440400", scheme="EMPLOYEE", category="EMP_ACTIVE")
    assert only(found, "lifetime_years", plan="pooled_only").value("male") == 25
    assert "participation" not in {rule.kind for rule in found.rules}
    assert all(answer.due_on is None for answer in found.payment_windows)


def test_values_come_back_as_the_columns_hold_them(db: None) -> None:
    make(EmployeeBase, "EB", floor=Decimal("6236.50"), employer_to_percent=Decimal("9.5"))
    make(
        ParticipationSubsidy, "SP", categories=["DIBAO"], help="quota",
        certificate_by=date(2025, 11, 30), details={"申请": "街道", "比例": 1.5},
    )  # fmt: skip
    base = resolve(EmployeeBase, region_code="440100", on=TODAY)
    assert base.value("floor") == Decimal("6236.50")
    assert base.explanation.startswith("广州市参保的人：月基数不低于6236.5元。")
    help_ = resolve(ParticipationSubsidy, region_code="440100", on=TODAY, category="DIBAO")
    assert help_.value("certificate_by") == date(2025, 11, 30)
    assert (help_.value("details.申请"), help_.value("details.比例")) == ("街道", 1.5)


def test_a_row_read_with_others_is_the_row_itself(policies: None) -> None:
    found = rules_of(list(RULES.values()), places=Region.objects.all(), on=TODAY)
    read = {rule.code: rule for rule in found}
    rows = [
        row
        for kind in RULES.values()
        for row in kind._default_manager.prefetch_related("sources")
        if row.code in read
    ]
    assert len(rows) == len(read) > 150
    for row in rows:
        twin = read[row.code]
        for field in row._meta.concrete_fields:
            assert getattr(twin, field.attname) == getattr(row, field.attname), field.name
        assert twin.sources_best_first() == row.sources_best_first()


def test_everything_costs_four_queries_and_one_when_asked_again(
    policies: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(4):
        first = everything(region="440106")
    with django_assert_num_queries(1):
        again = everything(region="440106")
    assert again == first
    with django_assert_num_queries(4):
        everything(region="440106", on=date(2025, 11, 21))


def months() -> Any:
    return only(everything(), "waiting_rules").value("fixed_months")


def test_a_change_is_seen_at_once_however_it_is_made(db: None) -> None:
    row = make(WaitingRule, "WR", fixed_months=1)
    assert months() == 1
    row.fixed_months = 2
    row.save()
    assert months() == 2
    WaitingRule.objects.update(fixed_months=3)
    assert months() == 3
    with connection.cursor() as cursor:
        cursor.execute("UPDATE policies_waitingrule SET fixed_months = 4")
    assert months() == 4
    Source.objects.update(title="新通告")
    assert "《新通告》" in only(everything(), "waiting_rules").explanation
    row.sources.set([make_source("OTHER", title="另一通告")])
    assert "《另一通告》" in only(everything(), "waiting_rules").explanation
    WaitingRule.objects.all().delete()
    assert not everything().rules


def test_what_was_asked_inside_a_withdrawn_change_is_forgotten(db: None) -> None:
    make(WaitingRule, "WR", fixed_months=1)
    with transaction.atomic():
        WaitingRule.objects.update(fixed_months=9)
        assert months() == 9
        transaction.set_rollback(True)
    assert months() == 1


def test_a_rule_begins_and_ends_on_its_day_also_from_the_cache(db: None) -> None:
    make(WaitingRule, "OLD", fixed_months=1, valid_to=TODAY)
    make(WaitingRule, "NEW", fixed_months=2, valid_from=date(2025, 11, 21))
    days = (TODAY, date(2025, 11, 21), TODAY)
    told = [only(everything(on=on), "waiting_rules").value("fixed_months") for on in days]
    assert told == [1, 2, 1]


def test_without_a_version_nothing_is_kept(
    db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make(WaitingRule, "WR", fixed_months=1)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM policies_policyversion")
    for _ in range(2):
        with django_assert_num_queries(4):
            assert months() == 1


def test_every_table_the_answers_are_made_from_rewrites_the_version(db: None) -> None:
    kinds: list[type[Rule]] = [PaymentWindow, Contribution, *INHERITED.values()]
    tables = {kind._meta.db_table for kind in kinds} | {"policies_region", "policies_source"}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'policies_version'"
        )
        watched = {name for (name,) in cursor.fetchall()}
    assert tables | {f"{kind._meta.db_table}_sources" for kind in kinds} <= watched


SAME: list[tuple[type[InheritedRule], dict[str, Any], dict[str, Any]]] = [
    (NewbornRule, {}, {}),
    (NewbornRule, {"valid_to": TODAY}, {"valid_from": TODAY}),
    (WaitingRule, {}, {"fixed_months": 3}),
    (ParticipationSubsidy, {"categories": ["DIBAO", "ORPHAN"]}, {"categories": ["ORPHAN"]}),
    (ParticipationSubsidy, {}, {}),
    (ReimbursementTier, {"kind": "inpatient"}, {"kind": "inpatient"}),
]
BESIDE: list[tuple[type[InheritedRule], dict[str, Any], dict[str, Any]]] = [
    (NewbornRule, {}, {"status": "draft"}),
    (NewbornRule, {}, {"reference_only": True}),
    (NewbornRule, {}, {"region": "440106"}),
    (WaitingRule, {}, {"scheme": "FLEXIBLE"}),
    # The row for every case and the row for one.
    (ParticipationSubsidy, {}, {"categories": ["ORPHAN"]}),
    (ParticipationSubsidy, {"categories": ["ORPHAN"]}, {"categories": ["DIBAO"]}),
    (ParticipationSubsidy, {}, {"coverage_year": 2026}),
    (ReimbursementTier, {"kind": "inpatient"}, {"kind": "inpatient", "hospital_level": "third"}),
]


@pytest.mark.parametrize(("kind", "one", "other"), SAME)
def test_two_published_rows_for_one_case_are_refused_by_the_page_and_by_the_database(
    db: None, kind: type[InheritedRule], one: dict[str, Any], other: dict[str, Any]
) -> None:
    make(kind, "ONE", **one)
    with pytest.raises(ValidationError, match="已有一条已发布的"):
        make(kind, "TWO", **other)
    make(kind, "TWO", **{**other, "status": "draft"})
    kind._default_manager.update(status="published")
    with pytest.raises(IntegrityError, match="one_published"), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize(("kind", "one", "other"), BESIDE)
def test_rows_for_different_cases_stand_side_by_side(
    db: None, kind: type[InheritedRule], one: dict[str, Any], other: dict[str, Any]
) -> None:
    make(kind, "ONE", **one)
    make(kind, "TWO", **other)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_an_unknown_place_is_an_error_that_names_it(policies: None) -> None:
    with pytest.raises(Region.DoesNotExist, match="999999"):
        everything(region="999999")
