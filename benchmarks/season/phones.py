"""The sandbox with its pushes: everything it is told, and a record of everything it received.

Import after Django is set up.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings

from benchmarks.season.settling import template_id
from rehearsal.sandbox import Sandbox

KEPT = ("openid", "template_id", "sent_at", "page")
TAPS_AT_ONCE = 5000


class Phones:
    def __init__(self, sandbox: Sandbox, *, push_url: str, record: Path) -> None:
        self.sandbox = sandbox
        self.push_url = push_url
        self.record = record.open("w", encoding="utf-8")
        self.received = 0
        self.rejections = 0
        self.push(on=True)

    def push(self, *, on: bool) -> None:
        self.sandbox.control(
            "push",
            {
                "url": self.push_url if on else "",
                "token": settings.WECHAT_PUSH_TOKEN,
                "retry_seconds": 0.2,
            },
        )

    def look(self) -> int:
        """Write down what is new; how many messages there are in all."""
        query = {"since": self.received}
        answer = self.sandbox.http.get(
            f"{self.sandbox.url}/messages.json", params=query, timeout=60
        )
        answer.raise_for_status()
        new: list[dict[str, Any]] = answer.json()["messages"]
        for message in new:
            shown = {key: message["data"][key] for key in ("thing1", "date2")}
            kept = {key: message[key] for key in KEPT} | {"data": shown}
            self.record.write(json.dumps(kept, ensure_ascii=False) + "\n")
        self.record.flush()
        self.received += len(new)
        return self.received

    def receipts(self) -> int:
        """How many pushes arrived, or were given up."""
        told = self.sandbox.control("push")
        return int(told["delivered"] + told["failed"])

    def accept(self, taps: Sequence[tuple[str, str]]) -> None:
        """Accepts of residents by kind; what WeChat would push of them is left out, the mini-program tells it."""
        for start in range(0, len(taps), TAPS_AT_ONCE):
            told = [
                {"openid": openid, "template_id": template_id(kind)}
                for openid, kind in taps[start : start + TAPS_AT_ONCE]
            ]
            self.sandbox.control("silent-accepts", {"taps": told})

    def refuse(self, openid: str, kind: str, *, heard: bool) -> None:
        """Switched off in WeChat's settings; unheard, the push about it is lost."""
        if not heard:
            self.push(on=False)
        self.sandbox.control("reject", {"openid": openid, "template_id": template_id(kind)})
        if heard:
            self.rejections += 1
        else:
            self.push(on=True)
