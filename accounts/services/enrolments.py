"""Declaring coverage years."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from accounts import rules, tracing
from accounts.models import Change, Enrolment, Fact, Member
from accounts.services.guarding import conflict, invalid, lock
from policies.models import Scheme

CENT = Decimal("0.01")
DECLARED_BY = {
    Enrolment.Source.SELF: Change.By.RESIDENT,
    Enrolment.Source.VILLAGE: Change.By.DESK,
}


@dataclass(frozen=True, slots=True)
class Declaration:
    """All that is declared about one coverage year, and by whom.

    With `paid_on`, the day the money arrived, it is paid; `exempt` is one that public funds pay
    for; with neither it is registered and not yet paid.
    """

    paid_on: date | None = None
    amount: Decimal | None = None
    channel: str = ""
    exempt: bool = False
    source: Enrolment.Source = Enrolment.Source.SELF


@transaction.atomic
def declare_year(
    *,
    member: Member,
    coverage_year: int,
    declaration: Declaration,
    today: date,
    now: datetime,
) -> Enrolment:
    """Put what is declared about a year in place of what was. The same again changes nothing.

    Raises AppError 400 when the money cannot have arrived on that day or nobody can declare that
    year yet, and 409 for who does not pay by the year.
    """
    _require_sensible(declaration, coverage_year=coverage_year, today=today)
    member = lock(member)
    if member.scheme != Scheme.RESIDENT:
        raise conflict("paid_monthly", "职工医保和灵活就业按月缴费，不用登记年度缴费。")
    enrolment = member.enrolments.filter(coverage_year=coverage_year).first()
    before = tracing.snapshot(enrolment)
    if enrolment is None:
        enrolment = Enrolment(member=member, coverage_year=coverage_year)
    for name, value in asdict(_rounded(declaration)).items():
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
        by=DECLARED_BY[declaration.source],
    )
    return enrolment


def _rounded(declaration: Declaration) -> Declaration:
    amount = declaration.amount
    return declaration if amount is None else replace(declaration, amount=amount.quantize(CENT))


def _require_sensible(declaration: Declaration, *, coverage_year: int, today: date) -> None:
    if problem := rules.coverage_year_problem(coverage_year, today=today):
        raise invalid("coverage_year", problem)
    paid_on = declaration.paid_on
    if paid_on and (
        problem := rules.payment_date_problem(paid_on, coverage_year=coverage_year, today=today)
    ):
        raise invalid("paid_on", problem)
