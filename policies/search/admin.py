"""The desk of questions and answers, of the words people use, and of what nobody answered yet."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from unfold.admin import ModelAdmin

from policies.admin.base import IN_FORCE, RECORD, WHO_SAYS_SO, Desk, RuleAdmin
from policies.models import Article, Synonym, UnansweredQuestion
from yibao_project import clock


class ReviewDue(admin.SimpleListFilter):
    title = "复核"
    parameter_name = "review"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("due", "到了复核日子")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(next_review_on__lte=clock.today()) if self.value() else queryset


@admin.register(Article)
class ArticleAdmin(RuleAdmin):
    list_display = (
        "question",
        "topic",
        "place",
        "confidence_badge",
        "status_badge",
        "checked",
        "next_review_on",
    )
    list_filter = ("topic", ReviewDue, *RuleAdmin.list_filter)
    search_fields = ("code", "question", "answer", "region__name")
    search_help_text = "按问题、回答、编号或地区查找"
    autocomplete_fields = ("region", "sources", "about")
    fieldsets = (
        ("问什么", {"fields": ("code", "topic", "question", "also_asked")}),
        ("怎么答", {"fields": ("answer",)}),
        ("哪里、哪些人", {"fields": ("region", "about", "scheme", "categories")}),
        WHO_SAYS_SO,
        ("下次复核", {"fields": ("next_review_on",)}),
        IN_FORCE,
        RECORD,
    )


@admin.register(Synonym)
class SynonymAdmin(Desk):
    list_display = ("code", "said", "note", "origin")
    search_fields = ("code", "words__icontains", "note")
    search_help_text = "按说法或编号查找，例如：新农合"
    readonly_fields = ("origin", "updated_at")
    fieldsets = (
        (None, {"fields": ("code", "words", "note")}),
        ("记录", {"fields": ("origin", "updated_at")}),
    )

    @admin.display(description="说法")
    def said(self, row: Synonym) -> str:
        return str(row)


@admin.register(UnansweredQuestion)
class UnansweredQuestionAdmin(ModelAdmin):
    """What people asked without finding a clear answer: write an article, then tick it off here."""

    list_display = ("text", "region", "count", "last_asked_on", "answered_by")
    list_filter = (("answered_by", admin.EmptyFieldListFilter), "last_asked_on")
    list_select_related = ("region", "answered_by")
    list_per_page = 50
    show_full_result_count = False
    search_fields = ("text__exact",)
    search_help_text = "按整个问题查找"
    readonly_fields = ("text", "region", "count", "last_asked_on")
    autocomplete_fields = ("answered_by",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
