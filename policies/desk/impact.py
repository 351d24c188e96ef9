"""What publishing a draft would change, tried out in a transaction that is always undone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple, Protocol

from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.utils.module_loading import import_string

from policies import selectors
from policies.answers import ContributionAnswer, PaymentWindowAnswer, WindowKey
from policies.desk import passage
from policies.desk.differences import in_words, told
from policies.models import (
    CATEGORIES,
    Contribution,
    InheritedRule,
    PaymentWindow,
    PersonCategory,
    Region,
    Rule,
)

SECONDS = 5
MOST_PLACES = 200
MOST_PLACES_SLOWLY = 5
"""For kinds whose answers are asked one by one."""


class Subject(NamedTuple):
    """Of whom an answer speaks, or of which item of a rule."""

    region: str
    category: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What residents are told, and the day it makes them due by, if any."""

    text: str
    due_on: date | None = None


NOTHING = Answer("没有规定")


@dataclass(frozen=True, slots=True)
class Move:
    """One subject whose answer changes."""

    subject: Subject
    before: Answer
    after: Answer


@dataclass(frozen=True, slots=True)
class Group:
    """Subjects whose answers change alike, in words."""

    places: str
    people: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One pair of bars: so many before, so many after; widths in percent of the longest."""

    label: str
    before: int
    after: int
    before_width: float = 0
    after_width: float = 0


@dataclass(frozen=True, slots=True)
class Effect:
    """What follows elsewhere: figures in the order to be told, and a small chart."""

    figures: Sequence[tuple[str, int]] = ()
    chart_title: str = ""
    bars: Sequence[Bar] = ()


class Observer(Protocol):
    """Someone whom a change of policy touches; looks before and after, in one transaction."""

    def __init__(self, *, row: Rule, places: Sequence[str], today: date) -> None: ...

    def before(self) -> None: ...

    def after(self, moves: Sequence[Move]) -> Effect: ...


@dataclass(frozen=True, slots=True)
class Impact:
    on: date
    groups: Sequence[Group] = ()
    effect: Effect = field(default_factory=Effect)
    notes: Sequence[str] = ()


class _Undo(Exception):
    """Ends the trial."""


def impact_of(row: Rule, *, today: date) -> Impact:
    """What publishing `row` would change. Writes nothing; takes SECONDS at most for a statement.

    1. Answers and reminders as they are.
    2. The row put in force, as publishing would.
    3. Answers and reminders as they would be; then everything is undone.

    Raises passage.Refusal where the row could not be published as it stands.
    """
    on = max(today, row.valid_from or today)
    places, is_cut = _places(row.region_id)
    notes = [f"地区很多，只比较了其中 {len(places)} 个。"] if is_cut else []
    found: Impact | None = None
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL statement_timeout = '{SECONDS}s'")
            observer: Observer = import_string(settings.POLICY_OBSERVER)(
                row=row, places=places, today=today
            )
            observer.before()
            before = dict(_answers(row, places, on=on))
            passage.try_out(row)
            after = dict(_answers(row, places, on=on))
            moves = [
                Move(subject, before.get(subject, NOTHING), after.get(subject, NOTHING))
                for subject in {**before, **after}
                if before.get(subject) != after.get(subject)
            ]
            found = Impact(on, list(_groups(moves)), observer.after(moves), notes)
            raise _Undo
    except _Undo:
        pass
    except OperationalError:
        notes = [f"受影响的人太多，{SECONDS} 秒内没有数完；发布本身不受影响。"]
    return found or Impact(on, notes=notes)


def _places(region_code: str) -> tuple[list[str], bool]:
    """The place and those below it, the largest first."""
    below = Region.objects.filter(valid_to=None)
    inside = [region_code]
    level = [region_code]
    while level and len(inside) <= MOST_PLACES:
        level = list(below.filter(parent__in=level).order_by("code").values_list("code", flat=True))
        inside += level
    return inside[:MOST_PLACES], len(inside) > MOST_PLACES


def _answers(row: Rule, places: Sequence[str], *, on: date) -> Iterator[tuple[Subject, Answer]]:
    if isinstance(row, PaymentWindow) and row.coverage_year:
        keys = [
            WindowKey(place, row.scheme, category, row.coverage_year)
            for place in places
            for category in row.categories or PersonCategory.values
        ]
        for key, window in selectors.payment_windows_for(keys, on=on).items():
            yield Subject(key.region_code, key.category), _of_window(window)
    elif isinstance(row, Contribution):
        for place in places[:MOST_PLACES_SLOWLY]:
            for category in [row.category, *row.also_for]:
                answer = selectors.contribution_for(
                    region_code=place,
                    scheme=row.scheme,
                    category=category,
                    coverage_year=row.coverage_year,
                    on=on,
                )
                yield Subject(place, category), _of_contribution(answer)
    elif isinstance(row, InheritedRule):
        for place in places[:MOST_PLACES_SLOWLY]:
            for label, text in _fields(row, place, on=on):
                yield Subject(place, label), Answer(text)


def _fields(row: InheritedRule, place: str, *, on: date) -> Iterator[tuple[str, str]]:
    """What each field of the kind says in the case that the row speaks of."""
    resolved = selectors.resolve(
        type(row),
        region_code=place,
        on=on,
        category=next(iter(sorted(row.people())), None),
        care_region_code=getattr(row, "care_region_id", None),
        **{
            name: value
            for name in row.SUBJECT
            if name not in (CATEGORIES, "care_region") and (value := row.about(name))
        },
    )
    columns = {column.name: column for column in row._meta.concrete_fields}
    for found in resolved.resolved:
        column = columns.get(found.name)
        yield found.label, told(column, found.value) if column else in_words(found.value)


def _of_window(answer: PaymentWindowAnswer) -> Answer:
    if answer.due_on is None:
        return Answer("没有确定的缴费期")
    where = f"，{answer.pay_at}" if answer.pay_at else ""
    mark = "（待核实）" if answer.needs_check else ""
    return Answer(f"{answer.opens_on} 至 {answer.due_on}{where}{mark}", answer.due_on)


def _of_contribution(answer: ContributionAnswer) -> Answer:
    amounts = sorted({option.individual for option in answer.options})
    told = "、".join(f"{amount.normalize():f} 元" for amount in amounts)
    return Answer(told or "没有确定的金额")


def _groups(moves: Iterable[Move]) -> Iterator[Group]:
    """Answers that change alike, told together."""
    alike: dict[tuple[str, str], list[Subject]] = {}
    for move in moves:
        alike.setdefault((move.before.text, move.after.text), []).append(move.subject)
    names = dict(Region.objects.values_list("code", "name"))
    labels = dict(PersonCategory.choices)
    for (before, after), subjects in alike.items():
        places = list(dict.fromkeys(names[subject.region] for subject in subjects))
        people = list(dict.fromkeys(labels.get(each.category, each.category) for each in subjects))
        yield Group(_some(places, "个地区"), _some(people, "类"), before, after)


def _some(names: Sequence[Any], unit: str) -> str:
    if len(names) <= 3:
        return "、".join(map(str, names))
    return f"{names[0]}、{names[1]}等 {len(names)} {unit}"
