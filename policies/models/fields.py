"""Fields that several kinds of rules share."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from policies.models.choices import PersonCategory, Scheme

FIRST_YEAR, LAST_YEAR = 2000, 2100
NOT_NEGATIVE = MinValueValidator(0, "不能是负数。")

WITHIN_YEARS = [
    MinValueValidator(FIRST_YEAR, "待遇年度应在2000年到2100年之间。"),
    MaxValueValidator(LAST_YEAR, "待遇年度应在2000年到2100年之间。"),
]

if TYPE_CHECKING:
    Number = models.PositiveSmallIntegerField[int | None, int | None]
    Amount = models.DecimalField[Decimal | None, Decimal | None]
    Answer = models.BooleanField[bool | None, bool | None]


def scheme_field() -> models.CharField[str, str]:
    return models.CharField(
        "险种",
        max_length=10,
        choices=Scheme.choices,
        default=Scheme.RESIDENT,
        help_text="例如：城乡居民医保。",
    )


def any_scheme_field() -> models.CharField[str, str]:
    return models.CharField(
        "险种",
        max_length=10,
        choices=Scheme.choices,
        blank=True,
        help_text="各险种都一样就留空。例如：城乡居民医保。",
    )


def categories_field() -> ArrayField[list[str], list[str]]:
    return ArrayField(
        models.CharField(max_length=20, choices=PersonCategory.choices),
        verbose_name="适用人群",
        default=list,
        blank=True,
        help_text="不选表示所有人；选了的人群优先于所有人。例如：最低生活保障对象。",
    )


def number_field(label: str, help_text: str, *, most: int = 366) -> Number:
    return models.PositiveSmallIntegerField(
        label,
        null=True,
        blank=True,
        validators=[MaxValueValidator(most, f"不能超过{most}。")],
        help_text=help_text,
    )


def year_field(label: str, help_text: str) -> Number:
    return models.PositiveSmallIntegerField(
        label,
        null=True,
        blank=True,
        validators=[
            MinValueValidator(FIRST_YEAR, "年份应在2000年到2100年之间。"),
            MaxValueValidator(LAST_YEAR, "年份应在2000年到2100年之间。"),
        ],
        help_text=help_text,
    )


def months_field(label: str, help_text: str) -> Number:
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


def points_field(label: str, help_text: str) -> Number:
    return models.PositiveSmallIntegerField(
        label,
        null=True,
        blank=True,
        validators=[MaxValueValidator(100, "百分数不能超过100。")],
        help_text=help_text,
    )


def day_of_month_field(label: str, help_text: str) -> Number:
    return models.PositiveSmallIntegerField(
        label,
        null=True,
        blank=True,
        validators=[
            MinValueValidator(1, "应是1到31中的一天。"),
            MaxValueValidator(31, "应是1到31中的一天。"),
        ],
        help_text=help_text,
    )


def percent_field(label: str, help_text: str, *, most: int = 100) -> Amount:
    """Percent, not a fraction: 5.35 stands for 5.35 %."""
    return models.DecimalField(
        label,
        max_digits=6,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[NOT_NEGATIVE, MaxValueValidator(most, f"百分数不能超过{most}。")],
        help_text=help_text,
    )


def amount_field(label: str, help_text: str) -> Amount:
    return models.DecimalField(
        label,
        max_digits=10,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0, "金额不能是负数。")],
        help_text=help_text,
    )


def yes_no_field(label: str, help_text: str) -> Answer:
    return models.BooleanField(label, null=True, blank=True, help_text=help_text)


def choice_field(
    label: str, choices: type[models.TextChoices], help_text: str
) -> models.CharField[str, str]:
    return models.CharField(
        label, max_length=40, choices=choices.choices, blank=True, help_text=help_text
    )


def texts_field(label: str, help_text: str) -> ArrayField[list[str], list[str]]:
    return ArrayField(
        models.CharField(max_length=40),
        verbose_name=label,
        default=list,
        blank=True,
        help_text=help_text,
    )


def month_day_field(label: str, help_text: str) -> models.CharField[str, str]:
    return models.CharField(
        label, max_length=5, blank=True, validators=[refuse_no_month_day], help_text=help_text
    )


def is_month_day(text: object) -> bool:
    try:
        date.fromisoformat(f"2000-{text}")
    except ValueError:
        return False
    return isinstance(text, str) and len(text) == 5


def refuse_no_month_day(text: Any) -> None:
    if not is_month_day(text):
        raise ValidationError("请写成月-日，例如：06-30。")


def is_blackouts(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(span, list) and len(span) == 2 and all(map(is_month_day, span)) for span in value
    )


def is_labelled(value: object) -> bool:
    """Whether `value` is a flat table of titles and short contents, as people can read it."""
    return isinstance(value, dict) and all(
        isinstance(content, (str, int, float)) and not isinstance(content, bool)
        for content in value.values()
    )
