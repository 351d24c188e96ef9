"""What residents agreed to. Nothing here is deduced: each record is one act of one person."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Purpose(models.TextChoices):
    PRIVACY = "privacy", "隐私说明"
    SENSITIVE = "sensitive", "家人参保资料"
    CHILDREN = "children", "孩子的监护人同意"
    REMINDERS = "reminders", "接收提醒"


class Consent(models.Model):
    """One agreement to one version of one text, until it is withdrawn."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="居民",
        on_delete=models.CASCADE,
        related_name="consents",
    )
    purpose = models.CharField("同意什么", max_length=10, choices=Purpose.choices)
    version = models.CharField("文本版本", max_length=10)
    given_at = models.DateTimeField("同意时间")
    withdrawn_at = models.DateTimeField("失效时间", null=True, blank=True)

    class Meta:
        verbose_name = "同意记录"
        verbose_name_plural = "同意记录"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "purpose"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="consent_in_force_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} {self.version}"
