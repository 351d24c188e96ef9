"""What the kinds about a failed monthly debit share: the first month that failed and is open."""

from __future__ import annotations

from reminders.kinds.base import nearest
from reminders.wording import Occasion


def owed(kind: str, *, subject: str, due_on: str, months: str) -> str:
    """Open failures of the months that `months` narrows to, due on `due_on`."""
    return f"""
        SELECT m.user_id, m.id AS member, '{subject}' AS subject, {due_on} AS due_on,
               NULL::date AS starts_on, {{told}}
        FROM accounts_debitresult failed
        JOIN accounts_member m ON m.id = failed.member_id AND m.scheme = 'FLEXIBLE'
        {{resident}}
        {nearest(kind)}
        WHERE NOT failed.succeeded AND failed.repaired_on IS NULL AND c.term IS NOT NULL
          AND failed.month BETWEEN {months}
          AND NOT EXISTS (
              SELECT FROM accounts_debitresult earlier
              WHERE earlier.member_id = failed.member_id AND NOT earlier.succeeded
                AND earlier.repaired_on IS NULL AND earlier.month < failed.month)
    """


STILL = """
    m.scheme = 'FLEXIBLE' AND EXISTS (
        SELECT FROM accounts_debitresult failed
        WHERE failed.member_id = m.id AND NOT failed.succeeded AND failed.repaired_on IS NULL)
"""


def words(told: Occasion) -> dict[str, str]:
    month = told.day("month") or told.due_on
    return {"month": f"{month.month}月"}


TOLD = {"month": "failed.month"}
EXAMPLE = {"month": "2025-11-01", "confidence": "A"}
