"""The policies API: places, when one can pay there and how filings work. Public and read-only."""

from __future__ import annotations

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from policies import selectors
from policies.models import Region
from policies.serializers import (
    REGION_CODE,
    CitedSourcesSerializer,
    ContributionQuery,
    ContributionSerializer,
    FilingRuleQuery,
    FilingRuleSerializer,
    LevyQuery,
    PaymentWindowSerializer,
    RegionListSerializer,
    RegionSearch,
    RegionSerializer,
    ResidentRulesQuery,
    ResidentRulesSerializer,
    RuleToldSerializer,
)
from yibao_project import clock

MOST_REGIONS = 50
CODE = OpenApiParameter("code", str, "path", description="六位行政区划代码，例如：440100。")
RULE_CODE = OpenApiParameter("code", str, "path", description="规则编号，例如：PW-GZ-2026-O。")


def _code(code: str) -> str:
    if not REGION_CODE.fullmatch(code):
        raise Http404
    return code


class PublicView(APIView):
    """Asked without login; a stale token is not even looked at."""

    authentication_classes = ()
    permission_classes = (AllowAny,)


class RegionListView(PublicView):
    @extend_schema(
        operation_id="regions_list",
        tags=["政策"],
        summary="按名称、别名、拼音或代码找地区，或逐级列出",
        parameters=[RegionSearch],
        responses=RegionListSerializer,
    )
    def get(self, request: Request) -> Response:
        query = RegionSearch(data=request.query_params)
        query.is_valid(raise_exception=True)
        asked = query.validated_data
        found = selectors.find_regions(
            text=asked["q"].strip(),
            parent=asked.get("parent"),
            level=asked.get("level"),
            limit=MOST_REGIONS,
        )
        return Response(RegionListSerializer({"results": found}).data)


class RegionDetailView(PublicView):
    @extend_schema(tags=["政策"], summary="一个地区", parameters=[CODE], responses=RegionSerializer)
    def get(self, request: Request, code: str) -> Response:
        region = selectors.region_with_those_above(_code(code))
        if region is None:
            raise Http404
        return Response(RegionSerializer(region).data)


class PaymentWindowView(PublicView):
    @extend_schema(
        tags=["政策"],
        summary="某地某人群的某个年度何时缴费，依据是什么",
        parameters=[CODE, LevyQuery],
        responses=PaymentWindowSerializer,
    )
    def get(self, request: Request, code: str) -> Response:
        query = LevyQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        try:
            answer = selectors.payment_window_for(
                region_code=_code(code), on=clock.today(), **query.validated_data
            )
        except Region.DoesNotExist:
            raise Http404 from None
        return Response(PaymentWindowSerializer(answer).data)


class ContributionView(PublicView):
    @extend_schema(
        tags=["政策"],
        summary="某地某人群的某个年度缴多少，依据是什么",
        parameters=[CODE, ContributionQuery],
        responses=ContributionSerializer,
    )
    def get(self, request: Request, code: str) -> Response:
        query = ContributionQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        try:
            answer = selectors.contribution_for(
                region_code=_code(code), on=clock.today(), **query.validated_data
            )
        except Region.DoesNotExist:
            raise Http404 from None
        return Response(ContributionSerializer(answer).data)


class ResidentRulesView(PublicView):
    @extend_schema(
        tags=["政策"],
        summary="某地某类人适用的全部规定，每一项依据是什么",
        parameters=[CODE, ResidentRulesQuery],
        responses=ResidentRulesSerializer,
    )
    def get(self, request: Request, code: str) -> Response:
        query = ResidentRulesQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        today = clock.today()
        on = query.validated_data.pop("on", today)
        try:
            answer = selectors.resolve_all(
                region_code=_code(code), on=on, keep=on == today, **query.validated_data
            )
        except Region.DoesNotExist:
            raise Http404 from None
        return Response(ResidentRulesSerializer(answer).data)


class FilingRuleView(PublicView):
    @extend_schema(
        tags=["政策"],
        summary="某地参保的人异地就医怎样备案，依据是什么",
        parameters=[CODE, FilingRuleQuery],
        responses=FilingRuleSerializer,
    )
    def get(self, request: Request, code: str) -> Response:
        query = FilingRuleQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        try:
            rule = selectors.resolve_filing_rule(
                region_code=_code(code),
                on=query.validated_data.get("on") or clock.today(),
                care_region_code=query.validated_data.get("care_region"),
            )
        except Region.DoesNotExist:
            raise Http404 from None
        return Response(FilingRuleSerializer(rule).data)


class RuleView(PublicView):
    @extend_schema(
        operation_id="rules_retrieve",
        tags=["政策"],
        summary="一条规定：说什么，依据是什么",
        description="编号在提醒的 rules 和答案的 basis 里；后来改过、不再用的规定没有答案。",
        parameters=[RULE_CODE],
        responses=RuleToldSerializer,
    )
    def get(self, request: Request, code: str) -> Response:
        told = selectors.rule_told(code, on=clock.today())
        if told is None:
            raise Http404
        return Response(RuleToldSerializer(told).data)


class SourceListView(PublicView):
    @extend_schema(
        operation_id="regions_sources",
        tags=["政策"],
        summary="某地的规定依据哪些公告",
        description="包括省里和全国的；新的在前。",
        parameters=[CODE],
        responses=CitedSourcesSerializer,
    )
    def get(self, request: Request, code: str) -> Response:
        try:
            found = selectors.sources_of(region_code=_code(code), on=clock.today())
        except Region.DoesNotExist:
            raise Http404 from None
        return Response(CitedSourcesSerializer({"results": found}).data)
