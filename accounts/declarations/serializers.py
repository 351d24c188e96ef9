"""The shapes of the monthly and chronic facts. What makes sense is decided in services."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.models import ChronicRecognition, DebitPlan, DebitResult, JobLoss
from accounts.status.coverage import Answer

MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)


@extend_schema_field({"type": "string", "pattern": r"^\d{4}-(0[1-9]|1[0-2])$"})
class MonthField(serializers.Field[date, Any, str, date]):
    """A month as "2026-09"; inside, its first day."""

    default_error_messages = {"invalid": "月份请写成 2026-09 这样。"}

    def to_internal_value(self, data: Any) -> date:
        found = MONTH.fullmatch(data) if isinstance(data, str) else None
        if found is None or int(found[1]) < 1:
            self.fail("invalid")
        return date(int(found[1]), int(found[2]), 1)

    def to_representation(self, value: date) -> str:
        return f"{value:%Y-%m}"


class DebitPlanSerializer(serializers.ModelSerializer[DebitPlan]):
    day = serializers.IntegerField(
        min_value=1, max_value=31, help_text="每月几日扣款，1 到 31；短月没有这一天时按月末。"
    )
    since = MonthField(help_text="从哪个月起扣，例如：2026-03。")

    class Meta:
        model = DebitPlan
        fields = ["day", "since"]


class DebitResultSerializer(serializers.ModelSerializer[DebitResult]):
    month = MonthField(help_text="哪个月，例如：2026-09。")
    succeeded = serializers.BooleanField(help_text="扣成功了没有。")
    repaired_on = serializers.DateField(
        required=False, allow_null=True, default=None, help_text="没扣成、后来补缴的到账日期。"
    )

    class Meta:
        model = DebitResult
        fields = ["month", "succeeded", "repaired_on"]
        validators: list[Any] = []


class JobLossSerializer(serializers.ModelSerializer[JobLoss]):
    last_paid_month = MonthField(help_text="单位最后缴到哪个月，例如：2026-08。")

    class Meta:
        model = JobLoss
        fields = ["last_paid_month"]


class RecognitionSerializer(serializers.ModelSerializer[ChronicRecognition]):
    recheck_on = serializers.DateField(
        required=False, allow_null=True, default=None, help_text="认定书上没有写复审日就不填。"
    )

    class Meta:
        model = ChronicRecognition
        fields = ["id", "recognised_on", "recheck_on"]
        read_only_fields = ["id"]


class AdmissionQuestion(serializers.Serializer[Any]):
    on = serializers.DateField(help_text="入院的日子，例如：2027-02-25。")


class AdmissionSerializer(serializers.Serializer[Any]):
    on = serializers.DateField()
    filing_covers = serializers.BooleanField(help_text="那天备案有没有效；只看入院那天。")
    answer = serializers.ChoiceField(choices=[(each.value, each.label) for each in Answer])
    answer_label = serializers.CharField()
    explanation = serializers.CharField()
