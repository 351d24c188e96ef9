"""Why a day is that day, by whose word, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from accounts.status.shapes import GroundShape, basis_of, is_doubtful
from policies.answers import Provenance


@dataclass(frozen=True, slots=True)
class Ground:
    """What a day rests on: a row of policy, or what the resident told (`given`)."""

    explanation: str
    provenance: Provenance | None = None
    given: bool = False

    @property
    def needs_check(self) -> bool:
        return not self.given and is_doubtful(self.provenance)

    @property
    def shape(self) -> GroundShape:
        return {
            "explanation": self.explanation,
            "given": self.given,
            "needs_check": self.needs_check,
            "basis": None if self.given else basis_of(self.provenance),
        }


def grounds_of(
    days: Mapping[str, date | None], grounds: Mapping[str, Ground]
) -> dict[str, GroundShape]:
    """The ground of each of `days` that there is."""
    return {name: grounds[name].shape for name, day in days.items() if day}
