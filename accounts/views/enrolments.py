"""What was paid for each coverage year."""

from __future__ import annotations

from django.db.models import QuerySet
from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiParameter,
    extend_schema,
    extend_schema_view,
)
from rest_framework import generics
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import rules, selectors, services
from accounts.idempotency import answered_once
from accounts.models import Change
from accounts.serializers import (
    EnrolmentChangeSerializer,
    EnrolmentInput,
    EnrolmentSerializer,
    UndoSerializer,
)
from accounts.views.base import MEMBER, NOT_THE_LATEST, FactOfMember, OfMember
from yibao_project import clock
from yibao_project.openapi import Refused

YEAR = OpenApiParameter(
    "coverage_year", int, "path", description="待遇年度：看病报销的那一年，例如 2026。"
)
PAID_EXAMPLE = OpenApiExample(
    "已缴费",
    value={"paid_on": "2025-11-20", "amount": "400.00", "channel": "粤税通"},
    request_only=True,
)
REGISTERED_EXAMPLE = OpenApiExample("已登记，还没缴", value={}, request_only=True)
EXEMPT_EXAMPLE = OpenApiExample("全额资助", value={"exempt": True}, request_only=True)


class EnrolmentListView(OfMember):
    serializer_class = EnrolmentSerializer
    pagination_class = None

    @extend_schema(
        tags=["参保缴费"],
        summary="一位家人各年度的参保缴费",
        description=(
            "包括填报过的年度，以及今年和明年；从新到旧。"
            "状态按今天的日期和当地规定算出，都是自己填报的，以医保部门记录为准。"
        ),
        parameters=[MEMBER],
        responses=EnrolmentSerializer(many=True),
    )
    def get(self, request: Request, member_id: int) -> Response:
        answers = selectors.enrolments_of(self.member, today=clock.today())
        return Response([EnrolmentSerializer(answer).data for answer in answers])


class EnrolmentDetailView(FactOfMember):
    serializer_class = EnrolmentInput

    @extend_schema(
        tags=["参保缴费"],
        summary="一位家人一个年度的参保缴费",
        description="没有填报过的年度也有答案：registered 为 false。",
        parameters=[MEMBER, YEAR],
        responses=EnrolmentSerializer,
    )
    def get(self, request: Request, member_id: int, coverage_year: int) -> Response:
        if rules.coverage_year_problem(coverage_year, today=clock.today()):
            raise NotFound
        return self.enrolment(coverage_year)

    @extend_schema(
        tags=["参保缴费"],
        summary="填报一个年度",
        description=(
            "填的就是这一年的全部情况：有到账日期是已缴，exempt 是全额资助，都没有是已登记未缴。"
            "同样的内容填两次不会多记。每次改动都留痕，30 天内可以撤销。"
        ),
        parameters=[MEMBER, YEAR],
        request=EnrolmentInput,
        responses={
            200: EnrolmentSerializer,
            409: Refused(paid_monthly="职工医保和灵活就业按月缴费，不用登记年度缴费。"),
        },
        examples=[PAID_EXAMPLE, REGISTERED_EXAMPLE, EXEMPT_EXAMPLE],
    )
    def put(self, request: Request, member_id: int, coverage_year: int) -> Response:
        form = EnrolmentInput(data=request.data)
        form.is_valid(raise_exception=True)
        services.declare_year(
            member=self.member,
            coverage_year=coverage_year,
            declaration=services.Declaration(**form.validated_data),
            today=clock.today(),
            now=clock.now(),
        )
        return self.enrolment(coverage_year)


class EnrolmentUndoView(OfMember):
    serializer_class = UndoSerializer

    @extend_schema(
        tags=["参保缴费"],
        summary="撤销最近一次改动",
        description=(
            "恢复到改动之前；只能撤销 30 天内的改动。不说是哪一次就撤销最近的一次；"
            "带上编号（Idempotency-Key）或 change，重发就不会多撤销一次。"
        ),
        parameters=[MEMBER, YEAR],
        request=UndoSerializer,
        responses={
            200: EnrolmentSerializer,
            409: Refused(nothing_to_undo="没有可以撤销的改动。", **NOT_THE_LATEST),
        },
        examples=[OpenApiExample("撤销指定的一次", value={"change": 12}, request_only=True)],
    )
    @answered_once
    def post(self, request: Request, member_id: int, coverage_year: int) -> Response:
        form = UndoSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        services.undo_enrolment(
            member=self.member,
            coverage_year=coverage_year,
            now=clock.now(),
            change_id=form.validated_data.get("change"),
        )
        return self.enrolment(coverage_year)


@extend_schema_view(
    get=extend_schema(
        tags=["参保缴费"],
        summary="一个年度的改动记录",
        description="从新到旧；撤销过的带撤销时间。",
        parameters=[MEMBER, YEAR],
    )
)
class EnrolmentChangeListView(OfMember, generics.ListAPIView[Change]):
    serializer_class = EnrolmentChangeSerializer
    queryset = Change.objects.none()

    def get_queryset(self) -> QuerySet[Change]:
        return selectors.enrolment_changes_of(
            self.member, coverage_year=self.kwargs["coverage_year"]
        )
