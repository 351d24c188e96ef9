"""What a guide answers: steps, papers and whom to turn to, each with where it is known from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from policies.answers import Provenance, Resolution
from policies.holding import widening
from policies.models import Channel, Guide, Hotline, PersonCategory, Scheme, ServicePoint, Task

ADULT_AGE = 18
SAFETY = "只用官方渠道，不点陌生链接；我们不会让您在消息里付款，也不会向您要密码和验证码。"

Service = TypeVar("Service", Channel, Hotline, ServicePoint)


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks, as far as it is known; None is not known."""

    scheme: str | None = None
    category: str | None = None
    age: int | None = None
    filing_type: str | None = None

    @property
    def categories(self) -> tuple[str, ...]:
        """The category and its parents; of an age alone, child or adult."""
        if self.category:
            return tuple(widening(self.category))
        if self.age is None or self.scheme not in (None, Scheme.RESIDENT):
            return ()
        return (PersonCategory.MINOR if self.age < ADULT_AGE else PersonCategory.ADULT,)


@dataclass(frozen=True, slots=True)
class Step:
    number: int
    title: str
    text: str
    only_for: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper to bring; of `any_of` one is enough."""

    name: str
    any_of: tuple[str, ...]
    copies: str
    note: str
    condition: str
    optional: bool


@dataclass(frozen=True, slots=True)
class Checklist:
    """The papers of one row, for those it is meant for."""

    task: str
    title: str
    only_for: str
    workdays: int | None
    papers: tuple[Paper, ...]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Sourced(Generic[Service]):
    """A channel, hotline or service point with where it is known from."""

    row: Service
    provenance: Provenance

    @property
    def does(self) -> list[str]:
        return [str(Task(task).label) for task in self.row.does]


@dataclass(frozen=True, slots=True)
class Services:
    region_code: str
    region_name: str
    channels: tuple[Sourced[Channel], ...]
    hotlines: tuple[Sourced[Hotline], ...]
    service_points: tuple[Sourced[ServicePoint], ...]


@dataclass(frozen=True, slots=True)
class GuideAnswer:
    guide: Guide
    person: Person
    steps: tuple[Step, ...]
    checklists: tuple[Checklist, ...]
    services: Services
    rules: tuple[Resolution, ...]
    provenance: Provenance
    safety: str = SAFETY

    @property
    def needs_check(self) -> bool:
        """Whether anything shown is to be checked by telephone first."""
        steps = any(step.provenance.needs_check for step in self.steps)
        return steps or any(papers.provenance.needs_check for papers in self.checklists)

    @property
    def advice(self) -> str:
        if not self.needs_check or not self.services.hotlines:
            return ""
        hotline = self.services.hotlines[0].row
        tip = f"（{hotline.tip}）" if hotline.tip else ""
        return f"标“待核实”的内容各地不同，办之前请先拨打{hotline.number}{tip}问清。"
