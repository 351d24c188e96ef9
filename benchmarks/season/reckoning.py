"""What each resident should receive on which day, from the drawn facts and the published notices alone.

Households have nothing to do with one another, so each is walked through its whole season, from
one day on which something can change to the next, and many are shared among processes.
"""

from __future__ import annotations

import multiprocessing
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from heapq import heapify, heappop, heappush
from itertools import chain

from benchmarks.season.facts import (
    BEFORE_OPENING,
    DAWN,
    EVENING,
    FIRST,
    ONE_DAY,
    Event,
    Resident,
    World,
)
from benchmarks.season.household import CLOSES, WEEK, Doubt, Household, Message
from benchmarks.season.matters import MANNERS, Affairs, Turns
from benchmarks.season.notices import Notices

PLANNED_AT = {DAWN: time(8), EVENING: time(18, 30)}
LAST_BEFORE_EVENING = time(18, 29)
MANY = 20_000
PROCESSES = 2
# Which kind went out before all others, by resident and day, where the log says so.
First = Mapping[tuple[str, date], str]


@dataclass(slots=True)
class Reckoned:
    """The messages of each resident; and of each kind, how much is owed on each day."""

    messages: dict[str, list[Message]] = field(default_factory=dict)
    owed: dict[str, Counter[date]] = field(
        default_factory=lambda: {kind: Counter() for kind in MANNERS}
    )

    def add(self, other: Reckoned) -> None:
        self.messages |= other.messages
        for kind, counter in other.owed.items():
            self.owed[kind].update(counter)

    def all_messages(self) -> list[Message]:
        return list(chain.from_iterable(self.messages.values()))


def expected(
    world: World,
    *,
    doubts: Collection[Doubt] = (),
    first: First | None = None,
    only: Collection[str] | None = None,
) -> Reckoned:
    """Every message of the season that should have arrived, of all or `only` some residents.

    `first` says on which days one kind went out to a resident before the others.
    """
    residents = [each for each in world.residents if only is None or each.openid in only]
    walk = Walk(world, doubts=doubts, first=first or {})
    if len(residents) < MANY:
        return walk.through(residents)
    found = Reckoned()
    shares = [residents[number::PROCESSES] for number in range(PROCESSES)]
    with multiprocessing.get_context("fork").Pool(PROCESSES) as pool:
        for share in pool.imap(walk.through, shares):
            found.add(share)
    return found


class Walk:
    """Leads households through the season of a world."""

    def __init__(self, world: World, *, doubts: Collection[Doubt], first: First) -> None:
        self.world = world
        self.notices = Notices()
        self.doubts: dict[str, set[tuple[str, date, int]]] = defaultdict(set)
        for doubt in doubts:
            self.doubts[doubt.openid].add((doubt.kind, doubt.due_on, doubt.stage))
        self.first: dict[str, dict[date, str]] = defaultdict(dict)
        for (openid, day), kind in first.items():
            self.first[openid][day] = kind
        self.events: dict[str, list[Event]] = defaultdict(list)
        for event in world.events:
            if event.openid:
                self.events[event.openid].append(event)
        self.moved_on, self.closes = self._closing_days()
        values = {code: {each[code] for each in self.closes} for code in self.closes[0]}
        self.turns = Turns(self.notices, values)

    def _closing_days(self) -> tuple[list[date], list[dict[str, date]]]:
        """The days on which windows were moved, and what was known before, between and after."""
        closes = [{window.code: window.closes_on for window in self.notices.windows}]
        moves = sorted(
            (each for each in self.world.events if each.window), key=lambda each: each.day
        )
        for move in moves:
            if move.closes_on:
                closes.append({**closes[-1], move.window: move.closes_on})
        return [each.day for each in moves], closes

    def through(self, residents: Iterable[Resident]) -> Reckoned:
        found = Reckoned()
        for resident in residents:
            household = Household(
                resident,
                Affairs(self.notices, self.closes[0]),
                doubts=self.doubts.get(resident.openid, ()),
                first=self.first.get(resident.openid, {}),
            )
            self._lead(household, self.events.get(resident.openid, ()), found.owed)
            found.messages[resident.openid] = household.received
        return found

    def _lead(
        self, household: Household, events: Sequence[Event], owed: Mapping[str, Counter[date]]
    ) -> None:
        by_hour: dict[tuple[date, str], list[Event]] = defaultdict(list)
        for event in events:
            by_hour[event.day, event.hour].append(event)
        coming = [each for each in self._days_to_look(household.resident, events) if each >= FIRST]
        heapify(coming)
        day, known = FIRST - ONE_DAY, dict.fromkeys(MANNERS, 0)
        while coming:
            after = heappop(coming)
            if after == day or after > self.world.until:
                continue
            day = after
            for kind, number in self._live(household, day, by_hour).items():
                if number != known[kind]:
                    owed[kind][day] += number - known[kind]
                    known[kind] = number
            if household.changed:
                heappush(coming, day + ONE_DAY)
            if household.received and household.received[-1].day == day:
                heappush(coming, day + WEEK)
            for row in household.rows.values():
                if row.at.date() > day:
                    heappush(coming, row.at.date())

    def _days_to_look(self, resident: Resident, events: Sequence[Event]) -> set[date]:
        """Days on which something happens, a place moves its day, or what is owed can change."""
        days = {FIRST, *self.moved_on, *(event.day for event in events)}
        people = [*resident.people, *(each.person for each in events if each.person)]
        for person in people:
            filings = [each.filing for each in events if each.filing and each.name == person.name]
            days.update(
                self.turns.of(person, [person.filing, *filings] if person.filing else filings)
            )
        return days

    def _live(
        self, household: Household, day: date, by_hour: Mapping[tuple[date, str], list[Event]]
    ) -> dict[str, int]:
        """One day of a household; how much of each kind is owed in its morning."""
        household.affairs.closes = self.closes[bisect_right(self.moved_on, day)]
        for event in by_hour.get((day, DAWN), ()):
            household.happen(event)
        household.plan(datetime.combine(day, PLANNED_AT[DAWN]))
        owed = {kind: len(household.affairs.owed(kind, day)) for kind in MANNERS}
        household.changed = False
        household.send(until=datetime.combine(day, PLANNED_AT[DAWN]))
        for event in by_hour.get((day, BEFORE_OPENING), ()):
            household.happen(event)
        household.send(until=datetime.combine(day, LAST_BEFORE_EVENING))
        for event in by_hour.get((day, EVENING), ()):
            household.happen(event)
        if household.changed:
            household.plan(datetime.combine(day, PLANNED_AT[EVENING]))
        household.send(until=datetime.combine(day, CLOSES))
        return owed


def running(counts: Mapping[date, int], days: Iterable[date]) -> dict[date, int]:
    """What changes add up to, day by day."""
    total, found = 0, {}
    for day in days:
        total += counts.get(day, 0)
        found[day] = total
    return found
