"""What is owed to a household on a day, and on which days that can change.

Written from docs/reminders.md without a line of the product.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from benchmarks.season.facts import FIRST, LAST, ONE_DAY, YEAR, Event, Filing, Person, days_between
from benchmarks.season.notices import Notices, Window


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
PAYMENT = ("payment_deadline", "window_moved", "after_window", "window_opens")
TELLS_DAY = ("payment_deadline", "window_opens", "window_moved")
DEBITED_UNTIL = LAST + timedelta(days=10)


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
class Affairs:
    """What a household told and was told; what is owed to it follows."""

    notices: Notices
    closes: Mapping[str, date]
    windows: dict[str, Window] = field(default_factory=dict)
    newborns: dict[str, tuple[date, date]] = field(default_factory=dict)
    filings: dict[str, list[Filing]] = field(default_factory=dict)
    debit_days: dict[str, int] = field(default_factory=dict)
    paid: set[tuple[str, int]] = field(default_factory=set)
    debits_known: set[tuple[str, date]] = field(default_factory=set)
    muted: set[str] = field(default_factory=set)
    muted_kinds: set[str] = field(default_factory=set)
    told_day: dict[str, date] = field(default_factory=dict)
    moves_told: set[date] = field(default_factory=set)
    asked_on: date | None = None
    answers: dict[str, list[Matter]] = field(default_factory=dict)

    def joined(self, person: Person) -> None:
        window = self.notices.window_for(person.region, person.category)
        if person.born_on:
            days = self.notices.days_of_newborns(person.region)
            self.newborns[person.name] = (person.born_on, person.born_on + timedelta(days=days))
        own_days = person.born_on and self.newborns[person.name][1].year >= YEAR
        if person.scheme == "RESIDENT" and window and not own_days:
            self.windows[person.name] = window
        if person.debit_day:
            self.debit_days[person.name] = person.debit_day
        if person.filing:
            self.filings[person.name] = [person.filing]

    def happen(self, event: Event) -> None:
        self.answers.clear()
        match event.what:
            case "paid":
                self.paid |= {(event.name, year) for year in event.years}
            case "cancelled":
                self.filings.pop(event.name, None)
            case "renewed" if event.filing:
                self.filings.setdefault(event.name, []).append(event.filing)
            case "debit_told" if event.month:
                self.debits_known.add((event.name, event.month))
            case "muted":
                self.muted.add(event.name)
            case "heard_again":
                self.muted.discard(event.name)
            case "kind_muted":
                self.muted_kinds.add(event.kind)
            case "joined" if event.person:
                self.joined(event.person)

    def was_told(self, kind: str, matter: Matter) -> None:
        """A message about it arrived."""
        if kind in TELLS_DAY:
            self.answers.clear()
            self.told_day |= matter.days

    def was_handed_over(self, kind: str, due_on: date) -> None:
        if kind == "window_moved":
            self.answers.clear()
            self.moves_told.add(due_on)

    def owed(self, kind: str, today: date) -> list[Matter]:
        """What is owed of a kind today, one for each due day of the household."""
        if today != self.asked_on:
            self.answers.clear()
            self.asked_on = today
        if kind not in self.answers:
            self.answers[kind] = list(self._owed(kind, today))
        return self.answers[kind]

    def _owed(self, kind: str, today: date) -> Iterator[Matter]:
        if kind in self.muted_kinds:
            return
        shared: dict[date, dict[str, date]] = {}
        for name, due_on, shown in self._due_days(kind, today):
            if name not in self.muted:
                shared.setdefault(due_on, {})[name] = shown
        manner = MANNERS[kind]
        for due_on, of_people in sorted(shared.items()):
            left = (due_on - today).days
            stages = [stage for stage in manner.stages if stage >= left]
            if stages and left >= -manner.lasts:
                yield Matter(due_on, min(stages), of_people)

    def _due_days(self, kind: str, today: date) -> Iterator[tuple[str, date, date]]:
        if kind in PAYMENT:
            return self._payment(kind, today)
        if kind == "newborn":
            return self._newborn()
        if kind == "filing_expiry":
            return self._filing()
        return self._debit(kind, today)

    def _payment(self, kind: str, today: date) -> Iterator[tuple[str, date, date]]:
        for name, window in self.windows.items():
            if window.opens_on > today or (name, YEAR) in self.paid:
                continue
            closes_on = self.closes[window.code]
            told = self.told_day.get(name, closes_on)
            if kind == "payment_deadline":
                yield name, closes_on, closes_on
            elif kind == "window_opens" and closes_on >= today:
                yield name, window.opens_on, closes_on
            elif kind == "after_window":
                yield name, closes_on + ONE_DAY, closes_on
            elif (
                kind == "window_moved"
                and closes_on >= today
                and (told != closes_on or closes_on in self.moves_told)
            ):
                yield name, closes_on, closes_on

    def _newborn(self) -> Iterator[tuple[str, date, date]]:
        for name, (born_on, until) in self.newborns.items():
            years = range(born_on.year, until.year + 1)
            if any((name, year) not in self.paid for year in years):
                yield name, until, until

    def _filing(self) -> Iterator[tuple[str, date, date]]:
        for name, filings in self.filings.items():
            for filing in filings:
                renewed = any(
                    other.ends_on > filing.ends_on and other.starts_on <= filing.ends_on + ONE_DAY
                    for other in filings
                )
                if not renewed:
                    yield name, filing.ends_on, filing.ends_on

    def _debit(self, kind: str, today: date) -> Iterator[tuple[str, date, date]]:
        for name, nominal in self.debit_days.items():
            for day in debits_on(nominal):
                known = (name, day.replace(day=1)) in self.debits_known
                if -12 <= (day - today).days < 6 and not known:
                    yield name, day + timedelta(days=3 if kind == "debit_result" else 0), day


@cache
def debits_on(nominal: int) -> tuple[date, ...]:
    """The days of the season's debits, the last of a month that is too short."""
    return tuple(
        day
        for day in days_between(FIRST - timedelta(days=31), DEBITED_UNTIL)
        if day.day == nominal or ((day + ONE_DAY).day == 1 and nominal > day.day)
    )


class Turns:
    """On which days what is owed to a person can change by itself.

    On all others a household in which nothing happens is owed what it was owed the day before.
    """

    def __init__(self, notices: Notices, closes: Mapping[str, Iterable[date]]) -> None:
        self.notices = notices
        self.closes = closes

    def of(self, person: Person, filings: Iterable[Filing]) -> Iterator[date]:
        window = self.notices.window_for(person.region, person.category)
        if person.scheme == "RESIDENT" and window:
            yield from turns_about("window_opens", window.opens_on)
            for closes_on in self.closes[window.code]:
                yield from turns_about("payment_deadline", closes_on)
                yield from turns_about("after_window", closes_on + ONE_DAY)
        if person.born_on:
            days = self.notices.days_of_newborns(person.region)
            yield from turns_about("newborn", person.born_on + timedelta(days=days))
        for filing in filings:
            yield from turns_about("filing_expiry", filing.ends_on)
        if person.debit_day:
            for day in debits_on(person.debit_day):
                yield from turns_about("debit", day)
                yield from turns_about("debit_result", day + timedelta(days=3))


@cache
def turns_about(kind: str, due_on: date) -> tuple[date, ...]:
    """Where a stage begins, the last day, and the day after the last on which it is told."""
    manner = MANNERS[kind]
    stages = [due_on - timedelta(days=stage) for stage in manner.stages]
    return (*stages, due_on, due_on + timedelta(days=manner.lasts + 1))
