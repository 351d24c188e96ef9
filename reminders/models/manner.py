"""How reminders are told: WeChat's templates, what staff set for a kind, and pauses."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from policies.models import Region
from reminders import kinds, messages


class MessageTemplate(models.Model):
    """A WeChat subscribe-message template and how our fields fill its keys."""

    class Duration(models.IntegerChoices):
        ONE_TIME = 2, "一次性订阅（同意一次发一条）"
        LONG_TERM = 3, "长期订阅"

    kind = models.CharField(
        "提醒种类",
        max_length=20,
        choices=kinds.choices,
        unique=True,
        help_text="每种提醒对应一个微信模板。",
    )
    template_id = models.CharField(
        "模板编号", max_length=64, unique=True, help_text="微信公众平台“订阅消息”里的模板 ID。"
    )
    title = models.CharField("模板标题", max_length=40, help_text="例如：医保缴费提醒。")
    duration = models.PositiveSmallIntegerField(
        "订阅方式", choices=Duration.choices, default=Duration.ONE_TIME
    )
    fields = models.JSONField(
        "字段对应",
        help_text=(
            '微信字段名 → 我们的内容，例如 {"thing1": "who", "date2": "due"}。'
            "可用内容：who 提醒对象、due 日期、amount 金额、place 缴费渠道或就医地、tip 一句提示。"
        ),
    )
    page = models.CharField(
        "点开后的页面", max_length=120, default="pages/home/home", help_text="小程序页面路径。"
    )

    class Meta:
        verbose_name = "消息模板"
        verbose_name_plural = "消息模板"

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.title}"

    def clean(self) -> None:
        problems = messages.mapping_problems(self.kind, self.fields)
        if problems:
            raise ValidationError({"fields": problems})


class KindSettings(models.Model):
    """How one kind of reminder differs from what its module says; what is left empty does not."""

    kind = models.CharField("提醒种类", max_length=20, choices=kinds.choices, unique=True)
    stages = ArrayField(
        models.PositiveSmallIntegerField(),
        verbose_name="提前几天提醒",
        default=list,
        blank=True,
        help_text="从大到小，用逗号隔开，0 是当天，例如：30,7,1。留空就照默认。",
    )
    most_valuable_first = ArrayField(
        models.PositiveSmallIntegerField(),
        verbose_name="次数不够时先保哪几天",
        default=list,
        blank=True,
        help_text="最要紧的写在前面，每个提前天数各写一次，例如：7,1,30。留空就照默认。",
    )
    weekly_cap = models.PositiveSmallIntegerField(
        "一周内发满几次就先不发",
        null=True,
        blank=True,
        help_text="各种提醒合起来算，1 或 2；截止当天的不受限。留空就照默认。",
    )
    send_from = models.TimeField(
        "几点开始发",
        null=True,
        blank=True,
        help_text="08:30 到 12:00 之间，默认 09:00。截止当天的 8 点就发，不受这里限制。",
    )
    send_until = models.TimeField(
        "几点以后不发",
        null=True,
        blank=True,
        help_text=(
            "18:00 到 21:00 之间，默认 20:30；没发完的第二天接着发。"
            "居民自己定的免打扰照样算数。改得更早开始，从下一次安排起算。"
        ),
    )
    tip = models.CharField(
        "微信里的一句提示",
        max_length=60,
        blank=True,
        help_text="例如：{left}到期，要续请早办。填上后不超过 20 个字。留空就照默认。",
    )

    class Meta:
        verbose_name = "提醒方式"
        verbose_name_plural = "提醒方式"

    def __str__(self) -> str:
        return self.get_kind_display()


class Pause(models.Model):
    """Until somebody ends it, messages of a kind, to a place and all below it, or both, are held."""

    kind = models.CharField(
        "提醒种类",
        max_length=20,
        choices=kinds.choices,
        blank=True,
        help_text="留空就是各种提醒都暂停。",
    )
    region = models.ForeignKey(
        Region,
        verbose_name="参保地",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        help_text="连同它下面的区县。留空就是全国都暂停。",
    )
    note = models.CharField(
        "为什么", max_length=100, help_text="同事会看到，例如：截止日期正在和当地核对。"
    )
    paused_by = models.CharField("谁暂停的", max_length=150, editable=False)
    paused_at = models.DateTimeField("从什么时候", editable=False)
    ended_by = models.CharField("谁恢复的", max_length=150, blank=True, editable=False)
    ended_at = models.DateTimeField("到什么时候", null=True, editable=False)

    class Meta:
        verbose_name = "暂停"
        verbose_name_plural = "暂停记录"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "region"],
                condition=Q(ended_at=None),
                nulls_distinct=False,
                name="pause_once",
            )
        ]

    def __str__(self) -> str:
        where = self.region.name if self.region else "全国"
        return f"{where}，{self.get_kind_display() if self.kind else '各种提醒'}"
