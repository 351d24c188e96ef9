from __future__ import annotations

from django.contrib import admin
from django.urls import path
from drf_spectacular.views import SpectacularAPIView

from accounts import views
from yibao_project import errors

handler404 = errors.not_found
handler400 = errors.bad_request
handler500 = errors.server_error

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("api/v1/auth/login", views.LoginView.as_view(), name="login"),
    path("api/v1/members", views.MemberListView.as_view(), name="members"),
    path("api/v1/members/<int:member_id>", views.MemberDetailView.as_view(), name="member"),
    path(
        "api/v1/members/<int:member_id>/enrolments",
        views.EnrolmentListView.as_view(),
        name="enrolments",
    ),
    path(
        "api/v1/members/<int:member_id>/enrolments/<int:coverage_year>",
        views.EnrolmentDetailView.as_view(),
        name="enrolment",
    ),
    path(
        "api/v1/members/<int:member_id>/enrolments/<int:coverage_year>/undo",
        views.EnrolmentUndoView.as_view(),
        name="enrolment-undo",
    ),
    path(
        "api/v1/members/<int:member_id>/enrolments/<int:coverage_year>/changes",
        views.EnrolmentChangeListView.as_view(),
        name="enrolment-changes",
    ),
    path("api/v1/members/<int:member_id>/filings", views.FilingListView.as_view(), name="filings"),
    path("api/v1/filings/<int:filing_id>", views.FilingDetailView.as_view(), name="filing"),
]
