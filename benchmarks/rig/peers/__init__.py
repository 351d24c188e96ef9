"""What people would send reminders with instead: one small module each, tuned as well as we could.

All do the same for each reminder: load its row, render the card, send it by plain wechatpy on a
connection that is kept alive, save the outcome. How a reminder comes to be sent when it is due, and
by whom, is the library's own way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple


class Owed(NamedTuple):
    """Which reminder: with its due day, so that nobody looks for it in the tables of other months."""

    number: int
    due_on: str


class Peer(NamedTuple):
    """One way: the processes it needs, and how reminders are put on its schedule."""

    name: str
    commands: Sequence[Sequence[str]]
    # Told the reminders and when they are to be sent.
    schedule: Callable[[Sequence[Owed], datetime], None]
    # How many outcomes are written down.
    recorded: Callable[[], int]
    # From the start of the processes until they are ready for what is scheduled.
    warm_up: float
    # Scheduling one reminder surely takes no longer.
    seconds_each: float
    # A quick way sends so many times more than the others, for a rate that can be trusted.
    times: int = 1


def every_peer() -> list[Peer]:
    """All of them. They can only be imported once Django is set up with their tables."""
    from benchmarks.rig.peers import clocked, eta, post_office, procrastination, q2

    return [eta.PEER, clocked.PEER, q2.PEER, procrastination.PEER, post_office.PEER]
