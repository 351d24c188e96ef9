"""What went another way than by the mini-program's message, and what became of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Way(models.TextChoices):
    """The channels, in the order in which they are tried."""

    SERVICE = "service", "服务号消息"
    SMS = "sms", "短信"


class State(models.TextChoices):
    SENDING = "sending", "正在发"
    SENT = "sent", "已发"
    WAITING = "waiting", "没发成，会再试"
    FAILED = "failed", "发不了"
    UNKNOWN = "unknown", "结果不明"


class Delivery(models.Model):
    """One reminder handed to one other channel; at most once to each.

    It is written before the call, so what a dead process leaves `sending` is in doubt, and what is
    in doubt is never repeated.
    """

    reminder = models.ForeignKey(
        "reminders.Reminder",
        verbose_name="提醒",
        on_delete=models.CASCADE,
        related_name="deliveries",
        db_constraint=False,  # written only beside an update of the reminder itself
        db_index=False,  # delivery_once_by_each begins with it
    )
    way = models.CharField("渠道", max_length=8, choices=Way.choices)
    state = models.CharField("结果", max_length=8, choices=State.choices)
    begun_at = models.DateTimeField("什么时候交出")
    attempts = models.PositiveSmallIntegerField("已试次数", default=1)
    again_at = models.DateTimeField("什么时候再试", null=True, blank=True)
    code = models.CharField("错误码", max_length=64, blank=True)
    detail = models.CharField("说明", max_length=120, blank=True)
    receipt = models.CharField("回执编号", max_length=64, blank=True)

    class Meta:
        verbose_name = "备用渠道的一次"
        verbose_name_plural = "备用渠道的发送记录"
        constraints = [
            models.UniqueConstraint(fields=["reminder", "way"], name="delivery_once_by_each")
        ]
        indexes = [
            # Reader: each tick, which calls what a dead process left unknown.
            models.Index(fields=["id"], condition=Q(state="sending"), name="delivery_begun"),
            # Reader: a receipt of the service account.
            models.Index(fields=["receipt"], condition=~Q(receipt=""), name="delivery_by_receipt"),
            # Reader: the operations desk, which counts today's.
            models.Index(fields=["begun_at"], name="delivery_begun_lately"),
        ]

    def __str__(self) -> str:
        return f"{self.get_way_display()}：{self.get_state_display()}"
