"""What residents agreed to, and who of the staff looked at them: one record for each act."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Purpose(models.TextChoices):
    PRIVACY = "privacy", "隐私说明"
    SENSITIVE = "sensitive", "家人参保资料"
    CHILDREN = "children", "孩子的监护人同意"
    REMINDERS = "reminders", "接收提醒"
    BACKUP = "backup", "备用提醒渠道"


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


class AccessRecord(models.Model):
    """A member of staff had this resident on the screen. It outlives the resident without a name."""

    staff = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="工作人员",
        on_delete=models.PROTECT,
        related_name="+",
    )
    resident = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="居民",
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    page = models.CharField("看了什么", max_length=60, help_text="例如：家人（列表）。")
    seen_at = models.DateTimeField("时间", db_index=True)

    class Meta:
        verbose_name = "查看记录"
        verbose_name_plural = "查看记录"

    def __str__(self) -> str:
        return f"{self.page} {self.seen_at:%Y-%m-%d %H:%M}"
