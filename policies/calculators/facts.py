"""The facts a calculator is asked about: typed, bounded, and refused with a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from rest_framework import serializers

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
MOST_OFFSETS, MOST_BLACKOUTS = 60, 12
AMOUNT_PLACES, RATE_PLACES = 2, 6

AnyField = serializers.Field[Any, Any, Any, Any]
Fact = Callable[..., AnyField]
"""Makes the field of one fact; called with `required`."""


class OddFact(Exception):
    """A fact that makes no sense beside the others, or is missing beside them."""

    def __init__(self, name: str, sentence: str) -> None:
        super().__init__(sentence)
        self.name = name
        self.sentence = sentence


class DayField(serializers.DateField):
    """A day of this century: no date that follows from it can leave the calendar."""

    default_error_messages = {
        "invalid": "请写成年-月-日，例如：2026-03-15。",
        "datetime": "请写成年-月-日，例如：2026-03-15。",
        "out_of_range": "日期应在2000年到2100年之间。",
    }

    def to_internal_value(self, value: Any) -> date:
        day = super().to_internal_value(value)
        if not FIRST_DAY <= day <= LAST_DAY:
            self.fail("out_of_range")
        return day


class WholeField(serializers.IntegerField):
    """A whole number; true and false are none, although Python counts them as such."""

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, bool) or (isinstance(data, float) and not data.is_integer()):
            self.fail("invalid")
        return super().to_internal_value(data)


class NumberField(serializers.DecimalField):
    def to_internal_value(self, data: Any) -> Decimal:
        if isinstance(data, bool):
            self.fail("invalid")
        return super().to_internal_value(data)


class OneOfField(serializers.ChoiceField):
    """A choice, also by a familiar spelling; a refusal does not repeat what was sent."""

    default_error_messages = {"invalid_choice": "请从给出的选项里选一个。"}

    def __init__(self, *, spellings: dict[str, str] | None = None, **kwargs: Any) -> None:
        self.spellings = spellings or {}
        super().__init__(**kwargs)

    def to_internal_value(self, data: Any) -> Any:
        return super().to_internal_value(
            self.spellings.get(data, data) if isinstance(data, str) else data
        )


class YesNoField(serializers.BooleanField):
    """Yes or no; conventions that are told by name count as yes or no too."""

    TRUE_VALUES = {True, "true", "True", "yes", "next_workday"}
    FALSE_VALUES = {False, "false", "False", "no", "none"}
    NULL_VALUES: set[Any] = set()

    default_error_messages = {"invalid": "请填 true 或 false。"}


class MonthDayField(serializers.CharField):
    """A day of every year, as "12-26"; of a full date only month and day are taken."""

    default_error_messages = {"no_such_day": "请写成月-日，例如：12-26。"}

    def to_internal_value(self, data: Any) -> str:
        text = super().to_internal_value(data)
        try:
            # A leap year, so that 29 February may be named.
            day = date.fromisoformat(text if len(text) > len("12-26") else f"2000-{text}")
        except ValueError:
            self.fail("no_such_day")
        return f"{day:%m-%d}"


class BlackoutField(serializers.ListField):
    """First and last day of a yearly span, as a pair or as {"from": …, "to": …}."""

    child = MonthDayField(max_length=10)

    def to_internal_value(self, data: Any) -> list[str]:
        if isinstance(data, dict):
            data = [data.get("from", data.get("start")), data.get("to", data.get("end"))]
        return super().to_internal_value(data)


class BlackoutsField(serializers.ListField):
    """Yearly spans; a pair of days alone is one span."""

    def to_internal_value(self, data: Any) -> list[Any]:
        is_one_pair = isinstance(data, list) and all(isinstance(each, str) for each in data)
        return super().to_internal_value([data] if data and is_one_pair else data)


class MonthlyDaysField(serializers.ListField):
    """First and last day of the month on which money is taken."""

    child = WholeField(min_value=1, max_value=31)
    default_error_messages = {"not_a_span": "请写成前后两天，例如：[1, 25]。"}

    def to_internal_value(self, data: Any) -> tuple[int, int]:  # type: ignore[override]
        span = super().to_internal_value(data)
        if len(span) != 2 or span[0] > span[1]:
            self.fail("not_a_span")
        return span[0], span[1]


def _fact(kind: Callable[..., AnyField], label: str, example: object, **options: Any) -> Fact:
    return partial(kind, label=label, help_text=f"{label}，例如：{example}。", **options)


def region(label: str, example: str) -> Fact:
    return _fact(
        serializers.RegexField,
        label,
        example,
        regex=r"^[0-9]{6}\Z",
        error_messages={"invalid": "行政区划代码是六位数字，例如：440100。"},
    )


def day(label: str, example: str) -> Fact:
    return _fact(DayField, label, example)


def whole(label: str, example: int, *, least: int = 0, most: int) -> Fact:
    return _fact(WholeField, label, example, min_value=least, max_value=most)


def year(label: str, example: int = 2026) -> Fact:
    return whole(label, example, least=FIRST_DAY.year, most=LAST_DAY.year)


def month(label: str, example: int) -> Fact:
    return whole(label, example, least=1, most=12)


def amount(label: str, example: object) -> Fact:
    return _fact(
        NumberField,
        label,
        example,
        min_value=Decimal(0),
        max_digits=12,
        decimal_places=AMOUNT_PLACES,
    )


def rate(label: str, example: object) -> Fact:
    """A share: 0.7 stands for 70 %."""
    return _fact(
        NumberField,
        label,
        example,
        min_value=Decimal(0),
        max_value=Decimal(1),
        max_digits=7,
        decimal_places=RATE_PLACES,
    )


def count(label: str, example: object, *, most: int) -> Fact:
    """A number of years or points that need not be whole."""
    return _fact(
        NumberField,
        label,
        example,
        min_value=Decimal(0),
        max_value=Decimal(most),
        max_digits=6,
        decimal_places=AMOUNT_PLACES,
    )


def yes_no(label: str, example: str) -> Fact:
    return _fact(YesNoField, label, example)


def one_of(
    label: str,
    choices: Iterable[tuple[str, str]],
    *,
    spellings: dict[str, str] | None = None,
) -> Fact:
    pairs = list(choices)
    told = "，".join(f"{value}（{name}）" for value, name in pairs)
    return partial(
        OneOfField,
        label=label,
        help_text=f"{label}：{told}。",
        choices=pairs,
        spellings=spellings,
    )


def _list(
    label: str,
    example: str,
    child: Callable[[], AnyField],
    kind: Callable[..., AnyField] = serializers.ListField,
    **options: Any,
) -> Fact:
    def make(*, required: bool) -> AnyField:
        return _fact(kind, label, example, **options)(child=child(), required=required)

    return make


def day_offsets(label: str, example: str) -> Fact:
    return _list(
        label,
        example,
        partial(WholeField, min_value=0, max_value=366),
        max_length=MOST_OFFSETS,
    )


def years(label: str, example: str) -> Fact:
    return _list(
        label,
        example,
        partial(WholeField, min_value=FIRST_DAY.year, max_value=LAST_DAY.year),
        max_length=LAST_DAY.year - FIRST_DAY.year,
    )


def monthly_days(label: str, example: str) -> Fact:
    return _fact(MonthlyDaysField, label, example)


def blackouts(label: str, example: str) -> Fact:
    return _list(
        label,
        example,
        partial(BlackoutField, min_length=2, max_length=2),
        BlackoutsField,
        max_length=MOST_BLACKOUTS,
    )
