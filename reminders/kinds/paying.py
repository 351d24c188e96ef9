"""What the kinds about paying for a coverage year share: the same members, on different days."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from policies.answers import PaymentCohort
from policies.cohorts import WindowDays
from policies.models import NewbornRule, PaymentWindow, PersonCategory
from reminders.kinds.base import Cohort, Question
from reminders.wording import AMOUNT_UNKNOWN, Occasion, amount

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


def owed(kind: str, *, join: str = "", only: str = "") -> str:
    """Who has not settled a year of the cohorts of `kind`."""
    return f"""
        SELECT m.user_id, m.id AS member, c.scheme || ':' || c.coverage_year AS subject,
               c.due_on, c.starts_on, {{told}}
        FROM due_cohort c
        JOIN accounts_member m
          ON m.region_id = c.region AND m.scheme = c.scheme AND m.category = c.category
        {{resident}}
        {join}
        WHERE c.kind = '{kind}' AND NOT EXISTS ({SETTLED} c.coverage_year)
          AND {NOT_A_NEWBORNS_OWN_YEAR} {only}
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
        for region in found.regions:
            for category in found.categories:
                sum_due = found.amounts.get((region, category))
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
                    facts={
                        "rule": found.code,
                        "confidence": found.confidence,
                        "place": found.pay_at,
                        "amount": None if sum_due is None else str(sum_due),
                        **facts(window, region, category),
                    },
                )


def says(told: Occasion) -> dict[str, str]:
    known = amount(tuple(member.get("amount") for member in told.members))
    year = told.year
    return {
        "year": str(year),
        "care": {0: "今年", 1: "明年"}.get(year - told.today.year, f"{year}年"),
        "cost": "缴费金额请看当地公告" if known == AMOUNT_UNKNOWN else f"要缴 {known}",
        "by": f"{told.left}截止" if told.days_left in (0, 1) else told.left,
    }


EXAMPLE = {"amount": "549", "place": "粤税通", "confidence": "A"}
