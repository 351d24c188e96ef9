"""How fast and at what cost: ours beside the bare loop and beside every peer, interleaved.

Rates are first to last message at the stub; `recorded` is from the due instant until every outcome
is in the ledger. A leg at 0 ms lasts a second, so there are PAIRS of bare and ours in a round, and
`bare_ratio` is taken pair by pair.
"""

from __future__ import annotations

from typing import Any

from benchmarks.dispatch.legs import Leg, bare_leg, ours_leg, peer_leg, stub_ceiling
from benchmarks.rig import world
from benchmarks.rig.peers import every_peer

PAIRS = 3
SETTINGS = "benchmarks.rig.peers.settings"


def measure(*, n: int, peers_n: int, rounds: int) -> dict[str, Any]:
    world.prepare("dispatch", settings=SETTINGS)
    world.populate(members=n, credits=1_000_000)
    bare, ours, slow64, slow512 = (
        Leg(name) for name in ("bare", "ours", "ours 80 ms x64", "ours 80 ms x512")
    )
    peers = [(peer, Leg(peer.name)) for peer in every_peer()]
    instant, slow = world.Stub(0), world.Stub(80)
    ceiling = stub_ceiling(instant, n)
    for number in range(1, rounds + 1):
        world.step(f"第 {number}/{rounds} 轮")
        for _ in range(PAIRS):
            bare_leg(bare, instant, n)
            ours_leg(ours, instant, connections=64, count=n)
        for peer, leg in peers:
            peer_leg(leg, peer, instant, min(n, peers_n * peer.times))
        ours_leg(slow64, slow, connections=64, count=n)
        ours_leg(slow512, slow, connections=512, count=n)
    theirs = [leg for _, leg in peers]
    _tell([bare, ours, *theirs, slow64, slow512])
    pairs = zip(ours.rates, bare.rates, strict=True)
    best = max(theirs, key=lambda leg: leg.rate)
    cheapest = min(theirs, key=lambda leg: leg.cpu)
    return {
        "bare_ratio": round(world.median([rate / bare for rate, bare in pairs]), 3),
        "best_peer": best.name,
        "peer_ratio": round(ours.rate / best.rate, 1),
        "cheapest_peer": cheapest.name,
        "peer_cpu_ratio": round(ours.cpu / cheapest.cpu, 3),
        "latency64_ratio": round(slow64.rate / (64 / 0.08), 3),
        "latency512_ratio": round(slow512.rate / (512 / 0.08), 3),
        "cpu_s_per_1000": round(ours.cpu, 3),
        "sender_mb": round(max(ours.memory)),
        "first_s": round(world.median(ours.firsts), 2),
        "stub_ceiling": round(ceiling),
        "n": n,
        "peers_n": peers_n,
        "rounds": rounds,
    }


def _tell(legs: list[Leg]) -> None:
    def cell(values: list[float], form: str) -> str:
        return format(world.median(values), form) if values else "–"

    head = ("way", "msg/s", "first s", "recorded s", "CPU s/1000", "MiB", "scheduling s/1000")
    world.table(
        [
            head,
            *(
                (
                    leg.name,
                    cell(leg.rates, ",.0f"),
                    cell(leg.firsts, ".2f"),
                    cell(leg.recorded, ".2f"),
                    cell(leg.cpu_per_1000, ".3f"),
                    cell(leg.memory, ".0f"),
                    cell(leg.scheduling_per_1000, ".2f"),
                )
                for leg in legs
            ),
        ]
    )
