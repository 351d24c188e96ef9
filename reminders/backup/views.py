"""The resident's own say in the backup channels; agreeing to them is one of the consents."""

from __future__ import annotations

from typing import Any, cast

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import User
from accounts.services import give_phone
from reminders.backup.following import take_service_push
from reminders.backup.serializers import BackupSerializer, PhoneInput, backup_of
from reminders.views import WeChatPush
from yibao_project import clock, wechat_service
from yibao_project.openapi import Refused
from yibao_project.wechat_push import Account


class ServiceAccountPush(WeChatPush):
    """The same, for the service account."""

    def account(self) -> Account:
        return wechat_service.account()

    def take(self, content: dict[str, Any]) -> None:
        take_service_push(wechat_service.understand(content), now=clock.now())


class BackupView(APIView):
    @extend_schema(
        tags=["提醒"],
        summary="我的备用渠道",
        description="离截止日很近、微信又没送到时，另外怎么提醒。同意和撤回用同意项 backup。",
        responses=BackupSerializer,
    )
    def get(self, request: Request) -> Response:
        return Response(BackupSerializer(backup_of(cast(User, request.user))).data)


class BackupPhoneView(APIView):
    stores_facts = False

    @extend_schema(
        tags=["提醒"],
        summary="给备用渠道的手机号",
        description="号码只能由微信的按钮给出，不能自己填。撤回同意项 backup 时立即删除。",
        request=PhoneInput,
        responses={
            200: BackupSerializer,
            400: Refused(
                phone_code_invalid="手机号没取到，请再点一次。",
                phone_not_mainland="目前只能给中国大陆的手机号发短信。",
            ),
            409: Refused(consent_needed_first="请先同意备用提醒渠道。"),
            503: Refused(wechat_unavailable="暂时连不上微信，请稍后再试。"),
        },
        examples=[OpenApiExample("点了按钮", value={"code": "0a1b2c3d"}, request_only=True)],
    )
    def put(self, request: Request) -> Response:
        form = PhoneInput(data=request.data)
        form.is_valid(raise_exception=True)
        user = cast(User, request.user)
        give_phone(user=user, code=form.validated_data["code"], now=clock.now())
        return Response(BackupSerializer(backup_of(user)).data)
