"""The policies as they are loaded: no place, scheme or day leaves a household without an answer."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.management import call_command

from accounts.models import Ending
from accounts.status.answer import status_of
from accounts.status.facts import Declared, FiledCare, MemberFacts, MonthResult, Recognition
from policies.models import Confidence, PaymentWindow, PersonCategory, Region
from policies.selectors import rules_of_household

DAYS = [date(2025, 3, 1), date(2025, 11, 20), date(2026, 1, 1), date(2026, 12, 31)]
CATEGORIES = {
    "RESIDENT": [PersonCategory.ADULT, PersonCategory.NEWBORN],
    "FLEXIBLE": [PersonCategory.FLEX],
    "EMPLOYEE": [PersonCategory.EMP_ACTIVE],
}


def people(places: list[Region], today: date) -> list[MemberFacts]:
    """In every place somebody of each sort, with something of everything."""
    month = today.replace(day=1)
    return [
        MemberFacts(
            id=number,
            nickname="妈妈",
            relation="parent",
            region=place.code,
            region_name=place.name,
            scheme=scheme,
            category=category,
            special_group="DIBAO" if number % 2 else "",
            born_on=today if category == PersonCategory.NEWBORN else None,
            ending=Ending.DEATH if number % 17 == 0 else "",
            ended_on=today if number % 17 == 0 else None,
            enrolments={today.year - 1: Declared(), today.year: Declared(paid_on=month)},
            filings=(FiledCare(1, "LT_WORK", "110000", "北京市", month, promised=True),),
            debit_day=31,
            debit_since=date(2024, 1, 1),
            debit_results={month: MonthResult(succeeded=False)},
            last_paid_month=month,
            recognitions=(Recognition(date(2024, 2, 29)),),
        )
        for number, (place, scheme, category) in enumerate(
            (place, scheme, category)
            for place in places
            for scheme, categories in CATEGORIES.items()
            for category in categories
        )
    ]


@pytest.mark.django_db
def test_every_place_of_the_real_policies_gets_an_answer_that_rests_on_trusted_rows() -> None:
    call_command("load_policies", verbosity=0)
    places = list(Region.objects.filter(pk__in=PaymentWindow.objects.values("region")))
    assert len(places) > 10
    weak = {Confidence.D, Confidence.U}
    for today in DAYS:
        household = people(places, today)
        policies = rules_of_household((facts.policy_key for facts in household), on=today)
        for paid_on in (None, today):
            told = status_of(
                household,
                policies,
                today=today,
                paid_on=paid_on,
                payers=frozenset(facts.id for facts in household),
            )
            for member in told["members"]:
                assert member["headline"].endswith("。")
                for day in member["next_dates"]:
                    assert day["on"] >= today
                    assert day["basis"] is None or day["basis"]["confidence"] not in weak
                year = member["next_year"]
                if year and year["last_payable_on"] and year["basis"]:
                    assert year["basis"]["confidence"] not in weak
