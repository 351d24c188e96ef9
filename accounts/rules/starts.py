"""From which day care is covered that was paid for, why, and on which rule that day rests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from accounts.rules.days import chinese, coverage_end, coverage_start
from accounts.rules.terms import EnrolmentFacts, LateTerms, NewbornTerms, Terms, Window
from policies import rules as policy
from policies.rules import Waiting

ASK = "请在国家医保服务平台核对或问 12393。"


class Basis(StrEnum):
    """Which rule of the place a day rests on."""

    WINDOW = "window"
    WAITING = "waiting"
    NEWBORN = "newborn"


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


def longest_wait_is_over(
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
    if start := _newborn_start(facts, paid_on, terms):
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


def _newborn_start(facts: EnrolmentFacts, paid_on: date, terms: Terms) -> Start | None:
    """A newborn's start, or None where the rules for everyone hold."""
    birth, year, place = facts.born_on, facts.coverage_year, terms.newborn
    if birth is None or place is None or not facts.newborn or paid_on < birth:
        return None
    deadline = place.deadline(birth)
    if year not in (birth.year, deadline.year):
        return None
    if paid_on <= deadline:
        on = max(birth, coverage_start(year))
        return Start(on, f"在出生后{place.within_days}天内参保，", Basis.NEWBORN)
    if year != birth.year and _is_paid_like_everyone(birth, paid_on, place, terms.window):
        return None
    return _late_newborn_start(birth, paid_on, place, year)


def _is_paid_like_everyone(birth: date, paid_on: date, place: NewbornTerms, window: Window) -> bool:
    """Whether the year after birth was paid too late for a newborn's rule, or in its own season."""
    if not place.late_start or (window.closes_on and paid_on <= window.closes_on):
        return True
    years = place.late_until_age_years
    return years is not None and paid_on >= policy.add_months(birth, 12 * years)


def _late_newborn_start(birth: date, paid_on: date, place: NewbornTerms, year: int) -> Start:
    """The start after the newborn's deadline, by the place's convention; unknown where it has none."""
    on = policy.newborn_start(
        birth=birth,
        paid=paid_on,
        days=place.within_days,
        late=place.late_start or None,
        wait_days=place.late_wait_days,
        late_until_age_years=place.late_until_age_years,
        coverage_end=coverage_end(year),
    )
    told = f"新生儿参保期限是{chinese(place.deadline(birth))}，到账已经超期，"
    waits = place.late_start == policy.LateStart.WAIT_DAYS
    if on is None and place.late_start:
        told += f"能报销时{year}年度已经过完，这一年用不上，{ASK}"
        return Start(None, told, Basis.NEWBORN, waits=waits, too_late=True)
    return Start(on, told, Basis.NEWBORN, waits=waits)
