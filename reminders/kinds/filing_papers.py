"""Papers that were promised when a filing was made, and are still owed."""

from __future__ import annotations

from policies.models import FilingRule
from reminders.kinds.base import NO_COHORT, Kind, nearest, terms_of

CODE = "filing_papers"

KIND = Kind(
    code=CODE,
    label="补备案材料",
    worth=5,
    stages=(30, 7),
    cohorts=terms_of(FilingRule, "promise_months"),
    owed_sql=f"""
        SELECT m.user_id, m.id AS member, 'papers' AS subject, f.papers_due_on AS due_on,
               NULL::date AS starts_on, {{told}}
        FROM accounts_filing f
        JOIN accounts_member m ON m.id = f.member_id
        {{resident}}
        JOIN policies_region place ON place.code = f.care_region_id
        CROSS JOIN {NO_COHORT}
        WHERE f.promised AND f.cancelled_on IS NULL AND f.progress = 'accepted'
          AND f.papers_due_on BETWEEN {{first}} AND {{last}}
        UNION ALL
        SELECT m.user_id, m.id, 'papers',
               (f.starts_on + make_interval(months => c.term))::date - 1,
               NULL::date, {{told}}
        FROM accounts_filing f
        JOIN accounts_member m ON m.id = f.member_id
        {{resident}}
        JOIN policies_region place ON place.code = f.care_region_id
        {nearest(CODE, care="f.care_region_id, place.parent_id")}
        WHERE f.promised AND f.cancelled_on IS NULL AND f.progress = 'accepted'
          AND f.papers_due_on IS NULL
          AND f.starts_on BETWEEN
              {{first}} - (SELECT 31 * max(term) + 3 FROM due_cohort WHERE kind = '{CODE}')
              AND {{last}} - (SELECT 28 * min(term) - 3 FROM due_cohort WHERE kind = '{CODE}')
    """,
    told={"filing": "f.id", "place": "place.name"},
    still_sql="""
        EXISTS (SELECT FROM accounts_filing f
                WHERE f.id = told.filing AND f.member_id = m.id AND f.cancelled_on IS NULL
                  AND f.promised)
    """,
    title="备案材料 {short}前补交",
    text=(
        "{who}的异地就医备案答应过后补材料，请在{day}（含当天）前交到参保地医保服务点，"
        "到期不补备案可能失效。交好了请在小程序里勾掉。"
    ),
    tip="{left}，补交异地备案的材料",
    why="办备案时选了先承诺后补材料，到期不补，备案可能失效。",
    source="您填的日子，或当地承诺制备案的期限",
    example_subject="papers",
)
