"""The desk of guides, papers, channels and numbers to call."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from policies.admin.base import IN_FORCE, RECORD, STATE, WHO_SAYS_SO, RuleAdmin
from policies.models import CONTENT, Content, Guide, GuideStep, Rule, Task

SHOWN_APART = {"id", *(field.name for field in Rule._meta.local_fields)}


class ContentAdmin(RuleAdmin):
    """Any kind that people read: the page follows from the table."""

    list_display = ("number", "place", "called", *STATE)
    sortable_by = ("checked",)

    def sections(self, request: HttpRequest, obj: Any) -> Any:
        own = [
            field.name
            for field in self.model._meta.concrete_fields
            if field.editable and field.name not in SHOWN_APART
        ]
        return (
            ("哪里", {"fields": ("code", "region")}),
            ("内容", {"fields": tuple(own)}),
            WHO_SAYS_SO,
            IN_FORCE,
            RECORD,
        )

    @admin.display(description="名称")
    def called(self, row: Content) -> str:
        if isinstance(row, Guide | GuideStep):
            return f"{Task(row.task).label}：{row.title}"
        name = getattr(row, "name", None)
        return str(name or Task(getattr(row, "task", Task.HELP)).label)


for kind in CONTENT.values():
    if not admin.site.is_registered(kind):
        admin.site.register(kind, ContentAdmin)
