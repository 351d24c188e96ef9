"""Whether a larger day needs a larger sender: its peak memory with few and with many due at once."""

from __future__ import annotations

from typing import Any

from benchmarks.dispatch.legs import Leg, ours_leg
from benchmarks.rig import world


def measure(*, few: int, many: int) -> dict[str, Any]:
    legs = [_sent(few), _sent(many)]
    world.table(
        [
            ("due at once", "msg/s", "CPU s/1000", "sender MiB"),
            *(
                (leg.name, f"{leg.rate:,.0f}", f"{leg.cpu:.3f}", f"{leg.memory[0]:.0f}")
                for leg in legs
            ),
        ]
    )
    return {
        "few": few,
        "many": many,
        "sender_mb_few": round(legs[0].memory[0]),
        "sender_mb_many": round(legs[1].memory[0]),
    }


def _sent(count: int) -> Leg:
    world.prepare("dispatch_memory")
    world.populate(members=count, credits=1_000_000)
    leg = Leg(f"{count:,}")
    ours_leg(leg, world.Stub(0), connections=64, count=count)
    return leg
