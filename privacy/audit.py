"""Writes down which member of staff had which resident on the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from accounts.models import User
from privacy.holdings import holdings
from privacy.models import AccessRecord


class RecordsWhoLooked:
    """Every page of the admin that shows rows of residents, also of tables added later."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_template_response(
        self, request: HttpRequest, response: TemplateResponse
    ) -> TemplateResponse:
        match = request.resolver_match
        if match is not None and match.app_name == "admin" and isinstance(request.user, User):
            record_look(request.user, shown_on(response.context_data or {}))
        return response


def shown_on(context: dict[str, Any]) -> tuple[Sequence[models.Model], bool]:
    """The rows that an admin page shows, and whether it is a list."""
    if listed := context.get("cl"):
        return list(listed.result_list), True
    one = context.get("original") or context.get("object")
    return ([one] if isinstance(one, models.Model) else []), False


def record_look(staff: User, shown: tuple[Sequence[models.Model], bool]) -> None:
    rows, is_list = shown
    if not rows or isinstance(rows[0], AccessRecord):
        return
    model = type(rows[0])
    paths = [holding.path for holding in holdings() if holding.model is model]
    if not paths:
        return
    numbers = model._base_manager.filter(pk__in=[row.pk for row in rows]).values(paths[0])
    residents = User.objects.filter(pk__in=numbers, openid__isnull=False)
    page = f"{model._meta.verbose_name}（{'列表' if is_list else '详情'}）"
    now = timezone.now()
    AccessRecord.objects.bulk_create(
        AccessRecord(staff=staff, resident=resident, page=page, seen_at=now)
        for resident in residents.only("pk")
    )
