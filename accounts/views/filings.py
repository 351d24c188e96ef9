"""Filings for care elsewhere."""

from __future__ import annotations

from typing import Any, cast

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_view
from rest_framework import generics
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from accounts import selectors, services
from accounts.filing_serializers import FilingSerializer
from accounts.idempotency import answered_once
from accounts.models import Filing
from accounts.views.base import FILING_EXISTS, MEMBER, OfMember, resident
from yibao_project import clock
from yibao_project.openapi import Refused
from yibao_project.versions import Versioned

FILING_EXAMPLE = OpenApiExample(
    "临时外出备案",
    value={"kind": "TMP_OTHER", "care_region": "610100", "starts_on": "2026-08-31"},
    request_only=True,
)


class FilingListView(OfMember, generics.ListCreateAPIView[Filing]):
    serializer_class = FilingSerializer
    queryset = Filing.objects.none()

    def get_queryset(self) -> QuerySet[Filing]:
        return selectors.filings_of(self.member)

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "today": clock.today()}

    @extend_schema(
        tags=["异地备案"],
        summary="一位家人的异地备案",
        description="从新到旧，包括已取消的。",
        parameters=[MEMBER],
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        tags=["异地备案"],
        summary="登记一条备案",
        description=(
            "最后有效日不填时，按参保地的规定算，并说明依据；长期备案没有到期日。"
            "查不到规定时到期日为空，显示“待核实”。"
        ),
        parameters=[MEMBER],
        responses={
            201: FilingSerializer,
            409: Refused(
                filing_exists=FILING_EXISTS,
                too_many_filings=f"最多同时登记 {services.MAX_FILINGS} 条备案，请先取消不用的。",
            ),
        },
        examples=[FILING_EXAMPLE],
    )
    @answered_once
    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().post(request, *args, **kwargs)

    def perform_create(self, serializer: BaseSerializer[Filing]) -> None:
        serializer.instance = services.save_filing(
            member=self.member,
            today=clock.today(),
            now=clock.now(),
            **serializer.validated_data,
        )


@extend_schema_view(
    get=extend_schema(tags=["异地备案"], summary="一条备案"),
    patch=extend_schema(
        tags=["异地备案"],
        summary="修改一条备案",
        description="ends_on 填 null 就改回按规定计算；自己填过的到期日在改别处时保持不变。",
        responses={
            200: FilingSerializer,
            409: Refused(
                filing_exists=FILING_EXISTS,
                filing_cancelled="这条备案已经取消，请另外登记一条。",
            ),
        },
    ),
    delete=extend_schema(
        tags=["异地备案"], summary="取消一条备案", description="取消后仍可查看，不再提醒。"
    ),
)
class FilingDetailView(Versioned, generics.RetrieveUpdateDestroyAPIView[Filing]):
    http_method_names = ["get", "patch", "delete", "head", "options"]
    serializer_class = FilingSerializer
    queryset = Filing.objects.none()
    lookup_url_kwarg = "filing_id"

    def hold(self) -> None:
        services.lock(self.get_object().member)

    def get_queryset(self) -> QuerySet[Filing]:
        return selectors.filings_for(resident(self.request))

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "today": clock.today()}

    def perform_update(self, serializer: BaseSerializer[Filing]) -> None:
        serializer.instance = services.update_filing(
            filing=cast(Filing, serializer.instance),
            today=clock.today(),
            now=clock.now(),
            **serializer.validated_data,
        )

    def perform_destroy(self, instance: Filing) -> None:
        services.cancel_filing(filing=instance, today=clock.today(), now=clock.now())
