"""Whatever is sent, the answer is a 4xx of the one error shape and nothing is written."""

from __future__ import annotations

import json
from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.models import Enrolment, Filing, Member

HUGE = 10**40
MEMBER = {"nickname": "小宝", "relation": "child", "region": "440100"}
FILING = {"kind": "TMP_OTHER", "care_region": "610100", "starts_on": "2025-08-31"}

WRONG_TEXTS: list[Any] = [
    None,
    "",
    " ",
    "\0",
    "\u200b",
    "a\0b",
    [],
    {},
    ["妈"],
    True,
    "\ud800",
]
WRONG_CHOICES: list[Any] = [None, "", "self ", "\0", "\ud800", [], {}, [[]], 7, HUGE, "x" * 10_000]
WRONG_DATES: list[Any] = [
    "",
    "0001-01-01",
    "9999-12-31",
    "2025-02-29",
    "2025-13-01",
    "2025-11-20T00:00:00Z",
    "20/11/2025",
    "１９９９-０１-０１x",
    "\0",
    "\ud800",
    20251120,
    HUGE,
    [],
    {},
    True,
]
WRONG_REGIONS: list[Any] = [
    None,
    "",
    "44010",
    "4401000",
    "440100\n",
    "440100\0",
    "４４０１００",
    "999999",
    "100000",
    "440000",
    440100,
    HUGE,
    [],
    {},
    True,
    "\ud800",
]
WRONG_FLAGS: list[Any] = [None, "也许", 2, [], {}, "\0"]
WRONG_AMOUNTS: list[Any] = [
    -1,
    "-0.01",
    "1000000",
    "4e400",
    "NaN",
    "Infinity",
    "400.001",
    HUGE,
    "四百",
    "\0",
    [],
    {},
    True,
]


def wrong(field: str, values: list[Any]) -> list[tuple[str, Any]]:
    return [(field, value) for value in values]


def assert_refused(answer: Any, *statuses: int) -> None:
    assert answer.status_code in (statuses or (400,)), (answer.status_code, answer.content)
    body = json.loads(answer.content)
    assert {"code", "message"} <= set(body) <= {"code", "message", "fields"}
    assert all(isinstance(text, str) and text for text in (body["code"], body["message"]))
    assert len(answer.content) < 2_000


def send(api: APIClient, method: str, url: str, body: Any) -> Any:
    """Send JSON exactly as given, lone surrogates and all."""
    return send_raw(api, method, url, json.dumps(body))


def send_raw(
    api: APIClient, method: str, url: str, body: Any, content_type: str = "application/json"
) -> Any:
    return api.generic(method, url, body, content_type=content_type)


def endpoints(mother: Member, filing: Filing) -> list[tuple[str, str, dict[str, Any]]]:
    """Every endpoint that takes a body, with one that is fine."""
    member = f"/api/v1/members/{mother.pk}"
    return [
        ("POST", "/api/v1/auth/login", {"code": "x"}),
        ("POST", "/api/v1/members", MEMBER),
        ("PATCH", member, {"nickname": "老妈"}),
        ("PUT", f"{member}/enrolments/2026", {}),
        ("POST", f"{member}/enrolments/2026/undo", {}),
        ("POST", f"{member}/filings", FILING),
        ("PATCH", f"/api/v1/filings/{filing.pk}", {"starts_on": "2025-09-01"}),
    ]


@pytest.fixture
def filing(mother: Member) -> Filing:
    return Filing.objects.create(
        member=mother, kind="LT_WORK", care_region_id="610100", starts_on="2025-01-01"
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"null",
        b"[]",
        b"7",
        b'"x"',
        b"[{}]",
        b"\xff\xfe\x00",
        b"{'nickname': 1}",
        b"NaN",
        b"[" * 100_000,
        b'{"a":' * 30_000 + b"1" + b"}" * 30_000,
        b"1" * 10_000,
    ],
    ids=lambda body: repr(body[:12]),
)
def test_a_body_that_is_no_json_object_is_malformed(
    api: APIClient, mother: Member, filing: Filing, body: bytes
) -> None:
    for method, url, _ in endpoints(mother, filing):
        answer = send_raw(api, method, url, body)
        assert_refused(answer)


@pytest.mark.django_db
def test_no_body_is_an_empty_one(api: APIClient, mother: Member, filing: Filing) -> None:
    for method, url, _ in endpoints(mother, filing):
        answer = send_raw(api, method, url, b"")
        if method == "POST" and not url.endswith("/undo"):
            assert_refused(answer)
        else:
            assert answer.status_code == 200


@pytest.mark.django_db
def test_an_oversized_body_is_refused(
    api: APIClient, mother: Member, filing: Filing, settings: Any
) -> None:
    settings.DEBUG = True  # in the demonstration too: an error shape, not a page for developers
    for method, url, body in endpoints(mother, filing):
        padded = {**body, "padding": "x" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE}
        assert_refused(send(api, method, url, padded))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "content_type", ["text/plain", "multipart/form-data; boundary=x", "application/xml", "nonsense"]
)
def test_only_json_is_taken(
    api: APIClient, mother: Member, filing: Filing, content_type: str
) -> None:
    for method, url, _ in endpoints(mother, filing):
        assert_refused(send_raw(api, method, url, b"x=1", content_type), 415)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "code", [None, "", " ", "\0", "登录", "a b", "x" * 129, [], {}, True, "\ud800", "x\n\ny"]
)
def test_a_login_code_that_cannot_be_one_never_reaches_wechat(code: Any) -> None:
    assert_refused(send(APIClient(), "POST", "/api/v1/auth/login", {"code": code}))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value"),
    [
        *wrong("nickname", [*WRONG_TEXTS, "一二三四五六七八九十一", "x" * 100_000, HUGE]),
        *wrong("relation", WRONG_CHOICES),
        *wrong("born_on", [*WRONG_DATES, "2025-11-21"]),
        *wrong("region", WRONG_REGIONS),
        *wrong("scheme", WRONG_CHOICES),
        *wrong("category", WRONG_CHOICES),
        *wrong("muted", WRONG_FLAGS),
    ],
)
def test_a_wrong_field_of_a_member_is_named(
    api: APIClient, mother: Member, field: str, value: Any
) -> None:
    for method, url, base in (
        ("POST", "/api/v1/members", MEMBER),
        ("PATCH", f"/api/v1/members/{mother.pk}", {}),
    ):
        answer = send(api, method, url, {**base, field: value})
        assert_refused(answer)
        assert list(answer.json()["fields"]) == [field]
    assert Member.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("missing", ["nickname", "relation", "region"])
def test_a_member_needs_its_fields(rules: None, api: APIClient, missing: str) -> None:
    body = {name: value for name, value in MEMBER.items() if name != missing}
    answer = api.post("/api/v1/members", body)
    assert_refused(answer)
    assert list(answer.json()["fields"]) == [missing]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value"),
    [
        *wrong("paid_on", [*WRONG_DATES, "2025-11-21", "2025-06-30"]),
        *wrong("amount", WRONG_AMOUNTS),
        *wrong("channel", [None, "\0", "\u200b", "二" * 21, "x" * 100_000, [], {}, True, "\ud800"]),
        *wrong("channel", ["6222021234567890123"]),
        *wrong("exempt", [*WRONG_FLAGS, True]),
    ],
)
def test_a_wrong_field_of_an_enrolment_is_named(
    api: APIClient, mother: Member, field: str, value: Any
) -> None:
    body = {"paid_on": "2025-11-19", "amount": "549", "channel": "粤税通", field: value}
    answer = send(api, "PUT", f"/api/v1/members/{mother.pk}/enrolments/2026", body)
    assert_refused(answer)
    assert list(answer.json()["fields"]) == [field]
    assert not Enrolment.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "body", [{"amount": "400"}, {"channel": "银行"}, {"paid_on": None, "amount": 1}]
)
def test_money_without_a_date_is_incomplete(
    api: APIClient, mother: Member, body: dict[str, Any]
) -> None:
    answer = send(api, "PUT", f"/api/v1/members/{mother.pk}/enrolments/2026", body)
    assert_refused(answer)
    assert list(answer.json()["fields"]) == ["paid_on"]


@pytest.mark.django_db
@pytest.mark.parametrize("year", ["0", "1", "1999", "2002", "2027", "2100", "99999", str(HUGE)])
def test_a_year_out_of_reach_cannot_be_declared(api: APIClient, mother: Member, year: str) -> None:
    url = f"/api/v1/members/{mother.pk}/enrolments/{year}"
    for body in ({}, {"exempt": True}, {"paid_on": "2025-11-19"}):
        assert_refused(send(api, "PUT", url, body))
    assert_refused(send(api, "POST", f"{url}/undo", {}), 409)
    assert api.get(f"{url}/changes").json()["results"] == []
    assert not Enrolment.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("change", [None, 0, -1, HUGE, "x", "", 1.5, [], {}, "\0", "\ud800"])
def test_an_undo_of_nonsense_undoes_nothing(api: APIClient, mother: Member, change: Any) -> None:
    url = f"/api/v1/members/{mother.pk}/enrolments/2026"
    send(api, "PUT", url, {})
    assert_refused(send(api, "POST", f"{url}/undo", {"change": change}))
    assert Enrolment.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value"),
    [
        *wrong("kind", WRONG_CHOICES),
        *wrong("care_region", [*WRONG_REGIONS, "440100"]),
        *wrong("starts_on", [None, *WRONG_DATES]),
        *wrong("ends_on", [*WRONG_DATES, "2024-12-31"]),
    ],
)
def test_a_wrong_field_of_a_filing_is_named(
    api: APIClient, mother: Member, filing: Filing, field: str, value: Any
) -> None:
    for method, url, base in (
        ("POST", f"/api/v1/members/{mother.pk}/filings", FILING),
        ("PATCH", f"/api/v1/filings/{filing.pk}", {}),
    ):
        answer = send(api, method, url, {**base, field: value})
        assert_refused(answer)
        assert list(answer.json()["fields"]) == [field]
    assert Filing.objects.count() == 1


@pytest.mark.django_db
def test_what_the_server_decides_cannot_be_sent(
    api: APIClient, mother: Member, filing: Filing
) -> None:
    api.patch(f"/api/v1/members/{mother.pk}", {"user": 1, "id": 999, "created_at": "2000-01-01"})
    api.patch(
        f"/api/v1/filings/{filing.pk}",
        {"member": 1, "rule_code": "X", "cancelled_on": "2025-01-01", "ends_on_reason": "假的"},
    )
    mother.refresh_from_db()
    filing.refresh_from_db()
    assert mother.user.username == "li_ming"
    assert (filing.member, filing.cancelled_on) == (mother, None)
    assert "假的" not in filing.ends_on_reason


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["0", "-1", "x", "1.5", str(HUGE), "9" * 5000, "%00", "１"])
def test_what_does_not_exist_is_not_found(api: APIClient, rules: None, number: str) -> None:
    for method, url, body in (
        ("GET", f"/api/v1/members/{number}", None),
        ("PATCH", f"/api/v1/members/{number}", {}),
        ("DELETE", f"/api/v1/members/{number}", None),
        ("GET", f"/api/v1/members/{number}/enrolments", None),
        ("PUT", f"/api/v1/members/{number}/enrolments/2026", {}),
        ("POST", f"/api/v1/members/{number}/enrolments/2026/undo", {}),
        ("GET", f"/api/v1/members/{number}/enrolments/2026/changes", None),
        ("GET", f"/api/v1/members/{number}/filings", None),
        ("POST", f"/api/v1/members/{number}/filings", FILING),
        ("GET", f"/api/v1/filings/{number}", None),
        ("PATCH", f"/api/v1/filings/{number}", {}),
        ("DELETE", f"/api/v1/filings/{number}", None),
    ):
        assert_refused(send(api, method, url, body), 404)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("cursor=x", 404),
        ("cursor=%00", 200),
        ("cursor=cD14", 404),  # p=x
        ("cursor=cD0x", 200),  # p=1
        ("page_size=x", 400),
        ("page_size=0", 400),
        ("page_size=101", 400),
        ("page_size=100", 200),
    ],
)
def test_a_nonsense_page_is_refused(
    api: APIClient, mother: Member, query: str, status: int
) -> None:
    answer = api.get(f"/api/v1/members/{mother.pk}/filings?{query}")
    assert answer.status_code == status
    if status != 200:
        assert_refused(answer, status)


@pytest.mark.django_db
def test_a_method_nobody_offers_is_refused(api: APIClient, mother: Member, filing: Filing) -> None:
    member = f"/api/v1/members/{mother.pk}"
    for method, url in (
        ("GET", "/api/v1/auth/login"),
        ("DELETE", "/api/v1/members"),
        ("PUT", member),
        ("POST", f"{member}/enrolments"),
        ("DELETE", f"{member}/enrolments/2026"),
        ("GET", f"{member}/enrolments/2026/undo"),
        ("POST", f"{member}/enrolments/2026/changes"),
        ("PUT", f"/api/v1/filings/{filing.pk}"),
    ):
        assert_refused(send(api, method, url, {}), 405)


@pytest.mark.django_db
def test_only_json_is_given(api: APIClient, mother: Member) -> None:
    assert_refused(api.get("/api/v1/members", HTTP_ACCEPT="text/html"), 406)
