"""The words that all kinds of reminder share. Pure: facts in, words out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypedDict

THING_LIMIT = 20
AMOUNT_UNKNOWN = "以当地公告为准"
FREE = "自己不用缴"
BUREAU = "参保地医保服务点"


class MemberFacts(TypedDict, total=False):
    """One member a reminder speaks for, with what planning found; days are written 2025-12-20."""

    id: int
    name: str
    rule: str
    confidence: str
    amount: str | None
    place: str
    filing: int
    since: str
    until: str
    month: str
    years: list[int]
    wait: str
    phone: bool


@dataclass(frozen=True, slots=True)
class Occasion:
    """One message: what it is about, for whom, and on which day it speaks."""

    subject: str
    due_on: date
    today: date
    members: Sequence[Mapping[str, Any]]

    @property
    def days_left(self) -> int:
        return (self.due_on - self.today).days

    @property
    def left(self) -> str:
        return {0: "今天", 1: "明天"}.get(self.days_left, f"还有{self.days_left}天")

    @property
    def names(self) -> tuple[str, ...]:
        return names_of(self.members)

    @property
    def is_unsure(self) -> bool:
        """Whether the date rests on a source that still has to be confirmed."""
        return any(member.get("confidence") == "C" for member in self.members)

    @property
    def year(self) -> int:
        """The coverage year of a payment subject such as “RESIDENT:2026”."""
        return int(self.subject.rsplit(":", 1)[1])

    def first(self, name: str) -> Any:
        """A fact that all members share."""
        return next((member[name] for member in self.members if member.get(name)), None)

    def day(self, name: str) -> date | None:
        """A shared fact that is a day."""
        found = self.first(name)
        return date.fromisoformat(found) if found else None

    def all_of(self, name: str) -> set[Any]:
        """The different values that members have; None among them where one has none."""
        return {member.get(name) for member in self.members}

    def days(self, name: str) -> set[date]:
        """The different days that members are told."""
        return {date.fromisoformat(found) for found in self.all_of(name) if found}


def names_of(members: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """Each person's name once, also of somebody with two filings."""
    if len(members) == 1:
        return (members[0]["name"],)
    return tuple({member["id"]: member["name"] for member in members}.values())


def who(names: tuple[str, ...]) -> str:
    """Names joined as people would say them, shortened to “妈妈、小宝等5人” where needed."""
    shown = [clean(name) or "家人" for name in names]
    joined = "、".join(shown)
    if len(joined) <= THING_LIMIT:
        return joined
    ending = f"等{len(shown)}人"
    kept = shown[0]
    for name in shown[1:]:
        if len(kept) + 1 + len(name) + len(ending) > THING_LIMIT:
            break
        kept = f"{kept}、{name}"
    return f"{kept[: THING_LIMIT - len(ending)].strip()}{ending}"


def day_words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def amount(amounts: tuple[str | None, ...]) -> str:
    """What the household pays in all; never a sum that leaves somebody out."""
    known = [Decimal(each) for each in amounts if each is not None]
    if not known or len(known) < len(amounts):
        return AMOUNT_UNKNOWN
    if not any(known):
        return FREE
    total = f"{sum(known, Decimal(0)):.2f}".removesuffix(".00")
    return f"{total}元" if len(known) == 1 else f"{len(known)}人共{total}元"


def place(places: tuple[str | None, ...], *, unknown: str) -> str:
    different = list(dict.fromkeys(filter(None, (clean(each or "") for each in places))))
    if not different:
        return unknown
    if len(different) == 1:
        return fit(different[0])
    return fit(f"{different[0]}等{len(different)}处")


def clean(text: str) -> str:
    """Without what a card cannot show: control and unassigned characters, and emoji."""
    return "".join(each for each in text if each.isprintable() and each <= "\uffff").strip()


def fit(text: str) -> str:
    return text if len(text) <= THING_LIMIT else f"{text[: THING_LIMIT - 1].strip()}…"
