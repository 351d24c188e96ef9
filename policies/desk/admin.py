"""The pages on which a rule passes from draft to published, for any kind of rule."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import IntegrityError, models
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from policies.desk import passage, todo
from policies.desk.differences import differences, source_difference
from policies.desk.doubts import doubts
from policies.desk.history import HistoryPage, names_of
from policies.desk.impact import impact_of
from policies.desk.reach import desk_for
from policies.desk.spreadsheets import SpreadsheetPages
from policies.models import Origin, Region, Rule, Status
from yibao_project import clock

STEPS = {
    Status.DRAFT: "草稿",
    Status.REVIEW: "待复核",
    Status.PUBLISHED: "已发布",
    Status.RETIRED: "已停用",
}


def _instant(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


class DraftForm(forms.ModelForm):  # type: ignore[type-arg]
    """Refuses to save over what someone else changed after the form was opened."""

    def _get_validation_exclusions(self) -> set[str]:
        """The state is not on the form, but it decides which constraints hold."""
        exclusions: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return exclusions - {"status"}

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.instance.pk:
            self._refuse_lost_updates()
        return cleaned

    @property
    def seen(self) -> datetime | None:
        return _instant(self.data.get("seen", ""))

    def _refuse_lost_updates(self) -> None:
        stored = (
            type(self.instance)
            ._default_manager.select_for_update(of=("self",))
            .filter(pk=self.instance.pk)
            .first()
        )
        if stored is None:
            raise forms.ValidationError("没有保存：这条规则刚刚被删除了。")
        if self.seen is None:
            raise forms.ValidationError("没有保存：页面已经过期，请重新打开再改。")
        if stored.updated_at == self.seen:
            return
        last = stored.history.first()
        who = names_of({last.history_user_id})[last.history_user_id] if last else "别人"
        when = timezone.localtime(stored.updated_at)
        lines = [
            f"{change.label}：{change.before} → {change.after}"
            for change in passage.changes_since(stored, self.seen)
        ]
        raise forms.ValidationError(
            [
                f"没有保存：您打开之后，{who}在{when:%m月%d日 %H:%M}改过这一条。"
                "请在新窗口打开最新内容，对照后再改；您填的内容还在下面。",
                *lines,
            ]
        )


class ReviewedAdmin(SpreadsheetPages, HistoryPage):
    """Rows of one's own places only; drafts are written here, the rest goes by `passage`."""

    form = DraftForm
    change_form_before_template = "policies/desk/seen.html"
    change_form_outer_before_template = "policies/desk/panel.html"
    actions: tuple[str, ...] = ("return_to_files",)

    # Who may do what -------------------------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request)
        return desk_for(request).sees.narrow(rows)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(desk_for(request).sees)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        sees = desk_for(request).sees
        return bool(sees) if obj is None else sees.covers(obj.region_id)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(desk_for(request).edits)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        edits = desk_for(request).edits
        if obj is None:
            return bool(edits)
        return obj.status in passage.OPEN and edits.covers(obj.region_id)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Reminders cite published rules for good; only a draft may disappear."""
        return (
            obj is not None
            and obj.status == Status.DRAFT
            and desk_for(request).edits.covers(obj.region_id)
        )

    def has_review_permission(self, request: HttpRequest) -> bool:
        return bool(desk_for(request).reviews)

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.name == "region":
            kwargs["queryset"] = desk_for(request).edits.narrow(Region.objects.all(), to="")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        fields = list(super().get_readonly_fields(request, obj))
        return [*fields, "region"] if obj and obj.replaces_id else fields

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        context = {"has_import_permission": self.has_add_permission(request)}
        page: HttpResponse = super().changelist_view(request, {**(extra_context or {}), **context})
        return page

    # Writing drafts --------------------------------------------------------------------------

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        passage.save_draft(
            obj,
            sources=[source.pk for source in form.cleaned_data["sources"]],
            by=request.user,
            seen=form.seen if change else None,
        )

    def response_post_save_add(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Stay with the draft: the next step is on its page."""
        return HttpResponseRedirect(self.page_of(obj))

    response_post_save_change = response_post_save_add

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        row = self.get_object(request, object_id) if object_id else None
        context = {**(extra_context or {}), **(self.panel(request, row) if row else {})}
        try:
            response: HttpResponse = super().changeform_view(request, object_id, form_url, context)
        except passage.Refusal as refusal:
            self.message_user(request, f"没有保存：{refusal}", level=messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())
        except IntegrityError:
            self.message_user(
                request,
                "没有保存：就在刚才，别人用了同一个编号。请换一个编号再存。",
                level=messages.ERROR,
            )
            return HttpResponseRedirect(request.get_full_path())
        return response

    # The steps -------------------------------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        return [
            path(
                "<path:object_id>/step/<slug:step>/",
                self.admin_site.admin_view(require_POST(self.step_view)),
                name=f"{name}_step",
            ),
            path(
                "<path:object_id>/impact/",
                self.admin_site.admin_view(self.impact_view),
                name=f"{name}_impact",
            ),
            *super().get_urls(),
        ]

    def step_url(self, row: Rule) -> str:
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_step"
        return reverse(name, args=[row.pk, "step"]).removesuffix("step/")

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        row = self.get_object(request, object_id)
        context = (
            {}
            if row is None
            else {
                "step_url": self.step_url(row),
                "may_restore": desk_for(request).edits.covers(row.region_id),
            }
        )
        return super().history_view(request, object_id, {**(extra_context or {}), **context})

    def step_view(self, request: HttpRequest, object_id: str, step: str) -> HttpResponse:
        row = self.get_object(request, object_id)
        take = self._steps(request).get(step)
        if row is None or take is None:
            raise Http404
        try:
            row, sentence = take(row)
        except passage.Refusal as refusal:
            self.message_user(request, str(refusal), level=messages.ERROR)
        else:
            self.message_user(request, sentence, level=messages.SUCCESS)
            self.log_change(request, row, sentence)
        return HttpResponseRedirect(self.page_of(row))

    def impact_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """What publishing would change; looking changes nothing."""
        row = self.get_object(request, object_id)
        if row is None or row.status not in passage.OPEN:
            raise Http404
        context: dict[str, Any] = self.panel(request, row)
        try:
            context["impact"] = impact_of(row, today=clock.today())
        except passage.Refusal as refusal:
            context["refusal"] = str(refusal)
        return TemplateResponse(
            request,
            "policies/desk/impact.html",
            {
                **self.admin_site.each_context(request),
                "title": f"{row} 发布后的变化",
                "opts": self.opts,
                "page": self.page_of(row),
                **context,
            },
        )

    def _steps(self, request: HttpRequest) -> dict[str, Callable[[Any], tuple[Any, str]]]:
        by, at, remark = request.user, clock.now(), request.POST.get("remark", "")
        seen = _instant(request.POST.get("seen", ""))
        return {
            "submit": lambda row: (
                passage.submit(row, by=by, at=at, seen=seen),
                "已提交，等另一位同事复核。",
            ),
            "send-back": lambda row: (
                passage.send_back(row, by=by, remark=remark),
                "已退回为草稿。",
            ),
            "publish": lambda row: (
                passage.publish(row, by=by, at=at, seen=seen),
                "已发布，居民现在看到的就是这一条；生效日期在以后的，到那天自动生效。",
            ),
            "retire": lambda row: (
                passage.retire(row, by=by, at=at, remark=remark),
                "已停用。",
            ),
            "revise": lambda row: (
                passage.revise(row, by=by),
                "这是修改用的草稿；发布以前，居民看到的仍是原来那一条。",
            ),
            "restore": lambda row: (
                passage.restore(row, version=self._version(request, row), by=by),
                "已照那一版的内容写好草稿，请核对后提交。",
            ),
        }

    @staticmethod
    def _version(request: HttpRequest, row: Any) -> Any:
        number = request.POST.get("version", "")
        found = row.history.filter(history_id=number).first() if number.isdecimal() else None
        if found is None:
            raise passage.Refusal("没有找到这一版。")
        return found

    def panel(self, request: HttpRequest, row: Any) -> dict[str, Any]:
        """What the page says above the form: where the row stands and what can be done now."""
        desk = desk_for(request)
        edits, reviews = desk.edits.covers(row.region_id), desk.reviews.covers(row.region_id)
        hand_in_it = request.user.pk in row.authors
        people = names_of({*row.authors, *filter(None, [row.submitted_by, row.published_by])})
        revision = passage.open_revision(row) if row.status == Status.PUBLISHED else None
        last = row.history.first()
        returned = (last.history_change_reason if last else None) or ""
        return {
            "row": row,
            "seen": request.POST.get("seen") or row.updated_at.isoformat(),
            "steps": [(label, status == row.status) for status, label in STEPS.items()],
            "authors": "、".join(people[number] for number in row.authors),
            "submitter": people.get(row.submitted_by, ""),
            "publisher": people.get(row.published_by, ""),
            "returned": returned
            if row.status == Status.DRAFT and returned.startswith("退回")
            else "",
            "revision": revision,
            "revision_page": self.page_of(revision) if revision else "",
            "replaces_page": self.page_of(row.replaces) if row.replaces else "",
            "changes": self._changes(row),
            "may_submit": row.status == Status.DRAFT and edits,
            "may_publish": row.status == Status.REVIEW and reviews and not hand_in_it,
            "own_hand": row.status == Status.REVIEW and reviews and hand_in_it,
            "may_send_back": row.status == Status.REVIEW and (edits or reviews),
            "may_revise": row.status == Status.PUBLISHED and edits,
            "may_retire": row.status == Status.PUBLISHED and reviews,
            "step_url": self.step_url(row),
            "impact_page": self.step_url(row).replace("/step/", "/impact/")
            if row.status in passage.OPEN
            else "",
            "mistakes": list(todo.reported_mistakes()(reach=desk.sees, rule=row.code)),
            "doubts": doubts(row, today=clock.today()) if row.status in passage.OPEN else [],
        }

    @staticmethod
    def _changes(row: Any) -> list[Any]:
        """How a draft differs from what is published now."""
        if row.replaces is None or row.status not in passage.OPEN:
            return []
        before, after = (
            [source.code for source in each.sources.all()] for each in (row.replaces, row)
        )
        return [
            *differences(row.replaces, row, leave_out={"code", "status"}),
            *source_difference(before, after),
        ]

    @admin.action(description="交还给数据文件（下次载入时以文件为准）", permissions=["review"])
    def return_to_files(self, request: HttpRequest, queryset: QuerySet[Rule]) -> None:
        rows = queryset.filter(origin=Origin.ADMIN).exclude(status__in=passage.OPEN)
        try:
            count = passage.return_to_files(rows, by=request.user)
        except passage.Refusal as refusal:
            self.message_user(request, str(refusal), level=messages.ERROR)
        else:
            self.message_user(request, f"已交还 {count} 条，下次载入数据文件时以文件为准。")
