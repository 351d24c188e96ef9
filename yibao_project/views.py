from __future__ import annotations

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from rehearsal import views as stage


@require_GET
def start(request: HttpRequest) -> HttpResponseBase:
    """The first page: in rehearsal mode the stage, otherwise what this is and where to go."""
    if settings.REHEARSAL:
        return stage.page(request)
    return render(request, "yibao_project/start.html")


@require_GET
def healthz(request: HttpRequest) -> JsonResponse:
    """Whether this process reaches its database and its broker; for load balancers and `make run`."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    cache.get("healthz")
    return JsonResponse({"status": "ok"})
