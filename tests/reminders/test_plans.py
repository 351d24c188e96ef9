"""What PostgreSQL does to answer the questions that are asked all day, at the size of a province.

The tables hold a row a month; their statistics say ten million. A plan that reads a whole month of
the ledger, or looks into months that nothing can be found in, fails here before it is slow anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from accounts.models import Member, User
from policies.models import Region
from policies.rules.days import add_months
from reminders import claims, months, planning, selectors, truth
from reminders.kinds import KINDS, speaks_since
from reminders.models import Grant, MessageTemplate, Reminder
from reminders.pausing import Paused
from reminders.planning import load_cohorts
from reminders.sending import _seconds_until_due
from reminders.services import settle_receipt, sweep
from tests.reminders.conftest import PAYMENT_TEMPLATE, file_for_care, morning, plan_on

pytestmark = pytest.mark.django_db
TODAY = date(2025, 11, 20)
ROWS = 10_000_000
Make = Callable[..., Member]
MakeUser = Callable[..., User]
STATUSES = {"sent": 0.6, "expired": 0.2, "held": 0.1, "done": 0.08, "planned": 0.01}
KINDS_SHARE = {"payment_deadline": 0.6, "window_opens": 0.2, "after_window": 0.1}


@dataclass
class Seen:
    """What the statements of one act read of the ledger."""

    indexes: set[str] = field(default_factory=set)
    months: set[str] = field(default_factory=set)
    whole: set[str] = field(default_factory=set)
    withdrawing: set[str] = field(default_factory=set)


@pytest.fixture
def province(
    resident: MakeUser,
    member: Make,
    window: Any,
    changsha: Region,
    monkeypatch: pytest.MonkeyPatch,
) -> User:
    """One resident with a row in each month, and statistics of millions."""
    monkeypatch.setattr(planning, "MANY_RESIDENTS", 10 * ROWS)  # plans are seen on one connection
    user = resident()
    mother = member(user)
    file_for_care(mother, changsha, start="2025-06-21", end="2025-12-20")
    first = add_months(TODAY.replace(day=1), -months.AT_HAND)
    days = [add_months(first, count) for count in range(months.AT_HAND + months.AHEAD + 1)]
    for due_on in days:
        Reminder.objects.create(
            user=user,
            kind="payment_deadline",
            subject=f"RESIDENT:{due_on.year}",
            due_on=due_on,
            stage=7,
            members=[{"id": mother.pk, "name": "妈妈"}],
            fingerprint=1,
            status="sent",
            send_after=morning(due_on.isoformat()),
            sent_at=morning(due_on.isoformat()),
            created_at=morning(due_on.isoformat()),
        )
    months.tend(today=TODAY)
    for table in ("accounts_user", "accounts_member", "reminders_grant"):
        say_it_has(table, ROWS)
    for day in days:
        say_it_has(f"{months.LEDGER}_{day:%Y_%m}", ROWS // len(days), STATUSES, KINDS_SHARE)
    return user


def say_it_has(table: str, rows: int, *shares: dict[str, float]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {table}")
        cursor.execute(
            "SELECT pg_restore_relation_stats('schemaname', 'public', 'relname', %s,"
            " 'relpages', 1, 'reltuples', %s::real)",
            [table, rows],
        )
        for column, values in zip(("status", "kind"), shares, strict=False):
            cursor.execute(
                "SELECT pg_restore_attribute_stats('schemaname', 'public', 'relname', %s,"
                " 'attname', %s, 'inherited', false, 'null_frac', 0::real, 'n_distinct', 9::real,"
                " 'most_common_vals', %s, 'most_common_freqs', %s::real[])",
                [table, column, f"{{{','.join(values)}}}", list(values.values())],
            )


@contextmanager
def watched() -> Iterator[Seen]:
    """Ask for the plan of every statement that reads or writes the ledger."""
    seen = Seen()

    def explain(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if months.LEDGER in sql and re.match(r"\s*(SELECT|INSERT|UPDATE|DELETE|WITH)", sql):
            execute(f"EXPLAIN (FORMAT JSON) {sql}", params, many, context)
            (plan,) = context["cursor"].fetchone()[0]
            _note(plan["Plan"], seen)
            if "NOT EXISTS (SELECT FROM due_now" in sql:
                seen.withdrawing |= set(_scans(plan["Plan"]))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(explain):
        yield seen
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT child.relname, parent.relname FROM pg_inherits
               JOIN pg_class child ON child.oid = inhrelid
               JOIN pg_class parent ON parent.oid = inhparent WHERE child.relkind = 'i'"""
        )
        parents = dict(cursor.fetchall())
    seen.indexes = {parents.get(name, name) for name in seen.indexes}


def _note(node: dict[str, Any], seen: Seen) -> None:
    table = node.get("Relation Name", "")
    if re.fullmatch(rf"{months.LEDGER}_\d+_\d+", table) and node["Node Type"] != "ModifyTable":
        seen.months.add(table[-7:])
        if node["Node Type"] == "Seq Scan":
            seen.whole.add(table[-7:])
        if "Index Name" in node:
            seen.indexes.add(node["Index Name"])
    if node["Node Type"] == "Bitmap Index Scan" and node["Index Name"].startswith(months.LEDGER):
        seen.indexes.add(node["Index Name"])
    for child in node.get("Plans", ()):
        _note(child, seen)


def _scans(node: dict[str, Any]) -> Iterator[str]:
    """How each table is read: accounts_member by member_pkey."""
    if "Relation Name" in node and node["Node Type"] != "ModifyTable":
        condition = node.get("Index Cond")
        yield f"{node['Relation Name']} {'by index' if condition else 'whole'}"
    for child in node.get("Plans", ()):
        yield from _scans(child)


def claim(code: str) -> None:
    """The sender's statement, under the options of its session."""
    kind = KINDS[code]
    template = MessageTemplate.objects.get(kind=code)
    with connection.cursor() as cursor:
        for option in claims.SESSION_OPTIONS.split("-c ")[1:]:
            name, value = option.strip().split("=")
            cursor.execute(f"SET LOCAL {name} = {value}")
        load_cohorts(cursor, truth.cohorts_of([kind], today=TODAY))
        cursor.execute(
            claims.claim_sql(kind, Paused()),
            {
                "kind": code,
                "template": template.pk,
                "long_term": False,
                "now": morning("2025-11-20"),
                "today": TODAY,
                "speaks_since": speaks_since(TODAY),
                "due_by": date.max,
                "size": 512,
                "paused_places": [],
            },
        )


def record(user: User) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            claims.RECORD_SQL,
            {
                "ids": [1, 2],
                "msgids": [3, 4],
                "due_on": date(2025, 12, 20),
                "status": "sent",
                "reason": "",
                "attempts": 1,
                "errcode": None,
                "send_after": None,
                "outcome": "sent",
                "now": morning("2025-11-20"),
                "detail": "",
                "template": Grant.objects.filter(user=user).values_list("template", flat=True)[0],
                "spends_one": True,
                "spends_all": False,
            },
        )


NOW = morning("2025-11-20")
ACTS: dict[str, tuple[Callable[[User], Any], set[str], int]] = {
    "planning": (
        lambda user: plan_on("2025-11-20"),
        {"reminder_open", "reminder_identity"},
        months.AT_HAND + months.AHEAD + 1,
    ),
    "claim of a payment": (lambda user: claim("payment_deadline"), {"reminder_to_send"}, 9),
    "claim of a filing": (lambda user: claim("filing_expiry"), {"reminder_to_send"}, 9),
    "record": (record, {"reminders_reminder_pkey"}, 1),
    "is anything due": (
        lambda user: _seconds_until_due(NOW, but_not=()),
        {"reminder_to_send"},
        9,
    ),
    "sweep": (
        lambda user: sweep(now=NOW + timedelta(hours=1)),
        {"reminder_in_doubt"},
        months.AT_HAND + months.AHEAD + 1,
    ),
    "inbox": (
        lambda user: list(selectors.inbox_for(user).order_by("-pk")[:20]),
        {"reminder_identity"},
        months.AT_HAND + months.AHEAD + 1,
    ),
    "receipt": (
        lambda user: settle_receipt(
            openid=str(user.openid),
            template_id=PAYMENT_TEMPLATE,
            msgid=1,
            delivered=True,
            now=NOW,
        ),
        {"reminder_identity"},
        months.AT_HAND + months.AHEAD + 1,
    ),
}


@pytest.mark.parametrize("act", ACTS)
def test_no_month_is_read_whole(province: User, act: str) -> None:
    do, expected, most_months = ACTS[act]
    with watched() as seen:
        do(province)
    assert seen.whole == set(), f"{act} reads whole months"
    assert expected <= seen.indexes, seen.indexes
    assert len(seen.months) <= most_months, sorted(seen.months)


@pytest.mark.parametrize("due", ["few", "more than are joined one by one"])
def test_what_is_withdrawn_is_looked_up_member_by_member(
    province: User, monkeypatch: pytest.MonkeyPatch, due: str
) -> None:
    if due != "few":
        monkeypatch.setattr(planning, "LARGE", 0)
    with watched() as seen:
        plan_on("2025-11-20")
    assert "accounts_member by index" in seen.withdrawing
    assert not {"accounts_member whole", "accounts_user whole"} & seen.withdrawing
