"""Writes down what became of messages, together and a few times a second, and ends their leases."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

import psycopg
from psycopg.errors import DeadlockDetected

from reminders.claims import RECORD_SQL, RELEASE_SQL, Claimed, Clock
from reminders.models import MessageTemplate
from reminders.verdicts import verdict_on
from yibao_project.wechat_answers import Kind as Failure
from yibao_project.wechat_answers import Outcome

# What was answered within so many seconds is in doubt after a crash.
FLUSH_SECONDS, FLUSH_ROWS = 0.05, 512


class Recorder:
    """What one run of sending has in flight, and what has come back and is not written down yet."""

    def __init__(self, *, now: Clock) -> None:
        self.now = now
        self.tally: Counter[str] = Counter()
        self.finished: list[tuple[Claimed, Outcome]] = []
        self.leased: dict[int, dict[int, int]] = {}  # by lease: reminders in flight → residents
        self.done = self.recorded = 0
        self.feeding = True

    def take(self, reminder: Claimed, outcome: Outcome) -> None:
        self.finished.append((reminder, outcome))
        self.done += 1

    async def run(self, records: psycopg.AsyncConnection[Any]) -> None:
        """Write outcomes down together, a few times a second, until all are written."""
        while self.feeding or self.finished:
            if len(self.finished) < FLUSH_ROWS and self.feeding:
                await asyncio.sleep(FLUSH_SECONDS)
            batch, self.finished = self.finished, []
            if not batch:
                continue
            while True:
                try:
                    async with records.transaction():
                        counted = await self._write(records, batch)
                        await self._release(records, batch)
                    break
                except DeadlockDetected:
                    continue  # planning or an erasure was quicker with some of these rows
            self.tally += counted
            self.recorded += len(batch)
            for reminder, _ in batch:
                in_flight = self.leased[reminder.lease]
                del in_flight[reminder.id]
                if not in_flight:
                    del self.leased[reminder.lease]

    async def _write(
        self, records: psycopg.AsyncConnection[Any], batch: list[tuple[Claimed, Outcome]]
    ) -> Counter[str]:
        """One statement for all that met the same answer; counts outcomes by name."""
        counted: Counter[str] = Counter()
        now = self.now()
        alike: defaultdict[Any, list[tuple[Claimed, Outcome]]] = defaultdict(list)
        for reminder, answer in batch:
            same = (answer.kind, answer.errcode, answer.detail)
            same_row = (reminder.template.kind, reminder.due_on, reminder.attempts)
            alike[same_row, same].append((reminder, answer))
        for answered in alike.values():
            reminder, answer = answered[0]
            template = reminder.template
            verdict = verdict_on(answer, attempts=reminder.attempts + 1, now=now)
            one_time = template.duration == MessageTemplate.Duration.ONE_TIME
            await records.execute(
                RECORD_SQL,
                {
                    **verdict._asdict(),
                    "due_on": reminder.due_on,
                    "now": now,
                    "errcode": answer.errcode,
                    "detail": answer.detail[:120],
                    "template": template.pk,
                    "spends_one": answer.kind is None and one_time,
                    "spends_all": answer.kind is Failure.REFUSED,
                    "ids": _array(each.id for each, _ in answered),
                    "msgids": _array(outcome.msgid for _, outcome in answered),
                },
            )
            counted[verdict.outcome] += len(answered)
        return counted

    async def _release(
        self, records: psycopg.AsyncConnection[Any], batch: list[tuple[Claimed, Outcome]]
    ) -> None:
        """Take what is written down out of its leases."""
        left: dict[int, dict[int, int]] = {}
        for reminder, _ in batch:
            if reminder.lease not in left:
                left[reminder.lease] = dict(self.leased[reminder.lease])
            del left[reminder.lease][reminder.id]
        for lease, in_flight in left.items():
            await records.execute(
                RELEASE_SQL,
                {"lease": lease, "ids": _array(in_flight), "users": _array(in_flight.values())},
            )


def _array(numbers: Iterable[int | None]) -> str:
    """PostgreSQL's own notation of an array of numbers."""
    return f"{{{','.join('NULL' if each is None else str(each) for each in numbers)}}}"
