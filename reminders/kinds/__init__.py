"""The kinds of reminder. Each is one module that has a `KIND`; adding one touches nothing else."""

from __future__ import annotations

from datetime import date, timedelta
from importlib import import_module
from pkgutil import iter_modules

from reminders.kinds.base import Cohort, Kind, Question


def _found() -> list[Kind]:
    modules = (import_module(f"{__name__}.{each.name}") for each in iter_modules(__path__))
    return [module.KIND for module in modules if hasattr(module, "KIND")]


KINDS: dict[str, Kind] = {
    kind.code: kind for kind in sorted(_found(), key=lambda kind: (-kind.worth, kind.code))
}
"""By code; the kind of the most worth first."""
# Also what a sender meets late, to withdraw it, is not older.
OLDEST = timedelta(days=max(kind.lasts for kind in KINDS.values()) + 31)
CHOICES = [(kind.code, kind.label) for kind in KINDS.values()]


def choices() -> list[tuple[str, str]]:
    return CHOICES


def speaks_since(day: date) -> date:
    """Nothing that was due before is told on `day`, so older months need not be looked at."""
    return day - OLDEST


__all__ = ["CHOICES", "KINDS", "Cohort", "Kind", "Question", "choices", "speaks_since"]
