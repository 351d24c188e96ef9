"""Members who have not paid for a coverage year whose window closes within 30 days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from policies.selectors import payment_cohorts
from reminders.kinds.base import JOIN_RESIDENT, Cohort, Kind
from reminders.rules import stage_on

STAGES = (30, 7, 1, 0)


def cohorts(today: date) -> Sequence[Cohort]:
    found = []
    for window in payment_cohorts(on=today, horizon_days=max(STAGES)):
        stage = stage_on(due_on=window.due_on, today=today, stages=STAGES)
        if stage is None:
            continue
        for region in window.regions:
            for category in window.categories:
                amount = window.amounts.get((region, category))
                found.append(
                    Cohort(
                        region=region,
                        scheme=window.scheme,
                        category=category,
                        coverage_year=window.coverage_year,
                        due_on=window.due_on,
                        stage=stage,
                        rule=window.code,
                        amount=None if amount is None else str(amount),
                        place=window.pay_at,
                        confidence=window.confidence,
                    )
                )
    return found


KIND = Kind(
    code="payment_deadline",
    label="缴费截止",
    stages=STAGES,
    cohorts=cohorts,
    due_sql=f"""
        SELECT m.user_id, c.scheme || ':' || c.coverage_year AS subject, c.due_on, c.stage, {{told}}
        FROM due_cohort c
        JOIN accounts_member m
          ON m.region_id = c.region AND m.scheme = c.scheme AND m.category = c.category
        {JOIN_RESIDENT}
        WHERE NOT m.muted {{only}}
          AND NOT EXISTS (
              SELECT FROM accounts_enrolment e
              WHERE e.member_id = m.id AND e.coverage_year = c.coverage_year
                AND (e.paid_on IS NOT NULL OR e.exempt))
        GROUP BY m.user_id, c.scheme, c.coverage_year, c.due_on, c.stage
    """,
    told={
        "id": "m.id",
        "name": "m.nickname",
        "rule": "c.rule",
        "amount": "c.amount",
        "place": "c.place",
        "confidence": "c.confidence",
    },
    order="m.id",
    moved_sql=f"""
        EXISTS (
            SELECT FROM jsonb_to_recordset(r.members) AS told(id bigint)
            JOIN accounts_member m ON m.id = told.id AND NOT m.muted
            {JOIN_RESIDENT}
            WHERE NOT EXISTS (
                SELECT FROM accounts_enrolment e
                WHERE e.member_id = m.id AND (e.paid_on IS NOT NULL OR e.exempt)
                  AND e.coverage_year = split_part(r.subject, ':', 2)::int))
    """,
)
