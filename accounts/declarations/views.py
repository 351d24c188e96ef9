"""The API of monthly debits, lost work, recognitions, and the check of an admission."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import generics
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import rules
from accounts.declarations import services
from accounts.declarations.serializers import (
    AdmissionQuestion,
    AdmissionSerializer,
    DebitPlanSerializer,
    DebitResultSerializer,
    JobLossSerializer,
    RecognitionSerializer,
)
from accounts.idempotency import answered_once
from accounts.models import (
    ChronicRecognition,
    DebitPlan,
    DebitResult,
    Fact,
    Filing,
    JobLoss,
)
from accounts.selectors import filings_for
from accounts.status.answer import situation_of
from accounts.status.coverage import Answer
from accounts.status.reading import household_of
from accounts.views.base import MEMBER, FactOfMember, OfMember, resident
from policies.selectors import rules_of_household
from yibao_project import clock
from yibao_project.errors import INVALID, AppError
from yibao_project.openapi import Refused

SELF_EMPLOYED_ONLY = Refused(not_paid_monthly="只有灵活就业参保的家人按月扣款；险种不对请先修改。")
RECOGNITION = OpenApiParameter("recognition_id", int, "path", description="认定的 id。")


class DebitPlanView(FactOfMember):
    serializer_class = DebitPlanSerializer

    @extend_schema(tags=["按月缴费"], summary="每月几日扣款", parameters=[MEMBER])
    def get(self, request: Request, member_id: int) -> Response:
        plan = generics.get_object_or_404(DebitPlan, member=self.member)
        return Response(DebitPlanSerializer(plan).data)

    @extend_schema(
        tags=["按月缴费"],
        summary="填报每月扣款日",
        description="只用于灵活就业参保的家人；银行和卡号都不收。改动留痕，30 天内可以撤销。",
        parameters=[MEMBER],
        responses={200: DebitPlanSerializer, 409: SELF_EMPLOYED_ONLY},
        examples=[
            OpenApiExample("每月15日", value={"day": 15, "since": "2026-03"}, request_only=True)
        ],
    )
    def put(self, request: Request, member_id: int) -> Response:
        form = DebitPlanSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        services.declare_debit_plan(
            member=self.member, today=clock.today(), now=clock.now(), **form.validated_data
        )
        return self.get(request, member_id)

    @extend_schema(
        tags=["按月缴费"], summary="不再按月扣款", parameters=[MEMBER], responses={204: None}
    )
    def delete(self, request: Request, member_id: int) -> Response:
        services.withdraw(member=self.member, fact=Fact.DEBIT_PLAN, now=clock.now())
        return Response(status=204)


class DebitResultListView(OfMember, generics.ListAPIView[DebitResult]):
    serializer_class = DebitResultSerializer
    queryset = DebitResult.objects.none()

    def get_queryset(self) -> QuerySet[DebitResult]:
        return DebitResult.objects.filter(member=self.member)

    @extend_schema(tags=["按月缴费"], summary="各月扣款结果", parameters=[MEMBER])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        tags=["按月缴费"],
        summary="填报一个月的扣款结果",
        description="填的就是这个月的全部情况；同样的内容填两次不会多记。",
        parameters=[MEMBER],
        responses={200: DebitResultSerializer, 409: SELF_EMPLOYED_ONLY},
        examples=[
            OpenApiExample("没扣成", value={"month": "2026-09", "succeeded": False}),
        ],
    )
    @answered_once
    def post(self, request: Request, member_id: int) -> Response:
        form = DebitResultSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        told = form.validated_data
        services.declare_debit_result(
            member=self.member, today=clock.today(), now=clock.now(), **told
        )
        return Response(DebitResultSerializer(DebitResult(**told)).data)


class JobLossView(FactOfMember):
    serializer_class = JobLossSerializer

    @extend_schema(tags=["按月缴费"], summary="单位缴到哪个月", parameters=[MEMBER])
    def get(self, request: Request, member_id: int) -> Response:
        loss = generics.get_object_or_404(JobLoss, member=self.member)
        return Response(JobLossSerializer(loss).data)

    @extend_schema(
        tags=["按月缴费"],
        summary="填报离职",
        description="填单位最后缴到哪个月，用来算接续的期限。改动留痕，30 天内可以撤销。",
        parameters=[MEMBER],
        examples=[
            OpenApiExample("缴到八月", value={"last_paid_month": "2026-08"}, request_only=True)
        ],
    )
    def put(self, request: Request, member_id: int) -> Response:
        form = JobLossSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        services.declare_job_loss(
            member=self.member, today=clock.today(), now=clock.now(), **form.validated_data
        )
        return self.get(request, member_id)

    @extend_schema(
        tags=["按月缴费"], summary="没有离职", parameters=[MEMBER], responses={204: None}
    )
    def delete(self, request: Request, member_id: int) -> Response:
        services.withdraw(member=self.member, fact=Fact.JOB_LOSS, now=clock.now())
        return Response(status=204)


class RecognitionListView(OfMember, generics.ListAPIView[ChronicRecognition]):
    serializer_class = RecognitionSerializer
    queryset = ChronicRecognition.objects.none()

    def get_queryset(self) -> QuerySet[ChronicRecognition]:
        return ChronicRecognition.objects.filter(member=self.member)

    @extend_schema(tags=["慢特病"], summary="门诊慢特病认定", parameters=[MEMBER])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        tags=["慢特病"],
        summary="登记一项认定",
        description="只收日期，不收病名。改动留痕，30 天内可以撤销。",
        parameters=[MEMBER],
        responses={
            201: RecognitionSerializer,
            409: Refused(
                too_many_recognitions=f"最多登记 {services.MAX_RECOGNITIONS} 项慢特病认定。"
            ),
        },
    )
    @answered_once
    def post(self, request: Request, member_id: int) -> Response:
        form = RecognitionSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        added = services.add_recognition(
            member=self.member, today=clock.today(), now=clock.now(), **form.validated_data
        )
        return Response(RecognitionSerializer(added).data, status=201)


class RecognitionView(FactOfMember):
    serializer_class = RecognitionSerializer

    @extend_schema(tags=["慢特病"], summary="一项认定", parameters=[MEMBER, RECOGNITION])
    def get(self, request: Request, member_id: int, recognition_id: int) -> Response:
        found = generics.get_object_or_404(
            ChronicRecognition, member=self.member, pk=recognition_id
        )
        return Response(RecognitionSerializer(found).data)

    @extend_schema(tags=["慢特病"], summary="修改一项认定", parameters=[MEMBER, RECOGNITION])
    def put(self, request: Request, member_id: int, recognition_id: int) -> Response:
        form = RecognitionSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        services.update_recognition(
            member=self.member,
            recognition_id=recognition_id,
            today=clock.today(),
            now=clock.now(),
            **form.validated_data,
        )
        return self.get(request, member_id, recognition_id)

    @extend_schema(
        tags=["慢特病"],
        summary="删去一项认定",
        parameters=[MEMBER, RECOGNITION],
        responses={204: None},
    )
    def delete(self, request: Request, member_id: int, recognition_id: int) -> Response:
        services.withdraw(
            member=self.member, fact=Fact.CHRONIC, key=recognition_id, now=clock.now()
        )
        return Response(status=204)


class AdmissionView(generics.GenericAPIView[Filing]):
    serializer_class = AdmissionSerializer
    queryset = Filing.objects.none()

    @extend_schema(
        tags=["异地备案"],
        summary="哪天入院能不能报",
        description="备案只看入院那天有没有效；那天的医保也要有效才能报。",
        parameters=[
            OpenApiParameter("filing_id", int, "path", description="备案的 id。"),
            AdmissionQuestion,
        ],
        responses=AdmissionSerializer,
    )
    def get(self, request: Request, filing_id: int) -> Response:
        owner = resident(request)
        filing = generics.get_object_or_404(filings_for(owner), pk=filing_id)
        question = AdmissionQuestion(data=request.query_params)
        question.is_valid(raise_exception=True)
        on = question.validated_data["on"]
        if problem := rules.supposed_day_problem(on, today=clock.today()):
            raise AppError(*INVALID, fields={"on": [problem]})
        facts = next(each for each in household_of(owner) if each.id == filing.member_id)
        policy = rules_of_household([facts.policy_key], on=on)[facts.policy_key]
        situation = situation_of(facts, policy, today=on)
        found = next((each for each in situation.filings if each.filed.id == filing_id), None)
        covers = found is not None and found.holds
        answer = found.usable_today if found else Answer.NO
        return Response(
            {
                "on": on,
                "filing_covers": covers,
                "answer": answer.value,
                "answer_label": answer.label,
                "explanation": _told(covers, answer),
            }
        )


def _told(covers: bool, answer: Answer) -> str:
    if not covers:
        return "那天备案没有效；还没出院的话，结算前补办备案，也可以直接结算。"
    if answer == Answer.YES:
        return "入院那天备案和医保都有效，可以直接结算；住院期间备案到期也不影响这次。"
    if answer == Answer.NO:
        return "备案有效，但那天没有医保待遇，不能报销。"
    return "备案有效；那天能不能报销还要核实，请问 12393。"
