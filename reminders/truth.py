"""Who is due today: the one set-based definition that planning, sending and previews share.

The statements here are plain SQL text, so that Django's connection and the sender's own
asynchronous connection run the very same words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import NamedTuple

import orjson

from policies.cohorts import season_on
from reminders.kinds import Cohort, Kind, Question

COLUMNS = """
    kind text, region text, below boolean, scheme text, category text, care_region text,
    coverage_year int, due_on date, starts_on date, since date, until date, term int,
    amount text, shares jsonb, facts jsonb
"""
# `said` is the facts as the middle of a JSON object, between the id and what is each member's own: text
# put together and read once costs a third less than objects merged for every member.
COHORTS = f"""
    SELECT *, CASE WHEN facts = '{{}}' THEN '' ELSE substr(left(facts::text, -1), 2) || ', ' END AS said
    FROM jsonb_to_recordset(%(cohorts)s) AS cohort({COLUMNS})
"""
MAKE_COHORT_TABLE = f"CREATE TEMPORARY TABLE IF NOT EXISTS due_cohort ({COLUMNS}, said text)"
EMPTY_COHORT_TABLE = "TRUNCATE due_cohort"
FILL_COHORT_TABLE = f"INSERT INTO due_cohort {COHORTS}"
INDEX_COHORT_TABLE = """
    CREATE INDEX IF NOT EXISTS due_cohort_by_place ON due_cohort (region, scheme, category)
"""
ANALYZE_COHORT_TABLE = "ANALYZE due_cohort"

# Whoever looks after member `m` may be reminded of `kind`.
REMINDED = """
    JOIN accounts_user u ON u.id = m.user_id AND u.is_active AND u.reminders_allowed
        AND NOT m.muted AND NOT '{kind}' = ANY(u.muted_kinds) {only}
"""
LOOKED_AFTER = """
    JOIN accounts_user u ON u.id = m.user_id AND u.id = %(user)s AND u.is_active
        AND (m.ended_on IS NULL OR m.ended_on > %(today)s)
"""


def cohorts_of(kinds: Iterable[Kind], *, today: date) -> dict[str, list[Cohort]]:
    """Each kind's cohorts on `today`; reads policy only."""
    season = season_on(today)
    return {
        kind.code: list(
            kind.cohorts(
                Question(
                    season,
                    first=today - timedelta(days=kind.lasts),
                    last=today + timedelta(days=max(kind.stages)),
                )
            )
        )
        for kind in kinds
    }


def cohorts_ahead(
    kinds: Iterable[Kind], *, today: date, regions: Collection[str]
) -> dict[str, list[Cohort]]:
    """Each kind's cohorts of the days to come, for members insured in `regions`."""
    season = season_on(today)
    return {
        kind.code: list(
            kind.cohorts(
                Question(
                    season,
                    first=today - timedelta(days=kind.lasts),
                    last=today + timedelta(days=kind.ahead),
                    regions=regions,
                )
            )
        )
        for kind in kinds
    }


def cohorts_json(cohorts: dict[str, list[Cohort]]) -> str:
    told = [
        {"kind": code, **{name: getattr(cohort, name) for name in Cohort.__slots__}}
        for code, found in cohorts.items()
        for cohort in found
    ]
    return orjson.dumps(told).decode()


def stage_sql(kind: Kind, due_on: str) -> str:
    """SQL of the stage that speaks today for what is due on `due_on`; rules.stage_on in SQL."""
    cases = " ".join(
        f"WHEN {due_on} <= %(today)s::date + {stage} THEN {stage}" for stage in sorted(kind.stages)
    )
    return f"CASE WHEN {due_on} < %(today)s::date - {kind.lasts} THEN NULL {cases} END"


def due_sql(kind: Kind, *, only: str = "") -> str:
    """Who is due of one kind, with what is told; `only` narrows it, e.g. to some users."""
    return _grouped(
        kind,
        only=only,
        told=f"{_fact(kind)}, {_fingerprint(kind)}",
        each="('[' || string_agg(fact, ', ' ORDER BY member, print) || ']')::json AS members",
    )


def still_due_sql(kind: Kind, *, only: str) -> str:
    """Who is due of one kind, with the openid; a fingerprint stands for what is told.

    Building what is told costs a third of a claim, and it seldom changes.
    """
    return _grouped(
        kind,
        only=only,
        told=f"u.openid, {_fingerprint(kind)}",
        each="any_value(openid) AS openid",
    )


def _grouped(kind: Kind, *, only: str, told: str, each: str) -> str:
    return f"""
        SELECT user_id, subject, due_on, {stage_sql(kind, "due_on")} AS stage, {each},
               bit_xor(print) AS fingerprint
        FROM ({_owed_today(kind, only=only, told=told)}) AS due
        GROUP BY user_id, subject, due_on
    """


def _fact(kind: Kind) -> str:
    more = "".join(
        f""" || ', "{name}": ' || coalesce(to_json({value})::text, 'null')"""
        for name, value in kind.told.items()
    )
    # A sealed nickname has no letter that JSON would write in another way. The id stands first, where
    # messages.told_of looks for it.
    return f"""
        '{{"id": ' || m.id || ', ' || c.said || '"name": "' || m.nickname || '"'{more} || '}}' AS fact
    """


def _fingerprint(kind: Kind) -> str:
    facts = ", ".join(("c.said", "m.id", "m.nickname", *kind.told.values()))
    return f"hash_record_extended(ROW({facts}), 0) AS print"


def awake_sql(kinds: Iterable[Kind]) -> str:
    """Codes of the kinds of which something is due or a reminder is open.

    Of a kind that asks policy first its cohorts are enough.
    """
    due = (f"SELECT '{kind.code}' WHERE EXISTS ({_may_be_due(kind)})" for kind in kinds)
    return f"""
        {_WITH_COHORTS}
        SELECT kind FROM unnest(%(kinds)s::text[]) AS kinds(kind)
        WHERE EXISTS (
            SELECT FROM reminders_reminder r
            WHERE r.kind = kinds.kind AND r.status IN ('planned', 'held'))
        UNION ALL {" UNION ALL ".join(due)}
    """


def _may_be_due(kind: Kind) -> str:
    if kind.asks_policy_first:
        return f"SELECT FROM due_cohort WHERE kind = '{kind.code}'"
    return _owed_today(kind)


def coming_sql(kinds: Iterable[Kind]) -> str:
    """What is owed to one user in the days to come, whether or not it may be told.

    Gives (kind, subject, due_on, starts_on, member, fact), one row per member and fact.
    """
    return _WITH_COHORTS + " UNION ALL ".join(_coming_of(kind) for kind in kinds)


_WITH_COHORTS = f"""
    WITH due_cohort AS MATERIALIZED ({COHORTS})
"""


def _owed_today(kind: Kind, *, only: str = "", told: str = "c.said") -> str:
    """One row per member and fact that is due today."""
    first, last = f"(%(today)s::date - {kind.lasts})", f"(%(today)s::date + {max(kind.stages)})"
    owed = _filled(kind.owed_sql, resident=_reminded(kind, only), first=first, last=last, told=told)
    return f"""
        SELECT * FROM ({owed}) AS owed
        WHERE due_on BETWEEN {first} AND {last}
          AND (starts_on IS NULL OR starts_on <= %(today)s)
    """


def _coming_of(kind: Kind) -> str:
    first, last = f"(%(today)s::date - {kind.lasts})", f"(%(today)s::date + {kind.ahead})"
    owed = _filled(kind.owed_sql, resident=LOOKED_AFTER, first=first, last=last, told=_fact(kind))
    return f"""
        SELECT '{kind.code}', subject, due_on, starts_on, member, fact FROM ({owed}) AS owed
        WHERE due_on BETWEEN {first} AND {last}
    """


def _reminded(kind: Kind, only: str = "") -> str:
    return _filled(REMINDED, only=only, kind=kind.code)


def _filled(sql: str, **words: str) -> str:
    for name, text in words.items():
        sql = sql.replace(f"{{{name}}}", text)
    return sql


class Withdrawal(NamedTuple):
    """SQL for the new status and the reason of an open reminder `r` that is due no more."""

    status: str
    reason: str


def withdrawal_sql(kind: Kind) -> Withdrawal:
    """Why it is due no more, in this order.

    Its day or stage has passed: expired. Nobody settled it, its date was moved: superseded.
    Otherwise they paid, muted or left: done.
    """
    late = f"r.stage IS DISTINCT FROM ({stage_sql(kind, 'r.due_on')})"
    moved = f"""
        EXISTS (
            SELECT FROM json_to_recordset(r.members)
                AS told(id bigint, filing bigint, years jsonb)
            JOIN accounts_member m ON m.id = told.id
            {_reminded(kind)}
            WHERE {kind.still_sql})
    """
    choice = f"CASE WHEN {late} THEN '{{}}' WHEN {moved} THEN '{{}}' ELSE '{{}}' END"
    return Withdrawal(
        choice.format("expired", "superseded", "done"), choice.format("late", "moved", "settled")
    )
