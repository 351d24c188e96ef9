"""What stands in a calendar: the days of the status, told so that they can be read alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from accounts.status.answer import situation_of
from accounts.status.days import Day, days_ahead
from accounts.status.facts import MemberFacts
from policies.answers import HouseholdRules, ResidentKey

BEIJING = ZoneInfo("Asia/Shanghai")
IDENTITIES = UUID("6d1f3c52-2f0b-5c8e-9a39-1c0f6f5b7a44")
# How long before its day something is best thought of; what is not here, the day before.
LEAD_DAYS = {
    "payment": 7,
    "late_payment": 7,
    "newborn": 7,
    "filing_end": 7,
    "filing_papers": 7,
    "debit_repair": 7,
    "bridge": 7,
    "recheck": 30,
    "benefit": 0,
    "window_opens": 0,
    "filing_change": 0,
}
DOUBT = "这个日子待核实，请以本地公告或 12393 的答复为准。"


@dataclass(frozen=True, slots=True)
class Event:
    """One day of one member. `uid` stays the same when the day itself moves.

    `lead_days` before it, at nine in the morning, is still to come, unless it is today's day.
    """

    uid: UUID
    member: int
    kind: str
    on: date
    lead_days: int
    title: str
    where: str
    description: str


def events_of(
    household: Sequence[MemberFacts],
    policies: Mapping[ResidentKey, HouseholdRules],
    *,
    today: date,
) -> list[Event]:
    """Every day from `today` on of everyone who is not muted, the nearest first.

    What is not true any more is simply not among them.
    """
    events = [
        event
        for facts in household
        if not facts.muted
        for event in _of_member(facts, policies[facts.policy_key], today=today)
    ]
    return sorted(events, key=lambda event: (event.on, event.member, event.kind))


def _of_member(facts: MemberFacts, policy: HouseholdRules, *, today: date) -> Iterator[Event]:
    for day in days_ahead(situation_of(facts, policy, today=today)):
        yield Event(
            uid=uuid5(IDENTITIES, f"{facts.id}/{day.kind}/{day.subject}"),
            member=facts.id,
            kind=day.kind,
            on=day.on,
            lead_days=min(LEAD_DAYS.get(day.kind, 1), max((day.on - today).days - 1, 0)),
            title=f"{facts.nickname}：{day.what}",
            where=day.where,
            description="\n".join(_description(day)),
        )


def _description(day: Day) -> Iterator[str]:
    """Plain words: where, why, who says so. No link, and nothing about the person."""
    yield f"在哪办：{day.where}"
    ground = day.ground
    if ground.explanation:
        yield f"为什么：{ground.explanation}"
    if ground.given:
        yield "依据：您自己填报的日子。"
    elif source := next(iter(ground.provenance.sources), None) if ground.provenance else None:
        named = "，".join(part for part in (source.issuer, source.number, source.dated) if part)
        yield f"依据：《{source.title}》" + (f"（{named}）" if named else "")
    if ground.needs_check:
        yield DOUBT
