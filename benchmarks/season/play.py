"""Plays a drawn season on the product, day by day, as fast as the machine allows.

Import after Django is set up.
"""

from __future__ import annotations

import atexit
import json
import os
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from datetime import time as hour
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import connections
from django.db.models import F, Max, Min

from benchmarks.rig import world as rig
from benchmarks.season import facts, processes
from benchmarks.season.happening import Happening
from benchmarks.season.phones import Phones
from benchmarks.season.settling import sandbox_state, settle_in
from rehearsal.sandbox import Sandbox
from reminders import months
from reminders.models import Attempt, Lease, Reason, Reminder
from reminders.planning import plan
from reminders.rules import LEASE_LASTS
from reminders.services import sweep
from reminders.verdicts import EVERYTHING, PAUSE_KEY
from yibao_project.clock import BEIJING, REHEARSAL_MORNING

SEND = "/cgi-bin/message/subscribe/send"
A_MINUTE = timedelta(minutes=1)
# So far time leaps at once, but not beyond the moment before those who chose the earliest quiet hours
# fall silent.
A_LEAP, BEFORE_QUIET = timedelta(minutes=90), hour(17, 59, 40)
# A kill comes when at most so many have been sent of a day's messages.
KILLED_WITHIN = 2_000
PATIENCE_SECONDS, FEW = 120, 100


class Season:
    """One run: the product, the sandbox and the sender, and what happened."""

    def __init__(self, drawn: facts.World, *, folder: Path) -> None:
        self.drawn = drawn
        self.tally: Counter[str] = Counter()
        self.killed: Counter[date] = Counter()
        self.seconds: Counter[str] = Counter()
        self.leaps = 0
        rig.step(f"安顿 {len(drawn.residents):,} 位居民")
        settled = settle_in(drawn)
        state = folder / "phones.json"
        state.write_text(json.dumps(sandbox_state(drawn)))
        # The web server notes when it began to listen for receipts.
        turn_clock(datetime.combine(facts.FIRST, REHEARSAL_MORNING, BEIJING))
        sandbox = Sandbox(processes.sandbox(state))
        os.environ["WECHAT_API_BASE"] = sandbox.url
        self.phones = Phones(
            sandbox,
            push_url=f"{processes.web()}/wechat/push",
            record=folder / "messages.jsonl",
        )
        self.happening = Happening(settled, self.phones)
        self.sender = processes.SenderProcess(os.environ)
        atexit.register(lambda: self.sender.stop())

    def play(self) -> None:
        weather = {each.day: each for each in self.drawn.weather}
        crashes = {each.day: each for each in self.drawn.crashes}
        for day in self.drawn.days():
            if day.day in (1, 11, 21):
                spent = "、".join(f"{what} {spent:.0f}" for what, spent in self.seconds.items())
                rig.step(f"{day}：手机上已有 {self.phones.received:,} 条；用了 {spent or 0} 秒")
            crash = None if day in weather else crashes.get(day)
            self._day(day, weather.get(day), crash)
        self.phones.look()

    def _day(self, day: date, weather: facts.Weather | None, crash: facts.Crash | None) -> None:
        morning, noon, evening = (
            datetime.combine(day, at, BEIJING) for at in (hour(8), hour(8, 40), hour(18, 30))
        )
        months.tend(today=day)
        self._happen(day, facts.DAWN)
        self._plan(morning)
        self._bring(weather)
        self._send_until(morning.replace(minute=30))
        self._happen(day, facts.BEFORE_OPENING)
        if crash:
            self._crash(crash, noon.replace(hour=9, minute=0))
        self._send_until(evening.replace(minute=29))
        self.phones.sandbox.clear_faults()
        self._happen(day, facts.EVENING)
        self._plan(evening)
        self._send_until(evening.replace(hour=20, minute=30))

    @contextmanager
    def _spending(self, what: str) -> Iterator[None]:
        began = time.monotonic()
        yield
        self.seconds[what] += time.monotonic() - began  # type: ignore[assignment]

    def _happen(self, day: date, at: str) -> None:
        moment = datetime.combine(day, hour(12), BEIJING)
        with self._spending("events"):
            self.happening.happen(self.drawn.by_hour.get((day, at), ()), at=moment)
        self._await_receipts()

    def _plan(self, now: datetime) -> None:
        self.now = now
        with self._spending("planning"):
            plan(today=now.date(), now=now)

    def _bring(self, weather: facts.Weather | None) -> None:
        if weather is None:
            return
        if weather.kind == "token":
            self.phones.sandbox.control("expire-tokens", {})
        else:
            self.phones.sandbox.fault(
                SEND,
                weather.kind,
                errcode=weather.errcode,
                every=weather.every,
                times=weather.times,
                after=weather.after,
            )

    def _send_until(self, until: datetime) -> None:
        """Leap from one moment at which something is due to a later one; by minutes while WeChat has enough."""
        earliest = moment = self.now
        while moment < until and (due := self._next_due(until)) is not None:
            moment = min(max(earliest, due), until)
            self._arrive(moment)
            with self._spending("sending"):
                self.tally.update(self.sender.send(moment))
            self._await_receipts()
            self.now = moment + A_MINUTE
            late = _planned().filter(send_after__lte=moment)
            earliest = self.now if late.exists() else _a_leap_later(moment)
            self.leaps += 1

    def _next_due(self, until: datetime) -> datetime | None:
        """When something is due next, or an answer has been waited for long enough."""
        silent = Reminder.objects.filter(status="unknown", reason=Reason.NO_ANSWER)
        nearest = [
            rows.filter(send_after__lte=until).aggregate(at=Min("send_after"))["at"]
            for rows in (_planned(), silent)
        ]
        due = min((each for each in nearest if each), default=None)
        return due and due.astimezone(BEIJING)

    def _arrive(self, moment: datetime) -> None:
        """Show the time; and what minutes do by themselves: pauses end, and the sweeper looks round."""
        show_time(moment, phones=self.phones)
        cache.delete_many(f"{PAUSE_KEY}:{kind}" for kind in (EVERYTHING, *facts.KINDS))
        sweep(now=moment)

    def _crash(self, crash: facts.Crash, moment: datetime) -> None:
        """Kill the sender when a share of what is due at nine has reached the phones."""
        due = _planned().filter(send_after__lte=moment).count()
        if not due:
            return
        self._arrive(moment)
        self.phones.sandbox.fault(SEND, "latency", seconds=0.03)
        enough = self.phones.look() + max(1, int(min(due, KILLED_WITHIN) * crash.share))
        hit = self.sender.send_and_be_killed(moment, when=lambda: self.phones.look() >= enough)
        self.phones.sandbox.clear_faults()
        if hit:
            time.sleep(0.3)  # what was under way at the sandbox arrives
            in_flight = sum(len(lease.handed_over) for lease in Lease.objects.all())
            self._await_receipts()
            self.now = moment + 3 * A_MINUTE
            # The leases of the dead sender run out.
            Lease.objects.update(claimed_at=F("claimed_at") - LEASE_LASTS)
            self.tally["interrupted"] += sweep(now=self.now).interrupted
            self.killed[crash.day] += in_flight

    def _await_receipts(self) -> None:
        with self._spending("receipts"):
            known, end = -1, 0.0
            sent = self.phones.look()
            while (arrived := self.phones.receipts()) < sent + self.phones.rejections:
                if arrived > known:
                    known, end = arrived, time.monotonic() + PATIENCE_SECONDS
                assert time.monotonic() < end, "the receipts do not arrive"
                time.sleep(0.02 if sent - arrived < FEW else 0.2)
                sent = self.phones.look()

    def finish(self) -> list[dict[str, Any]]:
        """Let go of the database; what the product itself tells residents nobody knows of."""
        found = doubts()
        self.phones.record.close()
        connections.close_all()
        return found


def _planned() -> Any:
    return Reminder.objects.filter(status="planned")


def _a_leap_later(moment: datetime) -> datetime:
    quiet = datetime.combine(moment.date(), BEFORE_QUIET, BEIJING)
    later = moment + A_LEAP
    return min(later, quiet) if moment < quiet else later


def show_time(now: datetime, *, phones: Phones) -> None:
    """The phones' clock, and that of the server which receives the pushes (never before nine)."""
    phones.sandbox.show_time(now.isoformat())
    turn_clock(now)


def turn_clock(now: datetime) -> None:
    morning = datetime.combine(now.date(), REHEARSAL_MORNING, BEIJING)
    since = datetime.now(UTC) - max(now - morning, timedelta(0))
    path: Path = settings.REHEARSAL_CLOCK
    path.write_text(json.dumps({"date": now.date().isoformat(), "since": since.isoformat()}))


def doubts() -> list[dict[str, Any]]:
    """What the product itself tells residents nobody knows of, with the day of the last try."""
    rows = list(Reminder.objects.filter(status="unknown").select_related("user"))
    tries = Attempt.objects.filter(reminder__in=rows).values_list("reminder")
    last_try = dict(tries.annotate(at=Max("finished_at")))
    return [
        {
            "openid": row.user.openid,
            "kind": row.kind,
            "due_on": row.due_on,
            "stage": row.stage,
            "day": last_try[row.pk].astimezone(BEIJING).date(),
        }
        for row in rows
    ]
