"""The secret address of a resident's calendar, and WeChat's proof for the phone's calendar."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from rest_framework import status

from accounts.calendar.phone import PAGE, signed
from accounts.models import CalendarFeed, User
from accounts.services import login_refusal
from yibao_project import wechat, wechat_answers
from yibao_project.errors import AppError

SECRET_BYTES = 32
FOR_GOOD = (status.HTTP_400_BAD_REQUEST, status.HTTP_403_FORBIDDEN)


def renew_feed(*, user: User, now: datetime) -> str:
    """A new secret for the resident's feed, told this once; the one before opens nothing any more."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    CalendarFeed.objects.update_or_create(
        user=user, defaults={"secret_hash": hash_of(secret), "created_at": now}
    )
    return secret


def revoke_feed(*, user: User) -> None:
    """Close the resident's feed. Twice changes nothing."""
    CalendarFeed.objects.filter(user=user).delete()


def reader_of(secret: str) -> User | None:
    """Whose days the secret opens; None for a wrong or withdrawn one, or a closed account."""
    return User.objects.filter(calendar_feed__secret_hash=hash_of(secret), is_active=True).first()


def hash_of(secret: str) -> str:
    """Enough for a secret that is 256 random bits; nothing could be guessed from a table of hashes."""
    return hashlib.sha256(secret.encode()).hexdigest()


def page_signature(*, user: User, code: str) -> str | None:
    """WeChat's proof that the page in a calendar event is ours, by the resident's present session.

    The session is asked for anew by the `code` of a `wx.login` and forgotten at once, for nothing
    of it is stored. None where WeChat does not answer: an event is worth having without a way
    back. Raises AppError 400 and 403 for a code that WeChat refuses or that is somebody else's.
    """
    try:
        session = wechat.login(code)
    except wechat_answers.WeChatError as error:
        refusal = login_refusal(error)
        if refusal.status in FOR_GOOD:
            raise refusal from None
        return None
    if session.openid != user.openid:
        raise AppError("login_code_invalid", "登录码不是这个账号的，请重新进入小程序。")
    return signed(PAGE, session_key=session.session_key)
