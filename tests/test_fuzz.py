"""What nobody thought of: requests, one after the other, made up from the contract itself.

`make fuzz` sends 20,000; the suite a small slice, the same each time. Each sequence of requests
follows the contract's own links: what one operation answers, the next is asked about.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Set
from datetime import date, datetime
from http import HTTPStatus
from math import ceil
from typing import Any
from zlib import crc32

import pytest
import schemathesis
import time_machine
from django.apps import apps
from django.core.wsgi import get_wsgi_application
from django.db import connection
from hypothesis import HealthCheck, Phase, given, settings
from rest_framework_simplejwt.tokens import AccessToken
from schemathesis.core.failures import FailureGroup
from schemathesis.core.transport import Response
from schemathesis.generation.stateful.state_machine import StepInput, StepOutput
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from accounts.models import Member, User
from tests.consenting import AGREED
from tests.policies.conftest import policies, product_files, shipped_tables
from tests.sandbox import RunningSandbox
from yibao_project import throttles
from yibao_project.clock import BEIJING

__all__ = ["policies", "product_files", "shipped_tables"]

REQUESTS = int(os.environ.get("FUZZ_REQUESTS", "200"))
STEPS = 20
# What a client knows from other answers, and no generator would guess.
KNOWN: dict[str, list[Any]] = {
    "code": ["440100", "110000", "440000", "100000", "610100"],
    "region": ["440100", "110000", "430100"],
    "care_region": ["610100", "440300"],
    "coverage_year": [2024, 2025, 2026],
    "slug": ["pay-when", "newborn", "pay"],
    **dict.fromkeys(["member_id", "filing_id", "recognition_id", "change_id", "id"], [1, 2]),
    **dict.fromkeys(["paid_on", "starts_on", "recognised_on", "on"], ["2025-11-19", "2025-09-01"]),
    **dict.fromkeys(["month", "since", "last_paid_month"], ["2025-10", "2025-02"]),
}
USUAL = settings(
    stateful_step_count=STEPS,
    derandomize="FUZZ_REQUESTS" not in os.environ,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
CHECKS = [
    schemathesis.checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


@pytest.fixture
def season() -> Iterator[None]:
    with time_machine.travel(datetime(2025, 11, 20, 9, tzinfo=BEIJING), tick=False):
        yield


@pytest.fixture
def nobody_is_too_fast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttles, "limit_of", lambda scope: (1_000_000, 60))


class Resident:
    """Sends requests as somebody who agreed to everything, and notes what broke the contract."""

    def __init__(self) -> None:
        self.answers: Counter[tuple[str, int]] = Counter()
        self.followed: Counter[str] = Counter()
        self.broken: dict[str, str] = {}
        self.is_fresh = False

    def begin(self) -> None:
        """The same requests must meet the same household again, so numbers begin anew, too."""
        if self.is_fresh:
            return
        self.is_fresh = True
        User.objects.all().delete()
        apps_of = [apps.get_app_config(name) for name in ("accounts", "privacy", "reminders")]
        tables = [each._meta.db_table for app in apps_of for each in app.get_models()]
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(t, 'id'), 1, false) FROM unnest(%s::text[]) t",
                [tables],
            )
        self.user = User.objects.create(username="fuzz", openid="o-fuzz", **AGREED)
        for name, scheme in (("妈妈", "RESIDENT"), ("老张", "FLEXIBLE")):
            member = Member.objects.create(
                user=self.user, nickname=name, relation="parent", region_id="440100", scheme=scheme
            )
            member.filings.create(
                kind="TMP_OTHER", care_region_id="610100", starts_on=date(2025, 8, 31)
            )
            member.chronic_recognitions.create(recognised_on=date(2024, 6, 1))

    def prepare(self, case: Any, *, carried: Set[str | None] = frozenset()) -> None:
        """Tell what a client would, but for what a link `carried` over."""
        for told in (case.path_parameters, case.query, case.body):
            if isinstance(told, dict):
                told.update({k: v for k, v in known(told).items() if k not in carried})

    def credentials(self) -> dict[str, Any]:
        return {"headers": {"Authorization": f"Bearer {AccessToken.for_user(self.user)}"}}

    def judge(self, response: Response, case: Any) -> None:
        operation = case.operation.label
        self.answers[operation, response.status_code] += 1
        self.is_fresh &= case.method == "GET"
        try:
            case.validate_response(response, checks=CHECKS)
        except FailureGroup as group:
            for failure in group.exceptions:
                told = f"{operation} {response.status_code}: {failure}"
                self.broken.setdefault(f"{operation} {failure.title}", told)


def known(told: dict[str, Any]) -> dict[str, Any]:
    """Three times of four what a client would send instead of `told`; always the same for the same."""
    draws = {name: crc32(repr(told[name]).encode()) for name in KNOWN.keys() & told.keys()}
    return {
        name: KNOWN[name][draw // 4 % len(KNOWN[name])] for name, draw in draws.items() if draw % 4
    }


def follow_links(schema: Any, resident: Resident, *, requests: int) -> None:
    """Sequences of requests in which one answer leads to the next question."""

    class Sequence(schema.as_state_machine()):  # type: ignore[misc]
        def setup(self) -> None:
            resident.begin()

        def step(self, input: StepInput) -> StepOutput:  # noqa: A002  its name in schemathesis
            carried = {name for _, name in input.applied_parameters}
            resident.prepare(input.case, carried=carried)
            output: StepOutput = super().step(input)
            if carried and output.response.status_code < HTTPStatus.MULTIPLE_CHOICES:
                resident.followed[input.case.operation.label] += 1
            return output

        def get_call_kwargs(self, case: Any) -> dict[str, Any]:
            return resident.credentials()

        def validate_response(self, response: Response, case: Any, **kwargs: Any) -> None:
            resident.judge(response, case)

    Sequence.run(settings=settings(USUAL, max_examples=ceil(requests / STEPS)))


def ask_each(schema: Any, resident: Resident, *, requests: int) -> None:
    """Every operation by itself, also those that no link leads to or from."""
    operations = [found.ok() for found in schema.get_all_operations()]
    for operation in operations:

        @settings(USUAL, max_examples=max(1, requests // len(operations)))
        @given(case=operation.as_strategy())
        def ask(case: Any) -> None:
            resident.begin()
            resident.prepare(case)
            resident.judge(case.call(**resident.credentials()), case)

        ask()


@pytest.mark.django_db(transaction=True)
@pytest.mark.timeout(6 * 3600 if "FUZZ_REQUESTS" in os.environ else 300)
def test_no_request_and_no_sequence_of_requests_breaks_the_contract(
    season: None, policies: None, nobody_is_too_fast: None, sandbox: RunningSandbox
) -> None:
    schema = schemathesis.openapi.from_wsgi("/api/schema/?format=json", get_wsgi_application())
    resident = Resident()
    ask_each(schema, resident, requests=REQUESTS // 2)
    while (left := REQUESTS - resident.answers.total()) > 0:  # a sequence may end early
        follow_links(schema, resident, requests=left)
    for (operation, status), times in sorted(resident.answers.items()):
        print(f"{times:6} {status} {operation}")  # noqa: T201
    print(  # noqa: T201
        f"{resident.answers.total()} 次请求，{resident.followed.total()} 次沿着上一个回答走通，"
        f"{len(resident.broken)} 处与合同不符"
    )
    assert resident.answers.total() >= REQUESTS
    assert resident.followed
    assert not resident.broken, "\n\n".join(resident.broken.values())
