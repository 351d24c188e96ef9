"""The kinds of reminder. Each says in SQL who is due on a day; adding one touches nothing else."""

from __future__ import annotations

from reminders.kinds import filing_expiry, payment_deadline
from reminders.kinds.base import Cohort, Kind

KINDS: dict[str, Kind] = {kind.code: kind for kind in (payment_deadline.KIND, filing_expiry.KIND)}

__all__ = ["KINDS", "Cohort", "Kind"]
