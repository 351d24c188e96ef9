"""One resident's season, from one day on which something changes to the next.

Written from docs/reminders.md without a line of the product: credits, the week, quiet hours and
holidays decide which of what is owed arrives, and on which day.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from benchmarks.season.facts import ONE_DAY, Event, Resident
from benchmarks.season.matters import MANNERS, Affairs, Matter
from benchmarks.season.notices import HOLIDAYS

OPENS, CLOSES = time(9), time(20, 30)
WEEK, MOST_A_WEEK = timedelta(days=7), 2
KINDS = list(MANNERS)


class Message(NamedTuple):
    """One message that should arrive: `shown` is the day that the card names."""

    openid: str
    kind: str
    shown: date
    names: frozenset[str]
    day: date


class Doubt(NamedTuple):
    """A message of which the product itself says that nobody knows whether it went out."""

    openid: str
    kind: str
    due_on: date
    stage: int
    day: date


Identity = tuple[str, date, int]


@dataclass(slots=True)
class Row:
    is_planned: bool
    at: datetime


@dataclass(slots=True)
class Household:
    """`first` names the kind that went out before all others on some days."""

    resident: Resident
    affairs: Affairs
    doubts: Collection[Identity] = ()
    first: Mapping[date, str] = field(default_factory=dict)
    credits: dict[str, int] = field(default_factory=dict)
    real_credits: dict[str, int] = field(default_factory=dict)
    rows: dict[Identity, Row] = field(default_factory=dict)
    over: set[Identity] = field(default_factory=set)
    received: list[Message] = field(default_factory=list)
    changed: bool = False

    def __post_init__(self) -> None:
        self.credits = dict(self.resident.credits)
        self.real_credits = dict(self.resident.credits)
        for person in self.resident.people:
            self.affairs.joined(person)

    def happen(self, event: Event) -> None:
        self.changed = True
        match event.what:
            case "accepted":
                self.credits[event.kind] += 1
                self.real_credits[event.kind] += 1
            case "refused":
                self.real_credits[event.kind] = 0
                if event.heard:
                    self.credits[event.kind] = 0
            case _:
                self.affairs.happen(event)

    def plan(self, now: datetime) -> None:
        today = now.date()
        for kind in KINDS:
            matters = self.affairs.owed(kind, today)
            wanted = {(kind, each.due_on, each.stage): each for each in matters}
            for known in [each for each in self.rows if each[0] == kind and each not in wanted]:
                del self.rows[known]
                self.changed = True
            if wanted:
                self._plan_wanted(kind, wanted, now)

    def _plan_wanted(self, kind: str, wanted: Mapping[Identity, Matter], now: datetime) -> None:
        place = self._told_this_week(now.date()) + self._planned_of_more_worth(kind)
        for identity, matter in wanted.items():
            if identity in self.over:
                continue
            fits = True
            if not (MANNERS[kind].ends and matter.due_on == now.date()):
                place += 1
                fits = place <= MOST_A_WEEK
            planned = fits and self.credits[kind] >= self._needed(kind, matter, wanted)
            row = self.rows.get(identity)
            if row is None or row.is_planned != planned:
                self.rows[identity] = Row(planned, self._moment(kind, matter, now))
                self.changed = True

    def _told_this_week(self, today: date) -> int:
        return sum(today - each.day < WEEK for each in self.received)

    def _planned_of_more_worth(self, kind: str) -> int:
        before = KINDS[: KINDS.index(kind)]
        return sum(row.is_planned and identity[0] in before for identity, row in self.rows.items())

    def _needed(self, kind: str, matter: Matter, wanted: Mapping[Identity, Matter]) -> int:
        """The place of this message among all that are known to be coming, by their worth."""
        order = MANNERS[kind].worth
        mine = order.index(matter.stage)
        ahead = 0
        for identity, other in wanted.items():
            coming = [stage for stage in MANNERS[kind].stages if stage < other.stage]
            ahead += sum(order.index(stage) < mine for stage in coming)
            if other is matter or identity in self.over:
                continue
            theirs = order.index(other.stage)
            ahead += theirs < mine or (theirs == mine and other.due_on < matter.due_on)
        return ahead + 1

    def _moment(self, kind: str, matter: Matter, now: datetime) -> datetime:
        manner, today = MANNERS[kind], now.date()
        if manner.ends and matter.due_on == today:
            return now
        moment = self._within_hours(max(now, datetime.combine(today, OPENS)))
        back = moment.date()
        while back in HOLIDAYS:
            back += ONE_DAY
        if back > moment.date():
            left = (matter.due_on - back).days
            if left >= (3 if manner.ends else -manner.lasts):
                moment = self._within_hours(datetime.combine(back, OPENS))
        return moment

    def _within_hours(self, moment: datetime) -> datetime:
        if self.resident.quiet is None:
            return moment
        quiet_from, quiet_until = self.resident.quiet
        opens, closes = max(OPENS, quiet_until), min(CLOSES, quiet_from)
        day = moment.date() + (ONE_DAY if moment.time() > closes else timedelta(0))
        return max(moment, datetime.combine(day, opens))

    def send(self, *, until: datetime) -> None:
        """Everything that may go out by then, if it is still true."""
        today = until.date()
        due = sorted(
            (row.at, identity[0] != self.first.get(today), KINDS.index(identity[0]), identity)
            for identity, row in self.rows.items()
            if row.is_planned and row.at <= until
        )
        for *_, identity in due:
            kind = identity[0]
            matter = next(
                (each for each in self.affairs.owed(kind, today) if each[:2] == identity[1:]), None
            )
            self.changed = True
            if matter is None:
                del self.rows[identity]
            elif self.credits[kind] <= 0:
                self.rows[identity].is_planned = False
            else:
                self._hand_over(identity, matter, today)

    def _hand_over(self, identity: Identity, matter: Matter, today: date) -> None:
        kind = identity[0]
        del self.rows[identity]
        self.over.add(identity)
        self.affairs.was_handed_over(kind, matter.due_on)
        if identity in self.doubts:
            return
        if self.real_credits[kind] <= 0:
            self.credits[kind] = 0
            return
        self.credits[kind] -= 1
        self.real_credits[kind] -= 1
        names = frozenset(matter.days)
        self.received.append(Message(self.resident.openid, kind, matter.shown, names, today))
        self.affairs.was_told(kind, matter)
