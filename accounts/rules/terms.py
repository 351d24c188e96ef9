"""What is known of a place's terms and of one coverage year of a person, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from accounts.rules.days import coverage_end
from policies import rules as policy
from policies.rules import Waiting

BREAKS_COUNT_FROM = 2025
"""Missed years count as a break only from this coverage year (国办发〔2024〕38号)."""


@dataclass(frozen=True, slots=True)
class Window:
    """When a coverage year's contribution could be paid; a missing day is not known."""

    opens_on: date | None = None
    closes_on: date | None = None
    last_payable_on: date | None = None
    late_closes_on: date | None = None
    spill: str = ""


@dataclass(frozen=True, slots=True)
class LateTerms:
    """How a place lets those wait who paid late or missed years, and who need not."""

    waiting: Waiting
    missed_from: int = BREAKS_COUNT_FROM
    exempt: frozenset[str] = frozenset()
    exempt_within_days: int | None = None
    exempt_start: str = policy.ExemptStart.NEXT_DAY
    transfer_within_months: int | None = None
    transfer_start: str = policy.ExemptStart.NEXT_DAY


@dataclass(frozen=True, slots=True)
class NewbornTerms:
    """Until when a newborn is covered from birth, and what holds afterwards."""

    within_days: int
    late_start: str = ""
    late_wait_days: int = 90
    late_until_age_years: int | None = None

    def deadline(self, birth: date) -> date:
        return policy.newborn_deadline(birth=birth, days=self.within_days)


@dataclass(frozen=True, slots=True)
class Terms:
    """What the place says about one coverage year of one person; None where nothing is known."""

    window: Window = field(default_factory=Window)
    late: LateTerms | None = None
    newborn: NewbornTerms | None = None


UNKNOWN = Terms()


@dataclass(frozen=True, slots=True)
class EnrolmentFacts:
    """What was declared about one coverage year of a person.

    `missed` counts the declared unpaid years in a row just before, `repaired` those of them that
    were paid afterwards. `groups` are the person's category and special group, the latter since
    `special_since`; `left_job_in` is the first of the last month an employer paid for.
    """

    coverage_year: int
    registered: bool = False
    paid_on: date | None = None
    exempt: bool = False
    missed: int = 0
    repaired: int = 0
    newborn: bool = False
    born_on: date | None = None
    groups: frozenset[str] = frozenset()
    special_since: date | None = None
    left_job_in: date | None = None
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """Missed years in a row, and how many of them were repaired."""

    missed: int = 0
    repaired: int = 0


def gap_before(
    paid: Mapping[int, date | None], *, coverage_year: int, counted_from: int = BREAKS_COUNT_FROM
) -> Gap:
    """The declared years in a row before `coverage_year` that went by unpaid.

    `paid` maps each declared coverage year to the day its money arrived, or None; a year paid
    for by public funds to its first day. A year paid after its end is missed and repaired; a
    year nobody declared is not known to be missed.
    """
    missed = repaired = 0
    year = coverage_year - 1
    while year >= counted_from and year in paid:
        day = paid[year]
        if day is not None and day <= coverage_end(year):
            break
        missed += 1
        repaired += day is not None
        year -= 1
    return Gap(missed, repaired)
