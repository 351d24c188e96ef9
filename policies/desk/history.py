"""The page that tells every version of a row."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from unfold.admin import ModelAdmin

from policies.desk.differences import FieldChange, differences, source_difference

MOST_VERSIONS = 200


def names_of(numbers: set[int]) -> dict[int, str]:
    """How staff are called, by the numbers of their accounts."""
    users = get_user_model()._default_manager.in_bulk(list(numbers))
    return {
        number: users[number].get_username() if number in users else f"账号 {number}（已删除）"
        for number in numbers
    }


class HistoryPage(ModelAdmin):
    """Every version of a row: when, who, what; in words."""

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        row = self.get_object(request, object_id)
        if row is None:
            raise Http404
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        return TemplateResponse(
            request,
            "policies/desk/history.html",
            {
                **self.admin_site.each_context(request),
                "title": f"{row} 的历史",
                "opts": self.opts,
                "row": row,
                "page": self.page_of(row),
                "versions": self._versions(row),
                "cut": MOST_VERSIONS if row.history.count() > MOST_VERSIONS else None,
                **(extra_context or {}),
            },
        )

    def page_of(self, row: models.Model) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[row.pk])

    @staticmethod
    def _versions(row: Any) -> list[dict[str, Any]]:
        records = list(row.history.all()[: MOST_VERSIONS + 1])
        people = names_of({record.history_user_id for record in records} - {None})
        return [
            {
                "number": record.history_id,
                "when": record.history_date,
                "who": people.get(record.history_user_id, "数据文件或系统"),
                "what": record.history_change_reason or record.get_history_type_display(),
                "changes": _changes_between(earlier, record) if earlier else [],
            }
            for record, earlier in zip_longest(records[:MOST_VERSIONS], records[1:])
            if record
        ]


def _changes_between(earlier: Any, later: Any) -> list[FieldChange]:
    changes = list(differences(earlier.instance, later.instance))
    if hasattr(later, "source_codes"):
        changes += source_difference(earlier.source_codes, later.source_codes)
    return changes
