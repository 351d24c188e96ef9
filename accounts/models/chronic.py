"""Recognition of a chronic disease. Which disease is nobody's business here."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from accounts.models.people import Member


class ChronicRecognition(models.Model):
    """A recognised chronic or special disease, and until when it is to be checked again."""

    TRACED = ("recognised_on", "recheck_on")

    member = models.ForeignKey(
        Member, verbose_name="家人", on_delete=models.CASCADE, related_name="chronic_recognitions"
    )
    recognised_on = models.DateField("认定日期", help_text="认定书上的日期，例如：2024-06-01。")
    recheck_on = models.DateField(
        "复审截止日", null=True, blank=True, help_text="认定书上没有写就留空。"
    )

    class Meta:
        verbose_name = "门诊慢特病认定"
        verbose_name_plural = "门诊慢特病认定"
        # Readers: planning of rechecks, by their day or counted from the recognition.
        indexes = [
            models.Index(fields=["recheck_on"], name="chronic_by_recheck"),
            models.Index(
                fields=["recognised_on"],
                condition=Q(recheck_on__isnull=True),
                name="chronic_without_recheck",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(recheck_on__isnull=True) | Q(recheck_on__gt=F("recognised_on")),
                name="chronic_recheck_after_recognition",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} {self.recognised_on}"
