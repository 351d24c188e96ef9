"""The inbox, the credits, and the address that WeChat pushes to."""

from __future__ import annotations

from typing import Any, cast

from django.core.exceptions import RequestDataTooBig
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.generics import ListAPIView, get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.chat import services as chat
from accounts.idempotency import answered_once
from accounts.models import User
from accounts.services import lock_resident
from reminders import selectors, services
from reminders.backup.serializers import instead_of_wechat
from reminders.inbox import inbox_of, shape_of
from reminders.models import GrantReport, Reminder
from reminders.serializers import (
    AnswersSerializer,
    CreditSerializer,
    MannerInput,
    MannerSerializer,
    ReminderSerializer,
    UpcomingSerializer,
    manner_of,
)
from reminders.upcoming import upcoming_for
from yibao_project import clock, wechat_push
from yibao_project.errors import error_body
from yibao_project.openapi import Refused
from yibao_project.versions import Versioned
from yibao_project.wechat_answers import WeChatError
from yibao_project.wechat_push import Account, ChatEntered, ChatMessage, Push, PushRefused


class Inbox(ListAPIView[Reminder]):
    serializer_class = ReminderSerializer
    queryset = Reminder.objects.none()

    @extend_schema(
        tags=["提醒"], summary="站内提醒", description="新的在前；微信发没发成都在这里。"
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        page = self.paginate_queryset(self.get_queryset()) or ()
        return self.get_paginated_response(inbox_of(page))

    def get_queryset(self) -> QuerySet[Reminder]:
        return selectors.inbox_for(cast(User, self.request.user))


class UpcomingList(APIView):
    @extend_schema(
        tags=["提醒"],
        summary="接下来的提醒",
        description="会提醒什么、什么时候、走哪条路；不发微信的说明为什么。",
        responses=UpcomingSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        user = cast(User, request.user)
        found = upcoming_for(
            user,
            today=clock.today(),
            now=clock.now(),
            instead_of_wechat=instead_of_wechat(user),
        )
        return Response(UpcomingSerializer(found, many=True).data)


class ReadMark(APIView):
    stores_facts = False

    @extend_schema(tags=["提醒"], summary="看过这条提醒", request=None, responses={204: None})
    def post(self, request: Request, pk: int) -> Response:
        user = cast(User, request.user)
        if not services.mark_read(user=user, reminder_id=pk, now=clock.now()):
            raise NotFound
        return Response(status=204)


class Resend(APIView):
    stores_facts = False

    @extend_schema(
        tags=["提醒"],
        summary="再发一次这条提醒",
        description="只用于不知道微信送到没有的（resend 不为空）；再用掉 1 次微信提醒。",
        request=None,
        responses={
            200: ReminderSerializer,
            409: Refused(
                not_in_doubt="这一条不用再发。",
                receipt_may_come="刚交给微信，请等十分钟再看。",
                no_credit="没有微信提醒次数了，请先在小程序里点“让微信多提醒一次”。",
            ),
        },
    )
    def post(self, request: Request, pk: int) -> Response:
        row = get_object_or_404(Reminder, pk=pk, user=cast(User, request.user))
        services.resend(reminder=row, now=clock.now())
        row.refresh_from_db()
        return Response(ReminderSerializer(shape_of(row)).data)


class Manner(Versioned):
    stores_facts = False

    def hold(self) -> None:
        lock_resident(cast(User, self.request.user))

    @extend_schema(
        tags=["提醒"],
        summary="我要怎么提醒",
        description="免打扰的时间、一周最多几次、关掉了哪些种类。",
        responses=MannerSerializer,
    )
    def get(self, request: Request) -> Response:
        user = cast(User, request.user)
        user.refresh_from_db(fields=["quiet_from", "quiet_until", "muted_kinds"])
        return Response(MannerSerializer(manner_of(user)).data)

    @extend_schema(
        tags=["提醒"],
        summary="改怎么提醒",
        description="填的就是全部选择。截止当天的提醒不受免打扰限制，从 08:00 起。",
        request=MannerInput,
        responses=MannerSerializer,
        examples=[
            OpenApiExample(
                "晚上7点起不打扰，不要开始缴费的提醒",
                value={
                    "quiet_from": "19:00",
                    "quiet_until": "09:30",
                    "muted_kinds": ["window_opens"],
                },
                request_only=True,
            )
        ],
    )
    def put(self, request: Request) -> Response:
        form = MannerInput(data=request.data)
        form.is_valid(raise_exception=True)
        services.choose_manner(
            user=cast(User, request.user), now=clock.now(), **form.validated_data
        )
        return self.get(request)


class Credits(APIView):
    stores_facts = False

    @extend_schema(
        tags=["提醒"],
        summary="每种提醒还能发几次微信",
        responses=CreditSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        return Response(_credits(cast(User, request.user)))

    @extend_schema(
        tags=["提醒"],
        summary="上报居民点订阅的结果",
        description="原样上报 wx.requestSubscribeMessage 的返回；同一次点击报几次只算一次。",
        request=AnswersSerializer,
        responses=CreditSerializer(many=True),
        examples=[
            OpenApiExample(
                "点了允许",
                value={"key": "tap-20251120-0001", "answers": {"pay-template": "accept"}},
                request_only=True,
            )
        ],
    )
    @answered_once
    def post(self, request: Request) -> Response:
        report = AnswersSerializer(data=request.data)
        report.is_valid(raise_exception=True)
        user = cast(User, request.user)
        services.report_answers(
            user=user, source=GrantReport.Source.CLIENT, at=clock.wall(), **report.validated_data
        )
        return Response(_credits(user))


def _credits(user: User) -> Any:
    return CreditSerializer(
        [
            {
                "template_id": template.template_id,
                "kind": template.kind,
                "title": template.title,
                "long_term": template.duration == template.Duration.LONG_TERM,
                "balance": balance,
            }
            for template, balance in selectors.credits_of(user)
        ],
        many=True,
    ).data


@method_decorator(csrf_exempt, name="dispatch")
class WeChatPush(View):
    """WeChat's callbacks. Signed and safe to repeat; “success” ends WeChat's own repeating."""

    def account(self) -> Account:
        return wechat_push.mini_program()

    def take(self, content: dict[str, Any]) -> None:
        """Raises PushRefused, and WeChatError where WeChat had better deliver again."""
        _take(wechat_push.understand(content))

    def get(self, request: HttpRequest) -> HttpResponse:
        try:
            echo = wechat_push.verify(request.GET.dict(), account=self.account())
            return HttpResponse(echo, content_type="text/plain")
        except PushRefused as refusal:
            return _refuse(refusal)

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            self.take(wechat_push.opened(request.GET.dict(), request.body, account=self.account()))
        except RequestDataTooBig:
            return JsonResponse(error_body("too_large", "内容过大。"), status=413)
        except PushRefused as refusal:
            return _refuse(refusal)
        except WeChatError as error:
            return JsonResponse(error_body("wechat_unavailable", error.message), status=503)
        return HttpResponse("success", content_type="text/plain")


def _take(event: Push) -> None:
    match event:
        case ChatEntered(openid):
            chat.greet(openid=openid)
        case ChatMessage(openid, _, text, key):
            chat.answer(openid=openid, text=text, key=key, today=clock.today())
        case _:
            services.take_push(event, now=clock.now())


def _refuse(refusal: PushRefused) -> JsonResponse:
    return JsonResponse(error_body("push_refused", refusal.message), status=refusal.status)
