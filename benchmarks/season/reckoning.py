"""What each resident should receive on which day, from the drawn facts and the published notices alone.

Written from docs/reminders.md without a line of the product: it reads the policy files as they lie
there and walks through every household's season on its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from benchmarks.season.facts import (
    BEFORE_OPENING,
    DAWN,
    EVENING,
    ONE_DAY,
    YEAR,
    Event,
    Filing,
    Person,
    Resident,
    World,
)

NOTICES = Path(__file__).resolve().parents[2] / "policies" / "data"
PLANNED_AT = {DAWN: time(8), EVENING: time(18, 30)}
OPENS, CLOSES = time(9), time(20, 30)
WEEK, MOST_A_WEEK = 7, 2
# 国办发明电〔2024〕12号 and 〔2025〕7号: National Day 2025, New Year and Spring Festival 2026.
HOLIDAYS = frozenset(
    first + timedelta(days=number)
    for first, length in ((date(2025, 10, 1), 8), (date(2026, 1, 1), 3), (date(2026, 2, 15), 9))
    for number in range(length)
)
WIDER = {"ELDER": "ADULT", "WORKING_AGE": "ADULT", "STUDENT": "MINOR"}
TRUSTED = ("A", "B", "C")


class Manner(NamedTuple):
    """How one kind is told: the kinds stand in the order of their worth."""

    stages: tuple[int, ...]
    worth: tuple[int, ...] = (0,)
    lasts: int = 0
    ends: bool = True


ALWAYS = 400
MANNERS = {
    "newborn": Manner((60, 30, 7, 1), (7, 1, 30, 60)),
    "payment_deadline": Manner((30, 7, 1, 0), (7, 1, 30, 0)),
    "window_moved": Manner((ALWAYS,), (ALWAYS,)),
    "filing_expiry": Manner((30, 7, 1), (7, 1, 30)),
    "after_window": Manner((0,), lasts=13, ends=False),
    "debit": Manner((3, 1), (3, 1)),
    "debit_result": Manner((0,), lasts=6, ends=False),
    "window_opens": Manner((0,), lasts=6, ends=False),
}


@dataclass(frozen=True, slots=True)
class Window:
    code: str
    region: str
    everywhere: bool
    categories: tuple[str, ...]
    opens_on: date
    closes_on: date


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


class Notices:
    """The windows and the newborns' days that are published with a source to trust."""

    def __init__(self) -> None:
        self.windows: list[Window] = []
        self.newborn_days: dict[str, int] = {}
        for path in sorted(NOTICES.glob("[0-9]*.yaml")):
            told: dict[str, Any] = yaml.safe_load(path.read_text())
            region = str(told["region"])
            for row in told.get("payment_windows", ()):
                if row.get("coverage_year") == YEAR and row["confidence"] in TRUSTED:
                    assert not row.get("blackouts"), "no place of the season stops taking money"
                    self.windows.append(
                        Window(
                            row["code"],
                            region,
                            row.get("uniform", False),
                            tuple(row.get("categories", ())),
                            row["opens_on"],
                            row["closes_on"],
                        )
                    )
            for row in told.get("newborn_rules", ()):
                if row["confidence"] in TRUSTED and "within_days" in row:
                    self.newborn_days[region] = row["within_days"]

    @cache  # noqa: B019  there is one, for the whole run
    def window_for(self, region: str, category: str) -> Window | None:
        """The nearest place's window for that sort of person; a province's only where it says so."""
        for place in _way_up(region):
            here = [
                window
                for window in self.windows
                if window.region == place and (place == region or window.everywhere)
            ]
            for sort in (category, WIDER.get(category)):
                for window in here:
                    if sort in window.categories:
                        return window
            for window in here:
                if not window.categories:
                    return window
        return None

    def last_day(self, region: str, category: str) -> date | None:
        window = self.window_for(region, category)
        return window.closes_on if window else None

    def days_of_newborns(self, region: str) -> int:
        return next(
            self.newborn_days[place] for place in _way_up(region) if place in self.newborn_days
        )


def _way_up(region: str) -> tuple[str, ...]:
    return (region, f"{region[:2]}0000", "100000")


class Matter(NamedTuple):
    """Something owed to a household today, with the stage that speaks, and the day of each person."""

    due_on: date
    stage: int
    days: Mapping[str, date]

    @property
    def shown(self) -> date:
        """The day on the card: what is the first to end, where the household has several."""
        return min(self.days.values())


@dataclass(slots=True)
class Row:
    is_planned: bool
    at: datetime


@dataclass(slots=True)
class Household:
    """One resident's season, walked through day by day."""

    resident: Resident
    notices: Notices
    closes: Mapping[str, date]
    doubts: Collection[Doubt]
    overtaken: Collection[tuple[str, date]] = ()
    people: dict[str, Person] = field(default_factory=dict)
    paid: set[tuple[str, int]] = field(default_factory=set)
    filings: dict[str, list[Filing]] = field(default_factory=dict)
    debits_known: set[tuple[str, date]] = field(default_factory=set)
    muted: set[str] = field(default_factory=set)
    muted_kinds: set[str] = field(default_factory=set)
    credits: dict[str, int] = field(default_factory=dict)
    real_credits: dict[str, int] = field(default_factory=dict)
    rows: dict[tuple[str, date, int], Row] = field(default_factory=dict)
    over: set[tuple[str, date, int]] = field(default_factory=set)
    told_day: dict[str, date] = field(default_factory=dict)
    received: list[Message] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.credits = dict(self.resident.credits)
        self.real_credits = dict(self.resident.credits)
        for person in self.resident.people:
            self._joined(person)

    def _joined(self, person: Person) -> None:
        self.people[person.name] = person
        self.filings[person.name] = [person.filing] if person.filing else []

    def happen(self, event: Event) -> None:
        match event.what:
            case "paid":
                self.paid |= {(event.name, year) for year in event.years}
            case "cancelled":
                self.filings[event.name].clear()
            case "renewed" if event.filing:
                self.filings[event.name].append(event.filing)
            case "debit_told" if event.month:
                self.debits_known.add((event.name, event.month))
            case "muted":
                self.muted.add(event.name)
            case "heard_again":
                self.muted.discard(event.name)
            case "kind_muted":
                self.muted_kinds.add(event.kind)
            case "joined" if event.person:
                self._joined(event.person)
            case "accepted":
                self.credits[event.kind] += 1
                self.real_credits[event.kind] += 1
            case "refused":
                self.real_credits[event.kind] = 0
                if event.heard:
                    self.credits[event.kind] = 0

    # What is owed

    def owed(self, kind: str, today: date) -> list[Matter]:
        """What is owed of a kind today, one for each due day of the household."""
        if kind in self.muted_kinds:
            return []
        manner = MANNERS[kind]
        shared: dict[date, dict[str, date]] = {}
        for name, person in self.people.items():
            if name in self.muted:
                continue
            for due_on, shown in self._due_days(kind, person, today):
                shared.setdefault(due_on, {})[name] = shown
        found = []
        for due_on, of_people in sorted(shared.items()):
            left = (due_on - today).days
            stages = [stage for stage in manner.stages if stage >= left]
            if stages and left >= -manner.lasts:
                found.append(Matter(due_on, min(stages), of_people))
        return found

    def _due_days(self, kind: str, person: Person, today: date) -> Iterator[tuple[date, date]]:
        match kind:
            case "newborn":
                yield from self._newborn(person)
            case "filing_expiry":
                yield from self._filing(person)
            case "debit" | "debit_result":
                yield from self._debit(kind, person, today)
            case _:
                yield from self._payment(kind, person, today)

    def _payment(self, kind: str, person: Person, today: date) -> Iterator[tuple[date, date]]:
        window = self.notices.window_for(person.region, person.category)
        if person.scheme != "RESIDENT" or window is None or (person.name, YEAR) in self.paid:
            return
        if person.born_on and self._newborn_until(person).year >= YEAR:
            return
        closes_on = self.closes[window.code]
        if window.opens_on > today:
            return
        told = self.told_day.get(person.name, closes_on)
        was_told_so = ("window_moved", closes_on, ALWAYS) in self.over
        if kind == "payment_deadline":
            yield closes_on, closes_on
        elif kind == "window_opens" and closes_on >= today:
            yield window.opens_on, closes_on
        elif kind == "after_window":
            yield closes_on + ONE_DAY, closes_on
        elif kind == "window_moved" and closes_on >= today and (told != closes_on or was_told_so):
            yield closes_on, closes_on

    def _newborn_until(self, person: Person) -> date:
        assert person.born_on
        return person.born_on + timedelta(days=self.notices.days_of_newborns(person.region))

    def _newborn(self, person: Person) -> Iterator[tuple[date, date]]:
        if person.born_on:
            until = self._newborn_until(person)
            years = range(person.born_on.year, until.year + 1)
            if any((person.name, year) not in self.paid for year in years):
                yield until, until

    def _filing(self, person: Person) -> Iterator[tuple[date, date]]:
        filings = self.filings[person.name]
        for filing in filings:
            renewed = any(
                other.ends_on > filing.ends_on and other.starts_on <= filing.ends_on + ONE_DAY
                for other in filings
            )
            if not renewed:
                yield filing.ends_on, filing.ends_on

    def _debit(self, kind: str, person: Person, today: date) -> Iterator[tuple[date, date]]:
        if person.debit_day is None:
            return
        for number in range(-12, 6):
            day = today + timedelta(days=number)
            ends_month = (day + ONE_DAY).day == 1
            if day.day != person.debit_day and not (ends_month and person.debit_day > day.day):
                continue
            if (person.name, day.replace(day=1)) not in self.debits_known:
                yield day + timedelta(days=3 if kind == "debit_result" else 0), day

    # When it is told

    def plan(self, now: datetime) -> None:
        today = now.date()
        for kind in MANNERS:
            matters = self.owed(kind, today)
            wanted = {(kind, each.due_on, each.stage): each for each in matters}
            for known in [each for each in self.rows if each[0] == kind and each not in wanted]:
                del self.rows[known]
            place = self._told_this_week(today) + self._planned_of_more_worth(kind)
            for identity, matter in wanted.items():
                if identity in self.over:
                    continue
                fits = True
                if not (MANNERS[kind].ends and matter.due_on == today):
                    place += 1
                    fits = place <= MOST_A_WEEK
                planned = fits and self.credits[kind] >= self._needed(kind, matter, matters)
                row = self.rows.get(identity)
                if row is None or row.is_planned != planned:
                    self.rows[identity] = Row(planned, self._moment(kind, matter, now))

    def _told_this_week(self, today: date) -> int:
        return sum(today - each.day < timedelta(days=WEEK) for each in self.received)

    def _planned_of_more_worth(self, kind: str) -> int:
        kinds = list(MANNERS)
        before = kinds[: kinds.index(kind)]
        return sum(row.is_planned and identity[0] in before for identity, row in self.rows.items())

    def _needed(self, kind: str, matter: Matter, matters: list[Matter]) -> int:
        """The place of this message among all that are known to be coming, by their worth."""
        order = MANNERS[kind].worth
        mine = order.index(matter.stage)
        ahead = 0
        for other in matters:
            coming = [stage for stage in MANNERS[kind].stages if stage < other.stage]
            ahead += sum(order.index(stage) < mine for stage in coming)
            if other is matter or (kind, other.due_on, other.stage) in self.over:
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
        kinds = list(MANNERS)
        if (self.resident.openid, until.date()) in self.overtaken:
            kinds.remove("window_moved")
            kinds.insert(0, "window_moved")
        due = sorted(
            (row.at, kinds.index(identity[0]), identity)
            for identity, row in self.rows.items()
            if row.is_planned and row.at <= until
        )
        for _, _, identity in due:
            kind, due_on, stage = identity
            today = until.date()
            matter = next(
                (
                    each
                    for each in self.owed(kind, today)
                    if (each.due_on, each.stage) == (due_on, stage)
                ),
                None,
            )
            if matter is None:
                del self.rows[identity]
            elif self.credits[kind] <= 0:
                self.rows[identity].is_planned = False
            else:
                self._hand_over(identity, matter, today)

    def _hand_over(self, identity: tuple[str, date, int], matter: Matter, today: date) -> None:
        kind = identity[0]
        del self.rows[identity]
        self.over.add(identity)
        if any(
            (each.openid, each.kind, each.due_on, each.stage) == (self.resident.openid, *identity)
            for each in self.doubts
        ):
            return
        if self.real_credits[kind] <= 0:
            self.credits[kind] = 0
            return
        self.credits[kind] -= 1
        self.real_credits[kind] -= 1
        self.received.append(
            Message(self.resident.openid, kind, matter.shown, frozenset(matter.days), today)
        )
        if kind in ("payment_deadline", "window_opens", "window_moved"):
            self.told_day |= matter.days


def expected(
    world: World,
    *,
    doubts: Collection[Doubt] = (),
    overtaken: Collection[tuple[str, date]] = (),
) -> list[Message]:
    """Every message of the season that should have arrived.

    `overtaken` says on which days an error of WeChat kept a resident's deadline card back while the
    word that the day was moved went out: both are true then.
    """
    notices = Notices()
    closes = {window.code: window.closes_on for window in notices.windows}
    households = {
        resident.openid: Household(
            resident,
            notices,
            closes,
            [each for each in doubts if each.openid == resident.openid] if doubts else (),
            overtaken,
        )
        for resident in world.residents
    }

    def happen(day: date, hour: str) -> None:
        for event in world.by_hour.get((day, hour), ()):
            if event.what == "moved" and event.closes_on:
                closes[event.window] = event.closes_on
            else:
                households[event.openid].happen(event)

    for day in world.days():
        happen(day, DAWN)
        for household in households.values():
            household.plan(datetime.combine(day, PLANNED_AT[DAWN]))
            household.send(until=datetime.combine(day, PLANNED_AT[DAWN]))
        happen(day, BEFORE_OPENING)
        for household in households.values():
            household.send(until=datetime.combine(day, PLANNED_AT[EVENING]) - timedelta(minutes=1))
        happen(day, EVENING)
        for household in households.values():
            household.plan(datetime.combine(day, PLANNED_AT[EVENING]))
            household.send(until=datetime.combine(day, CLOSES))
    return [message for household in households.values() for message in household.received]
