"""Insurance through work: years needed for life, monthly bases, and those who pay themselves."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models

from policies.models.choices import AccountPlan, Scheme
from policies.models.exclusion import OwnPoints, Point
from policies.models.fields import (
    amount_field,
    categories_field,
    choice_field,
    day_of_month_field,
    months_field,
    number_field,
    percent_field,
    year_field,
    yes_no_field,
)
from policies.models.inherited import InheritedRule, inherited_checks

THROUGH_WORK = frozenset({Scheme.EMPLOYEE, Scheme.FLEXIBLE})
MOST_YEARS = 50


class LifetimeYearsRule(InheritedRule):
    """How many years must be paid to be insured for life after retiring."""

    SUBJECT = ("plan",)
    SCHEMES = THROUGH_WORK
    ASCENDING: ClassVar = (("local_actual_min", "actual_min"),)

    plan = choice_field("参保方式", AccountPlan, "都一样就留空。例如：统账结合。")
    male = number_field("男性累计年限", "例如：30。", most=MOST_YEARS)
    female = number_field("女性累计年限", "例如：25。", most=MOST_YEARS)
    actual_min = number_field("其中实际缴费至少几年", "例如：15。", most=MOST_YEARS)
    local_actual_min = number_field("其中本地实际缴费至少几年", "例如：太原为5。", most=MOST_YEARS)
    counts_deemed = yes_no_field("视同缴费年限计入", "例如：是。")
    transition_until = year_field("过渡到哪年", "例如：2030。")

    class Meta(InheritedRule.Meta):
        verbose_name = "退休缴费年限"
        verbose_name_plural = "退休缴费年限"
        constraints = inherited_checks("lifetime", "退休缴费年限", Point("plan"))


class FlexibleRule(InheritedRule):
    """How those without an employer pay each month, and what a missed month costs."""

    SUBJECT = ("categories",)
    SCHEMES = THROUGH_WORK
    ASCENDING: ClassVar = (("base_from_percent", "base_to_percent"),)
    TOGETHER: ClassVar = (("base_from_percent", "base_to_percent"),)

    categories = categories_field()
    base_choices = ArrayField(
        models.DecimalField(
            max_digits=6,
            decimal_places=2,
            validators=[MaxValueValidator(Decimal(1000), "百分数不能超过1000。")],
        ),
        verbose_name="可选基数档（社平工资的百分之几）",
        default=list,
        blank=True,
        help_text="只有几档可选才填，例如：80，100。",
    )
    base_from_percent = percent_field("基数下限（社平工资的百分之几）", "例如：60。", most=1000)
    base_to_percent = percent_field("基数上限（社平工资的百分之几）", "例如：300。", most=1000)
    debit_day = day_of_month_field("每月扣款日", "短月没有这一天时取月末，例如：15。")
    roll_to_workday = yes_no_field("扣款日顺延到工作日", "例如：北京为是。")
    suspended_next_month = yes_no_field("没缴成的下月1日起暂停待遇", "例如：长沙为是。")
    retro_months = months_field("几个月内补缴可追溯", "例如：长沙为3。")
    first_wait_months = number_field("首次参保等待月数", "例如：武汉为6。", most=24)
    resume_within_months = months_field("中断几个月内接续不用等待", "例如：3。")
    rewait_months = number_field("中断较久后等待月数", "例如：3。", most=24)
    leave_month_covered = yes_no_field("离职当月可用", "单位缴到离职当月即可用选“是”。例如：是。")
    bridge_months = months_field("离职后几个月内接续", "例如：3。")
    fund_pays = yes_no_field("由失业保险基金代缴", "领失业金期间个人不缴选“是”。例如：是。")

    class Meta(InheritedRule.Meta):
        verbose_name = "灵活就业规则"
        verbose_name_plural = "灵活就业规则"
        constraints = inherited_checks("flexible", "灵活就业规则", OwnPoints("categories"))


class EmployeeBase(InheritedRule):
    """Between which bases and at which rates employees and employers pay each month."""

    SUBJECT = ("tier",)
    SCHEMES = THROUGH_WORK
    LOCAL = frozenset({"floor", "ceiling", "individual_amount"})
    ASCENDING: ClassVar = (
        ("floor", "ceiling"),
        ("employer_from_percent", "employer_to_percent"),
    )

    tier = models.CharField("档次", max_length=10, blank=True, help_text="分档才填，例如：一档。")
    floor = amount_field("月基数下限（元）", "例如：6236。")
    ceiling = amount_field("月基数上限（元）", "例如：31179。")
    individual_percent = percent_field("个人缴百分之几", "例如：2。")
    employer_from_percent = percent_field("单位最少缴百分之几", "例如：5.35。")
    employer_to_percent = percent_field("单位最多缴百分之几", "例如：9.5。")
    individual_amount = amount_field("个人每月最少缴（元）", "例如：134.66。")

    class Meta(InheritedRule.Meta):
        verbose_name = "职工缴费基数"
        verbose_name_plural = "职工缴费基数"
        constraints = inherited_checks("employee_base", "职工缴费基数", Point("tier"))
