"""Taking down what a resident says is wrong."""

from __future__ import annotations

from datetime import datetime

from accounts.models import Mistake, User
from accounts.services import invalid
from policies.models import Region
from policies.published import place_of_rule


def report(
    *, user: User, region: Region, about: str, rule: str = "", words: str = "", now: datetime
) -> Mistake:
    """Keep it for the desk of the rule's own place, else of `region`.

    Raises AppError when no published rule has that number.
    """
    place: str | None = region.pk
    if rule:
        place = place_of_rule(rule)
    if place is None:
        raise invalid("rule", "没有这条规则，可能刚刚改过，请刷新后再看。")
    return Mistake.objects.create(
        user=user, region_id=place, rule=rule, about=about, words=words, said_at=now
    )
