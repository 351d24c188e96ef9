"""The pages of the rules themselves."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest

from policies.admin.base import IN_FORCE, RECORD, STATE, WHO_SAYS_SO, RuleAdmin, on_one_line
from policies.models import (
    CATEGORIES,
    INHERITED,
    RULES,
    Contribution,
    FilingRule,
    InheritedRule,
    PaymentWindow,
    Status,
)

MOST_SHOWN = 2


@admin.register(PaymentWindow)
class PaymentWindowAdmin(RuleAdmin):
    list_display = (
        "number",
        "place",
        "coverage_year",
        "for_whom",
        "closes",
        "confidence_badge",
        "status_badge",
        "checked",
    )
    sortable_by = ("closes", "checked")
    list_filter = ("coverage_year", "scheme", *RuleAdmin.list_filter)
    readonly_fields = (*RuleAdmin.readonly_fields, "last_payable")
    fieldsets = (
        (
            "哪里、哪年、哪些人",
            {"fields": ("code", "region", ("scheme", "coverage_year"), "categories")},
        ),
        (
            "什么时候缴",
            {
                "fields": (
                    ("opens_on", "opens_text"),
                    ("closes_on", "original_closes_on"),
                    ("payable_from_day", "payable_to_day"),
                    "blackouts",
                    "last_payable",
                    "late_closes_on",
                    "spill",
                )
            },
        ),
        ("在哪里缴", {"fields": ("pay_at", "account_pay_from")}),
        WHO_SAYS_SO,
        IN_FORCE,
        RECORD,
    )

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if others := self.others_published_with(obj):
            self.message_user(
                request,
                f"{obj.region.name} {obj.coverage_year} 年度还有 {'、'.join(others)}，"
                "日期如有变化，请一并修改。",
                level=messages.WARNING,
            )

    @staticmethod
    def others_published_with(window: PaymentWindow) -> list[str]:
        """Rows for other people of the same place and year: one notice mostly changes them all."""
        if window.reference_only:
            return []
        others = PaymentWindow.objects.filter(
            region=window.region,
            scheme=window.scheme,
            coverage_year=window.coverage_year,
            status=Status.PUBLISHED,
            reference_only=False,
        )
        others = others.exclude(pk__in=[pk for pk in (window.pk, window.replaces_id) if pk])
        return list(others.order_by("code").values_list("code", flat=True))

    @admin.display(description="适用人群")
    def for_whom(self, row: PaymentWindow) -> str:
        labels = dict(PaymentWindow._meta.get_field("categories").base_field.flatchoices)
        if len(row.categories) > 2:
            return f"{labels[row.categories[0]]}等{len(row.categories)}类"
        return "、".join(str(labels[name]) for name in row.categories) or "所有人"

    @admin.display(description="截止日期", ordering="closes_on")
    def closes(self, row: PaymentWindow) -> str:
        """The close as published; the last payable day as well where it is another."""
        if row.last_payable_on in (None, row.closes_on):
            return on_one_line(row.closes_on)
        return on_one_line(f"{row.closes_on}（实际 {row.last_payable_on:%m-%d}）")

    @admin.display(description="实际最后可缴日")
    def last_payable(self, row: PaymentWindow) -> str:
        if row.problems():
            return "填好后显示"
        return str(row.last_payable_on or "—")


@admin.register(Contribution)
class ContributionAdmin(RuleAdmin):
    list_display = (
        "number",
        "place",
        "coverage_year",
        "category",
        "tier",
        "individual",
        "floor",
        "confidence_badge",
        "status_badge",
        "checked",
    )
    sortable_by = ("individual", "checked")
    list_filter = ("coverage_year", "scheme", "floor", *RuleAdmin.list_filter)
    fieldsets = (
        (
            "哪里、哪年、哪些人",
            {
                "fields": (
                    "code",
                    "region",
                    ("scheme", "coverage_year"),
                    "category",
                    "also_for",
                    ("born_from", "born_before"),
                )
            },
        ),
        (
            "缴多少",
            {"fields": ("tier", ("individual", "subsidy"), "floor", "includes", "excludes")},
        ),
        ("年度的叫法", {"fields": ("collected_in", "notice_year")}),
        WHO_SAYS_SO,
        IN_FORCE,
        RECORD,
    )


@admin.register(FilingRule)
class FilingRuleAdmin(RuleAdmin):
    list_display = (
        "number",
        "place",
        "care_region",
        "temporary_months",
        "change_lock_months",
        "confidence_badge",
        "status_badge",
        "checked",
    )
    sortable_by = ("checked",)
    list_select_related = ("region", "care_region")
    autocomplete_fields = ("region", "care_region", "sources")
    fieldsets = (
        ("哪里", {"fields": ("code", "region", "care_region")}),
        (
            "有效期（留空的由上级规定）",
            {
                "fields": (
                    "temporary_months",
                    "promise_months",
                    ("long_term_valid_until_changed", "both_places"),
                    "change_lock_months",
                    ("in_province_needs_filing", "in_province_months"),
                    "review_days",
                )
            },
        ),
        (
            "要不要备案",
            {
                "fields": (
                    ("needs_filing_long_term", "needs_filing_referral"),
                    ("needs_filing_emergency", "needs_filing_other"),
                )
            },
        ),
        (
            "少报多少",
            {
                "fields": (
                    ("drop_points_long_term", "drop_points_referral"),
                    ("drop_points_emergency", "drop_points_other"),
                    ("self_pay_long_term", "self_pay_referral"),
                    ("self_pay_emergency", "self_pay_other"),
                    "self_pay_unfiled",
                )
            },
        ),
        ("其他", {"fields": ("details",)}),
        WHO_SAYS_SO,
        IN_FORCE,
        RECORD,
    )


class InheritedRuleAdmin(RuleAdmin):
    """Any kind whose fields are inherited one by one: the page follows from the table."""

    sortable_by = ("checked",)

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        about = [name for name in self.model.SUBJECT if name != CATEGORIES]
        return ("number", "place", *about, "in_short", *STATE)

    def sections(self, request: HttpRequest, obj: Any) -> Any:
        fields = tuple(self.model.resolved_fields())
        return (
            ("哪里、什么情形", {"fields": ("code", "region", *self.model.SUBJECT)}),
            ("规定（留空的由上级规定）", {"fields": (*fields, "details")}),
            ("例外", {"fields": ("not_inherited", "field_confidence")}),
            WHO_SAYS_SO,
            IN_FORCE,
            RECORD,
        )

    @admin.display(description="主要内容")
    def in_short(self, row: InheritedRule) -> str:
        said = [
            f"{row.label(name)}：{row.in_words(name, value)}"
            for name, value in list(row.said().items())[:MOST_SHOWN]
        ]
        said += [f"{title}：{content}" for title, content in row.details.items()]
        return "；".join(said[:MOST_SHOWN]) or "—"


class KindAdmin(RuleAdmin):
    """A kind of rule whose form needs no order of its own."""

    list_display = ("number", "place", *STATE)
    sortable_by = ("checked",)

    def sections(self, request: HttpRequest, obj: Any) -> Any:
        told = {
            name
            for _, options in (WHO_SAYS_SO, IN_FORCE, RECORD)
            for line in options["fields"]
            for name in ([line] if isinstance(line, str) else line)
        }
        own = [
            field.name
            for field in self.opts.fields
            if field.editable and field.name not in {"id", "code", "region", *told}
        ]
        return (
            ("哪里", {"fields": ["code", "region"]}),
            ("内容", {"fields": own}),
            WHO_SAYS_SO,
            IN_FORCE,
            RECORD,
        )

    def get_autocomplete_fields(self, request: HttpRequest) -> list[str]:
        """Every link to a place or another rule: lists of them are too long to unfold."""
        links = [field.name for field in self.opts.fields if field.is_relation and field.editable]
        return [*links, "sources"]


for kind in INHERITED.values():
    if not admin.site.is_registered(kind):
        admin.site.register(kind, InheritedRuleAdmin)


for other_kind in RULES.values():
    if not admin.site.is_registered(other_kind):
        admin.site.register(other_kind, KindAdmin)
