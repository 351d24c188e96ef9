from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from policies.answers import PaymentCohort
from policies.cohorts import season_on
from policies.models import (
    ChronicRule,
    EmergencyFilingRule,
    FilingRule,
    FlexibleRule,
    InheritedRule,
    NewbornRule,
    ParticipationSubsidy,
    PersonCategory,
    Region,
    Scheme,
    WaitingRule,
)
from policies.selectors import contribution_for, payment_window_for, resolve
from tests.policies.conftest import TODAY
from tests.policies.factories import make_contribution, make_place, make_window


def payment_cohorts(*, on: date, horizon_days: int) -> list[PaymentCohort]:
    """Those whose last payable day lies in `on` … `on + horizon_days` and who can pay already."""
    last = on + timedelta(days=horizon_days)
    return [
        cohort
        for _, cohort in season_on(on).payers(
            lambda days: days.opens_on <= on <= days.due_on <= last
        )
    ]


def codes(*, on: date, horizon_days: int = 30) -> list[str]:
    return [cohort.code for cohort in payment_cohorts(on=on, horizon_days=horizon_days)]


def only(*, on: date) -> PaymentCohort:
    (cohort,) = payment_cohorts(on=on, horizon_days=30)
    return cohort


def test_guangzhou_comes_up_thirty_days_before_and_stays_until_the_day_itself(
    policies: None,
) -> None:
    expected = {"PW-GZ-2026-O", "PW-GZ-2026-S"}
    assert not expected & set(codes(on=date(2025, 11, 19)))
    assert expected <= set(codes(on=date(2025, 11, 20)))
    assert expected <= set(codes(on=date(2025, 12, 20)))
    assert not expected & set(codes(on=date(2025, 12, 21)))


def test_a_cohort_carries_all_that_a_message_says(policies: None) -> None:
    cohort = next(
        found
        for found in payment_cohorts(on=TODAY, horizon_days=30)
        if found.code == "PW-GZ-2026-O"
    )
    assert cohort == PaymentCohort(
        code="PW-GZ-2026-O",
        regions=("440100", "440106"),
        categories=("ADULT", "WORKING_AGE", "ELDER", "MINOR"),
        scheme="RESIDENT",
        coverage_year=2026,
        due_on=date(2025, 12, 20),
        opens_on=date(2025, 10, 21),
        pay_at="粤税通",
        confidence="A",
        amounts={
            (place, category): Decimal(549)
            for place in ("440100", "440106")
            for category in ("ADULT", "WORKING_AGE", "ELDER", "MINOR")
        },
    )


def test_cohorts_and_single_answers_agree_for_every_place_and_person(policies: None) -> None:
    """The two ways of asking restate each other: walking down and walking up."""
    cohorts = payment_cohorts(on=TODAY, horizon_days=120)
    told = {
        (place, category): (cohort.code, cohort.due_on, cohort.amounts.get((place, category)))
        for cohort in cohorts
        for place in cohort.regions
        for category in cohort.categories
    }
    assert sum(len(found.regions) * len(found.categories) for found in cohorts) == len(told)
    for place in ["440100", "440106", "410000", "410300", "130000", "130800", "330100", "440400"]:
        for category in ["ADULT", "STUDENT", "COLLEGE", "ELDER", "DIBAO"]:
            asked: dict[str, Any] = {
                "region_code": place,
                "scheme": Scheme.RESIDENT,
                "category": category,
                "coverage_year": 2026,
                "on": TODAY,
            }
            window = payment_window_for(**asked)
            expected = (
                (window.provenance.code, window.due_on, contribution_for(**asked).amount)
                if window.provenance
                else None
            )
            assert told.get((place, category)) == expected, (place, category)


def test_a_uniform_province_leaves_out_those_with_a_window_of_their_own(db: None) -> None:
    make_window("PROVINCE", region="440000", uniform=True)
    make_window("CITY", categories=["STUDENT"], closes_on=date(2026, 2, 28))
    make_place("440106")
    make_place("440300")
    everyone = tuple(PersonCategory.values)
    without_students = tuple(name for name in everyone if name != "STUDENT")
    found = payment_cohorts(on=TODAY, horizon_days=30)
    assert [(cohort.regions, cohort.categories) for cohort in found] == [
        (("440000", "440300"), everyone),
        (("440100", "440106"), without_students),
    ]


@pytest.mark.parametrize(
    "facts",
    [
        {"status": "draft"},
        {"status": "retired"},
        {"confidence": "D"},
        {"confidence": "U", "closes_on": None},
        {"reference_only": True},
        {"opens_on": TODAY + timedelta(days=1)},
        {"valid_to": TODAY - timedelta(days=1)},
        {"blackouts": [["11-01", "12-31"]]},
        {"closes_on": TODAY - timedelta(days=1)},
    ],
)
def test_what_may_not_drive_a_reminder_makes_no_cohort(db: None, facts: dict[str, Any]) -> None:
    make_window(**facts)
    assert payment_cohorts(on=TODAY, horizon_days=365) == []


def test_the_due_day_is_the_last_on_which_money_is_taken(db: None) -> None:
    make_window(closes_on=date(2025, 12, 31), payable_from_day=1, payable_to_day=25)
    assert only(on=TODAY + timedelta(days=10)).due_on == date(2025, 12, 25)


def test_a_window_that_closes_after_new_year_is_found_from_both_sides(db: None) -> None:
    make_window(closes_on=date(2026, 1, 10))
    assert only(on=date(2025, 12, 31)).coverage_year == 2026
    assert only(on=date(2026, 1, 10)).coverage_year == 2026


def test_a_choice_of_amounts_is_no_amount(db: None) -> None:
    make_window()
    make_contribution("LOW", tier="一档", individual=400)
    make_contribution("HIGH", tier="二档", individual=700)
    make_contribution("CHILD", category="MINOR", individual=380)
    assert only(on=TODAY).amounts == {
        ("440100", "MINOR"): Decimal(380),
        ("440100", "STUDENT"): Decimal(380),
    }


@pytest.mark.parametrize(
    ("kind", "name", "case"),
    [
        (NewbornRule, "within_days", {}),
        (FlexibleRule, "retro_months", {}),
        (FlexibleRule, "bridge_months", {}),
        (ChronicRule, "recheck_from_years", {}),
        (FilingRule, "promise_months", {}),
        (EmergencyFilingRule, "days", {}),
        (WaitingRule, "fixed_months", {"scheme": "RESIDENT"}),
        (ParticipationSubsidy, "certificate_by", {"coverage_year": 2026}),
    ],
)
def test_terms_and_single_answers_agree_for_every_place(
    policies: None, kind: type[InheritedRule], name: str, case: dict[str, Any]
) -> None:
    season = season_on(TODAY)
    for place in ["440100", "440106", "140800", "410000", "430100", "360000", "110000", "500000"]:
        if not Region.objects.filter(pk=place).exists():
            continue
        found = season.value_in(place, kind, name, **case)
        asked = resolve(kind, region_code=place, on=TODAY, **case)
        assert (found.value if found else None) == asked.value(name), place


def test_policy_is_read_once_until_it_is_written(
    policies: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        assert payment_cohorts(on=date(2026, 6, 1), horizon_days=30) == []
    with django_assert_num_queries(4):
        before = payment_cohorts(on=TODAY, horizon_days=30)
    with django_assert_num_queries(1):
        assert payment_cohorts(on=TODAY, horizon_days=30) == before
    Region.objects.create(code="440110", name="新区", level="county", parent_id="440100")
    with django_assert_num_queries(4):
        assert payment_cohorts(on=TODAY, horizon_days=30) != before
