"""Compares what the phones received with what the facts say they should have. Knows nothing of the product."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, NamedTuple

from benchmarks.season.facts import BEFORE_OPENING, DAWN, World
from benchmarks.season.reckoning import CLOSES, OPENS, Doubt, Message, expected

TEMPLATE = re.compile(r"SEASON-(\w+)")
DAY = re.compile(r"(\d+)年(\d+)月(\d+)日")
FIRST_ON_LAST_DAY = time(8)
HAPPENS_AT = {DAWN: time(7, 30), BEFORE_OPENING: time(8, 40)}
IN_THE_EVENING = time(18, 30)
PAYING = ("payment_deadline", "window_opens", "window_moved", "after_window")


class Received(NamedTuple):
    message: Message
    at: datetime
    page: str


@dataclass(slots=True)
class Verdict:
    """What is wrong, sentence by sentence, under the name of the law that it breaks."""

    expected: int = 0
    received: int = 0
    in_doubt: int = 0
    wrong: dict[str, list[str]] = field(
        default_factory=lambda: {
            law: []
            for law in (
                "missing",
                "duplicate",
                "wrong date",
                "after payment",
                "uncalled for",
                "wrong names",
                "wrong hour",
                "unexplained doubt",
            )
        }
    )

    @property
    def is_clean(self) -> bool:
        return not any(self.wrong.values())


def check(
    world: World,
    log: Iterable[Mapping[str, Any]],
    *,
    doubts: Collection[Doubt] = (),
    killed: Mapping[date, int] | None = None,
) -> Verdict:
    """Judge the sandbox's log of messages.

    `doubts` are the messages of which the product says itself that nobody knows; each must be
    of a day on which the sender was `killed`, and no more than were in flight then.
    """
    received = [_read(entry) for entry in log]
    wanted = expected(world, doubts=doubts, overtaken=_overtaken(world, received))
    verdict = Verdict(expected=len(wanted), received=len(received), in_doubt=len(doubts))
    _compare(world, wanted, received, verdict)
    _once_each(received, verdict)
    _at_decent_hours(world, received, verdict)
    _explained(doubts, killed or {}, verdict)
    return verdict


def _read(entry: Mapping[str, Any]) -> Received:
    kind = TEMPLATE.fullmatch(entry["template_id"])
    shown = DAY.fullmatch(entry["data"]["date2"]["value"])
    assert kind, entry
    assert shown, entry
    at = datetime.fromisoformat(entry["sent_at"])
    message = Message(
        openid=entry["openid"],
        kind=kind[1],
        shown=date(*map(int, shown.groups())),
        names=frozenset(entry["data"]["thing1"]["value"].split("、")),
        day=at.date(),
    )
    return Received(message, at, entry["page"])


def _overtaken(world: World, received: list[Received]) -> set[tuple[str, date]]:
    """Where, on a day of errors, the word of a move came before the deadline card that tells the same."""
    stormy = {each.day for each in world.weather}
    moved: set[Message] = set()
    found = set()
    for each in received:
        message = each.message
        if message.kind == "window_moved" and message.day in stormy:
            moved.add(message)
        elif message._replace(kind="window_moved") in moved and message.kind == "payment_deadline":
            found.add((message.openid, message.day))
    return found


def _compare(
    world: World, wanted: list[Message], received: list[Received], verdict: Verdict
) -> None:
    """What is left when everything that came as it should is taken away."""
    left_over = Counter(wanted)
    surplus = []
    for each in received:
        if left_over[each.message]:
            left_over[each.message] -= 1
        else:
            surplus.append(each)
    owed: dict[tuple[str, str, date], list[Message]] = defaultdict(list)
    for message in left_over.elements():
        owed[message.openid, message.kind, message.shown].append(message)
    arrived = {each.message for each in received}
    paid_at = dict(_payments(world))
    for each in surplus:
        message = each.message
        waiting = owed[message.openid, message.kind, message.shown]
        same_day = next((one for one in waiting if one.day == message.day), None)
        paid = [name for name in message.names if _is_paid(paid_at, each, name)]
        if paid:
            law, told = "after payment", f"{'、'.join(paid)} had paid"
        elif same_day:
            law, told = "wrong names", f"should name {'、'.join(sorted(same_day.names))}"
        elif waiting:
            law, told = "wrong date", f"should come on {waiting[0].day}"
        elif message in wanted and message in arrived:
            law, told = "duplicate", "came before"
        else:
            law, told = "uncalled for", "nothing says so"
        verdict.wrong[law].append(f"{_told(message)}: {told}")
        if waiting:
            waiting.remove(same_day or waiting[0])
    verdict.wrong["missing"] += [_told(each) for rest in owed.values() for each in rest]


def _told(message: Message) -> str:
    names = "、".join(sorted(message.names))
    return f"{message.openid[-6:]} {message.kind} {message.shown} ({names}) on {message.day}"


def _payments(world: World) -> Iterator[tuple[tuple[str, str, int], datetime]]:
    """When each person's year was paid."""
    for event in world.events:
        if event.what == "paid":
            at = HAPPENS_AT.get(event.hour, IN_THE_EVENING)
            for year in event.years:
                yield (event.openid, event.name, year), datetime.combine(event.day, at)


def _is_paid(
    paid_at: Mapping[tuple[str, str, int], datetime], received: Received, name: str
) -> bool:
    """Whether the year that a message about paying is for had been paid when it came."""
    if received.message.kind not in PAYING:
        return False
    paid = paid_at.get((received.message.openid, name, 2026))
    return paid is not None and paid <= received.at.replace(tzinfo=None)


def _once_each(received: list[Received], verdict: Verdict) -> None:
    """A card leads to its reminder; no reminder may have led two cards to a phone."""
    pages = Counter(each.page for each in received)
    for each in received:
        if pages[each.page] > 1:
            verdict.wrong["duplicate"].append(f"{_told(each.message)}: the same reminder again")


def _at_decent_hours(world: World, received: list[Received], verdict: Verdict) -> None:
    quiet = {resident.openid: resident.quiet for resident in world.residents}
    for each in received:
        own = quiet[each.message.openid]
        opens, closes = (max(OPENS, own[1]), min(CLOSES, own[0])) if own else (OPENS, CLOSES)
        if each.message.shown == each.at.date():
            opens, closes = FIRST_ON_LAST_DAY, CLOSES
        if not opens <= each.at.time() <= closes:
            verdict.wrong["wrong hour"].append(f"{_told(each.message)}: at {each.at:%H:%M}")


def _explained(doubts: Collection[Doubt], killed: Mapping[date, int], verdict: Verdict) -> None:
    for day, number in Counter(each.day for each in doubts).items():
        if number > killed.get(day, 0):
            verdict.wrong["unexplained doubt"].append(
                f"{number} on {day}, {killed.get(day, 0)} were in flight at a kill"
            )
