"""The shape of a filing for care elsewhere. What makes sense on which day is decided in services."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import cast

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts import rules, selectors
from accounts.models import Filing, Progress
from accounts.serializers import OneOfField, RegionField
from accounts.status.grounds import Ground, grounds_of
from accounts.status.serializers import GROUNDS, BasisSerializer
from accounts.status.shapes import BasisShape, Grounds
from policies.models import FilingType


class FilingSerializer(serializers.ModelSerializer[Filing]):
    kind = OneOfField(choices=FilingType.choices)
    kind_label = serializers.CharField(source="get_kind_display", read_only=True)
    care_region = RegionField(help_text="就医地的六位代码，例如：610100。")
    care_region_name = serializers.CharField(source="care_region.name", read_only=True)
    progress = OneOfField(
        choices=Progress.choices,
        required=False,
        help_text="办到哪一步：草稿、已提交待审核、被退回，还是已备案；不填就是已备案。",
    )
    starts_on = serializers.DateField(help_text="备案开始的日期，例如：2026-08-31。")
    ends_on = serializers.DateField(
        required=False,
        allow_null=True,
        help_text="最后有效日；不填就按参保地的规定算，长期备案没有到期日。",
    )
    promised = serializers.BooleanField(
        required=False, help_text="承诺制：先备案、后补材料，还没补时为 true；补交后改成 false。"
    )
    papers_due_on = serializers.DateField(
        required=False, allow_null=True, help_text="补材料截止日；不知道就不填。"
    )
    long_term = serializers.SerializerMethodField(help_text="是不是长期备案。")
    state = serializers.SerializerMethodField()
    state_label = serializers.SerializerMethodField()
    needs_check = serializers.SerializerMethodField(
        help_text="为 true 时最后有效日要显示“待核实”。"
    )
    basis = serializers.SerializerMethodField(help_text="有效期依据的规定；自己填的没有。")
    grounds = serializers.SerializerMethodField()

    class Meta:
        model = Filing
        fields = [
            "id",
            "member",
            "kind",
            "kind_label",
            "long_term",
            "progress",
            "care_region",
            "care_region_name",
            "starts_on",
            "ends_on",
            "ends_on_reason",
            "rule_code",
            "promised",
            "papers_due_on",
            "state",
            "state_label",
            "cancelled_on",
            "needs_check",
            "basis",
            "grounds",
            "updated_at",
        ]
        read_only_fields = [
            "id",
            "member",
            "ends_on_reason",
            "rule_code",
            "cancelled_on",
            "updated_at",
        ]

    def get_long_term(self, filing: Filing) -> bool:
        return FilingType(filing.kind).is_long_term

    @extend_schema_field(serializers.ChoiceField(choices=rules.FILING_STATES))
    def get_state(self, filing: Filing) -> str:
        return self._state(filing).value

    def get_state_label(self, filing: Filing) -> str:
        return self._state(filing).label

    def get_needs_check(self, filing: Filing) -> bool:
        return self._end(filing).needs_check

    @extend_schema_field(BasisSerializer(allow_null=True))
    def get_basis(self, filing: Filing) -> BasisShape | None:
        return self._end(filing).shape["basis"]

    @extend_schema_field(GROUNDS)
    def get_grounds(self, filing: Filing) -> Grounds:
        return grounds_of(
            {
                "starts_on": filing.starts_on,
                "ends_on": filing.ends_on,
                "papers_due_on": filing.papers_due_on,
            },
            {
                "starts_on": Ground("您填的备案开始的日子。", given=True),
                "ends_on": self._end(filing),
                "papers_due_on": Ground("您填的补材料截止日。", given=True),
            },
        )

    def _end(self, filing: Filing) -> Ground:
        return self._ends[filing.pk]

    @cached_property
    def _ends(self) -> Mapping[int, Ground]:
        """Of all that are shown together, so that a list asks for their rules once."""
        listed = isinstance(self.parent, serializers.ListSerializer)
        shown = self.parent.instance if listed else [self.instance]
        return selectors.grounds_of_ends(cast(list[Filing], shown), today=self.context["today"])

    def _state(self, filing: Filing) -> rules.FilingState:
        return rules.filing_state(
            starts_on=filing.starts_on,
            ends_on=filing.ends_on,
            long_term=self.get_long_term(filing),
            cancelled_on=filing.cancelled_on,
            progress=filing.progress,
            member_ended_on=filing.member.ended_on,
            today=self.context["today"],
        )
