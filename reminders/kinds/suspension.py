"""Self-employed members whose debit failed, before the place suspends their care."""

from __future__ import annotations

from policies.models import FlexibleRule
from reminders.kinds.base import Kind, terms_of
from reminders.kinds.repairing import EXAMPLE, STILL, TOLD, owed, words

CODE = "suspension"

KIND = Kind(
    code=CODE,
    label="暂停报销",
    worth=7,
    stages=(7, 1),
    ends=False,
    cohorts=terms_of(FlexibleRule, "suspended_next_month"),
    owed_sql=owed(
        CODE,
        subject="suspension",
        due_on="(failed.month + interval '1 month')::date",
        months="{first} - 62 AND {last}",
    ),
    told=TOLD,
    still_sql=STILL,
    says=words,
    title="{short}起可能停报销",
    text=(
        "{who}{month}的医保费没有扣成，{day}起暂停报销。请尽快补缴，怎么补请问{where}或 12393；"
        "已经补上的，请在小程序里填一下。"
    ),
    tip="{month}没扣成，{short}起停报销",
    why="当地规定没扣成的下个月1日起暂停报销，补上可以接着用。",
    source="当地灵活就业参保规定",
    example=EXAMPLE,
    example_subject="suspension",
)
