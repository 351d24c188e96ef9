"""What people usually do: one Celery task with an ETA per reminder, sending through wechatpy."""

from __future__ import annotations

import os

from celery import Celery
from wechatpy import WeChatClient

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.rig.settings")

app = Celery("eta")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.task_default_queue = "eta"
app.conf.task_routes = {}
app.conf.beat_schedule = {}

_client: WeChatClient | None = None


def client() -> WeChatClient:
    """One client per process, kept alive; wechatpy hard-codes its hosts, so both are moved."""
    global _client
    if _client is None:
        from django.conf import settings

        class Local(WeChatClient):  # type: ignore[misc]
            API_BASE_URL = f"{settings.WECHAT_API_BASE}/cgi-bin/"

            def fetch_access_token(self) -> str:
                self.session.set(self.access_token_key, "benchmark-token", 7200)
                self.expires_at = 2**40
                return "benchmark-token"

        _client = Local(settings.WECHAT_APPID, settings.WECHAT_SECRET)
        _client.wxa.API_BASE_URL = f"{settings.WECHAT_API_BASE}/"
    return _client


@app.task(ignore_result=True)
def send_one(reminder_id: int) -> None:
    from django.utils import timezone

    from reminders import messages
    from reminders.models import MessageTemplate, Reminder

    reminder = Reminder.objects.select_related("user").get(pk=reminder_id)
    template = MessageTemplate.objects.get(kind=reminder.kind)
    values = messages.card(
        kind=reminder.kind,
        fields=template.fields,
        members=reminder.members,
        due_on=reminder.due_on,
        today=reminder.due_on,
        subject=reminder.subject,
    )
    client().wxa.send_subscribe_message(
        reminder.user.openid,
        template.template_id,
        {key: {"value": value} for key, value in values.items()},
        page=template.page,
    )
    reminder.status, reminder.sent_at = "sent", timezone.now()
    reminder.save(update_fields=["status", "sent_at"])
