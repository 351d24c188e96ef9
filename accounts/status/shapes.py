"""The shapes of the answer, as they go out: plain values, so that nothing is converted twice."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TypedDict

from policies.answers import Provenance
from policies.models import Confidence

BASES_KEPT = 4_096


class BasisShape(TypedDict):
    """Where a day comes from."""

    rule: str
    place: str
    title: str
    number: str
    issuer: str
    dated: str
    url: str
    confidence: str
    confidence_label: str
    checked_on: date | None


class GroundShape(TypedDict):
    """What a day rests on; one that the resident gave has no basis in policy."""

    explanation: str
    given: bool
    needs_check: bool
    basis: BasisShape | None


Grounds = dict[str, GroundShape]
"""By the name of the field that holds the day; days that are not known have none."""


class DayShape(GroundShape):
    """A day to come, what is to be done until then and where, and why that day."""

    kind: str
    on: date
    days_left: int
    what: str
    where: str


class TodayShape(TypedDict):
    answer: str
    answer_label: str
    state: str
    state_label: str
    begins_on: date | None
    until: date | None
    explanation: str
    needs_check: bool
    basis: BasisShape | None
    grounds: Grounds


class AmountShape(TypedDict):
    """`amount` is what the person pays, `standard` the price before any help."""

    amount: str
    standard: str
    at_most: bool
    tier: str
    needs_check: bool
    basis: BasisShape | None


class AidShape(TypedDict):
    explanation: str
    needs_check: bool
    basis: BasisShape | None


class YearShape(TypedDict):
    coverage_year: int
    state: str
    state_label: str
    settled: bool
    payment: str
    payment_label: str
    opens_on: date | None
    last_payable_on: date | None
    days_left: int | None
    benefit_starts_on: date | None
    amounts: list[AmountShape]
    aid: AidShape | None
    where: str
    explanation: str
    window_explanation: str
    needs_check: bool
    basis: BasisShape | None
    grounds: Grounds


class FilingShape(TypedDict):
    id: int
    kind: str
    kind_label: str
    care_region: str
    care_region_name: str
    state: str
    state_label: str
    starts_on: date
    last_valid_on: date | None
    long_term: bool
    change_from: date | None
    papers_due_on: date | None
    usable_today: str
    warning: str
    explanation: str
    needs_check: bool
    basis: BasisShape | None
    grounds: Grounds


class DebitShape(TypedDict):
    day: int | None
    nominal_on: date | None
    next_on: date | None
    failed_month: date | None
    suspended_from: date | None
    repair_by: date | None
    missing_month: date | None
    explanation: str
    needs_check: bool
    basis: BasisShape | None
    grounds: Grounds


class NewbornShape(TypedDict):
    coverage_year: int
    pay_by: date | None
    covered_from: date | None
    done: bool
    explanation: str
    needs_check: bool
    basis: BasisShape | None
    grounds: Grounds


class RecheckShape(TypedDict):
    recognised_on: date
    recheck_on: date | None
    explanation: str
    needs_check: bool
    basis: BasisShape | None
    grounds: Grounds


class ActionShape(GroundShape):
    """The one thing to do next. `by` is empty where no trusted rule gives a day; so is its ground."""

    kind: str
    what: str
    where: str
    by: date | None


class MemberShape(TypedDict):
    id: int
    nickname: str
    relation: str
    region: str
    region_name: str
    scheme: str
    scheme_label: str
    headline: str
    next_action: ActionShape | None
    today: TodayShape
    this_year: YearShape | None
    next_year: YearShape | None
    filings: list[FilingShape]
    debit: DebitShape | None
    newborn: list[NewbornShape]
    rechecks: list[RecheckShape]
    next_dates: list[DayShape]


class StatusShape(TypedDict):
    on: date
    paid_on: date | None
    notice: str
    members: list[MemberShape]


@lru_cache(maxsize=BASES_KEPT)
def basis_of(provenance: Provenance | None) -> BasisShape | None:
    """The same for everybody whose day rests on that row, so it is only ever read."""
    if provenance is None:
        return None
    source = provenance.sources[0] if provenance.sources else None
    return {
        "rule": provenance.code,
        "place": provenance.region_name,
        "title": source.title if source else "",
        "number": source.number if source else "",
        "issuer": source.issuer if source else "",
        "dated": source.dated if source else "",
        "url": source.url if source else "",
        "confidence": provenance.confidence,
        "confidence_label": Confidence(provenance.confidence).label,
        "checked_on": provenance.checked_on,
    }


def is_doubtful(provenance: Provenance | None) -> bool:
    """Whether 待核实 must stand beside what rests on this."""
    return provenance is None or provenance.needs_check
