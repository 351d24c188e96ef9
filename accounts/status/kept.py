"""What is said to everybody of the same facts is worked out once for a policy and a day.

Nothing that tells people apart is kept: names and numbers are put in when the answer goes out.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import orjson

from accounts.status.answer import NOTICE, shape_of, situation_of
from accounts.status.reading import facts_of
from accounts.status.shapes import MemberShape, StatusShape
from policies.selectors import rules_of_household

MOST_KEPT = 4_096
SOMEBODY = "\ue000"
"""Stands for a name; nobody can type it."""


class _Kept:
    """Bounded, and safe to lose."""

    def __init__(self) -> None:
        self._under: tuple[str, date] | None = None
        self._shapes: dict[bytes, MemberShape] = {}

    def under(self, written: str, today: date) -> dict[bytes, MemberShape]:
        if self._under != (written, today) or len(self._shapes) > MOST_KEPT:
            self._under, self._shapes = (written, today), {}
        return self._shapes


_kept = _Kept()


def status_of_rows(rows: list[dict[str, Any]], *, written: str, today: date) -> StatusShape:
    """As `answer.status_of` what the rows say, under the version of the policies `written`."""
    kept = _kept.under(written, today)
    alike = [_alike(row) for row in rows]
    keys = [orjson.dumps(each) for each in alike]
    new = {key: facts_of(each) for key, each in zip(keys, alike, strict=True) if key not in kept}
    policies = rules_of_household(
        (facts.policy_key for facts in new.values()), on=today, written=written
    )
    for key, facts in new.items():
        kept[key] = shape_of(situation_of(facts, policies[facts.policy_key], today=today))
    members = [_of(row, kept[key]) for row, key in zip(rows, keys, strict=True)]
    return {"on": today, "paid_on": None, "notice": NOTICE, "members": members}


def _alike(row: dict[str, Any]) -> dict[str, Any]:
    """The row without what tells people of the same facts apart."""
    return {
        **row,
        "id": 0,
        "nickname": SOMEBODY,
        "filed": _without_numbers(row["filed"]),
        "recognised": _without_numbers(row["recognised"]),
    }


def _without_numbers(facts: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**each, "id": 0} for each in facts]


def _of(row: dict[str, Any], shape: MemberShape) -> MemberShape:
    """The answer about one of them by name and number."""
    numbers = [filed["id"] for filed in row["filed"]]
    return {
        **shape,
        "id": row["id"],
        "nickname": row["nickname"],
        "headline": shape["headline"].replace(SOMEBODY, row["nickname"]),
        "filings": [
            {**filing, "id": number}
            for filing, number in zip(shape["filings"], numbers, strict=False)
        ],
    }
