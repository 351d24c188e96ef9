"""What was declared about a coverage year means on a day: its state, and from when care is paid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from accounts.rules.days import chinese, coverage_end, coverage_start
from policies import rules as policy
from policies.rules import Waiting

BREAKS_COUNT_FROM = 2025
"""Missed years count as a break only from this coverage year (国办发〔2024〕38号)."""
SEASON_BEGINS = 9
"""The month from which places collect for the next year; before it nobody need ask."""
UNDO_WITHIN = timedelta(days=30)
ASK = "请在国家医保服务平台核对或问 12393。"


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


class Basis(StrEnum):
    """Which rule of the place a day rests on."""

    WINDOW = "window"
    WAITING = "waiting"
    NEWBORN = "newborn"


@dataclass(frozen=True, slots=True)
class Window:
    """When a coverage year's contribution could be paid; a missing day is not known."""

    opens_on: date | None = None
    closes_on: date | None = None
    last_payable_on: date | None = None
    late_closes_on: date | None = None
    spill: str = ""


@dataclass(frozen=True, slots=True)
class LateTerms:
    """How a place lets those wait who paid late or missed years, and who need not."""

    waiting: Waiting
    missed_from: int = BREAKS_COUNT_FROM
    exempt: frozenset[str] = frozenset()
    exempt_within_days: int | None = None
    exempt_start: str = policy.ExemptStart.NEXT_DAY
    transfer_within_months: int | None = None
    transfer_start: str = policy.ExemptStart.NEXT_DAY


@dataclass(frozen=True, slots=True)
class NewbornTerms:
    """Until when a newborn is covered from birth, and what holds afterwards."""

    within_days: int
    late_start: str = ""
    late_wait_days: int = 90
    late_until_age_years: int | None = None

    def deadline(self, birth: date) -> date:
        return policy.newborn_deadline(birth=birth, days=self.within_days)


@dataclass(frozen=True, slots=True)
class Terms:
    """What the place says about one coverage year of one person; None where nothing is known."""

    window: Window = field(default_factory=Window)
    late: LateTerms | None = None
    newborn: NewbornTerms | None = None


UNKNOWN = Terms()


@dataclass(frozen=True, slots=True)
class EnrolmentFacts:
    """What was declared about one coverage year of a person.

    `missed` counts the declared unpaid years in a row just before, `repaired` those of them that
    were paid afterwards. `groups` are the person's category and special group, the latter since
    `special_since`; `left_job_in` is the first of the last month an employer paid for.
    """

    coverage_year: int
    registered: bool = False
    paid_on: date | None = None
    exempt: bool = False
    missed: int = 0
    repaired: int = 0
    newborn: bool = False
    born_on: date | None = None
    groups: frozenset[str] = frozenset()
    special_since: date | None = None
    left_job_in: date | None = None
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Start:
    """From which day care is covered, why, and on which rule that rests.

    `on` is None where no trusted rule gives a day; `too_late` says that the wait outlasts the
    year.
    """

    on: date | None
    why: str
    basis: Basis | None = None
    waits: bool = False
    too_late: bool = False


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
    if start.on is None and _longest_wait_is_over(facts, paid_on, today=today, terms=terms):
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


def _longest_wait_is_over(
    facts: EnrolmentFacts, paid_on: date, *, today: date, terms: Terms
) -> bool:
    """Whether even one who paid late would be covered by `today`, so that the window is no matter."""
    first = coverage_start(facts.coverage_year)
    if terms.late is None:
        return False
    latest = _late_start(facts, paid_on, first, in_window=False, terms=terms)
    return latest.on is not None and today >= latest.on


def benefit_start(facts: EnrolmentFacts, *, paid_on: date, terms: Terms) -> Start:
    """From which day care is covered (domain rules C4-3 to C4-5).

    1. A newborn paid for in time: from birth; late: as the place says.
    2. Inside the window and without a declared gap: the first day of the year, or as the window
       says of money that comes in the new year.
    3. Outside the window or after a gap: those exempt from waiting by the place's convention,
       the others after the wait.
    Where the rule that is needed is not known there is no day.
    """
    if start := _newborn_start(facts, paid_on, terms.newborn):
        return start
    window, first = terms.window, coverage_start(facts.coverage_year)
    if window.closes_on is None:
        return Start(None, "已经缴费。还没有查到当地的缴费期；")
    if window.opens_on and paid_on < window.opens_on:
        return Start(None, f"已经缴费，但到账早于集中缴费期（{chinese(window.opens_on)}开始）；")
    in_window = paid_on <= window.closes_on
    if in_window and not facts.missed:
        return _in_window_start(paid_on, first, window.spill)
    return _late_start(facts, paid_on, first, in_window=in_window, terms=terms)


def _in_window_start(paid_on: date, first: date, spill: str) -> Start:
    if paid_on >= first and not spill:
        return Start(None, "已经缴费，到账时待遇年度已经开始；")
    on = policy.in_window_benefit(paid=paid_on, coverage_start=first, spill=spill)
    return Start(on, "已经缴费，", Basis.WINDOW)


def _late_start(
    facts: EnrolmentFacts, paid_on: date, first: date, *, in_window: bool, terms: Terms
) -> Start:
    why = _why_late(facts, terms.window, in_window=in_window)
    late, spill = terms.late, terms.window.spill
    if late is None or (in_window and paid_on >= first and not spill):
        return Start(None, f"{why}可能要等待一段时间才生效；")
    if _transferred(facts, paid_on, late):
        on = policy.benefit_start(
            paid=paid_on,
            coverage_start=first,
            in_window=False,
            spill=spill,
            exempt=True,
            exempt_start=late.transfer_start,
        )
        return Start(on, "职工医保停缴后及时接上，不用等待，", Basis.WAITING)
    exempt = is_exempt_from_waiting(facts, paid_on=paid_on, late=late)
    on = policy.benefit_start(
        paid=paid_on,
        coverage_start=first,
        in_window=in_window,
        spill=spill,
        missed=facts.missed,
        repaired=facts.repaired,
        exempt=exempt,
        exempt_start=late.exempt_start,
        waiting=late.waiting,
    )
    if on is None:
        return Start(
            None,
            f"{why}等待期满时{facts.coverage_year}年度已经过完，这一年用不上，{ASK}",
            Basis.WAITING,
            waits=True,
            too_late=True,
        )
    if exempt:
        return Start(on, f"{why}按特殊身份不用等待，", Basis.WAITING)
    return Start(on, f"{why}要等{_wait_in_words(facts, late.waiting)}，", Basis.WAITING, waits=True)


def _why_late(facts: EnrolmentFacts, window: Window, *, in_window: bool) -> str:
    if facts.missed:
        last = facts.coverage_year - 1
        years = f"{last}" if facts.missed == 1 else f"{facts.coverage_year - facts.missed}到{last}"
        mended = f"（补缴了{facts.repaired}年）" if facts.repaired else ""
        return f"已经缴费。{years} 年度没有按时缴{mended}，"
    closes_on = window.closes_on
    told = f"（{chinese(closes_on)}截止）" if closes_on and not in_window else ""
    return f"已经缴费，但到账在集中缴费期{told}之后，"


def _wait_in_words(facts: EnrolmentFacts, waiting: Waiting) -> str:
    if waiting.days is not None:
        return f"{waiting.days}天"
    return f"{waiting.months(missed=facts.missed, repaired=facts.repaired)}个月"


def is_exempt_from_waiting(facts: EnrolmentFacts, *, paid_on: date, late: LateTerms) -> bool:
    """Whether a person's group spares them the wait.

    Where the place asks to join within days of the recognition, a day that was not declared
    spares nobody: the careful reading.
    """
    if facts.groups.isdisjoint(late.exempt):
        return False
    if late.exempt_within_days is None:
        return True
    if facts.special_since is None:
        return False
    return paid_on <= facts.special_since + timedelta(days=late.exempt_within_days)


def _transferred(facts: EnrolmentFacts, paid_on: date, late: LateTerms) -> bool:
    """Whether the person came from employee insurance soon enough not to wait."""
    if facts.left_job_in is None or late.transfer_within_months is None:
        return False
    left = facts.left_job_in
    return paid_on <= policy.job_loss_deadline(
        year=left.year, month=left.month, months=late.transfer_within_months
    )


def _newborn_start(
    facts: EnrolmentFacts, paid_on: date, terms: NewbornTerms | None
) -> Start | None:
    """A newborn's start, or None where the rules for everyone hold."""
    birth, year = facts.born_on, facts.coverage_year
    if birth is None or terms is None or not facts.newborn or paid_on < birth:
        return None
    deadline = terms.deadline(birth)
    if year not in (birth.year, deadline.year):
        return None
    if paid_on <= deadline:
        on = max(birth, coverage_start(year))
        return Start(on, f"在出生后{terms.within_days}天内参保，", Basis.NEWBORN)
    if year != birth.year:
        return None
    on_late = policy.newborn_start(
        birth=birth,
        paid=paid_on,
        days=terms.within_days,
        late=terms.late_start or None,
        wait_days=terms.late_wait_days,
        late_until_age_years=terms.late_until_age_years,
        coverage_end=coverage_end(year),
    )
    told = f"新生儿参保期限是{chinese(deadline)}，到账已经超期，"
    waits = terms.late_start == policy.LateStart.WAIT_DAYS
    return Start(on_late, told, Basis.NEWBORN, waits=waits)


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


@dataclass(frozen=True, slots=True)
class Gap:
    """Missed years in a row, and how many of them were repaired."""

    missed: int = 0
    repaired: int = 0


def gap_before(
    paid: Mapping[int, date | None], *, coverage_year: int, counted_from: int = BREAKS_COUNT_FROM
) -> Gap:
    """The declared years in a row before `coverage_year` that went by unpaid.

    `paid` maps each declared coverage year to the day its money arrived, or None; a year paid
    for by public funds to its first day. A year paid after its end is missed and repaired; a
    year nobody declared is not known to be missed.
    """
    missed = repaired = 0
    year = coverage_year - 1
    while year >= counted_from and year in paid:
        day = paid[year]
        if day is not None and day <= coverage_end(year):
            break
        missed += 1
        repaired += day is not None
        year -= 1
    return Gap(missed, repaired)
