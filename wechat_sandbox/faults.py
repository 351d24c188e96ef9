"""Faults on request: what goes wrong, on which path, on every how manieth call, and how often."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

KINDS = ("errcode", "latency", "html", "status", "reset")


@dataclass
class Fault:
    """`after` lets the call take effect first: the message is delivered, and only then the answer goes wrong."""

    id: int
    path: str
    kind: str
    errcode: int = -1
    seconds: float = 0
    status: int = 502
    every: int = 1
    times: int | None = None
    after: bool = False
    seen: int = 0
    fired: int = 0

    def strikes(self) -> bool:
        if self.times is not None and self.fired >= self.times:
            return False
        self.seen += 1
        if self.seen % self.every:
            return False
        self.fired += 1
        return True


@dataclass
class Effects:
    """What one call suffers: seconds of delay and at most one spoilt answer, before or after it takes effect."""

    delay_before: float = 0
    delay_after: float = 0
    spoilt_before: Fault | None = None
    spoilt_after: Fault | None = None


@dataclass
class Faults:
    active: list[Fault] = field(default_factory=list)
    _ids: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def next_id(self) -> int:
        return next(self._ids)

    def strike(self, path: str) -> Effects:
        effects = Effects()
        for fault in self.active:
            if fault.path not in (path, "*") or not fault.strikes():
                continue
            if fault.kind == "latency" and fault.after:
                effects.delay_after += fault.seconds
            elif fault.kind == "latency":
                effects.delay_before += fault.seconds
            elif fault.after:
                effects.spoilt_after = effects.spoilt_after or fault
            else:
                effects.spoilt_before = effects.spoilt_before or fault
        return effects
