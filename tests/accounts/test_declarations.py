"""Monthly debits, lost work, recognitions, the end of a member, and taking changes back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts import told
from accounts.models import (
    Change,
    ChronicRecognition,
    DebitPlan,
    DebitResult,
    Filing,
    JobLoss,
    Member,
    User,
)
from accounts.serializers import MemberSerializer
from policies.models import WaitingRule


@pytest.fixture
def url(mother: Member) -> str:
    return f"/api/v1/members/{mother.pk}"


@pytest.fixture
def self_employed(mother: Member) -> None:
    Member.objects.filter(pk=mother.pk).update(scheme="FLEXIBLE", category="FLEX")


def latest(api: APIClient, url: str) -> dict[str, Any]:
    """The newest change that still stands."""
    changes: list[dict[str, Any]] = api.get(f"{url}/changes").json()["results"]
    return next(change for change in changes if change["undone_at"] is None)


def undo(api: APIClient, url: str) -> Any:
    return api.post(f"{url}/changes/{latest(api, url)['id']}/undo")


@pytest.mark.django_db
def test_a_debit_plan_is_told_changed_withdrawn_and_put_back(
    api: APIClient, url: str, self_employed: None
) -> None:
    assert api.get(f"{url}/debit-plan").status_code == 404
    plan = {"day": 15, "since": "2025-03"}
    assert api.put(f"{url}/debit-plan", plan).json() == plan
    assert api.put(f"{url}/debit-plan", plan).json() == plan
    assert Change.objects.count() == 1
    assert latest(api, url)["after"] == "2025-03 起每月 15 日扣款"
    assert api.delete(f"{url}/debit-plan").status_code == 204
    assert not DebitPlan.objects.exists()
    assert undo(api, url).status_code == 200
    assert api.get(f"{url}/debit-plan").json() == plan


@pytest.mark.django_db
def test_a_month_that_failed_is_repaired_and_the_repair_taken_back(
    api: APIClient, url: str, self_employed: None
) -> None:
    failed = {"month": "2025-09", "succeeded": False}
    assert api.post(f"{url}/debit-results", failed).status_code == 200
    repaired = api.post(f"{url}/debit-results", {**failed, "repaired_on": "2025-10-20"}).json()
    assert repaired == {**failed, "repaired_on": "2025-10-20"}
    assert api.get(f"{url}/debit-results").json()["results"] == [repaired]
    assert (latest(api, url)["subject"], latest(api, url)["after"]) == (
        "2025年9月",
        "没扣成，2025-10-20 补缴",
    )
    undo(api, url)
    assert DebitResult.objects.get().repaired_on is None
    undo(api, url)
    assert not DebitResult.objects.exists()


@pytest.mark.django_db
def test_lost_work_is_told_and_withdrawn(api: APIClient, url: str) -> None:
    assert api.put(f"{url}/job-loss", {"last_paid_month": "2025-08"}).status_code == 200
    assert JobLoss.objects.get().last_paid_month == date(2025, 8, 1)
    assert api.delete(f"{url}/job-loss").status_code == 204
    assert api.delete(f"{url}/job-loss").status_code == 204
    assert (JobLoss.objects.count(), Change.objects.count()) == (0, 2)


@pytest.mark.django_db
def test_a_recognition_is_added_once_changed_and_deleted(api: APIClient, url: str) -> None:
    told = {"recognised_on": "2024-06-01", "recheck_on": "2026-06-01"}
    one = api.post(f"{url}/chronic", told)
    assert (one.status_code, api.post(f"{url}/chronic", told).json()) == (201, one.json())
    address = f"{url}/chronic/{one.json()['id']}"
    assert api.put(address, {"recognised_on": "2024-06-02"}).json()["recheck_on"] is None
    assert api.delete(address).status_code == 204
    assert not ChronicRecognition.objects.exists()
    undo(api, url)
    assert ChronicRecognition.objects.get().recognised_on == date(2024, 6, 2)
    assert api.put(f"{url}/chronic/1234567", told).status_code == 404


@pytest.mark.django_db
def test_the_end_of_a_member_silences_everything_and_can_be_taken_back(
    api: APIClient, url: str, mother: Member
) -> None:
    api.patch(url, {"special_group": "DIBAO", "special_since": "2024-01-01"})
    ended = api.put(f"{url}/ending", {"ending": "death", "ended_on": "2025-11-01"}).json()
    assert (ended["ended_on"], ended["ending_label"], ended["muted"]) == (
        "2025-11-01",
        "去世",
        True,
    )
    refused = api.patch(url, {"muted": False})
    assert (refused.status_code, refused.json()["code"]) == (409, "member_ended")
    assert api.get(f"{url}/enrolments").json()[0]["state"] == "terminated"
    back = undo(api, url).json()
    assert (back["ended_on"], back["ending"], back["muted"], back["special_group"]) == (
        None,
        "",
        False,
        "DIBAO",
    )


@pytest.mark.django_db
def test_taking_back_a_move_gives_filings_their_end_back(
    api: APIClient, url: str, shijiazhuang_files_for_a_year: None
) -> None:
    filing = {"kind": "TMP_OTHER", "care_region": "610100", "starts_on": "2025-08-31"}
    api.post(f"{url}/filings", filing)
    api.patch(url, {"region": "130100"})
    assert Filing.objects.get().ends_on == date(2026, 8, 30)
    moved = next(
        change
        for change in api.get(f"{url}/changes").json()["results"]
        if change["fact"] == "member"
    )
    assert api.post(f"{url}/changes/{moved['id']}/undo").json()["region"] == "440100"
    assert Filing.objects.get().ends_on == date(2026, 2, 27)


@pytest.mark.django_db
def test_a_change_is_taken_back_once_by_its_owner_within_thirty_days(
    api: APIClient,
    url: str,
    stranger: APIClient,
    clock: Callable[[str], None],
    fresh_login: Callable[[], APIClient],
) -> None:
    for month in ("2025-08", "2025-09"):
        api.put(f"{url}/job-loss", {"last_paid_month": month})
    second, first = api.get(f"{url}/changes").json()["results"]
    older = api.post(f"{url}/changes/{first['id']}/undo")
    assert (older.status_code, older.json()["code"]) == (409, "changed_meanwhile")
    assert stranger.post(f"{url}/changes/{second['id']}/undo").status_code == 404
    assert api.post(f"{url}/changes/{second['id']}/undo").status_code == 200
    assert api.post(f"{url}/changes/{second['id']}/undo").status_code == 409
    assert JobLoss.objects.get().last_paid_month == date(2025, 8, 1)
    clock("2025-12-20T09:01")
    late = fresh_login().post(f"{url}/changes/{first['id']}/undo")
    assert (late.status_code, late.json()["code"]) == (409, "undo_too_late")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("method", "path", "body", "field"),
    [
        ("put", "debit-plan", {"day": 32, "since": "2025-03"}, "day"),
        ("put", "debit-plan", {"day": 0, "since": "2025-03"}, "day"),
        ("put", "debit-plan", {"day": 15, "since": "2025-13"}, "since"),
        ("put", "debit-plan", {"day": 15, "since": "0000-01"}, "since"),
        ("put", "debit-plan", {"day": 15, "since": 202503}, "since"),
        ("put", "debit-plan", {"day": 15, "since": "2099-01"}, "since"),
        ("post", "debit-results", {"month": "2025-12", "succeeded": True}, "month"),
        ("post", "debit-results", {"month": "2025-09", "succeeded": "vielleicht"}, "succeeded"),
        (
            "post",
            "debit-results",
            {"month": "2025-09", "succeeded": True, "repaired_on": "2025-10-01"},
            "repaired_on",
        ),
        (
            "post",
            "debit-results",
            {"month": "2025-09", "succeeded": False, "repaired_on": "2025-11-21"},
            "repaired_on",
        ),
        ("put", "job-loss", {"last_paid_month": "2026-01"}, "last_paid_month"),
        ("put", "job-loss", {}, "last_paid_month"),
        ("post", "chronic", {"recognised_on": "2025-11-21"}, "recognised_on"),
        (
            "post",
            "chronic",
            {"recognised_on": "2025-06-01", "recheck_on": "2025-06-01"},
            "recheck_on",
        ),
        ("put", "ending", {"ending": "death", "ended_on": "2025-11-21"}, "ended_on"),
        ("put", "ending", {"ending": "bored", "ended_on": "2025-11-01"}, "ending"),
        ("patch", "", {"special_group": "ADULT"}, "special_group"),
        ("patch", "", {"special_group": "DIBAO", "special_since": "2025-12-01"}, "special_since"),
    ],
)
def test_what_makes_no_sense_is_refused_with_the_field(
    api: APIClient, url: str, self_employed: None, method: str, path: str, body: Any, field: str
) -> None:
    answer = getattr(api, method)(f"{url}/{path}".rstrip("/"), body)
    assert (answer.status_code, list(answer.json()["fields"])) == (400, [field])
    assert not Change.objects.exists()


@pytest.mark.django_db
def test_who_pays_yearly_has_no_debit(api: APIClient, url: str) -> None:
    answer = api.put(f"{url}/debit-plan", {"day": 15, "since": "2025-03"})
    assert (answer.status_code, answer.json()["code"]) == (409, "not_paid_monthly")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("on", "covers", "answer"),
    [
        ("2026-02-27", True, "yes"),
        ("2026-02-28", False, "no"),
        ("2025-08-30", False, "no"),
        ("2025-12-31", True, "no"),
    ],
)
def test_a_stay_is_judged_by_the_day_of_admission(
    api: APIClient, url: str, on: str, covers: bool, answer: str
) -> None:
    api.put(f"{url}/enrolments/2025", {})
    api.put(f"{url}/enrolments/2026", {"paid_on": "2025-11-19"})
    Member.objects.update(special_group="DIBAO")
    filing = {"kind": "TMP_OTHER", "care_region": "610100", "starts_on": "2025-08-31"}
    made = api.post(f"{url}/filings", filing).json()
    WaitingRule.objects.create(
        code="WR-CN",
        region_id="100000",
        scheme="RESIDENT",
        status="published",
        confidence="A",
        fixed_months=3,
        exempt=["DIBAO"],
    )
    told = api.get(f"/api/v1/filings/{made['id']}/admission?on={on}").json()
    assert (told["filing_covers"], told["answer"]) == (covers, answer)
    assert api.get(f"/api/v1/filings/{made['id']}/admission").status_code == 400


@pytest.mark.parametrize(
    ("column", "day"), [("born_on", "2025-10-01"), ("special_since", "2025-06-01")]
)
def test_a_changed_day_can_be_read_in_the_trace(column: str, day: str) -> None:
    nothing = {
        **dict.fromkeys(Member.TRACED),
        **{"region": "440100", "scheme": "RESIDENT", "category": "NEWBORN"},
        **{"relation": "child", "special_group": "DIBAO"},
    }
    places = {"440100": "广州市"}
    assert day in told.facts("member", {**nothing, column: day}, places=places)
    assert day not in told.facts("member", nothing, places=places)


@pytest.mark.django_db
def test_every_field_of_a_member_leaves_a_trace_and_can_be_taken_back(
    api: APIClient, url: str
) -> None:
    writable = {name for name, field in MemberSerializer().fields.items() if not field.read_only}
    assert writable <= {*Member.TRACED}
    before = api.get(url).json()
    api.patch(url, {"nickname": "老妈", "relation": "other", "region": "610100"})
    change = latest(api, url)
    assert change["before"] == "妈妈（父母），参保地 广州市，城乡居民医保，城乡老年人"
    assert change["after"] == "老妈（其他家人），参保地 西安市，城乡居民医保，城乡老年人"
    assert undo(api, url).json() == before


@pytest.mark.django_db
def test_the_places_of_a_trace_are_named_in_one_query(
    api: APIClient, url: str, mother: Member, django_assert_num_queries: Any
) -> None:
    for region in ("610100", "130100", "440300"):
        api.patch(url, {"region": region})
    care = {"kind": "TMP_OTHER", "care_region": "610100", "starts_on": "2025-08-31"}
    api.post(f"{url}/filings", care)
    with django_assert_num_queries(4):  # who asks, the member, the changes, the names
        changes = api.get(f"{url}/changes").json()["results"]
    assert "就医地 西安市" in changes[0]["after"]
    assert "参保地 深圳市" in changes[1]["after"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("meanwhile", "refusal"),
    [("named", (409, "nickname_taken")), ("withdrawn", (403, "guardian_consent_required"))],
)
def test_undoing_a_change_of_a_member_asks_what_making_it_would(
    api: APIClient, url: str, mother: Member, meanwhile: str, refusal: tuple[int, str]
) -> None:
    told = {"nickname": "妈妈", "relation": "parent", "region": "440100"}
    if meanwhile == "named":
        api.patch(url, {"nickname": "老妈"})
        api.post("/api/v1/members", told)
    else:
        api.patch(url, {"category": "MINOR"})
        api.patch(url, {"category": "ELDER"})
        User.objects.update(child_facts_allowed=False)
    answer = undo(api, url)
    assert (answer.status_code, answer.json()["code"]) == refusal
    mother.refresh_from_db()
    assert mother.category == "ELDER"
    assert latest(api, url)["undone_at"] is None
