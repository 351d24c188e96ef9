"""Sends by another channel what the mini-program's message could not bring to who agreed to it.

One relay works at a time. A row is marked before the call and what came is written after it; what a
crash leaves between the two stays in doubt and is never repeated. What surely did not go out is what
it was before: it may be tried again, go by the next channel, or by WeChat after all.
"""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.db import connection, transaction

from reminders import rules, truth
from reminders.backup import ledger
from reminders.backup.channels import Channel, Note, words
from reminders.backup.service_account import ServiceAccount
from reminders.backup.sms import Sms
from reminders.kinds import Kind, speaks_since
from reminders.models import State, Way
from reminders.pausing import Paused, paused_now
from reminders.planning import load_cohorts
from reminders.tuning import kinds_in_force
from yibao_project.answer import Answer
from yibao_project.sealed import NotOurs, unseal
from yibao_project.wechat_answers import Kind as Failure

logger = logging.getLogger(__name__)

CHANNELS: Mapping[Way, Channel] = {channel.way: channel for channel in (ServiceAccount(), Sms())}
RELAY_LOCK = 0x59425334
AT_ONCE = 200
LASTS_SECONDS = 45.0
MOST_ATTEMPTS = 5
# The set-up is wrong: nothing else would go out by this channel either.
REST = timedelta(minutes=10)
REST_KEY = "reminders:backup:rest"
NOT_COME_TO = Answer(Failure.TEMPORARY, detail="这一轮没有轮到，马上再试。")

Clock = Callable[[], datetime]


def channels_in_use() -> list[Way]:
    return [way for way, channel in CHANNELS.items() if channel.is_set_up()]


def resting() -> list[tuple[str, str]]:
    """Channels that stopped by themselves for a while, and why."""
    found = cache.get_many([f"{REST_KEY}:{way}" for way in CHANNELS])
    return [(Way(key.rsplit(":", 1)[1]).label, detail) for key, detail in found.items()]


def relay_due(*, now: Clock) -> Counter[str]:
    """Send all that is due by other channels; counts results by name.

    Without a channel nothing is asked; with nothing to send there are three small queries, of which
    one looks at each resident who agreed.
    """
    tally: Counter[str] = Counter()
    ways = [way for way in channels_in_use() if not cache.get(f"{REST_KEY}:{way}")]
    if not ways or not rules.may_send(now=now()):
        return tally
    with _alone() as is_alone:
        if is_alone:
            _relay(now, ways, tally)
    return tally


@contextmanager
def _alone() -> Iterator[bool]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [RELAY_LOCK])
        (is_alone,) = cursor.fetchone()
        try:
            yield is_alone
        finally:
            if is_alone:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [RELAY_LOCK])


def _relay(now: Clock, ways: list[Way], tally: Counter[str]) -> None:
    ends_at = time.monotonic() + LASTS_SECONDS
    today = now().date()
    asked: dict[str, Any] = {"now": now(), "today": today, "ways": ways}
    with connection.cursor() as cursor:
        cursor.execute(ledger.WHAT_A_DEAD_PROCESS_LEFT)
        cursor.execute(ledger.KINDS_UNREACHED, asked)
        found = {code for (code,) in cursor.fetchall()}
    if not found:
        return
    paused = paused_now()
    kinds = [
        kind
        for code, kind in kinds_in_force().items()
        if code in found - paused.kinds and matters(kind)
    ]
    cohorts = truth.cohorts_of(kinds, today=today)
    for kind in kinds:
        after = 0
        while time.monotonic() < ends_at and ways:
            facts = {**asked, "now": now(), "after": after}
            last, notes = _claim(kind, paused, cohorts, facts)
            for way, mine in notes.items():
                if not _send(CHANNELS[way], mine, now=now, ends_at=ends_at, tally=tally):
                    ways.remove(way)
            if last is None:
                break
            after = last


def matters(kind: Kind) -> bool:
    """Whether something is lost when its day has passed."""
    return kind.ends and not kind.is_once


def _claim(
    kind: Kind, paused: Paused, cohorts: Any, facts: dict[str, Any]
) -> tuple[int | None, dict[Way, list[Note]]]:
    """Mark the next messages of a kind; gives the last row looked at, None at the end."""
    now, today = facts["now"], facts["today"]
    due_by = rules.sends_until(now=now, hours=kind.hours, ends=kind.ends)
    if due_by is None:
        return None, {}
    facts |= {
        "kind": kind.code,
        "due_by": min(due_by, today + timedelta(days=ledger.LAST_DAYS)),
        "time": now.astimezone(rules.BEIJING).time(),
        "cap": kind.weekly_cap,
        "week": rules.week_begins(today),
        "speaks_since": speaks_since(rules.week_begins(today).date()),
        "size": AT_ONCE,
        "paused_places": paused.places.get(kind.code, []),
    }
    with transaction.atomic(), connection.cursor() as cursor:
        load_cohorts(cursor, {kind.code: cohorts[kind.code]})
        cursor.execute(ledger.claim_sql(kind, paused), facts)
        rows = cursor.fetchall()
    notes: dict[Way, list[Note]] = {}
    for reminder, delivery, attempts, way, address, due_on, is_unsure in rows:
        if delivery is not None:
            said = words(kind, due_on=due_on, today=today, is_unsure=is_unsure)
            note = Note(delivery, reminder, attempts, address, **said)
            notes.setdefault(Way(way), []).append(note)
    return (rows[-1][0] if len(rows) == AT_ONCE else None), notes


def _send(
    channel: Channel, notes: list[Note], *, now: Clock, ends_at: float, tally: Counter[str]
) -> bool:
    """Send these and write down what came of each; whether the channel may go on.

    Where it is silent, its set-up is wrong or time is up, the rest is not handed over.
    """
    left = {note.delivery: note for note in notes}
    goes_on = True
    for answered in _handed_over(channel, notes):
        _write_down(answered, now=now(), tally=tally)
        for note, _ in answered:
            del left[note.delivery]
        answers = [answer for _, answer in answered]
        is_silent = all(answer.kind is Failure.UNCERTAIN for answer in answers)
        goes_on = _rests_not(channel.way, answers) and not is_silent
        if not goes_on or time.monotonic() >= ends_at:
            break
    _write_down([(note, NOT_COME_TO) for note in left.values()], now=now(), tally=Counter())
    return goes_on


def _write_down(
    answered: Iterable[tuple[Note, Answer]], *, now: datetime, tally: Counter[str]
) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for note, answer in answered:
            verdict = verdict_on(answer, attempts=note.attempts, now=now)
            cursor.execute(ledger.RECORD, verdict | {"delivery": note.delivery})
            if verdict["state"] in (State.WAITING, State.FAILED):
                cursor.execute(ledger.PUT_BACK, {"reminder": note.reminder, "today": now.date()})
            tally[verdict["state"]] += 1


def _handed_over(channel: Channel, notes: list[Note]) -> Iterator[list[tuple[Note, Answer]]]:
    """Addresses are opened only here; those that no key opens wait for the key, and hold up no other."""
    opened, sealed = [], []
    for note in notes:
        try:
            opened.append(replace(note, address=unseal(note.address)))
        except NotOurs as problem:
            sealed.append((note, Answer(Failure.CONFIG, detail=str(problem))))
    yield from channel.send(opened)
    if sealed:
        yield sealed


def _rests_not(way: Way, answers: Iterable[Answer]) -> bool:
    """Stop a channel whose set-up is wrong for a while, and tell operators once."""
    wrong = next((each for each in answers if each.kind in (Failure.CONFIG, Failure.TOKEN)), None)
    if wrong is None:
        return True
    cache.set(f"{REST_KEY}:{way}", wrong.detail, REST.total_seconds())
    logger.error("备用渠道（%s）停十分钟：%s %s", way.label, wrong.detail, wrong.code)
    return False


def verdict_on(answer: Answer, *, attempts: int, now: datetime) -> dict[str, Any]:
    """The next state of a delivery that has been tried `attempts` times."""
    again_at: datetime | None = None
    match answer.kind:
        case _ if answer is NOT_COME_TO:
            state, attempts, again_at = State.WAITING, attempts - 1, now
        case None:
            state = State.SENT
        case Failure.UNCERTAIN:
            state = State.UNKNOWN
        case Failure.CONFIG | Failure.TOKEN:
            state, attempts, again_at = State.WAITING, attempts - 1, now + REST
        case Failure.TEMPORARY if attempts < MOST_ATTEMPTS:
            state, again_at = State.WAITING, rules.retry_after(now=now, attempts=attempts)
        case _:
            state = State.FAILED
    return {
        "state": state.value,
        "code": answer.code,
        "detail": answer.detail[:120],
        "receipt": answer.receipt,
        "attempts": attempts,
        "again_at": again_at,
    }
