"""When the contribution of a year is paid, and how much."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Func, Q, Value

from policies import rules
from policies.models.choices import Confidence, PersonCategory, Spill, Status, in_order
from policies.models.exclusion import Days, Point, Points, Years, no_two_published
from policies.models.fields import WITHIN_YEARS, is_blackouts, is_labelled, scheme_field
from policies.models.rule import Rule, is_reversed, rule_checks
from policies.rules.days import ONE_DAY

COLLECTION_BEGINS = (7, 1)
"""Month and day, in the year before the coverage year, before which no window opens."""


class PaymentWindow(Rule):
    """When the year's contribution can be paid in a place. Without a close there is no date."""

    scheme = scheme_field()
    coverage_year = models.PositiveSmallIntegerField(
        "待遇年度",
        validators=WITHIN_YEARS,
        null=True,
        blank=True,
        help_text="享受待遇的年份，不是缴费的年份。2025年秋天缴费、2026年看病用，填 2026。",
    )
    categories = ArrayField(
        models.CharField(max_length=20, choices=PersonCategory.choices),
        verbose_name="适用人群",
        default=list,
        blank=True,
        help_text="不选表示所有人。例如：中小学生、大中专学生。",
    )
    opens_on = models.DateField(
        "开始日期",
        null=True,
        blank=True,
        help_text="只写了旬或月时，填可以开始提醒的最早一天。例如：2025-10-21。",
    )
    opens_text = models.CharField(
        "开始日期（原文写法）", max_length=20, blank=True, help_text="例如：10月下旬。"
    )
    closes_on = models.DateField(
        "截止日期",
        null=True,
        blank=True,
        help_text="最后一天（含当天）；没有查到就留空。例如：2025-12-20。",
    )
    original_closes_on = models.DateField(
        "延期前的截止日期", null=True, blank=True, help_text="延长过才填，例如：2025-12-31。"
    )
    spill = models.CharField(
        "跨年后缴费何时起享受",
        max_length=20,
        choices=Spill.choices,
        blank=True,
        help_text="缴费期跨过1月1日才填，例如：缴费次日起。",
    )
    blackouts = models.JSONField(
        "停缴日期",
        default=list,
        blank=True,
        help_text='每年不能缴费的日子，月-日成对（含首尾），例如：[["12-26", "12-31"]]。',
    )
    payable_from_day = models.PositiveSmallIntegerField(
        "每月可缴起日", null=True, blank=True, help_text="每天都能缴就留空。例如：1。"
    )
    payable_to_day = models.PositiveSmallIntegerField(
        "每月可缴止日", null=True, blank=True, help_text="每天都能缴就留空。例如：25。"
    )
    late_closes_on = models.DateField(
        "补缴截止日期", null=True, blank=True, help_text="允许补缴到哪天，例如：2025-03-31。"
    )
    account_pay_from = models.DateField(
        "个人账户可代缴起日", null=True, blank=True, help_text="例如：2025-10-16。"
    )
    pay_at = models.CharField(
        "缴费渠道",
        max_length=20,
        blank=True,
        help_text="写进提醒的官方渠道名，不超过20个字，例如：粤税通。",
    )

    class Meta:
        verbose_name = "缴费期"
        verbose_name_plural = "缴费期"
        ordering = ["region", "-coverage_year", "code"]
        constraints = [
            *rule_checks("window"),
            models.CheckConstraint(
                condition=Q(opens_on__isnull=True)
                | Q(closes_on__isnull=True)
                | Q(closes_on__gte=F("opens_on")),
                name="window_close_after_open",
            ),
            models.CheckConstraint(
                condition=Q(payable_from_day__isnull=True, payable_to_day__isnull=True)
                | Q(
                    payable_from_day__isnull=False,
                    payable_to_day__isnull=False,
                    payable_from_day__gte=1,
                    payable_to_day__lte=31,
                    payable_to_day__gte=F("payable_from_day"),
                ),
                name="window_payable_days",
            ),
            models.CheckConstraint(
                condition=Q(coverage_year__isnull=False) | Q(reference_only=True),
                name="window_has_year",
            ),
            no_two_published(
                Point("scheme"),
                Years("coverage_year"),
                Points("categories"),
                name="window_one_published",
                message="同一地区、险种、待遇年度和人群已有一条已发布的缴费期，请先停用旧的，或改成草稿。",
            ),
        ]
        indexes = [
            # Reader: cohorts.Season.
            models.Index(
                fields=["closes_on"],
                name="window_by_close",
                condition=Q(status=Status.PUBLISHED, reference_only=False),
            ),
        ]

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        super().clean_fields(exclude)
        self.categories = in_order(self.categories)

    def subject(self) -> tuple[object, ...]:
        return self.scheme, self.coverage_year

    def people(self) -> frozenset[str]:
        return frozenset(self.categories)

    def coincides(self, other: Self) -> bool:
        mine, theirs = self.people(), other.people()
        return not mine or not theirs or not mine.isdisjoint(theirs)

    def problems(self) -> dict[str, str]:
        return {
            **super().problems(),
            **self._payable_problems(),
            **self._date_problems(),
            **self._trust_problems(),
        }

    def _date_problems(self) -> dict[str, str]:
        problems: dict[str, str] = {}
        if self.coverage_year is None and not self.reference_only:
            problems["coverage_year"] = "请填写待遇年度；只有“仅供参考”的规则可以不填。"
        if is_reversed(self.opens_on, self.closes_on):
            problems["closes_on"] = (
                f"截止日期（{self.closes_on}）早于开始日期（{self.opens_on}），请核对年份。"
            )
        if is_reversed(self.closes_on, self.late_closes_on):
            problems["late_closes_on"] = "补缴截止日期不能早于截止日期。"
        if self.original_closes_on and not (
            self.closes_on and self.original_closes_on < self.closes_on
        ):
            problems["original_closes_on"] = (
                "延期前的截止日期应早于现在的截止日期；没有延期请留空。"
            )
        if self.coverage_year:
            for name, last in (("opens_on", (6, 30)), ("closes_on", (12, 31))):
                day: date | None = getattr(self, name)
                first_day = date(self.coverage_year - 1, *COLLECTION_BEGINS)
                if day and not first_day <= day <= date(self.coverage_year, *last):
                    problems.setdefault(
                        name,
                        f"{day} 与待遇年度 {self.coverage_year} 对不上："
                        "待遇年度是看病报销的那一年，通常在它前一年的秋天开始缴费。",
                    )
        return problems

    def _payable_problems(self) -> dict[str, str]:
        problems: dict[str, str] = {}
        first, last = self.payable_from_day, self.payable_to_day
        if (first is None) != (last is None):
            missing = "payable_from_day" if first is None else "payable_to_day"
            problems[missing] = "每月可缴的起日和止日要一起填；每天都能缴就都留空。"
        elif first is not None and last is not None and not 1 <= first <= last <= 31:
            problems["payable_to_day"] = "每月可缴的日子应在1到31之间，起日不能晚于止日。"
        if not is_blackouts(self.blackouts):
            problems["blackouts"] = '停缴日期要写成月-日成对，例如：[["12-26", "12-31"]]。'
        if not problems and self.opens_on and self.closes_on and not self.last_payable_on:
            problems["closes_on"] = "照停缴日期和每月可缴的日子，整个缴费期没有一天能缴，请核对。"
        return problems

    @property
    def monthly_days(self) -> tuple[int, int] | None:
        if self.payable_from_day is None or self.payable_to_day is None:
            return None
        return self.payable_from_day, self.payable_to_day

    @property
    def last_payable_on(self) -> date | None:
        """The last day on which money is really taken: the due date of every reminder."""
        if self.opens_on is None or self.closes_on is None:
            return None
        return rules.effective_last_payable_day(
            opens_on=self.opens_on,
            closes_on=self.closes_on,
            monthly_days=self.monthly_days,
            blackouts=self.blackouts,
        )

    @property
    def last_late_payable_on(self) -> date | None:
        """The last day on which money that comes after the close is really taken."""
        if self.closes_on is None or self.late_closes_on is None:
            return None
        return rules.effective_last_payable_day(
            opens_on=self.closes_on + ONE_DAY,
            closes_on=self.late_closes_on,
            monthly_days=self.monthly_days,
            blackouts=self.blackouts,
        )

    def _trust_problems(self) -> dict[str, str]:
        if self.confidence == Confidence.U and self.closes_on:
            return {
                "closes_on": "可信度 U 表示没有查到日期，请留空；若已查到，请改可信度并选来源。"
            }
        if not self.is_used or not self.confidence or not self.trust.may_drive_dates:
            return {}
        return {
            name: f"可信度 {self.confidence} 的缴费期发布后会据此提醒，请填写{label}；没有查到请选 U。"
            for name, label in (("opens_on", "开始日期"), ("closes_on", "截止日期"))
            if getattr(self, name) is None
        }


class Contribution(Rule):
    """What one person of a category pays for a coverage year."""

    scheme = scheme_field()
    category = models.CharField(
        "人员类别",
        max_length=20,
        choices=PersonCategory.choices,
        help_text="例如：成年居民。",
    )
    also_for = ArrayField(
        models.CharField(max_length=20, choices=PersonCategory.choices),
        verbose_name="同样适用于",
        default=list,
        blank=True,
        help_text="缴同样金额的其他人群，例如：大中专学生。",
    )
    tier = models.CharField(
        "档次", max_length=10, blank=True, help_text="分档缴费才填，例如：一档。"
    )
    coverage_year = models.PositiveSmallIntegerField(
        "待遇年度",
        validators=WITHIN_YEARS,
        help_text="享受待遇的年份，不是缴费的年份。2025年秋天缴费、2026年看病用，填 2026。",
    )
    collected_in = models.CharField(
        "收取时间",
        max_length=20,
        blank=True,
        help_text="钱是哪年收的，例如：2025，或 2025-11..2026-02。",
    )
    notice_year = models.PositiveSmallIntegerField(
        "通知所称年度",
        null=True,
        blank=True,
        help_text="通知里叫法与待遇年度不同才填，例如：通知叫“2025年”，填 2025。",
    )
    individual = models.DecimalField(
        "个人缴费（元）",
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0, "金额不能是负数。")],
        help_text="没有查到就留空，例如：400。",
    )
    subsidy = models.DecimalField(
        "财政补助（元）",
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0, "金额不能是负数。")],
        help_text="每人每年，没有查到就留空，例如：700。",
    )
    floor = models.BooleanField(
        "只是最低标准",
        default=False,
        help_text="国家最低标准勾选，只作参考，不当作某个人应缴的金额。例如：2026年度全国不低于400元。",
    )
    born_before = models.DateField(
        "出生日期早于",
        null=True,
        blank=True,
        help_text="按出生日期区分金额才填，例如：2008-01-01。",
    )
    born_from = models.DateField(
        "出生日期不早于",
        null=True,
        blank=True,
        help_text="按出生日期区分金额才填，例如：2008-01-01。",
    )
    includes = models.JSONField(
        "其中包含",
        default=dict,
        blank=True,
        help_text='金额里已含的其他收费，例如：{"长期护理保险": 30}。',
    )
    excludes = models.JSONField(
        "另外收取",
        default=dict,
        blank=True,
        help_text='一起收但不在金额里的，例如：{"长期护理保险": "合并征收，金额待查"}。',
    )

    class Meta:
        verbose_name = "缴费标准"
        verbose_name_plural = "缴费标准"
        ordering = ["region", "-coverage_year", "code"]
        constraints = [
            *rule_checks("contribution"),
            models.CheckConstraint(
                condition=Q(individual__isnull=True) | Q(individual__gte=0),
                name="contribution_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(born_from__isnull=True)
                | Q(born_before__isnull=True)
                | Q(born_before__gt=F("born_from")),
                name="contribution_birth_days",
            ),
            no_two_published(
                Point("scheme"),
                Years("coverage_year"),
                Points(
                    Func(
                        "also_for",
                        "category",
                        function="array_append",
                        output_field=ArrayField(models.CharField(max_length=20)),
                    )
                ),
                Point("tier"),
                Days("born_from", "born_before", Value("[)")),
                name="contribution_one_published",
                message="同一地区、险种、待遇年度、人群和档次已有一条已发布的缴费标准，请先停用旧的，或改成草稿。",
            ),
        ]

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        super().clean_fields(exclude)
        self.also_for = in_order(self.also_for)

    def subject(self) -> tuple[object, ...]:
        return self.scheme, self.coverage_year, self.tier

    def people(self) -> frozenset[str]:
        return frozenset({self.category, *self.also_for})

    def coincides(self, other: Self) -> bool:
        return (
            not self.people().isdisjoint(other.people())
            and (
                self.born_from is None
                or other.born_before is None
                or self.born_from < other.born_before
            )
            and (
                other.born_from is None
                or self.born_before is None
                or other.born_from < self.born_before
            )
        )

    def problems(self) -> dict[str, str]:
        problems = super().problems()
        if self.individual is not None and self.confidence == Confidence.U:
            problems["individual"] = (
                "可信度 U 表示没有查到金额，请留空；若已查到，请改可信度并选来源。"
            )
        if (
            self.individual is None
            and self.confidence
            and self.is_used
            and self.trust.may_drive_dates
        ):
            problems["individual"] = (
                f"可信度 {self.confidence} 的缴费标准发布后会据此提醒，请填写金额；没有查到请选 U。"
            )
        if self.born_from and self.born_before and self.born_before <= self.born_from:
            problems["born_before"] = "“出生日期早于”要晚于“出生日期不早于”。"
        for name in ("includes", "excludes"):
            if not is_labelled(getattr(self, name)):
                problems[name] = '请写成名称和内容成对，例如：{"长期护理保险": 30}。'
        return problems
