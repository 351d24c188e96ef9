"""What a resident will be reminded of, when and by which way, and why not by WeChat.

Nothing is planned ahead of its day, so this is worked out from the facts of the moment, by the
same stages and the same thrift with credits as planning. What planning already wrote counts as
it stands there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from accounts.models import User
from accounts.status.answer import situation_of
from accounts.status.days import Situation
from accounts.status.facts import MemberFacts
from accounts.status.reading import household_of
from accounts.status.yearly import Payment
from policies.selectors import rules_of_household
from reminders.kinds import KINDS
from reminders.models import KindCode, MessageTemplate, Reason, Reminder, Status
from reminders.rules import BEIJING, credits_needed, send_after, stage_on
from reminders.selectors import credits_of

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
    NO_CONSENT = "no_consent"
    QUIET = "quiet"


SILENCES = {
    Silence.MUTED: "这位家人选择了不再提醒",
    Silence.NO_CONSENT: "没有同意接收提醒",
    Silence.QUIET: "夜里不打扰，天亮后再发",
}
REASONS: dict[str, str] = {
    "": "",
    **{reason.value: reason.label for reason in Reason},
    **{silence.value: label for silence, label in SILENCES.items()},
}


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing that ends on a day for some of the household; reminded of from `opens_on` on."""

    kind: str
    subject: str
    due_on: date
    opens_on: date | None
    members: tuple[MemberFacts, ...]
    muted: bool


@dataclass(frozen=True, slots=True)
class Upcoming:
    kind: str
    due_on: date
    stage: int
    send_at: datetime
    members: tuple[MemberFacts, ...]
    way: Way
    reason: str = ""


def upcoming_for(user: User, *, today: date, now: datetime) -> list[Upcoming]:
    """Every reminder still to come, the next first; a constant number of queries."""
    household = household_of(user)
    policies = rules_of_household((facts.policy_key for facts in household), on=today)
    situations = [
        situation_of(facts, policies[facts.policy_key], today=today) for facts in household
    ]
    ledger = {
        (row.kind, row.subject, row.due_on, row.stage): row
        for row in Reminder.objects.filter(user=user, due_on__gte=today)
    }
    found = [
        each
        for duty in _duties(situations)
        for each in _of_duty(duty, ledger, user=user, today=today, now=now)
    ]
    found.sort(key=lambda each: (each.send_at, each.kind, each.due_on))
    return list(_spending(found, _credits(user)))


def _duties(situations: Iterable[Situation]) -> list[Duty]:
    """What the household owes, one duty for all who share it; the muted apart."""
    together: dict[tuple[str, str, date, bool], list[tuple[MemberFacts, date | None]]] = {}
    for situation in situations:
        for kind, subject, due_on, opens_on in _owed(situation):
            key = (kind, subject, due_on, situation.facts.muted)
            together.setdefault(key, []).append((situation.facts, opens_on))
    return [
        Duty(
            kind,
            subject,
            due_on,
            min((opens for _, opens in told if opens), default=None),
            tuple(dict.fromkeys(facts for facts, _ in told)),
            muted,
        )
        for (kind, subject, due_on, muted), told in together.items()
    ]


def _owed(situation: Situation) -> Iterator[tuple[str, str, date, date | None]]:
    for year in situation.years:
        unpaid = year.payment in (Payment.OPEN, Payment.NOT_OPEN) and not year.is_settled
        if unpaid and year.window.due_on and year.window.due_on >= situation.today:
            subject = f"{situation.facts.scheme}:{year.coverage_year}"
            yield (
                KindCode.PAYMENT_DEADLINE,
                subject,
                year.window.due_on,
                year.window.opens_on,
            )
    for filing in situation.filings:
        ends_on = filing.filed.ends_on
        if ends_on and ends_on >= situation.today and not _is_followed(situation, filing.filed.id):
            yield KindCode.FILING_EXPIRY, "filing", ends_on, None


def _is_followed(situation: Situation, filing_id: int) -> bool:
    """Whether another filing for the same place takes over before this one ends."""
    filed = {each.filed.id: each.filed for each in situation.filings}
    mine = filed[filing_id]
    if mine.ends_on is None:
        return False
    return any(
        other.care_region == mine.care_region
        and other.id != mine.id
        and other.starts_on <= mine.ends_on + timedelta(days=1)
        and (other.ends_on is None or other.ends_on > mine.ends_on)
        for other in filed.values()
    )


def _of_duty(
    duty: Duty,
    ledger: Mapping[tuple[str, str, date, int], Reminder],
    *,
    user: User,
    today: date,
    now: datetime,
) -> Iterator[Upcoming]:
    stages = KINDS[duty.kind].stages
    current = stage_on(due_on=duty.due_on, today=today, stages=stages)
    for stage in stages:
        day = duty.due_on - timedelta(days=stage)
        if stage == current:
            day = max(day, today)
        if day < today or (duty.opens_on and day < duty.opens_on):
            continue
        row = ledger.get((duty.kind, duty.subject, duty.due_on, stage))
        if row is not None and row.status not in OPEN:
            continue
        moment = max(now, datetime.combine(day, time.min, BEIJING))
        send_at = row.send_after if row else send_after(now=moment, due_on=duty.due_on)
        way, reason = Way.WECHAT, ""
        if not user.reminders_allowed:
            way, reason = Way.NONE, Silence.NO_CONSENT.value
        elif duty.muted:
            way, reason = Way.NONE, Silence.MUTED.value
        elif row is not None and row.status == Status.HELD:
            way, reason = Way.INBOX, row.reason
        elif day == today and send_at > now:
            reason = Silence.QUIET.value
        yield Upcoming(duty.kind, duty.due_on, stage, send_at, duty.members, way, reason)


def _credits(user: User) -> dict[str, int]:
    """How many messages of each kind can still go out."""
    return {
        template.kind: UNLIMITED
        if template.duration == MessageTemplate.Duration.LONG_TERM
        else balance
        for template, balance in credits_of(user)
    }


def _spending(found: Iterable[Upcoming], credits: dict[str, int]) -> Iterator[Upcoming]:
    """Let each take its credit in the order of sending; who finds too few stays in the inbox."""
    for each in found:
        left = credits.get(each.kind, 0)
        if each.way != Way.WECHAT:
            yield each
        elif left >= credits_needed(stage=each.stage, stages=KINDS[each.kind].stages):
            credits[each.kind] = left - 1
            yield each
        else:
            reason = Reason.SAVED if left else Reason.NO_CREDIT
            yield Upcoming(
                each.kind,
                each.due_on,
                each.stage,
                each.send_at,
                each.members,
                Way.INBOX,
                reason.value,
            )
