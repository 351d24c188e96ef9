"""One sender: claims due reminders in batches, re-checks them, sends them, records what came.

1. Claim and re-check are one statement per batch: rows that are still true are leased together
   (at most one per resident), the others are withdrawn or held with the reason.
2. Messages are rendered and handed to the pool of keep-alive connections, outside any transaction.
3. Outcomes are recorded together, in one statement for all that met the same answer.

A row's lease says that it is handed over before the call, so a crash leaves it to the sweeper, which
calls it `unknown`: it is never blindly repeated, because a repeat would spend the resident's only
credit. The lease says so for a few rows at a time; what it did not come to is given back.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import time
from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache, partial
from typing import Any

import orjson
import psycopg
import uvloop
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from psycopg.errors import DeadlockDetected

from reminders import messages, rules, truth
from reminders.claims import (
    DUE_KINDS_SQL,
    HAND_OVER_SQL,
    Claimed,
    Clock,
    claim_sql,
    connect,
    take_slot,
)
from reminders.kinds import KINDS, Kind, speaks_since
from reminders.models import MessageTemplate, Status
from reminders.pausing import Paused, paused_now
from reminders.rate import TOO_FAST, SendRate
from reminders.recording import FLUSH_SECONDS, Recorder
from reminders.tuning import kinds_in_force
from reminders.verdicts import EVERYTHING, PAUSE_KEY, pause_scope
from yibao_project.sealed import NotOurs, unseal_names
from yibao_project.wechat import Mold
from yibao_project.wechat_answers import Kind as Failure
from yibao_project.wechat_answers import Outcome
from yibao_project.wechat_transport import Sender

logger = logging.getLogger(__name__)

# If WeChat stops answering, a batch of so many messages to a connection is still over, timeout by
# timeout, before its lease is (LEASE_LASTS).
LARGEST_CLAIM, MOST_TO_A_CONNECTION = 512, 8
RENDERED_AT_ONCE = 32
# A crash leaves in doubt what was handed over and is not yet written down, so what waits for a
# connection is few: at first one message for so many connections.
HANDED_AT_ONCE = 4
# A long run reads the policy of the day anew this often.
FRESH_SECONDS = 15.0
LOOK_AHEAD = timedelta(seconds=1)
CLAIM_LOCK = 0x59425333
PAUSE_SECONDS = 60


def send_due(*, now: Clock) -> Counter[str]:
    """Send everything that is due; returns when nothing is left. Counts outcomes by name.

    Does nothing while sending is paused, outside the sending hours, or when the allowed number
    of senders is already at work. A pause that begins meanwhile holds within FRESH_SECONDS.
    """
    tally: Counter[str] = Counter()
    wait = _seconds_until_due(now(), but_not=paused_now().kinds)
    if wait is None:
        return tally
    time.sleep(wait)
    while rules.may_send(now=now()) and not cache.get(f"{PAUSE_KEY}:{EVERYTHING}"):
        templates = {template.kind: template for template in MessageTemplate.objects.all()}
        paused = paused_now()
        kinds = {code: kind for code, kind in kinds_in_force().items() if code not in paused.kinds}
        cohorts = truth.cohorts_json(truth.cohorts_of(kinds.values(), today=now().date()))
        run = _Run(now=now, kinds=kinds, held=paused, templates=templates, cohorts=cohorts)
        gc.freeze()  # a full collection in mid-run would stop all connections for 0.1 s
        try:
            uvloop.run(run.go())
        finally:
            gc.unfreeze()
        tally += run.outcomes.tally
        if not run.ran_out_of_time:
            break
    return tally


def _seconds_until_due(now: datetime, *, but_not: Collection[str]) -> float | None:
    """Seconds until the next planned reminder: 0 when one is due, None when none is near."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT min(first.send_after) FROM unnest(%s::text[]) AS kinds(kind)
            CROSS JOIN LATERAL (
                SELECT send_after FROM reminders_reminder r
                WHERE r.status = 'planned' AND r.kind = kinds.kind AND r.send_after <= %s
                  AND r.due_on >= %s AND r.id NOT IN (SELECT unnest(reminders) FROM reminders_lease)
                ORDER BY send_after LIMIT 1) AS first
            """,
            [
                [code for code in KINDS if code not in but_not],
                now + LOOK_AHEAD,
                speaks_since(now.date()),
            ],
        )
        nearest = cursor.fetchone()[0]
    return None if nearest is None else max(0.0, (nearest - now).total_seconds())


class _Run:
    """One event loop's worth of sending, over one reading of the day's policy."""

    def __init__(
        self,
        *,
        now: Clock,
        kinds: dict[str, Kind],
        held: Paused,
        templates: dict[str, MessageTemplate],
        cohorts: str,
    ) -> None:
        self.now = now
        self.kinds = kinds
        self.today = now().date()
        self.speaks_since = speaks_since(self.today)
        self.templates = templates
        self.cohorts = cohorts
        # A season's million cards say the same few thousand things, so each is worded once.
        self.molds = {
            code: lru_cache(maxsize=10_000)(partial(_mold, kinds[code], template, self.today))
            for code, template in templates.items()
            if code in kinds
        }
        self.held = held
        self.claim_sql = {code: claim_sql(kind, held) for code, kind in kinds.items()}
        self.rate = SendRate()
        self.outcomes = Recorder(now=now)
        self.ran_out_of_time = False
        self.paused: set[str] = set()
        self.told: set[int | None] = set()
        self.ahead = max(1, settings.SEND_CONNECTIONS // HANDED_AT_ONCE)
        self.ends_at = time.monotonic() + FRESH_SECONDS

    async def go(self) -> None:
        """Send until nothing is due. Whatever happens, every known outcome is written down."""
        async with await connect() as claims, await connect() as marks, await connect() as records:
            if not await take_slot(claims):
                return
            self.marks = marks
            await self._load_cohorts(claims)
            self.recorder = asyncio.create_task(self.outcomes.run(records))
            try:
                async with Sender[Claimed](on_outcome=self._on_outcome) as sender:
                    # A resident's second message waits for the first: pass until none is left.
                    while not self._must_stop() and await self._pass(claims, sender):
                        pass
            finally:
                self.outcomes.feeding = False
                await self.recorder
                self.rate.close()

    async def _pass(self, claims: psycopg.AsyncConnection[Any], sender: Sender[Claimed]) -> bool:
        """Send all that is due and may go at once; whether there was anything."""
        before = self.outcomes.done
        asked = {"kinds": list(self.kinds), "now": self.now(), "speaks_since": self.speaks_since}
        due = await (await claims.execute(DUE_KINDS_SQL, asked)).fetchall()
        for code, due_by in self._turns([code for (code,) in due]):
            await self._feed(claims, sender, self.kinds[code], due_by)
        await sender.drain()
        while self.outcomes.recorded < self.outcomes.done and not self.recorder.done():
            await asyncio.sleep(FLUSH_SECONDS / 4)
        return self.outcomes.done > before

    def _turns(self, due: list[str]) -> Iterator[tuple[str, date]]:
        """The kinds due, with the last due day of each turn.

        Where the rate is limited, what ends today has a turn of its own before all others.
        """
        if self.rate.limit:
            yield from ((code, self.today) for code in due if self.kinds[code].ends)
        yield from ((code, date.max) for code in due)

    async def _load_cohorts(self, claims: psycopg.AsyncConnection[Any]) -> None:
        await claims.execute(truth.MAKE_COHORT_TABLE)
        await claims.execute(truth.FILL_COHORT_TABLE, {"cohorts": self.cohorts})
        await claims.execute(truth.INDEX_COHORT_TABLE)
        await claims.execute(truth.ANALYZE_COHORT_TABLE)

    async def _feed(
        self,
        claims: psycopg.AsyncConnection[Any],
        sender: Sender[Claimed],
        kind: Kind,
        due_by: date,
    ) -> None:
        """Keep the sender supplied with one kind until nothing of it is due.

        The next batch is claimed while this one is rendered and sent. Batches begin small and
        grow while they leave connections idle.
        """
        template = self.templates.get(kind.code)
        if template is None or cache.get(f"{PAUSE_KEY}:{kind.code}"):
            return
        connections = settings.SEND_CONNECTIONS
        size = 2 * connections
        largest = max(size, min(MOST_TO_A_CONNECTION * connections, LARGEST_CLAIM))
        claim = partial(self._claim, claims, kind, template, due_by=due_by)
        coming = asyncio.create_task(claim(size=size))
        try:
            while (claimed := await coming) and self._may_go_on(kind):
                if sender.unsettled < connections:
                    size = min(2 * size, largest)
                coming = asyncio.create_task(claim(size=size))
                await self._hand_over(sender, kind, claimed)
        finally:
            await self._give_back(claims, await coming)

    async def _hand_over(self, sender: Sender[Claimed], kind: Kind, claimed: list[Claimed]) -> None:
        """Send what is ours, so few at a time as keep the connections busy: more when they had to wait.

        The lease says that they are handed over before they are. If it has run out, what is left
        belongs to whoever claims it.
        """
        connections = settings.SEND_CONNECTIONS
        ours = [each for each in claimed if each.status == Status.PLANNED]
        for each in claimed:
            if each.status != Status.PLANNED:
                self.outcomes.tally[each.status] += 1
        begun = False
        while ours:
            batch, ours = ours[: self.ahead], ours[self.ahead :]
            lease = batch[0].lease
            marked = await self.marks.execute(HAND_OVER_SQL, [len(ours), lease])
            if begun and self.outcomes.done >= connections > sender.unsettled:
                self.ahead = min(2 * self.ahead, LARGEST_CLAIM)
            begun = True
            if not marked.rowcount:
                for each in (*batch, *ours):
                    del self.outcomes.leased[lease][each.id]
                return
            await self._submit(sender, kind, batch)
            await sender.drain(to=connections + self.ahead // 2)

    async def _submit(self, sender: Sender[Claimed], kind: Kind, ours: list[Claimed]) -> None:
        """Render, a few at a time so that the connections stay busy.

        Names that no key opens are tried again later: what is wrong is ours, and can be mended.
        """
        for start in range(0, len(ours), RENDERED_AT_ONCE):
            batch = ours[start : start + RENDERED_AT_ONCE]
            rendered = []
            for each in batch:
                try:
                    rendered.append((each, self._render(kind, each)))
                except NotOurs as problem:
                    self._on_outcome(each, Outcome(Failure.TEMPORARY, None, None, str(problem)))
            sender.submit(rendered)
            await asyncio.sleep(0)

    async def _claim(
        self,
        claims: psycopg.AsyncConnection[Any],
        kind: Kind,
        template: MessageTemplate,
        *,
        size: int,
        due_by: date,
    ) -> list[Claimed]:
        """Lease a batch, as large as the rate allows; empty when nothing is due.

        One sender at a time claims, so each sees the leases of the others.
        """
        size = await self.rate.reserve(size, stop=self._must_stop)
        allowed = rules.sends_until(now=self.now(), hours=kind.hours, ends=kind.ends)
        if not size or allowed is None:
            self.rate.give_back(size)
            return []
        facts = {
            "kind": kind.code,
            "template": template.pk,
            "long_term": template.duration == MessageTemplate.Duration.LONG_TERM,
            "now": self.now(),
            "today": self.today,
            "speaks_since": self.speaks_since,
            "due_by": min(due_by, allowed),
            "size": size,
            "paused_places": self.held.places.get(kind.code, []),
        }
        while True:
            try:
                async with claims.transaction():
                    await claims.execute("SELECT pg_advisory_xact_lock(%s)", [CLAIM_LOCK])
                    cursor = await claims.execute(self.claim_sql[kind.code], facts)
                    rows = await cursor.fetchall()
                break
            except DeadlockDetected:
                continue  # planning was quicker with some of these rows
        claimed = [Claimed._make((*row, template)) for row in sorted(rows)]
        in_flight = {each.id: each.user_id for each in claimed if each.status == Status.PLANNED}
        if in_flight:
            self.outcomes.leased[claimed[0].lease] = in_flight
        self.rate.give_back(size - len(in_flight))
        return claimed

    async def _give_back(
        self, claims: psycopg.AsyncConnection[Any], claimed: list[Claimed]
    ) -> None:
        """End the lease of a batch that was not sent."""
        for lease in {each.lease for each in claimed}:
            await claims.execute("DELETE FROM reminders_lease WHERE id = %s", [lease])
            self.rate.give_back(len(self.outcomes.leased.pop(lease, {})))

    def _may_go_on(self, kind: Kind) -> bool:
        return not self._must_stop() and kind.code not in self.paused

    def _must_stop(self) -> bool:
        if time.monotonic() >= self.ends_at:
            self.ran_out_of_time = True
        return self.ran_out_of_time or EVERYTHING in self.paused or self.recorder.done()

    def _render(self, kind: Kind, reminder: Claimed) -> bytes:
        told = messages.told_of(reminder.members)
        mold = self.molds[kind.code](told, reminder.due_on, reminder.subject)
        return mold.fill(openid=reminder.openid, number=reminder.id)

    def _on_outcome(self, reminder: Claimed, outcome: Outcome) -> None:
        self.outcomes.take(reminder, outcome)
        if outcome.kind is None:
            return
        if outcome.errcode in TOO_FAST:
            self.rate.slow_down()
        if outcome.errcode in self.told:
            return
        scope = pause_scope(outcome, kind=reminder.template.kind)
        if scope:
            self.paused.add(scope)
            cache.set(f"{PAUSE_KEY}:{scope}", outcome.detail, PAUSE_SECONDS)
        if scope or outcome.kind is Failure.BROKEN:
            self.told.add(outcome.errcode)
            logger.error("微信不接受提醒（%s）：%s", reminder.template.kind, outcome.detail)


def _mold(
    kind: Kind,
    template: MessageTemplate,
    today: date,
    told: bytes,
    due_on: date,
    subject: str,
) -> Mold:
    data = messages.card(
        kind=kind.code,
        tip=kind.tip,
        fields=template.fields,
        members=unseal_names(orjson.loads(told)),
        due_on=due_on,
        today=today,
        subject=subject,
    )
    return Mold(template_id=template.template_id, page=f"{template.page}?reminder=", data=data)
