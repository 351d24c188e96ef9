"""Rules that are inherited field by field, from the nation down to the county."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from policies.answers import Case, Resolution
from policies.explanations import tell_rule
from policies.holding import Path, widening
from policies.inheriting import Asked, cases, choose
from policies.models import CATEGORIES, EMPTY, INHERITED, FilingRule, InheritedRule, Rule
from policies.published import rules_of
from policies.selectors.places import paths_of

SECTION = {kind: section for section, kind in INHERITED.items()}


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
    paths = paths_of([region_code, *([care_region_code] if care_region_code else [])])
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
    return resolution_of(
        kind,
        [row for row in rows if isinstance(row, kind)],
        path=path,
        on=on,
        case=case,
        asked=asked_for(category, care),
    )


def resolve_filing_rule(
    *, region_code: str, on: date, care_region_code: str | None = None
) -> Resolution:
    """`resolve` of the filing rule. Raises Region.DoesNotExist."""
    return resolve(FilingRule, region_code=region_code, on=on, care_region_code=care_region_code)


def resolutions(
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
        yield resolution_of(kind, rows, path=path, on=on, case=case, asked=asked)


def resolution_of(
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


def asked_for(category: str | None, care: Path = ()) -> dict[str, Sequence[object]]:
    return {
        CATEGORIES: list(widening(category)) if category else (),
        "care_region": [place.code for place in care],
    }
