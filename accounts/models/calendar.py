"""The secret address at which a resident's calendar reads the household's days."""

from __future__ import annotations

from django.db import models

from accounts.models.people import User


class CalendarFeed(models.Model):
    """One address for each resident at most. Who knows it may read; only its hash is kept."""

    user = models.OneToOneField(
        User, verbose_name="居民", on_delete=models.CASCADE, related_name="calendar_feed"
    )
    secret_hash = models.CharField("地址的指纹", max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField("生成时间")

    class Meta:
        verbose_name = "日历订阅"
        verbose_name_plural = "日历订阅"

    def __str__(self) -> str:
        return f"{self.user} 的日历订阅"
