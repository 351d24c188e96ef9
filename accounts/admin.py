"""The support desk: who residents are and what they declared. Facts are theirs, so read-only here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as BaseGroupAdmin
from django.contrib.auth.admin import UserAdmin as BaseUserAdmin
from django.contrib.auth.models import Group
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from unfold.admin import ModelAdmin, TabularInline
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from accounts import selectors, services, told
from accounts.models import (
    Change,
    Enrolment,
    Filing,
    Member,
    Mistake,
    User,
)
from accounts.village.admin import VillageDesk
from policies.desk.reach import desk_of
from yibao_project import clock

admin.site.unregister(Group)


class ReadOnly:
    """Looking is allowed, changing is not."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class MemberInline(ReadOnly, TabularInline):
    model = Member
    fields = ["nickname", "relation", "region", "scheme", "category", "muted"]
    show_change_link = True
    extra = 0
    hide_title = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Member]:
        members: QuerySet[Member] = super().get_queryset(request)
        return members.select_related("region")


class StaffForm(UserChangeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if password := self.fields.get("password"):
            password.help_text = format_html(
                '只保存加密后的密码，谁也看不到原文。<a href="{}">修改密码</a>', "../password/"
            )


@admin.register(User)
class UserAdmin(BaseUserAdmin, ModelAdmin):  # type: ignore[type-arg]
    """Staff accounts, and residents by number. What WeChat calls a resident is never shown."""

    form = StaffForm
    add_form = UserCreationForm
    change_password_form = AdminPasswordChangeForm
    list_display = ["__str__", "is_staff", "is_active", "member_count", "date_joined"]
    list_filter = ["is_staff", "is_active"]
    search_fields = ["=id", "username", "members__nickname__exact"]
    search_help_text = "按编号、工作人员账号或家人的整个称呼查找。"
    ordering = ["-id"]
    readonly_fields = ["last_login", "date_joined"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        ("权限", {"fields": ["is_active", "is_staff", "is_superuser", "groups"]}),
        ("时间", {"fields": ["last_login", "date_joined"]}),
    ]
    filter_horizontal = []
    autocomplete_fields = ["groups"]

    def get_inlines(self, request: HttpRequest, obj: User | None) -> Any:
        return [MemberInline] if obj and obj.openid else []

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        users: QuerySet[User] = super().get_queryset(request)
        return users.annotate(members_count=Count("members"))

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        """A resident has no password and never becomes staff, so neither is offered."""
        if obj and obj.openid:
            return [(None, {"fields": ["is_active", "date_joined"]})]
        return super().get_fieldsets(request, obj)

    @admin.display(description="家人", ordering="members_count")
    def member_count(self, user: User) -> int:
        return user.members_count  # type: ignore[attr-defined, no-any-return]


@admin.register(Group)
class GroupAdmin(BaseGroupAdmin, ModelAdmin):
    pass


class EnrolmentInline(ReadOnly, TabularInline):
    model = Enrolment
    fields = ["coverage_year", "paid_on", "amount", "channel", "exempt", "source", "updated_at"]
    readonly_fields = ["source", "updated_at"]
    ordering = ["-coverage_year"]
    extra = 0
    hide_title = True


class ChangeInline(ReadOnly, TabularInline):
    """The trace, in words."""

    model = Change
    fields = ["fact", "told_subject", "changed_at", "told_before", "told_after", "by", "undone_at"]
    readonly_fields = ["told_subject", "told_before", "told_after"]
    ordering = ["-id"]
    extra = 0
    hide_title = True
    places: Mapping[str, str] = {}

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        if obj is not None:
            self.places = selectors.names_of_places(selectors.changes_of(obj))
        return super().get_formset(request, obj, **kwargs)

    @admin.display(description="第几项")
    def told_subject(self, change: Change) -> str:
        return told.subject(change) or "—"

    @admin.display(description="改前")
    def told_before(self, change: Change) -> str:
        return told.facts(change.fact, change.before, places=self.places)

    @admin.display(description="改后")
    def told_after(self, change: Change) -> str:
        return told.facts(change.fact, change.after, places=self.places)


class FilingInline(ReadOnly, TabularInline):
    model = Filing
    fields = [
        "kind",
        "progress",
        "care_region",
        "starts_on",
        "ends_on",
        "ends_on_reason",
        "cancelled_on",
    ]
    ordering = ["-id"]
    show_change_link = True
    extra = 0
    hide_title = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Filing]:
        filings: QuerySet[Filing] = super().get_queryset(request)
        return filings.select_related("care_region")


@admin.register(Member)
class MemberAdmin(VillageDesk):
    """Only `muted` can be changed: a resident may ask by telephone not to be reminded."""

    list_display = ["nickname", "relation", "region", "scheme", "category", "user", "muted"]
    list_filter = ["scheme", "muted", "relation"]
    list_select_related = ["region", "user"]
    search_fields = ["=id", "nickname__exact", "=user__id"]
    search_help_text = "按整个称呼、家人编号或照看人编号查找。"
    ordering = ["-id"]
    fields = [
        "user",
        "nickname",
        "relation",
        "born_on",
        "region",
        "scheme",
        "category",
        "special_group",
        "special_since",
        "ended_on",
        "ending",
        "created_at",
        "muted",
    ]
    readonly_fields = fields[:-1]
    inlines = [EnrolmentInline, FilingInline, ChangeInline]

    def get_readonly_fields(self, request: HttpRequest, obj: Member | None = None) -> Any:
        """Nobody is reminded of those who died or moved away."""
        return self.fields if obj and obj.ended_on else self.readonly_fields

    def save_model(self, request: HttpRequest, obj: Member, form: Any, change: bool) -> None:
        services.update_member(
            member=obj,
            muted=obj.muted,
            today=clock.today(),
            now=clock.now(),
            by=Change.By.DESK,
        )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Filing)
class FilingAdmin(ReadOnly, ModelAdmin):
    list_display = [
        "member",
        "kind",
        "progress",
        "care_region",
        "starts_on",
        "ends_on",
        "cancelled_on",
    ]
    list_filter = ["kind"]
    list_select_related = ["member", "care_region"]
    search_fields = ["=id", "member__nickname__exact", "=member__id"]
    search_help_text = "按家人的整个称呼、家人编号或备案编号查找。"
    date_hierarchy = "ends_on"
    ordering = ["-id"]


@admin.register(Mistake)
class MistakeAdmin(ModelAdmin):
    """For the desk of the place: what looks wrong, never to whom. The reply goes to them."""

    list_display = ["about", "region", "rule", "words", "said_at", "state"]
    list_filter = ["state", "about"]
    list_select_related = ["region"]
    search_fields = ["rule"]
    search_help_text = "按规则编号查找。"
    ordering = ["-id"]
    fields = ["about", "region", "rule", "words", "said_at", "state", "reply"]
    readonly_fields = fields[:-2]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Mistake]:
        return desk_of(request.user).sees.narrow(super().get_queryset(request))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(desk_of(request.user).sees)

    def has_view_permission(self, request: HttpRequest, obj: Mistake | None = None) -> bool:
        sees = desk_of(request.user).sees
        return bool(sees) if obj is None else sees.covers(obj.region_id)

    has_change_permission = has_view_permission

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Mistake | None = None) -> bool:
        return False
