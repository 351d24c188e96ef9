"""What those declare who pay by the month, or did until they lost their work."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from accounts.models.people import Member


class DebitPlan(models.Model):
    """On which day of the month the contribution of the self-employed is taken. No bank, no card."""

    TRACED = ("day", "since")

    member = models.OneToOneField(
        Member, verbose_name="家人", on_delete=models.CASCADE, related_name="debit_plan"
    )
    day = models.PositiveSmallIntegerField(
        "每月扣款日",
        validators=[MinValueValidator(1), MaxValueValidator(31)],
        help_text="短月没有这一天时按月末，例如：15。",
    )
    since = models.DateField("从哪个月起扣", help_text="那个月的1日，例如：2026-03-01。")

    class Meta:
        verbose_name = "每月扣款"
        verbose_name_plural = "每月扣款"
        # Reader: planning of debits, which starts from a day.
        indexes = [models.Index(fields=["day"], name="debit_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(day__gte=1, day__lte=31), name="debit_day_of_a_month"
            ),
            models.CheckConstraint(condition=Q(since__day=1), name="debit_since_a_first"),
        ]

    def __str__(self) -> str:
        return f"{self.member} 每月{self.day}日"


class DebitResult(models.Model):
    """Whether the contribution of one month was taken; a failed one may have been paid later."""

    TRACED = ("succeeded", "repaired_on")

    member = models.ForeignKey(
        Member,
        verbose_name="家人",
        on_delete=models.CASCADE,
        related_name="debit_results",
        db_index=False,  # debit_result_once_a_month begins with it
    )
    month = models.DateField("月份", help_text="那个月的1日，例如：2026-09-01。")
    succeeded = models.BooleanField("扣款成功")
    repaired_on = models.DateField("补缴到账日期", null=True, blank=True)

    class Meta:
        verbose_name = "扣款结果"
        verbose_name_plural = "扣款结果"
        # Reader: planning of what is to be repaired.
        indexes = [
            models.Index(
                fields=["month"],
                condition=Q(succeeded=False, repaired_on__isnull=True),
                name="debit_failed",
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["member", "month"], name="debit_result_once_a_month"),
            models.CheckConstraint(condition=Q(month__day=1), name="debit_month_a_first"),
            models.CheckConstraint(
                condition=Q(repaired_on__isnull=True)
                | Q(succeeded=False, repaired_on__gte=F("month")),
                name="debit_repaired_after_failure",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} {self.month:%Y-%m}"


class JobLoss(models.Model):
    """Until which month the employer paid."""

    TRACED = ("last_paid_month",)

    member = models.OneToOneField(
        Member, verbose_name="家人", on_delete=models.CASCADE, related_name="job_loss"
    )
    last_paid_month = models.DateField(
        "单位缴到哪个月", help_text="那个月的1日，例如：2026-08-01。"
    )

    class Meta:
        verbose_name = "离职"
        verbose_name_plural = "离职"
        # Reader: planning of what is to be done after a job.
        indexes = [models.Index(fields=["last_paid_month"], name="job_loss_by_month")]
        constraints = [
            models.CheckConstraint(condition=Q(last_paid_month__day=1), name="job_loss_a_first")
        ]

    def __str__(self) -> str:
        return f"{self.member} 缴到 {self.last_paid_month:%Y-%m}"
