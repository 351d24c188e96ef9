"""Filings for care elsewhere whose last valid day is near."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reminders.kinds.base import JOIN_RESIDENT, Cohort, Kind

STAGES = (30, 7, 1)


def cohorts(today: date) -> Sequence[Cohort]:
    """None: a filing's end stands on the filing, not in policy."""
    return ()


KIND = Kind(
    code="filing_expiry",
    label="异地备案到期",
    stages=STAGES,
    cohorts=cohorts,
    due_sql=f"""
        SELECT m.user_id, 'filing' AS subject, f.ends_on AS due_on, near.stage, {{told}}
        FROM accounts_filing f
        JOIN accounts_member m ON m.id = f.member_id
        {JOIN_RESIDENT}
        JOIN policies_region place ON place.code = f.care_region_id
        CROSS JOIN LATERAL (
            SELECT min(stage) AS stage FROM unnest(ARRAY{list(STAGES)}) AS stage
            WHERE stage >= f.ends_on - %(today)s) AS near
        WHERE f.cancelled_on IS NULL AND NOT m.muted {{only}}
          AND f.ends_on BETWEEN %(today)s AND %(today)s + {max(STAGES)}
          AND NOT EXISTS (
              SELECT FROM accounts_filing later
              WHERE later.member_id = f.member_id AND later.care_region_id = f.care_region_id
                AND later.cancelled_on IS NULL AND later.starts_on <= f.ends_on + 1
                AND (later.ends_on IS NULL OR later.ends_on > f.ends_on))
        GROUP BY m.user_id, f.ends_on, near.stage
    """,
    told={
        "id": "m.id",
        "name": "m.nickname",
        "rule": "f.rule_code",
        "filing": "f.id",
        "place": "place.name",
    },
    order="m.id, f.id",
    moved_sql=f"""
        EXISTS (
            SELECT FROM jsonb_to_recordset(r.members) AS told(filing bigint)
            JOIN accounts_filing f ON f.id = told.filing
            JOIN accounts_member m ON m.id = f.member_id AND NOT m.muted
            {JOIN_RESIDENT}
            WHERE f.cancelled_on IS NULL AND f.ends_on IS DISTINCT FROM r.due_on)
    """,
)
