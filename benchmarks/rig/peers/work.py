"""The work that is the same for all: one reminder loaded, rendered, sent by wechatpy, saved."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils import timezone
from wechatpy import WeChatClient

from reminders import messages
from reminders.models import MessageTemplate, Reminder

_thread = threading.local()


def send_reminder(number: int, due_on: str) -> None:
    reminder = Reminder.objects.select_related("user").get(pk=number, due_on=due_on)
    send_card(
        openid=str(reminder.user.openid),
        kind=reminder.kind,
        members=reminder.members,
        due_on=reminder.due_on,
        subject=reminder.subject,
    )
    Reminder.objects.filter(pk=number, due_on=due_on).update(status="sent", sent_at=timezone.now())


def send_card(
    *, openid: str, kind: str, members: Sequence[Any], due_on: date, subject: str
) -> None:
    template = _template(kind)
    values = messages.card(
        kind=kind,
        fields=template.fields,
        members=members,
        due_on=due_on,
        today=due_on,
        subject=subject,
    )
    _client().wxa.send_subscribe_message(
        openid,
        template.template_id,
        {key: {"value": value} for key, value in values.items()},
        page=template.page,
    )


def sent_reminders() -> int:
    return Reminder.objects.filter(status="sent").count()


@lru_cache
def _template(kind: str) -> MessageTemplate:
    return MessageTemplate.objects.get(kind=kind)


def _client() -> WeChatClient:
    """One client per thread, kept alive; wechatpy hard-codes its hosts, so both are moved."""
    if not hasattr(_thread, "client"):

        class Local(WeChatClient):  # type: ignore[misc]
            API_BASE_URL = f"{settings.WECHAT_API_BASE}/cgi-bin/"

            def fetch_access_token(self) -> str:
                self.session.set(self.access_token_key, "benchmark-token", 7200)
                self.expires_at = 2**40
                return "benchmark-token"

        _thread.client = Local(settings.WECHAT_APPID, settings.WECHAT_SECRET)
        _thread.client.wxa.API_BASE_URL = f"{settings.WECHAT_API_BASE}/"
    return _thread.client
