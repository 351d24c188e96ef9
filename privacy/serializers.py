"""The shapes of the privacy API."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from privacy.export import Section
from privacy.models import Purpose
from privacy.selectors import Agreement


class AgreementSerializer(serializers.Serializer[Agreement]):
    purpose = serializers.ChoiceField(choices=Purpose.choices)
    title = serializers.CharField()
    version = serializers.CharField(help_text="现在使用的文本版本，同意时原样带回。")
    text = serializers.ListField(child=serializers.CharField(), help_text="逐段显示给居民看。")
    withdrawal = serializers.CharField(help_text="撤回会怎样，撤回前显示。")
    needs = serializers.ListField(
        child=serializers.ChoiceField(choices=Purpose.choices), help_text="要先同意的几项。"
    )
    in_force = serializers.BooleanField(help_text="现在是否有效。")
    given_version = serializers.CharField(allow_blank=True)
    given_at = serializers.DateTimeField(allow_null=True)
    ask_again = serializers.BooleanField(help_text="为 true 时文本已更新，请重新征求同意。")


class ConsentInput(serializers.Serializer[Any]):
    purpose = serializers.ChoiceField(choices=Purpose.choices)
    version = serializers.CharField(max_length=10, help_text="居民读到的文本版本。")


class SectionSerializer(serializers.Serializer[Section]):
    table = serializers.CharField()
    title = serializers.CharField()
    columns = serializers.DictField(child=serializers.CharField(), help_text="每个字段的中文名。")
    rows = serializers.ListField(child=serializers.DictField())

    def to_representation(self, section: Section) -> dict[str, Any]:
        return {
            "table": section.table,
            "title": section.title,
            "columns": {cell.name: cell.title for cell in section.rows[0]},
            "rows": [{cell.name: cell.value for cell in row} for row in section.rows],
        }


class ExportSerializer(serializers.Serializer[Any]):
    exported_at = serializers.DateTimeField()
    sections = SectionSerializer(many=True)


class ErasureInput(serializers.Serializer[Any]):
    confirm = serializers.BooleanField(help_text="必须为 true：知道删除后不能恢复。")

    def validate_confirm(self, confirmed: bool) -> bool:
        if not confirmed:
            raise serializers.ValidationError("请先确认：删除后不能恢复。")
        return confirmed
