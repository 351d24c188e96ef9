"""What residents say looks wrong in what they were told."""

from __future__ import annotations

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q

from accounts.models.people import User
from policies.models import Region
from yibao_project.sealed import SealedText


class Mistake(models.Model):
    """A resident says that a day, an amount or a rule looks wrong (报错).

    It names the rule and the place, never a member of the household. The `reply` of the desk is
    read by whoever said it.
    """

    class About(models.TextChoices):
        DATE = "date", "日子不对"
        AMOUNT = "amount", "金额不对"
        PLACE = "place", "在哪办、打什么电话不对"
        RULE = "rule", "规定不是这样"
        OTHER = "other", "别的"

    class State(models.TextChoices):
        OPEN = "open", "等待核对"
        CORRECTED = "corrected", "已经改正"
        CONFIRMED = "confirmed", "核对过，没有错"

    user = models.ForeignKey(
        User, verbose_name="居民", on_delete=models.CASCADE, related_name="mistakes"
    )
    region = models.ForeignKey(
        Region, verbose_name="地区", on_delete=models.PROTECT, related_name="+"
    )
    rule = models.CharField("规则编号", max_length=40, blank=True)
    about = models.CharField("哪里不对", max_length=8, choices=About.choices)
    words = SealedText("说明", validators=[MaxLengthValidator(200)], blank=True)
    said_at = models.DateTimeField("报错时间")
    state = models.CharField(
        "处理", max_length=10, choices=State.choices, default=State.OPEN, db_default=State.OPEN
    )
    reply = SealedText(
        "答复",
        validators=[MaxLengthValidator(200)],
        blank=True,
        help_text="报错的居民会看到，例如：截止日已按新通告改为12月31日，谢谢您。",
    )

    class Meta:
        verbose_name = "居民报错"
        verbose_name_plural = "居民报错"
        indexes = [
            # Readers: the desk, beside a rule and in its list of what waits.
            models.Index(fields=["rule"], condition=Q(state="open"), name="mistake_open_by_rule"),
        ]

    def __str__(self) -> str:
        return f"{self.get_about_display()}（{self.rule or self.region_id}）"
