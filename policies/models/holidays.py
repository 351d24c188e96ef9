"""Days off and make-up workdays that people enter themselves."""

from __future__ import annotations

from django.db import models

from policies.models.choices import HolidayKind


class Holiday(models.Model):
    """One day that differs from the computed calendar, or belongs to a year it does not know."""

    day = models.DateField("日期", unique=True, help_text="例如：2027-02-06。")
    kind = models.CharField(
        "放假还是上班",
        max_length=20,
        choices=HolidayKind.choices,
        help_text="周末调休上班的日子选“调休上班”。例如：放假。",
    )
    name = models.CharField("节日", max_length=20, blank=True, help_text="例如：春节。")

    class Meta:
        verbose_name = "节假日"
        verbose_name_plural = "节假日"
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.day} {self.get_kind_display()}"
