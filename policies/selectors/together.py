"""All the rules of a resident, or of a household, at once; kept while no policy is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.core.cache import cache

from policies.answers import (
    HouseholdRules,
    ResidentKey,
    ResidentRules,
    Resolution,
    WindowKey,
)
from policies.holding import Path
from policies.models import (
    INHERITED,
    ChannelCalendar,
    ChronicRule,
    Contribution,
    FilingRule,
    FlexibleRule,
    InheritedRule,
    NewbornRule,
    ParticipationSubsidy,
    PaymentWindow,
    Rule,
    WaitingRule,
)
from policies.published import rules_of, version
from policies.rules import WorkCalendar
from policies.selectors.inherited import asked_for, resolution_of, resolutions
from policies.selectors.levied import contribution_answer, of_key, window_answer
from policies.selectors.places import paths_of
from policies.workdays import work_calendar

KEPT_SECONDS = 24 * 60 * 60
MOST_KEPT = 20_000


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
    path = paths_of([region_code])[region_code]
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
        payment_windows=tuple(window_answer(key, path, of_key(windows, key)) for key in keys),
        contributions=tuple(contribution_answer(key, path, of_key(rates, key)) for key in keys),
        rules=tuple(
            resolution
            for kind in kinds
            for resolution in resolutions(
                kind,
                [row for row in rows if isinstance(row, kind)],
                path=path,
                on=on,
                asked={**asked_for(category), "scheme": [scheme]},
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


HOUSEHOLD_KINDS: tuple[type[InheritedRule], ...] = (
    WaitingRule,
    NewbornRule,
    FlexibleRule,
    ChronicRule,
    FilingRule,
    ParticipationSubsidy,
    ChannelCalendar,
)


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


def _read_household(keys: Sequence[ResidentKey], *, on: date) -> dict[ResidentKey, HouseholdRules]:
    paths = paths_of(code for key in keys for code in (key.region_code, *key.care_region_codes))
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
        asked = asked_for(category, care)
        return resolution_of(kind, found, path=path, on=on, case=case, asked=asked)

    return HouseholdRules(
        windows={
            each.coverage_year: window_answer(each, path, of_key(windows, each))
            for each in subjects
        },
        contributions={
            each.coverage_year: contribution_answer(each, path, of_key(rates, each))
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
            resolutions(
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
