"""Shapes of the reminders API; no write logic here."""

from __future__ import annotations

import re
from typing import Any

from drf_spectacular.utils import extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from accounts.models import User
from reminders.kinds import CHOICES, KINDS
from reminders.models import Reason, Status
from reminders.rules import QUIET_FROM, QUIET_UNTIL, SEND_FROM_ON_LAST_DAY, WEEKLY_CAP
from reminders.upcoming import REASONS, Upcoming, Way

PUT_OFF = "这一周提醒够了，晚几天再发"
TEMPLATE_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


class RemindedSerializer(serializers.Serializer[Any]):
    """Someone a reminder speaks for."""

    id = serializers.IntegerField()
    nickname = serializers.CharField()


class ReminderSerializer(serializers.Serializer[Any]):
    """One inbox row: what was or will be told, how it went, and from which rules."""

    id = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=CHOICES)
    kind_label = serializers.CharField()
    title = serializers.CharField()
    text = serializers.CharField()
    why = serializers.CharField()
    origin = serializers.CharField()
    due_on = serializers.DateField()
    stage = serializers.IntegerField()
    members = RemindedSerializer(many=True)
    rules = serializers.ListField(
        child=serializers.CharField(), help_text="日子依据的规则编号；自己填的日子没有。"
    )
    status = serializers.ChoiceField(choices=Status.choices)
    status_label = serializers.CharField()
    reason = serializers.ChoiceField(choices=Reason.choices, allow_blank=True)
    reason_label = serializers.CharField()
    backup = serializers.CharField(
        allow_blank=True,
        help_text="微信没送到、改走备用渠道的，一句话说走了哪些、怎么样。别的为空。",
    )
    send_after = serializers.DateTimeField()
    sent_at = serializers.DateTimeField(allow_null=True)
    read_at = serializers.DateTimeField(allow_null=True)
    resend = serializers.CharField(
        allow_blank=True,
        help_text="不知道微信送到没有的，可以再发一次：要花什么。别的为空。",
    )


class UpcomingSerializer(serializers.Serializer[Any]):
    """One reminder still to come."""

    kind = serializers.ChoiceField(source="kind.code", choices=CHOICES)
    kind_label = serializers.CharField(source="kind.label")
    members = RemindedSerializer(many=True)
    due_on = serializers.DateField(help_text="提醒的是哪一天截止。")
    stage = serializers.IntegerField(help_text="提前几天。")
    why = serializers.CharField(source="kind.why", help_text="为什么提醒。")
    origin = serializers.CharField(source="kind.source", help_text="日子是怎么来的。")
    rules = serializers.ListField(
        child=serializers.CharField(), help_text="日子依据的规则编号；自己填的日子没有。"
    )
    send_at = serializers.DateTimeField(help_text="最早什么时候提醒。")
    way = serializers.ChoiceField(choices=[(way.value, way.label) for way in Way])
    way_label = serializers.CharField(source="way.label")
    reason = serializers.CharField(allow_blank=True, help_text="为什么不发微信，或晚一点发。")
    reason_label = serializers.SerializerMethodField()
    backup = serializers.CharField(allow_blank=True, help_text="到时改走的备用渠道；没有为空。")

    def get_reason_label(self, each: Upcoming) -> str:
        if each.way == Way.WECHAT and each.reason == Reason.CAPPED:
            return PUT_OFF
        return REASONS[each.reason]


class KindChoiceSerializer(serializers.Serializer[Any]):
    """One kind of reminder, and whether the resident switched it off."""

    kind = serializers.ChoiceField(choices=CHOICES)
    kind_label = serializers.CharField()
    why = serializers.CharField(help_text="为什么提醒。")
    muted = serializers.BooleanField(help_text="关掉了，不再提醒。")


@extend_schema_field({"type": "string", "pattern": r"^\d{2}:\d{2}$"})
class HourField(serializers.TimeField):
    """A time of day as 21:00; OpenAPI's own “time” would want seconds and an offset."""


class MannerSerializer(serializers.Serializer[Any]):
    """How the resident is reminded. Times are Beijing time, written 21:00."""

    quiet_from = HourField(format="%H:%M", help_text="几点起不打扰。")
    quiet_until = HourField(format="%H:%M", help_text="第二天几点以后才提醒。")
    last_day_from = HourField(
        format="%H:%M", help_text="截止当天例外，从几点起提醒；免打扰的时间当天不算。"
    )
    weekly_cap = serializers.IntegerField(help_text="一周最多几次；截止当天的不算在内。")
    kinds = KindChoiceSerializer(many=True)


def manner_of(user: User) -> dict[str, Any]:
    return {
        "quiet_from": user.quiet_from or QUIET_FROM,
        "quiet_until": user.quiet_until or QUIET_UNTIL,
        "last_day_from": SEND_FROM_ON_LAST_DAY,
        "weekly_cap": WEEKLY_CAP,
        "kinds": [
            {
                "kind": kind.code,
                "kind_label": kind.label,
                "why": kind.why,
                "muted": kind.code in user.muted_kinds,
            }
            for kind in KINDS.values()
        ],
    }


class MannerInput(serializers.Serializer[Any]):
    quiet_from = serializers.TimeField(
        format="%H:%M", input_formats=["%H:%M"], help_text="18:00 到 21:00 之间。"
    )
    quiet_until = serializers.TimeField(
        format="%H:%M", input_formats=["%H:%M"], help_text="08:30 到 12:00 之间。"
    )
    muted_kinds = serializers.ListField(
        child=serializers.ChoiceField(choices=CHOICES),
        max_length=len(CHOICES),
        help_text="关掉的提醒种类，没有就给空的列表。",
    )


class CreditSerializer(serializers.Serializer[Any]):
    """How many messages of one template the resident can still receive."""

    template_id = serializers.CharField()
    kind = serializers.CharField()
    title = serializers.CharField()
    long_term = serializers.BooleanField()
    balance = serializers.IntegerField()


@extend_schema_serializer(component_name="SubscriptionAnswers")
class AnswersSerializer(serializers.Serializer[Any]):
    """What `wx.requestSubscribeMessage` returned, reported once per tap."""

    key = serializers.RegexField(
        r"^[A-Za-z0-9_-]{8,64}$",
        help_text="这一次点击的编号（8 到 64 位字母数字），重复上报只算一次。",
        error_messages={"invalid": "编号要 8 到 64 位字母、数字、横线或下划线。"},
    )
    answers = serializers.DictField(
        child=serializers.CharField(max_length=32),
        allow_empty=False,
        help_text="模板编号 → 微信返回的值，例如 accept、reject。",
    )

    def validate_answers(self, answers: dict[str, str]) -> dict[str, str]:
        if len(answers) > 5:
            raise serializers.ValidationError("一次最多上报 5 个模板。")
        if not all(TEMPLATE_ID.fullmatch(template) for template in answers):
            raise serializers.ValidationError("模板编号是 1 到 64 位字母、数字、横线或下划线。")
        return answers
