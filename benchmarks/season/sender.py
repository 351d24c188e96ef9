"""The product's sender in a process of its own, so that it can be killed.

Reads one instant a line; sends what is due then, and answers with what became of it. Its clock
goes on from that instant.
"""

from __future__ import annotations

import json
import sys
import time
from datetime import datetime, timedelta
from functools import partial

import django


def main() -> None:
    django.setup()
    from reminders.sending import send_due

    print("ready", flush=True)
    for line in sys.stdin:
        clock = partial(_now, datetime.fromisoformat(line.strip()), time.monotonic())
        print(json.dumps(send_due(now=clock)), flush=True)


def _now(instant: datetime, began: float) -> datetime:
    return instant + timedelta(seconds=time.monotonic() - began)


if __name__ == "__main__":
    main()
