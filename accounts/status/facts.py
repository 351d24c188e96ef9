"""What a household declared, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from policies.answers import ResidentKey


@dataclass(frozen=True, slots=True)
class Declared:
    """One coverage year; neither paid nor exempt means registered and unpaid."""

    paid_on: date | None = None
    exempt: bool = False

    @property
    def is_settled(self) -> bool:
        return self.exempt or self.paid_on is not None


@dataclass(frozen=True, slots=True)
class FiledCare:
    id: int
    kind: str
    care_region: str
    care_region_name: str
    starts_on: date
    ends_on: date | None = None
    ends_on_reason: str = ""
    rule_code: str = ""
    progress: str = "accepted"
    promised: bool = False
    papers_due_on: date | None = None


@dataclass(frozen=True, slots=True)
class MonthResult:
    succeeded: bool
    repaired_on: date | None = None


@dataclass(frozen=True, slots=True)
class Recognition:
    recognised_on: date
    recheck_on: date | None = None
    id: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class MemberFacts:
    """One member; months are given by their first day."""

    id: int
    nickname: str
    relation: str
    region: str
    region_name: str
    scheme: str
    category: str
    special_group: str = ""
    special_since: date | None = None
    born_on: date | None = None
    ended_on: date | None = None
    ending: str = ""
    muted: bool = False
    enrolments: Mapping[int, Declared] = field(default_factory=dict)
    filings: tuple[FiledCare, ...] = ()
    debit_day: int | None = None
    debit_since: date | None = None
    debit_results: Mapping[date, MonthResult] = field(default_factory=dict)
    last_paid_month: date | None = None
    recognitions: tuple[Recognition, ...] = ()

    @property
    def policy_key(self) -> ResidentKey:
        care = sorted({filing.care_region for filing in self.filings})
        return ResidentKey(self.region, self.scheme, self.category, tuple(care), self.special_group)
