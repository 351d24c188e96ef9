"""How long things are kept. This list is what the nightly task carries out and docs/privacy.md shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.apps import apps
from django.db.models import Q

from accounts.models import User
from privacy.erasure import erase

MOST_AT_ONCE = 10_000


@dataclass(frozen=True, slots=True)
class Retention:
    """Rows of `table` go `days` after `since`; `only` narrows which."""

    table: str
    since: str
    days: int
    why: str
    only: Q = Q()


RETENTION = (
    Retention(
        "reminders.ArchivedReminder",
        "due_on",
        1095,
        "三年内查得到告诉过什么、哪天告诉的、依据哪条规则；满十三个月先转成存档",
    ),
    Retention("reminders.Attempt", "finished_at", 180, "查发送故障用"),
    Retention("reminders.Delivery", "begun_at", 365, "居民和工作人员看备用渠道发没发成"),
    Retention("reminders.GrantReport", "answered_at", 90, "只为防止同一次点击重复记账"),
    Retention("accounts.Answer", "answered_at", 1, "没收到回答时重发同一次提交，只办一次"),
    Retention("accounts.Change", "changed_at", 1095, "居民自己查改动、撤销用"),
    Retention("accounts.DeletedMember", "deleted_at", 30, "删错了可以撤销"),
    Retention("accounts.Mistake", "said_at", 365, "居民看答复，工作人员看哪里常被说错"),
    Retention("policies.UnansweredQuestion", "last_asked_on", 365, "编辑看还缺哪些回答"),
    Retention(
        "privacy.Consent",
        "withdrawn_at",
        1095,
        "证明当时同意过什么",
        Q(withdrawn_at__isnull=False),
    ),
    Retention("privacy.AccessRecord", "seen_at", 1095, "查谁看过哪位居民"),
    Retention("admin.LogEntry", "action_time", 1095, "工作人员操作留痕"),
    Retention("sessions.Session", "expire_date", 0, "后台登录过期"),
)

# Residents are erased whole, as if they had asked for it.
UNUSED = timedelta(days=1095)
NEVER_AGREED = timedelta(days=30)


def forget(*, now: datetime) -> dict[str, int]:
    """Delete what is past its time; returns how much of what. Run again it finds nothing."""
    gone = {
        f"{rule.table}.{rule.since}": count for rule in RETENTION if (count := _apply(rule, now))
    }
    if erased := _erase_the_absent(now):
        gone["accounts.User"] = erased
    return gone


def _apply(rule: Retention, now: datetime) -> int:
    rows = apps.get_model(rule.table)._base_manager
    ended: object = now - timedelta(days=rule.days)
    if rows.model._meta.get_field(rule.since).get_internal_type() == "DateField":
        ended = now.date() - timedelta(days=rule.days)
    past = rows.filter(rule.only, **{f"{rule.since}__lt": ended})
    total = 0
    while numbers := list(past.values_list("pk", flat=True)[:MOST_AT_ONCE]):
        total += rows.filter(pk__in=numbers).delete()[0]
    return total


def _erase_the_absent(now: datetime) -> int:
    """Residents who never agreed to anything, and those who have not come back for years."""
    absent = User.objects.filter(openid__isnull=False).filter(
        Q(last_login__lt=now - UNUSED)
        | Q(last_login=None, date_joined__lt=now - UNUSED)
        | Q(consents=None, date_joined__lt=now - NEVER_AGREED)
    )
    residents = list(absent.distinct()[:MOST_AT_ONCE])
    for user in residents:
        erase(user=user)
    return len(residents)
