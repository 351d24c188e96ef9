"""What is owed to whom, how it is told, and what became of it."""

from reminders.models.credits import Grant, GrantReport
from reminders.models.deliveries import Delivery, State, Way
from reminders.models.ledger import (
    ArchivedReminder,
    Attempt,
    Lease,
    LedgerRow,
    Reason,
    Reminder,
    Status,
)
from reminders.models.manner import KindSettings, MessageTemplate, Pause

__all__ = [
    "ArchivedReminder",
    "Attempt",
    "Delivery",
    "Grant",
    "GrantReport",
    "KindSettings",
    "Lease",
    "LedgerRow",
    "MessageTemplate",
    "Pause",
    "Reason",
    "Reminder",
    "State",
    "Status",
    "Way",
]
