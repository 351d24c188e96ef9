"""What is paused by hand: by kind, by place, or both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import connection

from reminders.kinds import KINDS

# A pause of a place holds for everything below it.
IN_FORCE = """
    WITH RECURSIVE inside AS (
        SELECT kind, region_id AS code FROM reminders_pause WHERE ended_at IS NULL
        UNION
        SELECT inside.kind, child.code FROM policies_region child
        JOIN inside ON child.parent_id = inside.code)
    SELECT kind, bool_or(code IS NULL), array_remove(array_agg(code), NULL)
    FROM inside GROUP BY kind
"""

# A message is held if anybody it speaks for is insured there.
SPEAKS_FOR_A_PAUSED_PLACE = """
    EXISTS (SELECT FROM json_to_recordset({row}.members) AS told(id bigint)
            JOIN accounts_member there ON there.id = told.id
            WHERE there.region_id = ANY(%(paused_places)s))
"""


@dataclass(frozen=True, slots=True)
class Paused:
    """Kinds that are paused everywhere, and of each other kind the places where it is."""

    kinds: frozenset[str] = frozenset()
    places: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def holds_sql(self, code: str, *, row: str) -> str:
        """SQL of whether `row` (members) of the kind is held; empty where nothing is paused."""
        if code in self.kinds:
            return "true"
        return SPEAKS_FOR_A_PAUSED_PLACE.format(row=row) if code in self.places else ""


def paused_now() -> Paused:
    """One query."""
    with connection.cursor() as cursor:
        cursor.execute(IN_FORCE)
        found = cursor.fetchall()
    everywhere: set[str] = set()
    places: dict[str, set[str]] = {}
    for kind, is_everywhere, codes in found:
        for code in [kind] if kind else KINDS:
            if is_everywhere:
                everywhere.add(code)
            elif codes:
                places.setdefault(code, set()).update(codes)
    for code in everywhere:
        places.pop(code, None)
    return Paused(frozenset(everywhere), {code: sorted(found) for code, found in places.items()})
