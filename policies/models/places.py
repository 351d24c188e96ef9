"""Places of GB/T 2260."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models

from policies.models.choices import Level


class Region(models.Model):
    """A place of GB/T 2260 and the place above it."""

    code = models.CharField(
        "行政区划代码",
        max_length=6,
        primary_key=True,
        validators=[RegexValidator(r"^[0-9]{6}\Z", "行政区划代码是六位数字，例如 440100。")],
        help_text="六位国标代码，例如：440100。",
    )
    name = models.CharField("名称", max_length=30, help_text="例如：广州市。")
    level = models.CharField(
        "级别", max_length=12, choices=Level.choices, help_text="例如：地级市/州/盟。"
    )
    parent = models.ForeignKey(
        "self",
        verbose_name="上级",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        help_text="例如：广州市的上级是广东省；全国没有上级。",
    )
    aliases = ArrayField(
        models.CharField(max_length=20),
        verbose_name="别名",
        default=list,
        blank=True,
        help_text="人们平常的叫法，用逗号隔开，例如：广州，羊城。",
    )
    note = models.CharField(
        "说明", max_length=200, blank=True, help_text="例如：不设区县，街镇直属。"
    )
    valid_from = models.DateField(
        "启用日期",
        null=True,
        blank=True,
        help_text="代码从哪天起使用；一直在用就留空。例如：2021-01-01。",
    )
    valid_to = models.DateField(
        "停用日期",
        null=True,
        blank=True,
        help_text="代码用到哪天为止；仍在用就留空。例如：2020-12-31。",
    )

    spellings = models.TextField(
        "检索用写法",
        default="",
        editable=False,
        help_text="名称、别名和它们的拼音、首字母，由载入时写好。例如：广州市 guangzhou gz。",
    )

    class Meta:
        verbose_name = "地区"
        verbose_name_plural = "地区"
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.name}({self.code})"

    @property
    def is_pooling_area(self) -> bool:
        return self.level in (Level.PREFECTURE, Level.MUNICIPALITY) or self.is_under_province

    @property
    def is_under_province(self) -> bool:
        """Whether it is a county directly under its province, which the standard numbers 90."""
        return self.level == Level.COUNTY and self.code[2:4] == "90"

    @property
    def full_name(self) -> str:
        """From the province down, as in 广东省 广州市 天河区; the nation is not said."""
        if self.parent is None or self.parent.level == Level.NATION:
            return self.name
        return f"{self.parent.full_name} {self.name}"
