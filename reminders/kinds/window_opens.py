"""Members who can pay for a coverage year from now on. Occasion once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from policies.models import PaymentWindow
from reminders.kinds.base import Cohort, Kind, Question
from reminders.kinds.paying import EXAMPLE, PLACE_UNKNOWN, STILL, TOLD, owed, payers, says
from reminders.wording import Occasion, day_words

CODE = "window_opens"


def cohorts(question: Question) -> Iterable[Cohort]:
    return payers(
        question,
        wanted=lambda days: (
            question.first <= days.opens_on <= question.last and days.due_on >= question.season.on
        ),
        due_on=lambda _, found: found.opens_on,
        facts=_until,
    )


def _until(window: PaymentWindow, region: str, category: str) -> dict[str, str]:
    return {"until": str(window.last_payable_on)}


def closes_on(told: Occasion) -> date:
    """The day that comes first, where members pay in places that close on different days."""
    return min(told.days("until"), default=told.due_on)


def words(told: Occasion) -> dict[str, str]:
    until = f"{day_words(closes_on(told))}{'起陆续' if len(told.days('until')) > 1 else ''}"
    return {**says(told), "until": until}


KIND = Kind(
    code=CODE,
    label="开始缴费",
    worth=2,
    stages=(0,),
    lasts=6,
    ends=False,
    cohorts=cohorts,
    owed_sql=owed(CODE),
    told=TOLD,
    still_sql=STILL,
    contents=("who", "due", "amount", "place", "tip"),
    says=words,
    shown_day=closes_on,
    where=PLACE_UNKNOWN,
    title="{year} 年度居民医保可以缴了",
    text=(
        "{who}的 {year} 年度居民医保可以缴了，{cost}，在{where}{pay}，{until}截止。"
        "快截止时还没缴，我们会再提醒您。"
    ),
    tip="可以缴了，早缴早安心",
    why="当地开始收下一年度的居民医保，早点知道好安排；缴过的人不再提醒。",
    source="开始日出自当地通告",
    example={**EXAMPLE, "until": "2025-12-20"},
    example_subject="RESIDENT:2026",
)
