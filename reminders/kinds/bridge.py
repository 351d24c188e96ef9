"""Members who lost their work, before the last day to go on insured without a gap."""

from __future__ import annotations

from policies.models import FlexibleRule
from reminders.kinds.base import Kind, nearest, terms_of
from reminders.wording import Occasion

CODE = "bridge"


def words(told: Occasion) -> dict[str, str]:
    month = told.day("month") or told.due_on
    return {"month": f"{month.year}年{month.month}月"}


KIND = Kind(
    code=CODE,
    label="离职接续",
    worth=8,
    stages=(30, 7, 1),
    cohorts=terms_of(FlexibleRule, "bridge_months"),
    owed_sql=f"""
        SELECT m.user_id, m.id AS member, 'bridge' AS subject,
               (job.last_paid_month + make_interval(months => c.term + 1))::date - 1 AS due_on,
               NULL::date AS starts_on, {{told}}
        FROM accounts_jobloss job
        JOIN accounts_member m ON m.id = job.member_id AND m.scheme = 'EMPLOYEE'
        {{resident}}
        {nearest(CODE)}
        WHERE job.last_paid_month BETWEEN
              {{first}} - (SELECT 31 * max(term) + 31 FROM due_cohort WHERE kind = '{CODE}')
              AND {{last}} - (SELECT 28 * min(term) FROM due_cohort WHERE kind = '{CODE}')
    """,
    told={"month": "job.last_paid_month"},
    still_sql="""
        m.scheme = 'EMPLOYEE' AND EXISTS (SELECT FROM accounts_jobloss WHERE member_id = m.id)
    """,
    says=words,
    title="医保 {short}前接上",
    text=(
        "{who}的单位缴到{month}，请在{day}（含当天）前参加居民医保或灵活就业参保，"
        "接上了一般不用等待。请到{where}办，或问 12393；已经接上的，请在小程序里改一下险种。"
    ),
    tip="{left}，离职后的医保要接上",
    why="离职后几个月内接上，一般没有等待期；断久了重新参保要等。",
    source="当地接续规定",
    example={"month": "2025-09-01", "confidence": "A"},
    example_subject="bridge",
)
