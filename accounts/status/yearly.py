"""The residents' insurance of one person, paid once a year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property, partial

from accounts import rules, terms
from accounts.rules import Basis, EnrolmentState
from accounts.status.amounts import Aid, Amount, aid_of, amount_of
from accounts.status.coverage import Answer, Coverage
from accounts.status.facts import Declared, MemberFacts
from accounts.status.grounds import Ground, grounds_of
from accounts.status.parts import once
from accounts.status.shapes import YearShape, basis_of, is_doubtful
from policies.answers import (
    ContributionAnswer,
    ContributionOption,
    HouseholdRules,
    PaymentWindowAnswer,
    Provenance,
)
from policies.models import PersonCategory

CHECK_PLATFORM = "请在国家医保服务平台核对。"


class Payment(StrEnum):
    SETTLED = "settled"
    OPEN = "open"
    NOT_OPEN = "not_open"
    LATE = "late"
    CLOSED = "closed"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        return PAYMENT_LABELS[self]


PAYMENT_LABELS = {
    Payment.SETTLED: "已经办好",
    Payment.OPEN: "正在缴费期",
    Payment.NOT_OPEN: "还没开始",
    Payment.LATE: "可以补缴",
    Payment.CLOSED: "缴费期已过",
    Payment.UNKNOWN: "日期待核实",
}


@dataclass(frozen=True, eq=False)
class Year:
    """One coverage year on a day, of all who declared the same: what the place says about it."""

    today: date
    coverage_year: int
    declared: Declared | None
    standing: rules.Standing
    payment: Payment
    pay_by: date | None
    window: PaymentWindowAnswer
    contribution: ContributionAnswer
    born_on: date | None
    aid: Aid | None
    to_pay: Ground
    start_basis: Provenance | None

    @property
    def is_settled(self) -> bool:
        return self.declared is not None and self.declared.is_settled

    @property
    def can_be_paid(self) -> bool:
        return self.payment in (Payment.OPEN, Payment.LATE)

    @property
    def where(self) -> str:
        return self.window.pay_at

    @cached_property
    def shape(self) -> YearShape:
        provenance = self.start_basis if self.is_settled else self.to_pay.provenance
        shown = provenance or next(iter(self.window.unverified), None)
        return {
            "coverage_year": self.coverage_year,
            "state": self.standing.state.value,
            "state_label": self.standing.state.label,
            "settled": self.is_settled,
            "payment": self.payment.value,
            "payment_label": self.payment.label,
            "opens_on": self.window.opens_on,
            "last_payable_on": self.pay_by,
            "days_left": (self.pay_by - self.today).days
            if self.pay_by and self.can_be_paid
            else None,
            "benefit_starts_on": self.standing.benefit_starts_on,
            "amounts": [amount.shape for amount in self.amounts],
            "aid": self.aid.shape if self.aid else None,
            "where": self.where,
            "explanation": self.standing.explanation,
            "window_explanation": self.window.explanation,
            "needs_check": is_doubtful(provenance),
            "basis": basis_of(shown),
            "grounds": grounds_of(
                {
                    "opens_on": self.window.opens_on,
                    "last_payable_on": self.pay_by,
                    "benefit_starts_on": self.standing.benefit_starts_on,
                },
                {
                    "opens_on": Ground(self.window.explanation, self.window.provenance),
                    "last_payable_on": self.to_pay,
                    "benefit_starts_on": Ground(self.standing.explanation, self.start_basis),
                },
            ),
        }

    @cached_property
    def amounts(self) -> list[Amount]:
        """What the person may have to pay; several where tiers are offered."""
        return [
            amount_of(option, self.aid)
            for option in self.contribution.options
            if _is_for_born(option, self.born_on)
        ]

    @cached_property
    def price(self) -> str:
        """What is to be paid, in brackets, where there is no choice."""
        words = {amount.words for amount in self.amounts}
        return f"（{words.pop()}）" if len(words) == 1 else ""


def _is_for_born(option: ContributionOption, born_on: date | None) -> bool:
    if born_on is None:
        return True
    return (option.born_from is None or option.born_from <= born_on) and (
        option.born_before is None or born_on < option.born_before
    )


def year_of(facts: MemberFacts, policy: HouseholdRules, *, coverage_year: int, today: date) -> Year:
    """Where a coverage year of a person stands on `today`; the same for all who declared alike."""
    declared = facts.enrolments.get(coverage_year)
    told = _enrolment_facts(facts, declared, coverage_year, terms.terms_of(policy).late)
    return once(
        policy,
        (told, facts.category, facts.special_group, today),
        partial(_year, facts, policy, declared, told, today),
    )


def _year(
    facts: MemberFacts,
    policy: HouseholdRules,
    declared: Declared | None,
    told: rules.EnrolmentFacts,
    today: date,
) -> Year:
    coverage_year = told.coverage_year
    window = policy.windows[coverage_year]
    place = terms.terms_of(policy)
    standing = rules.enrolment_state(told, today=today, terms=place.by_year[coverage_year])
    origins = {Basis.WINDOW: window.provenance, **place.origins}
    settled = declared is not None and declared.is_settled
    payment, pay_by = _payment(window, settled=settled, today=today)
    to_pay = Ground(window.explanation, window.provenance)
    if own := newborns_deadline(standing, place, born_on=facts.born_on, settled=settled):
        payment, (pay_by, to_pay) = Payment.OPEN, own
    return Year(
        today=today,
        coverage_year=coverage_year,
        declared=declared,
        standing=standing,
        payment=payment,
        pay_by=pay_by,
        window=window,
        contribution=policy.contributions[coverage_year],
        born_on=facts.born_on,
        aid=aid_of(facts, policy, coverage_year=coverage_year, today=today),
        to_pay=to_pay,
        start_basis=origins[standing.basis] if standing.basis else None,
    )


def newborns_deadline(
    standing: rules.Standing, place: terms.PlaceTerms, *, born_on: date | None, settled: bool
) -> tuple[date, Ground] | None:
    """Until when a year of a newborn is to be paid, and why, where the window does not count."""
    if settled or standing.basis != Basis.NEWBORN or place.newborn is None or born_on is None:
        return None
    why = f"新生儿在出生后{place.newborn.within_days}天内参保缴费，不看集中缴费期。"
    return place.newborn.deadline(born_on), Ground(why, place.origins[Basis.NEWBORN])


def _enrolment_facts(
    facts: MemberFacts, declared: Declared | None, year: int, late: rules.LateTerms | None
) -> rules.EnrolmentFacts:
    paid = {
        each: rules.coverage_start(each) if told.exempt else told.paid_on
        for each, told in facts.enrolments.items()
    }
    gap = rules.gap_before(
        paid, coverage_year=year, counted_from=late.missed_from if late else rules.BREAKS_COUNT_FROM
    )
    return rules.EnrolmentFacts(
        coverage_year=year,
        registered=declared is not None,
        paid_on=declared.paid_on if declared else None,
        exempt=declared.exempt if declared else False,
        missed=gap.missed,
        repaired=gap.repaired,
        newborn=facts.category == PersonCategory.NEWBORN,
        born_on=facts.born_on,
        groups=frozenset({facts.category, facts.special_group}),
        special_since=facts.special_since,
        left_job_in=facts.last_paid_month,
    )


def _payment(
    window: PaymentWindowAnswer, *, settled: bool, today: date
) -> tuple[Payment, date | None]:
    """Whether one can pay on `today`, and until when."""
    if settled:
        return Payment.SETTLED, window.due_on
    if window.due_on is None:
        return Payment.UNKNOWN, None
    if window.opens_on and today < window.opens_on:
        return Payment.NOT_OPEN, window.due_on
    if today <= window.due_on:
        return Payment.OPEN, window.due_on
    if window.late_due_on and today <= window.late_due_on:
        return Payment.LATE, window.late_due_on
    return Payment.CLOSED, None


def coverage_of(this: Year, following: Year, *, today: date) -> Coverage:
    """Whether care is covered on `today`, in the year `this`.

    Who paid is covered from the day the rules give; where they give none it stays unknown. A
    year that nobody declared is unknown too: it may have been paid all the same.
    """
    state, year = this.standing.state, this.coverage_year
    begins_on, until = this.standing.benefit_starts_on, rules.coverage_end(year)
    if state in (EnrolmentState.COVERED, EnrolmentState.EXEMPT):
        return Coverage(
            Answer.YES,
            state,
            this.standing.explanation,
            begins_on=begins_on,
            until=until,
            provenance=this.start_basis,
            ends=f"居民医保一年一保，{year}年度到12月31日为止。",
        )
    if state in (EnrolmentState.AWAITING_BENEFIT, EnrolmentState.WAITING):
        return Coverage(
            Answer.NO,
            state,
            this.standing.explanation,
            begins_on=begins_on or _next_start(following),
            provenance=this.start_basis,
        )
    if state == EnrolmentState.PAID:
        return Coverage(Answer.UNKNOWN, state, this.standing.explanation)
    if this.declared is None:
        return _undeclared(this, following)
    return Coverage(
        Answer.NO,
        state,
        f"{year}年度没有缴费，现在看病不能报销。{_when_next(following)}",
        begins_on=_next_start(following),
        provenance=following.start_basis,
    )


def _undeclared(this: Year, following: Year) -> Coverage:
    state, begins_on = this.standing.state, _next_start(following)
    told = f"还不知道{this.coverage_year}年度缴了没有：缴过请补填，没缴请填未缴；也{CHECK_PLATFORM}"
    return Coverage(
        Answer.UNKNOWN,
        state,
        f"{told}{_when_next(following)}",
        begins_on=begins_on,
        provenance=following.start_basis,
    )


def _next_start(following: Year) -> date | None:
    return following.standing.benefit_starts_on if following.is_settled else None


def _when_next(following: Year) -> str:
    if begins_on := _next_start(following):
        return f"{following.coverage_year}年度已经办好，{rules.chinese(begins_on)}起能报销。"
    return ""


def year_if_paid(facts: MemberFacts, policy: HouseholdRules, *, paid_on: date) -> list[int]:
    """For which coverage years money that comes on `paid_on` would be.

    1. A newborn's: every unpaid year that has to be paid by the newborn deadline.
    2. Else the unpaid year whose window is open on that day, the nearer year first.
    3. Else the year of that day itself, late; if that is paid, the next.
    """
    unpaid = [
        year
        for year in sorted(policy.windows)
        if not (facts.enrolments.get(year) or Declared()).is_settled
    ]
    newborn = terms.terms_of(policy).newborn
    if facts.category == PersonCategory.NEWBORN and facts.born_on and newborn:
        deadline = newborn.deadline(facts.born_on)
        if paid_on <= deadline:
            return [year for year in unpaid if facts.born_on.year <= year <= deadline.year]
    for year in unpaid:
        window = policy.windows[year]
        if window.due_on and (window.opens_on or paid_on) <= paid_on <= window.due_on:
            return [year]
    return [year for year in unpaid if year >= paid_on.year][:1]
