"""Logging in."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView
from rest_framework_simplejwt.tokens import AccessToken

from accounts import services
from accounts.serializers import LoginSerializer, TokenSerializer
from yibao_project.openapi import Refused

LOGIN_CODE_INVALID = Refused(login_code_invalid="登录码已失效，请重新进入小程序。")
LOGIN_BLOCKED = Refused(login_blocked="微信暂时不让这个账号登录，请稍后再试。")


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
