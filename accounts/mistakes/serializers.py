"""The shape of what a resident says is wrong."""

from __future__ import annotations

from rest_framework import serializers

from accounts.models import Mistake
from accounts.serializers import OneOfField, PlainTextField, RegionField


class MistakeSerializer(serializers.ModelSerializer[Mistake]):
    about = OneOfField(choices=Mistake.About.choices, help_text="哪里不对，例如：date。")
    about_label = serializers.CharField(source="get_about_display", read_only=True)
    region = RegionField(help_text="家人的参保地，例如：440100。")
    rule = serializers.RegexField(
        r"\A[A-Z0-9-]{1,40}\Z",
        required=False,
        allow_blank=True,
        help_text="规则编号，答案的 basis 里有；没有依据的不填。",
        error_messages={"invalid": "请原样带回答案里的规则编号。"},
    )
    words = PlainTextField(
        required=False,
        allow_blank=True,
        max_length=200,
        help_text="哪里不对、您在哪里看到的；不要写姓名和号码。",
    )
    state_label = serializers.CharField(source="get_state_display", read_only=True)

    class Meta:
        model = Mistake
        fields = [
            "id",
            "about",
            "about_label",
            "region",
            "rule",
            "words",
            "said_at",
            "state",
            "state_label",
            "reply",
        ]
        read_only_fields = ["id", "said_at", "state", "reply"]
