"""The stage: one page that moves the date and shows planning and sending really happen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import wraps
from typing import Any, TypeVar, cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts.models import Member
from rehearsal import demo
from rehearsal.sandbox import Sandbox
from rehearsal.stage import Stage, next_reminder_day, stage_on
from reminders import tasks
from yibao_project import clock
from yibao_project.errors import AppError, error_body

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def rehearsal_only(view: View) -> View:
    """Outside rehearsal mode the address does not exist; a refusal is one sentence."""

    @wraps(view)
    @never_cache
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not settings.REHEARSAL:
            raise Http404
        try:
            return view(request, *args, **kwargs)
        except AppError as refusal:
            return JsonResponse(error_body(refusal.code, refusal.message), status=refusal.status)

    return cast(View, guarded)


@rehearsal_only
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    return render(request, "rehearsal/page.html", {"stage": _stage(), "settings": settings})


@rehearsal_only
@require_GET
def state(request: HttpRequest) -> JsonResponse:
    """What the page asks again and again: the stage as HTML, and whether work is going on."""
    stage = _stage()
    html = render_to_string("rehearsal/stage.html", {"stage": stage})
    return JsonResponse({"date": stage.today, "is_busy": stage.is_busy, "html": html})


@rehearsal_only
@require_POST
def advance(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    if request.POST.get("from", str(today)) != str(today):
        return redirect("start")  # pressed twice: the date has moved already
    if request.POST.get("to") == "next":
        day = next_reminder_day(today=today, now=clock.now())
        if day is None:
            raise AppError("no_more_reminders", "往后没有要提醒的事了，可以重新开始。", status=409)
    else:
        day = today + timedelta(days=1)
    _move_to(day)
    return _planned()


@rehearsal_only
@require_POST
def pay(request: HttpRequest, member_id: int) -> HttpResponse:
    demo.pay(_member(member_id), paid_on=clock.today())
    return _planned()


@rehearsal_only
@require_POST
def undo(request: HttpRequest, member_id: int) -> HttpResponse:
    demo.take_back(_member(member_id))
    return _planned()


@rehearsal_only
@require_POST
def start_again(request: HttpRequest) -> HttpResponse:
    demo.start_again(Sandbox(settings.SANDBOX_URL))
    return _planned()


def _stage() -> Stage:
    return stage_on(today=clock.today(), now=clock.now())


def _member(member_id: int) -> Member:
    member = Member.objects.filter(pk=member_id, user__openid=demo.OPENID).first()
    if member is None:
        raise AppError("not_found", "这位家人已经不在了，请刷新页面。", status=404)
    return member


def _move_to(day: date) -> None:
    clock.set_rehearsal_date(day)
    Sandbox(settings.SANDBOX_URL).show_time(clock.now().isoformat())


def _planned() -> HttpResponse:
    """Let the worker look at the changed world at once, and go back to the stage."""
    tasks.plan.delay()
    tasks.relay.apply_async(countdown=5)  # when WeChat has said what it will not bring
    return redirect("start")
