"""Where it is shown that a message went another way: in the inbox and on the operations desk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count
from django.utils import timezone

from reminders.backup.ledger import LAST_DAYS
from reminders.models import Delivery, State, Way

if TYPE_CHECKING:
    from reminders.models import Reminder

MAY_GO_ELSEWHERE = frozenset({"relayed", "refused", "failed", "held"})
WHY = {"no_credit": "没有微信提醒次数", "refused": "微信没有订阅"}
NOT_DELIVERED = "微信没能送到手机"


@dataclass(frozen=True, slots=True)
class Relayed:
    """What of one channel met the same end on a day."""

    way: str
    state: str
    detail: str
    code: str
    count: int


def deliveries_of(rows: Iterable[Reminder]) -> Mapping[int, Sequence[Delivery]]:
    """By reminder, in the order in which the channels were tried; one query where any may have been."""
    wanted = [row.pk for row in rows if row.status in MAY_GO_ELSEWHERE and row.stage <= LAST_DAYS]
    found: defaultdict[int, list[Delivery]] = defaultdict(list)
    if wanted:
        for delivery in Delivery.objects.filter(reminder__in=wanted).order_by("begun_at", "pk"):
            found[delivery.reminder_id].append(delivery)
    return found


def chain(row: Reminder, deliveries: Sequence[Delivery]) -> str:
    """In one sentence why another way was needed and what came of each: 微信没有订阅，12月13日已发短信。"""
    if not deliveries:
        return ""
    steps = [WHY.get(row.reason, NOT_DELIVERED), *map(_step, deliveries)]
    return "，".join(steps) + "。"


def _step(delivery: Delivery) -> str:
    local = timezone.localtime(delivery.begun_at)
    day = f"{local.month}月{local.day}日"
    name = Way(delivery.way).label
    return {
        State.SENDING: f"正在发{name}",
        State.SENT: f"{day}已发{name}",
        State.WAITING: f"{day}发{name}没成，稍后再试",
        State.FAILED: f"{day}{name}没发成",
        State.UNKNOWN: f"{day}已交出{name}，不知道到没到",
    }[State(delivery.state)]


def relayed_between(begins: datetime, ends: datetime) -> list[Relayed]:
    """One query."""
    rows = (
        Delivery.objects.filter(begun_at__gte=begins, begun_at__lt=ends)
        .values_list("way", "state", "detail", "code")
        .annotate(count=Count("pk"))
        .order_by("way", "-count")
    )
    return [
        Relayed(Way(way).label, State(state).label, detail, code, count)
        for way, state, detail, code, count in rows
    ]
