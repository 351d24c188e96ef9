from __future__ import annotations

from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.models import Enrolment, Filing, Member, User

MEMBERS = "/api/v1/members"
NEW = {"nickname": "小宝", "relation": "child", "region": "440100", "category": "NEWBORN"}


@pytest.mark.django_db
def test_a_new_family_member_is_shown_with_chinese_words(rules: None, api: APIClient) -> None:
    answer = api.post(MEMBERS, {**NEW, "born_on": "2025-11-01"})
    assert answer.status_code == 201
    created = answer.json()
    assert api.get(f"{MEMBERS}/{created['id']}").json() == created
    assert (created["relation_label"], created["region_name"]) == ("子女", "广州市")
    assert (created["scheme"], created["category_label"]) == ("RESIDENT", "新生儿")
    assert created["muted"] is False


@pytest.mark.django_db
def test_the_family_is_listed_in_the_order_it_was_added(
    rules: None, api: APIClient, mother: Member
) -> None:
    api.post(MEMBERS, NEW)
    assert [member["nickname"] for member in api.get(MEMBERS).json()] == ["妈妈", "小宝"]


@pytest.mark.django_db
def test_the_list_needs_two_queries_however_large_the_family(
    mother: Member, api: APIClient, django_assert_num_queries: Any
) -> None:
    for number in range(5):
        Member.objects.create(
            user=mother.user, nickname=f"家人{number}", relation="other", region=mother.region
        )
    with django_assert_num_queries(2):
        assert len(api.get(MEMBERS).json()) == 6


@pytest.mark.django_db
def test_a_member_can_be_changed_field_by_field(api: APIClient, mother: Member) -> None:
    answer = api.patch(f"{MEMBERS}/{mother.pk}", {"nickname": "老妈", "muted": True})
    assert answer.status_code == 200
    assert (answer.json()["nickname"], answer.json()["muted"]) == ("老妈", True)
    assert answer.json()["category"] == "ELDER"


@pytest.mark.django_db
def test_the_day_of_one_certificate_is_not_taken_for_that_of_another(
    api: APIClient, mother: Member
) -> None:
    url = f"{MEMBERS}/{mother.pk}"
    poor = {"special_group": "DIBAO", "special_since": "2024-01-01"}
    assert api.patch(url, poor).json()["special_since"] == "2024-01-01"
    assert api.patch(url, {"special_group": "DIBAO"}).json()["special_since"] == "2024-01-01"
    assert api.patch(url, {"special_group": "VETERAN"}).json()["special_since"] is None


@pytest.mark.django_db
def test_an_empty_change_changes_nothing(api: APIClient, mother: Member) -> None:
    assert api.patch(f"{MEMBERS}/{mother.pk}", {}).status_code == 200


@pytest.mark.django_db
def test_another_insured_region_gives_computed_filing_ends_of_its_own(
    api: APIClient, mother: Member, shijiazhuang_files_for_a_year: None
) -> None:
    filings = f"{MEMBERS}/{mother.pk}/filings"
    computed = {"kind": "TMP_OTHER", "care_region": "610100", "starts_on": "2025-11-01"}
    given = {**computed, "starts_on": "2025-11-02", "ends_on": "2025-12-24"}
    for filing in (computed, given):
        assert api.post(filings, filing).status_code == 201
    assert api.patch(f"{MEMBERS}/{mother.pk}", {"region": "130100"}).status_code == 200
    ends = [filing["ends_on"] for filing in api.get(filings).json()["results"]]
    assert ends == ["2025-12-24", "2026-10-31"]


@pytest.mark.django_db
def test_a_deleted_member_is_gone_with_everything(api: APIClient, mother: Member) -> None:
    api.put(f"{MEMBERS}/{mother.pk}/enrolments/2026", {"paid_on": "2025-11-19"})
    api.post(
        f"{MEMBERS}/{mother.pk}/filings",
        {"kind": "LT_RESIDENT", "care_region": "610100", "starts_on": "2025-11-01"},
    )
    assert api.delete(f"{MEMBERS}/{mother.pk}").status_code == 204
    assert api.get(f"{MEMBERS}/{mother.pk}").status_code == 404
    assert api.delete(f"{MEMBERS}/{mother.pk}").status_code == 404
    assert not Enrolment.objects.exists()
    assert not Filing.objects.exists()


@pytest.mark.django_db
def test_two_members_cannot_have_one_nickname(
    rules: None, api: APIClient, mother: Member, stranger: APIClient
) -> None:
    for answer in (
        api.post(MEMBERS, {**NEW, "nickname": "妈妈"}),
        api.patch(f"{MEMBERS}/{api.post(MEMBERS, NEW).json()['id']}", {"nickname": "妈妈"}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (409, "nickname_taken")
        assert "nickname" in answer.json()["fields"]
    assert stranger.post(MEMBERS, {**NEW, "nickname": "妈妈"}).status_code == 201


@pytest.mark.django_db
def test_a_household_has_at_most_twenty_members(rules: None, api: APIClient, li_ming: User) -> None:
    for number in range(20):
        assert api.post(MEMBERS, {**NEW, "nickname": f"家人{number}"}).status_code == 201
    answer = api.post(MEMBERS, NEW)
    assert (answer.status_code, answer.json()["code"]) == (409, "too_many_members")
    assert li_ming.members.count() == 20


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("nickname", "kept"),
    [
        ("妈妈👵🏻", "妈妈👵🏻"),
        (" 小宝\n", "小宝"),
        ("小\u202e宝\u0007", "小宝"),
        ("<b>宝</b>", "<b>宝</b>"),
        ("一二三四五六七八九十", "一二三四五六七八九十"),
    ],
)
def test_a_nickname_keeps_what_can_be_seen(
    rules: None, api: APIClient, nickname: str, kept: str
) -> None:
    answer = api.post(MEMBERS, {**NEW, "nickname": nickname})
    assert answer.status_code == 201
    assert Member.objects.get().nickname == kept


@pytest.mark.django_db
@pytest.mark.parametrize("nickname", ["13800138000", "440106199001", "138 001 38", "宝4401061"])
def test_a_number_that_identifies_someone_is_declined_kindly(
    rules: None, api: APIClient, nickname: str
) -> None:
    answer = api.post(MEMBERS, {**NEW, "nickname": nickname})
    assert answer.status_code == 400
    assert "请不要填写身份证号或手机号" in answer.json()["fields"]["nickname"][0]
    assert nickname not in answer.content.decode()


@pytest.mark.django_db
def test_a_county_can_be_chosen_but_no_province(rules: None, api: APIClient) -> None:
    assert api.post(MEMBERS, {**NEW, "region": "440106"}).status_code == 201
    answer = api.post(MEMBERS, {**NEW, "nickname": "爸爸", "region": "440000"})
    assert answer.json()["fields"] == {"region": ["没有这个地区，请选到市或区县。"]}
