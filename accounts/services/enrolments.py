"""Declaring coverage years."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from accounts import rules, tracing
from accounts.models import Enrolment, Fact, Member
from accounts.services.guarding import conflict, invalid, lock
from policies.models import Scheme

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Declaration:
    """What is declared about one coverage year."""

    paid_on: date | None = None
    amount: Decimal | None = None
    channel: str = ""
    exempt: bool = False
    source: str = Enrolment.Source.SELF


def register_enrolment(
    *, member: Member, coverage_year: int, today: date, now: datetime
) -> Enrolment:
    """Declare a year as registered and not yet paid; an earlier declared payment is withdrawn."""
    return _declare(
        member=member,
        coverage_year=coverage_year,
        declaration=Declaration(),
        today=today,
        now=now,
    )


def declare_payment(
    *,
    member: Member,
    coverage_year: int,
    paid_on: date,
    amount: Decimal | None = None,
    channel: str = "",
    today: date,
    now: datetime,
) -> Enrolment:
    """Declare a year as paid; `paid_on` is the day the money arrived.

    Raises AppError when the money cannot have arrived on that day. Declaring the same twice
    changes nothing.
    """
    _require_coverage_year(coverage_year, today=today)
    problem = rules.payment_date_problem(paid_on, coverage_year=coverage_year, today=today)
    if problem:
        raise invalid("paid_on", problem)
    return _declare(
        member=member,
        coverage_year=coverage_year,
        declaration=Declaration(
            paid_on=paid_on,
            amount=None if amount is None else amount.quantize(CENT),
            channel=channel,
        ),
        today=today,
        now=now,
    )


def mark_exempt(*, member: Member, coverage_year: int, today: date, now: datetime) -> Enrolment:
    """Declare that a year is paid for by public funds; an own payment is withdrawn."""
    return _declare(
        member=member,
        coverage_year=coverage_year,
        declaration=Declaration(exempt=True),
        today=today,
        now=now,
    )


@transaction.atomic
def _declare(
    *,
    member: Member,
    coverage_year: int,
    declaration: Declaration,
    today: date,
    now: datetime,
) -> Enrolment:
    _require_coverage_year(coverage_year, today=today)
    member = lock(member)
    if member.scheme != Scheme.RESIDENT:
        raise conflict("paid_monthly", "职工医保和灵活就业按月缴费，不用登记年度缴费。")
    enrolment = member.enrolments.filter(coverage_year=coverage_year).first()
    before = tracing.snapshot(enrolment)
    if enrolment is None:
        enrolment = Enrolment(member=member, coverage_year=coverage_year)
    for name, value in asdict(declaration).items():
        setattr(enrolment, name, value)
    after = tracing.snapshot(enrolment)
    if before != after:
        enrolment.save()
    tracing.record(
        member=member,
        fact=Fact.ENROLMENT,
        key=coverage_year,
        before=before,
        after=after,
        now=now,
    )
    return enrolment


def _require_coverage_year(year: int, *, today: date) -> None:
    problem = rules.coverage_year_problem(year, today=today)
    if problem:
        raise invalid("coverage_year", problem)
