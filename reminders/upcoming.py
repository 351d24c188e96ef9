"""What a resident will be reminded of, when and by which way, and why not by WeChat.

Nothing is planned ahead of its day. What will be owed is asked of the same SQL that planning
runs, for one household and the days to come; when each stage comes and what it costs follows from
the same rules. What planning already wrote counts as it stands there.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from heapq import heapify, heappop, heappush
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Q

from accounts.models import Member, User
from policies.workdays import work_calendar
from reminders import truth
from reminders.backup.ledger import LAST_DAYS
from reminders.backup.relay import matters
from reminders.kinds import KINDS, Kind
from reminders.models import MessageTemplate, Reason, Reminder, Status
from reminders.rules import (
    BEIJING,
    WEEK_DAYS,
    first_chance,
    hours_of,
    stage_on,
    week_begins,
)
from reminders.selectors import TOLD, WITHDRAWN, credits_of
from reminders.thrift import Rival
from reminders.tuning import kinds_in_force

OPEN = (Status.PLANNED, Status.HELD)
UNLIMITED = 10**9


class Way(StrEnum):
    WECHAT = "wechat"
    INBOX = "inbox"
    NONE = "none"

    @property
    def label(self) -> str:
        return {"wechat": "微信提醒", "inbox": "只在站内", "none": "不提醒"}[self]


class Silence(StrEnum):
    """Why there is no WeChat message, beside the ledger's own reasons."""

    MUTED = "muted"
    MUTED_KIND = "muted_kind"
    NO_CONSENT = "no_consent"
    QUIET = "quiet"
    HOLIDAY = "holiday"


SILENCES = {
    Silence.MUTED: "这位家人选择了不再提醒",
    Silence.MUTED_KIND: "您关掉了这类提醒",
    Silence.NO_CONSENT: "没有同意接收提醒",
    Silence.QUIET: "夜里不打扰，天亮后再发",
    Silence.HOLIDAY: "放假期间办不了，上班那天再提醒",
}
REASONS: dict[str, str] = {
    "": "",
    **{reason.value: reason.label for reason in Reason},
    **{silence.value: label for silence, label in SILENCES.items()},
}


class Person(NamedTuple):
    """Someone a reminder speaks for."""

    id: int
    nickname: str


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing that is due on a day for some of the household; told of from `starts_on` on."""

    kind: Kind
    subject: str
    due_on: date
    starts_on: date | None
    members: tuple[Person, ...]
    rules: tuple[str, ...]
    muted: bool


@dataclass(frozen=True, slots=True)
class Upcoming:
    kind: Kind
    subject: str
    due_on: date
    stage: int
    send_at: datetime
    members: tuple[Person, ...]
    rules: tuple[str, ...]
    way: Way
    reason: str = ""
    backup: str = ""

    def lasts_over(self, day: date) -> bool:
        """Whether its stage still speaks on `day`."""
        kind = self.kind
        return self.stage == stage_on(
            due_on=self.due_on, today=day, stages=kind.stages, lasts=kind.lasts
        )


def upcoming_for(
    user: User, *, today: date, now: datetime, instead_of_wechat: str = ""
) -> list[Upcoming]:
    """Every reminder still to come, the next first; a constant number of queries.

    What was withdrawn is planned again as soon as it is owed again. `instead_of_wechat` is the name of
    the channel that brings what matters in the last days where there is no credit.
    """
    kinds, holidays = kinds_in_force(), work_calendar().holidays
    household = {member.pk: member for member in Member.objects.filter(user=user)}
    # One reading of the ledger: what goes out meanwhile counts once, as planned or as sent.
    known_from = today - timedelta(days=max(kind.lasts for kind in kinds.values()))
    sent_lately = Q(status__in=TOLD, sent_at__gte=week_begins(today))
    rows = list(
        Reminder.objects.filter(Q(due_on__gte=known_from) | sent_lately, user=user).exclude(
            status__in=WITHDRAWN
        )
    )
    ledger = {(row.kind, row.subject, row.due_on, row.stage): row for row in rows}
    found = [
        each
        for duty in _duties(user, household, kinds, today=today)
        for each in _of_duty(duty, ledger, holidays, user=user, today=today, now=now)
    ]
    told = Counter(
        row.sent_at.astimezone(BEIJING).date() for row in rows if row.status in TOLD and row.sent_at
    )
    allowed = list(_allowed(found, _credits(user), told, holidays, user, instead_of_wechat))
    return sorted(allowed, key=lambda each: (each.send_at, each.kind.code, each.due_on))


def _duties(
    user: User, household: Mapping[int, Member], kinds: Mapping[str, Kind], *, today: date
) -> list[Duty]:
    """What the household owes, one duty for all who share it; the muted apart."""
    together: dict[tuple[str, str, date, bool], list[dict[str, Any]]] = {}
    starts: dict[tuple[str, str, date, bool], date] = {}
    for kind, subject, due_on, starts_on, member, fact in _owed(
        user, household, kinds, today=today
    ):
        key = (kind, subject, due_on, household[member].muted)
        together.setdefault(key, []).append(json.loads(fact) if isinstance(fact, str) else fact)
        if starts_on:
            starts[key] = min(starts_on, starts.get(key, starts_on))
    return [
        Duty(
            kinds[kind],
            subject,
            due_on,
            starts.get((kind, subject, due_on, muted)),
            tuple(
                Person(pk, household[pk].nickname) for pk in sorted({fact["id"] for fact in facts})
            ),
            tuple(sorted({fact["rule"] for fact in facts if fact.get("rule")})),
            muted,
        )
        for (kind, subject, due_on, muted), facts in together.items()
    ]


def _owed(
    user: User, household: Mapping[int, Member], kinds: Mapping[str, Kind], *, today: date
) -> list[tuple[str, str, date, date | None, int, Any]]:
    regions = {member.region_id for member in household.values()}
    if not regions:
        return []
    cohorts = truth.cohorts_ahead(kinds.values(), today=today, regions=regions)
    with connection.cursor() as cursor:
        cursor.execute(
            truth.coming_sql(kinds.values()),
            {"cohorts": truth.cohorts_json(cohorts), "today": today, "user": user.pk},
        )
        return list(cursor.fetchall())


def _of_duty(
    duty: Duty,
    ledger: Mapping[tuple[str, str, date, int], Reminder],
    holidays: Collection[date],
    *,
    user: User,
    today: date,
    now: datetime,
) -> Iterator[Upcoming]:
    kind = duty.kind
    current = stage_on(due_on=duty.due_on, today=today, stages=kind.stages, lasts=kind.lasts)
    for stage in kind.stages:
        day = duty.due_on - timedelta(days=stage)
        if stage == current:
            day = max(day, today)
        if day < today or (duty.starts_on and day < duty.starts_on):
            continue
        row = ledger.get((kind.code, duty.subject, duty.due_on, stage))
        if row is not None and row.status not in OPEN:
            continue
        moment = max(now, datetime.combine(day, time.min, BEIJING))
        if row is not None and row.status == Status.PLANNED:
            send_at, is_put_off = row.send_after, False
        else:
            send_at, is_put_off = _earliest(kind, duty.due_on, moment, holidays, user)
        way, reason = Way.WECHAT, ""
        if not user.reminders_allowed:
            way, reason = Way.NONE, Silence.NO_CONSENT.value
        elif duty.muted:
            way, reason = Way.NONE, Silence.MUTED.value
        elif kind.code in user.muted_kinds:
            way, reason = Way.NONE, Silence.MUTED_KIND.value
        elif row is not None and row.status == Status.HELD and row.reason != Reason.CAPPED:
            way, reason = Way.INBOX, row.reason
        elif is_put_off:
            reason = Silence.HOLIDAY.value
        elif day == today and send_at > now:
            reason = Silence.QUIET.value
        yield Upcoming(
            kind, duty.subject, duty.due_on, stage, send_at, duty.members, duty.rules, way, reason
        )


def _credits(user: User) -> dict[str, int]:
    """How many messages of each kind can still go out."""
    return {
        template.kind: UNLIMITED
        if template.duration == MessageTemplate.Duration.LONG_TERM
        else balance
        for template, balance in credits_of(user)
    }


def _allowed(
    found: Iterable[Upcoming],
    credits: dict[str, int],
    told: Counter[date],
    holidays: Collection[date],
    user: User,
    instead_of_wechat: str,
) -> Iterator[Upcoming]:
    """Let each take its credit and its place in the week, day by day, as planning and relay will.

    Who finds too few credits stays in the inbox, or goes by another channel. Who finds the week full
    waits for a day with room as long as its stage lasts, or stays in the inbox.
    """
    order = {code: number for number, code in enumerate(KINDS)}
    waiting = [
        (each.send_at.astimezone(BEIJING).date(), order[each.kind.code], each.due_on, number, each)
        for number, each in enumerate(found)
    ]
    heapify(waiting)
    unsent = {item[3]: item[4] for item in waiting if item[4].way == Way.WECHAT}
    while waiting:
        day, rank, due_on, number, each = heappop(waiting)
        code, left = each.kind.code, credits.get(each.kind.code, 0)
        fits = _has_room(told, day, cap=each.kind.weekly_cap) or (each.kind.ends and day == due_on)
        if each.way == Way.WECHAT and left < each.kind.credits_needed(
            each.stage, _rivals(each, unsent.values(), day)
        ):
            reason = Reason.SAVED if left else Reason.NO_CREDIT
            each = replace(each, way=Way.INBOX, reason=reason.value)
        if each.way != Way.WECHAT:
            if instead_of_wechat and fits and _may_go_another_way(each):
                told[day] += 1
                each = replace(each, backup=f"到时改发{instead_of_wechat}")
            yield each
        elif fits:
            credits[code] = left - 1
            told[day] += 1
            del unsent[number]
            yield each
        elif each.lasts_over(tomorrow := day + timedelta(days=1)):
            midnight = datetime.combine(tomorrow, time.min, BEIJING)
            later, _ = _earliest(each.kind, due_on, midnight, holidays, user)
            put_off = replace(each, send_at=later, reason=Reason.CAPPED.value)
            day = later.astimezone(BEIJING).date()
            heappush(waiting, (day, rank, due_on, number, put_off))
        else:
            yield replace(each, way=Way.INBOX, reason=Reason.CAPPED.value)


def _may_go_another_way(each: Upcoming) -> bool:
    return each.reason == Reason.NO_CREDIT and each.stage <= LAST_DAYS and matters(each.kind)


def _rivals(each: Upcoming, unsent: Iterable[Upcoming], day: date) -> Iterator[Rival]:
    """The household's other matters of the kind that have begun by `day`."""
    mine = (each.due_on, each.subject)
    open_stages: dict[tuple[date, str], set[int]] = {}
    for other in unsent:
        if other.kind.code == each.kind.code:
            open_stages.setdefault((other.due_on, other.subject), set()).add(other.stage)
    for matter, stages in open_stages.items():
        now = stage_on(due_on=matter[0], today=day, stages=each.kind.stages, lasts=each.kind.lasts)
        if now is not None and matter != mine:
            yield Rival(now, is_open=now in stages, goes_first=matter < mine)


def _has_room(told: Counter[date], day: date, *, cap: int) -> bool:
    return sum(told[day - timedelta(days=back)] for back in range(WEEK_DAYS)) < cap


def _earliest(
    kind: Kind, due_on: date, moment: datetime, holidays: Collection[date], user: User
) -> tuple[datetime, bool]:
    """The first instant from `moment` on for a message, and whether a holiday puts it off."""
    return first_chance(
        moment=moment,
        due_on=due_on,
        ends=kind.ends,
        lasts=kind.lasts,
        hours=hours_of(quiet_from=user.quiet_from, quiet_until=user.quiet_until, hours=kind.hours),
        holidays=holidays,
    )
