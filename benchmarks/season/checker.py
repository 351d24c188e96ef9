"""Compares what the phones received with what the facts say they should have. Knows nothing of the product."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from benchmarks.season.arrivals import Received, read, turned_round
from benchmarks.season.facts import BEFORE_OPENING, DAWN, World
from benchmarks.season.household import CLOSES, OPENS, Doubt, Message
from benchmarks.season.matters import MANNERS
from benchmarks.season.reckoning import Reckoned, expected, running

FIRST_ON_LAST_DAY = time(8)
HAPPENS_AT = {DAWN: time(7, 30), BEFORE_OPENING: time(8, 40)}
IN_THE_EVENING = time(18, 30)
PAYING = ("payment_deadline", "window_opens", "window_moved", "after_window")
# More of a kind at once than this come one after the other until 18:00. The product counts when it
# plans, so near the limit either way is right.
CROWD, NEARLY = 10_000, 200
URGENT = timedelta(days=3)
# Of those who come one after the other within nine hours, a ninth comes in an hour.
MOST_IN_AN_HOUR = 0.25


@dataclass(slots=True)
class Verdict:
    """What is wrong, sentence by sentence, under the name of the law that it breaks."""

    expected: int = 0
    received: int = 0
    in_doubt: int = 0
    crowds: int = 0
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
                "all at once",
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
    received = list(read(log))
    reckoned = expected(world, doubts=doubts)
    _follow_the_order(world, received, reckoned, doubts)
    wanted = reckoned.all_messages()
    verdict = Verdict(expected=len(wanted), received=len(received), in_doubt=len(doubts))
    _compare(world, wanted, received, verdict)
    _once_each(received, verdict)
    _at_decent_hours(world, received, verdict)
    _one_after_the_other(world, received, reckoned, verdict)
    _explained(doubts, killed or {}, verdict)
    return verdict


def _follow_the_order(
    world: World, received: list[Received], reckoned: Reckoned, doubts: Collection[Doubt]
) -> None:
    """Where two orders are right, reckon anew with the one that came."""
    crowded = {day for _, day in _crowds(world, reckoned, more_than=CROWD - NEARLY)}
    first = turned_round(world, received, crowded=crowded)
    if first:
        whose = {openid for openid, _ in first}
        reckoned.messages |= expected(world, doubts=doubts, first=first, only=whose).messages


def _crowds(world: World, reckoned: Reckoned, *, more_than: int) -> Iterator[tuple[str, date]]:
    """Kinds, and the mornings on which so much is owed of them."""
    for kind, changes in reckoned.owed.items():
        for day, number in running(changes, world.days()).items():
            if number > more_than:
                yield kind, day


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
    called_for = set(wanted)
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
        elif message in called_for:
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


def _one_after_the_other(
    world: World, received: list[Received], reckoned: Reckoned, verdict: Verdict
) -> None:
    """Of a crowd that has time, no hour of the day brings many more than the others.

    Not on days of errors: what they held up comes together.
    """
    troubled = {each.day for each in world.weather} | {each.day for each in world.crashes}
    crowds = set(_crowds(world, reckoned, more_than=CROWD + NEARLY))
    quiet = {resident.openid for resident in world.residents if resident.quiet}
    hours: dict[tuple[str, date], Counter[int]] = defaultdict(Counter)
    for each in received:
        message = each.message
        patient = not MANNERS[message.kind].ends or message.shown - message.day > URGENT
        alike = (message.kind, message.day) in crowds and message.day not in troubled
        if alike and patient and message.openid not in quiet:
            hours[message.kind, message.day][each.at.hour] += 1
    verdict.crowds = len(hours)
    for (kind, day), counts in hours.items():
        total, (hour, most) = counts.total(), counts.most_common(1)[0]
        if total >= CROWD / 10 and most > total * MOST_IN_AN_HOUR:
            verdict.wrong["all at once"].append(f"{kind} on {day}: {most} of {total} at {hour}")


def _explained(doubts: Collection[Doubt], killed: Mapping[date, int], verdict: Verdict) -> None:
    for day, number in Counter(each.day for each in doubts).items():
        if number > killed.get(day, 0):
            verdict.wrong["unexplained doubt"].append(
                f"{number} on {day}, {killed.get(day, 0)} were in flight at a kill"
            )
