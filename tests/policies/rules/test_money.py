from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies import rules
from policies.rules import MonthlyAmount, Reimbursement, Shares

yuan = st.decimals(0, 1_000_000, places=2)
rates = st.decimals(0, 1, places=4)
CENT = Fraction(1, 100)


def cents(amount: Fraction) -> Fraction:
    """Rounded half up to cents, in exact fractions."""
    return Fraction(int(amount / CENT + Fraction(1, 2))) * CENT


@pytest.mark.parametrize(
    ("continuous", "zero_claim", "times"),
    [(0, 0, 0), (4, 0, 0), (5, 0, 1), (5, 2, 3), (3, 2, 2), (10, 0, 6)],
)
def test_each_year_beyond_the_fourth_and_each_without_a_claim_is_a_step(
    continuous: int, zero_claim: int, times: int
) -> None:
    found = rules.incentive_times(continuous_years=continuous, zero_claim_years=zero_claim)
    assert found == times


def test_a_place_may_need_fewer_years() -> None:
    assert rules.incentive_times(continuous_years=5, years_needed=2) == 3


@given(step=yuan, times=st.integers(0, 60), ceiling=yuan, cap_ratio=rates)
def test_the_reward_is_added_step_by_step_until_the_cap(
    step: Decimal, times: int, ceiling: Decimal, cap_ratio: Decimal
) -> None:
    cap = Fraction(ceiling) * Fraction(cap_ratio)
    reward = Fraction(0)
    for _ in range(times):
        reward = min(reward + Fraction(step), cap)
    found = rules.incentive(step=step, times=times, ceiling=ceiling, cap_ratio=cap_ratio)
    assert Fraction(found) == cents(reward)


def test_the_cap_is_a_fifth_of_the_original_ceiling() -> None:
    assert rules.incentive(step=Decimal(3800), times=20, ceiling=Decimal(300_000)) == 60_000


STANDARD = Decimal(400)


@pytest.mark.parametrize(
    ("help_given", "self_pay", "helped"),
    [
        ({}, 400, 0),
        ({"full": True}, 0, 400),
        ({"pays": Decimal(110)}, 110, 290),
        ({"pays": Decimal(0)}, 0, 400),
        ({"pays": Decimal(500)}, 400, 0),
        ({"help_amount": Decimal(240)}, 160, 240),
        ({"help_amount": Decimal(500)}, 0, 400),
        ({"help_ratio": Decimal("0.6")}, 160, 240),
        ({"help_ratio": Decimal(1)}, 0, 400),
        ({"full": True, "pays": Decimal(110)}, 0, 400),
    ],
    ids=[
        "no help",
        "all",
        "a fixed part is left",
        "nothing is left",
        "never more than the standard",
        "a fixed help",
        "help is never paid out",
        "a share",
        "the whole as a share",
        "all goes before a part",
    ],
)
def test_who_pays_how_much(help_given: dict[str, Any], self_pay: int, helped: int) -> None:
    found = rules.contribution_shares(standard=STANDARD, subsidy=Decimal(700), **help_given)
    assert found == Shares(Decimal(self_pay), Decimal(helped), Decimal(700))


@given(
    standard=yuan,
    pays=st.none() | yuan,
    help_amount=st.none() | yuan,
    help_ratio=st.none() | rates,
    full=st.booleans(),
)
def test_self_and_help_make_up_the_standard(
    standard: Decimal,
    pays: Decimal | None,
    help_amount: Decimal | None,
    help_ratio: Decimal | None,
    full: bool,
) -> None:
    found = rules.contribution_shares(
        standard=standard, pays=pays, help_amount=help_amount, help_ratio=help_ratio, full=full
    )
    assert found.self_pay + found.helped == standard
    assert 0 <= found.self_pay <= standard
    assert found.subsidy is None
    if full:
        assert found.self_pay == 0
    elif pays is not None:
        assert found.self_pay == min(pays, standard)
    elif help_amount is not None:
        assert found.helped == min(help_amount, standard)
    else:
        assert Fraction(found.helped) == cents(Fraction(standard) * Fraction(help_ratio or 0))


FLOOR, CEILING, RATE = Decimal(6236), Decimal(31179), Decimal("0.02")


@pytest.mark.parametrize(
    ("wage", "base"),
    [(5000, 6236), (6236, 6236), (10_000, 10_000), (31_179, 31_179), (40_000, 31_179)],
)
def test_the_base_is_the_wage_between_floor_and_ceiling(wage: int, base: int) -> None:
    found = rules.employee_monthly(wage=Decimal(wage), floor=FLOOR, ceiling=CEILING)
    assert found == MonthlyAmount(Decimal(base), Decimal(base) * RATE, None)


def test_employer_and_employee_pay_by_their_own_rates() -> None:
    found = rules.employee_monthly(
        wage=Decimal("6733.33"), individual_rate=Decimal("0.005"), employer_rate=Decimal("0.0535")
    )
    assert found == MonthlyAmount(Decimal("6733.33"), Decimal("33.67"), Decimal("360.23"))


def test_half_a_cent_is_rounded_up() -> None:
    found = rules.employee_monthly(wage=Decimal("6733.25"))
    assert found.individual == Decimal("134.67")


@given(
    wage=yuan,
    bounds=st.tuples(yuan, yuan).map(lambda pair: (min(pair), max(pair))),
    individual=rates,
    employer=rates,
)
def test_the_monthly_amounts_agree_with_exact_fractions(
    wage: Decimal, bounds: tuple[Decimal, Decimal], individual: Decimal, employer: Decimal
) -> None:
    found = rules.employee_monthly(
        wage=wage,
        floor=bounds[0],
        ceiling=bounds[1],
        individual_rate=individual,
        employer_rate=employer,
    )
    base = sorted([wage, *bounds])[1]
    assert found.base == base
    assert Fraction(found.individual) == cents(Fraction(base) * Fraction(individual))
    assert found.employer is not None
    assert Fraction(found.employer) == cents(Fraction(base) * Fraction(employer))


@pytest.mark.parametrize(
    ("facts", "fund"),
    [
        ({}, 6440),
        ({"eligible": 800}, 0),
        ({"eligible": 801}, "0.70"),
        ({"eligible": 500}, 0),
        ({"ceiling": 5000}, 5000),
        ({"ceiling": 5000, "used": 4000}, 1000),
        ({"ceiling": 5000, "used": 6000}, 0),
        ({"ceiling": 300_000, "used": 6000}, 6440),
        ({"drop_points": 20}, 4600),
        ({"drop_points": 80}, 0),
        ({"first_self_pay": "0.2"}, 5040),
        ({"first_self_pay": 1}, 0),
    ],
    ids=[
        "a third-level hospital",
        "exactly the deductible",
        "one yuan above it",
        "below it",
        "up to the ceiling",
        "what is left of the ceiling",
        "the ceiling is used up",
        "far from the ceiling",
        "twenty points less elsewhere",
        "never below nothing",
        "a share is borne first",
        "all is borne first",
    ],
)
def test_what_the_fund_pays(facts: dict[str, Any], fund: int | str) -> None:
    asked = {"eligible": 10_000, "deductible": 800, "ratio": "0.7", **facts}
    amounts = {name: Decimal(value) for name, value in asked.items()}
    found = rules.reimbursement(**amounts)
    assert found == Reimbursement(Decimal(fund), amounts["eligible"] - Decimal(fund))


@given(
    eligible=yuan,
    deductible=yuan,
    ratio=rates,
    ceiling=st.none() | yuan,
    used=yuan,
    drop_points=st.integers(0, 100).map(Decimal),
    first_self_pay=rates,
)
def test_the_estimate_agrees_with_exact_fractions(
    eligible: Decimal,
    deductible: Decimal,
    ratio: Decimal,
    ceiling: Decimal | None,
    used: Decimal,
    drop_points: Decimal,
    first_self_pay: Decimal,
) -> None:
    found = rules.reimbursement(
        eligible=eligible,
        deductible=deductible,
        ratio=ratio,
        ceiling=ceiling,
        used=used,
        drop_points=drop_points,
        first_self_pay=first_self_pay,
    )
    left = Fraction(eligible) * (1 - Fraction(first_self_pay)) - Fraction(deductible)
    share = Fraction(ratio) - Fraction(drop_points) / 100
    fund = left * share if left > 0 and share > 0 else Fraction(0)
    if ceiling is not None:
        room = Fraction(ceiling) - Fraction(used)
        fund = min(fund, room) if room > 0 else Fraction(0)
    assert Fraction(found.fund) == cents(fund)
    assert found.fund + found.self_pay == eligible
