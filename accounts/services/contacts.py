"""How else residents who agreed to it may be reached."""

from __future__ import annotations

import logging
import re
from datetime import datetime

from rest_framework import status

from accounts.models import Contact, User
from yibao_project import wechat
from yibao_project.errors import AppError
from yibao_project.wechat_answers import Kind, WeChatError

logger = logging.getLogger(__name__)

MAINLAND = re.compile(r"\+861\d{10}")


def give_phone(*, user: User, code: str, now: datetime) -> Contact:
    """Keep the number that WeChat's button gave; giving another one replaces it.

    Raises AppError: 409 where the resident has not agreed, 400 for a code or number that cannot be
    used, 503 when trying again later may help.
    """
    if not Contact.objects.filter(user=user).exists():
        raise _not_agreed()
    try:
        phone = wechat.phone_number(code, openid=str(user.openid))
    except WeChatError as error:
        if error.kind is Kind.BROKEN:
            raise AppError("phone_code_invalid", "手机号没取到，请再点一次。") from None
        logger.warning("wechat phone number unavailable (%s): %s", error.kind, error)
        raise AppError(
            "wechat_unavailable",
            "暂时连不上微信，请稍后再试。",
            status=status.HTTP_503_SERVICE_UNAVAILABLE,
        ) from None
    if not MAINLAND.fullmatch(phone):
        raise AppError("phone_not_mainland", "目前只能给中国大陆的手机号发短信。")
    if not Contact.objects.filter(user=user).update(phone=phone, phone_since=now):
        raise _not_agreed()  # withdrawn while WeChat was asked
    return Contact.objects.get(user=user)


def remember_unionid(*, user: User, unionid: str) -> None:
    """By which the service account's followers are told apart; of nobody who did not agree."""
    for contact in Contact.objects.filter(user=user):
        if contact.unionid != unionid:
            contact.unionid, contact.service_openid = unionid, ""
            contact.save(update_fields=["unionid", "service_openid"])


def forget_phone(*, openid: str, given_before: datetime) -> None:
    """The resident took the number back in WeChat; one that was given since stays."""
    Contact.objects.filter(user__openid=openid, phone_since__lt=given_before).update(
        phone="", phone_since=None
    )


def _not_agreed() -> AppError:
    return AppError(
        "consent_needed_first", "请先同意备用提醒渠道。", status=status.HTTP_409_CONFLICT
    )
