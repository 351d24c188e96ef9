"""Conventions as a place's policy tells them, each with the row it comes from. Reads only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from policies import selectors
from policies.answers import FieldValue, Provenance, Resolution
from policies.calculators.facts import OddFact
from policies.explanations import ASK_LOCALLY
from policies.models import CATEGORIES, Help, InheritedRule, ParticipationSubsidy, SubsidyStandard
from policies.models.payment import COLLECTION_BEGINS

Facts = Mapping[str, Any]
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Place:
    """Whose policy is asked about, and on which day."""

    region_code: str
    scheme: str
    category: str
    on: date


@dataclass(slots=True)
class Supply:
    """Conventions by the name of the fact they stand for; `unverified` is for showing only.

    `gaps` says in words why a convention is missing.
    """

    values: dict[str, Any] = field(default_factory=dict)
    origins: dict[str, Provenance] = field(default_factory=dict)
    unverified: list[FieldValue] = field(default_factory=list)
    gaps: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, value: Any, origin: Provenance) -> None:
        self.values[name] = value
        self.origins[name] = origin

    def join(self, other: Supply) -> None:
        self.values.update(other.values)
        self.origins.update(other.origins)
        self.unverified.extend(other.unverified)
        self.gaps.update(other.gaps)


Supplier = Callable[[Place, Facts], Supply]
Turn = Callable[[Any, Place, Facts], Any]


def as_told(value: Any, place: Place, facts: Facts) -> Any:
    return value


def as_rate(value: Decimal, place: Place, facts: Facts) -> Decimal:
    """Percent as a share: 5.35 % is 0.0535."""
    return value / HUNDRED


def as_number(value: int, place: Place, facts: Facts) -> Decimal:
    return Decimal(value)


def names_category(value: Iterable[str], place: Place, facts: Facts) -> bool:
    return place.category in value


@dataclass(frozen=True, slots=True)
class Taken:
    """A field of a rule, and how its value becomes the fact."""

    field: str
    turn: Turn = as_told


def from_rule(model: type[InheritedRule], **facts: str | Taken) -> Supplier:
    """The named facts, each from a field of one kind of rule."""
    taken = {name: each if isinstance(each, Taken) else Taken(each) for name, each in facts.items()}

    def supply(place: Place, known: Facts) -> Supply:
        found = _resolved(model, place, known)
        supplied = Supply()
        for name, each in taken.items():
            value = found.fields.get(each.field)
            if value is not None:
                supplied.add(name, each.turn(value.value, place, known), value.provenance)
        wanted = {each.field for each in taken.values()}
        supplied.unverified.extend(each for each in found.unverified if each.name in wanted)
        return supplied

    return supply


def _resolved(model: type[InheritedRule], place: Place, known: Facts) -> Resolution:
    """The rule of a kind, told all that is known of what it is about."""
    told: dict[str, Any] = {"scheme": place.scheme, **known}
    case = {
        name: told[name]
        for name in model.SUBJECT
        if name != CATEGORIES and told.get(name) is not None
    }
    return selectors.resolve(
        model, region_code=place.region_code, on=place.on, category=place.category, **case
    )


def told_apart(name: str, choices: Iterable[str], sentence: str, supplier: Supplier) -> Supplier:
    """`supplier`, but only the `sentence` where the place makes a difference that is not told."""

    def supply(place: Place, known: Facts) -> Supply:
        found = supplier(place, known)
        if name in known:
            return found
        of_each = (supplier(place, {**known, name: choice}) for choice in choices)
        if all(each.values == found.values for each in of_each):
            return found
        return Supply(gaps={name: sentence}, unverified=found.unverified)

    return supply


def from_window(place: Place, known: Facts) -> Supply:
    """The close of the window and the convention of payments that arrive after New Year."""
    supplied = Supply()
    year = _coverage_year(known)
    window = selectors.payment_window_for(
        region_code=place.region_code,
        scheme=place.scheme,
        category=known.get("paid_as", place.category),
        coverage_year=year,
        on=place.on,
    )
    if window.provenance is None or window.closes_on is None:
        supplied.gaps["closes_on"] = _open(window.explanation)
        return supplied
    supplied.add("closes_on", window.closes_on, window.provenance)
    if window.spill:
        supplied.add("spill", window.spill, window.provenance)
    return supplied


def _open(explanation: str) -> str:
    """What is open, without the advice that every such sentence ends with."""
    return explanation.removesuffix(ASK_LOCALLY).rstrip("。")


def _coverage_year(known: Facts) -> int:
    """Raises OddFact where it is not told."""
    start: date | None = known.get("coverage_start")
    year: int | None = start.year if start else known.get("coverage_year")
    if year is None:
        raise OddFact("coverage_year", "请填写待遇年度，例如：2026。")
    return year


def from_payable_days(place: Place, known: Facts) -> Supply:
    """The first and last day of the window, and the days between on which no money is taken.

    Of the year that is told, or of the one that is collected for on the close that is told.
    """
    supplied = Supply()
    close: date | None = known.get("closes_on")
    year = _collected_for(close) if close else _coverage_year(known)
    window = selectors.payment_window_for(
        region_code=place.region_code,
        scheme=place.scheme,
        category=place.category,
        coverage_year=year,
        on=place.on,
    )
    if window.provenance is None:
        supplied.gaps["closes_on"] = _open(window.explanation)
        return supplied
    whole = () if close else ("opens_on", "closes_on")
    for name in (*whole, "monthly_days", "blackouts"):
        if value := getattr(window, name):
            supplied.add(name, value, window.provenance)
    return supplied


def from_taking_days(place: Place, known: Facts) -> Supply:
    """On which days of a month money is taken, and when not, in the season of the day told."""
    supplied = Supply()
    window = selectors.payment_window_for(
        region_code=place.region_code,
        scheme=place.scheme,
        category=place.category,
        coverage_year=_collected_for(known.get("today", place.on)),
        on=place.on,
    )
    if window.provenance is None:
        supplied.gaps["monthly_days"] = _open(window.explanation)
        return supplied
    for name in ("monthly_days", "blackouts"):
        if value := getattr(window, name):
            supplied.add(name, value, window.provenance)
    return supplied


def _collected_for(day: date) -> int:
    """The coverage year for which money is collected on a day."""
    return day.year + ((day.month, day.day) >= COLLECTION_BEGINS)


def from_contribution(place: Place, known: Facts) -> Supply:
    """What a person of the category pays, and what the state adds."""
    supplied = Supply()
    if "standard" in known:
        return supplied
    year = _coverage_year(known)
    rate = selectors.contribution_for(
        region_code=place.region_code,
        scheme=place.scheme,
        category=known.get("paid_as", place.category),
        coverage_year=year,
        on=place.on,
    )
    if rate.amount is None:
        supplied.gaps["standard"] = (
            f"{rate.region_name}{year}年度不止一种金额，请把自己的档次或出生日期对应的一种填进 standard"
            if rate.options
            else _open(rate.explanation)
        )
        return supplied
    option = rate.options[0]
    supplied.add("standard", rate.amount, option.provenance)
    if option.subsidy is not None:
        supplied.add("subsidy", option.subsidy, option.provenance)
        return supplied
    supplied.join(
        from_rule(SubsidyStandard, least_subsidy="amount")(place, {**known, "notice_year": year})
    )
    return supplied


def from_participation(place: Place, known: Facts) -> Supply:
    """How the contribution of a person of the category is helped with.

    Help that depends on age counts only for those whose `age` is told and high enough.
    """
    found = _resolved(ParticipationSubsidy, place, known)
    supplied = Supply(unverified=list(found.unverified))
    age_from = found.fields.get("age_from")
    if age_from is not None and not (known.get("age") or 0) >= age_from.value:
        return supplied
    if kind := found.fields.get("help"):
        if kind.value == Help.FULL:
            supplied.add("full", True, kind.provenance)
        else:
            supplied.add("quota", True, kind.provenance)
    if pays := found.fields.get("individual_pays"):
        supplied.add("pays", pays.value, pays.provenance)
    if least := found.fields.get("least_percent"):
        supplied.add("least_ratio", least.value / HUNDRED, least.provenance)
    return supplied
