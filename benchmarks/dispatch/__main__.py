"""How due reminders reach WeChat: how fast, at what cost, beside what people would use instead, what
a kill leaves behind, and how much memory a large day needs.

`rates` goes through the whole pipeline in one Celery worker process, beside a bare loop over the
same HTTP engine (no database) and five libraries that do the same work. `make bench` installs these.

    python -m benchmarks.dispatch [rates] [kill] [memory] [--small]
        [--n 20000] [--peers-n 2000] [--rounds 3] [--million]
"""

from __future__ import annotations

import argparse
import sys
from importlib.util import find_spec
from typing import Any

from benchmarks.dispatch import kill, memory, rates
from benchmarks.rig import world

PARTS = ("rates", "kill", "memory")
LIBRARIES = ("django_celery_beat", "django_q", "procrastinate", "post_office")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", help="; ".join(PARTS), metavar="part")
    parser.add_argument("--n", type=int, default=20_000, help="due reminders per leg")
    parser.add_argument("--peers-n", type=int, default=2_000, help="reminders per leg of a peer")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--million", action="store_true", help="memory with 1,000,000 due")
    parser.add_argument("--small", action="store_true", help="a quick look: n 3,000, one round")
    options = parser.parse_args()
    if options.small:
        options.n, options.peers_n, options.rounds = 3_000, 500, 1
    asked = options.parts or PARTS
    if unknown := set(asked) - set(PARTS):
        parser.error(f"{', '.join(sorted(unknown))}: not one of {', '.join(PARTS)}")
    figures: dict[str, Any] = {}
    if "rates" in asked:
        if missing := [name for name in LIBRARIES if find_spec(name) is None]:
            sys.exit(
                f"还没有安装拿来比较的 {'、'.join(missing)}。请先执行 make bench，或："
                "UV_PROJECT_ENVIRONMENT=.venv .venv/bin/uv sync --locked --inexact --group bench"
            )
        figures |= rates.measure(n=options.n, peers_n=options.peers_n, rounds=options.rounds)
    if "kill" in asked:
        figures["kill"] = kill.measure(
            n=options.n, connections=[64] if options.small else [64, 512]
        )
    if "memory" in asked:
        many = 1_000_000 if options.million else 5 * options.n
        figures["memory"] = memory.measure(few=options.n, many=many)
    world.finish(figures)


if __name__ == "__main__":
    main()
