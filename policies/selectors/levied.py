"""Payment windows and contributions: what holds inside its own pooling area only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeVar

from django.db.models import QuerySet

from policies.answers import (
    ContributionAnswer,
    ContributionOption,
    PaymentWindowAnswer,
    WindowKey,
    provenance_of,
)
from policies.explanations import tell_contribution, tell_no_window, tell_window
from policies.holding import (
    Levied,
    Path,
    RowsByPlace,
    computes,
    most_specific,
    named_categories,
    widening,
)
from policies.models import Contribution, PaymentWindow, Region, Rule
from policies.published import published
from policies.selectors.places import paths_of

AnyRule = TypeVar("AnyRule", bound=Rule)


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
    paths = paths_of(key.region_code for key in wanted)
    rows = _levied(PaymentWindow.objects.all(), wanted, paths, on=on)
    return {key: window_answer(key, paths[key.region_code], of_key(rows, key)) for key in wanted}


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
    paths = paths_of([region_code])
    rows = _levied(Contribution.objects.all(), [key], paths, on=on)
    own = [row for row in of_key(rows, key) if _is_for_born(row, born_on)]
    return contribution_answer(key, paths[region_code], own)


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


def of_key(rows: Iterable[Levied], key: WindowKey) -> list[Levied]:
    return [
        row for row in rows if (row.scheme, row.coverage_year) == (key.scheme, key.coverage_year)
    ]


def window_answer(key: WindowKey, path: Path, rows: Sequence[PaymentWindow]) -> PaymentWindowAnswer:
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
        late_due_on=row.last_late_payable_on,
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


def contribution_answer(
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
