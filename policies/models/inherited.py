"""Rules whose fields are inherited one by one from the place above."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.expressions import Combinable

from policies.models.choices import Confidence, in_order
from policies.models.exclusion import no_two_published
from policies.models.fields import is_labelled
from policies.models.rule import Rule, rule_checks

CATEGORIES = "categories"
EMPTY: tuple[object, ...] = (None, "", [])


class InheritedRule(Rule):
    """A rule of which every field may be empty: the value then comes from the place above.

    `SUBJECT` names what a row is about. Where a subject field is empty the row speaks of every
    case, and gives way, field by field, to the row of the same place that names the case.
    `LOCAL` fields are amounts and days that hold in their own pooling area only, and below a
    province or the nation only where the row is `uniform`.
    `SCHEMES` are the schemes whose members the rule concerns; none means all.
    `ASCENDING` are pairs of which the first may not exceed the second, `TOGETHER` pairs that
    are filled in both or not at all.
    """

    SUBJECT: ClassVar[tuple[str, ...]] = ()
    LOCAL: ClassVar[frozenset[str]] = frozenset()
    SCHEMES: ClassVar[frozenset[str]] = frozenset()
    ASCENDING: ClassVar[tuple[tuple[str, str], ...]] = ()
    TOGETHER: ClassVar[tuple[tuple[str, str], ...]] = ()

    field_confidence = models.JSONField(
        "个别项目的可信度",
        default=dict,
        blank=True,
        help_text='只有个别项目与整条不同才填，写成字段名和字母，例如：{"temporary_months": "C"}。',
    )
    not_inherited = ArrayField(
        models.CharField(max_length=40),
        verbose_name="不采用上级的项目",
        default=list,
        blank=True,
        help_text="本地说法不一、又不能照上级办的项目，填字段名，例如：within_days。",
    )
    details = models.JSONField(
        "其他规定",
        default=dict,
        blank=True,
        help_text='标题和内容成对，例如：{"备案到哪里": "备案到地市，当地联网机构都可用"}。',
    )

    class Meta:
        abstract = True
        ordering = ["region", "-valid_from", "code"]

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        super().clean_fields(exclude)
        for name in self.category_fields():
            setattr(self, name, in_order(getattr(self, name)))

    @classmethod
    def category_fields(cls) -> list[str]:
        """The fields that list categories of people."""
        return [
            field.name
            for field in cls._meta.concrete_fields
            if isinstance(field, ArrayField) and field.base_field.choices
        ]

    def subject(self) -> tuple[object, ...]:
        return tuple(self.about(name) for name in self.SUBJECT if name != CATEGORIES)

    def about(self, name: str) -> Any:
        """What the row says in a field of its subject; of a place, the code."""
        return self.serializable_value(name)

    def people(self) -> frozenset[str]:
        return frozenset(getattr(self, CATEGORIES, ()))

    def coincides(self, other: Self) -> bool:
        mine, theirs = self.people(), other.people()
        return mine == theirs or not mine.isdisjoint(theirs)

    @classmethod
    @cache
    def resolved_fields(cls) -> dict[str, str]:
        """Name and label of every field that is inherited on its own from the place above."""
        return {
            field.name: str(field.verbose_name)
            for field in cls._meta.concrete_fields
            if field.name not in RULE_FIELDS and field.name not in cls.SUBJECT
        }

    def said(self) -> dict[str, Any]:
        """What the row itself says, by field; details are not among them."""
        values = {name: getattr(self, name) for name in self.resolved_fields()}
        return {name: value for name, value in values.items() if value not in EMPTY}

    @classmethod
    def label(cls, name: str) -> str:
        column: Any = cls._meta.get_field(name)
        return str(column.verbose_name)

    @classmethod
    def in_words(cls, name: str, value: Any) -> str:
        """A value of a field as people read it."""
        choices = _choices(cls, name)
        items = value if isinstance(value, list) else [value]
        return "、".join(
            str(choices[item] if isinstance(item, str) and item in choices else _in_words(item))
            for item in items
        )

    def problems(self) -> dict[str, str]:
        problems = super().problems()
        if not is_labelled(self.details):
            problems["details"] = '请写成标题和内容成对，例如：{"备案到哪里": "备案到地市"}。'
        return {**problems, **self._naming_problems(), **self._pair_problems()}

    def _naming_problems(self) -> dict[str, str]:
        known = self.resolved_fields()
        if not isinstance(self.field_confidence, dict):
            return {"field_confidence": '请写成字段名和字母，例如：{"temporary_months": "C"}。'}
        problems: dict[str, str] = {}
        for name, letter in self.field_confidence.items():
            if name not in known:
                problems["field_confidence"] = f"没有“{name}”这一项。可以用：{'、'.join(known)}。"
            elif letter not in Confidence.values:
                problems["field_confidence"] = f"“{name}”的可信度应是 A、B、C、D 或 U。"
        for name in self.not_inherited:
            if name not in known:
                problems["not_inherited"] = f"没有“{name}”这一项。可以用：{'、'.join(known)}。"
        return problems

    def _pair_problems(self) -> dict[str, str]:
        labels = self.resolved_fields()
        problems: dict[str, str] = {}
        for low, high in self.ASCENDING:
            first, last = getattr(self, low), getattr(self, high)
            if first is not None and last is not None and first > last:
                problems[high] = f"“{labels[high]}”不能小于“{labels[low]}”。"
        for one, other in self.TOGETHER:
            for present, missing in ((one, other), (other, one)):
                if getattr(self, present) not in EMPTY and getattr(self, missing) in EMPTY:
                    problems[missing] = f"填了“{labels[present]}”，也要填“{labels[missing]}”。"
        return problems


@cache
def _choices(kind: type[InheritedRule], name: str) -> dict[Any, Any]:
    column: Any = kind._meta.get_field(name)
    return dict(getattr(column, "base_field", column).flatchoices)


def _in_words(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    return " 至 ".join(value) if isinstance(value, list) else str(value)


RULE_FIELDS = frozenset(
    {field.name for field in Rule._meta.local_fields}
    | {field.name for field in InheritedRule._meta.local_fields}
    | {"id"}
)


def inherited_checks(
    name: str, label: str, *subject: Combinable
) -> list[models.CheckConstraint | models.BaseConstraint]:
    """What the database itself keeps out, for a kind whose rows speak of `subject`."""
    return [
        *rule_checks(name),
        no_two_published(
            *subject,
            name=f"{name}_one_published",
            message=f"同一地区、同样情形在这些日子里已有一条已发布的{label}，请先停用旧的，或改成草稿。",
        ),
    ]
