"""Logging in with WeChat."""

from __future__ import annotations

import logging
import uuid
from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.utils import timezone
from rest_framework import status

from accounts.models import User
from accounts.services.contacts import remember_unionid
from yibao_project import wechat, wechat_answers
from yibao_project.errors import AppError

logger = logging.getLogger(__name__)

# https://developers.weixin.qq.com/miniprogram/dev/server/API/user-login/api_code2session
INVALID_CODES = (40029, 40163, 41008)
RISKY_ACCOUNT = 40226
TOO_FREQUENT = 45011


def login_with_code(*, code: str) -> User:
    """The resident whom WeChat names for `code`, created at the first visit.

    Raises AppError: 400 for a code that is wrong, used or expired; 403 for an account WeChat or
    we have blocked; 429 and 503 when trying again later may help.
    """
    try:
        session = wechat.login(code)
    except wechat_answers.WeChatError as error:
        raise login_refusal(error) from None
    user, _ = User.objects.get_or_create(
        openid=session.openid,
        defaults={"username": f"wx_{uuid.uuid4().hex}", "password": make_password(None)},
    )
    if not user.is_active:
        raise AppError(
            "account_disabled",
            "这个账号已停用，请联系当地医保服务点。",
            status=status.HTTP_403_FORBIDDEN,
        )
    _remember_visit(user)
    if session.unionid:
        remember_unionid(user=user, unionid=session.unionid)
    return user


def _remember_visit(user: User) -> None:
    """Once a day is enough: accounts that nobody opens any more are deleted after years."""
    now = timezone.now()
    if user.last_login is None or now - user.last_login > timedelta(days=1):
        User.objects.filter(pk=user.pk).update(last_login=now)


def login_refusal(error: wechat_answers.WeChatError) -> AppError:
    """Why a code was not redeemed: 400 and 403 are for good, 429 and 503 may pass."""
    if error.errcode in INVALID_CODES:
        return AppError("login_code_invalid", "登录码已失效，请重新进入小程序。")
    if error.errcode == RISKY_ACCOUNT:
        return AppError(
            "login_blocked",
            "微信暂时不让这个账号登录，请稍后再试。",
            status=status.HTTP_403_FORBIDDEN,
        )
    if error.errcode == TOO_FREQUENT:
        return AppError(
            "login_too_frequent",
            "登录太频繁，请稍后再试。",
            status=status.HTTP_429_TOO_MANY_REQUESTS,
        )
    logger.warning("wechat login unavailable (%s): %s", error.kind, error)
    return AppError(
        "wechat_unavailable",
        "暂时连不上微信，请稍后再试。",
        status=status.HTTP_503_SERVICE_UNAVAILABLE,
    )
