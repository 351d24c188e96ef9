"""What waits at the editing desk, and the way there."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from policies.desk import todo
from policies.desk.reach import desk_for
from policies.models import PaymentWindow, Rule
from yibao_project import clock

admin.site.index_template = "policies/desk/dashboard.html"


@require_GET
def desk_home(request: HttpRequest) -> HttpResponse:
    """What waits for whoever asks, and what their places still lack."""
    desk, number, today = desk_for(request), request.user.pk or 0, clock.today()
    if not desk.sees:
        raise PermissionDenied

    def page(kind: type[Rule], name: str, *args: Any) -> str:
        return reverse(f"admin:policies_{kind._meta.model_name}_{name}", args=args)

    def listed(rows: list[Rule]) -> list[tuple[Rule, str, str]]:
        return [
            (row, str(row._meta.verbose_name), page(type(row), "change", row.pk)) for row in rows
        ]

    stale = "?checked=due&status__exact=published"
    return TemplateResponse(
        request,
        "policies/desk/home.html",
        {
            **admin.site.each_context(request),
            "title": "编辑台",
            "to_review": listed(todo.to_review(desk, by=number)),
            "own_drafts": listed(todo.own_drafts(desk, by=number)),
            "unchecked": [
                (each.label, each.count, page(each.kind, "changelist") + stale)
                for each in todo.unchecked(desk, today=today)
            ],
            "mistakes": list(todo.reported_mistakes()(reach=desk.sees)),
            "missing": todo.missing_windows(desk, today=today),
            "add_window": page(PaymentWindow, "add"),
        },
    )


def on_the_dashboard(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """The way to the desk, and how much waits there."""
    desk = desk_for(request)
    if desk.sees:
        context["desk"] = {"waiting": len(todo.to_review(desk, by=request.user.pk or 0))}
    return context
