"""What the kinds about paying for a coverage year share: the same members, on different days."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from policies.answers import PaymentCohort
from policies.cohorts import WindowDays
from policies.models import NewbornRule, PaymentWindow, PersonCategory
from reminders.kinds.base import Cohort, Question
from reminders.kinds.shares import OWN_AMOUNT, Share, amount_for, shares_in
from reminders.wording import AMOUNT_UNKNOWN, FREE, Occasion, amount

PLACE_UNKNOWN = "当地税务或村社区"

SETTLED = """
    SELECT FROM accounts_enrolment e
    WHERE e.member_id = m.id AND (e.paid_on IS NOT NULL OR e.exempt) AND e.coverage_year =
"""

# A newborn has days of its own for the years that its own deadline covers.
NOT_A_NEWBORNS_OWN_YEAR = """
    (c.category = 'NEWBORN' AND c.coverage_year <= EXTRACT(YEAR FROM m.born_on + c.term))
    IS NOT TRUE
"""


def owed(kind: str, *, join: str = "", also: str = "") -> str:
    """Who has not settled a year of the cohorts of `kind`; `also` is asked of what `join` joins."""
    return f"""
        SELECT m.user_id, m.id AS member, c.scheme || ':' || c.coverage_year AS subject,
               c.due_on, c.starts_on, {{told}}{also}
        FROM due_cohort c
        JOIN accounts_member m
          ON m.region_id = c.region AND m.scheme = c.scheme AND m.category = c.category
        {{resident}}
        {join}
        WHERE c.kind = '{kind}' AND NOT EXISTS ({SETTLED} c.coverage_year)
          AND {NOT_A_NEWBORNS_OWN_YEAR}
    """


STILL = f"NOT EXISTS ({SETTLED} split_part(r.subject, ':', 2)::int)"


def payers(
    question: Question,
    *,
    wanted: Callable[[WindowDays], bool],
    due_on: Callable[[PaymentWindow, PaymentCohort], date],
    facts: Callable[[PaymentWindow, str, str], Mapping[str, Any]] = lambda *_: {},
) -> Iterator[Cohort]:
    """Cohorts of the wanted windows, place by place and category by category.

    `facts` gives what more a message says of a window in a place to a category.
    """
    season = question.season
    for window, found in season.payers(wanted, regions=question.regions):
        helped: dict[tuple[str, Decimal | None], Mapping[str, Share]] = {}
        for region in found.regions:
            for category in found.categories:
                price = found.amounts.get((region, category))
                of_year: Any = {
                    "region": region,
                    "coverage_year": found.coverage_year,
                    "price": price,
                }
                if (region, price) not in helped:
                    helped[region, price] = shares_in(season, **of_year)
                days = (
                    season.value_in(region, NewbornRule, "within_days")
                    if category == PersonCategory.NEWBORN
                    else None
                )
                yield Cohort(
                    region=region,
                    scheme=found.scheme,
                    category=category,
                    coverage_year=found.coverage_year,
                    due_on=due_on(window, found),
                    starts_on=found.opens_on,
                    term=days.value if days else None,
                    amount=amount_for(season, category, **of_year),
                    shares=helped[region, price],
                    facts={
                        "rule": found.code,
                        "confidence": found.confidence,
                        "place": found.pay_at,
                        **facts(window, region, category),
                    },
                )


TOLD = {"amount": OWN_AMOUNT}


def says(told: Occasion) -> dict[str, str]:
    known = amount(tuple(member.get("amount") for member in told.members))
    costs = {
        AMOUNT_UNKNOWN: "缴费金额请看当地公告",
        FREE: "按规定由政府全额资助，自己不用缴",
    }
    year = told.year
    return {
        "year": str(year),
        "care": {0: "今年", 1: "明年"}.get(year - told.today.year, f"{year}年"),
        "cost": costs.get(known, f"要缴 {known}"),
        "pay": "确认已经参保" if known == FREE else "缴",
        "by": f"{told.left}截止" if told.days_left in (0, 1) else told.left,
    }


EXAMPLE = {"amount": "549", "place": "粤税通", "confidence": "A"}
