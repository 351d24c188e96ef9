"""An inbox row as it goes out: plain values, so that nothing is converted twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from reminders import messages
from reminders.backup.told import chain, deliveries_of
from reminders.kinds import KINDS
from reminders.models import Delivery, Reason, Reminder, Status

RESEND_COSTS = (
    "不知道微信送到没有。可以再发一次，要再用掉 1 次微信提醒；要是上次其实送到了，就会收到两遍。"
)


def inbox_of(rows: Sequence[Reminder]) -> list[dict[str, Any]]:
    """The rows as they go out; one query where any of them may have gone another way."""
    tried = deliveries_of(rows)
    return [shape_of(row, tried.get(row.pk, ())) for row in rows]


def shape_of(row: Reminder, deliveries: Sequence[Delivery] = ()) -> dict[str, Any]:
    """What was or will be told, how it went, and from which rules; see ReminderSerializer."""
    kind = KINDS[row.kind]
    words = messages.inbox(
        kind=row.kind, members=row.members, due_on=row.due_on, subject=row.subject
    )
    names = {each["id"]: each["name"] for each in row.members}
    return {
        "id": row.pk,
        "kind": row.kind,
        "kind_label": kind.label,
        "title": words["title"],
        "text": words["text"],
        "why": kind.why,
        "origin": kind.source,
        "due_on": row.due_on,
        "stage": row.stage,
        "members": [{"id": pk, "nickname": name} for pk, name in names.items()],
        "rules": sorted({each["rule"] for each in row.members if each.get("rule")}),
        "status": row.status,
        "status_label": Status(row.status).label,
        "reason": row.reason,
        "reason_label": Reason(row.reason).label if row.reason else "",
        "backup": chain(row, deliveries),
        "send_after": _instant(row.send_after),
        "sent_at": _instant(row.sent_at),
        "read_at": _instant(row.read_at),
        "resend": RESEND_COSTS if row.status == Status.UNKNOWN else "",
    }


def _instant(moment: datetime | None) -> str | None:
    return timezone.localtime(moment).isoformat() if moment else None
