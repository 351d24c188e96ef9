"""How a calculator is described, asked and answered.

A calculator is a pure function with keyword arguments, and for each argument the fact it stands
for. A fact is mandatory if its argument has no default. Conventions are facts that differ from
place to place; where the asker does not tell one, a place's policy does.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from rest_framework import serializers

from policies.answers import Provenance, SourceRef
from policies.calculators.facts import Fact
from policies.calculators.words import ASK_LOCALLY
from policies.rules import WorkCalendar

CALENDAR = "calendar"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a calculator found. `certain` is False where holidays had to be guessed."""

    answer: Any
    explanation: str
    certain: bool = True


class OddFact(Exception):
    """A fact that makes no sense beside the others."""

    def __init__(self, name: str, sentence: str) -> None:
        super().__init__(sentence)
        self.name = name
        self.sentence = sentence


class NoRule(Exception):
    """Nobody said, and no trusted rule says, how this is done; the sentence tells what is open."""


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

    @cached_property
    def all_facts(self) -> dict[str, Fact]:
        grouped = {
            name: fact for group in self.groups.values() for name, fact in group.facts.items()
        }
        return {**self.facts, **grouped}

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

    def find(self, facts: Mapping[str, Any], *, calendar: WorkCalendar) -> Finding:
        """Apply the rule. Raises OddFact and NoRule."""
        arguments = dict(facts)
        for name, group in self.groups.items():
            told = {part: arguments.pop(part) for part in group.facts if part in arguments}
            arguments[name] = group.build(**told)
        if self.needs_calendar:
            arguments[CALENDAR] = calendar
        return self.function(**arguments)


@dataclass(frozen=True, slots=True)
class Worked:
    """An answer with the rows it rests on; `answer` is plain JSON, shaped as the rule says."""

    answer: Any
    explanation: str
    needs_check: bool
    rules: tuple[Provenance, ...] = ()
    ignored: tuple[str, ...] = ()

    @property
    def sources(self) -> list[SourceRef]:
        """Each source once, in the order of the rules that cite it."""
        return list(
            {source.code: source for rule in self.rules for source in rule.sources}.values()
        )

    @property
    def confidence(self) -> str | None:
        """The lowest letter of the rules; None where no rule was needed."""
        return max((rule.confidence for rule in self.rules), default=None)


def work_out(calculator: Calculator, told: Mapping[str, Any], *, calendar: WorkCalendar) -> Worked:
    """Answer, or say why there is no answer.

    Raises rest_framework's ValidationError where a fact is missing, malformed or absurd.
    """
    facts, unknown = calculator.read(told)
    try:
        finding = calculator.find(facts, calendar=calendar)
    except OddFact as odd:
        raise serializers.ValidationError({odd.name: [odd.sentence]}) from odd
    except NoRule as gap:
        return Worked(
            answer=None,
            explanation=f"{gap}，待核实。{ASK_LOCALLY}",
            needs_check=True,
            ignored=tuple(unknown),
        )
    return Worked(
        answer=jsonable(finding.answer),
        explanation=finding.explanation,
        needs_check=not finding.certain,
        ignored=tuple(unknown),
    )


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
