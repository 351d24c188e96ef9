"""The days that lie ahead of one person, and which one thing to do next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from accounts import rules
from accounts.rules import EnrolmentState, FilingState, chinese
from accounts.status.care import Filing, NewbornTask, Recheck
from accounts.status.coverage import Answer, Coverage
from accounts.status.facts import MemberFacts
from accounts.status.grounds import Ground
from accounts.status.monthly import Debit
from accounts.status.shapes import ActionShape, DayShape, GroundShape
from accounts.status.yearly import Payment, Year
from policies import rules as policy_rules
from policies.answers import Provenance

PLATFORM = "国家医保服务平台"
FILING_PLACE = "国家异地就医备案小程序"
LOCAL_OFFICE = "参保地医保服务点"
BUREAU = "参保地医保服务点或 12393"
OFFICIAL_CHANNEL = "参保地官方缴费渠道"
HERE = "在这里填"
SHOWN = 3
NO_DAY = GroundShape(explanation="", given=False, needs_check=False, basis=None)
SOON = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything that is known about one person on a day."""

    facts: MemberFacts
    today: date
    coverage: Coverage
    this_year: Year | None = None
    next_year: Year | None = None
    filings: tuple[Filing, ...] = ()
    debit: Debit | None = None
    newborn: tuple[NewbornTask, ...] = ()
    rechecks: tuple[Recheck, ...] = ()
    bridge_by: date | None = None
    bridge_basis: Provenance | None = None

    @property
    def years(self) -> list[Year]:
        return [year for year in (self.this_year, self.next_year) if year]


@dataclass(frozen=True, slots=True)
class Day:
    """A day, and the one thing it is about, whatever day that will be by tomorrow's rules.

    `kind` and `subject` together name that thing among a member's days.
    """

    kind: str
    on: date
    what: str
    where: str
    ground: Ground
    urgent: bool = True
    subject: str = ""

    def shape(self, *, today: date) -> DayShape:
        return {
            "kind": self.kind,
            "on": self.on,
            "days_left": (self.on - today).days,
            "what": self.what,
            "where": self.where,
            **self.ground.shape,
        }

    @property
    def action(self) -> ActionShape:
        return {
            "kind": self.kind,
            "what": self.what,
            "where": self.where,
            "by": self.on,
            **self.ground.shape,
        }


def days_ahead(situation: Situation) -> list[Day]:
    """Every day from today on, the nearest first."""
    found = [
        *_payment_days(situation),
        *_benefit_days(situation),
        *_newborn_days(situation),
        *_filing_days(situation),
        *_monthly_days(situation),
        *_recheck_days(situation),
    ]
    return sorted(
        (day for day in found if day.on >= situation.today), key=lambda day: (day.on, day.kind)
    )


def _payment_days(situation: Situation) -> Iterator[Day]:
    due = {task.coverage_year for task in situation.newborn if task.pay_by and not task.done}
    for year in situation.years:
        if year.is_settled or year.coverage_year in due:
            continue
        label, where = f"{year.coverage_year}年度", year.where or OFFICIAL_CHANNEL
        of_year = partial(Day, where=where, ground=year.to_pay, subject=str(year.coverage_year))
        if year.payment == Payment.NOT_OPEN and year.window.opens_on:
            what = f"{label}开始缴费"
            yield of_year("window_opens", year.window.opens_on, what, urgent=False)
        if year.pay_by and year.payment in (Payment.OPEN, Payment.NOT_OPEN):
            what = f"缴{label}的钱{year.price}，最晚这一天"
            yield of_year("payment", year.pay_by, what, urgent=year.payment == Payment.OPEN)
        if year.pay_by and year.payment == Payment.LATE:
            yield of_year("late_payment", year.pay_by, f"补缴{label}的钱{year.price}，最晚这一天")


def _benefit_days(situation: Situation) -> Iterator[Day]:
    for year in situation.years:
        begins_on = year.standing.benefit_starts_on
        if year.is_settled and begins_on and begins_on > situation.today:
            yield Day(
                "benefit",
                begins_on,
                f"{year.coverage_year}年度从这天起能报销",
                "不用办",
                Ground(year.standing.explanation, year.start_basis),
                urgent=False,
                subject=str(year.coverage_year),
            )


def _newborn_days(situation: Situation) -> Iterator[Day]:
    for task in situation.newborn:
        if task.pay_by and not task.done:
            what = f"给宝宝参保，缴{task.coverage_year}年度的钱，最晚这一天"
            yield Day(
                "newborn",
                task.pay_by,
                what,
                BUREAU,
                Ground(task.explanation, task.provenance),
                subject=str(task.coverage_year),
            )


def _filing_days(situation: Situation) -> Iterator[Day]:
    for filing in situation.filings:
        if filing.state in rules.NOT_YET:
            continue
        filed = filing.filed
        place, subject = filed.care_region_name, str(filed.id)
        if filed.ends_on and filing.state != FilingState.EXPIRED:
            yield Day(
                "filing_end",
                filed.ends_on,
                f"{place}的备案最后一天；还要在那边看病就先续办",
                FILING_PLACE,
                filing.end,
                urgent=filed.ends_on - situation.today <= SOON,
                subject=subject,
            )
        if filing.papers_due_on:
            yield Day(
                "filing_papers",
                filing.papers_due_on,
                f"补交{place}备案的材料，最晚这一天",
                LOCAL_OFFICE,
                filing.papers,
                subject=subject,
            )
        if filing.change_from:
            yield Day(
                "filing_change",
                filing.change_from,
                f"从这天起可以变更{place}的备案",
                FILING_PLACE,
                filing.to_change,
                urgent=False,
                subject=subject,
            )
        if filing.is_long_term and not filed.ends_on:
            review_on = policy_rules.filing_review(start=filed.starts_on, today=situation.today)
            yield Day(
                "filing_review",
                review_on,
                f"看看{place}的长期备案还要不要用",
                FILING_PLACE,
                filing.review,
                urgent=False,
                subject=f"{subject}-{review_on.year}",
            )


def _monthly_days(situation: Situation) -> Iterator[Day]:
    debit = situation.debit
    if debit and debit.repair_by:
        yield Day(
            "debit_repair",
            debit.repair_by,
            "补缴没扣成的医保费，最晚这一天",
            BUREAU,
            debit.repair_ground,
            subject=str(debit.failed_month),
        )
    if debit and debit.upcoming:
        upcoming = debit.upcoming
        yield Day(
            "debit",
            upcoming.on,
            f"扣医保费，{chinese(upcoming.nominal)}前把钱存好",
            "代扣的银行卡",
            upcoming.taken,
            urgent=False,
            subject=f"{upcoming.nominal:%Y-%m}",
        )
    if situation.bridge_by:
        yield Day(
            "bridge",
            situation.bridge_by,
            "参加居民医保或灵活就业参保，最晚这一天",
            BUREAU,
            Ground("离职后及时接上，一般不用等待。", situation.bridge_basis),
            subject=str(situation.facts.last_paid_month),
        )


def _recheck_days(situation: Situation) -> Iterator[Day]:
    for recheck in situation.rechecks:
        if recheck.recheck_on:
            yield Day(
                "recheck",
                recheck.recheck_on,
                "门诊慢特病复审，最晚这一天",
                LOCAL_OFFICE,
                recheck.ground,
                urgent=recheck.recheck_on - situation.today <= SOON,
                subject=str(recheck.told.id),
            )


FIRST_OF_ALL = ("debit_repair", "bridge", "newborn")
THEN = ("payment", "late_payment")


def next_action(situation: Situation, days: list[Day]) -> ActionShape | None:
    """The one thing to do next.

    1. What costs cover that cannot be had again: a failed debit, a lost job, a newborn.
    2. Paying for a year; without a trusted last day, looking at the local notice.
    3. Telling what is not known, because without it there is no answer.
    4. The nearest of the other days that need something done.
    """
    urgent = [day for day in days if day.urgent]
    for kinds in (FIRST_OF_ALL, THEN):
        for day in urgent:
            if day.kind in kinds:
                return day.action
    if action := _without_a_day(situation):
        return action
    return urgent[0].action if urgent else None


def _without_a_day(situation: Situation) -> ActionShape | None:
    debit = situation.debit
    if debit and debit.failed_month and debit.repair_by is None:
        return _action("debit_repair", "补缴没扣成的医保费", BUREAU)
    if debit and debit.day is None:
        return _action("declare", "填上每月几日扣款", HERE)
    if debit and debit.missing_month:
        month = debit.missing_month
        return _action("declare", f"填上{month.year}年{month.month}月扣款成功没有", HERE)
    for task in situation.newborn:
        if task.pay_by is None and not task.done:
            return _action("newborn", "尽快给宝宝参保，问清当地的期限", BUREAU)
    if situation.coverage.state == EnrolmentState.SUSPENDED:
        return _action("ask_late", "问清怎样重新参保", BUREAU)
    return _about_the_years(situation) or _about_filings(situation) or _about_doubt(situation)


def _about_the_years(situation: Situation) -> ActionShape | None:
    """What is to be asked or told of a year that has no day to pay by."""
    this, following = situation.this_year, situation.next_year
    if this is None or following is None or following.is_settled:
        return None
    if this.declared is None and situation.coverage.answer == Answer.UNKNOWN:
        return _action("declare", f"填上{this.coverage_year}年度缴了没有", HERE)
    in_season = situation.today.month >= rules.SEASON_BEGINS
    year = following if this.is_settled or in_season else this
    if year.payment == Payment.UNKNOWN and (in_season or not this.is_settled):
        what = f"查看本地公告，看{year.coverage_year}年度哪天截止"
        return _action("local_notice", what, BUREAU)
    if year.payment == Payment.CLOSED:
        return _action("ask_late", f"问清{year.coverage_year}年度还能不能补缴", BUREAU)
    return None


def _about_filings(situation: Situation) -> ActionShape | None:
    """What keeps a filing from counting for sure; waiting for the bureau is nothing to do."""
    for filing in situation.filings:
        place = filing.filed.care_region_name
        if filing.state == FilingState.RETURNED:
            return _action("filing", f"按退回的原因补好，重新提交{place}的备案", FILING_PLACE)
        if filing.state == FilingState.DRAFT:
            return _action("filing", f"把{place}的备案提交了", FILING_PLACE)
        if filing.state == FilingState.UNKNOWN_END:
            return _action("filing", f"问清{place}的备案哪天到期，填上最后一天", BUREAU)
        if filing.holds and filing.filed.promised and filing.papers_due_on is None:
            return _action("filing_papers", f"补交{place}备案的材料，问清最晚哪天", LOCAL_OFFICE)
    return None


def _about_doubt(situation: Situation) -> ActionShape | None:
    if situation.coverage.answer == Answer.UNKNOWN:
        return _action("check", "核对现在能不能报销", PLATFORM)
    return None


def _action(kind: str, what: str, where: str) -> ActionShape:
    return {"kind": kind, "what": what, "where": where, "by": None, **NO_DAY}
