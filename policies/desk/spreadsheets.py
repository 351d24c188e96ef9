"""The pages on which tables go out and come in: first a dry run, then the same file for good."""

from __future__ import annotations

import secrets
from pathlib import PurePath
from typing import Any

from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from unfold.admin import ModelAdmin
from unfold.widgets import UnfoldAdminFileFieldWidget

from policies.desk import tables
from policies.desk.tables import FORMATS, Outcome, Unreadable

FILE = {"accept": ".xlsx,.csv", "required": True, "aria-label": "要导入的表格"}
KEPT_SECONDS = 30 * 60
MOST_LINES = 300


class SpreadsheetPages(ModelAdmin):  # type: ignore[misc]
    """Export of what the list shows, import as drafts."""

    list_before_template = "policies/desk/list_tools.html"

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        wrap = self.admin_site.admin_view
        return [
            path("import/", wrap(self.import_view), name=f"{name}_import"),
            path("export/<slug:suffix>/", wrap(self.export_view), name=f"{name}_export"),
            *super().get_urls(),
        ]

    def export_view(self, request: HttpRequest, suffix: str) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        if suffix not in FORMATS:
            raise Http404
        try:
            rows = self.get_changelist_instance(request).queryset
        except IncorrectLookupParameters:
            return HttpResponseRedirect("../../")
        return HttpResponse(
            tables.export(self.model, rows, suffix=suffix),
            content_type=FORMATS[suffix].CONTENT_TYPE,
            headers={
                "Content-Disposition": f'attachment; filename="{self.opts.model_name}.{suffix}"'
            },
        )

    def import_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        context: dict[str, Any] = {}
        if request.method == "POST":
            try:
                if "token" in request.POST:
                    done = self._save(request, context)
                    if done:
                        return done
                else:
                    self._try(request, context)
            except Unreadable as problem:
                context["problem"] = str(problem)
        return TemplateResponse(
            request,
            "policies/desk/import.html",
            {
                **self.admin_site.each_context(request),
                "title": f"导入{self.opts.verbose_name}",
                "opts": self.opts,
                "field": UnfoldAdminFileFieldWidget(FILE).render("file", None, FILE),
                **context,
            },
        )

    def _try(self, request: HttpRequest, context: dict[str, Any]) -> None:
        """Tell what the file would do; keep it for the confirmation if it would do anything."""
        upload = request.FILES.get("file")
        if upload is None:
            raise Unreadable("请先选一个文件。")
        if (upload.size or 0) > tables.MOST_BYTES:
            raise Unreadable("文件太大，最多 2 MB，请分几次导入。")
        name = PurePath(upload.name or "").name
        kept = (name, upload.read())
        outcome = self._bring_in(request, kept, dry_run=True)
        self._show(outcome, name, context)
        if outcome.is_good and outcome.count("新草稿", "修改草稿"):
            context["token"] = secrets.token_urlsafe(16)
            cache.set(self._key(request, context["token"]), kept, KEPT_SECONDS)

    def _save(self, request: HttpRequest, context: dict[str, Any]) -> HttpResponse | None:
        key = self._key(request, request.POST["token"])
        kept = cache.get(key)
        if kept is None:
            raise Unreadable("看过之后放了太久，请重新上传。")
        outcome = self._bring_in(request, kept, dry_run=False)
        if not outcome.is_good:
            self._show(outcome, kept[0], context)
            return None
        cache.delete(key)
        self.message_user(
            request,
            f"已保存：新草稿 {outcome.count('新草稿')} 条，修改草稿 {outcome.count('修改草稿')} 条。"
            "请逐条提交复核。",
            level=messages.SUCCESS,
        )
        return HttpResponseRedirect("../?status__exact=draft")

    def _bring_in(self, request: HttpRequest, kept: tuple[str, bytes], *, dry_run: bool) -> Outcome:
        name, data = kept
        dataset = tables.read(data, suffix=PurePath(name).suffix.lower().removeprefix("."))
        outcome = tables.bring_in(self.model, dataset, by=request.user, dry_run=dry_run)
        if outcome.problem:
            raise Unreadable(outcome.problem)
        return outcome

    @staticmethod
    def _key(request: HttpRequest, token: str) -> str:
        return f"desk-import:{request.user.pk}:{token[:40]}"

    @staticmethod
    def _show(outcome: Outcome, name: str, context: dict[str, Any]) -> None:
        lines = [line for line in outcome.lines if line.errors] or outcome.lines
        context |= {
            "outcome": outcome,
            "name": name,
            "lines": lines[:MOST_LINES],
            "more": max(len(lines) - MOST_LINES, 0),
            "wrong": sum(bool(line.errors) for line in outcome.lines),
            "new": outcome.count("新草稿"),
            "changed": outcome.count("修改草稿"),
            "same": outcome.count("没有变化"),
        }
