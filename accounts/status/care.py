"""Filings for care elsewhere, newborn tasks and the rechecks of chronic diseases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial

from accounts import rules
from accounts.filing_ends import origin_of_end
from accounts.rules import FilingState, chinese
from accounts.status.coverage import Answer, Coverage
from accounts.status.facts import Declared, FiledCare, MemberFacts, Recognition
from accounts.status.grounds import Ground, grounds_of
from accounts.status.parts import once
from accounts.status.shapes import (
    FilingShape,
    NewbornShape,
    RecheckShape,
    basis_of,
    is_doubtful,
)
from accounts.status.yearly import Year
from accounts.terms import terms_of, weakest
from policies import rules as policy_rules
from policies.answers import HouseholdRules, Provenance, Resolution
from policies.models import FilingType, PersonCategory

VALID = (FilingState.VALID, FilingState.EXPIRING)
NOT_IN_FORCE = (FilingState.EXPIRED, FilingState.NOT_STARTED, FilingState.CANCELLED)
WARNINGS = {
    FilingState.DRAFT: "备案还没提交，提交并审核通过后才算数。",
    FilingState.SUBMITTED: "备案还在审核，通过后才算数；通过了请在这里改成已备案。",
    FilingState.RETURNED: "备案被退回，还不算数；请按退回的原因补好，重新提交。",
    FilingState.EXPIRED: "备案已经过期，要去外地看病请重新备案。",
}


@dataclass(frozen=True, eq=False)
class Filing:
    """One filing on a day, with the days that the place's rule gives."""

    filed: FiledCare
    state: FilingState
    usable_today: Answer
    warning: str
    change_from: date | None
    papers_due_on: date | None
    explanation: str
    provenance: Provenance | None
    to_change: Ground
    papers: Ground
    review: Ground

    @property
    def is_long_term(self) -> bool:
        return FilingType(self.filed.kind).is_long_term

    @property
    def holds(self) -> bool:
        """Whether the filing itself is in force, whatever was paid."""
        return self.state in (*VALID, FilingState.UNKNOWN_END)

    @property
    def end(self) -> Ground:
        """A day the resident gave stands by itself; a computed one needs a trusted row."""
        given = self.filed.ends_on is not None and not self.filed.rule_code
        told = "您填的到期日。" if given else self.explanation
        return Ground(told, self.provenance, given=given)

    @property
    def needs_check(self) -> bool:
        return self.state == FilingState.UNKNOWN_END or self.end.needs_check

    @cached_property
    def shape(self) -> FilingShape:
        filed = self.filed
        return {
            "id": filed.id,
            "kind": filed.kind,
            "kind_label": FilingType(filed.kind).label,
            "care_region": filed.care_region,
            "care_region_name": filed.care_region_name,
            "state": self.state.value,
            "state_label": self.state.label,
            "starts_on": filed.starts_on,
            "last_valid_on": filed.ends_on,
            "long_term": self.is_long_term,
            "change_from": self.change_from,
            "papers_due_on": self.papers_due_on,
            "usable_today": self.usable_today.value,
            "warning": self.warning,
            "explanation": self.explanation,
            "needs_check": self.needs_check,
            "basis": basis_of(self.provenance),
            "grounds": grounds_of(
                {
                    "starts_on": filed.starts_on,
                    "last_valid_on": filed.ends_on,
                    "change_from": self.change_from,
                    "papers_due_on": self.papers_due_on,
                },
                {
                    "starts_on": Ground("您填的备案开始的日子。", given=True),
                    "last_valid_on": self.end,
                    "change_from": self.to_change,
                    "papers_due_on": self.papers,
                },
            ),
        }


def filing_of(
    filed: FiledCare,
    policy: HouseholdRules,
    coverage: Coverage,
    following: Year | None,
    *,
    today: date,
) -> Filing:
    """Where one filing stands, checked against whether the years it covers are paid.

    The same for all who filed alike, are covered alike, and have paid for the next year or not.
    """
    unpaid = following.coverage_year if following and not following.is_settled else None
    return once(
        policy,
        (filed, coverage.answer, unpaid, today),
        partial(_filing, filed, policy, coverage.answer, unpaid, today),
    )


def _filing(
    filed: FiledCare,
    policy: HouseholdRules,
    answer: Answer,
    unpaid: int | None,
    today: date,
) -> Filing:
    rule = policy.filing_rules[filed.care_region]
    long_term = FilingType(filed.kind).is_long_term
    state = rules.filing_state(
        starts_on=filed.starts_on,
        ends_on=filed.ends_on,
        long_term=long_term,
        cancelled_on=None,
        progress=filed.progress,
        today=today,
    )
    lock = rule.value("change_lock_months") if long_term else None
    unlock = (
        policy_rules.filing_unlock(start=filed.starts_on, lock_months=lock)
        if lock is not None
        else None
    )
    papers_due_on, papers = _papers(filed, rule)
    return Filing(
        filed=filed,
        state=state,
        usable_today=_usable(state, answer),
        warning=_warning(filed, state, answer, unpaid, today=today),
        change_from=unlock if unlock and unlock > today else None,
        papers_due_on=papers_due_on,
        explanation=filed.ends_on_reason,
        provenance=origin_of_end(filed.rule_code, rule),
        to_change=Ground(
            f"长期备案{lock}个月内不能变更就医地。", rule.provenance("change_lock_months")
        ),
        papers=papers,
        review=Ground(
            "长期备案没有到期日，从开始那天算，每年看一次就好。",
            rule.provenance("long_term_valid_until_changed"),
        ),
    )


def _papers(filed: FiledCare, rule: Resolution) -> tuple[date | None, Ground]:
    """Until when promised papers are due: as declared, else by the place's rule."""
    told = "备案时承诺了后补材料，到期不补备案可能失效。"
    if filed.papers_due_on:
        return filed.papers_due_on, Ground(told, given=True)
    months = rule.value("promise_months")
    if not filed.promised or months is None:
        return None, Ground(told)
    due = policy_rules.filing_last_valid(start=filed.starts_on, months=months)
    return due, Ground(
        f"备案时承诺了{months}个月内补材料，到期不补备案可能失效。",
        rule.provenance("promise_months"),
    )


def _usable(state: FilingState, answer: Answer) -> Answer:
    if state in (*NOT_IN_FORCE, *rules.NOT_YET):
        return Answer.NO
    if answer != Answer.YES:
        return answer
    return Answer.YES if state in VALID else Answer.UNKNOWN


def _warning(
    filed: FiledCare,
    state: FilingState,
    answer: Answer,
    unpaid: int | None,
    *,
    today: date,
) -> str:
    """The cross-check: a valid filing gives nothing in a year that is not paid."""
    if state in WARNINGS:
        return WARNINGS[state]
    if answer == Answer.NO and state in VALID:
        return "备案虽然有效，但现在没有医保待遇，在外地看病也不能报。"
    outlasts = filed.ends_on is None or filed.ends_on.year > today.year
    if unpaid and outlasts:
        return f"明年（{unpaid}年度）还没缴，到时候备案有效也不能报。"
    return ""


@dataclass(frozen=True, slots=True)
class NewbornTask:
    """One year to pay for a newborn."""

    coverage_year: int
    pay_by: date | None
    covered_from: date | None
    done: bool
    explanation: str
    provenance: Provenance | None

    @property
    def shape(self) -> NewbornShape:
        return {
            "coverage_year": self.coverage_year,
            "pay_by": self.pay_by,
            "covered_from": self.covered_from,
            "done": self.done,
            "explanation": self.explanation,
            "needs_check": is_doubtful(self.provenance),
            "basis": basis_of(self.provenance),
            "grounds": grounds_of(
                {"pay_by": self.pay_by, "covered_from": self.covered_from},
                {
                    "pay_by": Ground(self.explanation, self.provenance),
                    "covered_from": Ground("在期限内缴了费，这天起能报销。", self.provenance),
                },
            ),
        }


def newborn_tasks(facts: MemberFacts, policy: HouseholdRules, *, today: date) -> list[NewbornTask]:
    """The years to pay for a newborn: two where the deadline lies in the next year."""
    birth = facts.born_on
    if facts.category != PersonCategory.NEWBORN or birth is None or birth.year < today.year - 1:
        return []
    place = terms_of(policy).newborn
    if place is None:
        told = "新生儿多少天内参保各地不同，请尽快办，具体期限请问 12393。"
        return [_task(facts, birth.year, None, None, told, None)]
    origin = weakest(policy.newborn, "within_days")
    plan = policy_rules.newborn_plan(birth=birth, days=place.within_days)
    told = f"出生后{place.within_days}天内参保缴费（出生当天不算），从出生之日起能报销。"
    if len(plan) > 1:
        told += f"期限跨了年，{birth.year}、{birth.year + 1}两个年度都要缴。"
    if policy.newborn.value("must_update_id"):
        told += "落户后记得把参保信息换成身份证号，不然明年续不上。"
    return [
        _task(facts, each.coverage_year, each.pay_by, each.covered_from, told, origin)
        for each in plan
    ]


def _task(
    facts: MemberFacts,
    year: int,
    pay_by: date | None,
    covered_from: date | None,
    told: str,
    origin: Provenance | None,
) -> NewbornTask:
    done = (facts.enrolments.get(year) or Declared()).is_settled
    return NewbornTask(year, pay_by, covered_from, done, told, origin)


@dataclass(frozen=True, slots=True)
class Recheck:
    """Until when the recognition of a chronic disease is checked again."""

    told: Recognition
    recheck_on: date | None
    ground: Ground

    @property
    def shape(self) -> RecheckShape:
        ground = self.ground.shape
        return {
            "recognised_on": self.told.recognised_on,
            "recheck_on": self.recheck_on,
            "explanation": ground["explanation"],
            "needs_check": ground["needs_check"],
            "basis": ground["basis"],
            "grounds": grounds_of(
                {"recognised_on": self.told.recognised_on, "recheck_on": self.recheck_on},
                {
                    "recognised_on": Ground("您填的认定日期。", given=True),
                    "recheck_on": self.ground,
                },
            ),
        }


def recheck_of(told: Recognition, policy: HouseholdRules) -> Recheck:
    """As written on the recognition, else by the place's shortest term: the careful side."""
    if told.recheck_on:
        words = f"认定书上写的复审日是{chinese(told.recheck_on)}。"
        return Recheck(told, told.recheck_on, Ground(words, given=True))
    years = policy.chronic.value("recheck_from_years")
    if years is None:
        words = "没有查到当地几年复审一次，请看认定书，或问 12393。"
        return Recheck(told, None, Ground(words))
    due = policy_rules.add_months(told.recognised_on, 12 * years)
    words = f"当地最短{years}年复审一次，从认定日算到{chinese(due)}；不是所有病种都要复审。"
    origin = policy.chronic.provenance("recheck_from_years")
    return Recheck(told, due, Ground(words, origin))
