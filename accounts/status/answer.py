"""The whole answer for a household, put together from its parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from accounts.models import Ending
from accounts.rules import EnrolmentState, chinese
from accounts.status.care import filing_of, newborn_tasks, recheck_of
from accounts.status.coverage import Answer, Coverage
from accounts.status.days import SHOWN, Situation, days_ahead, next_action
from accounts.status.facts import Declared, MemberFacts, MonthResult
from accounts.status.headlines import headline
from accounts.status.monthly import (
    bridge_deadline,
    debit_of,
    employee_coverage,
    flexible_coverage,
    paid_by_the_fund,
)
from accounts.status.parts import once
from accounts.status.shapes import MemberShape, StatusShape
from accounts.status.yearly import coverage_of, year_if_paid, year_of
from policies.answers import HouseholdRules, ResidentKey
from policies.models import Scheme

NOTICE = (
    "以上按您自己填报的情况和公开的规定算出，不是医保部门的记录，"
    "以国家医保服务平台为准；标“待核实”的请以本地公告或 12393 的答复为准。"
)


def status_of(
    household: Sequence[MemberFacts],
    policies: Mapping[ResidentKey, HouseholdRules],
    *,
    today: date,
    paid_on: date | None = None,
    payers: frozenset[int] = frozenset(),
) -> StatusShape:
    """The answer for everyone on `today`; as if the `payers` paid on `paid_on`, if given."""
    members = []
    for facts in household:
        policy = policies[facts.policy_key]
        if paid_on and facts.id in payers:
            facts = as_if_paid(facts, policy, paid_on=paid_on)
        members.append(shape_of(situation_of(facts, policy, today=today)))
    return {"on": today, "paid_on": paid_on, "notice": NOTICE, "members": members}


def as_if_paid(facts: MemberFacts, policy: HouseholdRules, *, paid_on: date) -> MemberFacts:
    """The facts as they would be if money came on `paid_on`.

    A self-employed person's money repairs the months that failed.
    """
    if facts.scheme == Scheme.FLEXIBLE:
        repaired = {
            month: MonthResult(False, paid_on)
            for month, result in facts.debit_results.items()
            if not result.succeeded and result.repaired_on is None and month <= paid_on
        }
        return replace(facts, debit_results={**facts.debit_results, **repaired})
    if facts.scheme != Scheme.RESIDENT:
        return facts
    years = year_if_paid(facts, policy, paid_on=paid_on)
    paid = {year: Declared(paid_on=paid_on) for year in years}
    return replace(facts, enrolments={**facts.enrolments, **paid})


def situation_of(facts: MemberFacts, policy: HouseholdRules, *, today: date) -> Situation:
    if facts.ended_on and facts.ended_on <= today:
        return Situation(facts, today, _ended(facts, facts.ended_on))
    if facts.scheme == Scheme.RESIDENT:
        situation = _yearly(facts, policy, today=today)
    elif by_fund := paid_by_the_fund(policy):
        situation = Situation(facts, today, by_fund)
    elif facts.scheme == Scheme.FLEXIBLE:
        debit = debit_of(facts, policy, today=today)
        coverage = flexible_coverage(facts, policy, debit, today=today)
        situation = Situation(facts, today, coverage, debit=debit)
    else:
        situation = _employed(facts, policy, today=today)
    return replace(
        situation,
        filings=tuple(
            filing_of(filed, policy, situation.coverage, situation.next_year, today=today)
            for filed in facts.filings
        ),
        rechecks=tuple(recheck_of(each, policy) for each in facts.recognitions),
    )


def _ended(facts: MemberFacts, ended_on: date) -> Coverage:
    return Coverage(
        Answer.NO,
        EnrolmentState.TERMINATED,
        f"{chinese(ended_on)}起已经终止（{Ending(facts.ending).label}），不用再办，也不再提醒。",
    )


def _yearly(facts: MemberFacts, policy: HouseholdRules, *, today: date) -> Situation:
    this = year_of(facts, policy, coverage_year=today.year, today=today)
    following = year_of(facts, policy, coverage_year=today.year + 1, today=today)
    return Situation(
        facts,
        today,
        once(policy, (this, following), partial(coverage_of, this, following, today=today)),
        this_year=this,
        next_year=following,
        newborn=tuple(newborn_tasks(facts, policy, today=today)),
    )


def _employed(facts: MemberFacts, policy: HouseholdRules, *, today: date) -> Situation:
    return Situation(
        facts,
        today,
        employee_coverage(facts, policy, today=today),
        bridge_by=bridge_deadline(facts, policy),
        bridge_basis=policy.flexible.provenance("bridge_months"),
    )


def shape_of(situation: Situation) -> MemberShape:
    facts, today = situation.facts, situation.today
    days = days_ahead(situation)
    ended = situation.coverage.state == EnrolmentState.TERMINATED
    return {
        "id": facts.id,
        "nickname": facts.nickname,
        "relation": facts.relation,
        "region": facts.region,
        "region_name": facts.region_name,
        "scheme": facts.scheme,
        "scheme_label": Scheme(facts.scheme).label,
        "headline": (
            f"{facts.nickname}的医保事项已经办结，不会再提醒。" if ended else headline(situation)
        ),
        "next_action": None if ended else next_action(situation, days),
        "today": situation.coverage.shape,
        "this_year": situation.this_year.shape if situation.this_year else None,
        "next_year": situation.next_year.shape if situation.next_year else None,
        "filings": [filing.shape for filing in situation.filings],
        "debit": situation.debit.shape if situation.debit else None,
        "newborn": [task.shape for task in situation.newborn],
        "rechecks": [recheck.shape for recheck in situation.rechecks],
        "next_dates": [day.shape(today=today) for day in days[:SHOWN]],
    }
