"""Household members, what was changed about them, and their end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django.db.models import QuerySet
from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiParameter,
    extend_schema,
    extend_schema_view,
)
from rest_framework import generics
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from accounts import selectors, services
from accounts.idempotency import answered_once
from accounts.models import Change, Member
from accounts.serializers import ChangeSerializer, EndingSerializer, MemberSerializer
from accounts.views.base import (
    FILING_EXISTS,
    MEMBER,
    NOT_THE_LATEST,
    FactOfMember,
    OfMember,
    resident,
)
from yibao_project import clock
from yibao_project.openapi import Refused
from yibao_project.versions import Versioned

CHANGE = OpenApiParameter("change_id", int, "path", description="改动的 id。")
MEMBER_EXAMPLE = OpenApiExample(
    "添加家人",
    value={
        "nickname": "妈妈",
        "relation": "parent",
        "region": "440100",
        "scheme": "RESIDENT",
        "category": "ELDER",
    },
    request_only=True,
)
NO_GUARDIAN = Refused(
    guardian_consent_required=(
        "登记不满十四周岁的孩子，要先由监护人同意；孩子已满十四周岁的，请填出生日期。"
    )
)
HOUSEHOLD_FULL = f"最多登记 {services.MAX_MEMBERS} 位家人。"
NICKNAME_TAKEN = "已经有一位家人叫这个称呼，请换一个。"


class MemberListView(generics.ListCreateAPIView[Member]):
    member: Member
    serializer_class = MemberSerializer
    pagination_class = None
    queryset = Member.objects.none()

    def get_queryset(self) -> QuerySet[Member]:
        return selectors.members_of(resident(self.request))

    @extend_schema(tags=["家人"], summary="我照看的家人", description="按登记先后排列。")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        tags=["家人"],
        summary="添加一位家人",
        description=f"最多 {services.MAX_MEMBERS} 位，称呼不能重复。不收姓名、身份证号和手机号。",
        responses={
            201: MemberSerializer,
            403: NO_GUARDIAN,
            409: Refused(too_many_members=HOUSEHOLD_FULL, nickname_taken=NICKNAME_TAKEN),
        },
        examples=[MEMBER_EXAMPLE],
    )
    @answered_once
    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().post(request, *args, **kwargs)

    def perform_create(self, serializer: BaseSerializer[Member]) -> None:
        self.member = services.create_member(
            user=resident(self.request), today=clock.today(), **serializer.validated_data
        )
        serializer.instance = self.member


@extend_schema_view(
    get=extend_schema(tags=["家人"], summary="一位家人"),
    patch=extend_schema(
        tags=["家人"],
        summary="修改一位家人",
        description="换参保地时，按规定算出的备案到期日会跟着重算。",
        responses={
            200: MemberSerializer,
            403: NO_GUARDIAN,
            409: Refused(
                nickname_taken=NICKNAME_TAKEN,
                member_ended="已经终止的家人不再提醒；填错了请先撤销终止。",
            ),
        },
    ),
    delete=extend_schema(
        tags=["家人"],
        summary="删除一位家人",
        description=(
            "连同这位家人的缴费和备案记录一起删除，提醒马上停。30 天内可以撤销，之后真正删除；"
            "想马上真正删除，再用“彻底删除”。"
        ),
    ),
)
class MemberDetailView(Versioned, generics.RetrieveUpdateDestroyAPIView[Member]):
    http_method_names = ["get", "patch", "delete", "head", "options"]
    serializer_class = MemberSerializer
    queryset = Member.objects.none()
    lookup_url_kwarg = "member_id"

    def hold(self) -> None:
        services.lock(self.get_object())

    def get_queryset(self) -> QuerySet[Member]:
        return selectors.members_of(resident(self.request))

    def perform_update(self, serializer: BaseSerializer[Member]) -> None:
        serializer.instance = services.update_member(
            member=cast(Member, serializer.instance),
            today=clock.today(),
            now=clock.now(),
            **serializer.validated_data,
        )

    def perform_destroy(self, instance: Member) -> None:
        services.delete_member(member=instance, now=clock.now())


@extend_schema_view(
    get=extend_schema(
        tags=["家人"],
        summary="一位家人的全部改动记录",
        description="缴费、备案、扣款等所有填报的改动，从新到旧；撤销过的带撤销时间。",
        parameters=[MEMBER],
    )
)
class ChangeListView(OfMember, generics.ListAPIView[Change]):
    serializer_class = ChangeSerializer
    queryset = Change.objects.none()

    places: Mapping[str, str] = {}

    def get_queryset(self) -> QuerySet[Change]:
        return selectors.changes_of(self.member)

    def paginate_queryset(self, queryset: Any) -> Any:
        page = super().paginate_queryset(queryset)
        self.places = selectors.names_of_places(page or [])
        return page

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "places": self.places}


class ChangeUndoView(OfMember):
    serializer_class = MemberSerializer

    @extend_schema(
        tags=["家人"],
        summary="撤销一次改动",
        description=(
            "恢复到这次改动之前；只能撤销每一项最近的一次、30 天内、后面没有再改过的改动。"
        ),
        parameters=[MEMBER, CHANGE],
        request=None,
        responses={
            200: MemberSerializer,
            403: NO_GUARDIAN,
            409: Refused(
                filing_exists=FILING_EXISTS, nickname_taken=NICKNAME_TAKEN, **NOT_THE_LATEST
            ),
        },
    )
    def post(self, request: Request, member_id: int, change_id: int) -> Response:
        services.undo_change(
            member=self.member, change_id=change_id, today=clock.today(), now=clock.now()
        )
        restored = selectors.members_of(resident(request)).get(pk=member_id)
        return Response(MemberSerializer(restored).data)


class EndingView(FactOfMember):
    serializer_class = EndingSerializer

    def shown(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """Ending somebody changes the member, so it is the member's version that counts."""
        return MemberSerializer(self.member).data

    @extend_schema(
        tags=["家人"],
        summary="终止一位家人的全部事项",
        description=(
            "去世、迁走或参加了别的医保时用：不再有要办的事，也不再提醒；填过的还能查看，30 天内可以撤销。"
        ),
        parameters=[MEMBER],
        request=EndingSerializer,
        responses=MemberSerializer,
        examples=[
            OpenApiExample(
                "参加了职工医保",
                value={"ending": "other_insurance", "ended_on": "2025-11-01"},
                request_only=True,
            )
        ],
    )
    def put(self, request: Request, member_id: int) -> Response:
        form = EndingSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        ended = services.end_member(
            member=self.member, today=clock.today(), now=clock.now(), **form.validated_data
        )
        return Response(MemberSerializer(ended).data)
