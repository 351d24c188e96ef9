"""Filings for care elsewhere whose last valid day is near."""

from __future__ import annotations

from reminders.kinds.base import NO_COHORT, Kind

KIND = Kind(
    code="filing_expiry",
    label="异地备案到期",
    worth=6,
    stages=(30, 7, 1),
    owed_sql="""
        SELECT m.user_id, m.id AS member, 'filing' AS subject, f.ends_on AS due_on,
               NULL::date AS starts_on, {told}
        FROM accounts_filing f
        JOIN accounts_member m ON m.id = f.member_id
        {resident}
        JOIN policies_region place ON place.code = f.care_region_id
        CROSS JOIN """
    + NO_COHORT
    + """
        WHERE f.cancelled_on IS NULL AND f.progress = 'accepted'
          AND f.ends_on BETWEEN {first} AND {last}
          AND NOT EXISTS (
              SELECT FROM accounts_filing later
              WHERE later.member_id = f.member_id AND later.care_region_id = f.care_region_id
                AND later.cancelled_on IS NULL AND later.progress IN ('submitted', 'accepted')
                AND later.starts_on <= f.ends_on + 1
                AND (later.ends_on IS NULL OR later.ends_on > f.ends_on))
    """,
    told={"rule": "f.rule_code", "filing": "f.id", "place": "place.name"},
    still_sql="""
        EXISTS (SELECT FROM accounts_filing f
                WHERE f.id = told.filing AND f.member_id = m.id AND f.cancelled_on IS NULL
                  AND f.ends_on IS DISTINCT FROM r.due_on)
    """,
    where="备案的就医地",
    title="异地就医备案 {short}到期",
    text=(
        "{who}在{where}的异地就医备案，最后有效日是{day}。"
        "入院那天备案有效才按备案的比例报；还要在外地看病，请在到期前续办。"
    ),
    tip="{left}到期，要续请早办",
    why="备案到期后在外地住院，报销比例会变低；续办或取消后不再提醒。",
    source="医保发〔2022〕22号；当地备案规定",
    example={"place": "长沙市"},
    example_subject="filing",
)
