"""Newborns not yet insured, by the deadline that their place gives from the day of birth."""

from __future__ import annotations

from policies.models import NewbornRule
from reminders.kinds.base import Kind, nearest, terms_of
from reminders.wording import Occasion

CODE = "newborn"

# Every year from birth to the deadline is to be paid by it.
UNPAID_YEARS = """
    SELECT jsonb_agg(year ORDER BY year) AS years
    FROM generate_series(EXTRACT(YEAR FROM m.born_on)::int,
                         EXTRACT(YEAR FROM m.born_on + c.term)::int) AS year
    WHERE NOT EXISTS (
        SELECT FROM accounts_enrolment e
        WHERE e.member_id = m.id AND e.coverage_year = year
          AND (e.paid_on IS NOT NULL OR e.exempt))
"""


def words(told: Occasion) -> dict[str, str]:
    years = sorted({year for member in told.members for year in member.get("years") or ()})
    both = f"{'、'.join(map(str, years))} 两个年度都要缴。" if len(years) > 1 else ""
    return {"years": both}


KIND = Kind(
    code=CODE,
    label="新生儿参保",
    worth=10,
    stages=(60, 30, 7, 1),
    cohorts=terms_of(NewbornRule, "within_days"),
    owed_sql=f"""
        SELECT m.user_id, m.id AS member, 'newborn' AS subject, m.born_on + c.term AS due_on,
               NULL::date AS starts_on, {{told}}
        FROM accounts_member m
        {{resident}}
        {nearest(CODE)}
        CROSS JOIN LATERAL ({UNPAID_YEARS}) AS unpaid
        WHERE m.category = 'NEWBORN' AND m.scheme = 'RESIDENT' AND unpaid.years IS NOT NULL
          AND m.born_on BETWEEN
              {{first}} - (SELECT max(term) FROM due_cohort WHERE kind = '{CODE}')
              AND {{last}} - (SELECT min(term) FROM due_cohort WHERE kind = '{CODE}')
    """,
    told={"years": "unpaid.years"},
    still_sql="""
        m.category = 'NEWBORN' AND EXISTS (
            SELECT FROM jsonb_array_elements_text(told.years) AS year
            WHERE NOT EXISTS (
                SELECT FROM accounts_enrolment e
                WHERE e.member_id = m.id AND e.coverage_year = year::int
                  AND (e.paid_on IS NOT NULL OR e.exempt)))
    """,
    says=words,
    title="宝宝参保 {short}截止",
    text=(
        "{who}要在{day}（含当天）前参保缴费，这样从出生那天起看病就能报。{years}"
        "请到{where}或当地官方渠道办，拿不准就问 12393。"
    ),
    tip="{left}，按时参保从出生起能报",
    why="宝宝出生后有一段专门的参保期，期内办好从出生之日起能报，过了要重新算。",
    source="当地新生儿参保规定",
    example={"years": [2025, 2026]},
    example_subject="newborn",
)
