"""What the service account pushes: who follows it, and what became of its messages."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction

from accounts.models import Contact
from reminders.backup import ledger
from reminders.models import Delivery, State, Way
from yibao_project import wechat_service
from yibao_project.wechat_service import Finished, Followed, ServicePush, Unfollowed

NOT_DELIVERED = "微信没能把服务号的消息送到手机。"


def take_service_push(event: ServicePush, *, now: datetime) -> None:
    """Nothing happens for people who did not agree. Safe to repeat. Raises WeChatError."""
    match event:
        case Followed(openid):
            _remember(openid)
        case Unfollowed(openid):
            Contact.objects.filter(service_openid=openid).update(service_openid="")
        case Finished(openid, msgid, delivered):
            _settle(openid, msgid=msgid, delivered=delivered, now=now)


def _remember(openid: str) -> None:
    """Who follows is known by the unionid alone, which is asked of WeChat and kept of nobody else."""
    if not Contact.objects.filter(service_openid=openid).exists():
        unionid = wechat_service.unionid_of(openid)
        if unionid:
            Contact.objects.filter(unionid=unionid).update(service_openid=openid)


@transaction.atomic
def _settle(openid: str, *, msgid: int, delivered: bool, now: datetime) -> None:
    """Of a message without an answer the receipt may be the first that is heard of it."""
    mine = Delivery.objects.select_for_update(of=("self",)).filter(way=Way.SERVICE)
    doubted = mine.filter(
        state__in=(State.SENDING, State.UNKNOWN),
        reminder__user__contact__service_openid=openid,
    )
    delivery = mine.filter(receipt=str(msgid)).first() or doubted.order_by("-pk").first()
    if delivery is None or delivery.state == State.FAILED:
        return
    delivery.receipt = str(msgid)
    delivery.state = State.SENT if delivered else State.FAILED
    delivery.detail = "" if delivered else NOT_DELIVERED
    delivery.save(update_fields=["receipt", "state", "detail"])
    if not delivered:
        with connection.cursor() as cursor:
            cursor.execute(ledger.PUT_BACK, {"reminder": delivery.reminder_id, "today": now.date()})
