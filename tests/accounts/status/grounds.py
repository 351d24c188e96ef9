"""Whether every day of an answer says why it is that day, who says so, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from policies.models import Confidence

DAY = re.compile(r"\d{4}-\d\d-\d\d")


def ungrounded(value: Any, *, at: str = "") -> Iterator[str]:
    """The paths of the days without a whole ground of their own; bases have other days."""
    if isinstance(value, list):
        for number, each in enumerate(value):
            yield from ungrounded(each, at=f"{at}.{number}")
    elif isinstance(value, dict):
        grounds = value.get("grounds", {})
        for name, inner in value.items():
            path = f"{at}.{name}"
            if isinstance(inner, str) and DAY.fullmatch(inner):
                ground = grounds.get(name) or ("given" in value and value)
                if not ground or not stands(ground):
                    yield path
            elif name != "basis":
                yield from ungrounded(inner, at=path)
        yield from (f"{at}.grounds.{name}" for name in grounds if value[name] is None)


def stands(ground: dict[str, Any]) -> bool:
    basis = ground["basis"]
    doubtful = basis is None or Confidence(basis["confidence"]).needs_check
    whole = ground["needs_check"] is (doubtful and not ground["given"])
    return bool(ground["explanation"]) and whole and not (ground["given"] and basis)
