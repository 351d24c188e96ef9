"""What is asked of the status, and its documented shape."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from accounts.rules import ENROLMENT_STATES, FILING_STATES
from accounts.status.coverage import ANSWERS
from accounts.status.yearly import Payment


class StatusQuestion(serializers.Serializer[Any]):
    paid_on = serializers.DateField(
        required=False, help_text="假如这一天钱到账，例如：2026-03-15；什么也不会保存。"
    )
    member = serializers.IntegerField(
        required=False,
        min_value=1,
        max_value=2**63 - 1,
        help_text="假如是给哪位家人缴；不填就当每位没缴的都缴了。",
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if "member" in attrs and "paid_on" not in attrs:
            raise serializers.ValidationError({"paid_on": ["请填写假如哪一天到账。"]})
        return attrs


class BasisSerializer(serializers.Serializer[Any]):
    rule = serializers.CharField(help_text="规则编号。")
    place = serializers.CharField()
    title = serializers.CharField(allow_blank=True)
    number = serializers.CharField(allow_blank=True)
    issuer = serializers.CharField(allow_blank=True)
    dated = serializers.CharField(allow_blank=True)
    url = serializers.CharField(allow_blank=True)
    confidence = serializers.CharField(help_text="A 到 D、U；C 起要显示“待核实”。")
    confidence_label = serializers.CharField()
    checked_on = serializers.DateField(allow_null=True)


class FoundedSerializer(serializers.Serializer[Any]):
    """What carries an explanation and its ground."""

    explanation = serializers.CharField(help_text="为什么，一句话。")
    needs_check = serializers.BooleanField(help_text="为 true 时要显示“待核实”。")
    basis = BasisSerializer(allow_null=True)


class GroundSerializer(FoundedSerializer):
    """What one day rests on."""

    given = serializers.BooleanField(help_text="这一天是您自己填的，不用别的依据。")


GROUNDS = serializers.DictField(
    child=GroundSerializer(),
    help_text="每个日子自己的依据，按字段名；没有的日子不列。",
)


class GroundedSerializer(FoundedSerializer):
    """What holds several days, each with a ground of its own."""

    grounds = GROUNDS


class TodaySerializer(GroundedSerializer):
    answer = serializers.ChoiceField(choices=ANSWERS)
    answer_label = serializers.CharField()
    state = serializers.ChoiceField(choices=ENROLMENT_STATES)
    state_label = serializers.CharField()
    begins_on = serializers.DateField(allow_null=True, help_text="从哪天起能报销。")
    until = serializers.DateField(allow_null=True, help_text="能报到哪天（含当天）。")


class AmountSerializer(serializers.Serializer[Any]):
    amount = serializers.DecimalField(
        max_digits=8, decimal_places=2, help_text="自己要缴的，资助的部分已经减去。"
    )
    standard = serializers.DecimalField(
        max_digits=8, decimal_places=2, help_text="资助之前的个人缴费标准。"
    )
    at_most = serializers.BooleanField(help_text="当地资助多少待核实，amount 是最多要缴的。")
    tier = serializers.CharField(allow_blank=True)
    needs_check = serializers.BooleanField()
    basis = BasisSerializer(allow_null=True)


class AidSerializer(FoundedSerializer):
    """Whom the state helps to pay, and how."""


class YearSerializer(GroundedSerializer):
    coverage_year = serializers.IntegerField()
    state = serializers.ChoiceField(choices=ENROLMENT_STATES)
    state_label = serializers.CharField()
    settled = serializers.BooleanField(help_text="缴了或全额资助。")
    payment = serializers.ChoiceField(choices=[(each.value, each.label) for each in Payment])
    payment_label = serializers.CharField()
    opens_on = serializers.DateField(allow_null=True)
    last_payable_on = serializers.DateField(allow_null=True, help_text="没有可靠的日期时为空。")
    days_left = serializers.IntegerField(allow_null=True)
    benefit_starts_on = serializers.DateField(allow_null=True)
    amounts = AmountSerializer(many=True, help_text="只有一种就是一个；分档的列出各档。")
    aid = AidSerializer(allow_null=True, help_text="资助参保：其余的钱谁出；没有资助时为空。")
    where = serializers.CharField(allow_blank=True)
    window_explanation = serializers.CharField()


class FiledSerializer(GroundedSerializer):
    id = serializers.IntegerField()
    kind = serializers.CharField()
    kind_label = serializers.CharField()
    care_region = serializers.CharField()
    care_region_name = serializers.CharField()
    state = serializers.ChoiceField(choices=FILING_STATES)
    state_label = serializers.CharField()
    starts_on = serializers.DateField()
    last_valid_on = serializers.DateField(allow_null=True)
    long_term = serializers.BooleanField()
    change_from = serializers.DateField(allow_null=True, help_text="从哪天起可以变更就医地。")
    papers_due_on = serializers.DateField(allow_null=True)
    usable_today = serializers.ChoiceField(choices=ANSWERS)
    warning = serializers.CharField(
        allow_blank=True, help_text="备案和缴费要一起看：没缴费，备案有效也不能报。"
    )


class DebitSerializer(GroundedSerializer):
    day = serializers.IntegerField(allow_null=True, help_text="您填的每月扣款日。")
    nominal_on = serializers.DateField(
        allow_null=True, help_text="下次约定的扣款日；钱要在这天前存好。"
    )
    next_on = serializers.DateField(
        allow_null=True, help_text="下次真正扣款的日子；当地规定顺延的，已经顺延。"
    )
    failed_month = serializers.DateField(allow_null=True)
    suspended_from = serializers.DateField(allow_null=True)
    repair_by = serializers.DateField(allow_null=True)
    missing_month = serializers.DateField(allow_null=True, help_text="还没填结果的月份。")


class NewbornSerializer(GroundedSerializer):
    coverage_year = serializers.IntegerField()
    pay_by = serializers.DateField(allow_null=True)
    covered_from = serializers.DateField(allow_null=True)
    done = serializers.BooleanField()


class RecheckSerializer(GroundedSerializer):
    recognised_on = serializers.DateField()
    recheck_on = serializers.DateField(allow_null=True)


class DaySerializer(GroundSerializer):
    kind = serializers.CharField()
    on = serializers.DateField()
    days_left = serializers.IntegerField()
    what = serializers.CharField()
    where = serializers.CharField()


class ActionSerializer(GroundSerializer):
    explanation = serializers.CharField(allow_blank=True, help_text="没有日子时为空。")
    kind = serializers.CharField()
    what = serializers.CharField()
    where = serializers.CharField()
    by = serializers.DateField(allow_null=True)


class MemberStatusSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    nickname = serializers.CharField()
    relation = serializers.CharField()
    region = serializers.CharField()
    region_name = serializers.CharField()
    scheme = serializers.CharField()
    scheme_label = serializers.CharField()
    headline = serializers.CharField(help_text="放在最上面的一句话。")
    next_action = ActionSerializer(allow_null=True, help_text="现在最该做的一件事；没有就为空。")
    today = TodaySerializer()
    this_year = YearSerializer(allow_null=True, help_text="按月参保的为空。")
    next_year = YearSerializer(allow_null=True)
    filings = FiledSerializer(many=True)
    debit = DebitSerializer(allow_null=True)
    newborn = NewbornSerializer(many=True)
    rechecks = RecheckSerializer(many=True)
    next_dates = DaySerializer(many=True, help_text="最近的三个日子。")


class StatusSerializer(serializers.Serializer[Any]):
    on = serializers.DateField()
    paid_on = serializers.DateField(allow_null=True)
    notice = serializers.CharField()
    members = MemberStatusSerializer(many=True)
