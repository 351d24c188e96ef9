"""Parts of an answer that many share are worked out once for as long as a policy is kept."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from policies.answers import HouseholdRules

MOST_PARTS = 1_024
"""Of one policy; more are met on a day only where it is asked for years that hardly anybody has."""

Part = TypeVar("Part")

_kept: WeakKeyDictionary[HouseholdRules, dict[Hashable, Any]] = WeakKeyDictionary()


def once(policy: HouseholdRules, told: Hashable, work: Callable[[], Part]) -> Part:
    """What `work` makes of `policy` and `told`, which must hold all else that it depends on.

    What it makes is shared, so it is only ever read, and must not refer to the policy.
    """
    parts = _kept.get(policy)
    if parts is None or len(parts) > MOST_PARTS:
        parts = _kept[policy] = {}
    if told not in parts:
        parts[told] = work()
    found: Part = parts[told]
    return found
