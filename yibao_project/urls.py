"""Every route of the product on one screen."""

from __future__ import annotations

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from accounts.calendar import views as calendar
from accounts.declarations import views as declarations
from accounts.mistakes import views as mistakes
from accounts.status import views as status
from accounts.views import deleted, enrolments, filings, login, members
from policies import views as policies
from policies.admin.home import desk_home
from policies.calculators import views as calculators
from policies.desk import views as desk
from policies.guides import views as guides
from policies.search import views as faq
from privacy import views as privacy
from privacy.staff import second_factor
from reminders import views as reminders
from reminders.backup import views as backup
from reminders.operations import admin as operations
from yibao_project import errors, views

handler400 = errors.bad_request
handler404 = errors.not_found
handler500 = errors.server_error

staff_page = admin.site.admin_view
MEMBER = "members/<int:member_id>"
DELETED = "members/deleted/<int:deleted_member_id>"
REGION = "regions/<str:code>"
YEAR = f"{MEMBER}/enrolments/<int:coverage_year>"

# Asked for most, so looked at first: the home page and the inbox.
api: list[URLPattern] = [
    path("status", status.StatusView.as_view(), name="status"),
    path("reminders", reminders.Inbox.as_view(), name="inbox"),
    path("auth/login", login.LoginView.as_view(), name="login"),
    path("regions", policies.RegionListView.as_view(), name="regions"),
    path(REGION, policies.RegionDetailView.as_view(), name="region"),
    path(f"{REGION}/changes", desk.ChangeListView.as_view(), name="region-changes"),
    path(f"{REGION}/changes.atom", desk.ChangeFeedView.as_view(), name="region-changes-atom"),
    path(f"{REGION}/payment-window", policies.PaymentWindowView.as_view(), name="payment-window"),
    path(f"{REGION}/contribution", policies.ContributionView.as_view(), name="contribution"),
    path(f"{REGION}/rules", policies.ResidentRulesView.as_view(), name="resident-rules"),
    path("rules/<slug:code>", policies.RuleView.as_view(), name="rule"),
    path(f"{REGION}/sources", policies.SourceListView.as_view(), name="region-sources"),
    path(f"{REGION}/filing-rule", policies.FilingRuleView.as_view(), name="filing-rule"),
    path(f"{REGION}/services", guides.ServiceListView.as_view(), name="services"),
    path("guides", guides.GuideListView.as_view(), name="guides"),
    path("guides/<slug:slug>", guides.GuideView.as_view(), name="guide"),
    path("calculators", calculators.CalculatorListView.as_view(), name="calculators"),
    path("calculators/<str:rule>", calculators.CalculatorView.as_view(), name="calculator"),
    path("faq", faq.ArticleListView.as_view(), name="faq"),
    path("faq/<slug:slug>", faq.ArticleDetailView.as_view(), name="faq-article"),
    path("calendar/phone", calendar.PhoneCalendarView.as_view(), name="calendar-phone"),
    path("calendar/feed", calendar.FeedView.as_view(), name="calendar-feed"),
    path("calendar/feed.ics", calendar.FeedFileView.as_view(), name="calendar-file"),
    path("members", members.MemberListView.as_view(), name="members"),
    path("members/deleted", deleted.DeletedMemberListView.as_view(), name="deleted-members"),
    path(f"{DELETED}/undo", deleted.DeletionUndoView.as_view(), name="deletion-undo"),
    path(f"{DELETED}/erase", privacy.MemberErasureView.as_view(), name="member-erasure"),
    path(MEMBER, members.MemberDetailView.as_view(), name="member"),
    path(f"{MEMBER}/enrolments", enrolments.EnrolmentListView.as_view(), name="enrolments"),
    path(YEAR, enrolments.EnrolmentDetailView.as_view(), name="enrolment"),
    path(f"{YEAR}/undo", enrolments.EnrolmentUndoView.as_view(), name="enrolment-undo"),
    path(f"{YEAR}/changes", enrolments.EnrolmentChangeListView.as_view(), name="enrolment-changes"),
    path(f"{MEMBER}/debit-plan", declarations.DebitPlanView.as_view(), name="debit-plan"),
    path(
        f"{MEMBER}/debit-results",
        declarations.DebitResultListView.as_view(),
        name="debit-results",
    ),
    path(f"{MEMBER}/job-loss", declarations.JobLossView.as_view(), name="job-loss"),
    path(f"{MEMBER}/chronic", declarations.RecognitionListView.as_view(), name="chronic"),
    path(
        f"{MEMBER}/chronic/<int:recognition_id>",
        declarations.RecognitionView.as_view(),
        name="recognition",
    ),
    path(f"{MEMBER}/ending", members.EndingView.as_view(), name="ending"),
    path(f"{MEMBER}/changes", members.ChangeListView.as_view(), name="changes"),
    path(
        f"{MEMBER}/changes/<int:change_id>/undo",
        members.ChangeUndoView.as_view(),
        name="change-undo",
    ),
    path(f"{MEMBER}/filings", filings.FilingListView.as_view(), name="filings"),
    path("filings/<int:filing_id>", filings.FilingDetailView.as_view(), name="filing"),
    path("mistakes", mistakes.MistakeListView.as_view(), name="mistakes"),
    path("consents", privacy.ConsentTextsView.as_view(), name="consent-texts"),
    path("me/export", privacy.ExportView.as_view(), name="export"),
    path("me/erase", privacy.ErasureView.as_view(), name="erasure"),
    path("me/consents", privacy.ConsentsView.as_view(), name="consents"),
    path(
        "me/consents/<str:purpose>/withdraw",
        privacy.ConsentWithdrawalView.as_view(),
        name="consent-withdrawal",
    ),
    path(
        "filings/<int:filing_id>/admission",
        declarations.AdmissionView.as_view(),
        name="admission",
    ),
    path("upcoming", reminders.UpcomingList.as_view(), name="upcoming"),
    path("me/reminders", reminders.Manner.as_view(), name="manner"),
    path("me/backup", backup.BackupView.as_view(), name="backup"),
    path("me/backup/phone", backup.BackupPhoneView.as_view(), name="backup-phone"),
    path("reminders/<int:pk>/resend", reminders.Resend.as_view(), name="reminder-resend"),
    path("reminders/<int:pk>/read", reminders.ReadMark.as_view(), name="reminder-read"),
    path("subscriptions", reminders.Credits.as_view(), name="subscriptions"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", include(api)),
    path("", views.start, name="start"),
    path("healthz", views.healthz, name="healthz"),
    path("admin/desk/", staff_page(desk_home), name="desk"),
    path("admin/sending/", staff_page(operations.sending_desk), name="sending-desk"),
    path("admin/sending/retry/", staff_page(operations.retry), name="sending-retry"),
    path(
        "admin/sending/pauses/<int:pk>/resume/",
        staff_page(operations.resume),
        name="sending-resume",
    ),
    path(
        "admin/sending/rehearsal/",
        staff_page(operations.sending_rehearsal),
        name="sending-rehearsal",
    ),
    path("admin/second-factor/", second_factor, name="second-factor"),
    path("admin/", admin.site.urls),
    path("api/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("api/docs/", SpectacularSwaggerSplitView.as_view(url_name="schema"), name="docs"),
    path("wechat/push", reminders.WeChatPush.as_view(), name="wechat-push"),
    path("wechat/service-push", backup.ServiceAccountPush.as_view(), name="service-push"),
    path("rehearsal/", include("rehearsal.urls")),
]
