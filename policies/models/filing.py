"""How filings for care elsewhere work."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Func, Value

from policies.models.exclusion import Point, no_two_published
from policies.models.fields import months_field, points_field, yes_no_field
from policies.models.inherited import InheritedRule
from policies.models.places import Region
from policies.models.rule import rule_checks


class FilingRule(InheritedRule):
    """How filings for care elsewhere work for those insured in a place."""

    SUBJECT = ("care_region",)

    care_region = models.ForeignKey(
        Region,
        verbose_name="就医地",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="只对去某一地就医有效时才选，例如：西安市；去哪里都一样就留空。",
    )
    long_term_valid_until_changed = yes_no_field(
        "长期备案一直有效", "变更或停保前一直有效选“是”。例如：全国规定为是。"
    )
    both_places = yes_no_field("长期备案两地都能用", "参保地、就医地都可直接结算选“是”。例如：是。")
    change_lock_months = months_field("长期备案几个月内不能变更", "例如：6。")
    promise_months = months_field("承诺制备案有效月数", "先承诺、后补材料的备案有效多久，例如：6。")
    temporary_months = months_field("临时备案有效月数", "例如：6。")
    review_days = models.PositiveSmallIntegerField(
        "审核工作日", null=True, blank=True, help_text="几个工作日内办结，例如：2。"
    )
    needs_filing_long_term = yes_no_field("长期居住要备案吗", "例如：是。")
    needs_filing_referral = yes_no_field("转诊要备案吗", "例如：是。")
    needs_filing_emergency = yes_no_field("急诊要备案吗", "全国规定视同已备案，例如：否。")
    needs_filing_other = yes_no_field("其他临时外出要备案吗", "例如：珠海为否。")
    drop_points_long_term = points_field("长期居住少报几个百分点", "例如：0。")
    drop_points_referral = points_field("转诊少报几个百分点", "例如：10。")
    drop_points_emergency = points_field("急诊少报几个百分点", "例如：10。")
    drop_points_other = points_field("其他临时外出少报几个百分点", "例如：20。")
    self_pay_long_term = points_field("长期居住先自付百分之几", "例如：0。")
    self_pay_referral = points_field("转诊先自付百分之几", "例如：10。")
    self_pay_emergency = points_field("急诊先自付百分之几", "例如：10。")
    self_pay_other = points_field("其他临时外出先自付百分之几", "例如：20。")
    self_pay_unfiled = points_field("没有备案先自付百分之几", "例如：20。")
    in_province_needs_filing = yes_no_field("省内异地要备案吗", "例如：江西为否。")
    in_province_months = months_field("省内临时备案有效月数", "例如：6。")

    class Meta(InheritedRule.Meta):
        verbose_name = "备案规则"
        verbose_name_plural = "备案规则"
        constraints = [
            *rule_checks("filing_rule"),
            no_two_published(
                Point(Func(F("care_region"), Value(""), function="COALESCE")),
                name="filing_rule_one_published",
                message="同一地区和就医地在这些日子里已有一条已发布的备案规则，请先停用旧的，或改成草稿。",
            ),
        ]

    def problems(self) -> dict[str, str]:
        problems = super().problems()
        if self.care_region_id and self.care_region_id == self.region_id:
            problems["care_region"] = "就医地就是参保地时不用备案，请留空或选别处。"
        return problems
