"""The typed answers of the selectors: values with the row and source each came from.

Of the smallest ones there are hundreds in an answer that is kept; these are named tuples, which
are quick to make, to keep and to fetch again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from policies.models import Confidence, Rule
from policies.rules import WorkCalendar


class SourceRef(NamedTuple):
    """Where something was published."""

    code: str
    title: str
    issuer: str
    number: str
    dated: str
    url: str


class Provenance(NamedTuple):
    """The row a value was taken from, and how far it can be trusted."""

    code: str
    region_code: str
    region_name: str
    confidence: str
    checked_on: date | None
    note: str
    sources: tuple[SourceRef, ...]

    @property
    def may_drive_dates(self) -> bool:
        return Confidence(self.confidence).may_drive_dates

    @property
    def needs_check(self) -> bool:
        return Confidence(self.confidence).needs_check


def provenance_of(row: Rule) -> Provenance:
    """Where a row comes from; without a query if its place and sources are known."""
    return Provenance(
        code=row.code,
        region_code=row.region_id,
        region_name=row.region.name,
        confidence=row.confidence,
        checked_on=row.checked_on,
        note=row.note,
        sources=tuple(
            SourceRef(
                code=source.code,
                title=source.title,
                issuer=source.issuer,
                number=source.number,
                dated=source.dated,
                url=source.url,
            )
            for source in row.sources_best_first()
        ),
    )


class RuleTold(NamedTuple):
    """One rule in a sentence."""

    title: str
    explanation: str
    provenance: Provenance


class FieldValue(NamedTuple):
    """One value of a rule, as it is and in words, with the row it came from."""

    name: str
    label: str
    value: Any
    text: str
    provenance: Provenance


class Case(NamedTuple):
    """One thing that a rule is about, such as the level of a hospital."""

    name: str
    label: str
    value: Any
    text: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """One rule of a place, field by field; `unverified` is for showing only.

    `kind` is the name of its section in the policy files, `case` what it speaks of: empty where
    it speaks of everyone and everything.
    """

    kind: str
    title: str
    case: tuple[Case, ...]
    region_code: str
    region_name: str
    on: date
    explanation: str
    fields: Mapping[str, FieldValue]
    unverified: tuple[FieldValue, ...]

    @property
    def resolved(self) -> tuple[FieldValue, ...]:
        return tuple(self.fields.values())

    def value(self, name: str) -> Any:
        """The value of field `name`, or None where no row says anything."""
        found = self.fields.get(name)
        return found.value if found else None

    def provenance(self, name: str) -> Provenance | None:
        found = self.fields.get(name)
        return found.provenance if found else None

    @property
    def confidence(self) -> str | None:
        """The weakest letter among the values; None where there is none."""
        return max((found.provenance.confidence for found in self.resolved), default=None)

    @property
    def needs_check(self) -> bool:
        return self.confidence is None or Confidence(self.confidence).needs_check


class WindowKey(NamedTuple):
    region_code: str
    scheme: str
    category: str
    coverage_year: int


@dataclass(frozen=True, slots=True)
class PaymentWindowAnswer:
    """When one can pay. `due_on`, the last payable day, is None where no trusted row holds.

    `late_due_on` is the last payable day after the close, where the place still takes money then.
    """

    key: WindowKey
    region_name: str
    explanation: str
    due_on: date | None = None
    opens_on: date | None = None
    opens_text: str = ""
    closes_on: date | None = None
    original_closes_on: date | None = None
    late_closes_on: date | None = None
    late_due_on: date | None = None
    account_pay_from: date | None = None
    spill: str = ""
    pay_at: str = ""
    monthly_days: tuple[int, int] | None = None
    blackouts: Sequence[Sequence[str]] = ()
    provenance: Provenance | None = None
    unverified: tuple[Provenance, ...] = ()

    @property
    def needs_check(self) -> bool:
        return self.provenance is None or self.provenance.needs_check


@dataclass(frozen=True, slots=True)
class ContributionOption:
    """One amount one may have to pay: of one tier, or of those born on certain days."""

    tier: str
    individual: Decimal
    subsidy: Decimal | None
    born_from: date | None
    born_before: date | None
    includes: Mapping[str, Any]
    excludes: Mapping[str, Any]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class ContributionAnswer:
    """What one pays: `amount` where there is no choice, else the options, else only a floor."""

    key: WindowKey
    region_name: str
    explanation: str
    amount: Decimal | None = None
    options: tuple[ContributionOption, ...] = ()
    floor: ContributionOption | None = None
    unverified: tuple[Provenance, ...] = ()

    @property
    def needs_check(self) -> bool:
        return not self.options or any(option.provenance.needs_check for option in self.options)


@dataclass(frozen=True, slots=True)
class PaymentCohort:
    """Everyone who shares one due date by one window.

    `amounts` holds (region, category) only where a single amount is certain.
    """

    code: str
    regions: tuple[str, ...]
    categories: tuple[str, ...]
    scheme: str
    coverage_year: int
    due_on: date
    opens_on: date
    pay_at: str
    confidence: str
    amounts: Mapping[tuple[str, str], Decimal] = field(default_factory=dict)

    @property
    def needs_check(self) -> bool:
        return Confidence(self.confidence).needs_check


@dataclass(frozen=True, slots=True)
class ResidentRules:
    """Everything that holds for one resident of a place on a day."""

    region_code: str
    region_name: str
    scheme: str
    category: str
    on: date
    payment_windows: tuple[PaymentWindowAnswer, ...]
    contributions: tuple[ContributionAnswer, ...]
    rules: tuple[Resolution, ...]


class ResidentKey(NamedTuple):
    """What decides which rules hold for a resident, and where they have care elsewhere."""

    region_code: str
    scheme: str
    category: str
    care_region_codes: tuple[str, ...] = ()
    special_group: str = ""


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class HouseholdRules:
    """The rules that a resident's own dates rest on; windows and amounts by coverage year.

    One is itself and no other, so that what follows from it can be kept as long as it is.
    `participation` is, by coverage year, the help for the special group and that for the category;
    `channels` are the days of each channel of payment, `filing_rules` are by place of care.
    """

    windows: Mapping[int, PaymentWindowAnswer]
    contributions: Mapping[int, ContributionAnswer]
    participation: Mapping[int, tuple[Resolution, Resolution]]
    channels: tuple[Resolution, ...]
    calendar: WorkCalendar
    waiting: Resolution
    newborn: Resolution
    flexible: Resolution
    chronic: Resolution
    filing_rules: Mapping[str, Resolution]
