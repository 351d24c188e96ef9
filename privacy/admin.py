"""Consents and the log of who looked, to be read."""

from __future__ import annotations

from django.contrib import admin
from unfold.admin import ModelAdmin

from accounts.admin import ReadOnly
from privacy.models import AccessRecord, Consent


@admin.register(Consent)
class ConsentAdmin(ReadOnly, ModelAdmin):
    list_display = ("user", "purpose", "version", "given_at", "withdrawn_at")
    list_filter = ("purpose", "version")
    list_select_related = ("user",)
    search_fields = ("=user__id",)
    search_help_text = "按居民编号查找"
    ordering = ("-id",)


@admin.register(AccessRecord)
class AccessRecordAdmin(ReadOnly, ModelAdmin):
    list_display = ("seen_at", "staff", "resident", "page")
    list_select_related = ("staff", "resident")
    list_filter = ("page",)
    search_fields = ("=resident__id", "staff__username")
    search_help_text = "按居民编号或工作人员账号查找"
    date_hierarchy = "seen_at"
    ordering = ("-id",)
