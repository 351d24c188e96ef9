"""Declares facts of one member and takes them back; every change leaves a trace."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import models, transaction

from accounts import rules, tracing
from accounts.models import ChronicRecognition, Fact, Member
from accounts.services import conflict, gone, invalid, lock
from policies.models import Scheme

MAX_RECOGNITIONS = 10


@transaction.atomic
def declare_debit_plan(
    *, member: Member, day: int, since: date, today: date, now: datetime
) -> None:
    """On which day of the month money is taken, from the month that begins on `since`."""
    if problem := rules.debit_since_problem(since, today=today):
        raise invalid("since", problem)
    member = _self_employed(member)
    _store(member, Fact.DEBIT_PLAN, values={"day": day, "since": since}, now=now)


@transaction.atomic
def declare_debit_result(
    *,
    member: Member,
    month: date,
    succeeded: bool,
    repaired_on: date | None,
    today: date,
    now: datetime,
) -> None:
    """Whether the money of a month was taken; the whole of what is known about it."""
    if problem := rules.month_problem(month, today=today):
        raise invalid("month", problem)
    if problem := rules.repaired_on_problem(
        repaired_on, month=month, succeeded=succeeded, today=today
    ):
        raise invalid("repaired_on", problem)
    member = _self_employed(member)
    values = {"succeeded": succeeded, "repaired_on": repaired_on}
    _store(member, Fact.DEBIT_RESULT, key=tracing.key_of_month(month), values=values, now=now)


@transaction.atomic
def declare_job_loss(*, member: Member, last_paid_month: date, today: date, now: datetime) -> None:
    """Until which month the employer paid."""
    if problem := rules.month_problem(last_paid_month, today=today):
        raise invalid("last_paid_month", problem)
    _store(lock(member), Fact.JOB_LOSS, values={"last_paid_month": last_paid_month}, now=now)


@transaction.atomic
def withdraw(*, member: Member, fact: Fact, key: int = 0, now: datetime) -> None:
    """Take a fact away; it can be put back by undoing the change. Twice changes nothing."""
    _store(lock(member), fact, key=key, values=None, now=now)


@transaction.atomic
def add_recognition(
    *,
    member: Member,
    recognised_on: date,
    recheck_on: date | None = None,
    today: date,
    now: datetime,
) -> ChronicRecognition:
    if problem := rules.recognition_problem(
        recognised_on=recognised_on, recheck_on=recheck_on, today=today
    ):
        raise invalid(*problem)
    member = lock(member)
    same = member.chronic_recognitions.filter(recognised_on=recognised_on, recheck_on=recheck_on)
    if found := same.first():
        return found
    if member.chronic_recognitions.count() >= MAX_RECOGNITIONS:
        raise conflict("too_many_recognitions", f"最多登记 {MAX_RECOGNITIONS} 项慢特病认定。")
    recognition = ChronicRecognition.objects.create(
        member=member, recognised_on=recognised_on, recheck_on=recheck_on
    )
    tracing.record(
        member=member,
        fact=Fact.CHRONIC,
        key=recognition.pk,
        before=None,
        after=tracing.snapshot(recognition),
        now=now,
    )
    return recognition


@transaction.atomic
def update_recognition(
    *,
    member: Member,
    recognition_id: int,
    recognised_on: date,
    recheck_on: date | None = None,
    today: date,
    now: datetime,
) -> None:
    """Raises AppError 404 when there is no such recognition of this member."""
    if problem := rules.recognition_problem(
        recognised_on=recognised_on, recheck_on=recheck_on, today=today
    ):
        raise invalid(*problem)
    member = lock(member)
    if not member.chronic_recognitions.filter(pk=recognition_id).exists():
        raise gone()
    values = {"recognised_on": recognised_on, "recheck_on": recheck_on}
    _store(member, Fact.CHRONIC, key=recognition_id, values=values, now=now)


def _self_employed(member: Member) -> Member:
    member = lock(member)
    if member.scheme != Scheme.FLEXIBLE:
        raise conflict("not_paid_monthly", "只有灵活就业参保的家人按月扣款；险种不对请先修改。")
    return member


def _store(
    member: Member, fact: Fact, *, key: int = 0, values: dict[str, Any] | None, now: datetime
) -> None:
    """Write, change or remove one fact with its trace; the caller holds the member's row."""
    table, identity = tracing.FACTS[fact]
    named = identity(key)
    row: models.Model | None = table._default_manager.filter(member=member, **named).first()
    before = tracing.snapshot(row)
    if values is not None:
        row = row or table(member=member, **named)
        for name, value in values.items():
            setattr(row, name, value)
        row.save()
    elif row is not None:
        row.delete()
    after = None if values is None else tracing.snapshot(row)
    tracing.record(member=member, fact=fact, key=key, before=before, after=after, now=now)
