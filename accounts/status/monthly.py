"""Insurance paid by the month: the debits of the self-employed, and the bridge after a job."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from accounts.rules import EnrolmentState, chinese
from accounts.status.coverage import Answer, Coverage
from accounts.status.debits import NextDebit, first_of, next_debit
from accounts.status.facts import MemberFacts
from accounts.status.grounds import Ground, grounds_of
from accounts.status.shapes import DebitShape, Grounds, basis_of, is_doubtful
from accounts.terms import weakest
from policies import rules as policy_rules
from policies.answers import HouseholdRules, Provenance, Resolution
from policies.models import PersonCategory

ONE_DAY = timedelta(days=1)
CHECK = "请在国家医保服务平台核对或问 12393。"


@dataclass(frozen=True, slots=True)
class Debit:
    """Where the monthly debit stands; a day that no trusted rule gives is None.

    `upcoming` is the next debit, `provenance` the weakest row of what is said beside it;
    `suspension` and `repair` are those of the two days after a failed debit.
    """

    day: int | None
    upcoming: NextDebit | None
    explanation: str
    failed_month: date | None = None
    suspended_from: date | None = None
    repair_by: date | None = None
    missing_month: date | None = None
    provenance: Provenance | None = None
    suspension: Provenance | None = None
    repair: Provenance | None = None

    @property
    def shape(self) -> DebitShape:
        dated = self.suspended_from or self.repair_by
        return {
            "day": self.day,
            "nominal_on": self.upcoming.nominal if self.upcoming else None,
            "next_on": self.upcoming.on if self.upcoming else None,
            "failed_month": self.failed_month,
            "suspended_from": self.suspended_from,
            "repair_by": self.repair_by,
            "missing_month": self.missing_month,
            "explanation": self.explanation,
            "needs_check": is_doubtful(self.provenance)
            if dated or self.failed_month
            else self.missing_month is not None,
            "basis": basis_of(self.provenance),
            "grounds": {**self._grounds_of_upcoming(), **self._grounds_of_failure()},
        }

    def _grounds_of_upcoming(self) -> Grounds:
        if self.upcoming is None:
            return {}
        return {
            "nominal_on": self.upcoming.agreed.shape,
            "next_on": self.upcoming.taken.shape,
        }

    def _grounds_of_failure(self) -> Grounds:
        return grounds_of(
            {
                "failed_month": self.failed_month,
                "suspended_from": self.suspended_from,
                "repair_by": self.repair_by,
                "missing_month": self.missing_month,
            },
            {
                "failed_month": Ground("您填的：这个月没扣成。", given=True),
                "suspended_from": Ground("没扣成的下个月起暂停报销。", self.suspension),
                "repair_by": self.repair_ground,
                "missing_month": Ground("这个月的扣款结果，您还没有填。", given=True),
            },
        )

    @property
    def repair_ground(self) -> Ground:
        return Ground(self.explanation, self.repair)


def _month(day: date) -> str:
    return f"{day.year}年{day.month}月"


def debit_of(facts: MemberFacts, policy: HouseholdRules, *, today: date) -> Debit:
    """The next debit, and what a failed one means by the place's rule."""
    upcoming = next_debit(facts, policy, today=today)
    if facts.debit_day is None or facts.debit_since is None:
        told = "还没有填每月几日扣款；填了才能算出哪天前要存好钱。"
        return Debit(None, upcoming, f"{told}{upcoming.taken.explanation if upcoming else ''}")
    if failed := _open_failure(facts):
        return _failed(facts.debit_day, upcoming, failed, policy.flexible)
    missing = _missing_month(facts, upcoming, today=today)
    told = f"{_month(missing)}扣成功了吗？请填上结果。" if missing else ""
    return Debit(
        facts.debit_day,
        upcoming,
        told or (upcoming.taken.explanation if upcoming else ""),
        missing_month=missing,
    )


def _open_failure(facts: MemberFacts) -> date | None:
    """The first month that failed and was not paid since."""
    return min(
        (
            month
            for month, result in facts.debit_results.items()
            if not result.succeeded and result.repaired_on is None
        ),
        default=None,
    )


def _missing_month(facts: MemberFacts, upcoming: NextDebit | None, *, today: date) -> date | None:
    """Last month, if it was debited and nobody told how that went; care of today rests on it.

    Of who begins this month it is this one, once the next debit is in another.
    """
    this = first_of(today)
    month = this if facts.debit_since == this else policy_rules.add_months(this, -1)
    taken = month < this or (upcoming is not None and first_of(upcoming.nominal) > this)
    if facts.debit_since is None or month < facts.debit_since or not taken:
        return None
    return None if month in facts.debit_results else month


def _failed(day: int, upcoming: NextDebit | None, month: date, rule: Resolution) -> Debit:
    if not rule.value("suspended_next_month"):
        return Debit(
            day,
            upcoming,
            f"{_month(month)}没扣成。当地什么时候暂停待核实，请尽快补缴，并问 12393。",
            failed_month=month,
        )
    suspended_from = policy_rules.flex_suspend(year=month.year, month=month.month)
    repair_by = _repair_by(month, rule)
    told = f"{_month(month)}没扣成，{chinese(suspended_from)}起暂停报销"
    if repair_by:
        told += f"；{chinese(repair_by)}（含当天）前补缴可以接上"
    return Debit(
        day,
        upcoming,
        f"{told}。",
        failed_month=month,
        suspended_from=suspended_from,
        repair_by=repair_by,
        provenance=weakest(rule, "suspended_next_month", "retro_months"),
        suspension=rule.provenance("suspended_next_month"),
        repair=rule.provenance("retro_months"),
    )


def _repair_by(month: date, rule: Resolution) -> date | None:
    months = rule.value("retro_months")
    if months is None:
        return None
    return policy_rules.flex_repair_deadline(year=month.year, month=month.month, months=months)


def flexible_coverage(
    facts: MemberFacts, policy: HouseholdRules, debit: Debit, *, today: date
) -> Coverage:
    """Whether care of a self-employed person is covered on `today`.

    1. A failed month suspends from the first of the next, where the place says so.
    2. Who repaired too late waits again; who joined first waits where the place says so.
    3. Else last month's debit decides; if nobody told how it went, it is unknown.
    """
    if debit.failed_month:
        return _coverage_after_failure(debit, today=today)
    if wait := _wait_of(facts, policy.flexible):
        over, why, origin = wait
        if today < over:
            return Coverage(
                Answer.NO,
                EnrolmentState.WAITING,
                f"{why}，{chinese(over)}起能报销。",
                begins_on=over,
                provenance=origin,
            )
    if facts.debit_since is None:
        return _unknown("还没有填每月扣款的情况，不知道今天能不能报销；")
    if debit.missing_month:
        return _unknown(f"还不知道{_month(debit.missing_month)}扣成功没有；")
    if facts.debit_since >= first_of(today) and first_of(today) not in facts.debit_results:
        return _unknown("刚开始扣款，还没有扣款结果；")
    return Coverage(
        Answer.YES,
        EnrolmentState.COVERED,
        "最近的扣款都成功了，能报销；以后每月扣成才能接着用。",
    )


def _unknown(told: str) -> Coverage:
    return Coverage(Answer.UNKNOWN, EnrolmentState.MONTHLY, f"{told}{CHECK}")


def _coverage_after_failure(debit: Debit, *, today: date) -> Coverage:
    since = debit.suspended_from
    if since is None:
        return Coverage(Answer.UNKNOWN, EnrolmentState.MONTHLY, debit.explanation)
    if today < since:
        return Coverage(
            Answer.YES,
            EnrolmentState.COVERED,
            f"能报销到{chinese(since - ONE_DAY)}。{debit.explanation}",
            until=since - ONE_DAY,
            provenance=debit.suspension,
        )
    told = debit.explanation
    if debit.repair_by and today > debit.repair_by:
        told = f"{chinese(since)}起已经暂停，补缴的期限也过了，要重新参保和等待，请问 12393。"
    return Coverage(Answer.NO, EnrolmentState.SUSPENDED, told, provenance=debit.provenance)


def _wait_of(facts: MemberFacts, rule: Resolution) -> tuple[date, str, Provenance | None] | None:
    """Until when a wait lasts, why, and which row says so."""
    for month, result in sorted(facts.debit_results.items(), reverse=True):
        months, repair_by = rule.value("rewait_months"), _repair_by(month, rule)
        if result.repaired_on and months and repair_by and result.repaired_on > repair_by:
            over = policy_rules.wait_over(anchor=result.repaired_on, months=months)
            told = f"{_month(month)}没扣成，过了期限才补，要等{months}个月"
            return over, told, weakest(rule, "rewait_months", "retro_months")
    months = rule.value("first_wait_months")
    if months and facts.debit_since and facts.debit_day:
        since = facts.debit_since
        first = policy_rules.debit_nominal(year=since.year, month=since.month, day=facts.debit_day)
        over = policy_rules.wait_over(anchor=first, months=months)
        return over, f"第一次参保要等{months}个月", rule.provenance("first_wait_months")
    return None


def paid_by_the_fund(policy: HouseholdRules) -> Coverage | None:
    """The answer for those who receive unemployment benefit, where their insurance is paid with it."""
    if not policy.flexible.value("fund_pays"):
        return None
    return Coverage(
        Answer.YES,
        EnrolmentState.COVERED,
        "领失业保险金期间，职工医保由失业保险基金缴，自己不用缴，能报销；"
        "停领以后要及时接上，到时候请改人员类别。",
        provenance=policy.flexible.provenance("fund_pays"),
    )


def bridge_deadline(facts: MemberFacts, policy: HouseholdRules) -> date | None:
    """Until when one who lost the job can go on insured without a gap."""
    months = policy.flexible.value("bridge_months")
    if facts.last_paid_month is None or months is None:
        return None
    last = facts.last_paid_month
    return policy_rules.job_loss_deadline(year=last.year, month=last.month, months=months)


def employee_coverage(facts: MemberFacts, policy: HouseholdRules, *, today: date) -> Coverage:
    """Whether an employee is covered: as long as the employer pays, which nobody declares."""
    if facts.category == PersonCategory.EMP_RETIRED:
        told = "退休时缴费年限满了的，不用再缴，一直能报销；没满的要接着缴；"
        return Coverage(Answer.UNKNOWN, EnrolmentState.MONTHLY, f"{told}{CHECK}")
    if facts.last_paid_month is None:
        return Coverage(
            Answer.UNKNOWN,
            EnrolmentState.MONTHLY,
            f"职工医保由单位按月缴，单位正常缴费就能报销；{CHECK}",
        )
    stops_on = policy_rules.add_months(facts.last_paid_month, 1)
    if today < stops_on:
        return Coverage(
            Answer.YES,
            EnrolmentState.COVERED,
            f"单位缴到{_month(facts.last_paid_month)}，当月还能报销。",
            until=stops_on - ONE_DAY,
            provenance=policy.flexible.provenance("leave_month_covered"),
        )
    deadline = bridge_deadline(facts, policy)
    told = f"单位只缴到{_month(facts.last_paid_month)}，从{chinese(stops_on)}起停了。"
    if deadline and today <= deadline:
        told += f"{chinese(deadline)}（含当天）前参加居民医保或灵活就业参保，一般不用等待。"
    elif deadline:
        told += f"接续的期限（{chinese(deadline)}）已经过了，重新参保可能要等待，请问 12393。"
    else:
        told += "多久内接上不用等待，各地不同，请尽快问 12393。"
    return Coverage(
        Answer.NO,
        EnrolmentState.SUSPENDED,
        told,
        provenance=policy.flexible.provenance("bridge_months"),
    )
