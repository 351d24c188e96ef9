"""Writes that come from residents and from WeChat's callbacks, and the sweeper."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Case, F, Func, Max, Q, When
from django.db.models.functions import Now
from django.utils import timezone

from accounts.models import User
from accounts.services import forget_phone
from policies.workdays import work_calendar
from privacy.erasure import erase
from reminders.listening import listening_since
from reminders.models import (
    Attempt,
    Grant,
    GrantReport,
    Lease,
    MessageTemplate,
    Reason,
    Reminder,
    Status,
)
from reminders.rules import (
    LEASE_LASTS,
    QUIET_FROM,
    QUIET_UNTIL,
    RECEIPT_WAIT,
    first_chance,
    hours_of,
    quiet_hours_problems,
    send_after,
)
from reminders.tuning import kinds_in_force
from yibao_project.errors import INVALID, AppError
from yibao_project.postgresql.prepared import Prepared
from yibao_project.wechat_push import (
    AuthorisationEnded,
    MessagesSent,
    PhoneWithdrawn,
    PopupAnswered,
    Push,
    SubscriptionChanged,
)

# A report of the mini-program may be repeated late. Each pairs with one report of WeChat's only,
# so a generous time loses no tap.
SAME_TAP = timedelta(hours=1)
IN_FLIGHT = Q(
    status=Status.PLANNED,
    pk__in=Lease.objects.values(reminder=Func("reminders", function="unnest")),
)
# Rows that WeChat may have taken without our knowing; the last were planned anew since.
IN_DOUBT = Q(status=Status.UNKNOWN) | Q(status=Status.PLANNED, reason=Reason.NO_ANSWER)
OwnQuiet = tuple[time | None, time | None]
ONE_SECOND = timedelta(seconds=1)  # WeChat tells instants by the second
ACCEPT = "accept"  # and every value that begins so: acceptWithAlert, acceptWithAudio …
BAN = "ban"


@dataclass(frozen=True, slots=True)
class SweepResult:
    interrupted: int
    retried: int


def report_answers(
    *, user: User, answers: Mapping[str, str], key: str, source: GrantReport.Source, at: datetime
) -> list[Grant]:
    """Book what the resident answered to a subscription prompt; returns the grants concerned.

    `answers` maps WeChat template ids to WeChat's values. Repeating a report with the same `key`
    books nothing, and a tap that both sources report buys one credit. Unknown templates are
    passed over: they belong to another version of the mini-program.
    """
    templates = MessageTemplate.objects.filter(template_id__in=answers).order_by("pk")
    return [
        _book(
            user=user,
            template=template,
            answer=answers[template.template_id],
            key=key,
            source=source,
            at=at,
        )
        for template in templates
    ]


@transaction.atomic
def _book(
    *,
    user: User,
    template: MessageTemplate,
    answer: str,
    key: str,
    source: GrantReport.Source,
    at: datetime,
) -> Grant:
    Grant.objects.bulk_create([Grant(user=user, template=template)], ignore_conflicts=True)
    grant = Grant.objects.select_for_update().get(user=user, template=template)
    accepted = answer.startswith(ACCEPT)
    report, is_new = GrantReport.objects.get_or_create(
        grant=grant, source=source, key=key, defaults={"accepted": accepted, "answered_at": at}
    )
    if not is_new:
        return grant
    twin = (
        GrantReport.objects.filter(
            grant=grant,
            accepted=accepted,
            counterpart=None,
            answered_at__range=(at - SAME_TAP, at + SAME_TAP),
        )
        .exclude(source=source)
        .order_by("answered_at")
        .first()
    )
    if twin is not None:
        report.counterpart, twin.counterpart = twin, report
        report.save(update_fields=["counterpart"])
        twin.save(update_fields=["counterpart"])
        return grant
    if accepted:
        one_time = template.duration == MessageTemplate.Duration.ONE_TIME
        grant.balance = grant.balance + 1 if one_time else 1
        grant.save(update_fields=["balance"])
    elif answer == BAN:
        grant.balance = 0
        grant.save(update_fields=["balance"])
    return grant


def take_push(event: Push, *, now: datetime) -> None:
    """Book what WeChat tells about a resident's subscriptions or about messages sent.

    Nothing happens for residents and templates that are not ours, nor for other events.
    """
    match event:
        case PopupAnswered():
            user = User.objects.filter(openid=event.openid).first()
            if user is not None:
                report_answers(
                    user=user,
                    answers={choice.template_id: choice.status for choice in event.choices},
                    key=event.at.isoformat(),
                    source=GrantReport.Source.PUSH,
                    at=event.at,
                )
        case SubscriptionChanged():
            for choice in event.choices:
                if not choice.status.startswith(ACCEPT):
                    forfeit_credits(openid=event.openid, template_id=choice.template_id)
        case AuthorisationEnded():
            # Whoever came back since is somebody new, whom an old push does not concern.
            left = User.objects.filter(openid=event.openid, date_joined__lt=event.at + ONE_SECOND)
            for user in left:
                erase(user=user)
        case PhoneWithdrawn():
            forget_phone(openid=event.openid, given_before=event.at + ONE_SECOND)
        case MessagesSent():
            for delivery in event.deliveries:
                settle_receipt(
                    openid=event.openid,
                    template_id=delivery.template_id,
                    msgid=delivery.msgid,
                    delivered=delivery.errcode == 0,
                    now=now,
                )


def forfeit_credits(*, openid: str, template_id: str) -> None:
    """The resident switched a template off in WeChat's settings: what was left is gone."""
    Grant.objects.filter(user__openid=openid, template__template_id=template_id).update(balance=0)


def settle_receipt(
    *, openid: str, template_id: str, msgid: int, delivered: bool, now: datetime
) -> bool:
    """Take WeChat's word that a message reached, or did not reach, the phone.

    WeChat pushes a receipt after every send. It settles the row in doubt of this resident and
    template; a row already recorded as sent changes only if it did not reach the phone after
    all, so for nearly every receipt one question is enough. Safe to repeat.
    """
    if delivered and _is_booked(openid=openid, msgid=msgid):
        return False
    with transaction.atomic():
        template = MessageTemplate.objects.filter(template_id=template_id).first()
        if template is None:
            return False
        # One statement: a row that is being recorded meanwhile is waited for, and then known by its
        # number; asked for one after the other it would be missed, and a row in doubt taken for it.
        found = Q(msgid=msgid) | (IN_FLIGHT | IN_DOUBT) & Q(kind=template.kind)
        rows = Reminder.objects.filter(found, user__openid=openid)
        known_first = Case(When(msgid=msgid, then=0), When(IN_FLIGHT, then=1), default=2)
        row = rows.order_by(known_first, "-pk").select_for_update(of=("self",)).first()
        if row is None or row.status == Status.RELAYED or (delivered and row.status == Status.SENT):
            return False
        if row.status == Status.PLANNED and row.reason != Reason.NO_ANSWER:
            row.attempts += 1  # the receipt was quicker than our own record
        row.msgid = msgid
        if delivered:
            row.status, row.reason, row.sent_at = Status.SENT, "", now
            if template.duration == MessageTemplate.Duration.ONE_TIME:
                Grant.objects.filter(user_id=row.user_id, template=template, balance__gt=0).update(
                    balance=F("balance") - 1
                )
        else:
            row.status, row.reason = Status.FAILED, Reason.UNDELIVERED
        row.save(update_fields=["attempts", "msgid", "status", "reason", "sent_at"])
    return True


# Planned anew for each receipt, over all months of the ledger, it took seven times as long.
BOOKED = Prepared(
    "yibao_booked",
    parameters="text, bigint",
    statement=lambda: (
        """
        SELECT EXISTS (SELECT FROM reminders_reminder r JOIN accounts_user u ON u.id = r.user_id
                       WHERE u.openid = $1 AND r.msgid = $2 AND r.status = 'sent')
    """
    ),
)


def _is_booked(*, openid: str, msgid: int) -> bool:
    with connection.cursor() as cursor:
        BOOKED.execute(cursor, openid, msgid)
        return bool(cursor.fetchone()[0])


def sweep(*, now: datetime) -> SweepResult:
    """Bring rows to rest that a crash or a silent answer left in doubt.

    1. Rows whose sender is gone become `unknown` if it was about to hand them over, and only
       WeChat's receipt settles them; else they are free again.
    2. Rows that WeChat took without an answer go back to `planned` when the receipt that WeChat
       sends after every message has not come in time, so the message did not go out. Where a
       receipt may have been lost they stay `unknown` like those above, and where none can come
       (no push token) as they are.
    """
    with transaction.atomic():
        abandoned = list(
            Lease.objects.filter(claimed_at__lt=Now() - LEASE_LASTS).select_for_update(
                skip_locked=True
            )
        )
        interrupted = list(
            Reminder.objects.filter(
                status=Status.PLANNED,
                pk__in=[pk for lease in abandoned for pk in lease.handed_over],
            )
            .select_for_update()
            .values_list("pk", flat=True)
        )
        Reminder.objects.filter(pk__in=interrupted).update(
            status=Status.UNKNOWN, reason=Reason.INTERRUPTED, attempts=F("attempts") + 1
        )
        Attempt.objects.bulk_create(
            [
                Attempt(
                    reminder_id=pk,
                    finished_at=now,
                    outcome=Attempt.Outcome.UNCERTAIN,
                    detail="发送程序中断，不知道微信收到没有，等微信的回执。",
                )
                for pk in interrupted
            ],
            batch_size=1000,
        )
        Lease.objects.filter(pk__in=[lease.pk for lease in abandoned]).delete()
    retried = 0
    if settings.WECHAT_PUSH_TOKEN:
        silent = Reminder.objects.filter(
            status=Status.UNKNOWN, reason=Reason.NO_ANSWER, send_after__lte=now
        )
        proven = listening_since(now=now) + RECEIPT_WAIT
        retried = silent.filter(send_after__gt=proven).update(status=Status.PLANNED)
        silent.update(reason=Reason.INTERRUPTED)
    return SweepResult(interrupted=len(interrupted), retried=retried)


def mark_read(*, user: User, reminder_id: int, now: datetime) -> bool:
    """Remember the first time the resident opened it; False when it is not theirs."""
    rows = Reminder.objects.filter(user=user, pk=reminder_id)
    rows.filter(read_at=None).update(read_at=now)
    return rows.exists()


@transaction.atomic
def choose_manner(
    *,
    user: User,
    quiet_from: time,
    quiet_until: time,
    muted_kinds: Collection[str],
    now: datetime,
) -> None:
    """Store how the resident wants to be reminded.

    What is planned keeps to the new hours at once; kinds that are switched off are withdrawn by
    planning within a minute. Who chooses everybody's hours has none of their own. Raises AppError
    where the hours are not possible.
    """
    if problems := quiet_hours_problems(quiet_from=quiet_from, quiet_until=quiet_until):
        raise AppError(*INVALID, fields=problems)
    usual = (quiet_from, quiet_until) == (QUIET_FROM, QUIET_UNTIL)
    chosen = (None, None) if usual else (quiet_from, quiet_until)
    before = User.objects.filter(pk=user.pk).values_list("quiet_from", "quiet_until").get()
    User.objects.filter(pk=user.pk).update(
        quiet_from=chosen[0], quiet_until=chosen[1], muted_kinds=sorted(set(muted_kinds))
    )
    if chosen != before:
        _keep_to_new_hours(user, before=before, chosen=chosen, now=now)


def _keep_to_new_hours(user: User, *, before: OwnQuiet, chosen: OwnQuiet, now: datetime) -> None:
    """Time anew what is planned: earlier what waited only for the old quiet to end."""
    kinds, holidays = kinds_in_force(), work_calendar().holidays
    rows = Reminder.objects.select_for_update().filter(user=user, status=Status.PLANNED)
    planned = list(rows.exclude(IN_FLIGHT))
    for row in planned:
        kind = kinds[row.kind]
        old, new = (
            hours_of(quiet_from=begins, quiet_until=ends, hours=kind.hours)
            for begins, ends in (before, chosen)
        )
        waits = timezone.localtime(row.send_after).time() == old.opens
        moment = now if waits and row.reason != Reason.RETRY else max(now, row.send_after)
        row.send_after, _ = first_chance(
            moment=moment,
            due_on=row.due_on,
            ends=kind.ends,
            lasts=kind.lasts,
            hours=new,
            holidays=holidays,
        )
    Reminder.objects.bulk_update(planned, ["send_after"])


@transaction.atomic
def resend(*, reminder: Reminder, now: datetime) -> None:
    """Send once more what nobody knows of whether it arrived; it costs another credit.

    WeChat's receipt for the first time, should it still come, stops the second. Whether it is
    still true is checked before it goes out, as for every message. Raises AppError 409 when there
    is no doubt, when the receipt may still come, or when no credit is left.
    """
    row = Reminder.objects.select_for_update().get(pk=reminder.pk)
    if row.status != Status.UNKNOWN:
        raise AppError("not_in_doubt", "这一条不用再发。", status=409)
    tried = row.attempts_made.aggregate(at=Max("finished_at"))["at"]
    if tried and tried > now - RECEIPT_WAIT:
        raise AppError("receipt_may_come", "刚交给微信，请等十分钟再看。", status=409)
    template = MessageTemplate.objects.filter(kind=row.kind).first()
    grant = Grant.objects.filter(user_id=row.user_id, template=template, balance__gt=0)
    if template is None or not grant.exists():
        raise AppError(
            "no_credit", "没有微信提醒次数了，请先在小程序里点“让微信多提醒一次”。", status=409
        )
    row.status, row.reason = Status.PLANNED, Reason.NO_ANSWER
    row.send_after = send_after(
        now=now,
        due_on=row.due_on,
        hours=hours_of(
            quiet_from=row.user.quiet_from,
            quiet_until=row.user.quiet_until,
            hours=kinds_in_force()[row.kind].hours,
        ),
    )
    row.save(update_fields=["status", "reason", "send_after"])
