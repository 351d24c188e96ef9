"""What a kind of reminder is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

# Whoever looks after member `m` may be reminded: every kind joins its members with these words.
JOIN_RESIDENT = """
    JOIN accounts_user u ON u.id = m.user_id AND u.is_active AND u.reminders_allowed
"""


@dataclass(frozen=True, slots=True)
class Cohort:
    """All members of one place, scheme and category: they share one due date from one rule row."""

    region: str
    scheme: str
    category: str
    coverage_year: int
    due_on: date
    stage: int
    rule: str
    amount: str | None
    place: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of reminder.

    `cohorts(today)` reads policy only. `due_sql` selects (user_id, subject, due_on, stage) of
    everyone due on `%(today)s`, grouped by these; it may join the temporary table `due_cohort`,
    which holds the cohorts of the day. It has a place `{only}` for narrowing it to some members,
    and a place `{told}` for what is told of them: `told` names the facts of one member and gives
    the SQL of each, `order` is the order of the members.
    `moved_sql` is true of a reminder `r` that is due no more although nobody settled it: its
    date was moved.
    """

    code: str
    label: str
    stages: tuple[int, ...]
    cohorts: Callable[[date], Sequence[Cohort]]
    due_sql: str
    told: Mapping[str, str]
    order: str
    moved_sql: str
