"""The ledger, to be read: what was owed to whom and what WeChat answered. Templates are edited."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.messages import ERROR, SUCCESS, WARNING
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.dateparse import parse_date
from django.utils.html import format_html_join
from django.views.decorators.http import require_POST
from unfold.admin import ModelAdmin, TabularInline
from unfold.decorators import action, display

from reminders import messages, services, tuning
from reminders.forecast import forecast
from reminders.inbox import RESEND_COSTS
from reminders.kinds import KINDS
from reminders.models import (
    ArchivedReminder,
    Attempt,
    Delivery,
    Grant,
    KindSettings,
    LedgerRow,
    MessageTemplate,
    Reminder,
)
from reminders.template_sync import drift
from reminders.trial import trial_of
from yibao_project import clock
from yibao_project.errors import AppError
from yibao_project.wechat_answers import ERRORS, WeChatError

STATUS_COLOURS = {
    "planned": "info",
    "held": "warning",
    "sent": "success",
    "relayed": "success",
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


class DeliveryInline(ReadOnly, TabularInline):
    model = Delivery
    fields = ("way", "state", "begun_at", "attempts", "again_at", "code", "detail", "receipt")
    ordering = ("pk",)
    extra = 0


class LedgerAdmin(ReadOnly, ModelAdmin):
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

    def get_queryset(self, request: HttpRequest) -> QuerySet[LedgerRow]:
        rows: QuerySet[LedgerRow] = super().get_queryset(request)
        return rows.order_by("-id")

    @admin.display(description="提醒谁")
    def who(self, row: LedgerRow) -> str:
        return f"居民 {row.user_id}：{messages.who(messages.names_of(row.members))}"

    @admin.display(description="提前", ordering="stage")
    def days_before(self, row: LedgerRow) -> str:
        if KINDS[row.kind].is_once:
            return "只一次"
        return "当天" if row.stage == 0 else f"{row.stage} 天"

    @display(description="状态", ordering="status", label=STATUS_COLOURS)
    def status_badge(self, row: LedgerRow) -> tuple[str, str]:
        return row.status, row.get_status_display()

    @admin.display(description="标题")
    def title(self, row: LedgerRow) -> str:
        return self._words(row)["title"]

    @admin.display(description="正文")
    def text(self, row: LedgerRow) -> str:
        return self._words(row)["text"]

    @admin.display(description="依据的规则")
    def basis(self, row: LedgerRow) -> str:
        return (
            "、".join(sorted({each["rule"] for each in row.members if each.get("rule")}))
            or "自己填报"
        )

    @admin.display(description="最近错误")
    def errcode_meaning(self, row: LedgerRow) -> str:
        if not row.errcode:
            return "—"
        known = ERRORS.get(row.errcode)
        return f"{row.errcode}：{known[1] if known else '未收录的错误码'}"

    def _words(self, row: LedgerRow) -> dict[str, str]:
        return messages.inbox(
            kind=row.kind, members=row.members, due_on=row.due_on, subject=row.subject
        )


@admin.register(Reminder)
class ReminderAdmin(LedgerAdmin):
    inlines = (AttemptInline, DeliveryInline)
    actions_list = ("tomorrow",)

    @action(description="明天的额度", url_path="tomorrow", permissions=["view"])
    def tomorrow(self, request: HttpRequest) -> HttpResponse:
        """What tomorrow needs, beside what WeChat allows."""
        try:
            tomorrow = forecast(today=clock.today())
        except WeChatError as error:
            self.message_user(request, f"查不到微信的额度：{error}", WARNING)
        else:
            level = SUCCESS if tomorrow.is_enough else ERROR
            self.message_user(request, str(tomorrow), level)
        return redirect("admin:reminders_reminder_changelist")

    change_form_outer_before_template = "reminders/resend.html"

    def get_urls(self) -> list[URLPattern]:
        resending = path(
            "<int:pk>/resend/",
            self.admin_site.admin_view(require_POST(self.resend_view)),
            name="reminders_reminder_resend",
        )
        return [resending, *super().get_urls()]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        context = {"may_resend": self._may_resend(request), "costs": RESEND_COSTS}
        page: HttpResponse = super().change_view(
            request, object_id, form_url, context | (extra_context or {})
        )
        return page

    def resend_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Send once more what nobody knows of whether it arrived."""
        if not self._may_resend(request):
            raise PermissionDenied
        row = get_object_or_404(Reminder, pk=pk)
        try:
            services.resend(reminder=row, now=clock.now())
        except AppError as refusal:
            self.message_user(request, refusal.message, level=ERROR)
        else:
            self.message_user(request, "会再发一次。", level=SUCCESS)
            self.log_change(request, row, "再发一次")
        return redirect("admin:reminders_reminder_change", pk)

    def _may_resend(self, request: HttpRequest) -> bool:
        """Who may change the ledger by hand does this and nothing else."""
        return request.user.has_perm("reminders.change_reminder")


@admin.register(ArchivedReminder)
class ArchivedReminderAdmin(LedgerAdmin):
    """What was told more than a year ago; residents read it in their export."""


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
    actions_list = ("compare",)
    fieldsets = (
        (None, {"fields": ("kind", "title", "template_id", "duration", "page")}),
        ("字段", {"fields": ("fields", "sample")}),
    )

    @action(description="和微信核对", url_path="compare", permissions=["view"])
    def compare(self, request: HttpRequest) -> HttpResponse:
        try:
            problems = drift()
        except WeChatError as error:
            problems = [f"没有核对成：{error}"]
        for problem in problems:
            self.message_user(request, problem, WARNING)
        if not problems:
            self.message_user(request, "和微信一致。", SUCCESS)
        return redirect("admin:reminders_messagetemplate_changelist")

    @admin.display(description="样例")
    def sample(self, template: MessageTemplate) -> str:
        """A card as residents would see it, from made-up facts."""
        if not template.pk:
            return "保存后显示样例。"
        return messages.sample(kind=template.kind, fields=template.fields)


class KindSettingsForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only for mypy
    """Settings are safe before they are saved or tried."""

    class Meta:
        model = KindSettings
        fields = (
            "kind",
            "stages",
            "most_valuable_first",
            "weekly_cap",
            "send_from",
            "send_until",
            "tip",
        )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if self.fields.keys() <= told.keys():
            for field, problem in tuning.problems_of(KindSettings(**told)).items():
                self.add_error(field, problem)
        return told


@admin.register(KindSettings)
class KindSettingsAdmin(ModelAdmin):
    form = KindSettingsForm
    list_display = (
        "kind",
        "stages",
        "most_valuable_first",
        "weekly_cap",
        "send_from",
        "send_until",
        "tip",
    )
    readonly_fields = ("by_default",)
    fieldsets = (
        (None, {"fields": ("kind", "by_default", "stages", "most_valuable_first")}),
        (None, {"fields": ("weekly_cap", ("send_from", "send_until"), "tip")}),
    )
    change_form_after_template = "reminders/try_button.html"
    list_before_template = "reminders/kinds_listed.html"

    def get_urls(self) -> list[URLPattern]:
        trying = path(
            "try/", self.admin_site.admin_view(self.try_view), name="reminders_kindsettings_try"
        )
        return [trying, *super().get_urls()]

    @admin.display(description="默认")
    def by_default(self, row: KindSettings) -> str:
        return format_html_join(
            "",
            "<div>{}：{} 天；提示：{}</div>",
            (
                (kind.label, "、".join(map(str, kind.stages)), kind.tip)
                for kind in KINDS.values()
                if row.kind in ("", kind.code) and not (kind.is_once and not row.kind)
            ),
        )

    def try_view(self, request: HttpRequest) -> HttpResponse:
        """What the settings on the form would do, by the facts of a day; saves nothing."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        saved = KindSettings.objects.filter(kind=request.POST.get("kind", "")).first()
        form = KindSettingsForm(request.POST or None, instance=saved)
        context = {**self.admin_site.each_context(request), "title": "先看看会怎样"}
        day = parse_date(request.POST.get("try_on", "")) or clock.today()
        if not form.is_valid():
            context["problems"] = form.errors or {"": ["请从表单打开这一页。"]}
        else:
            now = tuning.kinds_in_force()[form.instance.kind]
            then = tuning.as_set(KINDS[now.code], form.instance)
            try:
                trials = [
                    (name, kind, trial_of(kind, today=day))
                    for name, kind in (("现在", now), ("改成这样", then))
                ]
            except OperationalError:
                context["problems"] = {"": ["人太多，一时算不出来，请过一会儿再试。"]}
            else:
                context |= {"day": day, "label": now.label, "trials": trials}
                context |= {"cards": trials[1][2].cards, "sample": then.tip}
        return TemplateResponse(request, "reminders/trial.html", context)
