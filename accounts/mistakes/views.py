"""The API of 报错."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import generics
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from accounts.idempotency import answered_once
from accounts.mistakes.serializers import MistakeSerializer
from accounts.mistakes.services import report
from accounts.models import Mistake
from accounts.views.base import resident
from yibao_project import clock
from yibao_project.throttles import Limits


class MistakeLimits(Limits):
    """So that the desk is not flooded."""

    def counted(self, request: Request) -> Iterator[tuple[str, object]]:
        yield from super().counted(request)
        if request.method not in SAFE_METHODS and request.user.pk:
            yield "mistakes", request.user.pk


class MistakeListView(generics.ListCreateAPIView[Mistake]):
    stores_facts = False
    throttle_classes = (MistakeLimits,)
    serializer_class = MistakeSerializer
    queryset = Mistake.objects.none()

    def get_queryset(self) -> QuerySet[Mistake]:
        return Mistake.objects.filter(user=resident(self.request))

    @extend_schema(
        tags=["报错"], summary="我报过的错", description="新的在前，带处理结果和工作人员的答复。"
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        tags=["报错"],
        summary="说一处写错了",
        description=(
            "交给负责那个地方的工作人员核对，他们看不到是谁报的。一天最多 20 次。"
            "不收姓名和号码，也不用说是哪位家人。"
        ),
        examples=[
            OpenApiExample(
                "截止日改了",
                value={
                    "about": "date",
                    "region": "440100",
                    "rule": "PW-GZ-2026-O",
                    "words": "村里通知说延长到12月31日",
                },
                request_only=True,
            )
        ],
    )
    @answered_once
    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().post(request, *args, **kwargs)

    def perform_create(self, serializer: BaseSerializer[Mistake]) -> None:
        serializer.instance = report(
            user=resident(self.request), now=clock.now(), **serializer.validated_data
        )
