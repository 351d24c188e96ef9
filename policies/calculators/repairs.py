"""What it costs to pay for missed years, which shortens the waiting."""

from __future__ import annotations

from decimal import Decimal

from policies.calculators.conventions import MOST_YEARS, PAID_AS
from policies.calculators.desk import Calculator, Finding, NoRule
from policies.calculators.facts import amount, whole, year
from policies.calculators.policy import from_contribution, from_rule
from policies.calculators.words import yuan
from policies.models import WaitingRule


def repair_cost(
    *, years: int, standard: Decimal | None = None, months_each: int | None = None
) -> Finding:
    if standard is None:
        raise NoRule("还没有查到这个年度的个人缴费标准")
    total = standard * years
    shorter = f"每补一年少等{months_each}个月，" if months_each else ""
    return Finding(
        total,
        f"补缴{years}年，按补缴这一年的个人标准每年{yuan(standard)}，一共{yuan(total)}；"
        f"{shorter}固定的等待月数不减，当年的费另外缴，能补哪几年以当地为准。",
    )


CALCULATORS = [
    Calculator(
        rule="repair_cost",
        title="补缴断掉的年份一共多少钱",
        function=repair_cost,
        facts={
            "years": whole("补缴几年", 2, least=1, most=MOST_YEARS),
            "standard": amount("补缴这一年的个人缴费标准，元", 400),
            "months_each": whole("每补缴一年少等几个月", 1, most=24),
        },
        subject={"coverage_year": year("补缴时正在收哪一年度"), "paid_as": PAID_AS},
        suppliers=(
            from_contribution,
            from_rule(WaitingRule, months_each="months_repaired_per_year"),
        ),
        essential={("months_each",): "还没有查到当地能不能补缴断掉的年份"},
        example={"years": 2, "standard": 400, "months_each": 1},
    )
]
