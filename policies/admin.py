"""The editing desk of the policies. What is saved here wins over the files from then on."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.apps import apps
from django.contrib import admin, messages
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.text import capfirst
from unfold.admin import ModelAdmin
from unfold.decorators import display
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget

from policies.desk import shown
from policies.desk.admin import HistoryPage, ReviewedAdmin, desk_for
from policies.desk.posters import PosterPages
from policies.desk.todo import STALE_AFTER
from policies.desk.trace import is_cited
from policies.form_fields import BlackoutsField
from policies.models import (
    CATEGORIES,
    INHERITED,
    RULES,
    Contribution,
    DeskRole,
    FilingRule,
    Holiday,
    InheritedRule,
    Level,
    Origin,
    PaymentWindow,
    Region,
    Rule,
    Source,
    Status,
)
from yibao_project import clock

MOST_SHOWN = 2
STATE = ("confidence_badge", "status_badge", "checked")
STATUS_COLOURS = {
    "draft": "warning",
    "review": "primary",
    "published": "success",
    "retired": "info",
}
CONFIDENCE_COLOURS = {"A": "success", "B": "success", "C": "warning", "D": "danger", "U": "danger"}


def on_one_line(value: object) -> str:
    """A cell that is not broken after every Chinese character."""
    return format_html('<span class="whitespace-nowrap">{}</span>', value or "—")


def is_rule(model_name: str | None) -> bool:
    try:
        return issubclass(apps.get_model("policies", model_name or ""), Rule)
    except (LookupError, ValueError):
        return False


class ProvinceFilter(admin.SimpleListFilter):
    """By province: the first two digits of the code; a list of every county would be no help."""

    title = "省份"
    parameter_name = "province"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        places = Region.objects.filter(level__in=[Level.NATION, Level.PROVINCE, Level.MUNICIPALITY])
        return [(code[:2], name) for code, name in places.values_list("code", "name")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        prefix = self.value()
        return queryset.filter(region__code__startswith=prefix) if prefix else queryset


class CheckedFilter(admin.SimpleListFilter):
    title = "核对情况"
    parameter_name = "checked"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        days = STALE_AFTER.days
        return [
            ("due", f"超过{days}天没有核对，或从没核对过"),
            ("stale", f"超过{days}天没有核对"),
            ("never", "从没核对过"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "due":
            return queryset.exclude(checked_on__gte=clock.today() - STALE_AFTER)
        if self.value() == "stale":
            return queryset.filter(checked_on__lt=clock.today() - STALE_AFTER)
        if self.value() == "never":
            return queryset.filter(checked_on=None)
        return queryset


class Indented(json.JSONEncoder):
    """One pair a line, as people can read and edit it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "indent": 2})


class Desk(ModelAdmin):
    """Choices as check boxes, codes that stay, and edits that later loads respect."""

    list_per_page = 50
    show_full_result_count = False

    def formfield_for_dbfield(
        self, db_field: models.Field[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        if isinstance(db_field, ArrayField) and db_field.base_field.choices:
            return forms.MultipleChoiceField(
                choices=db_field.base_field.choices,
                required=not db_field.blank,
                label=capfirst(str(db_field.verbose_name)),
                help_text=str(db_field.help_text),
                widget=UnfoldAdminCheckboxSelectMultipleWidget,
            )
        if db_field.choices and not db_field.has_default():
            # Nobody may call a row official merely because that stands first in the list.
            nothing = "不填" if db_field.blank else "请选择"
            kwargs["choices"] = [("", nothing), *db_field.flatchoices]
        if isinstance(db_field, models.URLField):
            kwargs["assume_scheme"] = "https"
        field: forms.Field | None = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field, forms.JSONField):
            field.encoder = Indented
            field.widget.attrs["rows"] = 4
        return field

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        fields = list(super().get_readonly_fields(request, obj))
        return [*fields, "code"] if obj else fields

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Region)
class RegionAdmin(PosterPages):
    """Places come from the national standard through the files, and are only looked up here."""

    list_display = ("code", "name", "level", "parent", "aliases", "note", "valid_to")
    list_filter = ("level",)
    list_select_related = ("parent",)
    list_per_page = 50
    search_fields = ("code__startswith", "spellings")
    search_help_text = "按代码、名称、别名或拼音查找，例如：广州、guangzhou"

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(desk_for(request).sees) or super().has_view_permission(request, obj)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Region], search_term: str
    ) -> tuple[QuerySet[Region], bool]:
        """Where the place of a rule is chosen, only places whose rules one may edit."""
        if request.GET.get("field_name") == "region" and is_rule(request.GET.get("model_name")):
            queryset = desk_for(request).edits.narrow(queryset, to="")
        found: tuple[QuerySet[Region], bool] = super().get_search_results(
            request, queryset, search_term
        )
        return found

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Source)
class SourceAdmin(HistoryPage, Desk):
    list_display = ("code", "title", "issuer", "dated", "kind", "origin")
    list_filter = ("kind", "origin")
    search_fields = ("code", "title", "issuer", "number")
    search_help_text = "按编号、标题、发布单位或文号查找"
    readonly_fields = ("origin", "updated_at")
    fieldsets = (
        (None, {"fields": ("code", "title", "issuer", "number", "kind")}),
        ("何时何处发布", {"fields": ("dated", "published_on", "url", "note")}),
        ("记录", {"fields": ("origin", "updated_at")}),
    )

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(desk_for(request).sees)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(desk_for(request).sees)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(desk_for(request).edits)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What residents are shown beside a published rule needs a second person as well."""
        return bool(desk_for(request).edits) and (obj is None or not is_cited(obj))

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        obj.origin = Origin.ADMIN
        obj._history_user = request.user
        super().save_model(request, obj, form, change)


@admin.register(DeskRole)
class DeskRoleAdmin(ModelAdmin):
    """Given and taken by superusers only: whoever can give roles could give themselves any."""

    list_display = ("user", "role", "region")
    list_filter = ("role",)
    list_select_related = ("user", "region")
    search_fields = ("user__username", "region__name")
    search_help_text = "按账号或地区查找"
    autocomplete_fields = ("user", "region")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_superuser)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_superuser)

    has_change_permission = has_delete_permission = has_view_permission

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_superuser)


WHO_SAYS_SO = ("依据", {"fields": ("confidence", "sources", "checked_on", "note")})
IN_FORCE = (
    "发布",
    {"fields": ("status", ("valid_from", "valid_to"), "uniform", "reference_only")},
)
RECORD = ("记录", {"fields": ("origin", "updated_at")})


class RuleAdmin(ReviewedAdmin, Desk):
    list_filter: tuple[Any, ...] = ("status", "confidence", CheckedFilter, "origin", ProvinceFilter)
    list_select_related: tuple[str, ...] = ("region",)
    search_fields = ("code", "region__name", "note", "sources__title")
    search_help_text = "按编号、地区、说明或来源标题查找"
    autocomplete_fields: tuple[str, ...] = ("region", "sources")
    readonly_fields: tuple[str, ...] = ("status", "origin", "updated_at")

    def sections(self, request: HttpRequest, obj: Any) -> Any:
        """The fieldsets of the page, as they are to be filled in."""
        return super().get_fieldsets(request, obj)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        sections = self.sections(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return sections
        return shown.in_words(sections, model=self.model)

    @admin.display(description="编号", ordering="code")
    def number(self, row: Rule) -> str:
        return on_one_line(row.code)

    @display(description="状态", ordering="status", label=STATUS_COLOURS)
    def status_badge(self, row: Rule) -> tuple[str, str]:
        return row.status, row.get_status_display()

    def formfield_for_dbfield(
        self, db_field: models.Field[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        if db_field.name == "blackouts":
            return BlackoutsField(
                required=False,
                label=str(db_field.verbose_name),
                help_text="每年不能缴费的日子（含首尾），一行一段，例如：12-26 至 12-31。",
            )
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @display(description="可信度", ordering="confidence", label=CONFIDENCE_COLOURS)
    def confidence_badge(self, row: Rule) -> tuple[str, str]:
        return row.confidence, row.confidence

    @admin.display(description="地区", ordering="region")
    def place(self, row: Rule) -> str:
        return on_one_line(row.region.name)

    @admin.display(description="核对日期", ordering="checked_on")
    def checked(self, row: Rule) -> str:
        return on_one_line(row.checked_on)


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


for kind in INHERITED.values():
    if not admin.site.is_registered(kind):
        admin.site.register(kind, InheritedRuleAdmin)


@admin.register(Holiday)
class HolidayAdmin(ModelAdmin):
    """Only what differs from the published calendar, or belongs to a year it does not know."""

    list_display = ("day", "kind", "name")
    list_filter = ("kind",)
    date_hierarchy = "day"
    search_fields = ("name",)
    search_help_text = "按节日名称查找，例如：春节"


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


for other_kind in RULES.values():
    if not admin.site.is_registered(other_kind):
        admin.site.register(other_kind, KindAdmin)
