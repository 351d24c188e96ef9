"""How a calculator is described, asked and answered.

A calculator is a pure function with keyword arguments, and for each argument the fact it stands
for. A fact is mandatory if its argument has no default. Conventions are facts that differ from
place to place; where the asker tells a place instead of a convention, its policy does.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from rest_framework import serializers

from policies.answers import FieldValue, Provenance, SourceRef
from policies.calculators.facts import Fact, OddFact, day, one_of, region
from policies.calculators.policy import Place, Supplier, Supply
from policies.explanations import ASK_LOCALLY
from policies.models import Confidence, PersonCategory, Region, Scheme
from policies.rules import WorkCalendar

CALENDAR = "calendar"
PLACE: Mapping[str, Fact] = {
    "region": region("参保地的行政区划代码，填了就按当地规定补齐没有填的办法", "440100"),
    "scheme": one_of("险种", Scheme.choices),
    "category": one_of("人员类别", PersonCategory.choices),
    "on": day("按哪一天的规定，不填按缴费、出生、备案或入院那天", "2026-03-15"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What a calculator found. `certain` is False where holidays had to be guessed."""

    answer: Any
    explanation: str
    certain: bool = True
    unused: frozenset[str] = frozenset()
    """Facts that made no difference: their origin need not be told."""


class NoRule(Exception):
    """Nobody said, and no trusted rule says, how this is done; the sentence tells what is open."""

    def __init__(self, sentence: str, unverified: Sequence[FieldValue] = ()) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.unverified = unverified


@dataclass(frozen=True, slots=True)
class Group:
    """Conventions that belong together and reach the function as one object."""

    facts: Mapping[str, Fact]
    build: Callable[..., Any]


@dataclass(frozen=True)
class Calculator:
    rule: str
    title: str
    function: Callable[..., Finding]
    facts: Mapping[str, Fact]
    example: Mapping[str, Any]
    groups: Mapping[str, Group] = field(default_factory=dict)
    spellings: Mapping[str, str] = field(default_factory=dict)
    """Other names under which facts may be told."""
    names: tuple[str, ...] = ()
    """Other names of the calculator itself."""
    suppliers: tuple[Supplier, ...] = ()
    """Where the policy of a place tells conventions."""
    subject: Mapping[str, Fact] = field(default_factory=dict)
    """What the policy has to be told beside the facts to find the row that is meant."""
    essential: Mapping[tuple[str, ...], str] = field(default_factory=dict)
    """Conventions of which a place has to tell one; else the sentence says what is open."""
    scheme: str = Scheme.RESIDENT
    category: str = PersonCategory.ADULT

    @cached_property
    def all_facts(self) -> dict[str, Fact]:
        grouped = {
            name: fact for group in self.groups.values() for name, fact in group.facts.items()
        }
        asked = {**PLACE, **self.subject} if self.suppliers else {}
        return {**self.facts, **grouped, **asked}

    @cached_property
    def needs_calendar(self) -> bool:
        return CALENDAR in inspect.signature(self.function).parameters

    @cached_property
    def form(self) -> type[serializers.Serializer[Any]]:
        """Reads the facts; its fields are those of the function's arguments."""
        arguments = inspect.signature(self.function).parameters
        fields = {
            name: fact(
                required=name in arguments and arguments[name].default is inspect.Parameter.empty
            )
            for name, fact in self.all_facts.items()
        }
        name = "".join(word.capitalize() for word in self.rule.split("_"))
        return type(f"{name}Facts", (serializers.Serializer,), fields)

    def read(self, told: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
        """The facts, checked, and the names that mean nothing here.

        An empty value counts as not told. Raises rest_framework's ValidationError.
        """
        known: dict[str, Any] = {}
        unknown: list[str] = []
        for name, value in told.items():
            meant = name if name in self.all_facts else self.spellings.get(name)
            if meant is None:
                unknown.append(name)
            elif value is not None:
                known.setdefault(meant, value)
        form = self.form(data=known)
        form.is_valid(raise_exception=True)
        return dict(form.validated_data), unknown

    def place(self, facts: Mapping[str, Any], *, today: date) -> Place | None:
        """The place whose policy is asked, on the day the facts are about."""
        if "region" not in facts:
            return None
        return Place(
            region_code=facts["region"],
            scheme=facts.get("scheme", self.scheme),
            category=facts.get("category", self.category),
            on=facts.get("on") or _day_of(facts) or today,
        )

    def supplied(self, facts: Mapping[str, Any], place: Place) -> Supply:
        """What the place tells of the conventions nobody told. Raises NoRule."""
        found = Supply()
        for supplier in self.suppliers:
            found.join(supplier(place, facts))
        for names, sentence in self.essential.items():
            if not any(name in facts or name in found.values for name in names):
                raise NoRule(sentence, found.unverified)
        return found

    def takes(self, name: str) -> bool:
        """Whether the function itself is given this fact, alone or in a group."""
        return name in self.facts or any(name in group.facts for group in self.groups.values())

    def find(self, facts: Mapping[str, Any], *, calendar: WorkCalendar) -> Finding:
        """Apply the rule. Raises OddFact and NoRule."""
        arguments = {name: value for name, value in facts.items() if self.takes(name)}
        for name, group in self.groups.items():
            told = {part: arguments.pop(part) for part in group.facts if part in arguments}
            arguments[name] = group.build(**told)
        if self.needs_calendar:
            arguments[CALENDAR] = calendar
        return self.function(**arguments)


def _day_of(facts: Mapping[str, Any]) -> date | None:
    """The day the facts are about: a payment counts from its coverage year on."""
    if "paid" in facts and "birth" not in facts:
        start: date = facts.get("coverage_start") or facts["paid"]
        if year := facts.get("coverage_year"):
            start = date(year, 1, 1)
        paid: date = facts["paid"]
        return max(paid, start)
    for name in ("birth", "start", "admission"):
        if name in facts:
            found: date = facts[name]
            return found
    if "month" in facts and "year" in facts:
        return date(facts["year"], facts["month"], 1)
    return None


@dataclass(frozen=True, slots=True)
class Worked:
    """An answer with the rows it rests on; `answer` is plain JSON, shaped as the rule says."""

    answer: Any
    explanation: str
    needs_check: bool
    rules: tuple[Provenance, ...] = ()
    unverified: tuple[FieldValue, ...] = ()
    ignored: tuple[str, ...] = ()
    unfound: bool = False
    """Whether a place was asked and had nothing to answer with."""

    @property
    def sources(self) -> list[SourceRef]:
        """Each source once, in the order of the rules that cite it."""
        return list(
            {source.code: source for rule in self.rules for source in rule.sources}.values()
        )

    @property
    def confidence(self) -> str | None:
        """The lowest letter of the rules; U where none was found, None where none was needed."""
        if self.unfound:
            return Confidence.U
        return max((rule.confidence for rule in self.rules), default=None)


def work_out(
    calculator: Calculator,
    told: Mapping[str, Any],
    *,
    today: date,
    calendar: WorkCalendar,
) -> Worked:
    """Answer, or say why there is no answer.

    What the asker tells goes before what the policy of the place says. Raises rest_framework's
    ValidationError where a fact is missing, malformed or absurd.
    """
    facts, unknown = calculator.read(told)
    place = calculator.place(facts, today=today)
    supply = Supply()
    try:
        if place:
            supply = calculator.supplied(facts, place)
        finding = calculator.find({**supply.values, **facts}, calendar=calendar)
    except Region.DoesNotExist as missing:
        raise serializers.ValidationError({"region": ["没有这个地区，请核对代码。"]}) from missing
    except OddFact as odd:
        raise serializers.ValidationError({odd.name: [odd.sentence]}) from odd
    except NoRule as gap:
        sentence = next(iter(supply.gaps.values()), gap.sentence)
        return Worked(
            answer=None,
            explanation=f"{sentence}，待核实。{ASK_LOCALLY}",
            needs_check=True,
            unverified=tuple(gap.unverified or supply.unverified),
            ignored=tuple(unknown),
            unfound=place is not None,
        )
    rules = _rows(
        origin
        for name, origin in supply.origins.items()
        if calculator.takes(name) and name not in facts and name not in finding.unused
    )
    return Worked(
        answer=jsonable(finding.answer),
        explanation=finding.explanation + _origin(rules),
        needs_check=not finding.certain or any(rule.needs_check for rule in rules),
        rules=rules,
        unverified=tuple(supply.unverified),
        ignored=tuple(unknown),
    )


def _rows(origins: Iterable[Provenance]) -> tuple[Provenance, ...]:
    """Each row once, with the lowest letter of what was taken from it."""
    rows: dict[str, Provenance] = {}
    for origin in origins:
        known = rows.get(origin.code)
        if known is None or known.confidence < origin.confidence:
            rows[origin.code] = origin
    return tuple(rows.values())


def _origin(rules: Sequence[Provenance]) -> str:
    if not rules:
        return ""
    titles = dict.fromkeys(rule.sources[0].title for rule in rules if rule.sources)
    cited = "".join(f"《{title}》" for title in titles)
    doubt = "，待核实，请以本地公告为准" if any(rule.needs_check for rule in rules) else ""
    return f"来自{cited}{doubt}。"


def jsonable(found: Any) -> Any:
    """Days as text, amounts as numbers, named values as mappings."""
    match found:
        case date():
            return found.isoformat()
        case Decimal():
            return int(found) if found == found.to_integral_value() else float(found)
        case list():
            return [jsonable(each) for each in found]
        case tuple() if hasattr(found, "_asdict"):
            return {name: jsonable(value) for name, value in found._asdict().items()}
    return found
