"""The household's days for the phone's calendar, and the subscription to them."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any, cast

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.decorators import method_decorator
from django.utils.http import quote_etag
from django.views.decorators.cache import cache_control
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.calendar import services
from accounts.calendar.events import Event, events_of
from accounts.calendar.feed import READ_AGAIN, calendar_file
from accounts.calendar.phone import phone_event
from accounts.calendar.serializers import (
    FeedAddressSerializer,
    FeedSerializer,
    PhoneCalendarSerializer,
    PhoneQuestion,
)
from accounts.idempotency import answered_once
from accounts.models import CalendarFeed, User
from accounts.status.reading import household_of
from accounts.views.login import LOGIN_BLOCKED, LOGIN_CODE_INVALID
from policies.selectors import rules_of_household
from yibao_project import clock
from yibao_project.openapi import Refused

KEY = OpenApiParameter("key", str, required=True, description="订阅地址里的密钥。")


def _events_of(user: User, *, today: date) -> list[Event]:
    household = household_of(user)
    policies = rules_of_household((facts.policy_key for facts in household), on=today)
    return events_of(household, policies, today=today)


class PhoneCalendarView(APIView):
    stores_facts = False

    @extend_schema(
        tags=["日历"],
        summary="全家要记进手机日历的日子",
        description=(
            "首页会给的每一个日子（不只最近三个），不占微信提醒次数；不再提醒的家人不在其中。"
            "带上 code，每一条就有回小程序的链接和签名；微信没有回应时照样给出日子，只是没有链接。"
        ),
        request=PhoneQuestion,
        responses={
            200: PhoneCalendarSerializer,
            400: LOGIN_CODE_INVALID,
            403: LOGIN_BLOCKED,
        },
        examples=[OpenApiExample("带链接", value={"code": "0a1B2c3D"}, request_only=True)],
    )
    def post(self, request: Request) -> Response:
        question = PhoneQuestion(data=request.data)
        question.is_valid(raise_exception=True)
        user, code = cast(User, request.user), question.validated_data.get("code")
        signature = services.page_signature(user=user, code=code) if code else None
        return Response(
            {
                "events": [
                    {
                        "uid": event.uid,
                        "member": event.member,
                        "kind": event.kind,
                        "on": event.on,
                        "phone": phone_event(event, signature=signature),
                    }
                    for event in _events_of(user, today=clock.today())
                ]
            }
        )


class FeedView(APIView):
    @extend_schema(tags=["日历"], summary="有没有日历订阅", responses=FeedSerializer)
    def get(self, request: Request) -> Response:
        feed = CalendarFeed.objects.filter(user=cast(User, request.user)).first()
        told = {"active": feed is not None, "created_at": feed.created_at if feed else None}
        return Response(FeedSerializer(told).data)

    @extend_schema(
        tags=["日历"],
        summary="生成或更换日历订阅地址",
        description=(
            "地址只在这一次给出，服务器只留指纹；再生成一次，旧地址立即失效。没收到回答时用同一个编号"
            "（Idempotency-Key）重发，得到的还是那个地址：为此加密保存一天。"
            "在手机或电脑的日历里“添加订阅”，日子改了会自己跟着变。"
        ),
        request=None,
        responses={201: FeedAddressSerializer},
    )
    @answered_once
    def post(self, request: Request) -> Response:
        now = clock.now()
        secret = services.renew_feed(user=cast(User, request.user), now=now)
        url = f"{settings.WEB_URL}{reverse('calendar-file')}?key={secret}"
        told = FeedAddressSerializer({"url": url, "created_at": now})
        return Response(told.data, status=201)

    @extend_schema(tags=["日历"], summary="撤销日历订阅", responses={204: None})
    def delete(self, request: Request) -> Response:
        services.revoke_feed(user=cast(User, request.user))
        return Response(status=204)


@method_decorator(cache_control(private=True), name="dispatch")
class FeedFileView(APIView):
    """Read by calendars, which cannot log in. The key stands behind `?`, which no log line keeps."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        """Calendars accept all sorts of things; they get iCalendar whatever they say."""
        renderer = self.get_renderers()[0]
        return renderer, renderer.media_type

    @extend_schema(
        tags=["日历"],
        summary="日历订阅文件",
        description="iCalendar 格式。地址不对或已撤销，返回 404。",
        parameters=[KEY],
        responses={
            (200, "text/calendar"): OpenApiTypes.STR,
            304: OpenApiResponse(description="没有变。"),
            404: Refused(not_found="没有找到，可能已被删除。"),
        },
        auth=[],
    )
    def get(self, request: Request) -> HttpResponseBase:
        user = services.reader_of(request.query_params.get("key", ""))
        if user is None:
            raise NotFound
        today = clock.today()
        file = calendar_file(_events_of(user, today=today), today=today)
        etag = quote_etag(hashlib.sha256(file).hexdigest())
        fresh = HttpResponse(
            file,
            content_type="text/calendar; charset=utf-8",
            headers={"ETag": etag, "X-Robots-Tag": "noindex"},
        )
        patch_cache_control(fresh, max_age=int(READ_AGAIN.total_seconds()))
        return get_conditional_response(request, etag=etag, response=fresh) or fresh
