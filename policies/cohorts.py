"""Everyone whom one rule gives the same days: what reminders ask of policy, never person by person.

A `Season` is the policy of one day, read once and kept until a policy is written. Windows are
told place by place. Rules that are inherited field by field are told for the few places that say
something themselves: everybody else lives under the nearest of these.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from django.db.models import QuerySet

from policies.answers import FieldValue, PaymentCohort
from policies.holding import Levied, RowsByPlace, most_specific, upwards, widening
from policies.inheriting import choose
from policies.models import (
    CATEGORIES,
    Confidence,
    Contribution,
    InheritedRule,
    Level,
    PaymentWindow,
    PersonCategory,
    Region,
    Rule,
    Status,
)
from policies.published import published, rules_of, version

AnyRule = TypeVar("AnyRule", bound=Rule)

NO_RATES: RowsByPlace[Contribution] = RowsByPlace(())
COMPUTING = [Confidence.A, Confidence.B, Confidence.C]
SEASONS_KEPT = 4
ABOVE_PLACES = "parent__parent__parent"
EVERYONE = ""
LAST_PAYABLE_RESTS_ON = ("closes_on", "payable_from_day", "payable_to_day", "blackouts")


@dataclass(frozen=True, slots=True)
class PlaceTerms:
    """What a rule says for one place, or for all `below` it that say nothing themselves.

    `category` is empty for everyone whom no row names. `care_region` likewise.
    """

    region: str
    below: bool
    category: str
    care_region: str
    fields: Mapping[str, FieldValue]

    def value(self, name: str) -> Any:
        found = self.fields.get(name)
        return found.value if found else None

    def weakest(self, *names: str) -> FieldValue | None:
        """The least trusted of the named values."""
        found = [self.fields[name] for name in names if name in self.fields]
        return max(found, key=lambda each: each.provenance.confidence, default=None)


class WindowDays(NamedTuple):
    """A window that has both days: nothing else makes a date."""

    code: str
    opens_on: date
    closes_on: date
    due_on: date


class Season:
    """The published policy of a day."""

    def __init__(self, on: date) -> None:
        self.on = on
        self._terms: dict[object, tuple[PlaceTerms, ...]] = {}
        self._by_place: dict[object, dict[tuple[str, bool, str], PlaceTerms]] = {}

    @cached_property
    def windows(self) -> list[PaymentWindow]:
        """Windows of this and the next coverage year that can be reckoned with."""
        rows = _trusted(PaymentWindow.objects.all(), on=self.on)
        return list(rows.filter(coverage_year__in=[self.on.year, self.on.year + 1]))

    @cached_property
    def _rates(self) -> dict[tuple[str, int | None], RowsByPlace[Contribution]]:
        return _by_subject(_trusted(Contribution.objects.all(), on=self.on).filter(floor=False))

    @cached_property
    def _rivals(self) -> dict[tuple[str, int | None], RowsByPlace[PaymentWindow]]:
        return _by_subject(self.windows)

    @cached_property
    def tree(self) -> Tree:
        return Tree(Region.objects.only("code", "level", "parent_id"))

    @cached_property
    def moved_windows(self) -> frozenset[str]:
        """Codes of the windows that residents may have known with other days."""
        replaced = {row.pk: row.replaces_id or row.pk for row in self.windows}
        told: dict[int, set[tuple[Any, ...]]] = {}
        versions = PaymentWindow.history.filter(
            id__in=[*replaced, *replaced.values()], status=Status.PUBLISHED
        )
        for pk, *days in versions.values_list("id", *LAST_PAYABLE_RESTS_ON):
            told.setdefault(pk, set()).add(tuple(map(str, days)))
        return frozenset(
            row.code
            for row in self.windows
            if len(told.get(row.pk, set()) | told.get(replaced[row.pk], set())) > 1
        )

    def said_in(
        self, region: str, kind: type[InheritedRule], *, category: str = EVERYONE, **case: object
    ) -> PlaceTerms | None:
        """What the nearest place that speaks of a rule says to a person there."""
        terms = self._terms_by_place(kind, **case)
        for steps, place in enumerate(self.tree.path(region)):
            for people in (*widening(category), EVERYONE):
                if found := terms.get((place.code, steps > 0, people)):
                    return found
        return None

    def value_in(
        self,
        region: str,
        kind: type[InheritedRule],
        name: str,
        *,
        category: str = EVERYONE,
        **case: object,
    ) -> FieldValue | None:
        """One value of a rule in a place, with where it comes from."""
        found = self.said_in(region, kind, category=category, **case)
        return found.fields.get(name) if found else None

    def people_of(self, kind: type[InheritedRule], **case: object) -> frozenset[str]:
        """Whom the rows of a kind name anywhere."""
        return frozenset(each.category for each in self.terms(kind, **case)) - {EVERYONE}

    def payers(
        self, wanted: Callable[[WindowDays], bool], *, regions: Collection[str] | None = None
    ) -> Iterator[tuple[PaymentWindow, PaymentCohort]]:
        """Those who pay in the wanted windows, in all places or in `regions`.

        Members of one window may come in several cohorts, where a place or category inside it
        has a window of its own.
        """
        for window in self.windows:
            days, year = _days_of(window), window.coverage_year
            if days is None or year is None or not wanted(days):
                continue
            rates = self._rates.get((window.scheme, year), NO_RATES)
            held = self._held_by(window, self._rivals[window.scheme, year], regions)
            for categories, places in held.items():
                yield (
                    window,
                    PaymentCohort(
                        code=window.code,
                        regions=places,
                        categories=categories,
                        scheme=window.scheme,
                        coverage_year=year,
                        due_on=days.due_on,
                        opens_on=days.opens_on,
                        pay_at=window.pay_at,
                        confidence=window.confidence,
                        amounts=self._amounts(rates, places, categories),
                    ),
                )

    def _held_by(
        self,
        window: PaymentWindow,
        rows: RowsByPlace[PaymentWindow],
        regions: Collection[str] | None,
    ) -> dict[tuple[str, ...], tuple[str, ...]]:
        """For whom `window` is the window: places by the categories it holds for there."""
        held: dict[tuple[PaymentWindow, ...], tuple[str, ...]] = {}
        places: dict[tuple[str, ...], list[str]] = {}
        for code in self.tree.below(window.region_id):
            if regions is not None and code not in regions:
                continue
            holding = rows.holding(self.tree.path(code))
            if holding not in held:
                held[holding] = tuple(
                    category
                    for category in PersonCategory.values
                    if window in most_specific(holding, category)
                )
            if held[holding]:
                places.setdefault(held[holding], []).append(code)
        return {categories: tuple(codes) for categories, codes in places.items()}

    def _amounts(
        self,
        rates: RowsByPlace[Contribution],
        regions: Sequence[str],
        categories: Sequence[str],
    ) -> dict[tuple[str, str], Decimal]:
        """The amount of every place and category that has one and no choice."""
        amounts: dict[tuple[str, str], Decimal] = {}
        for region in regions:
            holding = rates.holding(self.tree.path(region))
            for category in categories:
                found = {row.individual for row in most_specific(holding, category)}
                for amount in found:
                    if len(found) == 1 and amount is not None:
                        amounts[region, category] = amount
        return amounts

    def _terms_by_place(
        self, kind: type[InheritedRule], **case: object
    ) -> dict[tuple[str, bool, str], PlaceTerms]:
        key = (kind, tuple(sorted(case.items())))
        if key not in self._by_place:
            self._by_place[key] = {
                (each.region, each.below, each.category): each
                for each in self.terms(kind, **case)
                if not each.care_region
            }
        return self._by_place[key]

    def terms(self, kind: type[InheritedRule], **case: object) -> tuple[PlaceTerms, ...]:
        """What a rule says in each place that speaks of it, and below.

        `case` gives what is known of the kind's subject, as in `selectors.resolve`.
        """
        key = (kind, tuple(sorted(case.items())))
        if key not in self._terms:
            self._terms[key] = tuple(self._told(kind, case))
        return self._terms[key]

    def _told(self, kind: type[InheritedRule], case: Mapping[str, object]) -> Iterator[PlaceTerms]:
        codes = kind._default_manager.filter(status=Status.PUBLISHED).values("region")
        places = Region.objects.select_related(ABOVE_PLACES).filter(pk__in=codes)
        paths = {place.code: tuple(upwards(place)) for place in places}
        above = {place.code: place for path in paths.values() for place in path}
        rows = [
            row
            for row in rules_of([kind], places=above.values(), on=self.on)
            if isinstance(row, InheritedRule)
        ]
        people = sorted({name for row in rows for name in row.people()})
        care = (
            sorted({row.about("care_region") for row in rows} - {None}) if _has_care(kind) else []
        )
        asked = {name: [value] for name, value in case.items()}
        for path in paths.values():
            of_path = {place.code for place in path}
            here = [row for row in rows if row.region_id in of_path]
            somewhere_below = Region(code="", level=Level.COUNTY, parent=path[0])
            for below, way in ((False, path), (True, (somewhere_below, *path))):
                for category in (EVERYONE, *people):
                    for care_region in (EVERYONE, *care):
                        chosen = choose(
                            here,
                            path=way,
                            asked={
                                **asked,
                                CATEGORIES: list(widening(category)) if category else (),
                                "care_region": [care_region] if care_region else (),
                            },
                        )
                        yield PlaceTerms(path[0].code, below, category, care_region, chosen.fields)


def _days_of(window: PaymentWindow) -> WindowDays | None:
    opens_on, closes_on, due_on = window.opens_on, window.closes_on, window.last_payable_on
    if opens_on is None or closes_on is None or due_on is None:
        return None
    return WindowDays(window.code, opens_on, closes_on, due_on)


def _has_care(kind: type[InheritedRule]) -> bool:
    return "care_region" in kind.SUBJECT


_seasons: dict[tuple[str, date], Season] = {}


def season_on(day: date) -> Season:
    """The policy of a day; one query where nothing was written since it was asked last."""
    written = version()
    if written is None:
        return Season(day)
    season = _seasons.get((written, day))
    if season is None:
        while len(_seasons) >= SEASONS_KEPT:
            _seasons.pop(next(iter(_seasons)), None)
        season = _seasons.setdefault((written, day), Season(day))
    return season


class Tree:
    """All places, for walking down as well as up."""

    def __init__(self, places: Iterable[Region]) -> None:
        self._places = {place.code: place for place in places}
        self._children: dict[str | None, list[str]] = {}
        for place in self._places.values():
            self._children.setdefault(place.parent_id, []).append(place.code)

    def path(self, code: str) -> tuple[Region, ...]:
        place = self._places[code]
        return (place, *(self.path(place.parent_id) if place.parent_id else ()))

    def below(self, code: str) -> Iterator[str]:
        """The place itself and every place under it."""
        yield code
        for child in self._children.get(code, ()):
            yield from self.below(child)


def _by_subject(rows: Iterable[Levied]) -> dict[tuple[str, int | None], RowsByPlace[Levied]]:
    """Rows of one scheme and coverage year together."""
    of_subject: dict[tuple[str, int | None], list[Levied]] = {}
    for row in rows:
        of_subject.setdefault((row.scheme, row.coverage_year), []).append(row)
    return {subject: RowsByPlace(found) for subject, found in of_subject.items()}


def _trusted(rows: QuerySet[AnyRule], *, on: date) -> QuerySet[AnyRule]:
    return (
        published(rows, on=on)
        .filter(reference_only=False, confidence__in=COMPUTING)
        .select_related("region")
        .order_by("code")
    )
