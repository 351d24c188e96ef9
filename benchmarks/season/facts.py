"""Who lives where and what happens to them from September to February. Plain data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta

FIRST, LAST = date(2025, 9, 1), date(2026, 2, 28)
YEAR = 2026
ONE_DAY = timedelta(days=1)
# Before the morning's planning; after it and before messages leave; in the evening, planned at once.
DAWN, BEFORE_OPENING, EVENING = "dawn", "before_opening", "evening"
HOURS = (DAWN, BEFORE_OPENING, EVENING)
# Where the seeded people live; a window of Henan holds in all of it, Chengdu has none to trust.
REGIONS = (
    "440100",
    "110000",
    "411000",
    "330100",
    "340100",
    "350100",
    "440400",
    "610000",
    "130000",
    "510100",
)
# Places where the days of newborns are known.
NEWBORN_REGIONS = ("440100", "110000", "330100", "350100", "340100", "440400", "510100")
KINDS = (
    "newborn",
    "payment_deadline",
    "window_moved",
    "filing_expiry",
    "after_window",
    "debit",
    "debit_result",
    "window_opens",
)
NAMES = ("妈妈", "爸爸", "我", "小宝", "奶奶", "大宝")
AMPLE = 30


@dataclass(frozen=True, slots=True)
class Filing:
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    region: str
    scheme: str = "RESIDENT"
    category: str = "ADULT"
    born_on: date | None = None
    filing: Filing | None = None
    debit_day: int | None = None


@dataclass(frozen=True, slots=True)
class Resident:
    openid: str
    people: tuple[Person, ...]
    credits: Mapping[str, int]
    quiet: tuple[time, time] | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens: `what` says which of the other fields tell it."""

    day: date
    hour: str
    what: str
    openid: str = ""
    name: str = ""
    years: tuple[int, ...] = ()
    person: Person | None = None
    filing: Filing | None = None
    month: date | None = None
    kind: str = ""
    heard: bool = True
    window: str = ""
    closes_on: date | None = None


@dataclass(frozen=True, slots=True)
class Weather:
    """What goes wrong at WeChat in the morning of a day: every so manieth send, so many times."""

    day: date
    kind: str
    errcode: int = -1
    every: int = 1
    times: int = 1
    after: bool = False


@dataclass(frozen=True, slots=True)
class Crash:
    """The sender is killed on a day, once it has got through this share of what is due."""

    day: date
    share: float


@dataclass(frozen=True, slots=True)
class World:
    seed: int
    residents: tuple[Resident, ...]
    events: tuple[Event, ...]
    weather: tuple[Weather, ...]
    crashes: tuple[Crash, ...]
    until: date = LAST
    by_hour: Mapping[tuple[date, str], list[Event]] = field(init=False)

    def __post_init__(self) -> None:
        found: dict[tuple[date, str], list[Event]] = {}
        for event in self.events:
            found.setdefault((event.day, event.hour), []).append(event)
        object.__setattr__(self, "by_hour", found)

    def days(self) -> Iterator[date]:
        return days_between(FIRST, self.until)


def days_between(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))
