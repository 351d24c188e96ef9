"""What each pays oneself for a year where the state helps; told only where it is certain.

The status says the same in more words, with its conditions and doubts: accounts/status/amounts.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from policies.cohorts import PlaceTerms, Season
from policies.models import Confidence, Help, NewbornRule, ParticipationSubsidy, PersonCategory

RESTS_ON = ("help", "individual_pays", "least_percent", "certificate_by")
NOBODY_DECLARES = ("age_from", "local_household_only")

Share = Mapping[str, Any]
"""`pays` is what remains to be paid, None where that is not certain; `by` is the day until which
one must have been recognised."""

OWN_AMOUNT = """
    CASE WHEN m.special_group = '' THEN c.amount ELSE (
        SELECT CASE
            WHEN share IS NULL OR m.special_since > (share ->> 'by')::date THEN c.amount
            WHEN share ->> 'by' IS NULL OR m.special_since IS NOT NULL THEN share ->> 'pays'
        END
        FROM (SELECT c.shares -> m.special_group AS share) AS helped)
    END
"""
"""SQL of what member `m` of cohort `c` pays; no work for those of no special group."""


def shares_in(
    season: Season, *, region: str, coverage_year: int, price: Decimal | None
) -> dict[str, Share]:
    """By group, what those pay whom the place helps."""
    found = {}
    for group in season.people_of(ParticipationSubsidy, coverage_year=coverage_year):
        said = season.said_in(
            region, ParticipationSubsidy, category=group, coverage_year=coverage_year
        )
        if said and said.value("help"):
            found[group] = _share(said, price)
    return found


def amount_for(
    season: Season,
    category: str,
    *,
    region: str,
    coverage_year: int,
    price: Decimal | None,
) -> str | None:
    """What those of a category pay whom no special group helps; None where it is not certain."""
    if category == PersonCategory.NEWBORN and season.value_in(
        region, NewbornRule, "birth_year_free"
    ):
        return None
    said = season.said_in(
        region, ParticipationSubsidy, category=category, coverage_year=coverage_year
    )
    if said is None or not said.value("help"):
        return None if price is None else str(price)
    share = _share(said, price)
    return None if share["by"] else share["pays"]


def _share(said: PlaceTerms, price: Decimal | None) -> Share:
    by = said.value("certificate_by")
    return {"pays": _pays(said, price), "by": str(by) if by else None}


def _pays(said: PlaceTerms, price: Decimal | None) -> str | None:
    weakest = said.weakest(*RESTS_ON)
    in_doubt = weakest is None or Confidence(weakest.provenance.confidence).needs_check
    if in_doubt or any(said.value(name) for name in NOBODY_DECLARES):
        return None
    pays = Decimal(0) if said.value("help") == Help.FULL else said.value("individual_pays")
    if pays is None:
        return None
    return str(pays if price is None else min(pays, price))
