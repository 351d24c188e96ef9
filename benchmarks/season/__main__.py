"""A season of reminders, day by day, through the real engine and against the sandbox.

Simulated residents of ten places from 1 September to 28 February: they pay, renew, mute, subscribe
and refuse, places move their last day, WeChat fails in its usual ways, and the sender is killed in
mid-run. Then a checker that imports nothing of the product says from the facts what every resident
should have received on which day.

    python -m benchmarks.season [--residents 1000] [--seed 1] [--until DAY] [--calm] [--small]
                                [--record FOLDER]
    python -m benchmarks.season.judge FOLDER
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.rig import world as rig
from benchmarks.season import facts
from benchmarks.season.judge import Recorded, judge, show

# So few that a kill finds some of a small batch under way and some not; a city needs more.
CONNECTIONS, CONNECTIONS_OF_A_CITY, CITY = 2, 16, 5_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--residents", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--until", type=date.fromisoformat, default=facts.LAST)
    parser.add_argument("--calm", action="store_true", help="no errors, crashes or moved windows")
    parser.add_argument("--small", action="store_true", help="a quick look: 100 residents")
    parser.add_argument("--record", type=Path, help="a folder that keeps what the phones received")
    options = parser.parse_args()
    if options.small:
        options.residents = 100
    if options.record:
        options.record.mkdir(parents=True, exist_ok=True)
        play(options, options.record)
    else:
        with TemporaryDirectory() as folder:
            play(options, Path(folder))


def play(options: argparse.Namespace, folder: Path) -> None:
    recorded = Recorded(
        residents=options.residents, seed=options.seed, until=options.until, calm=options.calm
    )
    drawn = recorded.world()
    connections = CONNECTIONS if options.residents < CITY else CONNECTIONS_OF_A_CITY
    os.environ["WECHAT_PUSH_TOKEN"] = "season-push-token"
    os.environ["SEND_CONNECTIONS"] = str(connections)
    rig.prepare("season")
    from benchmarks.season.play import Season

    season = Season(drawn, folder=folder)
    began = time.monotonic()
    season.play()
    recorded.played_s = round(time.monotonic() - began)
    recorded.doubts = season.finish()
    recorded.killed = dict(season.killed)
    recorded.outcomes = dict(season.tally)
    recorded.seconds = {what: round(spent) for what, spent in season.seconds.items()}
    recorded.leaps = season.leaps
    recorded.write(folder)
    rig.step("核对：从事实重新推算每个人该收到什么")
    verdict = judge(recorded, drawn, folder)
    show(recorded, drawn, verdict)
    if not verdict.is_clean:
        sys.exit(1)


if __name__ == "__main__":
    main()
