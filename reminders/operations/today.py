"""What the operations desk shows of a day: how far the plan is, what went wrong, what is in doubt."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Any

from django.db import connection, transaction

from policies.models import Level
from reminders.backup.told import Relayed, relayed_between
from reminders.kinds import KINDS, speaks_since
from reminders.models import Attempt, Lease, Pause, Reason, Reminder, Status
from reminders.rules import BEIJING
from yibao_project.wechat_answers import ERRORS, UNLISTED, Kind

PATIENCE = "10s"
ERRORS_SHOWN = DOUBTS_SHOWN = 20


class Stand(StrEnum):
    """Where a message of today stands, in the order of the bars."""

    SENT = "sent"
    RELAYED = "relayed"
    DUE = "due"
    LATER = "later"
    RETRY = "retry"
    UNKNOWN = "unknown"
    REFUSED = "refused"
    FAILED = "failed"
    HELD = "held"

    @property
    def label(self) -> str:
        return {
            "sent": "已发",
            "relayed": "改走备用渠道",
            "due": "正该发",
            "later": "今天晚些时候",
            "retry": "没发成，会再试",
            "unknown": "不知道到没到",
            "refused": "居民没有订阅",
            "failed": "发不了",
            "held": "只在站内",
        }[self]


PUSHED = [stand for stand in Stand if stand != Stand.HELD]

# One reading of today's rows, each sort of row by its own index, counted once and the counts then
# summed in all ways. A message is counted where the first it speaks of is insured, a county with
# its prefecture.
TODAY = f"""
    WITH found AS (
        SELECT kind, members, reason, send_after AS moment, due_on,
               CASE WHEN reason <> '' THEN 'retry'
                    WHEN send_after <= %(now)s THEN 'due' ELSE 'later' END AS stand
        FROM reminders_reminder
        WHERE status = 'planned' AND kind = ANY(%(kinds)s) AND send_after < %(tomorrow)s
        UNION ALL
        SELECT kind, members, reason, NULL, due_on, 'held' FROM reminders_reminder
        WHERE status = 'held' AND kind = ANY(%(kinds)s)
        UNION ALL
        SELECT kind, members, '', sent_at, due_on, status FROM reminders_reminder
        WHERE status IN ('sent', 'relayed') AND sent_at >= %(midnight)s AND sent_at < %(tomorrow)s
          AND due_on >= %(speaks_since)s
        UNION ALL
        SELECT kind, members, reason, NULL, due_on, status FROM reminders_reminder
        WHERE status IN ('refused', 'failed', 'unknown') AND due_on >= %(speaks_since)s AND id IN (
            SELECT reminder_id FROM reminders_attempt
            WHERE finished_at >= %(midnight)s AND finished_at < %(tomorrow)s)),
    counted AS (
        SELECT kind, stand, reason, m.region_id,
               extract(hour FROM moment AT TIME ZONE 'Asia/Shanghai')::int AS hour,
               count(*) AS messages,
               count(*) FILTER (WHERE due_on = %(today)s) AS last_day,
               count(*) FILTER (WHERE moment <= %(late)s AND stand = 'due') AS late
        FROM found LEFT JOIN accounts_member m ON m.id = (members -> 0 ->> 'id')::bigint
        GROUP BY 1, 2, 3, 4, 5),
    placed AS (
        SELECT counted.*, CASE WHEN is_county THEN above.code ELSE home.code END AS place,
               CASE WHEN is_county THEN above.name ELSE home.name END AS place_name
        FROM counted
        LEFT JOIN policies_region home ON home.code = region_id
        LEFT JOIN policies_region above ON above.code = home.parent_id
        CROSS JOIN LATERAL (SELECT above.level = '{Level.PREFECTURE}' AS is_county) AS level)
    SELECT stand, kind, place, place_name, hour, reason, sum(messages)::int, sum(last_day)::int,
           sum(late)::int, grouping(kind, place, hour, reason)
    FROM placed
    GROUP BY GROUPING SETS (
        (stand, kind), (stand, place, place_name), (stand, hour), (stand, reason))
"""
BY_KIND, BY_PLACE, BY_HOUR, BY_REASON = 0b0111, 0b1011, 0b1101, 0b1110

TODAYS_ERRORS = f"""
    SELECT a.errcode, a.outcome, max(a.detail), count(*), max(a.finished_at),
           array_agg(DISTINCT r.kind),
           count(DISTINCT r.id) FILTER (WHERE {{can_be_retried}})
    FROM reminders_attempt a JOIN reminders_reminder r ON r.id = a.reminder_id
    WHERE a.finished_at >= %(midnight)s AND a.finished_at < %(tomorrow)s
      AND r.due_on >= %(speaks_since)s
    GROUP BY a.errcode, a.outcome ORDER BY count(*) DESC LIMIT {ERRORS_SHOWN}
"""
# What a mended set-up lets go out: what WeChat would not take, and what waits for its next try.
CAN_BE_RETRIED = f"""
    (r.status = '{Status.FAILED}' AND r.reason = '{Reason.BROKEN}'
     OR r.status = '{Status.PLANNED}' AND r.reason = '{Reason.RETRY}')
"""


@dataclass(frozen=True, slots=True)
class Line:
    """Messages of one kind, or to one place, by where they stand."""

    code: str
    name: str
    counts: Mapping[str, int]

    @property
    def pushed(self) -> int:
        """All that are to go out by WeChat today, or went."""
        return sum(self.counts.get(stand, 0) for stand in PUSHED)

    @property
    def sent(self) -> int:
        return self.counts.get(Stand.SENT, 0)

    @property
    def held(self) -> int:
        return self.counts.get(Stand.HELD, 0)

    @property
    def parts(self) -> list[tuple[Stand, int, float]]:
        """The parts of its bar: where they stand, how many, of a hundred."""
        return [
            (stand, count, 100 * count / self.pushed)
            for stand in PUSHED
            if (count := self.counts.get(stand, 0))
        ]


@dataclass(frozen=True, slots=True)
class Hour:
    """What went out in one hour of the day and what is still to go; heights are of a hundred."""

    hour: int
    sent: int
    coming: int
    sent_height: float
    coming_height: float


@dataclass(frozen=True, slots=True)
class Trouble:
    """One answer of WeChat that did not deliver, today."""

    errcode: int | None
    outcome: str
    meaning: str
    needs_you: bool
    count: int
    last_at: datetime
    kinds: list[str]
    retryable: int


@dataclass(frozen=True, slots=True)
class Today:
    total: Line
    kinds: list[Line]
    places: list[Line]
    hours: list[Hour]
    held: list[tuple[str, int]]
    last_day_waiting: int
    late: int
    troubles: list[Trouble]
    doubts: list[Reminder]
    doubt_count: int
    in_flight: int
    pauses: list[Pause]
    relayed: list[Relayed]


def today_at(now: datetime) -> Today:
    """Everything of the day of `now`, in a constant number of queries. Gives up after PATIENCE."""
    midnight = datetime.combine(now.astimezone(BEIJING).date(), time.min, BEIJING)
    facts: dict[str, Any] = {
        "now": now,
        "late": now - timedelta(minutes=10),
        "today": midnight.date(),
        "midnight": midnight,
        "speaks_since": speaks_since(midnight.date()),
        "tomorrow": midnight + timedelta(days=1),
        "kinds": list(KINDS),
    }
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL statement_timeout = '{PATIENCE}'")
        cursor.execute(TODAY, facts)
        counted = cursor.fetchall()
        cursor.execute(TODAYS_ERRORS.format(can_be_retried=CAN_BE_RETRIED), facts)
        troubles = [_trouble(*row) for row in cursor.fetchall()]
        cursor.execute("SET LOCAL statement_timeout = 0")
    kinds: defaultdict[str, Counter[str]] = defaultdict(Counter)
    places: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    hours: Counter[tuple[int, bool]] = Counter()
    held: list[tuple[str, int]] = []
    last_day_waiting = late = 0
    for stand, kind, place, place_name, hour, reason, count, last_day, is_late, way in counted:
        if way == BY_KIND:
            kinds[kind][stand] = count
            late += is_late
            last_day_waiting += last_day if stand in (Stand.DUE, Stand.RETRY) else 0
        elif way == BY_PLACE:
            places[place or "", place_name or "查不到参保地"][stand] = count
        elif way == BY_HOUR and hour is not None:
            hours[hour, stand in (Stand.SENT, Stand.RELAYED)] += count
        elif way == BY_REASON and stand == Stand.HELD:
            held.append((Reason(reason).label, count))
    in_doubt = Reminder.objects.filter(status=Status.UNKNOWN)
    return Today(
        total=Line("", "合计", sum(kinds.values(), Counter())),
        kinds=[Line(code, KINDS[code].label, kinds[code]) for code in KINDS if code in kinds],
        places=sorted(
            (Line(code, name, counts) for (code, name), counts in places.items()),
            key=lambda line: (-line.pushed, -line.held, line.code),
        ),
        hours=_chart(hours),
        held=sorted(held, key=lambda each: -each[1]),
        last_day_waiting=last_day_waiting,
        late=late,
        troubles=troubles,
        doubts=list(in_doubt.order_by("send_after")[:DOUBTS_SHOWN]),
        doubt_count=in_doubt.count(),
        in_flight=sum(map(len, Lease.objects.values_list("reminders", flat=True))),
        relayed=relayed_between(midnight, facts["tomorrow"]),
        pauses=list(Pause.objects.filter(ended_at=None).select_related("region").order_by("pk")),
    )


def _chart(hours: Mapping[tuple[int, bool], int]) -> list[Hour]:
    """From eight to eight in the evening, and whatever lies outside."""
    shown = [hour for hour, _ in hours]
    if not shown:
        return []
    span = range(min(8, *shown), max(20, *shown) + 1)
    both = [(hour, hours.get((hour, True), 0), hours.get((hour, False), 0)) for hour in span]
    most = max(sent + coming for _, sent, coming in both)
    return [
        Hour(hour, sent, coming, 100 * sent / most, 100 * coming / most)
        for hour, sent, coming in both
    ]


def _trouble(
    errcode: int | None,
    outcome: str,
    detail: str,
    count: int,
    last_at: datetime,
    kinds: list[str],
    retryable: int,
) -> Trouble:
    kind, meaning = ERRORS.get(errcode, UNLISTED) if errcode else (None, detail)
    return Trouble(
        errcode=errcode,
        outcome=Attempt.Outcome(outcome).label,
        meaning=meaning,
        needs_you=kind in (Kind.CONFIG, Kind.TOKEN, Kind.BROKEN),
        count=count,
        last_at=last_at,
        kinds=[KINDS[code].label for code in KINDS if code in kinds],
        retryable=retryable,
    )
