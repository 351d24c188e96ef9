from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from rest_framework.test import APIClient

from accounts.models import Filing, Member, User

NO_ROWS = {
    f"{name}-{key}": "0"
    for name in ("enrolments", "filings", "changes")
    for key in ("TOTAL_FORMS", "INITIAL_FORMS")
}


@pytest.fixture
def desk(db: None) -> Client:
    """A member of staff at the support desk."""
    staff = User.objects.create_superuser("desk", password="not-a-secret")
    client = Client()
    client.force_login(staff)
    return client


@pytest.fixture
def household(api: APIClient, mother: Member) -> Member:
    api.put(f"/api/v1/members/{mother.pk}/enrolments/2026", {"paid_on": "2025-11-19"})
    api.post(
        f"/api/v1/members/{mother.pk}/filings",
        {"kind": "TMP_OTHER", "care_region": "610100", "starts_on": "2025-08-31"},
    )
    return mother


def pages(member: Member) -> list[str]:
    filing = Filing.objects.get()
    return [
        "/admin/accounts/user/",
        "/admin/accounts/user/add/",
        f"/admin/accounts/user/{member.user_id}/change/",
        f"/admin/accounts/user/?q={member.user_id}",
        "/admin/accounts/member/",
        "/admin/accounts/member/?q=妈妈",
        f"/admin/accounts/member/?q={member.pk}",
        f"/admin/accounts/member/{member.pk}/change/",
        "/admin/accounts/filing/",
        f"/admin/accounts/filing/{filing.pk}/change/",
        "/admin/auth/group/",
    ]


@pytest.mark.django_db
def test_every_page_opens_and_none_shows_what_wechat_calls_a_resident(
    desk: Client, household: Member
) -> None:
    for page in pages(household):
        answer = desk.get(page)
        assert answer.status_code == 200, page
        assert "o-li-ming" not in answer.content.decode()


@pytest.mark.django_db
def test_a_household_can_be_found_with_all_it_declared(desk: Client, household: Member) -> None:
    found = desk.get("/admin/accounts/member/?q=妈妈").content.decode()
    assert f"/admin/accounts/member/{household.pk}/change/" in found
    page = desk.get(f"/admin/accounts/member/{household.pk}/change/").content.decode()
    for words in ("广州市", "2025年11月19日", "西安市", "医保发〔2022〕22号", "2025-11-19 到账"):
        assert words in page


@pytest.mark.django_db
def test_the_trace_of_a_filing_is_told_in_words(
    desk: Client, api: APIClient, household: Member
) -> None:
    filing = Filing.objects.get()
    api.delete(f"/api/v1/filings/{filing.pk}")
    page = desk.get(f"/admin/accounts/member/{household.pk}/change/").content.decode()
    assert (
        "其他临时外出就医人员，就医地 西安市，2025-08-31 起，到 2026-02-27，2025-11-20 取消" in page
    )


@pytest.mark.django_db
def test_the_desk_can_only_stop_the_reminders_of_a_member_who_sees_it(
    desk: Client, api: APIClient, household: Member
) -> None:
    page = f"/admin/accounts/member/{household.pk}/change/"
    assert desk.post(page, {"muted": "on", "nickname": "假的", **NO_ROWS}).status_code == 302
    household.refresh_from_db()
    assert (household.muted, household.nickname) == (True, "妈妈")
    trace = api.get(f"/api/v1/members/{household.pk}/changes").json()["results"][0]
    assert (trace["by_label"], "不再提醒" in trace["after"]) == ("工作人员", True)
    assert desk.get("/admin/accounts/member/add/").status_code == 403
    assert desk.get(page.replace("change", "delete")).status_code == 403


@pytest.mark.django_db
def test_of_who_is_gone_nothing_can_be_changed(desk: Client, household: Member) -> None:
    gone = {"ended_on": date(2025, 11, 1), "ending": "death", "muted": True}
    Member.objects.update(**gone)
    page = f"/admin/accounts/member/{household.pk}/change/"
    assert desk.post(page, NO_ROWS).status_code == 302
    household.refresh_from_db()
    assert household.muted


@pytest.mark.django_db
def test_what_the_village_declared_is_entered_shown_and_can_be_taken_back(
    desk: Client, api: APIClient, household: Member
) -> None:
    one = f"/api/v1/members/{household.pk}"
    mine = api.get(f"{one}/enrolments/2026").json()
    assert (mine["paid_on"], mine["source_label"]) == ("2025-11-19", "自己填报")
    page = f"/admin/accounts/member/{household.pk}/change/"
    desk_page = page.replace("change", "village")
    assert desk_page in desk.get(page).content.decode()
    assert "妈妈" in desk.get(desk_page).content.decode()
    told = {
        "coverage_year": "2026",
        "paid_on": "2025-11-10",
        "amount": "400",
        "channel": "村里代收",
    }
    for wrong, sentence in (
        ({"coverage_year": "2090"}, "待遇年度请填"),
        ({"paid_on": "2025-11-21"}, "到账日期不能晚于今天"),
        ({"paid_on": ""}, "请也填到账日期"),
        ({"channel": "13800138000"}, "请不要填写身份证号或手机号"),
    ):
        assert sentence in desk.post(desk_page, {**told, **wrong}).content.decode()
    assert api.get(f"{one}/enrolments/2026").json() == mine
    assert desk.post(desk_page, told).status_code == 302
    entered = api.get(f"{one}/enrolments/2026").json()
    assert (entered["paid_on"], entered["source_label"]) == ("2025-11-10", "村社代填")
    trace = api.get(f"{one}/changes").json()["results"][0]
    assert trace["after"] == "2025-11-10 到账，400.00 元，村里代收，村社代填"
    traces = api.get(f"{one}/changes").json()["results"]
    assert [each["by_label"] for each in traces] == ["工作人员", "自己", "自己"]
    api.post(f"{one}/changes/{trace['id']}/undo")
    assert api.get(f"{one}/enrolments/2026").json() == mine


@pytest.mark.django_db
def test_only_who_may_enter_years_enters_them(household: Member) -> None:
    looker = User.objects.create_user("looker", is_staff=True)
    looker.user_permissions.set(Permission.objects.filter(codename="view_member"))
    client = Client()
    client.force_login(looker)
    page = f"/admin/accounts/member/{household.pk}/change/"
    assert client.get(page).status_code == 200
    assert client.get(page.replace("change", "village")).status_code == 403


@pytest.mark.django_db
def test_a_resident_is_never_made_staff_by_mistake(desk: Client, household: Member) -> None:
    page = f"/admin/accounts/user/{household.user_id}/change/"
    forms = {"members-TOTAL_FORMS": "0", "members-INITIAL_FORMS": "0"}
    assert desk.post(page, {"is_staff": "on", "is_superuser": "on", **forms}).status_code == 302
    household.user.refresh_from_db()
    assert (household.user.is_staff, household.user.is_active) == (False, False)


@pytest.mark.django_db
def test_staff_can_be_added_and_given_a_new_password(desk: Client) -> None:
    new = {"username": "wang", "password1": "correct horse 7", "password2": "correct horse 7"}
    added = desk.post("/admin/accounts/user/add/", {**new, "usable_password": "true"})
    assert added.status_code == 302, added.context["adminform"].form.errors
    staff = User.objects.get(username="wang")
    page = desk.get(f"/admin/accounts/user/{staff.pk}/change/").content.decode()
    assert "修改密码" in page
    assert desk.get(f"/admin/accounts/user/{staff.pk}/password/").status_code == 200


@pytest.mark.django_db
def test_the_lists_need_a_constant_number_of_queries(
    desk: Client, household: Member, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        user = User.objects.create(username=f"wx_{number}", openid=f"o-{number}")
        Member.objects.create(user=user, nickname="妈妈", relation="parent", region_id="610100")
    for page in ("user", "member", "filing"):
        with django_assert_max_num_queries(12):  # with the session and the log of who looked
            desk.get(f"/admin/accounts/{page}/")
