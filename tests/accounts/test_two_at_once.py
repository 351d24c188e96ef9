"""Two requests at the same moment, on two connections: real threads, real row locks."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from rest_framework.test import APIClient

from accounts.models import Change, Enrolment, Member, User
from tests.sandbox import RunningSandbox

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*requests: Callable[[], int]) -> Counter[int]:
    """Run all `requests` as nearly together as threads can; how often each status came."""
    start = threading.Barrier(len(requests))

    def run(request: Callable[[], int]) -> int:
        try:
            start.wait(timeout=10)
            return request()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(requests)) as pool:
        return Counter(pool.map(run, requests))


def test_a_double_tap_on_paid_is_one_change(
    mother: Member, fresh_login: Callable[[], APIClient]
) -> None:
    url = f"/api/v1/members/{mother.pk}/enrolments/2026"
    tap = lambda: fresh_login().put(url, {"paid_on": "2025-11-19"}).status_code  # noqa: E731
    assert at_once(*[tap] * 6) == {200: 6}
    assert Enrolment.objects.count() == Change.objects.count() == 1


def test_different_payments_at_once_leave_a_trace_without_gaps(
    mother: Member, fresh_login: Callable[[], APIClient]
) -> None:
    url = f"/api/v1/members/{mother.pk}/enrolments/2026"
    taps = [
        lambda amount=amount: (
            fresh_login().put(url, {"paid_on": "2025-11-19", "amount": amount}).status_code
        )
        for amount in (400, 413, 549)
    ]
    assert at_once(*taps) == {200: 3}
    changes = list(Change.objects.order_by("id"))
    assert [change.before for change in changes] == [None, *(c.after for c in changes[:-1])]


def test_a_double_tap_on_undo_of_one_change_undoes_one(
    mother: Member, fresh_login: Callable[[], APIClient]
) -> None:
    url = f"/api/v1/members/{mother.pk}/enrolments/2026"
    fresh_login().put(url, {})
    fresh_login().put(url, {"paid_on": "2025-11-19"})
    change = Change.objects.latest("id").pk
    tap = lambda: fresh_login().post(f"{url}/undo", {"change": change}).status_code  # noqa: E731
    assert at_once(tap, tap, tap) == {200: 1, 409: 2}
    assert Enrolment.objects.get().paid_on is None


def test_a_double_tap_on_add_is_one_member(
    rules: None, fresh_login: Callable[[], APIClient]
) -> None:
    body = {"nickname": "小宝", "relation": "child", "region": "440100"}
    tap = lambda: fresh_login().post("/api/v1/members", body).status_code  # noqa: E731
    assert at_once(*[tap] * 4) == {201: 1, 409: 3}


def test_many_at_once_do_not_pass_the_limit_of_members(
    rules: None, li_ming: User, fresh_login: Callable[[], APIClient]
) -> None:
    Member.objects.bulk_create(
        Member(user=li_ming, nickname=f"家人{n}", relation="other", region_id="440100")
        for n in range(18)
    )
    taps = [
        lambda name=name: (
            fresh_login()
            .post("/api/v1/members", {"nickname": name, "relation": "child", "region": "440100"})
            .status_code
        )
        for name in "甲乙丙丁戊"
    ]
    assert at_once(*taps) == {201: 2, 409: 3}
    assert li_ming.members.count() == 20


def test_a_double_tap_on_file_is_one_filing(
    mother: Member, fresh_login: Callable[[], APIClient]
) -> None:
    body = {"kind": "TMP_OTHER", "care_region": "610100", "starts_on": "2025-08-31"}
    url = f"/api/v1/members/{mother.pk}/filings"
    tap = lambda: fresh_login().post(url, body).status_code  # noqa: E731
    assert at_once(*[tap] * 4) == {201: 1, 409: 3}
    assert Change.objects.filter(fact="filing").count() == 1


def test_deleting_while_declaring_is_never_an_error_of_the_server(
    mother: Member, fresh_login: Callable[[], APIClient]
) -> None:
    url = f"/api/v1/members/{mother.pk}"
    taps = [
        lambda year=year: fresh_login().put(f"{url}/enrolments/{year}", {}).status_code
        for year in range(2021, 2027)
    ]
    outcome = at_once(lambda: fresh_login().delete(url).status_code, *taps)
    assert outcome[204] == 1
    assert set(outcome) <= {200, 204, 404}
    assert not Enrolment.objects.exists()


def test_a_first_visit_on_two_phones_at_once_is_one_resident(sandbox: RunningSandbox) -> None:
    openid = sandbox.add_user()
    codes = [sandbox.login_code(openid) for _ in range(4)]
    taps = [
        lambda code=code: APIClient().post("/api/v1/auth/login", {"code": code}).status_code
        for code in codes
    ]
    assert at_once(*taps) == {200: 4}
    assert User.objects.filter(openid=openid).count() == 1
