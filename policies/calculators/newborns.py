"""A newborn's deadline, the years to pay for, and from which day it is covered."""

from __future__ import annotations

from datetime import date

from policies import rules
from policies.calculators.conventions import MOST_DAYS
from policies.calculators.desk import Calculator, Finding, NoRule
from policies.calculators.facts import OddFact, day, one_of, whole
from policies.calculators.policy import from_rule
from policies.calculators.words import chinese, listed
from policies.models import NewbornRule
from policies.rules import LateStart

BIRTH = day("出生日期", "2026-10-15")
LIMIT = {
    "days": whole("出生后几天内参保（出生当天不算）", 90, least=1, most=MOST_DAYS),
    "months": whole("出生后几个月内参保，代替天数", 6, least=1, most=60),
}
LATE = one_of(
    "超期参保何时起享受",
    [
        (LateStart.NEXT_DAY, "缴费次日起"),
        (LateStart.NEXT_MONTH_FIRST, "缴费次月1日起"),
        (LateStart.WAIT_DAYS, "等待若干天"),
        (LateStart.WAIT_MONTHS, "等待若干月"),
    ],
    spellings={
        "next_month": LateStart.NEXT_MONTH_FIRST,
        "wait": LateStart.WAIT_DAYS,
        "days": LateStart.WAIT_DAYS,
        "months": LateStart.WAIT_MONTHS,
    },
)
NO_LIMIT: dict[tuple[str, ...], str] = {
    ("days", "months"): "还没有查到当地新生儿几天内参保的可靠规定"
}
SPELLINGS = {
    "within_days": "days",
    "born": "birth",
    "within_months": "months",
}


def _within(days: int, months: int | None) -> str:
    return f"{days}天" if months is None else f"{months}个月"


def newborn_deadline(*, birth: date, days: int = 90, months: int | None = None) -> Finding:
    deadline = rules.newborn_deadline(birth=birth, days=days, months=months)
    both = (
        f"；这一天已经到了{deadline.year}年，{birth.year}、{deadline.year}两个年度都要缴"
        if deadline.year > birth.year
        else ""
    )
    return Finding(
        deadline,
        f"{chinese(birth)}出生，{_within(days, months)}内参保（出生当天不算），"
        f"最晚{chinese(deadline)}办好，从出生之日起能报销{both}；各地期限不同，换了参保地要重新算。",
    )


def newborn_start(
    *,
    birth: date,
    paid: date,
    days: int | None = None,
    months: int | None = None,
    late: str | None = None,
    wait_days: int = 90,
    wait_months: int | None = None,
    late_until_age_years: int | None = None,
    coverage_end: date | None = None,
) -> Finding:
    if paid < birth:
        raise OddFact("paid", "缴费的日子不能早于出生日期。")
    if days is not None and months is not None:
        wait_months, months = wait_months or months, None  # the days are the limit already
    if late == LateStart.WAIT_DAYS and wait_months is not None:
        late = LateStart.WAIT_MONTHS
    days = 90 if days is None else days
    deadline = rules.newborn_deadline(birth=birth, days=days, months=months)
    begins = rules.newborn_start(
        birth=birth,
        paid=paid,
        days=days,
        months=months,
        late=late,
        wait_days=wait_days,
        wait_months=3 if wait_months is None else wait_months,
        late_until_age_years=late_until_age_years,
        coverage_end=coverage_end,
    )
    if paid <= deadline:
        return Finding(
            begins,
            f"{chinese(paid)}在期限（{chinese(deadline)}）内参保，从出生之日{chinese(birth)}起能报销；"
            "过了期限就从缴费后起算。",
            unused=frozenset({"late", "wait_days", "late_until_age_years"}),
        )
    told = f"期限是{chinese(deadline)}，{chinese(paid)}已经超期"
    if late is None:
        raise NoRule(f"{told}，超期后从哪天起能报销，各地不同")
    if begins is not None:
        next_year = "（要缴了那一年的费）" if begins.year > paid.year else ""
        return Finding(
            begins,
            f"{told}，从{chinese(begins)}起能报销{next_year}；期限内办好可以从出生之日起报销。",
        )
    why = (
        "已满新生儿办法的年龄，按普通居民参保和等待"
        if coverage_end is None
        else f"待遇年度到{chinese(coverage_end)}为止，本年度用不上"
    )
    return Finding(None, f"{told}，{why}；期限内办好可以从出生之日起报销。")


def newborn_plan(*, birth: date, days: int = 90, months: int | None = None) -> Finding:
    plan = rules.newborn_plan(birth=birth, days=days, months=months)
    told = listed(f"{each.coverage_year}年度" for each in plan)
    count = "一个年度" if len(plan) == 1 else f"{len(plan)}个年度各缴一次"
    return Finding(
        plan,
        f"{chinese(birth)}出生，要在{chinese(plan[0].pay_by)}前（含当天）缴好{told}（{count}），"
        "从出生之日起不断档；只缴次年的，从次年1月1日起才能报销。",
    )


CALCULATORS = [
    Calculator(
        rule="newborn_deadline",
        title="新生儿最晚哪天参保",
        function=newborn_deadline,
        facts={"birth": BIRTH, **LIMIT},
        spellings=SPELLINGS,
        suppliers=(from_rule(NewbornRule, days="within_days"),),
        essential=NO_LIMIT,
        example={"birth": "2026-10-15", "days": 90},
    ),
    Calculator(
        rule="newborn_start",
        title="新生儿从哪天起能报销",
        function=newborn_start,
        facts={
            "birth": BIRTH,
            "paid": day("缴费到账的日子", "2026-12-01"),
            **LIMIT,
            "late": LATE,
            "wait_days": whole("超期后等待几天", 90, most=MOST_DAYS),
            "wait_months": whole("超期后等待几个月", 3, most=60),
            "late_until_age_years": whole("超期办法到几周岁为止", 1, least=1, most=18),
            "coverage_end": day("待遇年度最后一天", "2026-12-31"),
        },
        spellings={**SPELLINGS, "registered": "paid", "after": "late", "late_start": "late"},
        suppliers=(
            from_rule(
                NewbornRule,
                days="within_days",
                late="late_start",
                wait_days="late_wait_days",
                late_until_age_years="late_until_age_years",
            ),
        ),
        essential=NO_LIMIT,
        example={"birth": "2025-01-01", "paid": "2025-06-01", "days": 90, "late": "next_day"},
    ),
    Calculator(
        rule="newborn_plan",
        title="新生儿要缴哪几个年度，各在哪天前缴",
        function=newborn_plan,
        facts={"birth": BIRTH, **LIMIT},
        names=("newborn_planner", "newborn_tasks"),
        spellings=SPELLINGS,
        suppliers=(from_rule(NewbornRule, days="within_days"),),
        essential=NO_LIMIT,
        example={"birth": "2026-10-15", "days": 90},
    ),
]
