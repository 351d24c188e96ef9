"""WeChat's credits: one accept buys exactly one message."""

from __future__ import annotations

from django.db import models

from accounts.models import User
from reminders.models.manner import MessageTemplate


class Grant(models.Model):
    """The credits a resident holds for one template: one accept buys exactly one message."""

    user = models.ForeignKey(
        User,
        verbose_name="居民",
        on_delete=models.CASCADE,
        related_name="grants",
        db_index=False,  # grant_once_per_template begins with it
    )
    template = models.ForeignKey(
        MessageTemplate,
        verbose_name="模板",
        on_delete=models.PROTECT,
        related_name="grants",
        db_index=False,  # a handful of templates, many residents: no index could help
    )
    balance = models.PositiveIntegerField("剩余次数", default=0)

    class Meta:
        verbose_name = "订阅授权"
        verbose_name_plural = "订阅授权"
        constraints = [
            models.UniqueConstraint(fields=["user", "template"], name="grant_once_per_template")
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.template.title} 剩 {self.balance} 次"


class GrantReport(models.Model):
    """One answer of a resident to a subscription prompt, as one source told it.

    The mini-program and WeChat's push both report the same tap; `counterpart` pairs the two so
    that one tap buys one credit. `key` makes each source's report safe to repeat.
    """

    class Source(models.TextChoices):
        CLIENT = "client", "小程序上报"
        PUSH = "push", "微信推送"

    grant = models.ForeignKey(
        Grant, verbose_name="订阅授权", on_delete=models.CASCADE, related_name="reports"
    )
    source = models.CharField("来源", max_length=8, choices=Source.choices)
    key = models.CharField("去重编号", max_length=80)
    accepted = models.BooleanField("同意")
    answered_at = models.DateTimeField("时间")
    counterpart = models.OneToOneField(
        "self",
        verbose_name="对应的另一份上报",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = "订阅上报"
        verbose_name_plural = "订阅上报"
        constraints = [
            models.UniqueConstraint(fields=["grant", "source", "key"], name="grant_report_once")
        ]

    def __str__(self) -> str:
        return f"{self.grant} {self.get_source_display()}"
