"""What an answer of WeChat means for the reminder it was about. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from reminders.models import Attempt, Reason, Status
from reminders.rules import RECEIPT_WAIT, retry_after
from yibao_project.wechat_answers import Kind, Outcome

# An error of the set-up is no fault of the row: it waits, and it does not count as a try.
SET_UP_BACK_OFF = timedelta(minutes=10)
QUOTA_SPENT = 45009
# The template, its page, or the right to use it: other kinds go on.
TEMPLATE_IS_WRONG = frozenset({40037, 41030, 43102, 43107})
EVERYTHING = "everything"
PAUSE_KEY = "reminders:pause"  # in the cache, with the kind or EVERYTHING
QUOTA_BACK_OFF = timedelta(hours=1)


class Verdict(NamedTuple):
    """The next state of a reminder."""

    status: str
    reason: str
    outcome: str
    attempts: int
    send_after: datetime | None = None


def verdict_on(outcome: Outcome, *, attempts: int, now: datetime) -> Verdict:
    """Judge the answer to try number `attempts`."""
    match outcome.kind:
        case None:
            return Verdict(Status.SENT.value, "", Status.SENT.value, attempts)
        case Kind.REFUSED:
            return Verdict(
                Status.REFUSED.value, Reason.REFUSED.value, Attempt.Outcome.REFUSED.value, attempts
            )
        case Kind.UNCERTAIN:
            return Verdict(
                Status.UNKNOWN.value,
                Reason.NO_ANSWER.value,
                Attempt.Outcome.UNCERTAIN.value,
                attempts,
                now + RECEIPT_WAIT,
            )
        case Kind.BROKEN:
            return Verdict(
                Status.FAILED.value, Reason.BROKEN.value, Attempt.Outcome.BROKEN.value, attempts
            )
        case Kind.TOKEN | Kind.CONFIG:
            return Verdict(
                Status.PLANNED.value,
                Reason.RETRY.value,
                outcome.kind.value,
                attempts - 1,
                now + SET_UP_BACK_OFF,
            )
    if outcome.errcode == QUOTA_SPENT:
        return Verdict(
            Status.PLANNED.value,
            Reason.RETRY.value,
            Attempt.Outcome.TEMPORARY.value,
            attempts - 1,
            now + QUOTA_BACK_OFF,
        )
    return Verdict(
        Status.PLANNED.value,
        Reason.RETRY.value,
        Attempt.Outcome.TEMPORARY.value,
        attempts,
        retry_after(now=now, attempts=attempts),
    )


def pause_scope(outcome: Outcome, *, kind: str) -> str | None:
    """Whose further messages would meet the same answer: a kind's, EVERYTHING, or nobody's."""
    if outcome.errcode in TEMPLATE_IS_WRONG:
        return kind
    if outcome.kind in (Kind.TOKEN, Kind.CONFIG) or outcome.errcode == QUOTA_SPENT:
        return EVERYTHING
    return None
