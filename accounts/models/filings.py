"""Filings for care elsewhere."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import ExtractDay, ExtractMonth

from accounts.models.people import Member
from policies.models import FilingType, Region


class Progress(models.TextChoices):
    """How far a filing has come at the bureau, as the resident tells it."""

    DRAFT = "draft", "草稿，还没提交"
    SUBMITTED = "submitted", "已提交，待审核"
    RETURNED = "returned", "被退回"
    ACCEPTED = "accepted", "已备案"


class Filing(models.Model):
    """A filing for care elsewhere (异地就医备案), as the member declared it."""

    TRACED = (
        "kind",
        "progress",
        "care_region",
        "starts_on",
        "ends_on",
        "ends_on_reason",
        "rule_code",
        "promised",
        "papers_due_on",
        "cancelled_on",
    )

    member = models.ForeignKey(
        Member, verbose_name="家人", on_delete=models.CASCADE, related_name="filings"
    )
    kind = models.CharField("备案类型", max_length=16, choices=FilingType.choices)
    progress = models.CharField(
        "办到哪一步",
        max_length=10,
        choices=Progress.choices,
        default=Progress.ACCEPTED,
        db_default=Progress.ACCEPTED,
        help_text="只有已备案的才算数、才提醒到期。",
    )
    care_region = models.ForeignKey(
        Region, verbose_name="就医地", on_delete=models.PROTECT, related_name="+"
    )
    starts_on = models.DateField("开始日期")
    ends_on = models.DateField(
        "最后有效日",
        null=True,
        blank=True,
        help_text="长期备案没有到期日；查不到当地规定时也留空。",
    )
    promised = models.BooleanField(
        "承诺制，材料还没补", default=False, help_text="先办备案、后补材料的勾选；补交后取消勾选。"
    )
    papers_due_on = models.DateField("补材料截止日", null=True, blank=True)
    ends_on_reason = models.CharField("到期日的依据", max_length=200, blank=True)
    rule_code = models.CharField("依据的规则", max_length=40, blank=True)
    cancelled_on = models.DateField("取消日期", null=True, blank=True)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    class Meta:
        verbose_name = "异地备案"
        verbose_name_plural = "异地备案"
        indexes = [
            # Reader: planning of filing expiries, which starts from a day.
            models.Index(
                fields=["ends_on"],
                name="filing_by_end",
                condition=Q(cancelled_on__isnull=True, ends_on__isnull=False),
            ),
            # Readers: planning of promised papers, by their day or counted from the start.
            models.Index(
                fields=["papers_due_on"],
                condition=Q(cancelled_on__isnull=True, promised=True),
                name="filing_by_papers",
            ),
            models.Index(
                fields=["starts_on"],
                condition=Q(cancelled_on__isnull=True, promised=True, papers_due_on__isnull=True),
                name="filing_promised",
            ),
            # Reader: planning of emergency stays that are to be reported.
            models.Index(
                fields=["starts_on"],
                condition=Q(cancelled_on__isnull=True, kind=FilingType.TMP_EMERGENCY),
                name="filing_emergency",
            ),
            # Reader: planning of the yearly reviews of filings without an end.
            models.Index(
                ExtractMonth("starts_on") * 100 + ExtractDay("starts_on"),
                condition=Q(cancelled_on__isnull=True, ends_on__isnull=True),
                name="filing_by_anniversary",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="filing_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(papers_due_on__isnull=True) | Q(promised=True),
                name="filing_papers_of_promise",
            ),
            # A double tap declares one filing.
            models.UniqueConstraint(
                fields=["member", "kind", "care_region", "starts_on"],
                condition=Q(cancelled_on__isnull=True),
                name="filing_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} 在{self.care_region}就医"
