"""Parts of an answer are kept for all who told the same, and for nobody who told anything else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from accounts.status.answer import shape_of, situation_of
from accounts.status.facts import Declared, FiledCare, MemberFacts
from policies.selectors import rules_of_household
from tests.accounts.status.season import make_season

DAYS = (date(2025, 11, 20), date(2026, 1, 1))
PAID, EXEMPT, UNPAID = Declared(date(2025, 11, 1)), Declared(exempt=True), Declared()
YEARS: tuple[dict[int, Declared], ...] = (
    {},
    {2025: UNPAID},
    {2025: PAID},
    {2025: EXEMPT},
    {2025: UNPAID, 2026: PAID},
    {2025: PAID, 2026: Declared(date(2026, 3, 15))},
)
BORN = (None, date(1955, 11, 20), date(2025, 11, 1))
SINCE = (None, date(2025, 12, 1))
LEFT = (None, date(2025, 10, 1))
FILED = FiledCare(0, "TMP_OTHER", "110000", "北京市", date(2025, 9, 1), date(2026, 2, 27))
FILINGS = (FILED, replace(FILED, kind="LT_WORK", promised=True, ends_on=None))


def people(category: str, group: str) -> Iterator[MemberFacts]:
    """Of one category and group, one of each sort."""
    for years, born_on, since, left, filed in product(YEARS, BORN, SINCE, LEFT, FILINGS):
        yield MemberFacts(
            id=1,
            nickname="妈妈",
            relation="parent",
            region="440100",
            region_name="广州市",
            scheme="RESIDENT",
            category=category,
            special_group=group,
            special_since=since,
            born_on=born_on,
            enrolments=years,
            filings=(filed,),
            last_paid_month=left,
        )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("category", "group"), [("NEWBORN", ""), ("ELDER", "DISABLED"), ("ADULT", "DIBAO")]
)
def test_what_was_kept_of_others_changes_no_answer(category: str, group: str) -> None:
    make_season()
    everyone = list(people(category, group))
    key = everyone[0].policy_key
    for today in DAYS:
        policy = rules_of_household([key], on=today)[key]
        for facts in everyone:
            alone = shape_of(situation_of(facts, replace(policy), today=today))
            assert shape_of(situation_of(facts, policy, today=today)) == alone
