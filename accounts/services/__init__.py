"""Every write of residents and what they declare.

Writes about one member queue up on that member's row, so two requests at once cannot each act on
facts the other is changing. Each change of declared facts leaves a trace.
"""

from accounts.services.contacts import forget_phone, give_phone
from accounts.services.correcting import correct_filing_ends
from accounts.services.deleting import delete_member, undo_deletion
from accounts.services.enrolments import Declaration, declare_year
from accounts.services.filings import MAX_FILINGS, cancel_filing, save_filing, update_filing
from accounts.services.guarding import conflict, gone, invalid, lock, lock_resident
from accounts.services.login import login_refusal, login_with_code
from accounts.services.members import (
    MAX_MEMBERS,
    create_member,
    end_member,
    update_member,
)
from accounts.services.undoing import undo_change, undo_enrolment

__all__ = [
    "MAX_FILINGS",
    "MAX_MEMBERS",
    "Declaration",
    "cancel_filing",
    "conflict",
    "correct_filing_ends",
    "create_member",
    "declare_year",
    "delete_member",
    "end_member",
    "forget_phone",
    "give_phone",
    "gone",
    "invalid",
    "lock",
    "lock_resident",
    "login_refusal",
    "login_with_code",
    "save_filing",
    "undo_change",
    "undo_deletion",
    "undo_enrolment",
    "update_filing",
    "update_member",
]
