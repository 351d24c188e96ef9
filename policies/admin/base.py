"""What all pages of the editing desk share."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.contrib import admin
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
from policies.desk.admin import ReviewedAdmin
from policies.desk.todo import STALE_AFTER
from policies.form_fields import BlackoutsField
from policies.models import Level, Region, Rule
from yibao_project import clock

STATE = ("confidence_badge", "status_badge", "checked")
STATUS_COLOURS = {
    "draft": "warning",
    "review": "primary",
    "published": "success",
    "retired": "info",
}
CONFIDENCE_COLOURS = {"A": "success", "B": "success", "C": "warning", "D": "danger", "U": "danger"}
WHO_SAYS_SO = ("依据", {"fields": ("confidence", "sources", "checked_on", "note")})
IN_FORCE = (
    "发布",
    {"fields": ("status", ("valid_from", "valid_to"), "uniform", "reference_only")},
)
RECORD = ("记录", {"fields": ("origin", "updated_at")})


def on_one_line(value: object) -> str:
    """A cell that is not broken after every Chinese character."""
    return format_html('<span class="whitespace-nowrap">{}</span>', value or "—")


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
