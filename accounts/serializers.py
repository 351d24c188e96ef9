"""The shapes of the accounts API. What makes sense on which day is decided in services."""

from __future__ import annotations

import re
from typing import Any

from django.utils.timezone import localtime
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts import rules, told
from accounts.models import Change, DeletedMember, Ending, Member, Relation
from accounts.selectors import EnrolmentStatus
from accounts.status.serializers import GROUNDS
from policies.models import Level, PersonCategory, Region, Scheme

REGION_CODE = re.compile(r"[0-9]{6}")
LOGIN_CODE = r"\A[\x21-\x7e]{1,128}\Z"
SPECIAL_GROUPS = (
    PersonCategory.EXTREME_POVERTY,
    PersonCategory.ORPHAN,
    PersonCategory.DIBAO,
    PersonCategory.DIBAO_EDGE,
    PersonCategory.MONITORED,
    PersonCategory.RETURN_POVERTY,
    PersonCategory.DISABLED_SEVERE,
    PersonCategory.DISABLED,
    PersonCategory.UNEMPLOYED_UI,
    PersonCategory.VETERAN,
    PersonCategory.RELEASED,
    PersonCategory.GRADUATE,
    PersonCategory.MOVED_IN,
)
CHOOSABLE_LEVELS = (Level.PREFECTURE, Level.MUNICIPALITY, Level.COUNTY)


class PlainTextField(serializers.CharField):
    """A short text people read: no control characters, no numbers that identify someone."""

    default_error_messages = {
        "personal_number": "请不要填写身份证号或手机号，银行卡号也不要。",
        "invisible": "请填写看得见的文字。",
    }

    def to_internal_value(self, data: Any) -> str:
        text = super().to_internal_value(data)
        if "\0" in text:  # left for the field's own validator, which refuses it
            return text
        cleaned = rules.clean_text(text)
        if text and not cleaned:
            self.fail("invisible")
        if rules.looks_like_personal_number(cleaned):
            self.fail("personal_number")
        return cleaned


class OneOfField(serializers.ChoiceField):
    """A choice whose refusal does not repeat what was sent, which may be huge or unprintable."""

    default_error_messages = {"invalid_choice": "请从给出的选项里选一个。"}


class RegionField(serializers.PrimaryKeyRelatedField[Region]):
    """A city, municipality or county that is in use, by its six-digit code."""

    default_error_messages = {
        "does_not_exist": "没有这个地区，请选到市或区县。",
        "incorrect_type": "请填写六位行政区划代码，例如 440100。",
    }

    def __init__(self, **kwargs: Any) -> None:
        if not kwargs.get("read_only"):
            kwargs["queryset"] = Region.objects.filter(
                level__in=CHOOSABLE_LEVELS, valid_to__isnull=True
            )
        super().__init__(**kwargs)

    def to_internal_value(self, data: Any) -> Region:
        # An exact match: PostgreSQL refuses a NUL with an error that DRF does not expect.
        if not isinstance(data, str) or not REGION_CODE.fullmatch(data):
            self.fail("incorrect_type")
        region: Region = super().to_internal_value(data)  # type: ignore[arg-type]
        return region


class LoginSerializer(serializers.Serializer[Any]):
    code = serializers.RegexField(
        LOGIN_CODE,
        error_messages={"invalid": "登录码格式不对，请重新进入小程序。"},
        help_text="wx.login 得到的 code，只能用一次，五分钟内有效。",
    )


class TokenSerializer(serializers.Serializer[Any]):
    access = serializers.CharField(help_text="放在请求头：Authorization: Bearer <access>。")
    expires_in = serializers.IntegerField(help_text="多少秒后过期；过期后重新登录即可。")


class MemberSerializer(serializers.ModelSerializer[Member]):
    nickname = PlainTextField(
        min_length=1,
        max_length=10,
        help_text="1 到 10 个字，例如：妈妈、小宝。不要填真实姓名或号码。",
    )
    relation = OneOfField(choices=Relation.choices)
    relation_label = serializers.CharField(source="get_relation_display", read_only=True)
    region = RegionField(help_text="参保地的六位代码，选到市或区县，例如：440100。")
    region_name = serializers.CharField(source="region.name", read_only=True)
    scheme = OneOfField(choices=Scheme.choices, required=False)
    scheme_label = serializers.CharField(source="get_scheme_display", read_only=True)
    category = OneOfField(
        choices=PersonCategory.choices,
        required=False,
        help_text="不填时，子女按未成年人，其他家人按成年居民。",
    )
    category_label = serializers.CharField(source="get_category_display", read_only=True)
    special_group = OneOfField(
        choices=[(group.value, group.label) for group in SPECIAL_GROUPS],
        required=False,
        allow_blank=True,
        help_text="低保、特困等特殊身份，会影响等待期和资助；没有就不填。",
    )
    special_since = serializers.DateField(
        required=False, allow_null=True, help_text="证明上的认定日期，例如：2026-03-01。"
    )
    ending = OneOfField(choices=Ending.choices, read_only=True, allow_blank=True)
    ending_label = serializers.CharField(source="get_ending_display", read_only=True)

    class Meta:
        model = Member
        fields = [
            "id",
            "nickname",
            "relation",
            "relation_label",
            "born_on",
            "region",
            "region_name",
            "scheme",
            "scheme_label",
            "category",
            "category_label",
            "special_group",
            "special_since",
            "ended_on",
            "ending",
            "ending_label",
            "muted",
            "created_at",
        ]
        read_only_fields = ["id", "ended_on", "ending", "created_at"]


class EndingSerializer(serializers.Serializer[Any]):
    ending = OneOfField(choices=Ending.choices)
    ended_on = serializers.DateField(help_text="从哪天起，例如：2026-03-01；不能晚于今天。")


class EnrolmentInput(serializers.Serializer[Any]):
    """The whole of what is declared about one year; what is left out is not the case."""

    paid_on = serializers.DateField(
        required=False, allow_null=True, help_text="钱到账的日期，例如：2025-11-20；没缴就不填。"
    )
    amount = serializers.DecimalField(
        max_digits=8,
        decimal_places=2,
        min_value=0,
        required=False,
        allow_null=True,
        help_text="实际缴的钱（元），记不清可以不填。",
    )
    channel = PlainTextField(
        max_length=20, required=False, allow_blank=True, help_text="例如：粤税通、银行、村里代收。"
    )
    exempt = serializers.BooleanField(required=False, help_text="全额资助、自己不用缴时为 true。")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        paid = attrs.get("paid_on") is not None
        if paid and attrs.get("exempt"):
            raise serializers.ValidationError({"exempt": ["全额资助和自己缴费只能选一样。"]})
        if not paid and (attrs.get("amount") is not None or attrs.get("channel")):
            raise serializers.ValidationError({"paid_on": ["填了金额或渠道，请也填到账日期。"]})
        return attrs


class EnrolmentSerializer(serializers.Serializer[EnrolmentStatus]):
    coverage_year = serializers.IntegerField(help_text="看病报销的那一年。")
    state = serializers.ChoiceField(choices=rules.ENROLMENT_STATES)
    state_label = serializers.CharField(source="state.label")
    explanation = serializers.CharField(help_text="为什么是这个状态，一句话。")
    registered = serializers.BooleanField()
    paid_on = serializers.DateField(allow_null=True)
    amount = serializers.DecimalField(max_digits=8, decimal_places=2, allow_null=True)
    channel = serializers.CharField(allow_blank=True)
    exempt = serializers.BooleanField()
    source = serializers.CharField(  # type: ignore[assignment]
        help_text="谁填的：self 自己，village 村社代填；没填过时为空。", allow_blank=True
    )
    source_label = serializers.CharField(allow_blank=True, help_text="谁填的，中文。")
    benefit_starts_on = serializers.DateField(
        allow_null=True, help_text="哪天起能报销；没有把握时为空，显示“待核实”。"
    )
    last_payable_on = serializers.DateField(
        allow_null=True, help_text="最后能缴的一天（含当天）；没有查到时为空。"
    )
    window_opens_on = serializers.DateField(allow_null=True)
    pay_at = serializers.CharField(allow_blank=True, help_text="当地的官方缴费渠道。")
    rule_code = serializers.CharField(allow_blank=True, help_text="依据的缴费期规则编号。")
    needs_check = serializers.BooleanField(help_text="为 true 时日期要显示“待核实”。")
    grounds = GROUNDS


class EnrolmentFactsSerializer(serializers.Serializer[Any]):
    paid_on = serializers.DateField(allow_null=True)
    amount = serializers.CharField(allow_null=True)
    channel = serializers.CharField(allow_blank=True)
    exempt = serializers.BooleanField()
    source = serializers.CharField()  # type: ignore[assignment]


class EnrolmentChangeSerializer(serializers.ModelSerializer[Change]):
    coverage_year = serializers.IntegerField(source="key")
    before = EnrolmentFactsSerializer(allow_null=True, help_text="为空表示那时还没有登记。")
    after = EnrolmentFactsSerializer(allow_null=True)

    class Meta:
        model = Change
        fields = ["id", "coverage_year", "changed_at", "before", "after", "undone_at"]
        read_only_fields = fields


class ChangeSerializer(serializers.ModelSerializer[Change]):
    """One change of anything that was declared about a member, as people read it.

    The context holds the names of `places`.
    """

    key = serializers.IntegerField(read_only=True, help_text="同一项内容的改动，这个数相同。")
    by_label = serializers.CharField(
        source="get_by_display", read_only=True, help_text="谁改的，中文。"
    )

    fact_label = serializers.CharField(source="get_fact_display", read_only=True)
    subject = serializers.SerializerMethodField(
        help_text="哪一项，例如：2026年度；只有一项时为空。"
    )
    before = serializers.SerializerMethodField(help_text="改之前；“没有填报”表示那时还没有。")
    after = serializers.SerializerMethodField(help_text="改之后。")
    undoable_until = serializers.SerializerMethodField(
        help_text="到什么时候还能撤销；已经撤销、或后面又改过的，以撤销时的回答为准。"
    )

    class Meta:
        model = Change
        fields = [
            "id",
            "fact",
            "fact_label",
            "key",
            "subject",
            "changed_at",
            "by",
            "by_label",
            "before",
            "after",
            "undoable_until",
            "undone_at",
        ]
        read_only_fields = fields

    def get_subject(self, change: Change) -> str:
        return told.subject(change)

    def get_before(self, change: Change) -> str:
        return told.facts(change.fact, change.before, places=self.context["places"])

    def get_after(self, change: Change) -> str:
        return told.facts(change.fact, change.after, places=self.context["places"])

    @extend_schema_field(serializers.DateTimeField(allow_null=True))
    def get_undoable_until(self, change: Change) -> str | None:
        if change.undone_at:
            return None
        return localtime(change.changed_at + rules.UNDO_WITHIN).isoformat()


class UndoSerializer(serializers.Serializer[Any]):
    change = serializers.IntegerField(
        required=False,
        min_value=1,
        max_value=2**63 - 1,
        help_text="要撤销的那次改动的 id；给了它，双击就不会多撤销一次。",
    )


class DeletedMemberSerializer(serializers.ModelSerializer[DeletedMember]):
    """A deleted member who can still be put back."""

    undoable_until = serializers.SerializerMethodField(help_text="到什么时候还能撤销。")

    class Meta:
        model = DeletedMember
        fields = ["id", "nickname", "deleted_at", "undoable_until"]
        read_only_fields = fields

    @extend_schema_field(serializers.DateTimeField())
    def get_undoable_until(self, deleted: DeletedMember) -> str:
        return localtime(deleted.deleted_at + rules.UNDO_WITHIN).isoformat()
