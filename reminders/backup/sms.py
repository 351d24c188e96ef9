"""Text messages, through whichever provider the settings name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Protocol

from django.conf import settings

from reminders.backup.channels import Note
from reminders.models import Way
from yibao_project import tencent_sms
from yibao_project.answer import Answer


class Provider(Protocol):
    """Whoever carries text messages: one template, filled with the same words, to many numbers."""

    NUMBERS_AT_ONCE: int

    def send(self, *, numbers: Sequence[str], words: Sequence[str]) -> dict[str, Answer]:
        """What became of each number's message. Never raises."""
        ...


PROVIDERS: dict[str, Provider] = {"tencent": tencent_sms}


class Sms:
    way = Way.SMS

    def is_set_up(self) -> bool:
        return settings.SMS_PROVIDER in PROVIDERS

    def send(self, notes: Sequence[Note]) -> Iterator[list[tuple[Note, Answer]]]:
        """What is told alike goes together, and once to people who share a telephone."""
        provider = PROVIDERS[settings.SMS_PROVIDER]
        alike: defaultdict[tuple[str, ...], defaultdict[str, list[Note]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for note in notes:
            alike[note.what, note.day, note.left][note.address].append(note)
        for words, by_number in alike.items():
            numbers = list(by_number)
            for start in range(0, len(numbers), provider.NUMBERS_AT_ONCE):
                some = numbers[start : start + provider.NUMBERS_AT_ONCE]
                answers = provider.send(numbers=some, words=words)
                yield [(note, answers[number]) for number in some for note in by_number[number]]
