"""The trace of every change of declared facts."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from accounts.models.people import Member
from yibao_project.sealed import SealedJSON


class Fact(models.TextChoices):
    """What a change is about."""

    MEMBER = "member", "家人的情况"
    ENROLMENT = "enrolment", "参保缴费"
    FILING = "filing", "异地备案"
    DEBIT_PLAN = "debit_plan", "每月扣款"
    DEBIT_RESULT = "debit_result", "扣款结果"
    JOB_LOSS = "job_loss", "离职"
    CHRONIC = "chronic", "门诊慢特病认定"


class Change(models.Model):
    """One change of one fact. It hangs on the member, so it outlives what was undone.

    `key` tells facts of one sort apart: the coverage year, the month as 202609, the number of
    the filing or recognition, else 0. Null stands for "nothing was declared".
    """

    class By(models.TextChoices):
        RESIDENT = "resident", "自己"
        DESK = "desk", "工作人员"
        RULES = "rules", "规定更正"

    member = models.ForeignKey(
        Member,
        verbose_name="家人",
        on_delete=models.CASCADE,
        related_name="changes",
        db_index=False,  # change_of_fact begins with it
    )
    fact = models.CharField("内容", max_length=16, choices=Fact.choices)
    key = models.BigIntegerField("第几项")
    changed_at = models.DateTimeField("时间")
    by = models.CharField("谁改的", max_length=8, choices=By.choices, default=By.RESIDENT)
    before = SealedJSON("改前", null=True)
    after = SealedJSON("改后", null=True)
    undone_at = models.DateTimeField("撤销时间", null=True, blank=True)

    class Meta:
        verbose_name = "改动"
        verbose_name_plural = "改动"
        indexes = [
            # Reader: undo, and the trace of one fact.
            models.Index(fields=["member", "fact", "key", "id"], name="change_of_fact"),
        ]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.changed_at):%Y-%m-%d %H:%M}"
