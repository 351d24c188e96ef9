"""The page on which the support desk enters a year that the village declared."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.messages import SUCCESS
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from unfold.admin import ModelAdmin
from unfold.decorators import action
from unfold.widgets import (
    UnfoldAdminDecimalFieldWidget,
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminTextInputWidget,
    UnfoldBooleanWidget,
)

from accounts import services
from accounts.models import Enrolment, Member
from accounts.serializers import EnrolmentInput
from yibao_project import clock
from yibao_project.errors import AppError


class YearForm(forms.Form):
    coverage_year = forms.IntegerField(
        label="待遇年度",
        help_text="看病报销的那一年，例如 2026（不是缴费的那一年）。",
        widget=UnfoldAdminIntegerFieldWidget,
    )
    paid_on = forms.DateField(
        label="缴费到账日期",
        required=False,
        help_text="还没缴就留空。",
        widget=UnfoldAdminTextInputWidget(attrs={"type": "date"}),
    )
    amount = forms.DecimalField(
        label="缴费金额（元）", required=False, widget=UnfoldAdminDecimalFieldWidget
    )
    channel = forms.CharField(
        label="缴费渠道",
        required=False,
        help_text="例如：村里代收。不要写经手人的姓名。",
        widget=UnfoldAdminTextInputWidget,
    )
    exempt = forms.BooleanField(
        label="全额资助，自己不用缴", required=False, widget=UnfoldBooleanWidget
    )

    def enter(self, member: Member) -> bool:
        """Declare the year for `member`; False where that is refused, with the reasons."""
        told = {name: value for name, value in self.cleaned_data.items() if value is not None}
        year = told.pop("coverage_year")
        facts = EnrolmentInput(data=told)
        if not facts.is_valid():
            self._refuse(facts.errors)
            return False
        declaration = services.Declaration(**facts.validated_data, source=Enrolment.Source.VILLAGE)
        try:
            services.declare_year(
                member=member,
                coverage_year=year,
                declaration=declaration,
                today=clock.today(),
                now=clock.now(),
            )
        except AppError as refusal:
            self._refuse(refusal.fields or {None: [refusal.message]})
            return False
        return True

    def _refuse(self, reasons: Any) -> None:
        for field, sentences in reasons.items():
            self.add_error(field if field in self.fields else None, [*sentences])


class VillageDesk(ModelAdmin):
    """The page of a member, with a way to enter what the village says of a year.

    It takes the place of what was declared of that year. The resident sees who said so, and can
    take it back like any other change.
    """

    actions_detail = ("village",)

    def has_village_permission(self, request: HttpRequest, object_id: Any = None) -> bool:
        return request.user.has_perm("accounts.add_enrolment")

    @action(
        description="代填村社申报的缴费",
        url_path="village",
        permissions=["view", "village"],
    )
    def village(self, request: HttpRequest, object_id: str) -> HttpResponse:
        member: Any = self.get_object(request, object_id)
        if member is None:
            raise Http404
        form = YearForm(request.POST or None)
        if request.method == "POST" and form.is_valid() and form.enter(member):
            what = f"代填村社申报的{form.cleaned_data['coverage_year']}年度缴费"
            self.log_change(request, member, what)
            self.message_user(request, f"已{what}。居民能看到是村社代填的，也能撤销。", SUCCESS)
            return redirect("admin:accounts_member_change", object_id)
        return TemplateResponse(
            request,
            "accounts/village.html",
            {
                **self.admin_site.each_context(request),
                "title": "代填村社申报的缴费",
                "opts": self.opts,
                "original": member,
                "form": form,
            },
        )
