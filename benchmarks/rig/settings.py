"""The product's settings with a rehearsal clock of the benchmark's own.

Benchmarks run at any hour, so they set the date and the time of day that the sender sees.
"""

from __future__ import annotations

from yibao_project.settings import *  # noqa: F403
from yibao_project.settings import BASE_DIR

REHEARSAL = True
REHEARSAL_CLOCK = BASE_DIR / "var" / "benchmark-clock.json"
