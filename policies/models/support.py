"""What the state pays, whom it helps to pay, and the reward for years without a break."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from policies.models.choices import Help, Scheme
from policies.models.exclusion import OwnPoints, OwnYear
from policies.models.fields import (
    amount_field,
    categories_field,
    choice_field,
    number_field,
    percent_field,
    year_field,
    yes_no_field,
)
from policies.models.inherited import InheritedRule, inherited_checks


class SubsidyStandard(InheritedRule):
    """The least that the state adds for each resident, as a notice sets it for a year."""

    SUBJECT = ("notice_year",)
    SCHEMES = frozenset({Scheme.RESIDENT})

    notice_year = year_field("通知所称年度", "例如：2025年的通知填 2025。")
    calendar_year = year_field("补助所在年份", "财政实际补助的那一年，例如：2025。")
    paired_individual = amount_field("通知同时规定的个人缴费（元）", "通常供次年使用，例如：400。")
    amount = amount_field("财政补助最低标准（元）", "每人每年，本地可以更高，例如：700。")
    increase = amount_field("比上年提高（元）", "例如：24。")
    derived = yes_no_field("由上年推算", "通知没有直接写明金额选“是”。例如：700加24推得724。")

    class Meta(InheritedRule.Meta):
        verbose_name = "财政补助标准"
        verbose_name_plural = "财政补助标准"
        constraints = inherited_checks("subsidy", "财政补助标准", OwnYear("notice_year"))


class ParticipationSubsidy(InheritedRule):
    """Whose contribution is paid for them, wholly or in part."""

    SUBJECT = ("coverage_year", "categories")
    SCHEMES = frozenset({Scheme.RESIDENT})
    LOCAL = frozenset({"individual_pays", "certificate_by", "assessment_by"})

    coverage_year = year_field("待遇年度", "每年都一样就留空。例如：2026。")
    categories = categories_field()
    help = choice_field("资助方式", Help, "例如：全额资助。")
    individual_pays = amount_field("个人仍缴（元）", "全额资助填0，例如：110。")
    least_percent = percent_field("至少资助个人缴费的百分之几", "例如：河北为60。")
    age_from = number_field("从几周岁起", "按年龄资助才填，例如：70。", most=120)
    certificate_by = models.DateField(
        "最晚哪天持证", null=True, blank=True, help_text="例如：2025-11-30。"
    )
    assessment_by = models.DateField(
        "最晚哪天完成评定",
        null=True,
        blank=True,
        help_text="新办证的人看这一天，例如：2025-10-31。",
    )
    local_household_only = yes_no_field("只限本地户籍", "例如：陕西为是。")

    class Meta(InheritedRule.Meta):
        verbose_name = "资助参保"
        verbose_name_plural = "资助参保"
        constraints = inherited_checks(
            "participation", "资助参保规则", OwnYear("coverage_year"), OwnPoints("categories")
        )

    def problems(self) -> dict[str, str]:
        problems = super().problems()
        if self.help == Help.FULL and self.individual_pays:
            problems["individual_pays"] = "全额资助的人个人不用缴，请填0，或改成定额资助。"
        if self.assessment_by and self.certificate_by and self.assessment_by > self.certificate_by:
            problems["assessment_by"] = "完成评定不能晚于持证的日子。"
        return problems


class IncentiveRule(InheritedRule):
    """The higher ceiling of those insured without a break, and of those without a claim."""

    SCHEMES = frozenset({Scheme.RESIDENT})
    LOCAL = frozenset({"step", "zero_claim_step", "break_penalty", "ceiling"})
    ASCENDING: ClassVar = (("least_step", "step"), ("least_zero_claim_step", "zero_claim_step"))

    years_needed = number_field("连续参保满几年起奖励", "例如：4。", most=20)
    step = amount_field("每多一年提高（元）", "大病保险封顶线提高多少，例如：3800。")
    least_step = amount_field("每多一年至少提高（元）", "国家规定的最低额，例如：1000。")
    zero_claim_step = amount_field("零报销次年提高（元）", "例如：3000。")
    least_zero_claim_step = amount_field(
        "零报销次年至少提高（元）", "国家规定的最低额，例如：1000。"
    )
    cap_percent = percent_field("累计不超过原封顶线的百分之几", "例如：20。")
    ceiling = amount_field("原封顶线（元）", "大病保险原来的封顶线，例如：300000。")
    use_clears_zero_claim = yes_no_field("用过后零报销额度清零", "例如：是。")
    use_keeps_continuous = yes_no_field("用过后连续参保额度保留", "例如：是。")
    break_restarts_years = yes_no_field("断保后年数重新计算", "例如：是。")
    break_keeps_earned = yes_no_field("断保后已有的连续参保额度保留", "例如：是。")
    break_penalty = amount_field("断保后再参保降低（元）", "例如：山东为3000。")

    class Meta(InheritedRule.Meta):
        verbose_name = "连续参保激励"
        verbose_name_plural = "连续参保激励"
        constraints = inherited_checks("incentive", "连续参保激励规则")
