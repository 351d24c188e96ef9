"""What every dated rule carries, and what may stand in its fields."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from policies.models.choices import Confidence, Origin, SourceKind, Status
from policies.models.places import Region
from policies.models.sources import Source

AUTHORITY = {kind: rank for rank, kind in enumerate(SourceKind.values)}


class WithSources(models.Model):
    """What the history keeps of a rule beside its own fields."""

    source_codes = ArrayField(
        models.CharField(max_length=40), verbose_name="来源", default=list, editable=False
    )

    class Meta:
        abstract = True


class Rule(models.Model):
    """What every dated rule carries: its place, days of validity, trust and sources.

    A published row keeps its contents for good: a change is a new row that `replaces` it, so
    that residents see the old one until a second person publishes the new. Staff are named by
    the numbers of their accounts, because this app knows nobody.
    """

    code = models.CharField(
        "编号",
        max_length=40,
        unique=True,
        validators=[RegexValidator(r"^[A-Z0-9-]+\Z", "编号只用大写字母、数字和连字符。")],
        help_text="大写字母、数字和连字符，发布后不要改，例如：PW-GZ-2026-S。",
    )
    region = models.ForeignKey(
        Region,
        verbose_name="地区",
        on_delete=models.PROTECT,
        related_name="+",
        help_text="规则由哪里发布就选哪里，例如：广州市。",
    )
    valid_from = models.DateField(
        "生效日期",
        null=True,
        blank=True,
        help_text="从哪天起有效；一直有效就留空。例如：2025-01-01。",
    )
    valid_to = models.DateField(
        "失效日期",
        null=True,
        blank=True,
        help_text="有效到哪天（含当天）；没有期限就留空。例如：2026-12-31。",
    )
    status = models.CharField(
        "状态",
        max_length=10,
        choices=Status.choices,
        default=Status.DRAFT,
        editable=False,
        help_text="只有“已发布”的规则才会使用；发布要由另一个人复核。例如：已发布。",
    )
    confidence = models.CharField(
        "可信度",
        max_length=1,
        choices=Confidence.choices,
        help_text="C 会提醒但标“待核实”，D、U 只展示、不提醒。例如：读过官方通告原文的选 A。",
    )
    sources = models.ManyToManyField(
        Source, verbose_name="来源", related_name="+", help_text="例如：广州市2025-10-17的通告。"
    )
    note = models.CharField(
        "说明",
        max_length=300,
        blank=True,
        help_text="给查看政策的人看的一句话，例如：原文分“在校学生”与“其他参保人员”两档。",
    )
    reference_only = models.BooleanField(
        "仅供参考",
        default=False,
        help_text="勾选后只展示，不用于任何地方的计算。例如：没有写明地区的做法。",
    )
    uniform = models.BooleanField(
        "全域统一",
        default=False,
        help_text="只有通知明说“全省统一”时才勾选，下面的市县才会采用。例如：河南2026年度缴费期。",
    )
    origin = models.CharField(
        "来自",
        max_length=5,
        choices=Origin.choices,
        default=Origin.FILE,
        editable=False,
        help_text="在后台改过的规则不会被数据文件覆盖。例如：数据文件。",
    )
    checked_on = models.DateField(
        "核对日期",
        null=True,
        blank=True,
        help_text="最近一次对照来源核对的日子，例如：2026-11-21。",
    )
    updated_at = models.DateTimeField(
        "最后修改", auto_now=True, help_text="例如：2025年10月18日 09:30。"
    )

    replaces = models.ForeignKey(
        "self",
        verbose_name="接替",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="revisions",
        help_text="发布后由这一条接替哪一条，例如：PW-GZ-2026。",
    )
    authors = ArrayField(
        models.BigIntegerField(),
        verbose_name="改过的人",
        default=list,
        blank=True,
        editable=False,
        help_text="改过或提交过这份草稿的账号，他们不能发布它。例如：3，8。",
    )
    submitted_by = models.BigIntegerField(
        "提交人", null=True, blank=True, editable=False, help_text="账号，例如：3。"
    )
    submitted_at = models.DateTimeField(
        "提交时间", null=True, blank=True, editable=False, help_text="例如：2025年10月18日 09:30。"
    )
    published_by = models.BigIntegerField(
        "发布人", null=True, blank=True, editable=False, help_text="账号，例如：8。"
    )
    published_at = models.DateTimeField(
        "发布时间", null=True, blank=True, editable=False, help_text="例如：2025年10月18日 15:00。"
    )
    history = HistoricalRecords(
        inherit=True,
        bases=[WithSources],
        history_user_id_field=models.BigIntegerField("谁改的", null=True),
        history_change_reason_field=models.CharField("做了什么", max_length=200, null=True),
    )

    _cited: Sequence[Source] | None = None

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.code

    def clean(self) -> None:
        super().clean()
        problems = self.problems()
        if problems:
            raise ValidationError(problems)

    def problems(self) -> dict[str, str]:
        """What fields contradict each other, as a sentence per field."""
        if is_reversed(self.valid_from, self.valid_to):
            return {"valid_to": "失效日期不能早于生效日期。"}
        return {}

    @property
    def is_used(self) -> bool:
        """Whether the row takes part in answers, and so must be complete."""
        return self.status == Status.PUBLISHED and not self.reference_only

    @property
    def trust(self) -> Confidence:
        return Confidence(self.confidence)

    def sources_best_first(self) -> list[Source]:
        """The sources, the most authoritative kind first; without a query if known already."""
        cited = self.sources.all() if self._cited is None else self._cited
        return sorted(cited, key=lambda source: (AUTHORITY[source.kind], source.code))

    def cite(self, sources: Sequence[Source]) -> None:
        """Tell a row read together with its sources what they are."""
        self._cited = sources

    def subject(self) -> tuple[object, ...]:
        """What two rows of a place share when they speak of the same thing, without the people."""
        raise NotImplementedError  # every kind of rule says it

    def people(self) -> frozenset[str]:
        """The categories the row names; none means everyone."""
        raise NotImplementedError  # every kind of rule says it

    def coincides(self, other: Self) -> bool:
        """Whether one person can meet both rows, which share place, subject and a day."""
        raise NotImplementedError  # every kind of rule says it


def is_reversed(first: date | None, last: date | None) -> bool:
    return first is not None and last is not None and last < first


def rule_checks(name: str) -> list[models.BaseConstraint]:
    return [
        models.CheckConstraint(
            condition=Q(valid_from__isnull=True)
            | Q(valid_to__isnull=True)
            | Q(valid_to__gte=F("valid_from")),
            name=f"{name}_valid_days",
        ),
        # What the desk published was published by someone who had no hand in it.
        models.CheckConstraint(
            condition=~Q(status=Status.PUBLISHED)
            | Q(origin=Origin.FILE)
            | Q(published_by__isnull=False, authors__len__gte=1)
            & ~Q(authors__contains=[F("published_by")]),
            name=f"{name}_second_person",
            violation_error_message="发布要由没有改过这份草稿的另一个人来做。",
        ),
        models.UniqueConstraint(
            fields=["replaces"],
            condition=Q(status__in=[Status.DRAFT, Status.REVIEW]),
            name=f"{name}_one_revision",
        ),
    ]


DESK_FIELDS = frozenset(
    {
        "origin",
        "updated_at",
        "replaces",
        "authors",
        "submitted_by",
        "submitted_at",
        "published_by",
        "published_at",
        "search",
    }
)
"""How a row came to be and is found, which is not what it says: never compared, copied or written in files."""
