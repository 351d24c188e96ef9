"""The home page in one round trip: its shape, its cost, and what it never does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from rest_framework import serializers
from rest_framework.test import APIClient

from accounts.models import (
    Change,
    ChronicRecognition,
    DebitPlan,
    Enrolment,
    Filing,
    JobLoss,
    Member,
    User,
)
from accounts.status.serializers import StatusSerializer
from policies.models import FilingRule, WaitingRule

STATUS = "/api/v1/status"


def assert_shaped(value: Any, field: object) -> None:
    """`value` has exactly the keys that the documented shape has, all the way down."""
    if isinstance(field, serializers.ListSerializer):
        for each in value:
            assert_shaped(each, field.child)
    elif isinstance(field, serializers.DictField):
        for each in value.values():
            assert_shaped(each, field.child)
    elif isinstance(field, serializers.Serializer) and value is not None:
        assert set(value) == set(field.fields), field
        for name, inner in field.fields.items():
            assert_shaped(value[name], inner)


@pytest.fixture
def household(mother: Member, li_ming: User) -> User:
    """Something of everything."""
    WaitingRule.objects.create(
        code="WR-CN",
        region_id="100000",
        scheme="RESIDENT",
        status="published",
        confidence="A",
        fixed_months=3,
    )
    FilingRule.objects.update(change_lock_months=6)
    Enrolment.objects.create(member=mother, coverage_year=2025, paid_on=date(2024, 11, 20))
    Filing.objects.create(
        member=mother,
        kind="LT_RETIRED",
        care_region_id="610100",
        starts_on=date(2025, 8, 1),
        rule_code="FR-CN",
        promised=True,
        papers_due_on=date(2026, 1, 31),
    )
    ChronicRecognition.objects.create(
        member=mother, recognised_on=date(2024, 6, 1), recheck_on=date(2026, 6, 1)
    )
    Member.objects.create(
        user=li_ming,
        nickname="小宝",
        relation="child",
        region_id="440100",
        category="NEWBORN",
        born_on=date(2025, 11, 1),
    )
    self_employed = Member.objects.create(
        user=li_ming, nickname="我", relation="self", region_id="440100", scheme="FLEXIBLE"
    )
    DebitPlan.objects.create(member=self_employed, day=15, since=date(2025, 1, 1))
    employed = Member.objects.create(
        user=li_ming, nickname="爱人", relation="spouse", region_id="130100", scheme="EMPLOYEE"
    )
    JobLoss.objects.create(member=employed, last_paid_month=date(2025, 9, 1))
    return li_ming


@pytest.mark.django_db
def test_the_answer_has_the_documented_shape(api: APIClient, household: User) -> None:
    answer = api.get(STATUS)
    assert answer.status_code == 200
    assert_shaped(answer.json(), StatusSerializer())
    assert [member["nickname"] for member in answer.json()["members"]] == [
        "妈妈",
        "小宝",
        "我",
        "爱人",
    ]


@pytest.mark.django_db
def test_mother_is_told_what_to_do_next_until_when_and_why(api: APIClient, household: User) -> None:
    mother = api.get(STATUS).json()["members"][0]
    assert mother["headline"] == (
        "妈妈今天看病能报销；2026年度还没缴，2025年12月20日截止，还剩30天。"
    )
    assert mother["next_action"] | {"basis": None} == {
        "kind": "payment",
        "what": "缴2026年度的钱，最晚这一天",
        "where": "粤税通",
        "by": "2025-12-20",
        "explanation": mother["next_year"]["window_explanation"],
        "given": False,
        "needs_check": False,
        "basis": None,
    }
    assert [(day["kind"], day["on"]) for day in mother["next_dates"]] == [
        ("payment", "2025-12-20"),
        ("filing_papers", "2026-01-31"),
        ("filing_change", "2026-02-01"),
    ]
    due = mother["next_dates"][0]
    assert (due["days_left"], due["needs_check"]) == (30, False)
    assert due["basis"]["title"] == "2026年度广州市城乡居民医保集中参保缴费通告"
    assert "备案有效也不能报" in mother["filings"][0]["warning"]


@pytest.mark.django_db
def test_each_day_of_a_filing_rests_on_a_row_of_its_own(api: APIClient, household: User) -> None:
    """The lock is the province's, the papers the city's, the rest the nation's or one's own."""
    official = {"status": "published", "confidence": "A", "valid_from": date(2023, 1, 1)}
    FilingRule.objects.create(code="FR-P", region_id="440000", change_lock_months=6, **official)
    FilingRule.objects.create(code="FR-C", region_id="440100", promise_months=6, **official)
    Filing.objects.update(papers_due_on=None)
    mother = api.get(STATUS).json()["members"][0]
    grounds = mother["filings"][0]["grounds"]
    rests_on = {name: (each["basis"] or {}).get("rule") for name, each in grounds.items()}
    assert rests_on == {"starts_on": None, "change_from": "FR-P", "papers_due_on": "FR-C"}
    assert grounds["starts_on"]["given"]
    assert "6个月" in grounds["change_from"]["explanation"]
    api.patch(f"/api/v1/filings/{mother['filings'][0]['id']}", {"promised": False})
    FilingRule.objects.update(change_lock_months=None)
    (review,) = [
        day
        for day in api.get(STATUS).json()["members"][0]["next_dates"]
        if day["kind"] == "filing_review"
    ]
    assert (review["given"], review["basis"]["rule"]) == (False, "FR-CN")


@pytest.mark.django_db
def test_a_household_of_twelve_costs_no_more_queries_than_one_of_one(
    api: APIClient, li_ming: User, household: User, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(6):
        api.get(STATUS)
    for number, region in enumerate(["440100", "440106", "130100", "610100"] * 2):
        Member.objects.create(
            user=li_ming, nickname=f"家人{number}", relation="other", region_id=region
        )
    api.get(STATUS)
    with django_assert_num_queries(1):
        assert len(api.get(STATUS).json()["members"]) == 12
    Member.objects.exclude(nickname="妈妈").delete()
    with django_assert_num_queries(1):
        assert len(api.get(STATUS).json()["members"]) == 1


@pytest.mark.django_db
def test_supposing_a_payment_writes_nothing(
    api: APIClient, mother: Member, clock: Callable[[str], None]
) -> None:
    Enrolment.objects.create(member=mother, coverage_year=2025, paid_on=date(2024, 11, 20))
    supposed = api.get(f"{STATUS}?paid_on=2025-12-01").json()
    year = supposed["members"][0]["next_year"]
    assert supposed["paid_on"] == "2025-12-01"
    assert (year["settled"], year["benefit_starts_on"]) == (True, "2026-01-01")
    assert (Enrolment.objects.count(), Change.objects.count()) == (1, 0)
    assert api.get(STATUS).json()["members"][0]["next_year"]["settled"] is False


@pytest.mark.django_db
def test_supposing_for_one_member_leaves_the_others(
    api: APIClient, household: User, stranger: APIClient
) -> None:
    child = Member.objects.get(nickname="小宝")
    answer = api.get(f"{STATUS}?paid_on=2025-11-25&member={child.pk}").json()
    assert [(member["next_year"] or {}).get("settled") for member in answer["members"][:2]] == [
        False,
        True,
    ]
    assert stranger.get(f"{STATUS}?paid_on=2025-11-25&member={child.pk}").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("paid_on=2025-13-01", "paid_on"),
        ("paid_on=heute", "paid_on"),
        ("paid_on=2099-01-01", "paid_on"),
        ("paid_on=0001-01-01", "paid_on"),
        ("paid_on=2025-11-20&member=x", "member"),
        ("paid_on=2025-11-20&member=99999999999999999999", "member"),
        ("member=1", "paid_on"),
    ],
)
def test_what_makes_no_sense_is_refused_with_the_field(
    api: APIClient, mother: Member, query: str, field: str
) -> None:
    answer = api.get(f"{STATUS}?{query}")
    assert (answer.status_code, list(answer.json()["fields"])) == (400, [field])


@pytest.mark.django_db
def test_nobody_sees_a_household_without_logging_in(household: User, stranger: APIClient) -> None:
    assert APIClient().get(STATUS).status_code == 401
    assert stranger.get(STATUS).json()["members"] == []


@pytest.mark.django_db
def test_a_token_outlives_neither_a_closed_account_nor_an_erased_one(
    api: APIClient, household: User, stranger: APIClient, wang_fang: User
) -> None:
    User.objects.filter(pk=wang_fang.pk).update(is_active=False)
    household.delete()
    for client in (api, stranger):
        refused = client.get(STATUS)
        assert (refused.status_code, refused["WWW-Authenticate"][:6]) == (401, "Bearer")
        assert refused.json() == client.get("/api/v1/members").json()


def test_people_of_the_same_facts_are_told_the_same_under_their_own_names(
    mother: Member, wang_fang: User, api: APIClient, stranger: APIClient
) -> None:
    filed = {"kind": "TMP_OTHER", "care_region": "610100", "starts_on": "2025-08-31"}
    hers = Member.objects.create(
        user=wang_fang, nickname="婆婆", relation="parent", region_id="440100", category="ELDER"
    )
    told = []
    for client, member in ((api, mother), (stranger, hers), (api, mother)):
        if not member.filings.exists():
            assert client.post(f"/api/v1/members/{member.pk}/filings", filed).status_code == 201
        (seen,) = client.get(STATUS).json()["members"]
        assert (seen["id"], seen["nickname"]) == (member.pk, member.nickname)
        assert seen["filings"][0]["id"] == member.filings.get().pk
        assert member.nickname in seen["headline"]
        del seen["id"], seen["filings"][0]["id"]
        told.append(str(seen).replace(member.nickname, "家人"))
    assert len(set(told)) == 1
