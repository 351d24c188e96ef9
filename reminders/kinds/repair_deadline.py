"""Self-employed members whose debit failed, before the last day to repair it without a new wait."""

from __future__ import annotations

from policies.models import FlexibleRule
from reminders.kinds.base import Kind, terms_of
from reminders.kinds.repairing import EXAMPLE, STILL, TOLD, owed, words

CODE = "repair_deadline"

KIND = Kind(
    code=CODE,
    label="补缴期限",
    worth=9,
    stages=(30, 7, 1),
    cohorts=terms_of(FlexibleRule, "retro_months"),
    # The month that failed is the first of the months in which it can be repaired.
    owed_sql=owed(
        CODE,
        subject="repair",
        due_on="(failed.month + make_interval(months => c.term))::date - 1",
        months=f"""
            {{first}} - (SELECT 31 * max(term) FROM due_cohort WHERE kind = '{CODE}')
            AND {{last}} - (SELECT 28 * min(term) - 1 FROM due_cohort WHERE kind = '{CODE}')""",
    ),
    told=TOLD,
    still_sql=STILL,
    says=words,
    title="{month}没扣成的，{short}前补上",
    text=(
        "{who}{month}的医保费没有扣成，{day}（含当天）前补上就能接着报；过了这天要重新等待。"
        "怎么补请问{where}或 12393；已经补上的，请在小程序里填一下。"
    ),
    tip="{left}，补上{month}的才能接着报",
    why="没扣成的月份，期限内补上算没有断，过了要重新等待。",
    source="当地灵活就业参保规定",
    example=EXAMPLE,
    example_subject="repair",
)
