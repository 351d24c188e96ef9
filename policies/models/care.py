"""What is reimbursed and under which conditions."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from policies.models.choices import CareKind, DayUnit, HospitalLevel
from policies.models.exclusion import OwnPoints, Point
from policies.models.fields import (
    amount_field,
    any_scheme_field,
    categories_field,
    choice_field,
    number_field,
    percent_field,
    texts_field,
    yes_no_field,
)
from policies.models.inherited import InheritedRule, inherited_checks


class EmergencyFilingRule(InheritedRule):
    """Whether emergency care elsewhere must be reported, and until when."""

    LOCAL = frozenset({"days", "unit"})
    TOGETHER: ClassVar = (("days", "unit"),)

    required = yes_no_field("急诊要另外备案", "全国规定视同已备案，例如：否。")
    days = number_field("入院后几天内备案", "入院当天不算，例如：5。")
    unit = choice_field("按什么天数", DayUnit, "例如：工作日。")
    by_phone = yes_no_field("可以打电话备案", "例如：北碚区为是。")

    class Meta(InheritedRule.Meta):
        verbose_name = "急诊备案期限"
        verbose_name_plural = "急诊备案期限"
        constraints = inherited_checks("emergency", "急诊备案期限")


class ReimbursementTier(InheritedRule):
    """What of a bill is paid: from which amount on, how much of it, up to which amount."""

    SUBJECT = ("scheme", "kind", "hospital_level", "categories")
    LOCAL = frozenset({"deductible", "later_deductible", "ceiling"})

    scheme = any_scheme_field()
    kind = choice_field("待遇种类", CareKind, "各种待遇都适用就留空。例如：住院。")
    hospital_level = choice_field(
        "医院级别", HospitalLevel, "各级医院都一样就留空。例如：三级医院。"
    )
    categories = categories_field()
    deductible = amount_field("起付线（元）", "例如：800。")
    later_deductible = amount_field("当年再次住院起付线（元）", "例如：600。")
    ratio_percent = percent_field("报销百分之几", "起付线以上部分，例如：70。")
    least_ratio_percent = percent_field("至少报销百分之几", "只规定了下限才填，例如：70。")
    ceiling = amount_field("年度封顶线（元）", "例如：300000。")

    class Meta(InheritedRule.Meta):
        verbose_name = "报销待遇"
        verbose_name_plural = "报销待遇"
        constraints = inherited_checks(
            "reimbursement",
            "报销待遇",
            Point("scheme"),
            Point("kind"),
            Point("hospital_level"),
            OwnPoints("categories"),
        )

    def problems(self) -> dict[str, str]:
        problems = super().problems()
        if self.deductible and self.ceiling is not None and self.ceiling <= self.deductible:
            problems["ceiling"] = "封顶线应高于起付线。"
        return problems


class ChronicRule(InheritedRule):
    """Which chronic diseases are covered, where, and when the recognition is checked again."""

    ASCENDING: ClassVar = (("recheck_from_years", "recheck_to_years"),)
    TOGETHER: ClassVar = (("recheck_from_years", "recheck_to_years"),)

    diseases = number_field("病种数", "例如：67。", most=1000)
    mapped_diseases = number_field("全省统一认定的病种数", "例如：17。", most=1000)
    cross_province_direct = texts_field(
        "可跨省直接结算的病种", "用逗号隔开，例如：高血压，糖尿病。"
    )
    province_mutual_recognition = yes_no_field("全省互认", "例如：广东为是。")
    recheck_from_years = number_field("资格最短几年复审", "例如：2。", most=50)
    recheck_to_years = number_field("资格最长几年复审", "例如：5。", most=50)

    class Meta(InheritedRule.Meta):
        verbose_name = "门诊慢特病"
        verbose_name_plural = "门诊慢特病"
        constraints = inherited_checks("chronic", "门诊慢特病规则")


class SelectionRule(InheritedRule):
    """How many institutions the insured choose beforehand for outpatient care."""

    SUBJECT = ("tier",)
    ASCENDING: ClassVar = (("institutions", "most_institutions"),)

    tier = models.CharField(
        "参保档次或情形", max_length=40, blank=True, help_text="都一样就留空。例如：居民一档。"
    )
    institutions = number_field("选几家", "例如：1。", most=20)
    most_institutions = number_field("最多选几家", "可多选才填，例如：4。", most=20)

    class Meta(InheritedRule.Meta):
        verbose_name = "门诊选点"
        verbose_name_plural = "门诊选点"
        constraints = inherited_checks("selection", "门诊选点规则", Point("tier"))
