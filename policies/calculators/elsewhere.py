"""What care away from the place of insurance costs more, by how one went there."""

from __future__ import annotations

from policies.calculators.facts import one_of
from policies.calculators.policy import Facts, Place, Supply, Taken, as_number, as_rate, from_rule
from policies.models import FilingRule

HOME, UNFILED = "home", "unfiled"
CARE = one_of(
    "在哪里看、怎么去的",
    [
        (HOME, "在参保地"),
        ("long_term", "长期住在外地，已备案"),
        ("referral", "转诊去外地，已备案"),
        ("emergency", "在外地急诊"),
        ("other", "自己去外地，已备案"),
        (UNFILED, "去外地，没有备案"),
    ],
)
NOT_FOUND = {
    UNFILED: "没有备案的，当地少报多少还没有查到；出院结算前补办备案，就能按备案的算",
}


def from_care(place: Place, known: Facts) -> Supply:
    """What the place takes off care elsewhere: a first share of one's own, or else points.

    The share stands instead of the points of those above it; both together would count twice.
    """
    way = known.get("care", HOME)
    if way == HOME or {"drop_points", "first_self_pay"} & known.keys():
        return Supply()
    share = from_rule(FilingRule, first_self_pay=Taken(f"self_pay_{way}", as_rate))
    supplied = share(place, known)
    if supplied.values or way == UNFILED:
        return supplied
    points = from_rule(FilingRule, drop_points=Taken(f"drop_points_{way}", as_number))
    return points(place, known)
