"""The operations desk: today's sending at a glance, pauses, another try, and any day's rehearsal."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.messages import ERROR, SUCCESS, add_message
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.dateparse import parse_date
from django.utils.timezone import localtime
from django.views.decorators.http import require_GET, require_POST
from unfold.admin import ModelAdmin

from reminders import tuning
from reminders.admin import ReadOnly
from reminders.backup.relay import resting
from reminders.kinds import KINDS
from reminders.models import Pause, Reminder
from reminders.operations import steps
from reminders.operations.today import Stand, today_at
from reminders.rate import SendRate
from reminders.trial import trials_of
from reminders.verdicts import EVERYTHING, PAUSE_KEY
from yibao_project import clock
from yibao_project.errors import AppError

MAY_LOOK, MAY_RETRY = "reminders.view_reminder", "reminders.change_reminder"
MAY_PAUSE, MAY_RESUME = "reminders.add_pause", "reminders.change_pause"
TOO_MANY = "人太多，一时算不出来，请过一会儿再看。"


def _allowed(request: HttpRequest, permission: str) -> None:
    if not request.user.has_perm(permission):
        raise PermissionDenied


@require_GET
def sending_desk(request: HttpRequest) -> HttpResponse:
    """Today's plan and progress, and what can be done about it."""
    _allowed(request, MAY_LOOK)
    now = clock.now()
    context = {
        **admin.site.each_context(request),
        "title": "今天的发送",
        "now": localtime(now),
        "stands": list(Stand),
        "may_pause": request.user.has_perm(MAY_PAUSE),
        "may_resume": request.user.has_perm(MAY_RESUME),
        "may_retry": request.user.has_perm(MAY_RETRY),
        "stopped": _stopped_by_wechat(),
        "resting": resting(),
        "rate": settings.SEND_RATE,
        "rate_now": _rate_now(),
    }
    try:
        context["day"] = today_at(now)
    except OperationalError:
        context["problem"] = TOO_MANY
    return TemplateResponse(request, "reminders/sending_desk.html", context)


def _rate_now() -> int | None:
    """Messages a second, if WeChat could not keep up lately."""
    rate = SendRate()
    share = rate.share()
    return None if share == 1 else max(1, round(rate.limit * share))


def _stopped_by_wechat() -> list[tuple[str, str]]:
    """What the senders stopped by themselves for a minute, and by which answer."""
    names = {EVERYTHING: "各种提醒"} | {kind.code: kind.label for kind in KINDS.values()}
    found = cache.get_many([f"{PAUSE_KEY}:{scope}" for scope in names])
    return [(names[key.removeprefix(f"{PAUSE_KEY}:")], detail) for key, detail in found.items()]


@require_POST
def resume(request: HttpRequest, pk: int) -> HttpResponse:
    _allowed(request, MAY_RESUME)
    pause = get_object_or_404(Pause, pk=pk)
    try:
        steps.end_pause(pause, by=request.user.get_username(), now=clock.now())
    except AppError as refusal:
        add_message(request, ERROR, refusal.message)
    else:
        _note(request, pause, "恢复发送")
        add_message(request, SUCCESS, f"已恢复：{pause}。一分钟内重新安排，还有效的会接着发。")
    return redirect("sending-desk")


@require_POST
def retry(request: HttpRequest) -> HttpResponse:
    """Try again what met one answer of WeChat today."""
    _allowed(request, MAY_RETRY)
    told = request.POST.get("errcode", "")
    try:
        errcode = int(told) if told else None
    except ValueError:
        add_message(request, ERROR, "没有这个错误码。")
        return redirect("sending-desk")
    count = steps.retry(errcode=errcode, now=clock.now())
    _note(request, None, f"重试今天的错误 {told or '没连上'}：{count} 条")
    add_message(request, SUCCESS, f"重新排上了 {count} 条，还有效的马上再发。")
    return redirect("sending-desk")


def _note(request: HttpRequest, pause: Pause | None, what: str) -> None:
    """Who did it stays on record."""
    LogEntry.objects.create(
        user_id=request.user.pk or 0,
        content_type=ContentType.objects.get_for_model(Pause if pause else Reminder),
        object_id=str(pause.pk) if pause else None,
        object_repr=str(pause or "今天的提醒")[:200],
        action_flag=CHANGE,
        change_message=what,
    )


@require_GET
def sending_rehearsal(request: HttpRequest) -> HttpResponse:
    """Whom any day would remind of what, by the facts of now; writes nothing."""
    _allowed(request, MAY_LOOK)
    try:
        day = parse_date(request.GET.get("date", "")) or clock.today()
    except ValueError:
        day = clock.today()
    kinds = list(tuning.kinds_in_force().values())
    context = {**admin.site.each_context(request), "title": "看看某一天会提醒谁", "day": day}
    try:
        tried = zip(kinds, trials_of(kinds, today=day), strict=True)
    except OperationalError:
        context["problem"] = TOO_MANY
    else:
        context["trials"] = [
            (kind, trial) for kind, trial in tried if any(count for _, count in trial.stages)
        ]
    return TemplateResponse(request, "reminders/sending_rehearsal.html", context)


class PauseForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only for mypy
    class Meta:
        model = Pause
        fields = ("kind", "region", "note")

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        same = Pause.objects.filter(
            kind=told.get("kind", ""), region=told.get("region"), ended_at=None
        )
        if same.exists():
            raise forms.ValidationError("这里（这种）已经暂停着了。")
        return told


@admin.register(Pause)
class PauseAdmin(ReadOnly, ModelAdmin):
    """Who held what, when and why. A pause is begun here and ended on the desk, never edited."""

    form = PauseForm
    autocomplete_fields = ("region",)
    list_display = ("what", "note", "paused_by", "paused_at", "ended_by", "ended_at")
    list_display_links = None
    list_select_related = ("region",)
    list_filter = ("kind",)
    ordering = ("-pk",)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm(MAY_PAUSE)

    def save_model(self, request: HttpRequest, obj: Pause, form: Any, change: bool) -> None:
        steps.begin_pause(obj, by=request.user.get_username(), now=clock.now())

    def response_add(
        self, request: HttpRequest, obj: Pause, post_url_continue: str | None = None
    ) -> HttpResponse:
        add_message(request, SUCCESS, f"已暂停：{obj}。十几秒内停下，站内照常能看到。")
        return redirect("sending-desk")

    @admin.display(description="暂停了什么")
    def what(self, pause: Pause) -> str:
        return str(pause)


admin.site.index_template = "reminders/dashboard.html"
