"""What may stand in a policy file: one shape for each kind of file and row."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from policies.models import (
    Confidence,
    Level,
    PersonCategory,
    Scheme,
    SourceKind,
    Spill,
    Status,
)


def _amount(value: object) -> object:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Decimal(str(value))
    if value is None:
        return value
    raise PydanticCustomError("amount", "金额应为数字，例如 400 或 413.5。")


type_by_value = Field(strict=False)
Amount = Annotated[Decimal, BeforeValidator(_amount)]
Category = Annotated[PersonCategory, type_by_value]


class Entry(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, use_enum_values=True)


class RegionEntry(Entry):
    code: str
    name: str
    level: Annotated[Level, type_by_value]
    parent: str | None
    aliases: list[str] = []
    note: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


class SourceEntry(Entry):
    code: str
    title: str
    kind: Annotated[SourceKind, type_by_value]
    issuer: str = ""
    number: str = ""
    dated: str = ""
    published_on: date | None = None
    url: str = ""
    note: str = ""


class RuleEntry(Entry):
    code: str
    confidence: Annotated[Confidence, type_by_value]
    sources: Annotated[list[str], Field(min_length=1)]
    status: Annotated[Status, type_by_value] = Status.PUBLISHED
    valid_from: date | None = None
    valid_to: date | None = None
    note: str = ""
    reference_only: bool = False
    uniform: bool = False
    checked_on: date | None = None


class PaymentWindowEntry(RuleEntry):
    scheme: Annotated[Scheme, type_by_value]
    coverage_year: int | None = None
    categories: list[Category] = []
    opens_on: date | None = None
    opens_text: str = ""
    closes_on: date | None = None
    original_closes_on: date | None = None
    spill: Annotated[Spill, type_by_value] | None = None
    blackouts: Any = []
    payable_from_day: int | None = None
    payable_to_day: int | None = None
    late_closes_on: date | None = None
    account_pay_from: date | None = None
    pay_at: str = ""


class ContributionEntry(RuleEntry):
    scheme: Annotated[Scheme, type_by_value]
    category: Category
    coverage_year: int
    also_for: list[Category] = []
    tier: str = ""
    collected_in: str = ""
    notice_year: int | None = None
    individual: Amount | None = None
    subsidy: Amount | None = None
    floor: bool = False
    born_before: date | None = None
    born_from: date | None = None
    includes: Any = {}
    excludes: Any = {}


class FilingRuleEntry(RuleEntry):
    care_region: str | None = None
    long_term_valid_until_changed: bool | None = None
    both_places: bool | None = None
    change_lock_months: int | None = None
    promise_months: int | None = None
    temporary_months: int | None = None
    review_days: int | None = None
    needs_filing_long_term: bool | None = None
    needs_filing_referral: bool | None = None
    needs_filing_emergency: bool | None = None
    needs_filing_other: bool | None = None
    drop_points_long_term: int | None = None
    drop_points_referral: int | None = None
    drop_points_emergency: int | None = None
    drop_points_other: int | None = None
    self_pay_long_term: int | None = None
    self_pay_referral: int | None = None
    self_pay_emergency: int | None = None
    self_pay_other: int | None = None
    self_pay_unfiled: int | None = None
    in_province_needs_filing: bool | None = None
    in_province_months: int | None = None
    details: Any = {}


class RegionsFile(Entry):
    regions: list[RegionEntry]


class SourcesFile(Entry):
    sources: list[SourceEntry]


class PlaceFile(Entry):
    region: str
    checked_on: date | None = None
    payment_windows: list[PaymentWindowEntry] = []
    contributions: list[ContributionEntry] = []
    filing_rules: list[FilingRuleEntry] = []


ENTRIES: dict[str, type[Entry]] = {
    "regions": RegionEntry,
    "sources": SourceEntry,
    "payment_windows": PaymentWindowEntry,
    "contributions": ContributionEntry,
    "filing_rules": FilingRuleEntry,
}
