"""Monthly payments of the self-employed, and the bridge after a job."""

from __future__ import annotations

from typing import Any

from policies import rules
from policies.calculators.desk import Calculator, Finding, NoRule
from policies.calculators.facts import day_offsets, month, whole, year, yes_no
from policies.calculators.policy import from_rule
from policies.calculators.words import chinese, listed
from policies.models import FlexibleRule, PersonCategory, Scheme
from policies.rules import WorkCalendar

DEFAULT_OFFSETS = (3, 1)
MONTH_FACTS = {"year": year("哪一年"), "month": month("哪个月", 9)}
DEBIT_DAY = whole("每月扣款日", 15, least=1, most=31)
SELF_EMPLOYED: dict[str, Any] = {"scheme": Scheme.FLEXIBLE, "category": PersonCategory.FLEX}
ROLL = yes_no("遇休息日顺延到上班", "true")


def debit(
    *,
    year: int,
    month: int,
    day: int | None = None,
    roll: bool = False,
    calendar: WorkCalendar,
) -> Finding:
    if day is None:
        raise NoRule("还不知道当地每月几日扣款")
    nominal = rules.debit_nominal(year=year, month=month, day=day)
    debited = rules.debit(year=year, month=month, day=day, roll=roll, calendar=calendar)
    certain = not roll or calendar.knows(nominal, debited)
    moved = f"，遇休息日顺延到{chinese(debited)}" if debited != nominal else ""
    guess = "" if certain else "（这一年的放假安排还没有公布，只按周末推算）"
    return Finding(
        debited,
        f"{year}年{month}月的扣款日是{chinese(nominal)}{moved}{guess}；"
        "不管顺延不顺延，钱都要在约定的扣款日之前存好。",
        certain=certain,
    )


def debit_reminders(
    *, year: int, month: int, day: int | None = None, offsets: list[int] | None = None
) -> Finding:
    if day is None:
        raise NoRule("还不知道当地每月几日扣款")
    before = list(DEFAULT_OFFSETS) if offsets is None else offsets
    days = rules.debit_reminders(year=year, month=month, day=day, offsets_days=before)
    nominal = rules.debit_nominal(year=year, month=month, day=day)
    return Finding(
        days,
        f"约定{chinese(nominal)}扣款，提前{listed(before)}天提醒存钱；按约定的扣款日数，不按顺延后的日子数。",
    )


def flex_suspend(*, year: int, month: int, suspended_next_month: bool = True) -> Finding:
    if not suspended_next_month:
        raise NoRule("当地扣款失败不是下月就暂停，从哪天起暂停还没有查到")
    since = rules.flex_suspend(year=year, month=month)
    return Finding(
        since,
        f"{year}年{month}月没扣成，从{chinese(since)}起暂停报销；在补缴期限内补上，多数地方可以恢复。",
    )


def flex_repair_deadline(*, year: int, month: int, months: int = 3) -> Finding:
    last = rules.flex_repair_deadline(year=year, month=month, months=months)
    return Finding(
        last,
        f"{year}年{month}月没扣成，连这个月算{months}个月，最晚{chinese(last)}补缴；"
        "过了这天要重新等待，各地期限不同，从严按含当月计算。",
    )


def job_loss_deadline(*, year: int, month: int, months: int = 3) -> Finding:
    last = rules.job_loss_deadline(year=year, month=month, months=months)
    return Finding(
        last,
        f"单位缴到{year}年{month}月，{months}个月内（最晚{chinese(last)}）转为居民医保或灵活就业参保，"
        "一般不用等待；领失业保险金期间由失业保险基金代缴，个人不用缴。",
    )


CALCULATORS = [
    Calculator(
        rule="debit",
        title="灵活就业每月哪天扣款",
        function=debit,
        facts={**MONTH_FACTS, "day": DEBIT_DAY, "roll": ROLL},
        names=("debit_day",),
        spellings={"debit_day": "day", "roll_to_workday": "roll", "debit_roll": "roll"},
        suppliers=(from_rule(FlexibleRule, day="debit_day", roll="roll_to_workday"),),
        **SELF_EMPLOYED,
        example={"year": 2026, "month": 2, "day": 15, "roll": True},
    ),
    Calculator(
        rule="debit_reminders",
        title="扣款前哪几天提醒存钱",
        function=debit_reminders,
        facts={
            **MONTH_FACTS,
            "day": DEBIT_DAY,
            "offsets": day_offsets("提前几天", "[3, 1]"),
        },
        spellings={"debit_day": "day", "offsets_days": "offsets"},
        suppliers=(from_rule(FlexibleRule, day="debit_day"),),
        **SELF_EMPLOYED,
        example={"year": 2026, "month": 2, "day": 15, "offsets": [3, 1]},
    ),
    Calculator(
        rule="flex_suspend",
        title="扣款失败从哪天起暂停报销",
        function=flex_suspend,
        facts={
            **MONTH_FACTS,
            "suspended_next_month": yes_no("没缴成的下月1日起暂停待遇", "true"),
        },
        suppliers=(from_rule(FlexibleRule, suspended_next_month="suspended_next_month"),),
        essential={("suspended_next_month",): "还没有查到当地扣款失败后从哪天起暂停的可靠规定"},
        **SELF_EMPLOYED,
        example={"year": 2026, "month": 9},
    ),
    Calculator(
        rule="flex_repair_deadline",
        title="扣款失败最晚哪天补缴",
        function=flex_repair_deadline,
        facts={
            **MONTH_FACTS,
            "months": whole("含当月几个月内补缴", 3, least=1, most=24),
        },
        names=("flex_repair", "repair_deadline"),
        spellings={"retro_months": "months", "repair_months": "months"},
        suppliers=(from_rule(FlexibleRule, months="retro_months"),),
        essential={("months",): "还没有查到当地扣款失败后几个月内可以补缴的可靠规定"},
        **SELF_EMPLOYED,
        example={"year": 2026, "month": 9},
    ),
    Calculator(
        rule="job_loss_deadline",
        title="离职后最晚哪天接上医保",
        function=job_loss_deadline,
        facts={**MONTH_FACTS, "months": whole("几个月内接上", 3, least=0, most=24)},
        names=("job_loss", "bridge_deadline"),
        spellings={"bridge_months": "months"},
        suppliers=(from_rule(FlexibleRule, months="bridge_months"),),
        essential={("months",): "还没有查到当地离职后几个月内接上不用等待的可靠规定"},
        **SELF_EMPLOYED,
        example={"year": 2026, "month": 8, "months": 3},
    ),
]
