"""What the kinds about monthly debits share: nominal days of which nobody told the result."""

from __future__ import annotations

from reminders.kinds.base import NO_COHORT


def falls_on(day: str) -> str:
    """Whether a debit `plan` falls on a day: its own, or the last of a month too short for it."""
    return f"""
        plan.day BETWEEN EXTRACT(DAY FROM {day})
            AND CASE WHEN EXTRACT(DAY FROM {day} + 1) = 1 THEN 31 ELSE EXTRACT(DAY FROM {day}) END
    """


def owed(*, due_on: str, shift: int = 0) -> str:
    """Debits whose nominal day `days.day` is `shift` days before the days asked for."""
    return f"""
        SELECT m.user_id, m.id AS member, 'debit' AS subject, {due_on} AS due_on,
               NULL::date AS starts_on, {{told}}
        FROM (SELECT generate_series({{first}} - {shift}, {{last}} - {shift}, interval '1 day')::date
              AS day) AS days
        JOIN accounts_debitplan plan
          ON {falls_on("days.day")}
        JOIN accounts_member m ON m.id = plan.member_id AND m.scheme = 'FLEXIBLE'
        {{resident}}
        CROSS JOIN {NO_COHORT}
        WHERE plan.since <= days.day
          AND NOT EXISTS (
              SELECT FROM accounts_debitresult known
              WHERE known.member_id = m.id AND known.month = date_trunc('month', days.day)::date)
    """


def still(*, nominal: str) -> str:
    """Whether the resident named another day of the month since."""
    return f"""
        m.scheme = 'FLEXIBLE' AND EXISTS (
            SELECT FROM accounts_debitplan plan
            WHERE plan.member_id = m.id AND NOT ({falls_on(nominal)}))
    """
