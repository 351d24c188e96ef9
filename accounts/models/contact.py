"""How else than by the mini-program's messages a resident may be reached, only while they agree."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from accounts.models.people import User
from yibao_project.sealed import SealedText


class Contact(models.Model):
    """There is one exactly while the consent to the backup channel is in force."""

    user = models.OneToOneField(
        User, verbose_name="居民", on_delete=models.CASCADE, related_name="contact"
    )
    phone = SealedText("手机号", blank=True, default="")
    # What WeChat calls the resident over all programs of one owner, and in the service account.
    unionid = SealedText("微信 unionid", blank=True, default="", editable=False)
    service_openid = SealedText("服务号里的代号", blank=True, default="", editable=False)
    phone_since = models.DateTimeField("手机号是什么时候给的", null=True, blank=True)

    class Meta:
        verbose_name = "备用联系方式"
        verbose_name_plural = "备用联系方式"
        indexes = [
            # Reader: a push of the service account, which names nobody otherwise.
            models.Index(fields=[name], condition=~Q(**{name: ""}), name=f"contact_by_{name}")
            for name in ("unionid", "service_openid")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(phone="", phone_since__isnull=True)
                | ~Q(phone="") & Q(phone_since__isnull=False),
                name="contact_phone_since",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} 的备用联系方式"
