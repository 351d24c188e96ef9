"""Members who were told a last day that the place has moved since. Nobody else is told."""

from __future__ import annotations

from collections.abc import Iterable

from reminders.kinds.base import ANY_TIME, Cohort, Kind, Question
from reminders.kinds.paying import EXAMPLE, PLACE_UNKNOWN, STILL, TOLD, owed, payers, says
from reminders.wording import day_words

CODE = "window_moved"

# What was told of paying for the year, by a message that reached a phone or was read in the inbox.
TOLD_BEFORE = """
    JOIN reminders_reminder t ON t.user_id = m.user_id
      AND t.kind IN ('payment_deadline', 'window_opens', 'window_moved')
      AND t.subject = c.scheme || ':' || c.coverage_year
      AND t.due_on >= %(today)s::date - 400
      AND t.due_on >= coalesce(c.starts_on - 200, c.due_on - 400)
      AND strpos(t.members::text, '"id": ' || m.id || ', ') > 0
      AND (t.status IN ('sent', 'relayed') OR t.read_at IS NOT NULL)
      AND (t.kind <> 'window_moved' OR t.due_on <> c.due_on)
    CROSS JOIN LATERAL (
        SELECT coalesce(t.sent_at, t.read_at) AS told_at,
               CASE WHEN t.kind = 'payment_deadline' THEN t.due_on::text
               ELSE coalesce(
                   jsonb_path_query_first(
                       t.members::jsonb, '$[*] ? (@.id == $id).until',
                       jsonb_build_object('id', m.id)) #>> '{}',
                   t.due_on::text) END AS told_day) AS before
"""
# Joined with the ledger as a whole, not member by member: a province may have been told.
OWED = f"""
    SELECT * FROM (
        SELECT DISTINCT ON (member, due_on, subject, said) * FROM (
            {owed(CODE, join=TOLD_BEFORE, also=", c.said, before.told_at, before.told_day")}) AS each
        ORDER BY member, due_on, subject, said, told_at DESC) AS last
    WHERE told_day <> due_on::text
"""


def cohorts(question: Question) -> Iterable[Cohort]:
    moved = question.season.moved_windows
    return payers(
        question,
        wanted=lambda days: days.code in moved and days.due_on >= question.season.on,
        due_on=lambda _, found: found.due_on,
    )


KIND = Kind(
    code=CODE,
    label="截止日改了",
    worth=8,
    stages=(ANY_TIME,),
    cohorts=cohorts,
    owed_sql=OWED,
    asks_policy_first=True,
    told={**TOLD, "since": "before.told_day"},
    still_sql=STILL,
    contents=("who", "due", "amount", "place", "tip"),
    says=lambda told: {**says(told), "was": day_words(told.day("since") or told.due_on)},
    where=PLACE_UNKNOWN,
    title="居民医保截止日改到 {short}",
    text=(
        "{who}的 {year} 年度居民医保，截止日从{was}改到{day}。"
        "请按新的日子在{where}{pay}，以前说的日子作废。"
    ),
    tip="截止日改了，请按新日子缴",
    why="当地改了截止日，而我们告诉过您旧的日子；没有告诉过的人不会收到。",
    source="当地通告的新旧截止日",
    example={**EXAMPLE, "since": "2025-12-10"},
    example_subject="RESIDENT:2026",
)
