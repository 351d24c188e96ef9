"""The shapes of the policies API."""

from __future__ import annotations

import re
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from policies.answers import (
    Case,
    ContributionAnswer,
    ContributionOption,
    FieldValue,
    PaymentWindowAnswer,
    Provenance,
    ResidentRules,
    Resolution,
    RuleTold,
    SourceRef,
)
from policies.models import FIRST_YEAR, LAST_YEAR, Level, PersonCategory, Region, Scheme

REGION_CODE = re.compile(r"[0-9]{6}", re.ASCII)


class OneOf(serializers.ChoiceField):
    """A choice whose refusal does not repeat what was sent, which may be huge or unprintable."""

    default_error_messages = {"invalid_choice": "请从给出的选项里选一个。"}


class RegionSearch(serializers.Serializer[Any]):
    q = serializers.CharField(
        max_length=60,
        default="",
        allow_blank=True,
        help_text="名称、别名、拼音、首字母或代码的开头，例如：广州、guangzhou、gz、4401；不填从头列出。",
    )
    # Declared fields are collected by name and do not touch the serializer's own `parent`.
    parent = serializers.RegexField(  # type: ignore[assignment]
        REGION_CODE.pattern + r"\Z",
        required=False,
        help_text="只要这个地区的下一级，例如：440000；各省的上级是 100000。",
    )
    level = OneOf(choices=Level.choices, required=False, help_text="只要这一级，例如：prefecture。")


class LevyQuery(serializers.Serializer[Any]):
    coverage_year = serializers.IntegerField(
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        help_text="待遇年度：看病报销的那一年，例如：2026。",
    )
    category = OneOf(
        choices=PersonCategory.choices,
        default=PersonCategory.ADULT,
        help_text="人员类别，例如：STUDENT。",
    )
    scheme = OneOf(
        choices=Scheme.choices,
        default=Scheme.RESIDENT,
        help_text="险种，例如：RESIDENT。",
    )


class ContributionQuery(LevyQuery):
    born_on = serializers.DateField(
        required=False, help_text="有的地方按出生日期区分金额，例如：2008-05-01。"
    )


class FilingRuleQuery(serializers.Serializer[Any]):
    on = serializers.DateField(
        required=False, help_text="按哪一天的规定，不填是今天，例如：2026-08-31。"
    )
    care_region = serializers.RegexField(
        REGION_CODE.pattern + r"\Z",
        required=False,
        help_text="就医地代码，有的规定只对去某地就医有效，例如：610100。",
    )


class ResidentRulesQuery(serializers.Serializer[Any]):
    scheme = OneOf(
        choices=Scheme.choices, default=Scheme.RESIDENT, help_text="险种，例如：RESIDENT。"
    )
    category = OneOf(
        choices=PersonCategory.choices,
        default=PersonCategory.ADULT,
        help_text="人员类别，例如：STUDENT。",
    )
    on = serializers.DateField(
        required=False, help_text="按哪一天的规定，不填是今天，例如：2026-08-31。"
    )


class RegionSerializer(serializers.ModelSerializer[Region]):
    level_name = serializers.CharField(source="get_level_display", help_text="例如：地级市/州/盟。")
    parent_name = serializers.SerializerMethodField(help_text="上级名称，例如：广东省。")
    full_name = serializers.CharField(help_text="从省写起的全名，例如：广东省 广州市 天河区。")
    is_pooling_area = serializers.BooleanField(help_text="是否统筹区：同一套政策的最小范围。")

    class Meta:
        model = Region
        fields = [
            "code",
            "name",
            "level",
            "level_name",
            "parent",
            "parent_name",
            "full_name",
            "aliases",
            "note",
            "is_pooling_area",
            "valid_to",
        ]

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_parent_name(self, region: Region) -> str | None:
        return region.parent.name if region.parent else None


class RegionListSerializer(serializers.Serializer[Any]):
    results = RegionSerializer(many=True)


class SourceSerializer(serializers.Serializer[SourceRef]):
    code = serializers.CharField()
    title = serializers.CharField()
    issuer = serializers.CharField()
    number = serializers.CharField(help_text="文号。")
    dated = serializers.CharField(help_text="落款日期，按原文写法。")
    url = serializers.CharField()


class ProvenanceSerializer(serializers.Serializer[Provenance]):
    code = serializers.CharField(help_text="规则编号，例如：PW-GZ-2026-S。")
    region_code = serializers.CharField()
    region_name = serializers.CharField(help_text="规则由哪里发布。")
    confidence = serializers.CharField(help_text="A 最可信；C、D、U 显示“待核实”。")
    needs_check = serializers.BooleanField(help_text="是否显示“待核实”。")
    checked_on = serializers.DateField(allow_null=True, help_text="最近一次核对来源的日子。")
    note = serializers.CharField()
    sources = SourceSerializer(many=True)


class RuleToldSerializer(serializers.Serializer[RuleTold]):
    title = serializers.CharField(help_text="哪一类规定，例如：缴费期。")
    explanation = serializers.CharField(
        allow_blank=True, help_text="这条规定说什么，一句话；只列渠道、材料的为空。"
    )
    provenance = ProvenanceSerializer()


class CitedSourceSerializer(SourceSerializer):
    official = serializers.BooleanField(help_text="国家或地方的文件；别的只是转载、报道和汇总。")
    kind_name = serializers.CharField(source="get_kind_display", help_text="例如：地方官方发布。")


class CitedSourcesSerializer(serializers.Serializer[Any]):
    results = CitedSourceSerializer(many=True)


class ContributionOptionSerializer(serializers.Serializer[ContributionOption]):
    tier = serializers.CharField(help_text="档次，不分档为空。")
    individual = serializers.DecimalField(
        max_digits=8, decimal_places=2, help_text="个人缴费，元。"
    )
    subsidy = serializers.DecimalField(
        max_digits=8, decimal_places=2, allow_null=True, help_text="财政补助，元。"
    )
    born_from = serializers.DateField(allow_null=True)
    born_before = serializers.DateField(allow_null=True)
    includes = serializers.DictField()
    excludes = serializers.DictField()
    provenance = ProvenanceSerializer()


class ContributionSerializer(serializers.Serializer[ContributionAnswer]):
    region_code = serializers.CharField(source="key.region_code")
    region_name = serializers.CharField()
    scheme = serializers.CharField(source="key.scheme")
    category = serializers.CharField(source="key.category")
    coverage_year = serializers.IntegerField(source="key.coverage_year")
    amount = serializers.DecimalField(
        max_digits=8, decimal_places=2, allow_null=True, help_text="只有一种金额时的个人缴费，元。"
    )
    explanation = serializers.CharField()
    needs_check = serializers.BooleanField(help_text="是否显示“待核实”。")
    options = ContributionOptionSerializer(many=True)
    floor = ContributionOptionSerializer(
        allow_null=True, help_text="国家最低标准，不是某个人应缴的金额。"
    )
    unverified = ProvenanceSerializer(many=True)


class PaymentWindowSerializer(serializers.Serializer[PaymentWindowAnswer]):
    region_code = serializers.CharField(source="key.region_code")
    region_name = serializers.CharField()
    scheme = serializers.CharField(source="key.scheme")
    category = serializers.CharField(source="key.category")
    coverage_year = serializers.IntegerField(source="key.coverage_year")
    explanation = serializers.CharField(help_text="一句话说明结果和出处，或为什么没有日期。")
    needs_check = serializers.BooleanField(help_text="是否显示“待核实”。")
    due_on = serializers.DateField(allow_null=True, help_text="实际最后可缴日；没有可靠日期为空。")
    opens_on = serializers.DateField(allow_null=True)
    opens_text = serializers.CharField(help_text="开始日期的原文写法，例如：9月下旬。")
    closes_on = serializers.DateField(allow_null=True)
    original_closes_on = serializers.DateField(allow_null=True, help_text="延期前的截止日期。")
    late_closes_on = serializers.DateField(allow_null=True, help_text="补缴截止日期。")
    account_pay_from = serializers.DateField(allow_null=True, help_text="个人账户可代缴起日。")
    spill = serializers.CharField(help_text="跨年后缴费何时起享受。")
    pay_at = serializers.CharField(help_text="官方缴费渠道，例如：粤税通。")
    provenance = ProvenanceSerializer(allow_null=True)
    unverified = ProvenanceSerializer(many=True, help_text="没有采用、只供参考的说法。")


class FieldValueSerializer(serializers.Serializer[FieldValue]):
    name = serializers.CharField(help_text="例如：temporary_months。")
    title = serializers.CharField(source="label", help_text="例如：临时备案有效月数。")
    value = serializers.JSONField(help_text="数字、是否或文字。")
    text = serializers.CharField(help_text="写成文字的值，例如：缴费次日起。")
    provenance = ProvenanceSerializer()


class CaseSerializer(serializers.Serializer[Case]):
    name = serializers.CharField(help_text="例如：hospital_level。")
    title = serializers.CharField(source="label", help_text="例如：医院级别。")
    value = serializers.JSONField(help_text="例如：third。")
    text = serializers.CharField(help_text="例如：三级医院。")


class FilingRuleSerializer(serializers.Serializer[Resolution]):
    region_code = serializers.CharField()
    region_name = serializers.CharField()
    on = serializers.DateField()
    explanation = serializers.CharField(help_text="一句话说明主要规定。")
    values = FieldValueSerializer(many=True, source="resolved")
    unverified = FieldValueSerializer(many=True, help_text="没有采用、只供参考的说法。")


class RuleSerializer(serializers.Serializer[Resolution]):
    kind = serializers.CharField(help_text="例如：waiting_rules。")
    title = serializers.CharField(help_text="例如：等待期规则。")
    case = CaseSerializer(many=True, help_text="只说某种情形的规定才有，例如：住院，三级医院。")
    explanation = serializers.CharField(help_text="一句话说明主要规定和出处。")
    confidence = serializers.CharField(
        allow_null=True, help_text="各项中最低的可信度；没有可采用的规定为空。"
    )
    needs_check = serializers.BooleanField(help_text="是否显示“待核实”。")
    values = FieldValueSerializer(many=True, source="resolved")
    unverified = FieldValueSerializer(many=True, help_text="没有采用、只供参考的说法。")


class ResidentRulesSerializer(serializers.Serializer[ResidentRules]):
    region_code = serializers.CharField()
    region_name = serializers.CharField()
    scheme = serializers.CharField()
    category = serializers.CharField()
    on = serializers.DateField()
    payment_windows = PaymentWindowSerializer(many=True, help_text="当年和次年的缴费期。")
    contributions = ContributionSerializer(many=True, help_text="当年和次年的缴费标准。")
    rules = RuleSerializer(many=True)
