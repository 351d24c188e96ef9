"""Consents and the log of who looked, to be read; the staff's second factors are nobody's to read."""

from __future__ import annotations

from django.contrib import admin
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice
from unfold.admin import ModelAdmin

from accounts.admin import ReadOnly
from privacy.models import AccessRecord, Consent

# They show keys, in English; `second_factor` and `manage.py addstatictoken` are the way to them.
admin.site.unregister([StaticDevice, TOTPDevice])


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
