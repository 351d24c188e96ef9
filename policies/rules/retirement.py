"""How many years of contributions are missing for benefits in retirement."""

from __future__ import annotations

from decimal import Decimal

ZERO = Decimal(0)


def lifetime_years_missing(
    *,
    required: Decimal,
    actual: Decimal,
    deemed: Decimal = ZERO,
    counts_deemed: bool = True,
    actual_min: Decimal = ZERO,
    local_actual: Decimal | None = None,
    local_actual_min: Decimal = ZERO,
) -> Decimal:
    """The years still to be paid, of all conditions the one that is furthest away.

    `actual` are years really paid anywhere, `deemed` years of service that count as paid where
    the place says so, `local_actual` those of `actual` paid in this place (all, if not told).
    A year paid from now on counts for every condition at once, so they do not add up.
    """
    counted = actual + (deemed if counts_deemed else ZERO)
    local = actual if local_actual is None else local_actual
    return max(required - counted, actual_min - actual, local_actual_min - local, ZERO)
