"""Fields that several kinds of rules share."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from policies.models.choices import Scheme

FIRST_YEAR, LAST_YEAR = 2000, 2100

WITHIN_YEARS = [
    MinValueValidator(FIRST_YEAR, "待遇年度应在2000年到2100年之间。"),
    MaxValueValidator(LAST_YEAR, "待遇年度应在2000年到2100年之间。"),
]


def scheme_field() -> models.CharField[str, str]:
    return models.CharField(
        "险种",
        max_length=10,
        choices=Scheme.choices,
        default=Scheme.RESIDENT,
        help_text="例如：城乡居民医保。",
    )


def months_field(
    label: str, help_text: str
) -> models.PositiveSmallIntegerField[int | None, int | None]:
    return models.PositiveSmallIntegerField(
        label,
        null=True,
        blank=True,
        validators=[
            MinValueValidator(1, "月数应在1到120之间。"),
            MaxValueValidator(120, "月数应在1到120之间。"),
        ],
        help_text=help_text,
    )


def points_field(
    label: str, help_text: str
) -> models.PositiveSmallIntegerField[int | None, int | None]:
    return models.PositiveSmallIntegerField(
        label,
        null=True,
        blank=True,
        validators=[MaxValueValidator(100, "百分数不能超过100。")],
        help_text=help_text,
    )


def yes_no_field(label: str, help_text: str) -> models.BooleanField[bool | None, bool | None]:
    return models.BooleanField(label, null=True, blank=True, help_text=help_text)
