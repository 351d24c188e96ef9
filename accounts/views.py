"""The accounts API: logging in, household members, what they paid, and their filings."""

from __future__ import annotations

from typing import Any, cast

from django.db.models import QuerySet
from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiParameter,
    extend_schema,
    extend_schema_view,
)
from rest_framework import generics
from rest_framework.exceptions import NotFound
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.views import APIView
from rest_framework_simplejwt.tokens import AccessToken

from accounts import rules, selectors, services
from accounts.idempotency import answered_once
from accounts.models import Change, Filing, Member, User
from accounts.serializers import (
    ChangeSerializer,
    EndingSerializer,
    EnrolmentChangeSerializer,
    EnrolmentInput,
    EnrolmentSerializer,
    FilingSerializer,
    LoginSerializer,
    MemberSerializer,
    TokenSerializer,
    UndoSerializer,
)
from yibao_project import clock
from yibao_project.openapi import Refused
from yibao_project.versions import Versioned

MEMBER = OpenApiParameter("member_id", int, "path", description="家人的 id。")
CHANGE = OpenApiParameter("change_id", int, "path", description="改动的 id。")
YEAR = OpenApiParameter(
    "coverage_year", int, "path", description="待遇年度：看病报销的那一年，例如 2026。"
)
PAID_EXAMPLE = OpenApiExample(
    "已缴费",
    value={"paid_on": "2025-11-20", "amount": "400.00", "channel": "粤税通"},
    request_only=True,
)
REGISTERED_EXAMPLE = OpenApiExample("已登记，还没缴", value={}, request_only=True)
EXEMPT_EXAMPLE = OpenApiExample("全额资助", value={"exempt": True}, request_only=True)
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
LOGIN_CODE_INVALID = Refused(login_code_invalid="登录码已失效，请重新进入小程序。")
LOGIN_BLOCKED = Refused(login_blocked="微信暂时不让这个账号登录，请稍后再试。")
NO_GUARDIAN = Refused(guardian_consent_required="登记不满十四周岁的孩子，要先由监护人同意。")
NICKNAME_TAKEN = "已经有一位家人叫这个称呼，请换一个。"
FILING_EXISTS = "已经登记过同样的备案。"
NOT_THE_LATEST = {
    "changed_meanwhile": "内容已经变了，请刷新后再看。",
    "undo_too_late": "只能撤销 30 天内的改动，请直接改成正确的内容。",
}
FILING_EXAMPLE = OpenApiExample(
    "临时外出备案",
    value={"kind": "TMP_OTHER", "care_region": "610100", "starts_on": "2026-08-31"},
    request_only=True,
)


def resident(request: Request) -> User:
    """Who asks; the views below are open to logged-in residents only."""
    return cast(User, request.user)


class LoginView(APIView):
    """Trade what wx.login gave the mini-program for a short-lived token."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(
        tags=["登录"],
        summary="用微信登录",
        description="把 wx.login 得到的 code 换成访问令牌。第一次来会自动建账号，不需要手机号。",
        request=LoginSerializer,
        responses={
            200: TokenSerializer,
            400: LOGIN_CODE_INVALID,
            403: Refused(
                **LOGIN_BLOCKED.sentences,
                account_disabled="这个账号已停用，请联系当地医保服务点。",
            ),
            429: Refused(login_too_frequent="登录太频繁，请稍后再试。"),
            503: Refused(wechat_unavailable="暂时连不上微信，请稍后再试。"),
        },
        examples=[OpenApiExample("登录", value={"code": "0a1B2c3D"}, request_only=True)],
        auth=[],
    )
    def post(self, request: Request) -> Response:
        form = LoginSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        user = services.login_with_code(code=form.validated_data["code"])
        token = AccessToken.for_user(user)
        return Response({"access": str(token), "expires_in": int(token.lifetime.total_seconds())})


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
            409: Refused(
                too_many_members=f"最多登记 {services.MAX_MEMBERS} 位家人。",
                nickname_taken=NICKNAME_TAKEN,
            ),
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
        description="连同这位家人的缴费和备案记录一起真正删除，不能恢复。",
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
        services.delete_member(member=instance)


class OfMember(generics.GenericAPIView[Any]):
    """A view of what belongs to one of the resident's own members; anyone else's is not found."""

    member: Member

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self.member = self.owned(request)

    def owned(self, request: Request) -> Member:
        return generics.get_object_or_404(
            selectors.members_of(resident(request)), pk=self.kwargs["member_id"]
        )

    def enrolment(self, coverage_year: int) -> Response:
        """The answer about one year, as it is now."""
        answer = selectors.enrolment_of(
            self.member, coverage_year=coverage_year, today=clock.today()
        )
        return Response(EnrolmentSerializer(answer).data)


class FactOfMember(Versioned, OfMember):
    """One fact about a member, which can be read and changed."""

    def hold(self) -> None:
        services.lock(self.member)
        self.member = self.owned(self.request)


class EnrolmentListView(OfMember):
    serializer_class = EnrolmentSerializer
    pagination_class = None

    @extend_schema(
        tags=["参保缴费"],
        summary="一位家人各年度的参保缴费",
        description=(
            "包括填报过的年度，以及今年和明年；从新到旧。"
            "状态按今天的日期和当地规定算出，都是自己填报的，以医保部门记录为准。"
        ),
        parameters=[MEMBER],
        responses=EnrolmentSerializer(many=True),
    )
    def get(self, request: Request, member_id: int) -> Response:
        answers = selectors.enrolments_of(self.member, today=clock.today())
        return Response([EnrolmentSerializer(answer).data for answer in answers])


class EnrolmentDetailView(FactOfMember):
    serializer_class = EnrolmentInput

    @extend_schema(
        tags=["参保缴费"],
        summary="一位家人一个年度的参保缴费",
        description="没有填报过的年度也有答案：registered 为 false。",
        parameters=[MEMBER, YEAR],
        responses=EnrolmentSerializer,
    )
    def get(self, request: Request, member_id: int, coverage_year: int) -> Response:
        if rules.coverage_year_problem(coverage_year, today=clock.today()):
            raise NotFound
        return self.enrolment(coverage_year)

    @extend_schema(
        tags=["参保缴费"],
        summary="填报一个年度",
        description=(
            "填的就是这一年的全部情况：有到账日期是已缴，exempt 是全额资助，都没有是已登记未缴。"
            "同样的内容填两次不会多记。每次改动都留痕，30 天内可以撤销。"
        ),
        parameters=[MEMBER, YEAR],
        request=EnrolmentInput,
        responses={
            200: EnrolmentSerializer,
            409: Refused(paid_monthly="职工医保和灵活就业按月缴费，不用登记年度缴费。"),
        },
        examples=[PAID_EXAMPLE, REGISTERED_EXAMPLE, EXEMPT_EXAMPLE],
    )
    def put(self, request: Request, member_id: int, coverage_year: int) -> Response:
        form = EnrolmentInput(data=request.data)
        form.is_valid(raise_exception=True)
        _declare(self.member, coverage_year, form.validated_data)
        return self.enrolment(coverage_year)


def _declare(member: Member, coverage_year: int, facts: dict[str, Any]) -> None:
    today, now = clock.today(), clock.now()
    if facts.get("exempt"):
        services.mark_exempt(member=member, coverage_year=coverage_year, today=today, now=now)
    elif facts.get("paid_on"):
        services.declare_payment(
            member=member,
            coverage_year=coverage_year,
            paid_on=facts["paid_on"],
            amount=facts.get("amount"),
            channel=facts.get("channel", ""),
            today=today,
            now=now,
        )
    else:
        services.register_enrolment(
            member=member, coverage_year=coverage_year, today=today, now=now
        )


class EnrolmentUndoView(OfMember):
    serializer_class = UndoSerializer

    @extend_schema(
        tags=["参保缴费"],
        summary="撤销最近一次改动",
        description="恢复到改动之前；只能撤销 30 天内的改动。",
        parameters=[MEMBER, YEAR],
        request=UndoSerializer,
        responses={
            200: EnrolmentSerializer,
            409: Refused(nothing_to_undo="没有可以撤销的改动。", **NOT_THE_LATEST),
        },
        examples=[OpenApiExample("撤销指定的一次", value={"change": 12}, request_only=True)],
    )
    def post(self, request: Request, member_id: int, coverage_year: int) -> Response:
        form = UndoSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        services.undo_enrolment(
            member=self.member,
            coverage_year=coverage_year,
            now=clock.now(),
            change_id=form.validated_data.get("change"),
        )
        return self.enrolment(coverage_year)


@extend_schema_view(
    get=extend_schema(
        tags=["参保缴费"],
        summary="一个年度的改动记录",
        description="从新到旧；撤销过的带撤销时间。",
        parameters=[MEMBER, YEAR],
    )
)
class EnrolmentChangeListView(OfMember, generics.ListAPIView[Change]):
    serializer_class = EnrolmentChangeSerializer
    queryset = Change.objects.none()

    def get_queryset(self) -> QuerySet[Change]:
        return selectors.enrolment_changes_of(
            self.member, coverage_year=self.kwargs["coverage_year"]
        )


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

    def get_queryset(self) -> QuerySet[Change]:
        return selectors.changes_of(self.member)


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
            409: Refused(filing_exists=FILING_EXISTS, **NOT_THE_LATEST),
        },
    )
    def post(self, request: Request, member_id: int, change_id: int) -> Response:
        services.undo_change(member=self.member, change_id=change_id, now=clock.now())
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
