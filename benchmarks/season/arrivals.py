"""What the phones received, read from the sandbox's log, and what its order says."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from benchmarks.season.facts import World
from benchmarks.season.household import Message
from benchmarks.season.matters import TELLS_DAY

TEMPLATE = re.compile(r"SEASON-(\w+)")
DAY = re.compile(r"(\d+)年(\d+)月(\d+)日")


class Received(NamedTuple):
    message: Message
    at: datetime
    page: str


def read(log: Iterable[Mapping[str, Any]]) -> Iterator[Received]:
    for entry in log:
        kind = TEMPLATE.fullmatch(entry["template_id"])
        assert kind, entry
        at = _instant(entry["sent_at"])
        message = Message(
            openid=entry["openid"],
            kind=kind[1],
            shown=_day(entry["data"]["date2"]["value"]),
            names=_names(entry["data"]["thing1"]["value"]),
            day=at.date(),
        )
        yield Received(message, at, entry["page"])


@cache
def _instant(written: str) -> datetime:
    return datetime.fromisoformat(written)


@cache
def _day(written: str) -> date:
    found = DAY.fullmatch(written)
    assert found, written
    return date(*map(int, found.groups()))


@cache
def _names(written: str) -> frozenset[str]:
    return frozenset(written.split("、"))


def turned_round(
    world: World, received: Iterable[Received], *, crowded: Collection[date]
) -> dict[tuple[str, date], str]:
    """By resident and day, the kind that came before all others, where another order was as right.

    An error of WeChat keeps a message back, and where more than 10,000 households come one after
    the other, each kind has a time of its own. So the word of a move may come before the deadline
    card that tells the same; and of a crowd, the word that the window has opened may make the word
    of a move needless.
    """
    stormy = {each.day for each in world.weather}
    came: dict[tuple[str, date], list[Message]] = {}
    for each in received:
        message = each.message
        if message.kind in TELLS_DAY and (message.day in stormy or message.day in crowded):
            came.setdefault((message.openid, message.day), []).append(message)
    found = {}
    for (openid, day), messages in came.items():
        kinds = [each.kind for each in messages]
        if "window_moved" in kinds:
            moved = kinds.index("window_moved")
            same = messages[moved]._replace(kind="payment_deadline")
            if same in messages[moved:]:
                found[openid, day] = "window_moved"
        elif "window_opens" in kinds and day in crowded:
            found[openid, day] = "window_opens"
    return found
