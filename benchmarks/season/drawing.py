"""Draws the season of so many residents from a seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from datetime import date, time, timedelta

from benchmarks.season.facts import (
    AMPLE,
    BEFORE_OPENING,
    DAWN,
    FIRST,
    HOURS,
    KINDS,
    LAST,
    NAMES,
    NEWBORN_REGIONS,
    ONE_DAY,
    REGIONS,
    YEAR,
    Crash,
    Event,
    Filing,
    Person,
    Resident,
    Weather,
    World,
    days_between,
)


def draw(
    *,
    residents: int,
    seed: int,
    closes: Mapping[str, date],
    last_day: Callable[[str, str], date | None],
    until: date = LAST,
    trouble: bool = True,
) -> World:
    """A world of so many residents.

    `closes` are the windows that may be moved, and their last days; `last_day` gives the one of a
    place and a category.
    """
    dice = random.Random(seed)
    people = [_resident(dice, number) for number in range(1, residents + 1)]
    events = [event for resident in people for event in _life(dice, resident, last_day)]
    if trouble:
        events += _moves(dice, closes)
    return World(
        seed=seed,
        residents=tuple(people),
        events=tuple(events),
        weather=tuple(_weather(dice)) if trouble else (),
        crashes=tuple(_crashes(dice)) if trouble else (),
        until=until,
    )


def _resident(dice: random.Random, number: int) -> Resident:
    home = dice.choice(REGIONS)
    names = dice.sample(NAMES, dice.choice((1, 1, 2, 2, 3, 4)))
    ample = dice.random() < 0.6
    return Resident(
        openid=f"o{number:027d}",
        people=tuple(_person(dice, name, home) for name in names),
        credits={kind: AMPLE if ample else dice.choice((0, 1, 1, 2, 3)) for kind in KINDS},
        quiet=dice.choice(((time(18), time(10, 30)), (time(19), time(12)), (time(20), time(9, 30))))
        if dice.random() < 0.1
        else None,
    )


def _person(dice: random.Random, name: str, home: str) -> Person:
    region = home if dice.random() < 0.85 else dice.choice(REGIONS)
    filing = None
    if dice.random() < 0.15:
        ends_on = FIRST + timedelta(days=dice.randrange(2, 200))
        filing = Filing(ends_on - timedelta(days=180), ends_on)
    if dice.random() < 0.1:
        return Person(
            name, region, "FLEXIBLE", "FLEX", filing=filing, debit_day=dice.randrange(1, 32)
        )
    if dice.random() < 0.08:
        born_on = FIRST - timedelta(days=dice.randrange(1, 120))
        return Person(name, dice.choice(NEWBORN_REGIONS), category="NEWBORN", born_on=born_on)
    category = dice.choice(("ADULT", "ADULT", "ADULT", "ELDER", "MINOR", "STUDENT", "COLLEGE"))
    return Person(name, region, category=category, filing=filing)


def _life(
    dice: random.Random, resident: Resident, last_day: Callable[[str, str], date | None]
) -> Iterator[Event]:
    """What one household does in the season."""

    def some_day(first: date = FIRST, last: date = LAST) -> date:
        return first + timedelta(days=dice.randrange((last - first).days + 1))

    def at(day: date, what: str, **told: object) -> Event:
        hour = dice.choice(HOURS)
        return Event(min(max(day, FIRST), LAST), hour, what, resident.openid, **told)  # type: ignore[arg-type]

    together = some_day(date(2025, 9, 10), date(2026, 2, 20)) if dice.random() < 0.4 else None
    for person in resident.people:
        if person.scheme == "RESIDENT" and dice.random() < 0.75:
            late = dice.random() < 0.5
            own = some_day(date(2025, 12, 10), date(2026, 1, 5)) if late else some_day()
            years = (
                (2025, 2026) if person.category == "NEWBORN" and dice.random() < 0.5 else (YEAR,)
            )
            last = last_day(person.region, person.category)
            if last and not together and dice.random() < 0.3:
                # On the very morning of a reminder, when it is planned already.
                morning = last - timedelta(days=dice.choice((30, 7, 7, 1, 0)))
                yield Event(
                    morning, BEFORE_OPENING, "paid", resident.openid, person.name, years=years
                )
            else:
                yield at(together or own, "paid", name=person.name, years=years)
        if person.filing and dice.random() < 0.4:
            day = some_day(FIRST, max(person.filing.ends_on, FIRST))
            start = person.filing.ends_on + ONE_DAY
            if dice.random() < 0.5:
                yield at(day, "cancelled", name=person.name)
            else:
                new = Filing(start, start + timedelta(days=180))
                yield at(day, "renewed", name=person.name, filing=new)
        if person.debit_day:
            for month in (date(2025, 9, 1), date(2025, 11, 1), date(2026, 1, 1)):
                if dice.random() < 0.5:
                    day = month + timedelta(days=dice.randrange(40))
                    yield at(day, "debit_told", name=person.name, month=month)
        if dice.random() < 0.04:
            day = some_day()
            yield at(day, "muted", name=person.name)
            if dice.random() < 0.5 and day < LAST:
                yield at(some_day(day + ONE_DAY), "heard_again", name=person.name)
    if dice.random() < 0.04:
        yield at(some_day(), "kind_muted", kind=dice.choice(KINDS))
    if dice.random() < 0.04:
        born_on = some_day(date(2025, 9, 5), date(2026, 1, 20))
        baby = Person("新宝", dice.choice(NEWBORN_REGIONS), category="NEWBORN", born_on=born_on)
        joined = at(born_on + timedelta(days=dice.randrange(2, 40)), "joined", person=baby)
        yield joined
        if joined.day < LAST and dice.random() < 0.6:
            own_years = tuple({born_on.year, YEAR})
            day = some_day(joined.day + ONE_DAY)
            yield at(day, "paid", name=baby.name, years=own_years)
    for kind in KINDS:
        if resident.credits[kind] < AMPLE and dice.random() < 0.3:
            for _ in range(dice.randrange(1, 3)):
                yield at(some_day(), "accepted", kind=kind)
    if dice.random() < 0.06:
        kind, day = dice.choice(KINDS), some_day()
        yield at(day, "refused", kind=kind, heard=dice.random() < 0.5)
        if dice.random() < 0.5 and day < LAST:
            yield at(some_day(day + ONE_DAY), "accepted", kind=kind)


def _moves(dice: random.Random, closes: Mapping[str, date]) -> Iterator[Event]:
    """Most places give longer, some tell it when it is over already, one ends earlier."""
    codes = sorted(closes)
    for number, code in enumerate(dice.sample(codes, min(5, len(codes)))):
        was = closes[code]
        if number == 4:
            told = was - timedelta(days=dice.randrange(15, 40))
            until = was - timedelta(days=dice.randrange(3, 9))
        else:
            told = was + timedelta(days=dice.randrange(-20, 4))
            until = was + timedelta(days=dice.randrange(5, 60))
        if told <= LAST:
            yield Event(told, DAWN, "moved", window=code, closes_on=until)


def _weather(dice: random.Random) -> Iterator[Weather]:
    for day in days_between(FIRST, LAST):
        if dice.random() < 0.25:
            kind, errcode, after = dice.choice(
                (
                    ("errcode", -1, False),
                    ("errcode", 45009, False),
                    ("html", -1, False),
                    ("status", -1, False),
                    ("reset", -1, False),
                    ("reset", -1, True),
                    ("token", -1, False),
                )
            )
            yield Weather(
                day, kind, errcode, dice.choice((1, 1, 2, 3)), dice.randrange(1, 5), after
            )


def _crashes(dice: random.Random) -> Iterator[Crash]:
    for day in days_between(FIRST, LAST):
        if dice.random() < 0.15:
            yield Crash(day, dice.uniform(0.1, 0.9))
