"""Personal accounts, refunds, and the days on which a channel takes money."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from policies.models.exclusion import Point
from policies.models.fields import (
    amount_field,
    day_of_month_field,
    is_blackouts,
    number_field,
    texts_field,
    yes_no_field,
)
from policies.models.inherited import InheritedRule, inherited_checks


class PersonalAccountRule(InheritedRule):
    """For whom and for what the money of a personal account may be used."""

    LOCAL = frozenset({"min_balance"})

    relatives = texts_field("可共济的近亲属", "用逗号隔开，例如：配偶，父母，子女。")
    uses = texts_field("可用于", "用逗号隔开，例如：定点就医自付，代缴近亲属居民医保。")
    cross_province = yes_no_field("可跨省共济", "例如：是。")
    areas_open = number_field("已开通跨省共济的统筹区数", "例如：337。", most=1000)
    min_balance = amount_field("为他人缴费前至少留有（元）", "例如：山西为1000。")
    authorisations_per_member = number_field("每位家人可被授权几次", "例如：1。", most=20)
    cash_out = yes_no_field("可以取现", "例如：否。")
    cash_out_cases = texts_field("可以提取的情形", "用逗号隔开，例如：出国定居。")

    class Meta(InheritedRule.Meta):
        verbose_name = "个人账户规则"
        verbose_name_plural = "个人账户规则"
        constraints = inherited_checks("account", "个人账户规则")


class RefundRule(InheritedRule):
    """Which payments come back."""

    before_start = yes_no_field("待遇开始前可退", "例如：是。")
    before_start_cases = texts_field("开始前可退的情形", "用逗号隔开，例如：重复缴费，转职工医保。")
    after_start = yes_no_field("待遇开始后可退", "原则上不退选“否”。例如：否。")
    remaining_months = yes_no_field("灵活就业按年缴、中途就业可退剩余月份", "例如：是。")

    class Meta(InheritedRule.Meta):
        verbose_name = "退费规则"
        verbose_name_plural = "退费规则"
        constraints = inherited_checks("refund", "退费规则")


class ChannelCalendar(InheritedRule):
    """On which days a channel of payment takes money."""

    SUBJECT = ("channel",)
    ASCENDING: ClassVar = (
        ("payable_from_day", "payable_to_day"),
        ("last_month_from_day", "last_month_to_day"),
    )
    TOGETHER: ClassVar = ASCENDING

    channel = models.CharField("缴费渠道", max_length=30, help_text="例如：税务自助、批量扣款。")
    payable_from_day = day_of_month_field("每月可缴起日", "每天都能缴就留空。例如：5。")
    payable_to_day = day_of_month_field("每月可缴止日", "每天都能缴就留空。例如：20。")
    last_month_from_day = day_of_month_field("最后一月可缴起日", "与平时不同才填，例如：1。")
    last_month_to_day = day_of_month_field("最后一月可缴止日", "与平时不同才填，例如：28。")
    late_months_only = yes_no_field("只用于集中期后的月份", "例如：河北为是。")
    debit_day = day_of_month_field("批量扣款日", "例如：15。")
    roll_to_workday = yes_no_field("扣款日顺延到工作日", "例如：是。")
    account_debit_last_day = yes_no_field("每月最后一天从个人账户划扣", "例如：北京为是。")
    blackouts = models.JSONField(
        "停缴日期",
        default=list,
        blank=True,
        help_text='每年不能缴费的日子，月-日成对（含首尾），例如：[["12-26", "12-31"]]。',
    )

    class Meta(InheritedRule.Meta):
        verbose_name = "渠道日历"
        verbose_name_plural = "渠道日历"
        constraints = inherited_checks("calendar", "渠道日历", Point("channel"))

    def problems(self) -> dict[str, str]:
        problems = super().problems()
        if not is_blackouts(self.blackouts):
            problems["blackouts"] = '停缴日期要写成月-日成对，例如：[["12-26", "12-31"]]。'
        return problems
