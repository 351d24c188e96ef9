"""What rules refer to: places, sources and holidays; and who may edit which place."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from unfold.admin import ModelAdmin

from policies.admin.base import Desk
from policies.desk.history import HistoryPage
from policies.desk.posters import PosterPages
from policies.desk.reach import desk_for
from policies.desk.trace import is_cited
from policies.models import DeskRole, Holiday, Origin, Region, Rule, Source


def is_rule(model_name: str | None) -> bool:
    try:
        return issubclass(apps.get_model("policies", model_name or ""), Rule)
    except (LookupError, ValueError):
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


@admin.register(Holiday)
class HolidayAdmin(ModelAdmin):
    """Only what differs from the published calendar, or belongs to a year it does not know."""

    list_display = ("day", "kind", "name")
    list_filter = ("kind",)
    date_hierarchy = "day"
    search_fields = ("name",)
    search_help_text = "按节日名称查找，例如：春节"
