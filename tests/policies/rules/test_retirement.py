from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies import rules

years = st.decimals(0, 50, places=1)


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        ({"required": 30, "actual": 30}, 0),
        ({"required": 30, "actual": 31}, 0),
        ({"required": 30, "actual": 20}, 10),
        ({"required": 30, "actual": "20.5"}, "9.5"),
        ({"required": 30, "actual": 12, "deemed": 10}, 8),
        ({"required": 30, "actual": 12, "deemed": 10, "counts_deemed": False}, 18),
        ({"required": 25, "actual": 10, "deemed": 20, "actual_min": 15}, 5),
        ({"required": 25, "actual": 25, "local_actual": 2, "local_actual_min": 5}, 3),
        ({"required": 25, "actual": 25, "local_actual": 0, "local_actual_min": 5}, 5),
        ({"required": 25, "actual": 25, "local_actual_min": 5}, 0),
        ({"required": 30, "actual": 20, "local_actual": 0, "local_actual_min": 5}, 10),
    ],
    ids=[
        "exactly enough",
        "more than enough",
        "ten missing",
        "half a year counts",
        "years of service count",
        "years of service do not count",
        "too few really paid",
        "too few in this place",
        "none in this place",
        "all in this place",
        "years paid here count for everything",
    ],
)
def test_the_years_still_missing(facts: dict[str, Any], missing: int | str) -> None:
    asked: dict[str, Any] = {
        name: value if isinstance(value, bool) else Decimal(value) for name, value in facts.items()
    }
    assert rules.lifetime_years_missing(**asked) == Decimal(missing)


@given(
    required=years,
    actual=years,
    deemed=years,
    counts=st.booleans(),
    actual_min=years,
    local_share=st.integers(0, 10),
    local_min=years,
)
def test_after_paying_the_missing_years_every_condition_is_met_and_no_sooner(
    required: Decimal,
    actual: Decimal,
    deemed: Decimal,
    counts: bool,
    actual_min: Decimal,
    local_share: int,
    local_min: Decimal,
) -> None:
    local = actual * local_share / 10

    def is_enough(more: Decimal) -> bool:
        total = actual + more + (deemed if counts else 0)
        return total >= required and actual + more >= actual_min and local + more >= local_min

    missing = rules.lifetime_years_missing(
        required=required,
        actual=actual,
        deemed=deemed,
        counts_deemed=counts,
        actual_min=actual_min,
        local_actual=local,
        local_actual_min=local_min,
    )
    assert missing >= 0
    assert is_enough(missing)
    assert missing == 0 or not is_enough(missing - Decimal("0.01"))
