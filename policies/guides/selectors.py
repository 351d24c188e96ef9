"""How one person gets a thing done in a place: steps, papers, channels and numbers to call. Reads only.

Everything is taken from the place and those above it. Rows of confidence D and U are shown, marked
待核实, and never push a better row aside. Each answer needs three queries: the place with
those above it, all rows at once, and their sources.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from policies.answers import Resolution, provenance_of
from policies.guides.answers import (
    Checklist,
    GuideAnswer,
    Paper,
    Person,
    Service,
    Services,
    Sourced,
    Step,
)
from policies.guides.materials import MaterialItem, items_of
from policies.holding import Path, computes
from policies.models import (
    CATEGORIES,
    Channel,
    ChannelKind,
    Content,
    EmergencyFilingRule,
    FilingRule,
    FilingType,
    FlexibleRule,
    Guide,
    GuideStep,
    Hotline,
    IncentiveRule,
    InheritedRule,
    MaterialRequirement,
    NewbornRule,
    ParticipationSubsidy,
    PersonalAccountRule,
    PersonCategory,
    RefundRule,
    Rule,
    Scheme,
    ServicePoint,
    Task,
    WaitingRule,
)
from policies.published import rules_of
from policies.selectors import path_of, resolve_among

NATION = "100000"

LOCAL_RULES: dict[Task, tuple[type[InheritedRule], ...]] = {
    Task.REGISTER: (ParticipationSubsidy,),
    Task.PAY: (ParticipationSubsidy, RefundRule),
    Task.FILING: (FilingRule, EmergencyFilingRule),
    Task.NEWBORN: (NewbornRule,),
    Task.FLEXIBLE: (FlexibleRule, RefundRule),
    Task.FAMILY: (PersonalAccountRule,),
    Task.REPAIR: (WaitingRule, IncentiveRule),
}
"""The rules whose values a guide tells for the place, beside its steps."""

SERVICES: tuple[type[Content], ...] = (Channel, Hotline, ServicePoint)

Row = TypeVar("Row", bound=Content)


def guides_on(day: date) -> list[Guide]:
    """The guides for everywhere, in the order of the tasks."""
    rows = _of(rules_of([Guide], places=path_of(NATION), on=day), Guide)
    order = Task.values
    return sorted(rows, key=lambda row: order.index(row.task))


def guide_for(*, task: str, region_code: str, person: Person, on: date) -> GuideAnswer:
    """The guide of a task for one person in one place; three queries.

    A step concerns everyone, or the schemes, people, filing types and ages it names; where the
    question leaves one of these open the step stays and says for whom it is. A local step stands
    `instead_of` another one, if it can be trusted.

    Raises Region.DoesNotExist and Guide.DoesNotExist.
    """
    if task not in Task.values:
        raise Guide.DoesNotExist(task)
    path = path_of(region_code)
    local_rules = LOCAL_RULES.get(Task(task), ())
    rows = rules_of(
        [Guide, GuideStep, MaterialRequirement, *SERVICES, *local_rules],
        places=path,
        on=on,
        task=task,
    )
    guide = next(iter(nearest_first(_of(rows, Guide), path)), None)
    if guide is None:
        raise Guide.DoesNotExist(task)
    if person.scheme is None and len(guide.schemes) == 1:
        person = replace(person, scheme=guide.schemes[0])
    return GuideAnswer(
        guide=guide,
        person=person,
        steps=tuple(_steps(_of(rows, GuideStep), person)),
        checklists=tuple(
            _checklists(guide.material_tasks, _of(rows, MaterialRequirement), path, person)
        ),
        services=_services(
            rows,
            path,
            tasks=guide.channel_tasks,
            categories=person.categories,
            official_only=True,
        ),
        rules=tuple(_local_rules(local_rules, rows, path, person, on=on)),
        provenance=provenance_of(guide),
    )


def _local_rules(
    kinds: Iterable[type[InheritedRule]],
    rows: Sequence[Rule],
    path: Path,
    person: Person,
    *,
    on: date,
) -> Iterator[Resolution]:
    """What the rules of the place say to this person; who names no scheme is told of residents."""
    scheme = person.scheme or Scheme.RESIDENT
    for kind in kinds:
        if kind.SCHEMES and person.scheme and scheme not in kind.SCHEMES:
            continue
        case: dict[str, Any] = {"scheme": scheme} if "scheme" in kind.SUBJECT else {}
        told = resolve_among(
            rows,
            kind,
            path=path,
            on=on,
            category=person.category if CATEGORIES in kind.SUBJECT else None,
            **case,
        )
        if told.fields or told.unverified:
            yield told


def services_for(*, region_code: str, tasks: Sequence[str], on: date) -> Services:
    """What serves the tasks in a place, nearest place first; no task asks for everything.

    Three queries. Raises Region.DoesNotExist.
    """
    path = path_of(region_code)
    return _services(rules_of(SERVICES, places=path, on=on), path, tasks=tasks)


def _services(
    rows: Sequence[Rule],
    path: Path,
    *,
    tasks: Sequence[str],
    categories: Sequence[str] = (),
    official_only: bool = False,
) -> Services:
    channels = [
        row
        for row in _of(rows, Channel)
        if _serves(row, tasks)
        and _meant(row.categories, categories)
        and (row.official or not official_only)
    ]
    hotlines = [row for row in _of(rows, Hotline) if _meant(row.does, tasks)]
    points = [row for row in _of(rows, ServicePoint) if _serves(row, tasks)]
    return Services(
        region_code=path[0].code,
        region_name=path[0].full_name,
        channels=_sourced(nearest_first(channels, path, _kind)),
        hotlines=_sourced(nearest_first(hotlines, path, lambda row: _aptness(row, tasks))),
        service_points=_sourced(nearest_first(points, path)),
    )


def _serves(row: Channel | ServicePoint, tasks: Sequence[str]) -> bool:
    return not tasks or not set(tasks).isdisjoint(row.does)


def _aptness(hotline: Hotline, tasks: Sequence[str]) -> int:
    """Numbers for the main task first, then those for everything, then those for a part of it."""
    if not hotline.does:
        return 1
    return 0 if set(tasks[:1]) & set(hotline.does) else 2


def _kind(channel: Channel) -> int:
    return ChannelKind.values.index(channel.kind)


def _of(rows: Iterable[Rule], kind: type[Row]) -> list[Row]:
    """The rows of one kind that hold, not those kept for reference."""
    return [row for row in rows if isinstance(row, kind) and not row.reference_only]


def nearest_first(
    rows: Iterable[Row], path: Path, then: Callable[[Row], int] = lambda row: 0
) -> list[Row]:
    """From the place itself upwards; in one place by `then`."""
    places = [place.code for place in path]
    return sorted(rows, key=lambda row: (places.index(row.region_id), then(row), row.code))


def _sourced(rows: Iterable[Service]) -> tuple[Sourced[Service], ...]:
    return tuple(Sourced(row, provenance_of(row)) for row in rows)


def _meant(named: Sequence[str], asked: Sequence[str]) -> bool:
    return not named or not asked or not set(named).isdisjoint(asked)


def _concerns(row: GuideStep, person: Person) -> bool:
    return (
        _meant(row.schemes, [person.scheme] if person.scheme else [])
        and _meant(row.categories, person.categories)
        and _meant(row.filing_types, [person.filing_type] if person.filing_type else [])
        and (row.from_age is None or person.age is None or person.age >= row.from_age)
        and (row.under_age is None or person.age is None or person.age < row.under_age)
    )


def _steps(rows: Iterable[GuideStep], person: Person) -> Iterator[Step]:
    chosen = [row for row in rows if _concerns(row, person)]
    replaced = {row.instead_of for row in chosen if computes(row)}
    kept = [row for row in chosen if row.code not in replaced]
    kept.sort(key=lambda row: (row.position, row.code))
    for number, row in enumerate(kept, start=1):
        yield Step(
            number=number,
            title=row.title,
            text=row.text,
            only_for=_only_for(row, person),
            provenance=provenance_of(row),
        )


def _only_for(row: GuideStep | MaterialRequirement, person: Person) -> str:
    """For whom a row is, as far as the question left it open."""
    parts = []
    if isinstance(row, GuideStep):
        if person.scheme is None:
            parts += [str(Scheme(scheme).label) for scheme in row.schemes]
        if person.age is None and row.from_age is not None:
            parts.append(f"满{row.from_age}周岁")
        if person.age is None and row.under_age is not None:
            parts.append(f"不满{row.under_age}周岁")
    if not person.categories:
        parts += [str(PersonCategory(category).label) for category in row.categories]
    if person.filing_type is None:
        parts += [str(FilingType(kind).label) for kind in row.filing_types]
    return "、".join(parts)


def _checklists(
    tasks: Sequence[str], rows: Iterable[MaterialRequirement], path: Path, person: Person
) -> Iterator[Checklist]:
    for task in tasks:
        of_task = [row for row in rows if row.task == task and _fits(row, person)]
        for row in _chosen(of_task, path, person):
            papers = tuple(_papers(items_of(row.items), person))
            if papers:
                yield Checklist(
                    task=task,
                    title=str(Task(task).label),
                    only_for=_only_for(row, person),
                    workdays=row.workdays,
                    papers=papers,
                    provenance=provenance_of(row),
                )


def _fits(row: MaterialRequirement, person: Person) -> bool:
    return _meant(row.filing_types, [person.filing_type] if person.filing_type else []) and (
        _meant(row.categories, person.categories)
    )


def _chosen(
    rows: Sequence[MaterialRequirement], path: Path, person: Person
) -> Iterator[MaterialRequirement]:
    """The row that says it for this person, and those that add to it.

    Rows that can be trusted come first, then the nearest place, then the row that names the
    person's own category, its parent, everyone. A row of another filing type is another matter.
    Without a category every row of the place is shown, each with whom it is for.
    """
    general = nearest_first((row for row in rows if not row.adds), path)
    general.sort(key=lambda row: not computes(row))
    taken: set[tuple[str, ...]] = set()
    for row in general:
        same = [other for other in general if _alike(row, other)]
        subject = tuple(sorted(row.filing_types))
        if subject in taken:
            continue
        taken.add(subject)
        if not person.categories:
            yield from same
        else:
            yield min(same, key=lambda other: _distance(other, person))
    yield from nearest_first((row for row in rows if row.adds), path)


def _alike(row: MaterialRequirement, other: MaterialRequirement) -> bool:
    """Whether they speak of the same matter in the same place, as far as one trusts them."""
    return (
        row.region_id == other.region_id
        and sorted(row.filing_types) == sorted(other.filing_types)
        and computes(row) == computes(other)
    )


def _distance(row: MaterialRequirement, person: Person) -> int:
    named = [rank for rank, category in enumerate(person.categories) if category in row.categories]
    return min(named, default=len(person.categories))


def _papers(items: Iterable[MaterialItem], person: Person) -> Iterator[Paper]:
    for item in items:
        if item.concerns(categories=person.categories, age=person.age):
            yield Paper(
                name=item.name,
                any_of=tuple(item.any_of or ()),
                copies=item.copies,
                note=item.note,
                condition=item.condition(age=person.age),
                optional=item.optional,
            )
