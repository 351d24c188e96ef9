"""What the stage shows: the date, the family, what was and will be reminded. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.utils.timezone import localdate

from accounts import selectors as accounts
from accounts.models import Filing, Member, User
from accounts.rules import EnrolmentState
from rehearsal import preview
from rehearsal.demo import COVERAGE_YEAR, OPENID
from reminders import messages
from reminders.models import Reminder, Status
from reminders.upcoming import Way, upcoming_for

WEEKDAYS = "一二三四五六日"
REMINDERS_SHOWN = 12
STATES = {EnrolmentState.NOT_REGISTERED: "还没缴"}
TONES = {
    EnrolmentState.PAID: "good",
    EnrolmentState.AWAITING_BENEFIT: "good",
    EnrolmentState.COVERED: "good",
    EnrolmentState.EXEMPT: "good",
    EnrolmentState.LAPSED: "bad",
    EnrolmentState.ENDED: "calm",
}
REMINDER_TONES = {
    Status.SENT: "good",
    Status.RELAYED: "good",
    Status.DONE: "calm",
    Status.EXPIRED: "calm",
    Status.SUPERSEDED: "calm",
    Status.FAILED: "bad",
    Status.REFUSED: "bad",
    Status.UNKNOWN: "bad",
}


@dataclass(frozen=True)
class Person:
    member: Member
    state: str
    tone: str
    explanation: str
    filings: list[Filing]
    may_pay: bool
    may_undo: bool


@dataclass(frozen=True)
class Told:
    title: str
    names: str
    lead: str
    status: str
    reason: str
    tone: str
    sent_at: datetime | None


@dataclass(frozen=True)
class Stage:
    today: date
    weekday: str
    coverage_year: int
    next_day: date | None
    people: list[Person]
    told: list[Told]
    is_busy: bool
    phone_url: str
    app_url: str


def stage_on(*, today: date, now: datetime) -> Stage:
    rows = Reminder.objects.filter(user__openid=OPENID).order_by("-pk")
    return Stage(
        today=today,
        weekday=f"星期{WEEKDAYS[today.weekday()]}",
        coverage_year=COVERAGE_YEAR,
        next_day=next_reminder_day(today=today, now=now),
        people=_people(today=today),
        told=[_told(row) for row in rows[:REMINDERS_SHOWN]],
        is_busy=rows.filter(status=Status.PLANNED, send_after__lte=now).exists(),
        phone_url=f"{settings.SANDBOX_URL}/phones/{OPENID}",
        app_url=preview.URL if preview.is_built() else "",
    )


def next_reminder_day(*, today: date, now: datetime) -> date | None:
    """The next day on which something new is to be told."""
    user = User.objects.filter(openid=OPENID).first()
    coming = upcoming_for(user, today=today, now=now) if user else []
    days = (localdate(each.send_at) for each in coming if each.way != Way.NONE)
    return min((day for day in days if day > today), default=None)


def _people(*, today: date) -> list[Person]:
    people = []
    for member in Member.objects.filter(user__openid=OPENID).order_by("pk"):
        standing = accounts.enrolment_of(member, coverage_year=COVERAGE_YEAR, today=today)
        is_settled = standing.paid_on is not None or standing.exempt
        people.append(
            Person(
                member=member,
                state=STATES.get(standing.state, standing.state.label),
                tone=TONES.get(standing.state, "due"),
                explanation=standing.explanation,
                filings=[
                    filing for filing in accounts.filings_of(member) if filing.cancelled_on is None
                ],
                may_pay=not is_settled,
                may_undo=is_settled,
            )
        )
    return people


def _told(row: Reminder) -> Told:
    text = messages.inbox(
        kind=row.kind, members=row.members, due_on=row.due_on, subject=row.subject
    )
    return Told(
        title=text["title"],
        names=messages.who(tuple(each["name"] for each in row.members)),
        lead=_lead(row),
        status=row.get_status_display(),
        reason=row.get_reason_display(),
        tone=REMINDER_TONES.get(Status(row.status), "due"),
        sent_at=row.sent_at,
    )


def _lead(row: Reminder) -> str:
    """How early it was sent; a family that joins late gets its first reminder late."""
    if row.sent_at is None:
        return f"提前{row.stage}天的提醒" if row.stage else "当天的提醒"
    days = (row.due_on - localdate(row.sent_at)).days
    return f"还有{days}天时发出" if days > 0 else "当天发出"
