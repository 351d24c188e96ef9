"""What holds where, for whom and on which day, and which row and source says so. Reads only.

How a row is chosen (docs/rules.md tells it in full):

1. Only published rows count that are valid on the asked day.
2. Rows for reference only and of confidence D and U are shown as 待核实 beside the answer; they
   never take part in it.
3. Of the rest the most specific place wins: county, prefecture, province, nation. Every rule but
   these two is inherited field by field: a window and an amount hold inside their own pooling
   area only, and below a province or the nation only where the row is `uniform`.
4. In one place, the row for the person's own category wins over its parent's, and that over
   the row for everyone.

Every function needs the same number of queries, however many places it is asked about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeVar

from django.core.cache import cache
from django.db.models import Case as SqlCase
from django.db.models import Q, QuerySet, Value, When

from policies.answers import (
    Case,
    ContributionAnswer,
    ContributionOption,
    HouseholdRules,
    PaymentWindowAnswer,
    ResidentKey,
    ResidentRules,
    Resolution,
    WindowKey,
    provenance_of,
)
from policies.cohorts import ABOVE_PLACES
from policies.explanations import tell_contribution, tell_no_window, tell_rule, tell_window
from policies.holding import (
    Levied,
    Path,
    RowsByPlace,
    computes,
    most_specific,
    named_categories,
    upwards,
    widening,
)
from policies.inheriting import Asked, cases, choose
from policies.models import (
    CATEGORIES,
    EMPTY,
    INHERITED,
    ChannelCalendar,
    ChronicRule,
    Contribution,
    FilingRule,
    FlexibleRule,
    InheritedRule,
    Level,
    NewbornRule,
    ParticipationSubsidy,
    PaymentWindow,
    Region,
    Rule,
    WaitingRule,
)
from policies.published import published, rules_of, version
from policies.rules import WorkCalendar
from policies.spelling import typed
from policies.workdays import work_calendar

AnyRule = TypeVar("AnyRule", bound=Rule)

LETTERS_IN_THE_MIDDLE = 4
HIGHEST_FIRST = [When(level=level, then=Value(rank)) for rank, level in enumerate(Level.values)]
KEPT_SECONDS = 24 * 60 * 60
MOST_KEPT = 20_000
SECTION = {kind: section for section, kind in INHERITED.items()}


def find_regions(
    *, text: str = "", parent: str | None = None, level: str | None = None, limit: int
) -> list[Region]:
    """Places in use, looked for by name, alias, pinyin, initials or the beginning of the code.

    What is spelled exactly like `text` comes first, then what begins with it, then what holds it
    somewhere, also in the path from the province down; among these the higher place and then the
    lower code. Latin letters are looked for in the middle only from the fourth on. Each comes with
    the places above it, in one query.
    """
    places = Region.objects.select_related(ABOVE_PLACES).filter(valid_to=None)
    if parent:
        places = places.filter(parent=parent)
    if level:
        places = places.filter(level=level)
    wanted = typed(text)
    if not wanted:
        return [] if text else list(places.order_by("code")[:limit])
    exact = Q(code=wanted) | Q(spellings__contains=f" {wanted} ")
    found = exact | Q(code__startswith=wanted) | Q(spellings__contains=f" {wanted}")
    begins = When(found, then=Value(1))
    if not wanted.isascii() or len(wanted) >= LETTERS_IN_THE_MIDDLE:
        found |= Q(spellings__contains=wanted)
    return list(
        places.filter(found).order_by(
            SqlCase(When(exact, then=Value(0)), begins, default=Value(2)),
            SqlCase(*HIGHEST_FIRST),
            "code",
        )[:limit]
    )


def region_with_those_above(code: str) -> Region | None:
    """A place and those above it in one query, also when it is no longer in use."""
    return Region.objects.select_related(ABOVE_PLACES).filter(pk=code).first()


def resolve(
    kind: type[InheritedRule],
    /,
    *,
    region_code: str,
    on: date,
    category: str | None = None,
    care_region_code: str | None = None,
    **case: object,
) -> Resolution:
    """The rule of a kind for those insured in a place, each field with its row and sources.

    `case` gives what is known of the kind's subject, as `kind="inpatient"` of a
    ReimbursementTier. A row that names a case counts only when it is asked for, and then wins
    over the row of the same place for every case; so do the rows for `category` and those for a
    place of care in which `care_region_code` lies. Raises Region.DoesNotExist.
    """
    if unknown := set(case) - set(kind.SUBJECT):
        raise TypeError(f"{kind.__name__} is not about {', '.join(sorted(unknown))}")
    paths = _paths([region_code, *([care_region_code] if care_region_code else [])])
    path = paths[region_code]
    return resolve_among(
        rules_of([kind], places=path, on=on),
        kind,
        path=path,
        on=on,
        category=category,
        care=paths[care_region_code] if care_region_code else (),
        **case,
    )


def resolve_among(
    rows: Iterable[Rule],
    kind: type[InheritedRule],
    /,
    *,
    path: Path,
    on: date,
    category: str | None = None,
    care: Path = (),
    **case: object,
) -> Resolution:
    """`resolve` by rows that were read already; those of other kinds are passed over."""
    return _resolution(
        kind,
        [row for row in rows if isinstance(row, kind)],
        path=path,
        on=on,
        case=case,
        asked=_asked(category, care),
    )


def resolve_filing_rule(
    *, region_code: str, on: date, care_region_code: str | None = None
) -> Resolution:
    """`resolve` of the filing rule. Raises Region.DoesNotExist."""
    return resolve(FilingRule, region_code=region_code, on=on, care_region_code=care_region_code)


def resolve_all(
    *, region_code: str, scheme: str, category: str, on: date, keep: bool = True
) -> ResidentRules:
    """Every kind of rule for one resident; four queries, or one where nothing was written since.

    Kept under the version of the policies and the day, so that neither a change nor the
    beginning or end of a rule is ever missed. `keep=False` is for days that few ask for, of
    which there are too many to keep. Raises Region.DoesNotExist.
    """
    written = version() if keep else None
    if written is None:
        return _resolve_all(region_code, scheme, category, on)
    key = f"policies:{written}:{region_code}:{scheme}:{category}:{on}"
    kept: ResidentRules | None = cache.get(key)
    if kept is None:
        kept = _resolve_all(region_code, scheme, category, on)
        cache.set(key, kept, timeout=KEPT_SECONDS)
    return kept


def _resolve_all(region_code: str, scheme: str, category: str, on: date) -> ResidentRules:
    path = _paths([region_code])[region_code]
    kinds = [kind for kind in INHERITED.values() if not kind.SCHEMES or scheme in kind.SCHEMES]
    levied: list[type[Rule]] = [PaymentWindow, Contribution]
    rows = rules_of([*levied, *kinds], places=path, on=on)
    keys = [WindowKey(region_code, scheme, category, year) for year in (on.year, on.year + 1)]
    windows = [row for row in rows if isinstance(row, PaymentWindow)]
    rates = [row for row in rows if isinstance(row, Contribution)]
    return ResidentRules(
        region_code=region_code,
        region_name=path[0].name,
        scheme=scheme,
        category=category,
        on=on,
        payment_windows=tuple(_window_answer(key, path, _of_key(windows, key)) for key in keys),
        contributions=tuple(_contribution_answer(key, path, _of_key(rates, key)) for key in keys),
        rules=tuple(
            resolution
            for kind in kinds
            for resolution in _resolutions(
                kind,
                [row for row in rows if isinstance(row, kind)],
                path=path,
                on=on,
                asked={**_asked(category), "scheme": [scheme]},
            )
        ),
    )


class _Kept:
    """Answers kept in this process while no policy was written. Bounded, and safe to lose."""

    def __init__(self) -> None:
        self._version: str | None = None
        self._answers: dict[tuple[date, ResidentKey], HouseholdRules] = {}

    def under(self, written: str | None) -> dict[tuple[date, ResidentKey], HouseholdRules]:
        if written is None:
            return {}
        if written != self._version or len(self._answers) > MOST_KEPT:
            self._version, self._answers = written, {}
        return self._answers


_kept = _Kept()


def rules_of_household(
    keys: Iterable[ResidentKey], *, on: date, written: str | None = None
) -> dict[ResidentKey, HouseholdRules]:
    """The rules that the dates of several residents rest on.

    Five queries however many residents, and one where all was asked before and nothing was
    written since; none, if the version is given that was read before. Raises Region.DoesNotExist.
    """
    wanted = set(keys)
    kept = _kept.under(written or version())
    missing = [key for key in wanted if (on, key) not in kept]
    if missing:
        for key, found in _read_household(missing, on=on).items():
            kept[on, key] = found
    return {key: kept[on, key] for key in wanted}


HOUSEHOLD_KINDS: tuple[type[InheritedRule], ...] = (
    WaitingRule,
    NewbornRule,
    FlexibleRule,
    ChronicRule,
    FilingRule,
    ParticipationSubsidy,
    ChannelCalendar,
)


def _read_household(keys: Sequence[ResidentKey], *, on: date) -> dict[ResidentKey, HouseholdRules]:
    paths = _paths(code for key in keys for code in (key.region_code, *key.care_region_codes))
    insured_at = {place for key in keys for place in paths[key.region_code]}
    levied: list[type[Rule]] = [PaymentWindow, Contribution]
    rows = rules_of([*levied, *HOUSEHOLD_KINDS], places=insured_at, on=on)
    calendar = work_calendar()
    return {key: _household_rules(key, rows, paths, calendar, on=on) for key in keys}


def _household_rules(
    key: ResidentKey,
    rows: Sequence[Rule],
    paths: Mapping[str, Path],
    calendar: WorkCalendar,
    *,
    on: date,
) -> HouseholdRules:
    path = paths[key.region_code]
    above = {place.code for place in path}
    here = [row for row in rows if row.region_id in above]
    subjects = [
        WindowKey(key.region_code, key.scheme, key.category, year)
        for year in (on.year, on.year + 1)
    ]
    windows = [row for row in here if isinstance(row, PaymentWindow)]
    rates = [row for row in here if isinstance(row, Contribution)]

    def of(
        kind: type[InheritedRule],
        care: Path = (),
        category: str = key.category,
        **case: object,
    ) -> Resolution:
        found = [row for row in here if isinstance(row, kind)]
        asked = _asked(category, care)
        return _resolution(kind, found, path=path, on=on, case=case, asked=asked)

    return HouseholdRules(
        windows={
            each.coverage_year: _window_answer(each, path, _of_key(windows, each))
            for each in subjects
        },
        contributions={
            each.coverage_year: _contribution_answer(each, path, _of_key(rates, each))
            for each in subjects
        },
        participation={
            each.coverage_year: (
                of(
                    ParticipationSubsidy,
                    category=key.special_group,
                    coverage_year=each.coverage_year,
                ),
                of(ParticipationSubsidy, coverage_year=each.coverage_year),
            )
            for each in subjects
        },
        channels=tuple(
            _resolutions(
                ChannelCalendar,
                [row for row in here if isinstance(row, ChannelCalendar)],
                path=path,
                on=on,
                asked={},
            )
        ),
        calendar=calendar,
        waiting=of(WaitingRule, scheme=key.scheme),
        newborn=of(NewbornRule),
        flexible=of(FlexibleRule),
        chronic=of(ChronicRule),
        filing_rules={code: of(FilingRule, care=paths[code]) for code in key.care_region_codes},
    )


def _resolutions(
    kind: type[InheritedRule],
    rows: Sequence[InheritedRule],
    *,
    path: Path,
    on: date,
    asked: Asked,
) -> Iterator[Resolution]:
    """One answer for each case of which the rows speak; what no row speaks of is left out."""
    open_fields = [name for name in kind.SUBJECT if name not in (*asked, "care_region")]
    for case in cases(rows, open_fields, path=path, asked=asked):
        yield _resolution(kind, rows, path=path, on=on, case=case, asked=asked)


def _resolution(
    kind: type[InheritedRule],
    rows: Sequence[InheritedRule],
    *,
    path: Path,
    on: date,
    case: Mapping[str, object],
    asked: Asked,
) -> Resolution:
    named = {name: value for name, value in case.items() if value not in EMPTY}
    chosen = choose(
        rows, path=path, asked={**asked, **{name: [value] for name, value in named.items()}}
    )
    told = tuple(
        Case(name, kind.label(name), value, kind.in_words(name, value))
        for name, value in named.items()
    )
    return Resolution(
        kind=SECTION[kind],
        title=str(kind._meta.verbose_name),
        case=told,
        region_code=path[0].code,
        region_name=path[0].name,
        on=on,
        explanation=tell_rule(kind, path[0], told, chosen.fields),
        fields=chosen.fields,
        unverified=tuple(chosen.unverified),
    )


def _asked(category: str | None, care: Path = ()) -> dict[str, Sequence[object]]:
    return {
        CATEGORIES: list(widening(category)) if category else (),
        "care_region": [place.code for place in care],
    }


def payment_window_for(
    *, region_code: str, scheme: str, category: str, coverage_year: int, on: date
) -> PaymentWindowAnswer:
    """When a person can pay for a coverage year. Raises Region.DoesNotExist."""
    key = WindowKey(region_code, scheme, category, coverage_year)
    return payment_windows_for([key], on=on)[key]


def payment_windows_for(
    keys: Iterable[WindowKey], *, on: date
) -> dict[WindowKey, PaymentWindowAnswer]:
    """`payment_window_for` of many at once, in the same three queries."""
    wanted = list(keys)
    paths = _paths(key.region_code for key in wanted)
    rows = _levied(PaymentWindow.objects.all(), wanted, paths, on=on)
    return {key: _window_answer(key, paths[key.region_code], _of_key(rows, key)) for key in wanted}


def contribution_for(
    *,
    region_code: str,
    scheme: str,
    category: str,
    coverage_year: int,
    on: date,
    born_on: date | None = None,
) -> ContributionAnswer:
    """What a person pays for a coverage year. Raises Region.DoesNotExist."""
    key = WindowKey(region_code, scheme, category, coverage_year)
    paths = _paths([region_code])
    rows = _levied(Contribution.objects.all(), [key], paths, on=on)
    of_key = [row for row in _of_key(rows, key) if _is_for_born(row, born_on)]
    return _contribution_answer(key, paths[region_code], of_key)


def path_of(code: str) -> Path:
    """A place and those above it, nearest first; one query. Raises Region.DoesNotExist."""
    return _paths([code])[code]


def _paths(codes: Iterable[str]) -> dict[str, tuple[Region, ...]]:
    """For each code the place itself and those above it, nearest first; one query."""
    wanted = set(codes)
    found = Region.objects.select_related(ABOVE_PLACES).in_bulk(list(wanted))
    if missing := wanted - set(found):
        raise Region.DoesNotExist(f"没有这个地区：{'、'.join(sorted(missing))}")
    return {code: tuple(upwards(place)) for code, place in found.items()}


def valid_rows(rows: QuerySet[AnyRule], *, on: date, places: Iterable[Region]) -> list[AnyRule]:
    """Rows to answer with or to show; two queries."""
    of_places = published(rows, on=on).filter(region__in={place.code for place in places})
    return list(of_places.select_related("region").prefetch_related("sources").order_by("code"))


def _levied(
    rows: QuerySet[Levied],
    keys: Sequence[WindowKey],
    paths: Mapping[str, Path],
    *,
    on: date,
) -> list[Levied]:
    of_keys = rows.filter(
        scheme__in={key.scheme for key in keys},
        coverage_year__in={key.coverage_year for key in keys},
    )
    return valid_rows(of_keys, on=on, places=(place for path in paths.values() for place in path))


def _of_key(rows: Iterable[Levied], key: WindowKey) -> list[Levied]:
    return [
        row for row in rows if (row.scheme, row.coverage_year) == (key.scheme, key.coverage_year)
    ]


def _window_answer(
    key: WindowKey, path: Path, rows: Sequence[PaymentWindow]
) -> PaymentWindowAnswer:
    trusted = RowsByPlace(row for row in rows if computes(row))
    unverified = RowsByPlace(row for row in rows if not computes(row)).on(path)
    shown = tuple(provenance_of(row) for row in unverified)
    holding = trusted.holding(path)
    found = most_specific(holding, key.category)
    if not found or found[0].last_payable_on is None:
        above = next(iter(trusted.on(path)), None)
        return PaymentWindowAnswer(
            key=key,
            region_name=path[0].name,
            explanation=tell_no_window(
                key, path[0], above=above, for_others=bool(holding), unverified=bool(shown)
            ),
            unverified=shown,
        )
    row = found[0]
    return PaymentWindowAnswer(
        key=key,
        region_name=path[0].name,
        explanation=tell_window(row),
        due_on=row.last_payable_on,
        opens_on=row.opens_on,
        opens_text=row.opens_text,
        closes_on=row.closes_on,
        original_closes_on=row.original_closes_on,
        late_closes_on=row.late_closes_on,
        account_pay_from=row.account_pay_from,
        spill=row.spill,
        pay_at=row.pay_at,
        monthly_days=row.monthly_days,
        blackouts=row.blackouts,
        provenance=provenance_of(row),
        unverified=shown,
    )


def _is_for_born(row: Contribution, born_on: date | None) -> bool:
    """Whether a row is meant for those born on a day; an unknown day may be any."""
    if born_on is None:
        return True
    return (row.born_from is None or row.born_from <= born_on) and (
        row.born_before is None or born_on < row.born_before
    )


def _contribution_answer(
    key: WindowKey, path: Path, rows: Sequence[Contribution]
) -> ContributionAnswer:
    trusted = [row for row in rows if computes(row)]
    holding = RowsByPlace(row for row in trusted if not row.floor).holding(path)
    own = most_specific(holding, key.category)
    floor = next(
        (
            option
            for row in RowsByPlace(row for row in trusted if row.floor).on(path)
            if not set(named_categories(row)).isdisjoint(widening(key.category))
            for option in _options([row])
        ),
        None,
    )
    options = tuple(_options(own))
    amounts = {option.individual for option in options}
    return ContributionAnswer(
        key=key,
        region_name=path[0].name,
        explanation=tell_contribution(key, path[0], own, floor=floor, for_others=bool(holding)),
        amount=amounts.pop() if len(amounts) == 1 else None,
        options=options,
        floor=floor,
        unverified=tuple(
            provenance_of(row) for row in RowsByPlace(rows).on(path) if not computes(row)
        ),
    )


def _options(rows: Iterable[Contribution]) -> Iterator[ContributionOption]:
    for row in rows:
        if row.individual is not None:
            yield ContributionOption(
                tier=row.tier,
                individual=row.individual,
                subsidy=row.subsidy,
                born_from=row.born_from,
                born_before=row.born_before,
                includes=row.includes,
                excludes=row.excludes,
                provenance=provenance_of(row),
            )
