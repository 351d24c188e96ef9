"""The ledger, to be read: what was owed to whom and what WeChat answered. Templates are edited."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from unfold.admin import ModelAdmin, TabularInline
from unfold.decorators import display

from reminders import messages
from reminders.kinds import KINDS
from reminders.models import Attempt, Grant, MessageTemplate, Reminder
from yibao_project.wechat import ERRORS

STATUS_COLOURS = {
    "planned": "info",
    "held": "warning",
    "sent": "success",
    "refused": "warning",
    "failed": "danger",
    "unknown": "danger",
}


class ReadOnly:
    """Rows that only the product itself writes."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class AttemptInline(ReadOnly, TabularInline):
    model = Attempt
    fields = ("finished_at", "outcome", "errcode", "meaning")
    readonly_fields = ("meaning",)
    ordering = ("finished_at",)
    extra = 0

    @admin.display(description="说明")
    def meaning(self, attempt: Attempt) -> str:
        known = ERRORS.get(attempt.errcode) if attempt.errcode else None
        return known[1] if known else attempt.detail or "—"


@admin.register(Reminder)
class ReminderAdmin(ReadOnly, ModelAdmin):
    list_display = (
        "who",
        "kind",
        "due_on",
        "days_before",
        "status_badge",
        "reason",
        "send_after",
        "sent_at",
    )
    list_filter = ("status", "kind", "stage", "reason", "due_on")
    search_fields = ("=user__id", "=id")
    search_help_text = "按居民编号或提醒编号查找"
    date_hierarchy = "due_on"
    list_per_page = 50
    show_full_result_count = False
    inlines = (AttemptInline,)
    fieldsets = (
        ("提醒什么", {"fields": ("who", "title", "text", "kind", "due_on", "days_before")}),
        ("依据", {"fields": ("basis",)}),
        (
            "发得怎样",
            {
                "fields": (
                    "status",
                    "reason",
                    "send_after",
                    "attempts",
                    "sent_at",
                    "errcode_meaning",
                    "msgid",
                    "read_at",
                    "created_at",
                )
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Reminder]:
        rows: QuerySet[Reminder] = super().get_queryset(request)
        return rows.order_by("-id")

    @admin.display(description="提醒谁")
    def who(self, row: Reminder) -> str:
        return f"居民 {row.user_id}：{messages.who(messages.names_of(row.members))}"

    @admin.display(description="提前", ordering="stage")
    def days_before(self, row: Reminder) -> str:
        if KINDS[row.kind].is_once:
            return "只一次"
        return "当天" if row.stage == 0 else f"{row.stage} 天"

    @display(description="状态", ordering="status", label=STATUS_COLOURS)
    def status_badge(self, row: Reminder) -> tuple[str, str]:
        return row.status, row.get_status_display()

    @admin.display(description="标题")
    def title(self, row: Reminder) -> str:
        return self._words(row)["title"]

    @admin.display(description="正文")
    def text(self, row: Reminder) -> str:
        return self._words(row)["text"]

    @admin.display(description="依据的规则")
    def basis(self, row: Reminder) -> str:
        return (
            "、".join(sorted({each["rule"] for each in row.members if each.get("rule")}))
            or "自己填报"
        )

    @admin.display(description="最近错误")
    def errcode_meaning(self, row: Reminder) -> str:
        if not row.errcode:
            return "—"
        known = ERRORS.get(row.errcode)
        return f"{row.errcode}：{known[1] if known else '未收录的错误码'}"

    def _words(self, row: Reminder) -> dict[str, str]:
        return messages.inbox(
            kind=row.kind, members=row.members, due_on=row.due_on, subject=row.subject
        )


@admin.register(Grant)
class GrantAdmin(ReadOnly, ModelAdmin):
    list_display = ("user", "template", "balance")
    list_select_related = ("user", "template")
    list_filter = ("template",)
    search_fields = ("=user__id",)
    search_help_text = "按居民编号查找"


@admin.register(MessageTemplate)
class MessageTemplateAdmin(ModelAdmin):
    list_display = ("title", "kind", "template_id", "duration")
    readonly_fields = ("sample",)
    fieldsets = (
        (None, {"fields": ("kind", "title", "template_id", "duration", "page")}),
        ("字段", {"fields": ("fields", "sample")}),
    )

    @admin.display(description="样例")
    def sample(self, template: MessageTemplate) -> str:
        """A card as residents would see it, from made-up facts."""
        if not template.pk:
            return "保存后显示样例。"
        return messages.sample(kind=template.kind, fields=template.fields)
