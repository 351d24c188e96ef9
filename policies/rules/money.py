"""Amounts in yuan: who pays what, rewards, monthly contributions, reimbursement."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

CENT = Decimal("0.01")
ZERO = Decimal(0)


class Shares(NamedTuple):
    """Who pays a year's contribution. `subsidy` is None where the state's share is not known."""

    self_pay: Decimal
    helped: Decimal
    subsidy: Decimal | None


class MonthlyAmount(NamedTuple):
    base: Decimal
    individual: Decimal
    employer: Decimal | None


class Reimbursement(NamedTuple):
    fund: Decimal
    self_pay: Decimal


def to_cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_HALF_UP)


def incentive_times(
    *, continuous_years: int, zero_claim_years: int = 0, years_needed: int = 4
) -> int:
    """How many steps were earned: each year beyond the needed ones, and each without a claim."""
    return max(0, continuous_years - years_needed) + zero_claim_years


def incentive(
    *, step: Decimal, times: int, ceiling: Decimal, cap_ratio: Decimal = Decimal("0.2")
) -> Decimal:
    """By how much the catastrophic ceiling rises: the steps, at most a share of the original."""
    return to_cents(min(step * times, ceiling * cap_ratio))


def contribution_shares(
    *,
    standard: Decimal,
    subsidy: Decimal | None = None,
    full: bool = False,
    pays: Decimal | None = None,
    help_amount: Decimal | None = None,
    help_ratio: Decimal | None = None,
) -> Shares:
    """Who pays the individual `standard` of a helped person.

    The help is all of it (`full`), all but a fixed amount (`pays`), a fixed amount or a share of
    it; never more than the standard. The state's `subsidy` comes on top and is the same for all.
    """
    if full:
        helped = standard
    elif pays is not None:
        helped = standard - pays
    elif help_amount is not None:
        helped = help_amount
    else:
        helped = standard * (help_ratio or ZERO)
    helped = to_cents(min(max(helped, ZERO), standard))
    return Shares(self_pay=to_cents(standard) - helped, helped=helped, subsidy=subsidy)


def employee_monthly(
    *,
    wage: Decimal,
    floor: Decimal | None = None,
    ceiling: Decimal | None = None,
    individual_rate: Decimal = Decimal("0.02"),
    employer_rate: Decimal | None = None,
) -> MonthlyAmount:
    """What is paid each month: the wage, lifted to the floor or cut to the ceiling, by rates."""
    base = max(wage, floor) if floor is not None else wage
    base = min(base, ceiling) if ceiling is not None else base
    return MonthlyAmount(
        base=to_cents(base),
        individual=to_cents(base * individual_rate),
        employer=to_cents(base * employer_rate) if employer_rate is not None else None,
    )


def reimbursement(
    *,
    eligible: Decimal,
    deductible: Decimal,
    ratio: Decimal,
    ceiling: Decimal | None = None,
    used: Decimal = ZERO,
    drop_points: Decimal = ZERO,
    first_self_pay: Decimal = ZERO,
) -> Reimbursement:
    """What the fund pays of costs that the catalogue covers.

    1. `first_self_pay`, a share of the costs, is borne first (care elsewhere in some places).
    2. Of what exceeds the deductible the fund pays `ratio`, less `drop_points` percentage points.
    3. Together with what was `used` this year never more than the ceiling.
    """
    counted = max(eligible * (1 - first_self_pay) - deductible, ZERO)
    fund = counted * max(ratio - drop_points / 100, ZERO)
    if ceiling is not None:
        fund = min(fund, max(ceiling - used, ZERO))
    fund = to_cents(fund)
    return Reimbursement(fund=fund, self_pay=to_cents(eligible) - fund)
