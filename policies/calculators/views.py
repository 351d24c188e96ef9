"""The calculators over HTTP: for everyone, without login, and without remembering who asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiParameter,
    PolymorphicProxySerializer,
    extend_schema,
)
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from policies.calculators import BY_NAME, CALCULATORS
from policies.calculators.desk import Calculator, Worked, work_out
from policies.serializers import FieldValueSerializer, ProvenanceSerializer, SourceSerializer
from policies.views import PublicView
from policies.workdays import published_calendar, work_calendar
from yibao_project import clock
from yibao_project.errors import AppError
from yibao_project.throttles import Limits

FACTS = "in"


class CalculatorLimits(Limits):
    """A whole village may ask from one address, and an answer costs next to nothing."""

    def counted(self, request: Request) -> Iterator[tuple[str, object]]:
        yield "calculators", self.get_ident(request)


class FactSerializer(serializers.Serializer[Any]):
    name = serializers.CharField(help_text="例如：paid。")
    title = serializers.CharField(help_text="例如：缴费到账的日子。")
    mandatory = serializers.BooleanField(help_text="是否必填。")
    help = serializers.CharField(help_text="怎么填，附例子。")


class CalculatorSerializer(serializers.Serializer[Any]):
    rule = serializers.CharField(help_text="例如：late_wait。")
    title = serializers.CharField(help_text="例如：逾期缴费，等满几个月，从哪天起能报销。")
    facts = FactSerializer(many=True)
    example = serializers.DictField(help_text="一份可以直接提交的内容。")
    answer = serializers.JSONField(help_text="上面这份内容的答案。")


class CalculatorListSerializer(serializers.Serializer[Any]):
    results = CalculatorSerializer(many=True)


class WorkedSerializer(serializers.Serializer[Worked]):
    answer = serializers.JSONField(
        help_text="日期、日期列表、是否、数字或对象；没有可靠规定时为空。"
    )
    explanation = serializers.CharField(help_text="一句话说明怎么得出，什么会改变它。")
    sources = SourceSerializer(many=True, help_text="所依据规定的出处；全由提问者给出时为空。")
    confidence = serializers.CharField(
        allow_null=True,
        help_text="所依据规定中最低的可信度，A 最可信；没有用到规定时为空，没有查到时为 U。",
    )
    needs_check = serializers.BooleanField(help_text="是否显示“待核实”。")
    rules = ProvenanceSerializer(many=True, help_text="所依据的规则。")
    unverified = FieldValueSerializer(many=True, help_text="没有采用、只供参考的说法。")
    ignored = serializers.ListField(
        child=serializers.CharField(), help_text="这项计算不认识、没有用到的内容。"
    )


class CalculatorListView(PublicView):
    throttle_classes = (CalculatorLimits,)

    @extend_schema(
        operation_id="calculators_list",
        tags=["计算"],
        summary="能算什么，要填什么，各有一个例子",
        responses=CalculatorListSerializer,
    )
    def get(self, request: Request) -> Response:
        return Response({"results": _catalogue()})


class CalculatorView(PublicView):
    throttle_classes = (CalculatorLimits,)

    @extend_schema(
        operation_id="calculators_answer",
        tags=["计算"],
        summary="算一个日期或金额，说明依据和出处",
        parameters=[
            OpenApiParameter(
                "rule", str, "path", enum=list(CALCULATORS), description="例如：late_wait。"
            )
        ],
        request=PolymorphicProxySerializer(
            component_name="CalculatorFacts",
            serializers=[calculator.form for calculator in CALCULATORS.values()],
            resource_type_field_name=None,
        ),
        responses=WorkedSerializer,
        examples=[
            OpenApiExample(
                calculator.rule,
                summary=calculator.title,
                value=dict(calculator.example),
                request_only=True,
            )
            for calculator in CALCULATORS.values()
        ],
    )
    def post(self, request: Request, rule: str) -> Response:
        calculator = BY_NAME.get(rule)
        if calculator is None:
            known = "、".join(CALCULATORS)
            raise AppError(
                "not_found",
                f"没有这项计算，可用的有：{known}。",
                status=status.HTTP_404_NOT_FOUND,
            )
        calendar = work_calendar() if calculator.needs_calendar else published_calendar()
        worked = work_out(calculator, told_in(request.data), today=clock.today(), calendar=calendar)
        return Response(WorkedSerializer(worked).data)


def told_in(body: Any) -> Mapping[str, Any]:
    """The facts of a body: its own entries, and those it keeps under "in"."""
    if not isinstance(body, dict):
        raise serializers.ValidationError("请提交一个 JSON 对象。")
    outer = {name: value for name, value in body.items() if name != FACTS}
    inner = body.get(FACTS, {})
    if not isinstance(inner, dict):
        raise serializers.ValidationError({FACTS: ["这里应是一个 JSON 对象。"]})
    return {**outer, **inner}


@cache
def _catalogue() -> list[dict[str, Any]]:
    return [_entry(calculator) for calculator in CALCULATORS.values()]


def _entry(calculator: Calculator) -> dict[str, Any]:
    worked = work_out(
        calculator, calculator.example, today=clock.today(), calendar=published_calendar()
    )
    return {
        "rule": calculator.rule,
        "title": calculator.title,
        "facts": [
            {
                "name": name,
                "title": fact.label,
                "mandatory": fact.required,
                "help": fact.help_text,
            }
            for name, fact in calculator.form().fields.items()
        ],
        "example": dict(calculator.example),
        "answer": worked.answer,
    }
