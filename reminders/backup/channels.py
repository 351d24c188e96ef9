"""What every other channel is, whatever carries it; which of them this installation has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from reminders.kinds import Kind
from reminders.models import Way
from reminders.wording import Occasion, day_words
from yibao_project.answer import Answer


@dataclass(frozen=True, slots=True)
class Note:
    """One message by another channel: which kind of reminder and which day, nothing of persons."""

    delivery: int
    reminder: int
    attempts: int
    address: str = field(repr=False)
    what: str
    day: str
    date: str
    left: str


class Channel(Protocol):
    way: Way

    def is_set_up(self) -> bool:
        """Whether the settings have all that it needs; if not, it does not exist."""
        ...

    def send(self, notes: Sequence[Note]) -> Iterator[list[tuple[Note, Answer]]]:
        """Hand over each once, a few together; gives what became of these before it goes on."""
        ...


def words(kind: Kind, *, due_on: date, today: date, is_unsure: bool) -> dict[str, str]:
    """What a note says; each within 12 characters, the shortest limit of any channel."""
    left = Occasion("", due_on, today, ()).left
    return {
        "what": kind.label,
        "day": f"{due_on.month}月{due_on.day}日",
        "date": day_words(due_on),
        "left": f"{left}，日期待核实" if is_unsure else left,
    }
