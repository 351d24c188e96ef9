"""For which messages scarce credits are kept. Pure: stages in, numbers out.

A resident's credits of one kind serve all their matters of that kind. A message goes out if it is
among the most valuable of all that are known to be coming, as many as there are credits; so a
credit is never spent early that something worth more will need, and none is left over that
something could have used.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

# A week before the day is when people still can act.
MOST_VALUABLE_FIRST = (7, 3, 1, 30, 60, 0)


class Rival(NamedTuple):
    """Another matter of the same resident and kind, at the stage that speaks for it now.

    `is_open` says that this message of it is still to be sent, `goes_first` that between two of
    the same worth it is the one.
    """

    stage: int
    is_open: bool = True
    goes_first: bool = False


def value_of(stage: int, order: Sequence[int] = MOST_VALUABLE_FIRST) -> int:
    """The worth of a stage by an order of value: that of the best known one nearest to it."""
    known = min(order, key=lambda each: abs(each - stage))
    return -order.index(known)


def credits_needed(
    *,
    stage: int,
    stages: Sequence[int],
    order: Sequence[int] = MOST_VALUABLE_FIRST,
    rivals: Iterable[Rival] = (),
) -> int:
    """How many credits must be at hand for this stage to be pushed.

    One for itself, and one for everything coming that is worth more: later stages of its own,
    later stages of its rivals, and what is open of them. With a single credit, T-30 stays in the
    inbox and T-7 is pushed, whichever matter it is of.
    """
    needed = 1 + later_worth_more(stage, than=stage, stages=stages, order=order)
    for rival in rivals:
        needed += later_worth_more(rival.stage, than=stage, stages=stages, order=order)
        ahead = value_of(rival.stage, order) - value_of(stage, order)
        needed += rival.is_open and (ahead > 0 or ahead == 0 and rival.goes_first)
    return needed


def later_worth_more(
    stage: int, *, than: int, stages: Sequence[int], order: Sequence[int] = MOST_VALUABLE_FIRST
) -> int:
    """How many stages come after `stage` that are worth more than the stage `than`."""
    worth = value_of(than, order)
    return sum(later < stage and value_of(later, order) > worth for later in stages)
