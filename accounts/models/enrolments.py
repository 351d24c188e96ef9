"""What was declared about a coverage year."""

from __future__ import annotations

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q

from accounts.models.people import Member
from yibao_project.sealed import SealedText


class Enrolment(models.Model):
    """What a member declared about one coverage year.

    A row without `paid_on` is registered only.

    A year that went by unpaid is a missed one, and repaired once it was paid after its end.
    """

    TRACED = ("paid_on", "amount", "channel", "exempt", "source")

    class Source(models.TextChoices):
        SELF = "self", "自己填报"
        VILLAGE = "village", "村社代填"

    member = models.ForeignKey(
        Member,
        verbose_name="家人",
        on_delete=models.CASCADE,
        related_name="enrolments",
        db_index=False,  # enrolment_once_a_year begins with it
    )
    coverage_year = models.PositiveSmallIntegerField(
        "待遇年度", help_text="看病报销的那一年，例如 2026（不是缴费的那一年）。"
    )
    paid_on = models.DateField("缴费到账日期", null=True, blank=True)
    amount = models.DecimalField(
        "缴费金额（元）", max_digits=8, decimal_places=2, null=True, blank=True
    )
    channel = SealedText(
        "缴费渠道",
        validators=[MaxLengthValidator(20)],
        blank=True,
        help_text="例如：粤税通、银行、村里代收。",
    )
    exempt = models.BooleanField("全额资助，自己不用缴", default=False)
    source = models.CharField(
        "填报人", max_length=8, choices=Source.choices, default=Source.SELF, editable=False
    )
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    class Meta:
        verbose_name = "参保缴费"
        verbose_name_plural = "参保缴费"
        indexes = [
            # Reader: planning of waits that are over, which starts from days of payment.
            models.Index(
                fields=["coverage_year", "paid_on"],
                condition=Q(paid_on__isnull=False),
                name="enrolment_by_payment",
            )
        ]
        constraints = [
            # Reader: planning, which asks who has not paid for a year.
            models.UniqueConstraint(
                fields=["member", "coverage_year"], name="enrolment_once_a_year"
            ),
            models.CheckConstraint(
                condition=Q(coverage_year__gte=2000, coverage_year__lte=2100),
                name="enrolment_year_sane",
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0), name="enrolment_amount_sane"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} {self.coverage_year} 年度"
