"""Shapes of the backup channels' API."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from rest_framework import serializers

from accounts.models import Contact, User
from reminders.backup.ledger import LAST_DAYS
from reminders.backup.relay import channels_in_use
from reminders.models import Way


class BackupSerializer(serializers.Serializer[Any]):
    """By which other ways the resident may be reached."""

    offered = serializers.BooleanField(help_text="这里有没有备用渠道；没有就不要显示。")
    agreed = serializers.BooleanField(help_text="同意了备用渠道（同意项 backup）。")
    service_account = serializers.CharField(
        allow_blank=True, help_text="服务号的名字；没有服务号为空。"
    )
    follows = serializers.BooleanField(help_text="关注了服务号，而且连上了。")
    sms = serializers.BooleanField(help_text="能不能发短信。")
    phone = serializers.CharField(
        allow_blank=True, help_text="给过的手机号，中间几位不显示；没给为空。"
    )
    last_days = serializers.IntegerField(help_text="离截止日只剩几天时才用。")


class PhoneInput(serializers.Serializer[Any]):
    code = serializers.CharField(
        max_length=128, help_text="open-type=getPhoneNumber 的按钮给的 code，五分钟内有效。"
    )


def backup_of(user: User) -> dict[str, Any]:
    ways = channels_in_use()
    contact = Contact.objects.filter(user=user).first()
    return {
        "offered": bool(ways),
        "agreed": contact is not None,
        "service_account": settings.WECHAT_SERVICE_NAME if Way.SERVICE in ways else "",
        "follows": bool(contact and contact.service_openid),
        "sms": Way.SMS in ways,
        "phone": masked(contact.phone) if contact else "",
        "last_days": LAST_DAYS,
    }


def instead_of_wechat(user: User) -> str:
    """By what name a message goes out for which there is no credit in the last days; "" for none."""
    ways = channels_in_use()
    contact = Contact.objects.filter(user=user).first() if ways else None
    if contact is None:
        return ""
    reaches = {Way.SERVICE: contact.service_openid, Way.SMS: contact.phone}
    return next((way.label for way in ways if reaches[way]), "")


def masked(phone: str) -> str:
    """138****0000"""
    digits = phone.removeprefix("+86")
    return f"{digits[:3]}****{digits[-4:]}" if digits else ""
