"""Where a filing for care elsewhere stands on a day."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

EXPIRES_SOON = timedelta(days=30)


class FilingState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    NOT_STARTED = "not_started"
    VALID = "valid"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    UNKNOWN_END = "unknown_end"
    CANCELLED = "cancelled"
    TERMINATED = "terminated"

    @property
    def label(self) -> str:
        return FILING_STATE_LABELS[self]


NOT_YET = (FilingState.DRAFT, FilingState.SUBMITTED, FilingState.RETURNED)
"""Where the bureau has not taken it: it counts for nothing, and nothing ends."""
FILING_STATE_LABELS = {
    FilingState.DRAFT: "草稿",
    FilingState.SUBMITTED: "待审核",
    FilingState.RETURNED: "被退回",
    FilingState.NOT_STARTED: "还没开始",
    FilingState.VALID: "有效",
    FilingState.EXPIRING: "快到期",
    FilingState.EXPIRED: "已过期",
    FilingState.UNKNOWN_END: "到期日待核实",
    FilingState.CANCELLED: "已取消",
    FilingState.TERMINATED: "已终止",
}
FILING_STATES = [(state.value, label) for state, label in FILING_STATE_LABELS.items()]


def filing_state(
    *,
    starts_on: date,
    ends_on: date | None,
    long_term: bool,
    cancelled_on: date | None,
    today: date,
    progress: str = "accepted",
    member_ended_on: date | None = None,
) -> FilingState:
    """Where a filing stands on `today`. The last valid day counts as valid until it is over.

    Whatever was still open when the member died or moved away ended with that.
    """
    if cancelled_on is not None:
        return FilingState.CANCELLED
    if member_ended_on is not None and (ends_on is None or member_ended_on <= ends_on):
        return FilingState.TERMINATED
    if progress in NOT_YET:
        return FilingState(progress)
    if ends_on is not None and today > ends_on:
        return FilingState.EXPIRED
    if today < starts_on:
        return FilingState.NOT_STARTED
    if ends_on is None:
        return FilingState.VALID if long_term else FilingState.UNKNOWN_END
    return FilingState.EXPIRING if ends_on - today <= EXPIRES_SOON else FilingState.VALID
