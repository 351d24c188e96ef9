"""A resident's own say: what is agreed to, what is kept, and the end of it."""

from __future__ import annotations

from typing import cast

from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.idempotency import answered_once
from accounts.models import User
from accounts.views.base import DELETED
from privacy import selectors, services
from privacy.erasure import erase
from privacy.export import export_of
from privacy.models import Purpose
from privacy.renderers import ExportPage
from privacy.serializers import (
    AgreementSerializer,
    ConsentInput,
    ErasureInput,
    ExportSerializer,
)
from yibao_project import clock
from yibao_project.openapi import Refused
from yibao_project.renderers import FastJSONRenderer

PURPOSE = OpenApiParameter(
    "purpose", str, "path", enum=Purpose.values, description="哪一项，例如：reminders。"
)


def _agreements(user: User | None) -> Response:
    return Response(
        [AgreementSerializer(agreement).data for agreement in selectors.agreements_of(user)]
    )


class ConsentTextsView(APIView):
    """The words, for everybody to read before logging in."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(
        tags=["隐私"],
        summary="隐私说明和各项同意的文本",
        description="登录前就能看。每项单独同意，不打包。",
        responses=AgreementSerializer(many=True),
        auth=[],
    )
    def get(self, request: Request) -> Response:
        return _agreements(None)


class ConsentsView(APIView):
    stores_facts = False

    @extend_schema(tags=["隐私"], summary="我的各项同意", responses=AgreementSerializer(many=True))
    def get(self, request: Request) -> Response:
        return _agreements(cast(User, request.user))

    @extend_schema(
        tags=["隐私"],
        summary="同意一项",
        description="一次只同意一项，版本要是现在使用的。",
        request=ConsentInput,
        responses={
            200: AgreementSerializer(many=True),
            409: Refused(
                consent_text_changed="说明已经更新，请重新阅读后再同意。",
                consent_needed_first="请先同意“隐私说明”。",
                consent_not_offered="这里还没有开通这一项。",
            ),
        },
        examples=[
            OpenApiExample(
                "同意接收提醒",
                value={"purpose": "reminders", "version": "2026-01"},
                request_only=True,
            )
        ],
    )
    @answered_once
    def post(self, request: Request) -> Response:
        form = ConsentInput(data=request.data)
        form.is_valid(raise_exception=True)
        user = cast(User, request.user)
        services.give_consent(
            user=user,
            purpose=Purpose(form.validated_data["purpose"]),
            version=form.validated_data["version"],
            now=clock.now(),
        )
        return _agreements(user)


class ConsentWithdrawalView(APIView):
    stores_facts = False

    @extend_schema(
        tags=["隐私"],
        summary="撤回一项同意",
        description="立即生效；后果写在这一项的 withdrawal 里。依赖它的几项一并失效。",
        parameters=[PURPOSE],
        request=None,
        responses=AgreementSerializer(many=True),
    )
    def post(self, request: Request, purpose: str) -> Response:
        if purpose not in Purpose.values:
            raise NotFound
        user = cast(User, request.user)
        services.withdraw_consent(
            user=user, purpose=Purpose(purpose), today=clock.today(), now=clock.now()
        )
        return _agreements(user)


class ExportView(APIView):
    """Everything held about the resident; as a page for reading with `Accept: text/html`."""

    renderer_classes = (FastJSONRenderer, ExportPage)

    @extend_schema(
        tags=["隐私"],
        summary="导出我的全部资料",
        description="默认是 JSON；请求头写 Accept: text/html，得到可以打印的网页。",
        responses={(200, "application/json"): ExportSerializer, (200, "text/html"): str},
    )
    def get(self, request: Request) -> Response:
        sections = export_of(cast(User, request.user))
        if request.accepted_renderer.format == "html":
            return Response({"sections": sections, "exported_at": clock.now()})
        export = ExportSerializer({"sections": sections, "exported_at": clock.now()})
        return Response(export.data)


class ErasureView(APIView):
    stores_facts = False

    @extend_schema(
        tags=["隐私"],
        summary="注销并删除我的全部资料",
        description="真正删除，不能恢复；登录令牌立即失效。再次进入小程序就是新用户。",
        request=ErasureInput,
        responses={204: None},
        examples=[OpenApiExample("确认删除", value={"confirm": True}, request_only=True)],
    )
    def post(self, request: Request) -> Response:
        form = ErasureInput(data=request.data)
        form.is_valid(raise_exception=True)
        erase(user=cast(User, request.user))
        return Response(status=204)


class MemberErasureView(APIView):
    stores_facts = False

    @extend_schema(
        tags=["隐私"],
        summary="彻底删除一位家人",
        description="给已经删除的家人用：不等 30 天，马上真正删除，提到这位家人的提醒也一起删除，不能恢复。",
        parameters=[DELETED],
        request=None,
        responses={204: None},
    )
    def post(self, request: Request, deleted_member_id: int) -> Response:
        services.erase_deleted_member(user=cast(User, request.user), member_id=deleted_member_id)
        return Response(status=204)
