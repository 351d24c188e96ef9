"""Where rules were published."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from simple_history.models import HistoricalRecords

from policies.models.choices import Origin, SourceKind


class Source(models.Model):
    """Where a rule was published."""

    code = models.CharField(
        "编号",
        max_length=40,
        primary_key=True,
        validators=[RegexValidator(r"^[A-Z0-9-]+\Z", "编号只用大写字母、数字和连字符。")],
        help_text="大写字母、数字和连字符，例如：GZ-2025-1017。",
    )
    title = models.CharField(
        "标题",
        max_length=200,
        help_text="例如：关于开展2026年度广州市城乡居民医保集中参保缴费工作的通告。",
    )
    issuer = models.CharField(
        "发布单位", max_length=60, blank=True, help_text="例如：广州市医疗保险服务中心。"
    )
    number = models.CharField(
        "文号", max_length=60, blank=True, help_text="例如：国办发〔2024〕38号；没有就留空。"
    )
    dated = models.CharField(
        "落款日期（原文写法）",
        max_length=20,
        blank=True,
        help_text="例如：2025-10-17，或只写到月的 2026-04。",
    )
    published_on = models.DateField(
        "发布日期", null=True, blank=True, help_text="知道具体哪天才填，例如：2025-10-17。"
    )
    url = models.URLField(
        "网址", max_length=300, blank=True, help_text="例如：https://www.gz.gov.cn/…;没有就留空。"
    )
    kind = models.CharField(
        "类别", max_length=20, choices=SourceKind.choices, help_text="例如：地方官方发布。"
    )
    note = models.CharField("说明", max_length=200, blank=True, help_text="例如：仅见标题。")
    origin = models.CharField(
        "来自",
        max_length=5,
        choices=Origin.choices,
        default=Origin.FILE,
        editable=False,
        help_text="在后台改过的不会被数据文件覆盖。例如：数据文件。",
    )
    updated_at = models.DateTimeField(
        "最后修改", auto_now=True, help_text="例如：2025年10月18日 09:30。"
    )

    history = HistoricalRecords(
        history_user_id_field=models.BigIntegerField("谁改的", null=True),
        history_change_reason_field=models.CharField("做了什么", max_length=200, null=True),
    )

    class Meta:
        verbose_name = "政策来源"
        verbose_name_plural = "政策来源"
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.title}({self.dated})" if self.dated else self.title

    @property
    def official(self) -> bool:
        """Whether those who make the rule published it themselves."""
        return self.kind in (SourceKind.OFFICIAL, SourceKind.OFFICIAL_LOCAL)
