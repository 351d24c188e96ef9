"""What a place's policy means for the rules of accounts. Reads answers of policy only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from accounts import rules
from accounts.rules import Basis
from policies.answers import HouseholdRules, PaymentWindowAnswer, Provenance, Resolution
from policies.models import StartConvention
from policies.rules import NATIONAL, ExemptStart, Waiting

WAITING_FIELDS = ("wait_days", "fixed_months", "start_convention")


START_RESTS_ON = (*WAITING_FIELDS, "exempt")
NEWBORN_RESTS_ON = ("within_days", "late_start")


class PlaceTerms(NamedTuple):
    """What a household's rules mean for the years of its members, and which row each day rests on."""

    late: rules.LateTerms | None
    newborn: rules.NewbornTerms | None
    by_year: Mapping[int, rules.Terms]
    origins: Mapping[Basis, Provenance | None]


_known: WeakKeyDictionary[HouseholdRules, PlaceTerms] = WeakKeyDictionary()


def terms_of(policy: HouseholdRules) -> PlaceTerms:
    """Worked out once for as long as `policy` is kept, however many live under it."""
    known = _known.get(policy)
    if known is None:
        late, newborn = late_terms(policy.waiting), newborn_terms(policy.newborn)
        known = _known[policy] = PlaceTerms(
            late=late,
            newborn=newborn,
            by_year={
                year: rules.Terms(window=window_of(window), late=late, newborn=newborn)
                for year, window in policy.windows.items()
            },
            origins={
                Basis.WAITING: weakest(policy.waiting, *START_RESTS_ON),
                Basis.NEWBORN: weakest(policy.newborn, *NEWBORN_RESTS_ON),
            },
        )
    return known


def window_of(answer: PaymentWindowAnswer) -> rules.Window:
    return rules.Window(
        opens_on=answer.opens_on,
        closes_on=answer.closes_on,
        last_payable_on=answer.due_on,
        late_closes_on=answer.late_due_on,
        spill=answer.spill,
    )


def late_terms(rule: Resolution) -> rules.LateTerms | None:
    """The place's waits, or None where no trusted row says how long one waits."""
    waiting = _waiting(rule)
    if waiting is None:
        return None
    return rules.LateTerms(
        waiting=waiting,
        missed_from=_or(rule.value("missed_years_from"), rules.BREAKS_COUNT_FROM),
        exempt=frozenset(rule.value("exempt") or ()),
        exempt_within_days=rule.value("exempt_within_days"),
        exempt_start=rule.value("exempt_start") or ExemptStart.NEXT_DAY,
        transfer_within_months=rule.value("transfer_within_months"),
        transfer_start=rule.value("transfer_start") or ExemptStart.NEXT_DAY,
    )


def _waiting(rule: Resolution) -> Waiting | None:
    by_days = rule.value("start_convention") == StartConvention.DAYS
    days, months = rule.value("wait_days"), rule.value("fixed_months")
    if (days if by_days else months) is None:
        return None
    return Waiting(
        fixed_months=_or(months, NATIONAL.fixed_months),
        months_per_missed_year=_or(
            rule.value("months_per_missed_year"), NATIONAL.months_per_missed_year
        ),
        counts_from=_or(rule.value("counts_from_missed_year"), NATIONAL.counts_from),
        months_repaired_per_year=_or(
            rule.value("months_repaired_per_year"), NATIONAL.months_repaired_per_year
        ),
        floor_missed=_or(rule.value("floor_missed_years"), NATIONAL.floor_missed),
        floor_months=_or(rule.value("floor_months"), NATIONAL.floor_months),
        start=NATIONAL.start if by_days else rule.value("start_convention") or NATIONAL.start,
        days=days if by_days else None,
        last_day_excluded=_or(rule.value("last_wait_day_excluded"), NATIONAL.last_day_excluded),
    )


def newborn_terms(rule: Resolution) -> rules.NewbornTerms | None:
    """The place's deadline for newborns, or None where no trusted row gives one."""
    within_days = rule.value("within_days")
    if within_days is None:
        return None
    return rules.NewbornTerms(
        within_days=within_days,
        late_start=rule.value("late_start") or "",
        late_wait_days=_or(rule.value("late_wait_days"), 90),
        late_until_age_years=rule.value("late_until_age_years"),
    )


def weakest(rule: Resolution, *names: str) -> Provenance | None:
    """Where the least trusted of the named values comes from; None where there is none."""
    found = [origin for name in names if (origin := rule.provenance(name))]
    return max(found, key=lambda origin: origin.confidence, default=None)


def _or(value: Any, unsaid: Any) -> Any:
    return unsaid if value is None else value
