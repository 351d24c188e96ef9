"""Recognitions of a chronic disease that are to be checked again. No card names the disease."""

from __future__ import annotations

from policies.models import ChronicRule
from reminders.kinds.base import NO_COHORT, Kind, nearest, terms_of
from reminders.wording import Occasion

CODE = "chronic_recheck"


def words(told: Occasion) -> dict[str, str]:
    years = told.first("wait")
    if years:
        return {"whence": f"当地最短{years}年复审一次，不是所有病种都要复审"}
    return {"whence": "日子是您照认定书填的"}


KIND = Kind(
    code=CODE,
    label="资格复审",
    worth=5,
    stages=(60, 30),
    cohorts=terms_of(ChronicRule, "recheck_from_years"),
    owed_sql=f"""
        SELECT m.user_id, m.id AS member, 'recheck' AS subject, told.recheck_on AS due_on,
               NULL::date AS starts_on, {{told}}
        FROM accounts_chronicrecognition told
        JOIN accounts_member m ON m.id = told.member_id
        {{resident}}
        CROSS JOIN (SELECT c.*, NULL::text AS term FROM {NO_COHORT}) AS c
        WHERE told.recheck_on BETWEEN {{first}} AND {{last}}
        UNION ALL
        SELECT m.user_id, m.id, 'recheck',
               (told.recognised_on + make_interval(years => c.term))::date, NULL::date,
               {{told}}
        FROM accounts_chronicrecognition told
        JOIN accounts_member m ON m.id = told.member_id
        {{resident}}
        {nearest(CODE)}
        WHERE told.recheck_on IS NULL
          AND told.recognised_on BETWEEN
              {{first}} - (SELECT 366 * max(term) FROM due_cohort WHERE kind = '{CODE}')
              AND {{last}} - (SELECT 365 * min(term) FROM due_cohort WHERE kind = '{CODE}')
    """,
    told={"wait": "c.term::text"},
    still_sql="EXISTS (SELECT FROM accounts_chronicrecognition WHERE member_id = m.id)",
    says=words,
    title="门诊慢特病 {short}前复审",
    text=(
        "{who}的门诊慢特病资格要在{day}前复审，{whence}。请带材料到{where}办，"
        "过了没复审，门诊可能按普通病报。"
    ),
    tip="{left}，资格复审别忘了",
    why="慢特病资格过几年要复审，过期没办，门诊报销会变少。",
    source="您填的复审日，或当地最短的复审年限",
    example_subject="recheck",
)
