"""Who is due today: the one set-based definition that planning, sending and previews share.

The statements here are plain SQL text, so that Django's connection and the sender's own
asynchronous connection run the very same words.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import NamedTuple

from reminders.kinds import Cohort, Kind
from reminders.rules import credits_needed

MAKE_COHORT_TABLE = """
    CREATE TEMPORARY TABLE IF NOT EXISTS due_cohort (
        kind text, region text, scheme text, category text, coverage_year int, due_on date,
        stage int, rule text, amount text, place text, confidence text)
"""
EMPTY_COHORT_TABLE = "TRUNCATE due_cohort"
FILL_COHORT_TABLE = """
    INSERT INTO due_cohort SELECT * FROM jsonb_populate_recordset(NULL::due_cohort, %(cohorts)s)
"""
INDEX_COHORT_TABLE = """
    CREATE INDEX IF NOT EXISTS due_cohort_by_place ON due_cohort (region, scheme, category)
"""
ANALYZE_COHORT_TABLE = "ANALYZE due_cohort"


def cohorts_of(kinds: Iterable[Kind], *, today: date) -> dict[str, list[Cohort]]:
    """Each kind's cohorts on `today`; reads policy only."""
    return {kind.code: list(kind.cohorts(today)) for kind in kinds}


def cohorts_json(cohorts: dict[str, list[Cohort]]) -> str:
    return json.dumps(
        [
            {"kind": code, **asdict(cohort), "due_on": cohort.due_on.isoformat()}
            for code, found in cohorts.items()
            for cohort in found
        ]
    )


def credits_sql(kind: Kind) -> str:
    """SQL that gives the credits a stage needs, from rules.credits_needed."""
    cases = " ".join(
        f"WHEN {stage} THEN {credits_needed(stage=stage, stages=kind.stages)}"
        for stage in kind.stages
    )
    return f"CASE stage {cases} END"


def due_sql(kind: Kind, *, only: str = "") -> str:
    """Who is due of one kind, with what is told; `only` narrows it, e.g. to some users."""
    facts = ", ".join(f"'{name}', {value}" for name, value in kind.told.items())
    members = f"jsonb_agg(jsonb_build_object({facts}) ORDER BY {kind.order}) AS members"
    return kind.due_sql.format(only=only, told=f"{members}, {_fingerprint(kind)}")


def still_due_sql(kind: Kind, *, only: str) -> str:
    """Who is due of one kind, with the openid; a fingerprint stands for what is told.

    Building what is told costs a third of a claim, and it seldom changes.
    """
    told = f"any_value(u.openid) AS openid, {_fingerprint(kind)}"
    return kind.due_sql.format(only=only, told=told)


def _fingerprint(kind: Kind) -> str:
    facts = ", ".join(kind.told.values())
    return f"bit_xor(hash_record_extended(ROW({facts}), 0)) AS fingerprint"


class Withdrawal(NamedTuple):
    """SQL for the new status and the reason of an open reminder `r` that is due no more."""

    status: str
    reason: str


def withdrawal_sql(kind: Kind) -> Withdrawal:
    """Why it is due no more, in this order.

    Its day or stage has passed: expired. Nobody settled it, its date was moved: superseded.
    Otherwise they paid, muted or left: done.
    """
    stage_now = (
        f"(SELECT min(stage) FROM unnest(ARRAY{list(kind.stages)}) AS stage"
        " WHERE stage >= r.due_on - %(today)s)"
    )
    late = f"r.due_on < %(today)s OR r.stage IS DISTINCT FROM {stage_now}"
    choice = f"CASE WHEN {late} THEN '{{}}' WHEN {kind.moved_sql} THEN '{{}}' ELSE '{{}}' END"
    return Withdrawal(
        choice.format("expired", "superseded", "done"), choice.format("late", "moved", "settled")
    )
