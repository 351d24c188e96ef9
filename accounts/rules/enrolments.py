"""Where a declared coverage year stands on a day, and why in one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from accounts.rules.days import chinese, coverage_end, coverage_start
from accounts.rules.starts import ASK, Basis, benefit_start, longest_wait_is_over
from accounts.rules.terms import (
    BREAKS_COUNT_FROM,
    UNKNOWN,
    EnrolmentFacts,
    NewbornTerms,
    Terms,
    Window,
)

SEASON_BEGINS = 9
"""The month from which places collect for the next year; before it nobody need ask."""
UNDO_WITHIN = timedelta(days=30)


class EnrolmentState(StrEnum):
    NOT_REGISTERED = "not_registered"
    AWAITING_PAYMENT = "awaiting_payment"
    LAPSED = "lapsed"
    PAID = "paid"
    AWAITING_BENEFIT = "awaiting_benefit"
    WAITING = "waiting"
    COVERED = "covered"
    EXEMPT = "exempt"
    SUSPENDED = "suspended"
    ENDED = "ended"
    TERMINATED = "terminated"
    MONTHLY = "monthly"

    @property
    def label(self) -> str:
        return STATE_LABELS[self]


STATE_LABELS = {
    EnrolmentState.NOT_REGISTERED: "未登记",
    EnrolmentState.AWAITING_PAYMENT: "已登记未缴",
    EnrolmentState.LAPSED: "过期未缴（断保）",
    EnrolmentState.PAID: "已缴，生效日待核实",
    EnrolmentState.AWAITING_BENEFIT: "已缴待生效",
    EnrolmentState.WAITING: "等待期",
    EnrolmentState.COVERED: "享受中",
    EnrolmentState.EXEMPT: "全额资助",
    EnrolmentState.SUSPENDED: "暂停",
    EnrolmentState.ENDED: "已到期",
    EnrolmentState.TERMINATED: "已终止",
    EnrolmentState.MONTHLY: "按月参保",
}
ENROLMENT_STATES = [(state.value, label) for state, label in STATE_LABELS.items()]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an enrolment stands on a day, and why in one sentence."""

    state: EnrolmentState
    explanation: str
    benefit_starts_on: date | None = None
    basis: Basis | None = None


def enrolment_state(facts: EnrolmentFacts, *, today: date, terms: Terms = UNKNOWN) -> Standing:
    """Where `facts` stand on `today`; a day that no rule gives is left out, never guessed."""
    if facts.ended_on and facts.ended_on <= coverage_end(facts.coverage_year):
        return Standing(
            EnrolmentState.TERMINATED, f"{chinese(facts.ended_on)}起已经终止，不用再办。"
        )
    if facts.exempt:
        return _standing_of_exempt(facts, today=today)
    if facts.paid_on is not None:
        return _standing_of_paid(facts, facts.paid_on, today=today, terms=terms)
    return _standing_of_unpaid(facts, today=today, terms=terms)


def _standing_of_exempt(facts: EnrolmentFacts, *, today: date) -> Standing:
    year = facts.coverage_year
    if today > coverage_end(year):
        return Standing(EnrolmentState.ENDED, f"{year} 年度已经过完。")
    return Standing(
        EnrolmentState.EXEMPT,
        "由财政全额资助，自己不用缴；资格以当地医保部门认定为准。",
        coverage_start(year),
    )


def _standing_of_paid(
    facts: EnrolmentFacts, paid_on: date, *, today: date, terms: Terms
) -> Standing:
    year = facts.coverage_year
    if today > coverage_end(year):
        return Standing(EnrolmentState.ENDED, f"{year} 年度已经过完，看病要看今年缴没缴。")
    start = benefit_start(facts, paid_on=paid_on, terms=terms)
    if start.too_late:
        return Standing(EnrolmentState.WAITING, start.why, basis=start.basis)
    if start.on is None and longest_wait_is_over(facts, paid_on, today=today, terms=terms):
        return Standing(
            EnrolmentState.COVERED,
            f"已经缴费，能报销到{chinese(coverage_end(year))}。",
            basis=Basis.WAITING,
        )
    if start.on is None:
        return Standing(EnrolmentState.PAID, f"{start.why}哪天起能报销待核实，{ASK}")
    if today < start.on:
        state = EnrolmentState.WAITING if start.waits else EnrolmentState.AWAITING_BENEFIT
        return Standing(state, f"{start.why}从{chinese(start.on)}起能报销。", start.on, start.basis)
    return Standing(
        EnrolmentState.COVERED,
        f"已经缴费，能报销到{chinese(coverage_end(year))}。",
        start.on,
        start.basis,
    )


def _standing_of_unpaid(facts: EnrolmentFacts, *, today: date, terms: Terms) -> Standing:
    if standing := _standing_of_unpaid_newborn(facts, today=today, terms=terms.newborn):
        return standing
    year, window = facts.coverage_year, terms.window
    last_day = window.last_payable_on or window.closes_on
    if today > (last_day or coverage_end(year)):
        if not facts.registered:
            return Standing(
                EnrolmentState.NOT_REGISTERED,
                f"{year} 年度还没有填报，集中缴费期已过；缴过了请补填，没缴请问 12393。",
            )
        return Standing(EnrolmentState.LAPSED, _lapsed_sentence(year, today=today, window=window))
    state = EnrolmentState.AWAITING_PAYMENT if facts.registered else EnrolmentState.NOT_REGISTERED
    if last_day is None and facts.newborn:
        return Standing(
            state, "新生儿的参保期限从出生那天算起，各地不同，请尽快登记缴费，具体期限请问 12393。"
        )
    if last_day is None:
        return Standing(state, "还没有查到当地的缴费截止日，请查看本地公告或问 12393。")
    if window.opens_on and today < window.opens_on:
        return Standing(state, f"集中缴费期从{chinese(window.opens_on)}开始。")
    return Standing(state, f"还没有缴费，请在{chinese(last_day)}（含当天）前缴费。")


def _standing_of_unpaid_newborn(
    facts: EnrolmentFacts, *, today: date, terms: NewbornTerms | None
) -> Standing | None:
    """While a newborn can still be covered from birth, its own deadline counts."""
    birth = facts.born_on
    if birth is None or terms is None or not facts.newborn:
        return None
    deadline = terms.deadline(birth)
    if today > deadline or facts.coverage_year not in (birth.year, deadline.year):
        return None
    state = EnrolmentState.AWAITING_PAYMENT if facts.registered else EnrolmentState.NOT_REGISTERED
    return Standing(
        state,
        f"请在{chinese(deadline)}（含当天）前参保缴费，从出生之日起能报销。",
        basis=Basis.NEWBORN,
    )


def _lapsed_sentence(year: int, *, today: date, window: Window) -> str:
    if window.late_closes_on and today <= window.late_closes_on:
        return f"集中缴费期已过，还能补缴到{chinese(window.late_closes_on)}，可能要等待才生效。"
    if today > coverage_end(year):
        if year < BREAKS_COUNT_FROM:
            return f"{year} 年度没有缴费；断保从 {BREAKS_COUNT_FROM} 年度起才计算。"
        return f"{year} 年度没有缴费，算断保一年。"
    return f"{year} 年度的集中缴费期已过，还没有缴费；能否补缴请问 12393。"
