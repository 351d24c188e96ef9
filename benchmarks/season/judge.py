"""Judges a season that was played and recorded.

python -m benchmarks.season.judge FOLDER
"""

from __future__ import annotations

import json
import os
import platform
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Self

from benchmarks.season.checker import Verdict, check
from benchmarks.season.drawing import draw
from benchmarks.season.facts import World
from benchmarks.season.household import Doubt
from benchmarks.season.notices import Notices

SHOWN = 12


@dataclass(slots=True)
class Recorded:
    """What was played and what came of it, beside the messages themselves."""

    residents: int
    seed: int
    until: date
    calm: bool
    doubts: list[dict[str, Any]] = field(default_factory=list)
    killed: dict[date, int] = field(default_factory=dict)
    outcomes: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, int] = field(default_factory=dict)
    leaps: int = 0
    played_s: int = 0

    def world(self) -> World:
        notices = Notices()
        return draw(
            residents=self.residents,
            seed=self.seed,
            closes={window.code: window.closes_on for window in notices.windows},
            last_day=notices.last_day,
            until=self.until,
            trouble=not self.calm,
        )

    def write(self, folder: Path) -> None:
        told = asdict(self) | {"killed": {str(day): n for day, n in self.killed.items()}}
        (folder / "season.json").write_text(json.dumps(told, default=str, ensure_ascii=False))

    @classmethod
    def read(cls, folder: Path) -> Self:
        told = json.loads((folder / "season.json").read_text())
        told["until"] = date.fromisoformat(told["until"])
        told["killed"] = {date.fromisoformat(day): n for day, n in told["killed"].items()}
        for doubt in told["doubts"]:
            doubt |= {name: date.fromisoformat(doubt[name]) for name in ("due_on", "day")}
        return cls(**told)


def judge(recorded: Recorded, world: World, folder: Path) -> Verdict:
    doubts = [Doubt(**each) for each in recorded.doubts]
    return check(world, _messages(folder), doubts=doubts, killed=recorded.killed)


def _messages(folder: Path) -> Iterator[dict[str, Any]]:
    with (folder / "messages.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def show(recorded: Recorded, world: World, verdict: Verdict) -> None:
    what = Counter(event.what for event in world.events if event.day <= world.until)
    rows = [
        ("residents", len(world.residents)),
        ("people", sum(len(each.people) for each in world.residents)),
        *((f"  {name}", number) for name, number in sorted(what.items())),
        ("days with errors of WeChat", sum(each.day <= world.until for each in world.weather)),
        ("sender killed", len(recorded.killed)),
        ("messages expected", verdict.expected),
        ("messages received", verdict.received),
        ("in doubt after a kill", verdict.in_doubt),
        ("crowds that came one after the other", verdict.crowds),
        *((law, len(cases)) for law, cases in verdict.wrong.items()),
    ]
    for name, number in rows:
        print(f"  {name:38}{number:>10,}")
    for law, cases in verdict.wrong.items():
        for case in cases[:SHOWN]:
            print(f"  {law}: {case}")
    told = {name: getattr(recorded, name) for name in ("residents", "seed", "until", "calm")}
    figures = told | {
        **{name.strip().replace(" ", "_"): number for name, number in rows},
        "outcomes": recorded.outcomes,
        "leaps": recorded.leaps,
        "seconds": recorded.seconds,
        "played_s": recorded.played_s,
        "machine": f"{os.cpu_count()} vCPU, Python {platform.python_version()}",
    }
    print(json.dumps(figures, default=str, ensure_ascii=False))


def main() -> None:
    folder = Path(sys.argv[1])
    recorded = Recorded.read(folder)
    world = recorded.world()
    began = time.monotonic()
    verdict = judge(recorded, world, folder)
    show(recorded, world, verdict)
    print(f"judged in {time.monotonic() - began:.0f} s")
    sys.exit(0 if verdict.is_clean else 1)


if __name__ == "__main__":
    main()
