"""Who may edit and publish what, and what was published."""

from __future__ import annotations

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone

from policies.models.places import Region


class Role(models.TextChoices):
    EDITOR = "editor", "编辑"
    REVIEWER = "reviewer", "复核"


class DeskRole(models.Model):
    """What one member of staff may do with the rules of a place and of every place below it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="工作人员",
        on_delete=models.CASCADE,
        related_name="+",
        db_index=False,  # desk_role_once begins with it
    )
    role = models.CharField(
        "角色",
        max_length=10,
        choices=Role.choices,
        help_text="编辑可以写草稿并提交；复核可以发布别人写的草稿。例如：编辑。",
    )
    region = models.ForeignKey(
        Region,
        verbose_name="地区",
        on_delete=models.PROTECT,
        related_name="+",
        help_text="管这个地区和它下面的所有地区；管全国请选“全国”。例如：广州市。",
    )

    class Meta:
        verbose_name = "编辑台分工"
        verbose_name_plural = "编辑台分工"
        ordering = ["user", "region", "role"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "region"],
                name="desk_role_once",
                violation_error_message="这个人在这个地区已有这个角色。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.get_role_display()} {self.region.name}"


class Event(models.TextChoices):
    ADDED = "added", "发布"
    CHANGED = "changed", "变更"
    ENDED = "ended", "停用"


class Publication(models.Model):
    """One change that residents can see, as the public is told of it: never who made it.

    Written once and never changed, so that the feed tells later what was told then.
    """

    region = models.ForeignKey(
        Region,
        verbose_name="地区",
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,  # publication_feed begins with it
    )
    kind = models.CharField("种类", max_length=40, help_text="例如：缴费期。")
    code = models.CharField("规则编号", max_length=40, help_text="例如：PW-GZ-2026-R2。")
    event = models.CharField("变化", max_length=10, choices=Event.choices)
    sentence = models.TextField("一句话", help_text="例如：广州市缴费期：截止日期由…改为…。")
    fields = models.JSONField("各项变化", default=list, encoder=DjangoJSONEncoder)
    takes_effect_on = models.DateField("从哪天起", null=True, blank=True)
    sources = models.JSONField("依据", default=list)
    published_at = models.DateTimeField("发布时间", default=timezone.now)

    class Meta:
        verbose_name = "公开的变更"
        verbose_name_plural = "公开的变更"
        ordering = ["-id"]
        indexes = [
            # Reader: selectors.changes_of, newest first for a few places.
            models.Index(fields=["region", "-id"], name="publication_feed"),
        ]

    def __str__(self) -> str:
        return self.sentence
