"""When care is covered after joining late, and what holds for newborns."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from policies.models.choices import (
    BenefitStart,
    PersonCategory,
    Scheme,
    StartConvention,
    WaitAnchor,
)
from policies.models.exclusion import Point
from policies.models.fields import (
    amount_field,
    choice_field,
    month_day_field,
    number_field,
    scheme_field,
    year_field,
    yes_no_field,
)
from policies.models.inherited import InheritedRule, inherited_checks


class WaitingRule(InheritedRule):
    """How long those wait who joined late or missed years, who need not, and what it costs."""

    SUBJECT = ("scheme",)
    LOCAL = frozenset({"late_closes", "late_amount", "full_price_from", "full_price_amount"})
    ASCENDING: ClassVar = (("counts_from_missed_year", "floor_missed_years"),)
    TOGETHER: ClassVar = (("floor_missed_years", "floor_months"),)

    scheme = scheme_field()
    fixed_months = number_field("固定等待月数", "例如：3。", most=24)
    months_per_missed_year = number_field("每多断保一年增加的月数", "例如：1。", most=24)
    counts_from_missed_year = number_field(
        "从断保第几年起增加", "全国规定从第2年起。例如：2。", most=20
    )
    missed_years_from = year_field("从哪年起计断保", "例如：2025。")
    months_repaired_per_year = number_field("每补缴一年减少的月数", "例如：1。", most=24)
    floor_missed_years = number_field("连续断保几年有最低等待", "例如：4。", most=20)
    floor_months = number_field(
        "最低等待月数", "连续断保达到年数后，补缴也不少于几个月，例如：6。", most=24
    )
    anchor = choice_field("从哪天起等待", WaitAnchor, "例如：到账日与待遇年度第一天中较晚的一天。")
    start_convention = choice_field("等待怎么计", StartConvention, "例如：若干月后的同一天。")
    wait_days = number_field("等待天数", "按天数等待的地方才填，例如：90。")
    last_wait_day_excluded = yes_no_field(
        "等待期最后一天仍不享受", "按天数等待的地方才填，例如：成都为是。"
    )
    exempt = ArrayField(
        models.CharField(max_length=20, choices=PersonCategory.choices),
        verbose_name="免等待的人群",
        default=list,
        blank=True,
        help_text="例如：新生儿、最低生活保障对象。",
    )
    exempt_within_days = number_field("身份变化后几天内参保才免等待", "例如：江西为90。")
    exempt_start = choice_field("免等待的人何时起享受", BenefitStart, "例如：缴费次日起。")
    transfer_within_months = number_field("职工医保中断几个月内转入免等待", "例如：3。", most=24)
    transfer_start = choice_field("职工医保转入何时起享受", BenefitStart, "例如：缴费次月1日起。")
    midyear_start = choice_field(
        "年中新增特殊人群何时起享受", BenefitStart, "例如：缴费次月1日起。"
    )
    late_closes = month_day_field("最晚补缴到", "每年的月-日，例如：12-31。")
    late_amount = amount_field("逾期缴费金额（元）", "例如：400。")
    full_price_from = month_day_field("从哪天起加收", "每年的月-日，例如：07-01。")
    full_price_amount = amount_field("加收后的金额（元）", "例如：1100。")
    full_price_includes_subsidy = yes_no_field(
        "加收后含财政补助部分", "个人部分和财政部分都由个人缴选“是”。例如：是。"
    )

    class Meta(InheritedRule.Meta):
        verbose_name = "等待期规则"
        verbose_name_plural = "等待期规则"
        constraints = inherited_checks("waiting", "等待期规则", Point("scheme"))

    def problems(self) -> dict[str, str]:
        problems = super().problems()
        if self.start_convention == StartConvention.DAYS and self.wait_days is None:
            problems["wait_days"] = "选了“按天数计”，请填写等待天数。"
        if self.full_price_from and self.late_closes and self.full_price_from > self.late_closes:
            problems["full_price_from"] = "加收的日子不能晚于最晚补缴的日子。"
        return problems


class NewbornRule(InheritedRule):
    """Until when a newborn is registered, and from when care is then covered."""

    SCHEMES = frozenset({Scheme.RESIDENT})
    LOCAL = frozenset({"birth_year_free"})

    within_days = number_field("出生后几天内参保", "出生当天不算，最后一天含，例如：90。")
    local_id_within_months = number_field(
        "已落户或有居住证的几个月内", "另有规定才填，例如：广州为6。", most=24
    )
    in_time_start = choice_field("按时参保何时起享受", BenefitStart, "例如：出生之日起。")
    late_start = choice_field("超期参保何时起享受", BenefitStart, "例如：缴费次日起。")
    late_wait_days = number_field("超期参保等待天数", "例如：成都为90。")
    late_last_wait_day_excluded = yes_no_field(
        "等待期最后一天仍不享受", "按天数等待的地方才填，例如：成都为是。"
    )
    late_until_age_years = number_field(
        "超期办法到几周岁为止", "之后按普通居民，例如：江西为1。", most=18
    )
    both_years_needed = yes_no_field(
        "跨年出生要分别缴两个年度", "出生年和次年都要缴选“是”。例如：是。"
    )
    both_years_in_time = yes_no_field("两个年度都要在期限内缴", "例如：西安为是。")
    birth_year_free = yes_no_field("出生当年免缴", "例如：山西为是。")
    must_update_id = yes_no_field("落户后要换成身份证号才能续保", "例如：广州为是。")
    free_application = yes_no_field("医院出生后推送办理、不用申请", "例如：上海为是。")
    days_to_account = number_field("确认后几个工作日到账", "例如：上海为2。")

    class Meta(InheritedRule.Meta):
        verbose_name = "新生儿规则"
        verbose_name_plural = "新生儿规则"
        constraints = inherited_checks("newborn", "新生儿规则")

    def problems(self) -> dict[str, str]:
        problems = super().problems()
        if self.late_start == BenefitStart.WAIT_DAYS and self.late_wait_days is None:
            problems["late_wait_days"] = "选了“缴费后等待若干天”，请填写等待天数。"
        if self.late_start == BenefitStart.BIRTH:
            problems["late_start"] = "超期参保不会从出生之日起享受，请核对。"
        return problems
