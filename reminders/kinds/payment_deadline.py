"""Members who have not paid for a coverage year whose window closes soon."""

from __future__ import annotations

from collections.abc import Iterable

from reminders.kinds.base import Cohort, Kind, Question
from reminders.kinds.paying import EXAMPLE, PLACE_UNKNOWN, STILL, TOLD, owed, payers, says

CODE = "payment_deadline"


def cohorts(question: Question) -> Iterable[Cohort]:
    return payers(
        question,
        wanted=lambda days: question.first <= days.due_on <= question.last,
        due_on=lambda _, found: found.due_on,
    )


KIND = Kind(
    code=CODE,
    label="缴费截止",
    worth=9,
    stages=(30, 7, 1, 0),
    cohorts=cohorts,
    owed_sql=owed(CODE),
    told=TOLD,
    still_sql=STILL,
    contents=("who", "due", "amount", "place", "tip"),
    says=says,
    where=PLACE_UNKNOWN,
    title="居民医保 {short}截止",
    text=(
        "{who}还没有缴 {year} 年度的居民医保，{cost}。"
        "{day} 24 点前在{where}{pay}，{year} 年看病才能报。"
    ),
    tip="{by}，交了{care}看病才能报",
    why="集中缴费期的最后一天快到了，您还没有填报已缴；过了这天再缴一般要等待。",
    source="国办发〔2024〕38号；截止日出自当地通告",
    example=EXAMPLE,
    example_subject="RESIDENT:2026",
)
